"""Which panels a draw may end with, and whether a panel begun can still become one.

The answer is exact, so it does not depend on how it is found: whoever checks a draw may find it in another way.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import ceil
from typing import Any

from ceyuan.core.kernel import Invalid, Reason, Refused

# Beyond this many intermediate panels the strata are so entangled that nobody could check a draw by hand either.
_MOST_STATES = 200_000
Profile = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """An expert who could be drawn. `traits` are (dimension, value), such as ("discipline", "480"), ("title", "full"),
    ("affiliation", "external"); a dimension may have several values. `workload` is what the expert has to review."""

    key: str
    unit: str = ""
    traits: frozenset[tuple[str, str]] = frozenset()
    workload: int = 0


@dataclass(frozen=True, slots=True)
class Stratum:
    """Experts with one of the wanted values in each dimension named: at least `minimum`, at most `maximum` of them."""

    code: str
    wanted: Mapping[str, frozenset[str]]
    minimum: int = 0
    maximum: int | None = None

    def holds(self, candidate: Candidate) -> bool:
        """Whether the expert belongs to it."""
        return all(
            any((dimension, value) in candidate.traits for value in values) for dimension, values in self.wanted.items()
        )

    @classmethod
    def share(cls, code: str, wanted: Mapping[str, frozenset[str]], *, of: int, at_least: Fraction) -> "Stratum":
        """At least such a share of a panel of so many: half of 5 are 3."""
        return cls(code, wanted, minimum=ceil(of * at_least))


@dataclass(frozen=True, slots=True)
class DrawPlan:
    """What is drawn for a case: how many, from which strata, at most `per_unit` of one unit (None: any number), nobody
    with `workload_limit` reviews or more.

    Invalid: `review.panel_empty`, `review.stratum_twice`, `review.stratum_bounds`, `review.per_unit_not_positive`.
    """

    case: str
    size: int
    strata: tuple[Stratum, ...] = ()
    per_unit: int | None = 1
    workload_limit: int | None = None

    def __post_init__(self) -> None:
        faults: dict[str, list[Reason]] = {"size": [], "strata": [], "per_unit": []}
        if self.size < 1:
            faults["size"].append(Reason("review.panel_empty", {"size": self.size}))
        if self.per_unit is not None and self.per_unit < 1:
            faults["per_unit"].append(Reason("review.per_unit_not_positive", {"per_unit": self.per_unit}))
        if twice := sorted(code for code, times in Counter(s.code for s in self.strata).items() if times > 1):
            faults["strata"].append(Reason("review.stratum_twice", {"strata": twice}))
        for one in self.strata:
            most = self.size if one.maximum is None else min(one.maximum, self.size)
            if not 0 <= one.minimum <= most:
                facts = {"stratum": one.code, "minimum": one.minimum, "maximum": most}
                faults["strata"].append(Reason("review.stratum_bounds", facts))
        if any(faults.values()):
            raise Invalid(faults)

    def profile(self, candidate: Candidate) -> Profile:
        """1 for each stratum that the expert belongs to, else 0."""
        return tuple(int(one.holds(candidate)) for one in self.strata)


@dataclass
class Room:
    """What is left to fill of one panel: seats in all, in units and in strata."""

    plan: DrawPlan
    panel: list[Candidate] = field(default_factory=list)

    def refusal(self, candidate: Candidate) -> Reason | None:
        """Why the expert has no seat: the unit is there often enough, or a stratum is full."""
        if self._unit_room(candidate) == 0:
            return Reason("review.draw_unit_full", {"unit": candidate.unit, "per_unit": self.plan.per_unit})
        for one in self.plan.strata:
            if one.maximum is not None and one.holds(candidate) and self._filled(one) >= one.maximum:
                return Reason("review.draw_stratum_full", {"stratum": one.code, "maximum": one.maximum})
        return None

    def completable(self, pool: Sequence[Candidate]) -> bool:
        """Whether experts of the pool can fill the panel so that every condition holds."""
        seats = self.plan.size - len(self.panel)
        counts = tuple(self._filled(one) for one in self.plan.strata)
        if self._overfull(counts):
            return False
        if self._quickly_filled(pool, seats):
            return True
        reached = {(0, self._capped(counts))}
        for choices in self._offers(pool, seats):
            reached |= {
                (taken + people, state)
                for taken, before in reached
                for people, add in choices
                if taken + people <= seats and (state := self._added(before, add)) is not None
            }
            if len(reached) > _MOST_STATES:
                raise Refused("review.strata_entangled", strata=len(self.plan.strata), most=_MOST_STATES)
        wanted = tuple(one.minimum for one in self.plan.strata)
        return any(
            taken == seats and all(have >= want for have, want in zip(state, wanted, strict=True))
            for taken, state in reached
        )

    def missing(self, pool: Sequence[Candidate]) -> list[Reason]:
        """What is missing in a pool that cannot fill the panel, each condition looked at alone; if each alone could be
        met, that they cannot be met together."""
        seats = self.plan.size - len(self.panel)
        found = []
        if (able := self._seatable(pool)) < seats:
            found.append(Reason("review.draw_too_few", {"need": seats, "available": able}))
        for one in self.plan.strata:
            need = one.minimum - self._filled(one)
            if (able := self._seatable([each for each in pool if one.holds(each)])) < need:
                facts = {"stratum": one.code, "need": need, "available": able}
                found.append(Reason("review.draw_stratum_short", facts))
        return found or [Reason("review.draw_strata_collide", {"strata": [one.code for one in self.plan.strata]})]

    def _offers(self, pool: Sequence[Candidate], seats: int) -> list[list[tuple[int, Profile]]]:
        """Per unit, every number of people and profile of strata that it could add."""
        units: dict[str, list[Profile]] = {}
        for one in pool:
            units.setdefault(self._home(one), []).append(self.plan.profile(one))
        room = {self._home(one): min(self._unit_room(one), seats) for one in pool}
        # Units that offer the same are many in large pools; sorting keeps the work the same for the same question.
        return [_combinations(sorted(profiles), room[home]) for home, profiles in sorted(units.items())]

    def _quickly_filled(self, pool: Sequence[Candidate], seats: int) -> bool:
        """Try to fill it by always taking who serves most strata that are still short; mostly that is enough."""
        trial = Room(self.plan, list(self.panel))
        left = list(pool)
        for _ in range(seats):
            short = [one for one in self.plan.strata if trial._filled(one) < one.minimum]
            fitting = [one for one in left if trial.refusal(one) is None]
            if not fitting:
                return False
            best = max(fitting, key=lambda one: sum(stratum.holds(one) for stratum in short))
            trial.panel.append(best)
            left.remove(best)
        return all(trial._filled(one) >= one.minimum for one in self.plan.strata)

    def _added(self, before: Profile, add: Profile) -> Profile | None:
        after = tuple(have + more for have, more in zip(before, add, strict=True))
        return None if self._overfull(after) else self._capped(after)

    def _overfull(self, counts: Profile) -> bool:
        return any(
            one.maximum is not None and have > one.maximum for one, have in zip(self.plan.strata, counts, strict=True)
        )

    def _capped(self, counts: Profile) -> Profile:
        # More than the minimum is as good as the minimum, unless a maximum has to be kept.
        return tuple(
            have if one.maximum is not None else min(have, one.minimum)
            for one, have in zip(self.plan.strata, counts, strict=True)
        )

    def _seatable(self, pool: Sequence[Candidate]) -> int:
        counts = Counter(self._home(one) for one in pool)
        room = {self._home(one): self._unit_room(one) for one in pool}
        return sum(min(count, room[home]) for home, count in counts.items())

    def _filled(self, stratum: Stratum) -> int:
        return sum(stratum.holds(one) for one in self.panel)

    def _unit_room(self, candidate: Candidate) -> int:
        if self.plan.per_unit is None or not candidate.unit:
            return self.plan.size
        return self.plan.per_unit - sum(one.unit == candidate.unit for one in self.panel)

    def _home(self, candidate: Candidate) -> str:
        """Candidates under one cap: those of a unit; where no cap applies, all with the same profile."""
        if self.plan.per_unit is None or not candidate.unit:
            return "p:" + "".join(map(str, self.plan.profile(candidate)))
        return "u:" + candidate.unit


def _combinations(profiles: Iterable[Profile], room: int) -> list[tuple[int, Profile]]:
    offers: set[tuple[int, Profile]] = set()
    for profile in profiles:
        grown = {(count + 1, tuple(a + b for a, b in zip(sums, profile, strict=True))) for count, sums in offers}
        offers |= {(1, profile), *grown}
        offers = {(count, sums) for count, sums in offers if count <= room}
    return sorted(offers)


def plan_told(plan: DrawPlan) -> dict[str, Any]:
    """A plan as a record."""
    strata = [
        {
            "code": one.code,
            "wanted": {dimension: sorted(values) for dimension, values in one.wanted.items()},
            "minimum": one.minimum,
            "maximum": one.maximum,
        }
        for one in plan.strata
    ]
    return {
        "case": plan.case,
        "size": plan.size,
        "strata": strata,
        "per_unit": plan.per_unit,
        "workload_limit": plan.workload_limit,
    }


def plan_read(told: Mapping[str, Any]) -> DrawPlan:
    """The plan that `plan_told` wrote down."""
    strata = tuple(
        Stratum(
            one["code"],
            {dimension: frozenset(values) for dimension, values in one["wanted"].items()},
            one["minimum"],
            one["maximum"],
        )
        for one in told["strata"]
    )
    return DrawPlan(told["case"], told["size"], strata, told["per_unit"], told["workload_limit"])


def drawable(candidates: Collection[Candidate], plan: DrawPlan) -> dict[str, Reason]:
    """Who is excluded by the plan itself, with the reason."""
    if plan.workload_limit is None:
        return {}
    return {
        one.key: Reason("review.workload_full", {"workload": one.workload, "limit": plan.workload_limit})
        for one in candidates
        if one.workload >= plan.workload_limit
    }
