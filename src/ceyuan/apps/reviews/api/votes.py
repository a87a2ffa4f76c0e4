"""For programs: votes of a panel and their results."""

from typing import Any

from django.http import Http404, HttpRequest
from ninja import Router, Schema

from ceyuan.apps.reviews.selectors import votes as selectors

router = Router(tags=["reviews"])


class DecisionOut(Schema):
    """How one case was decided."""

    case: int
    yes: int
    no: int
    abstain: int
    needed: int
    base: int
    passed: bool


class VoteOut(Schema):
    """A vote; `decisions` once it is counted, without cases that the caller is kept from."""

    id: int
    number: int
    title: str
    is_secret: bool
    state: str
    rule: dict[str, Any]
    decisions: list[DecisionOut]
    elected: list[int]


@router.get("/panels/{int:pk}/votes", response=list[VoteOut])
def panel_votes(request: HttpRequest, pk: int) -> list[dict[str, Any]]:
    """The votes of a panel."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    found = selectors.votes_of(actor, pk)
    if found is None:
        raise Http404
    sights = [selectors.vote_of(actor, one.pk) for one in found[1]]
    return [_vote(one) for one in sights if one is not None]


def _vote(sight: selectors.VoteSight) -> dict[str, Any]:
    vote = sight.vote
    shown = {case.pk for case in sight.cases}
    return {
        "id": vote.pk,
        "number": vote.number,
        "title": vote.title,
        "is_secret": vote.is_secret,
        "state": vote.state,
        "rule": vote.rule,
        "decisions": [
            {
                "case": case,
                "yes": one.tally.yes,
                "no": one.tally.no,
                "abstain": one.tally.abstain,
                "needed": one.needed,
                "base": one.base,
                "passed": one.passed,
            }
            for case, one in sight.decisions.items()
        ],
        "elected": [int(item) for item in (vote.result or {}).get("elected", []) if int(item) in shown],
    }
