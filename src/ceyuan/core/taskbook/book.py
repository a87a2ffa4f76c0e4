"""The task book as a tree. Everything may be missing while it is drafted; `validate` says what still has to come."""

# ruff: noqa: RUF009  major, filed and logged declare dataclass fields.

from dataclasses import dataclass, field
from datetime import date

from ceyuan.core.kernel import CURRENCIES
from ceyuan.core.taskbook.fields import filed, logged, major
from ceyuan.core.taskbook.money_parts import Budget, FundingLine
from ceyuan.core.taskbook.parts import (
    Agreement,
    AnnualPlan,
    Application,
    Approval,
    Benefit,
    Cooperation,
    Deliverable,
    FundingUnit,
    Goal,
    Indicator,
    IpItem,
    Member,
    Milestone,
    Named,
    Participant,
    Risk,
    Topic,
)

SECRECY = ("public", "internal", "secret", "confidential")
CLASSIFIED = frozenset({"secret", "confidential"})


@dataclass(frozen=True, slots=True)
class Header:
    """The cover: what it is, between whom, from when to when (both days belong). `currency` holds for all amounts."""

    number: str = logged()
    project_code: str = logged()
    secrecy: str = major("public", choices=SECRECY)
    title: str = major()
    programme: Named | None = filed(None)
    direction: Named | None = filed(None)
    tech_class: str = filed()
    mode: str = major()
    budget_mode: str = major("itemised", choices=("itemised", "lump_sum"))
    source_level: str = major()
    starts_on: date | None = major(None)
    ends_on: date | None = major(None)
    currency: str = major("CNY", choices=tuple(CURRENCIES))
    party_a: Named | None = major(None)
    party_b: Named | None = major(None)
    lead_unit: Named | None = major(None)
    leader: Named | None = major(None)
    chief_scientist: Named | None = filed(None)
    user_unit: Named | None = filed(None)
    funding_units: tuple[FundingUnit, ...] = major(())


@dataclass(frozen=True, slots=True)
class Content:
    """What is done and why. Texts that do not apply say so ("无")."""

    background: str = logged()
    state_of_the_art: str = logged()
    novelty_search: str = logged()
    goals: tuple[Goal, ...] = major(())
    research: str = filed()
    key_technologies: str = filed()
    innovations: str = filed()
    technical_route: str = filed()
    route_document: str = filed()
    trl_start: int | None = major(None)
    trl_target: int | None = major(None)
    trl_evidence: str = filed()
    demonstration_site: str = filed()
    application: tuple[Application, ...] = filed(())
    organisation: str = filed()


@dataclass(frozen=True, slots=True)
class TaskBook:
    """A task book. The number of its version belongs to the version, not to the book: see `data_hash`."""

    header: Header = field(default_factory=Header, metadata={"change": "A"})
    content: Content = field(default_factory=Content, metadata={"change": "B"})
    topics: tuple[Topic, ...] = filed(())
    indicators: tuple[Indicator, ...] = major(())
    deliverables: tuple[Deliverable, ...] = filed((), whole="A")
    ip_plan: tuple[IpItem, ...] = major(())
    benefits: tuple[Benefit, ...] = major(())
    milestones: tuple[Milestone, ...] = filed((), whole="A")
    annual_plan: tuple[AnnualPlan, ...] = filed(())
    risks: tuple[Risk, ...] = logged(())
    people: tuple[Member, ...] = filed(())
    participants: tuple[Participant, ...] = filed(())
    cooperation: tuple[Cooperation, ...] = filed(())
    funding: tuple[FundingLine, ...] = filed(())
    budget: Budget = field(default_factory=Budget, metadata={"change": "B"})
    agreements: tuple[Agreement, ...] = filed(())
    approvals: tuple[Approval, ...] = logged(())

    @property
    def is_classified(self) -> bool:
        """Whether it must be filled in offline and only its code, unit, public title and nodes may be kept here."""
        return self.header.secrecy in CLASSIFIED
