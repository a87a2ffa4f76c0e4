"""What is to be assigned: reviewers, bids, how well they fit, and what must not be.

A pair is always (reviewer, bid). Affinities are whole numbers from 0, the higher the better; a pair without one has 0.
"""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from ceyuan.core.kernel import Invalid, Reason

Pair = tuple[str, str]
Panels = Mapping[str, tuple[str, ...]]
MOST_AFFINITY = 10_000


@dataclass(frozen=True, slots=True)
class Reviewer:
    """An expert who can be assigned: `unit` for the rule on colleagues (empty: a unit of one's own), whether external,
    and from `least` to `most` bids to review."""

    key: str
    unit: str = ""
    external: bool = False
    most: int = 5
    least: int = 0

    @property
    def home(self) -> str:
        """The unit, or one of one's own for an expert without."""
        return f"u:{self.unit}" if self.unit else f"r:{self.key}"


@dataclass(frozen=True, slots=True)
class Bid:
    """A bid that needs so many `reviewers`, of them at least `externals` external."""

    key: str
    reviewers: int = 3
    externals: int = 0


@dataclass(frozen=True, slots=True)
class Problem:
    """One assignment to make. `forbidden` pairs are never made (conflicts, recusals, declined requests); pairs `begun`
    stay. At most `per_unit` reviewers of one unit look at one bid.

    Invalid, by field: `review.key_twice`, `review.need_not_positive`, `review.externals_above_need`,
    `review.load_bounds`, `review.unit_mixed` (a unit is external or it is not; this keeps the problem one of flows, of
    which feasibility can be decided and explained exactly), `review.affinity_range`, `review.unknown_key`,
    `review.begun_forbidden`, `review.begun_too_many`.
    """

    reviewers: tuple[Reviewer, ...]
    bids: tuple[Bid, ...]
    affinity: Mapping[Pair, int] = field(default_factory=dict)
    forbidden: Collection[Pair] = frozenset()
    per_unit: int = 1
    begun: frozenset[Pair] = frozenset()

    def __post_init__(self) -> None:
        object.__setattr__(self, "forbidden", frozenset(self.forbidden))
        object.__setattr__(self, "begun", frozenset(self.begun))
        faults: dict[str, list[Reason]] = {
            "reviewers": self._reviewer_faults(),
            "bids": self._bid_faults(),
            "affinity": self._affinity_faults(),
        }
        if not any(faults.values()):
            faults["begun"] = self._begun_faults()
        if any(faults.values()):
            raise Invalid(faults)

    def without(self, pairs: Collection[Pair]) -> "Problem":
        """The same with more forbidden pairs."""
        return replace(self, forbidden=frozenset(self.forbidden) | frozenset(pairs))

    def _reviewer_faults(self) -> list[Reason]:
        faults = [Reason("review.key_twice", {"keys": twice})] if (twice := _twice(self.reviewers)) else []
        faults += [
            Reason("review.load_bounds", {"reviewer": one.key, "least": one.least, "most": one.most})
            for one in self.reviewers
            if not 0 <= one.least <= one.most
        ]
        sides: dict[str, set[bool]] = {}
        for one in self.reviewers:
            sides.setdefault(one.home, set()).add(one.external)
        mixed = sorted(home[2:] for home, seen in sides.items() if len(seen) > 1)
        return faults + ([Reason("review.unit_mixed", {"units": mixed})] if mixed else [])

    def _bid_faults(self) -> list[Reason]:
        faults = [Reason("review.key_twice", {"keys": twice})] if (twice := _twice(self.bids)) else []
        for bid in self.bids:
            if bid.reviewers < 1:
                faults.append(Reason("review.need_not_positive", {"bid": bid.key, "reviewers": bid.reviewers}))
            elif not 0 <= bid.externals <= bid.reviewers:
                faults.append(
                    Reason(
                        "review.externals_above_need",
                        {"bid": bid.key, "externals": bid.externals, "reviewers": bid.reviewers},
                    )
                )
        if self.per_unit < 1:
            faults.append(Reason("review.per_unit_not_positive", {"per_unit": self.per_unit}))
        return faults

    def _affinity_faults(self) -> list[Reason]:
        faults = []
        out = sorted(pair for pair, value in self.affinity.items() if not 0 <= value <= MOST_AFFINITY)
        if out:
            facts = {"reviewer": out[0][0], "bid": out[0][1], "value": self.affinity[out[0]], "most": MOST_AFFINITY}
            faults.append(Reason("review.affinity_range", facts))
        experts, bids = {one.key for one in self.reviewers}, {bid.key for bid in self.bids}
        strange = {*self.affinity, *self.begun}
        unknown = sorted(({pair[0] for pair in strange} - experts) | ({pair[1] for pair in strange} - bids))
        if unknown:
            faults.append(Reason("review.unknown_key", {"keys": unknown}))
        return faults

    def _begun_faults(self) -> list[Reason]:
        faults = [
            Reason("review.begun_forbidden", {"reviewer": reviewer, "bid": bid})
            for reviewer, bid in sorted(self.begun & frozenset(self.forbidden))
        ]
        people = {one.key: one for one in self.reviewers}
        loads = Counter(reviewer for reviewer, _ in self.begun)
        faults += [
            Reason("review.begun_too_many", {"reviewer": key, "begun": load, "most": people[key].most})
            for key, load in sorted(loads.items())
            if load > people[key].most
        ]
        for bid in self.bids:
            mine = [people[reviewer] for reviewer, of in self.begun if of == bid.key]
            inside = sum(not one.external for one in mine)
            crowded = max(Counter(one.home for one in mine).values(), default=0) > self.per_unit
            if len(mine) > bid.reviewers or inside > bid.reviewers - bid.externals or crowded:
                faults.append(Reason("review.begun_breaks_rules", {"bid": bid.key, "begun": len(mine)}))
        return faults


def _twice(things: tuple[Reviewer, ...] | tuple[Bid, ...]) -> list[str]:
    return sorted(key for key, times in Counter(one.key for one in things).items() if times > 1)
