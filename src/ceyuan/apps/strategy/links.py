"""What works for directions and targets, told by the capabilities above that keep it.

A capability that keeps projects brings `strategy_links.py` with `providers`, a list of `LinkProvider`. All sums are of
what the actor may see; with `whole` of everything in the actor's group, which serves to answer a question ("is there
any project?") and is never shown as a sum. A project stands under one direction (its own, else that of the nearest
programme above it that has one) and under each target it or a programme above it is linked to.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from ceyuan.apps.organisation.scoping import Actor
from ceyuan.core.kernel.money import Money
from ceyuan.kit.registry import collect


@dataclass(frozen=True, slots=True)
class Serving:
    """How much works for one direction or target: projects, their money by currency, people (by a key each, so that
    nobody counts twice in a sum) and patents. `url` leads to the list of these projects."""

    projects: int = 0
    money: tuple[Money, ...] = ()
    people: frozenset[str] = frozenset()
    patents: int = 0
    url: str = ""

    @property
    def has_money(self) -> bool:
        """Whether any of it has money."""
        return any(one.minor for one in self.money)

    @property
    def headcount(self) -> int:
        """How many people."""
        return len(self.people)

    def __add__(self, other: "Serving") -> "Serving":
        sums: dict[str, int] = {}
        for one in (*self.money, *other.money):
            sums[one.currency] = sums.get(one.currency, 0) + one.minor
        return Serving(
            self.projects + other.projects,
            tuple(Money(minor, currency) for currency, minor in sorted(sums.items())),
            self.people | other.people,
            self.patents + other.patents,
            self.url or other.url,
        )


NOTHING = Serving()


@dataclass(frozen=True, slots=True)
class Work:
    """One project as a page of strategy shows it; `people` are the names of those who lead it or a part of it."""

    code: str
    title: str
    url: str
    state: str
    tone: str
    unit: str
    money: Money | None = None
    people: tuple[str, ...] = ()
    period: str = ""


@dataclass(frozen=True, slots=True)
class Yield:
    """One patent or other title of intellectual property out of the projects of a direction."""

    title: str
    year: int | None
    work: str
    url: str


@dataclass(frozen=True, slots=True)
class Served:
    """What of a direction the page lists: the first projects and patents within the actor's reach."""

    works: Sequence[Work] = field(default_factory=tuple)
    yields: Sequence[Yield] = field(default_factory=tuple)


class LinkProvider(Protocol):
    """What a capability above answers about directions and targets; ids without anything may be left out."""

    def of_directions(self, actor: Actor, ids: Sequence[int], *, whole: bool = False) -> Mapping[int, Serving]:
        """What works for each direction itself, not for those below it."""

    def of_targets(self, actor: Actor, ids: Sequence[int], *, whole: bool = False) -> Mapping[int, Serving]:
        """What works for each target itself; its shares and those who carry it out are asked for on their own."""

    def list_of_direction(self, code: str) -> str:
        """The address of the list of what works for a direction and all below it."""

    def in_direction(self, actor: Actor, direction_ids: Sequence[int], limit: int) -> Served:
        """The records behind the sums of these directions."""


def _providers() -> Sequence[LinkProvider]:
    return [one for part in collect("strategy_links", "providers") for one in part]


def of_directions(actor: Actor, ids: Sequence[int], *, whole: bool = False) -> dict[int, Serving]:
    """What works for each of these directions; every id is answered."""
    found = dict.fromkeys(ids, NOTHING)
    for provider in _providers():
        for key, serving in provider.of_directions(actor, ids, whole=whole).items():
            found[key] += serving
    return found


def of_targets(actor: Actor, ids: Sequence[int], *, whole: bool = False) -> dict[int, Serving]:
    """What works for each of these targets; every id is answered."""
    found = dict.fromkeys(ids, NOTHING)
    for provider in _providers():
        for key, serving in provider.of_targets(actor, ids, whole=whole).items():
            found[key] += serving
    return found


def list_of_direction(code: str) -> str:
    """The list of the projects of a direction and all below it; "" where nothing keeps projects."""
    return next((provider.list_of_direction(code) for provider in _providers()), "")


def in_direction(actor: Actor, direction_ids: Sequence[int], limit: int = 50) -> Served:
    """The projects and patents of these directions within reach."""
    parts = [provider.in_direction(actor, direction_ids, limit) for provider in _providers()]
    return Served([one for part in parts for one in part.works], [one for part in parts for one in part.yields])
