"""The items that a task book lists. Every item has a `key` that stays when its name changes.

Amounts are whole minor units of the currency in the header, shares are parts per million, other numbers are decimals.
A text names a unit or person by `Named`: the key of the record and the name as printed.
"""

# ruff: noqa: RUF009  major, filed and logged declare dataclass fields.

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ceyuan.core.taskbook.fields import filed, logged, major

INDICATOR_KINDS = ("quantity", "quality", "milestone")
DIRECTIONS = ("at_least", "at_most", "equal", "range")
INDICATOR_GROUPS = ("technical", "economic", "result", "other")
DELIVERABLE_STATES = ("planned", "submitted", "delivered", "cancelled")
AGREEMENT_KINDS = (
    "partner",
    "ip_benefit",
    "ethics",
    "safety",
    "environment",
    "confidentiality",
    "commitment",
)
# What a contract between the units of a consortium has to fix (Law on promoting conversion, article 26).
CONSORTIUM_TERMS = (
    "organisation",
    "division_of_work",
    "funding",
    "ip_ownership",
    "benefit_sharing",
    "risk_sharing",
    "breach",
)


@dataclass(frozen=True, slots=True)
class Named:
    """A unit, person, programme or direction: the `key` of its record and its name as printed."""

    key: str
    name: str = logged()


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal of the project; indicators refer to it."""

    key: str
    text: str = major()


@dataclass(frozen=True, slots=True)
class Application:
    """Where the result is to be applied: unit, volume and day."""

    key: str
    unit: str = filed()
    volume: str = filed()
    due_on: date | None = filed(None)


@dataclass(frozen=True, slots=True)
class FundingUnit:
    """A unit that pays: amount in minor units."""

    key: str
    name: str = logged()
    amount_minor: int = major(0)


@dataclass(frozen=True, slots=True)
class Participant:
    """A unit that takes part: role, what it does and the money it gets, in minor units."""

    key: str
    name: str = logged()
    role: str = filed("participant", choices=("participant", "associated", "third_party"))
    work: str = filed()
    amount_minor: int = filed(0)


@dataclass(frozen=True, slots=True)
class Task:
    """A task of a topic. `phases` says when, in the words of the plan."""

    key: str
    code: str = logged()
    title: str = filed()
    unit: Named | None = filed(None)
    partners: tuple[Named, ...] = filed(())
    person_months: Decimal | None = filed(None)
    phases: str = filed()


@dataclass(frozen=True, slots=True)
class Effort:
    """Person-months of one unit (the key) in a topic."""

    key: str
    person_months: Decimal = filed(Decimal(0))


@dataclass(frozen=True, slots=True)
class Topic:
    """A part of the project (课题) with its own unit, leader and budget."""

    key: str
    code: str = logged()
    title: str = filed()
    unit: Named | None = filed(None)
    leader: Named | None = filed(None)
    budget_minor: int = filed(0)
    weight_ppm: int = filed(0)
    content: str = filed()
    phases: str = filed()
    tasks: tuple[Task, ...] = filed(())
    effort: tuple[Effort, ...] = filed(())


@dataclass(frozen=True, slots=True)
class Indicator:
    """What is to be reached. `goal`, `topic` and `source` are keys of what it serves and comes from.

    quantity: `baseline`, `midterm`, `final` in `unit_of_measure`; a range runs from `final` to `final_to`. quality:
    `final_text`. milestone: `due_on`. `third_party` None: not said yet whether a third party has to measure.
    """

    key: str
    name: str = major()
    group: str = logged("technical", choices=INDICATOR_GROUPS)
    kind: str = major("quantity", choices=INDICATOR_KINDS)
    direction: str = major("at_least", choices=DIRECTIONS)
    baseline: Decimal | None = major(None)
    midterm: Decimal | None = major(None)
    final: Decimal | None = major(None)
    final_to: Decimal | None = major(None)
    baseline_text: str = major()
    midterm_text: str = major()
    final_text: str = major()
    due_on: date | None = major(None)
    unit_of_measure: str = major()
    method: str = major()
    evidence: str = major()
    third_party: bool | None = major(None)
    is_binding: bool = major(True)  # noqa: FBT003
    weight_ppm: int = major(0)
    goal: str = filed()
    topic: str = filed()
    source: str = major()


@dataclass(frozen=True, slots=True)
class Deliverable:
    """What is handed over: how many of which kind, in which form, accepted how. `state` is how it stands."""

    key: str
    code: str = logged()
    title: str = filed()
    kind: str = filed()
    quantity: int = major(1)
    form: str = filed()
    acceptance_method: str = filed()
    visibility: str = filed()
    topic: str = filed()
    unit: Named | None = filed(None)
    milestones: tuple[Named, ...] = filed(())
    due_on: date | None = filed(None)
    state: str = logged("planned", choices=DELIVERABLE_STATES)


@dataclass(frozen=True, slots=True)
class IpItem:
    """Planned intellectual property: type, number, owner and the owner's share."""

    key: str
    kind: str = major()
    count: int = major(1)
    owner: Named | None = major(None)
    share_ppm: int = major(1_000_000)


