"""Votes on a list with fewer places than items: who is elected, who ties, and what the next round is about.

A voting paper with more yes than allowed is invalid as a whole. Among those who reach their threshold the places go by
yes votes; equal votes at the last place are settled by the rule for ties. Every round is kept in a log.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from ceyuan.core.kernel import Explained, Invalid, Leaf, Reason, Refused
from ceyuan.core.review.votes import Choice, Decision, Sitting, Ties, VoteRule, count, decide

Paper = Mapping[str, Choice]


@dataclass(frozen=True, slots=True)
class ListRule:
    """`vote` holds for each item; `places` to give; at most `most_yes` yes on one paper (None: as many as places).

    `rounds` is how often is voted at most; ties that are left then stay without a place. `ranks` settle ties where the
    rule says so: item -> rank, 1 the best. Invalid: `review.places_not_positive`, `review.rounds_not_positive`.
    """

    vote: VoteRule
    places: int
    most_yes: int | None = None
    ties: Ties = Ties.REVOTE
    rounds: int = 3
    ranks: Mapping[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        faults: dict[str, list[Reason]] = {}
        if self.places < 1:
            faults["places"] = [Reason("review.places_not_positive", {"places": self.places})]
        if self.rounds < 1:
            faults["rounds"] = [Reason("review.rounds_not_positive", {"rounds": self.rounds})]
        if faults:
            raise Invalid(faults)


@dataclass(frozen=True)
class Round:
    """One round: what it was about, the decision on each item, who got a place, who tied for the rest of the places."""

    number: int
    items: tuple[str, ...]
    places: int
    papers: int
    invalid: int
    decisions: Mapping[str, Decision]
    elected: tuple[str, ...]
    tied: tuple[str, ...]

    @property
    def failed(self) -> tuple[str, ...]:
        """Items that missed their threshold."""
        return tuple(item for item in self.items if not self.decisions[item].passed)

    @cached_property
    def explained(self) -> Explained:
        """The number of items elected, explained by the decision on each item."""
        parts: tuple[Explained | Leaf, ...] = tuple(
            Explained(item, "review.item", (self.decisions[item].explained,), unit="item") for item in self.items
        )
        invalid = Leaf(self.invalid, "review.invalid_papers", unit="vote")
        inputs = (Leaf(self.places, "review.places", unit="item"), invalid, *parts)
        return Explained(len(self.elected), "review.round", inputs, unit="item")


@dataclass(frozen=True, slots=True)
class Election:
    """An election under way: its rule, the items standing, and the log of rounds."""

    rule: ListRule
    items: tuple[str, ...]
    log: tuple[Round, ...] = ()

    def __post_init__(self) -> None:
        if not self.items or len(set(self.items)) < len(self.items):
            raise Invalid({"items": [Reason("review.items_twice_or_none", {"items": list(self.items)})]})

    @property
    def elected(self) -> tuple[str, ...]:
        """Who has a place, in the order of getting it."""
        return tuple(item for done in self.log for item in done.elected)

    @property
    def standing(self) -> tuple[str, ...]:
        """What the next round is about; empty when there is none."""
        if not self.log:
            return self.items
        again = self.rule.ties is Ties.REVOTE and len(self.log) < self.rule.rounds
        return self.log[-1].tied if again else ()

    @property
    def places_left(self) -> int:
        """Places not given yet."""
        return self.rule.places - len(self.elected)

    def hold(self, sittings: Mapping[str, Sitting] | Sitting, papers: Sequence[Paper]) -> "Election":
        """The election after one more round with these voting papers.

        `sittings` gives for each item who may vote on it; recusals differ by item. Open or secret makes no difference
        here. Refused: `review.no_round_left`, `review.paper_of_other_item`, and as `votes.decide`.
        """
        standing, places = self.standing, self.places_left
        if not standing:
            raise Refused("review.no_round_left", rounds=len(self.log))
        if strange := sorted({item for paper in papers for item in paper} - set(standing)):
            raise Refused("review.paper_of_other_item", items=strange)
        most = min(places, len(standing)) if self.rule.most_yes is None else self.rule.most_yes
        valid = [paper for paper in papers if list(paper.values()).count(Choice.YES) <= most]
        decisions = {}
        for item in standing:
            sitting = sittings if isinstance(sittings, Sitting) else sittings[item]
            said = count([paper[item] for paper in valid if item in paper])
            spoiled = sum(item in paper for paper in papers) - sum(item in paper for paper in valid)
            decisions[item] = decide(self.rule.vote, sitting, replace(said, invalid=spoiled))
        elected, tied = self._seated(decisions, places)
        spoiled = len(papers) - len(valid)
        done = Round(len(self.log) + 1, standing, places, len(papers), spoiled, decisions, elected, tied)
        return replace(self, log=(*self.log, done))

    def _seated(self, decisions: Mapping[str, Decision], places: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Who gets a place, and who has as many votes as the last place but no certain seat."""
        passed = sorted((item for item in decisions if decisions[item].passed), key=lambda one: _order(decisions, one))
        if len(passed) <= places:
            return tuple(passed), ()
        last = decisions[passed[places - 1]].tally.yes
        above = [item for item in passed if decisions[item].tally.yes > last]
        level = [item for item in passed if decisions[item].tally.yes == last]
        if len(above) + len(level) == places:
            return (*above, *level), ()
        if self.rule.ties is Ties.RANKED:
            ranked = sorted(level, key=lambda item: self.rule.ranks.get(item, len(self.rule.ranks) + 1))
            ranks = [self.rule.ranks.get(item) for item in ranked[places - len(above) - 1 : places - len(above) + 1]]
            if None not in ranks and ranks[0] != ranks[-1]:
                return (*above, *ranked[: places - len(above)]), ()
        return tuple(above), tuple(level)


def _order(decisions: Mapping[str, Decision], item: str) -> tuple[int, str]:
    return -decisions[item].tally.yes, item
