"""Sending the admitted bids to their reviewers, and noting what an on-site check and defence brought."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from ceyuan.apps.audit import interface as audit
from ceyuan.apps.calls.models import Bid, Challenge
from ceyuan.apps.calls.modes import MODES
from ceyuan.apps.calls.policies import decisions as policies
from ceyuan.apps.calls.selectors import bids as bid_selectors
from ceyuan.apps.calls.selectors import checks, reviewing
from ceyuan.apps.calls.selectors import decisions as selectors
from ceyuan.apps.organisation.interface import Actor
from ceyuan.apps.reviews.interface import CaseIn, CriterionIn, open_panel
from ceyuan.apps.workflow import interface as workflow
from ceyuan.core.kernel.verdict import Invalid, Refused

from . import bids, challenges

# What open competition is judged by: the route and what it rests on, never the people's titles.
CRITERIA = (
    CriterionIn("route", "技术路线的创新性与可行性", "Novelty and soundness of the route", 350_000),
    CriterionIn("indicators", "指标的先进性与可考核性", "Level and testability of the indicators", 300_000),
    CriterionIn("plan", "节点安排与风险应对", "Milestones and answers to risks", 200_000),
    CriterionIn("money", "经费的合理性", "Soundness of the budget", 150_000),
)


@transaction.atomic
def send_to_review(
    *,
    actor: Actor,
    challenge_id: int,
    revision: int,
    due_at: datetime,
    reviewers_per_case: int = 5,
    mode: str = "letter",
    now: datetime | None = None,
) -> Challenge:
    """Open a panel over the admitted bids with their conflicts, and send each bid there; blind where the call is.

    In review already (after a list was opened again, or a panel was cancelled) a further panel judges all of them.
    """
    one = challenges.hold(actor, challenge_id)
    policies.may_run(actor, one.unit.path, people_in(one)).require()
    require_alive(one)
    if not MODES[one.mode].review:
        raise Refused("calls.review_not_of_mode")
    if one.state not in {"formal_check", "review"} or (one.state == "review" and reviewing.review_closed(one)):
        raise Refused("calls.not_ready_for_review")
    if one.revision != revision:
        raise Refused("workflow.stale", seen=revision, now=one.revision)
    cases = [found for found in reviewing.standing(one) if found.state in reviewing.OPEN]
    if cases:
        _open_panel(actor, one, cases, mode=mode, reviewers_per_case=reviewers_per_case, due_at=due_at)
    if one.state == "formal_check":
        # Refused while a bid is unchecked or too few are admitted; then no panel was opened either.
        one = challenges.advance(actor=actor, challenge_id=one.pk, action="send_to_review", revision=revision, now=now)
    elif not cases:
        raise Refused("calls.not_ready_for_review")
    for found in cases:
        if found.state == "admitted":
            step_bid(actor, found, "review")
    return one


def _open_panel(
    actor: Actor, one: Challenge, cases: Sequence[Bid], *, mode: str, reviewers_per_case: int, due_at: datetime
) -> None:
    panel = open_panel(
        actor=actor,
        unit=one.unit_id,
        kind="calls.challenge",
        subject=(challenges.SUBJECT, one.pk, str(one)),
        title=f"{one.code} {one.title}"[:200],
        mode=mode,
        cases=[CaseIn(**checks.conflict_case(found)) for found in cases],
        criteria=CRITERIA,
        reviewers_per_case=reviewers_per_case,
        due_at=due_at,
        settings={"blind": one.is_blind, "places": one.awarded_max},
    )
    one.panel_id = panel.pk
    one.save(update_fields=["panel_id"])
    _record(actor, "calls.challenge.review_opened", one, {"panel": panel.pk, "bids": [found.number for found in cases]})


@transaction.atomic
def note_defence(*, actor: Actor, bid_id: int, note: str, shortlist: bool = False) -> Bid:
    """Note what an on-site check or defence brought; with `shortlist` the bid counts as invited to it."""
    found = bids.hold(actor, bid_id)
    one = found.challenge
    policies.may_run(actor, one.unit.path, people_in(one)).require()
    if one.state not in {"review", "defence", "decision"} or found.state not in reviewing.OPEN:
        raise Refused("calls.not_in_defence")
    if not note.strip():
        raise Invalid({"note": ["kit.required"]})
    audit.record(
        actor=actor,
        act="calls.bid.defence_noted",
        subject=bids.subject_of(found),
        after={"note": note.strip()[:4000]},
        unit_path=one.unit.path,
    )
    return step_bid(actor, found, "shortlist") if shortlist and found.state == "in_review" else found


def people_in(one: Challenge) -> set[int]:
    """All people of the bids handed in: who is among them neither runs nor decides what follows."""
    return {
        person
        for found in one.bids.exclude(state__in=["draft", "discarded", "withdrawn"])
        for person in bid_selectors.people_of(found)
    }


def require_alive(one: Challenge) -> None:
    """Refuse what would go on after the day on which the challenge ends unsolved."""
    if selectors.over_kill_date(one):
        raise Refused("calls.kill_date_passed", day=one.kill_on)


def step_bid(actor: Actor, found: Bid, action: str, *, reason: str = "", told: dict[str, Any] | None = None) -> Bid:
    """A step of a bid that follows from an act on its challenge."""
    return workflow.advance(
        actor=actor,
        case=found,
        action=action,
        revision=found.revision,
        unit_path=found.challenge.unit.path,
        act="calls.bid.stepped",
        subject=bids.subject_of(found),
        facts={**selectors.bid_facts(found), **(told or {})},
        reason=reason,
    )


def _record(actor: Actor, act: str, one: Challenge, after: dict[str, Any]) -> None:
    audit.record(
        actor=actor, act=act, subject=challenges.subject_of(one), before={}, after=after, unit_path=one.unit.path
    )
