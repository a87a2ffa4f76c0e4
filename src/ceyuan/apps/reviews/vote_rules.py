"""The rule of a vote as it is kept (JSON), and the counting by core.review.

quorum, threshold      shares as texts, "2/3"; with quorum_more or threshold_more they have to be exceeded
base                   entitled | present | cast; abstentions_cast: an abstention is a vote cast
places                 None: each case by itself; else how many of the list get a place
most_yes, ties, rounds how many yes a paper of a list may have; revote | none | ranked; how often is voted at most
"""

from collections.abc import Collection, Mapping, Sequence
from fractions import Fraction
from typing import Any

from ceyuan.apps.reviews.models import Vote
from ceyuan.core.kernel import Invalid, Reason
from ceyuan.core.review.elections import Election, ListRule
from ceyuan.core.review.votes import (
    Base,
    Choice,
    Decision,
    Share,
    Sitting,
    Tally,
    Ties,
    VoteRule,
    count,
    decide,
)

DEFAULT: Mapping[str, Any] = {
    "quorum": "2/3",
    "quorum_more": False,
    "threshold": "2/3",
    "threshold_more": False,
    "base": "present",
    "abstentions_cast": False,
    "places": None,
    "most_yes": None,
    "ties": "revote",
    "rounds": 3,
}
_MOST = 99
Paper = Mapping[str, Choice]


def checked(rule: Mapping[str, Any], items: int) -> dict[str, Any]:
    """The rule with all its parts. Invalid by name: shares that are none, more places than cases, numbers below 1."""
    found: dict[str, Any] = {**DEFAULT, **{name: value for name, value in rule.items() if name in DEFAULT}}
    faults: dict[str, list[str | Reason]] = {}
    for name in ("quorum", "threshold"):
        try:
            share = Fraction(str(found[name]))
        except (ValueError, ZeroDivisionError):
            share = Fraction(-1)
        if not 0 < share <= 1:
            faults[name] = [Reason("review.share_range", {"share": str(found[name])})]
        found[name] = str(share)
    places, most_yes, rounds = found["places"], found["most_yes"], found["rounds"]
    if places is not None and not 1 <= places <= items:
        faults["places"] = [Reason("reviews.places_range", {"most": items})]
    if most_yes is not None and not 1 <= most_yes <= items:
        faults["most_yes"] = [Reason("reviews.places_range", {"most": items})]
    if not 1 <= rounds <= _MOST:
        faults["rounds"] = [Reason("review.rounds_not_positive", {"rounds": rounds})]
    if found["base"] not in set(Base) or found["ties"] not in set(Ties):
        faults["base"] = ["kit.not_a_choice"]
    if faults:
        raise Invalid(faults)
    return found


def rule_of(kept: Mapping[str, Any]) -> VoteRule:
    """The rule for one case as the core takes it."""
    return VoteRule(
        threshold=Share(Fraction(kept["threshold"]), more_than=kept["threshold_more"]),
        base=Base(kept["base"]),
        quorum=Share(Fraction(kept["quorum"]), more_than=kept["quorum_more"]),
        abstentions_cast=kept["abstentions_cast"],
    )


def sittings(
    items: Sequence[int],
    members: Collection[int],
    attending: Collection[int],
    recusals: Mapping[int, Collection[int]],
) -> dict[str, Sitting]:
    """For each case who belongs to the committee, who is there and who is recused of it."""
    whole = _texts(members)
    return {
        str(item): Sitting(whole, _texts(attending) & whole, _texts(recusals.get(item, ())) & whole) for item in items
    }


def result(
    vote: Vote, over: Mapping[str, Sitting], papers: Sequence[Paper], ranks: Mapping[str, int]
) -> dict[str, Any]:
    """Count and decide: JSON that a page shows and anybody can follow. Refused as `core.review.votes.decide`."""
    rule, items = rule_of(vote.rule), [str(item) for item in vote.items]
    if vote.rule["places"] is None:
        found = {item: decide(rule, over[item], _tally(item, papers)) for item in items}
        elected, tied = [item for item in items if found[item].passed], []
    else:
        left = vote.rule["rounds"] - round_number(vote) + 1
        settled = ListRule(
            rule, vote.rule["places"], vote.rule["most_yes"], Ties(vote.rule["ties"]), max(1, left), dict(ranks)
        )
        held = Election(settled, tuple(items)).hold(over, papers).log[-1]
        found, elected, tied = dict(held.decisions), list(held.elected), list(held.tied)
    return {
        "papers": len(papers),
        "sittings": {item: {name: sorted(getattr(over[item], name)) for name in _SITTING} for item in items},
        "decisions": {item: _written(found[item]) for item in items},
        "elected": elected,
        "tied": tied,
    }


def decisions(vote: Vote) -> dict[int, Decision]:
    """The decisions of a closed vote, decided again from the tallies and sittings that are kept."""
    found = {}
    result = vote.result or {"decisions": {}}
    for item, kept in result["decisions"].items():
        sitting = Sitting(**{name: frozenset(people) for name, people in result["sittings"][item].items()})
        found[int(item)] = decide(rule_of(vote.rule), sitting, Tally(**{name: kept[name] for name in _TALLY}))
    return found


def check_paper(vote: Vote, paper: Paper, cases: int) -> None:
    """A paper answers every case of the box and has no more yes than allowed. Invalid: `choices`."""
    if len(paper) < cases:
        raise Invalid({"choices": ["reviews.paper_incomplete"]})
    if vote.rule["places"] is None:
        return
    most = vote.rule["most_yes"] or min(vote.rule["places"], cases)
    if list(paper.values()).count(Choice.YES) > most:
        raise Invalid({"choices": [Reason("reviews.too_many_yes", {"most": most})]})


def round_number(vote: Vote) -> int:
    """Which round this is, 1 the first."""
    number, before = 1, vote.round_of
    while before is not None:
        number, before = number + 1, before.round_of
    return number


def may_go_on(vote: Vote) -> bool:
    """Whether those that tied are voted on again."""
    again = vote.rule["places"] is not None and vote.rule["ties"] == Ties.REVOTE
    return bool(again and vote.result and vote.result["tied"] and round_number(vote) < vote.rule["rounds"])


_SITTING = ("members", "attending", "recused")
_TALLY = ("yes", "no", "abstain", "invalid")


def _written(one: Decision) -> dict[str, Any]:
    counted = {name: getattr(one.tally, name) for name in _TALLY}
    return {**counted, "passed": one.passed, "needed": one.needed, "base": one.base}


def _tally(item: str, papers: Sequence[Paper]) -> Tally:
    return count([paper[item] for paper in papers if item in paper])


def _texts(numbers: Collection[int]) -> frozenset[str]:
    return frozenset(str(one) for one in numbers)
