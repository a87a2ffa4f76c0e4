"""A project of the demonstration as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ceyuan.apps.projects.demo import money, parts, results


@dataclass(frozen=True, slots=True)
class MemberSeed:
    """Somebody who works in a project, with the planned person-months."""

    person: str
    role: str
    person_months: int


@dataclass(frozen=True, slots=True)
class ProjectSeed:
    """A project, money in fen. A classified one (`secrecy` "secret") has a public title and a state, nothing more."""

    code: str
    programme: str
    kind: str
    level: str
    title_zh: str
    title_en: str
    theme: str
    lead_unit: str
    starts_on: date
    ends_on: date
    state: str
    secrecy: str
    tech_class: str
    source_level: str
    mode: str
    trl_start: int
    trl_target: int
    participations: tuple[money.ParticipationSeed, ...]
    budget_mode: str = "itemised"
    leader: str = ""
    signed_on: date | None = None
    terminated_on: date | None = None
    story: str = ""
    total: int | None = None
    funding: int | None = None
    keywords: str = ""
    budget: tuple[money.BudgetSeed, ...] = ()
    topics: tuple[parts.TopicSeed, ...] = ()
    indicators: tuple[parts.IndicatorSeed, ...] = ()
    members: tuple[MemberSeed, ...] = ()
    results: tuple[results.ResultSeed, ...] = ()
