"""Votes of a committee: quorum, thresholds as exact fractions of a stated base, abstentions, ties.

Entitled are the members who are not recused of this item; a recused member is in neither side of any fraction. Present
are the entitled members who take part. Cast are the yes and no votes, and abstentions where the rule says so.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from ceyuan.core.kernel import Explained, Invalid, Leaf, Reason, Refused


class Base(StrEnum):
    """What a share is taken of."""

    ENTITLED = "entitled"
    PRESENT = "present"
    CAST = "cast"


class Choice(StrEnum):
    """What a member says to one item."""

    YES = "yes"
    NO = "no"
    ABSTAIN = "abstain"


class Ties(StrEnum):
    """What becomes of items with equal votes when there are places for only some of them."""

    REVOTE = "revote"  # another round among them
    NONE = "none"  # none of them: rather none than a poor one
    RANKED = "ranked"  # the better one by a rank given beforehand, such as that of the scores


@dataclass(frozen=True, slots=True)
class Share:
    """A share to be reached exactly, such as 2/3; `more_than` when reaching it is not enough."""

    of: Fraction
    more_than: bool = False

    def __post_init__(self) -> None:
        if not isinstance(self.of, Fraction) or not 0 <= self.of <= 1:
            raise Invalid({"of": [Reason("review.share_range", {"share": str(self.of)})]})

    def needed(self, base: int) -> int:
        """The smallest whole number that reaches the share of the base: 2/3 of 13 is 8.67, so 9."""
        exact = self.of * base
        return exact.numerator // exact.denominator + 1 if self.more_than else -(-exact.numerator // exact.denominator)


HALF = Share(Fraction(1, 2), more_than=True)
TWO_THIRDS = Share(Fraction(2, 3))


@dataclass(frozen=True, slots=True)
class VoteRule:
    """`threshold` of `base` must say yes; `quorum` of the entitled must be present.

    `abstentions_cast` says whether an abstention is a vote cast (it always counts as present)."""

    threshold: Share
    base: Base = Base.PRESENT
    quorum: Share = TWO_THIRDS
    abstentions_cast: bool = False


@dataclass(frozen=True, slots=True)
class Sitting:
    """Who belongs to the committee, who is there, and who is recused of the item.

    Invalid: `review.not_a_member`. A recused member who stays in the room does not count as present."""

    members: frozenset[str]
    attending: frozenset[str]
    recused: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        for field in ("attending", "recused"):
            if strange := sorted(getattr(self, field) - self.members):
                raise Invalid({field: [Reason("review.not_a_member", {"people": strange})]})

    @property
    def entitled(self) -> frozenset[str]:
        """Members who may vote on the item."""
        return self.members - self.recused

    @property
    def present(self) -> frozenset[str]:
        """Entitled members who are there."""
        return self.attending - self.recused


@dataclass(frozen=True, slots=True)
class Tally:
    """Votes on one item; `invalid` papers were handed in and say nothing."""

    yes: int
    no: int = 0
    abstain: int = 0
    invalid: int = 0

    @property
    def papers(self) -> int:
        """All that was handed in."""
        return self.yes + self.no + self.abstain + self.invalid


@dataclass(frozen=True, slots=True)
class Quorum:
    """Whether enough of the entitled are there: `needed` of `entitled`, with `exact` before rounding up."""

    entitled: int
    present: int
    needed: int
    exact: Fraction
    explained: Explained

    @property
    def met(self) -> bool:
        """Whether the committee can decide."""
        return self.present >= self.needed


@dataclass(frozen=True, slots=True)
class Decision:
    """The result of a vote on one item, with the numbers it follows from."""

    passed: bool
    tally: Tally
    base: int
    needed: int
    reason: Reason
    explained: Explained


def quorum(rule: VoteRule, sitting: Sitting) -> Quorum:
    """The quorum of a sitting. Refused: `review.nobody_entitled` when all members are recused."""
    entitled, present = len(sitting.entitled), len(sitting.present)
    if not entitled:
        raise Refused("review.nobody_entitled", members=len(sitting.members), recused=len(sitting.recused))
    needed, exact = max(1, rule.quorum.needed(entitled)), rule.quorum.of * entitled
    members = Leaf(len(sitting.members), "review.members", unit="person")
    base = Explained(
        entitled,
        "review.entitled",
        (members, Leaf(len(sitting.recused), "review.recused_members", unit="person")),
        unit="person",
    )
    explained = Explained(
        "review.quorum_met" if present >= needed else "review.quorum_missed",
        "review.quorum",
        (Leaf(present, "review.present", unit="person"), _needed("review.quorum_needed", rule.quorum, base)),
    )
    return Quorum(entitled, present, needed, exact, explained)


def tally(sitting: Sitting, votes: Mapping[str, Choice]) -> Tally:
    """Count an open vote. Refused: `review.vote_of_recused`, `review.vote_of_absent`, `review.vote_of_stranger`."""
    for voter in sorted(votes):
        if voter in sitting.recused:
            raise Refused("review.vote_of_recused", voter=voter)
        if voter not in sitting.members:
            raise Refused("review.vote_of_stranger", voter=voter)
        if voter not in sitting.attending:
            raise Refused("review.vote_of_absent", voter=voter)
    return count(votes.values())


def count(choices: Collection[Choice]) -> Tally:
    """Count choices."""
    said = list(choices)
    return Tally(said.count(Choice.YES), said.count(Choice.NO), said.count(Choice.ABSTAIN))


def decide(rule: VoteRule, sitting: Sitting, counted: Tally) -> Decision:
    """Whether an item passes. At least one yes is always needed.

    Refused: `review.nobody_entitled`, `review.quorum_missed` (nothing may be decided),
    `review.more_votes_than_present`.
    """
    present = quorum(rule, sitting)
    if not present.met:
        facts = {"entitled": present.entitled, "present": present.present, "needed": present.needed}
        raise Refused("review.quorum_missed", **facts)
    if counted.papers > present.present:
        raise Refused("review.more_votes_than_present", votes=counted.papers, present=present.present)
    cast = counted.yes + counted.no + (counted.abstain if rule.abstentions_cast else 0)
    base = {Base.ENTITLED: present.entitled, Base.PRESENT: present.present, Base.CAST: cast}[rule.base]
    needed = max(1, rule.threshold.needed(base))
    passed = counted.yes >= needed
    reason = Reason(
        "review.vote_passed" if passed else "review.vote_failed",
        {"yes": counted.yes, "needed": needed, "base": base, "base_kind": rule.base.value},
    )
    explained = Explained(
        reason.code,
        "review.vote",
        (
            Leaf(counted.yes, "review.yes", unit="vote"),
            _needed("review.yes_needed", rule.threshold, _base(rule, base, present, counted)),
            present.explained,
        ),
    )
    return Decision(passed, counted, base, needed, reason, explained)


def _base(rule: VoteRule, base: int, present: Quorum, counted: Tally) -> Explained:
    if rule.base is Base.ENTITLED:
        inputs: tuple[Leaf, ...] = (Leaf(present.entitled, "review.entitled", unit="person"),)
    elif rule.base is Base.PRESENT:
        inputs = (Leaf(present.present, "review.present", unit="person"),)
    else:
        inputs = (Leaf(counted.yes, "review.yes", unit="vote"), Leaf(counted.no, "review.no", unit="vote"))
        if rule.abstentions_cast:
            inputs += (Leaf(counted.abstain, "review.abstentions", unit="vote"),)
    return Explained(base, f"review.base_{rule.base.value}", inputs, unit="person")


def _needed(formula: str, share: Share, base: Explained) -> Explained:
    assert isinstance(base.value, int)  # noqa: S101 - for the type checker; bases are counted here
    suffix = "_more_than" if share.more_than else ""
    return Explained(
        max(1, share.needed(base.value)), formula + suffix, (Leaf(share.of, "review.share"), base), unit="person"
    )