@dataclass(frozen=True, slots=True)
class Benefit:
    """An expected benefit: method of accounting, gross amount a year, share attributed, who in finance confirms it."""

    key: str
    method: str = major()
    gross_minor: int = major(0)
    attribution_ppm: int = major(0)
    confirmed_by: Named | None = filed(None)
    text: str = logged()


@dataclass(frozen=True, slots=True)
class Milestone:
    """A node of the plan: day, what decides go or no-go, and the share of the money that it releases."""

    key: str
    name: str = logged()
    due_on: date | None = filed(None)
    criteria: str = major()
    payment_share_ppm: int = major(0)
    trl_expected: int | None = major(None)
    note: str = logged()


@dataclass(frozen=True, slots=True)
class AnnualPlan:
    """The plan of a year; the key is the year, four digits."""

    key: str
    text: str = filed()


@dataclass(frozen=True, slots=True)
class Risk:
    """A risk and what is done against it."""

    key: str
    kind: str = logged("technical", choices=("technical", "market", "money", "schedule", "people", "safety", "other"))
    text: str = logged()
    probability: str = logged("medium", choices=("low", "medium", "high"))
    measure: str = logged()
    owner: Named | None = logged(None)


@dataclass(frozen=True, slots=True)
class MonthsOfYear:
    """Person-months in a year; the key is the year, four digits."""

    key: str
    months: Decimal = filed(Decimal(0))


@dataclass(frozen=True, slots=True)
class Member:
    """A person of the team: the key is the person's."""

    key: str
    name: str = logged()
    title: str = logged()
    unit: Named | None = filed(None)
    role: str = filed("member", choices=("leader", "topic_leader", "backbone", "member", "assistant"))
    work: str = filed()
    months: tuple[MonthsOfYear, ...] = filed(())


@dataclass(frozen=True, slots=True)
class Cooperation:
    """Co-operation with somebody outside: partner, task, money, contract number, whether it is registered."""

    key: str
    partner: str = filed()
    task: str = filed()
    amount_minor: int = filed(0)
    contract_number: str = logged()
    is_registered: bool = logged(False)  # noqa: FBT003


@dataclass(frozen=True, slots=True)
class Term:
    """A clause of an agreement; the key says which one."""

    key: str
    text: str = filed()


@dataclass(frozen=True, slots=True)
class Agreement:
    """An agreement, approval or commitment with its document; `unit` is the key of the participant it is with."""

    key: str
    kind: str = filed("partner", choices=AGREEMENT_KINDS)
    title: str = logged()
    unit: str = filed()
    document: str = filed()
    agreed_on: date | None = filed(None)
    terms: tuple[Term, ...] = filed(())


@dataclass(frozen=True, slots=True)
class Approval:
    """An opinion on the book: the key says whose (unit, finance, st_department, leader ...)."""

    key: str
    opinion: str = logged()
    name: str = logged()
    given_on: date | None = logged(None)
    copies: int = logged(0)
