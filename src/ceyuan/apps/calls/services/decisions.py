"""The decision about each bid with its written reasons, its public notice, and what goes on once a line is clear."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from ceyuan.apps.audit import interface as audit
from ceyuan.apps.calls.models import Bid, Challenge, Decision
from ceyuan.apps.calls.models.decisions import OUTCOMES
from ceyuan.apps.calls.modes import MODES
from ceyuan.apps.calls.policies import decisions as policies
from ceyuan.apps.calls.selectors import bids as bid_selectors
from ceyuan.apps.calls.selectors import decisions as selectors
from ceyuan.apps.calls.selectors import reviewing
from ceyuan.apps.calls.stepping_back import kept_by
from ceyuan.apps.notices.interface import Line, publish
from ceyuan.apps.organisation.interface import Actor
from ceyuan.core.kernel.money import Money
from ceyuan.core.kernel.verdict import Invalid, Reason, Refused

from . import challenges
from .reviewing import people_in, require_alive, step_bid

TEMPLATE = "challenge_winners"
LEAST_REASONS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What is decided about a bid: "selected", "reserve" or "not_selected", why, and on which terms.

    `funds_minor` is what is granted; without it what was asked for.
    """

    bid_id: int
    outcome: str
    reasons: str
    conditions: str = ""
    place: int | None = None
    funds_minor: int | None = None


@transaction.atomic
def decide(
    *, actor: Actor, challenge_id: int, choices: Sequence[Choice], now: datetime | None = None
) -> list[Decision]:
    """Decide about bids. A decision that is the same as the one that stands is not written again.

    Refused: `calls.not_a_head`, `calls.decides_own_bid`, `calls.not_in_decision`, `calls.review_not_closed`,
    `calls.too_many_selected`, `calls.kill_date_passed`. `Invalid` per bid, by its id.
    """
    one = challenges.hold(actor, challenge_id)
    policies.may_decide(actor, one.unit.path, people_in(one)).require()
    require_alive(one)
    if one.state != "decision":
        raise Refused("calls.not_in_decision")
    if not reviewing.review_closed(one):
        raise Refused("calls.review_not_closed")
    open_bids = {found.pk: found for found in reviewing.standing(one) if found.state in reviewing.OPEN}
    if wrong := {str(each.bid_id): found for each in choices if (found := _wrong(each, open_bids, one))}:
        raise Invalid(wrong)
    made = [row for each in choices if (row := _decided(actor, open_bids[each.bid_id], one, each, now)) is not None]
    chosen = sum(row.outcome == "selected" for row in selectors.current(one).values())
    if chosen > one.awarded_max:
        raise Refused("calls.too_many_selected", chosen=chosen, most=one.awarded_max)
    return made


def _wrong(each: Choice, open_bids: dict[int, Bid], one: Challenge) -> list[str | Reason]:
    found = open_bids.get(each.bid_id)
    if found is None:
        return ["calls.not_open_for_decision"]
    wrong: list[str | Reason] = []
    if each.outcome not in OUTCOMES:
        wrong.append("calls.no_such_outcome")
    if len(each.reasons.strip()) < LEAST_REASONS:
        wrong.append(Reason("calls.reasons_too_short", {"least": LEAST_REASONS}))
    if each.funds_minor is not None and not 0 <= each.funds_minor <= found.funds_minor:
        wrong.append("calls.grants_more_than_asked")
    if each.outcome == "selected" and found.funds_minor > one.budget_minor:
        wrong.append("calls.grants_more_than_asked")
    return wrong


def _decided(actor: Actor, found: Bid, one: Challenge, each: Choice, now: datetime | None) -> Decision | None:
    old = selectors.decision_of(found)
    funds = each.funds_minor if each.funds_minor is not None else found.funds_minor
    wanted = {
        "outcome": each.outcome,
        "reasons": each.reasons.strip(),
        "conditions": each.conditions.strip(),
        "place": each.place,
        "funds_minor": funds if each.outcome != "not_selected" else None,
    }
    if old is not None and all(getattr(old, name) == value for name, value in wanted.items()):
        return None
    Decision.objects.filter(bid=found, is_current=True).update(is_current=False)
    made: Decision = Decision.objects.create(
        challenge=one,
        bid=found,
        round=one.round,
        number=(old.number if old else 0) + 1,
        decided_by_id=actor.account_id,
        decided_at=now or timezone.now(),
        **wanted,
    )
    audit.record(
        actor=actor,
        act="calls.bid.decided",
        subject=("calls.bid", found.pk, f"{one.code} {found.title}"),
        before={"outcome": old.outcome, "reasons": old.reasons} if old else {},
        after={name: value for name, value in wanted.items() if value not in {None, ""}},
        reason=each.reasons.strip(),
        unit_path=one.unit.path,
    )
    return made


@transaction.atomic
def announce(*, actor: Actor, challenge_id: int, revision: int) -> Challenge:
    """Put the chosen bids on public notice, one line for each; nothing goes on before its line is clear.

    Also for a challenge that stands at the notice already without one, and for those chosen anew.
    """
    one = challenges.hold(actor, challenge_id)
    policies.may_run(actor, one.unit.path, people_in(one)).require()
    require_alive(one)
    if one.state not in {"decision", "publicity"}:
        raise Refused("calls.not_decided")
    if one.revision != revision:
        raise Refused("workflow.stale", seen=revision, now=one.revision)
    waiting = [
        row for row in selectors.current(one).values() if row.outcome == "selected" and row.bid.state in reviewing.OPEN
    ]
    fresh = [row for row in waiting if not selectors.on_show(row.bid_id)]
    if fresh:
        _hang(actor, one, fresh)
    elif not waiting and one.state == "publicity":
        raise Refused("calls.nothing_to_announce")
    if one.state == "decision":
        # Refused while a bid waits for its decision; then what was hung comes down with the transaction.
        one = challenges.advance(actor=actor, challenge_id=challenge_id, action="announce", revision=revision)
    return one


def _hang(actor: Actor, one: Challenge, fresh: Sequence[Decision]) -> None:
    shown = publish(
        actor=actor,
        unit=one.unit,
        template=TEMPLATE,
        subject=(challenges.SUBJECT, one.pk, str(one)),
        title=one.title,
        lines=[notice_line(one, row) for row in fresh],
        working_days=MODES[one.mode].notice_days,
    )
    one.notice_id = shown.pk
    one.save(update_fields=["notice_id"])
    _record(actor, "calls.challenge.announced", one, {"notice": shown.pk, "bids": [row.bid.number for row in fresh]})


def notice_line(one: Challenge, row: Decision) -> Line:
    """The line of a chosen bid on the notice of its challenge."""
    found = row.bid
    return Line(
        key=f"bid-{found.number}",
        text=found.title,
        subject_kind=reviewing.KIND,
        subject_id=found.pk,
        fields={
            "challenge": one.title,
            "unit": str(found.unit),
            "leader": str(found.leader),
            "money": Money(row.funds_minor or 0, found.currency).format("wan", "zh"),
        },
        party_persons=tuple(sorted(bid_selectors.people_of(found))),
        party_units=(found.unit_id,),
    )


@transaction.atomic
def take_up(*, actor: Actor, challenge_id: int, revision: int) -> list[Bid]:
    """Let what is clear go on: chosen bids whose line is clear become selected, the others hear their outcome.

    A line under objection stays where it is; call this again once it is settled. From the public notice the challenge
    steps into negotiation.
    """
    one = challenges.hold(actor, challenge_id)
    policies.may_run(actor, one.unit.path, people_in(one)).require()
    require_alive(one)
    if one.state == "publicity":
        one = challenges.advance(actor=actor, challenge_id=challenge_id, action="negotiate", revision=revision)
    elif one.state not in {"negotiation", "pledged", "running"} or one.revision != revision:
        raise Refused("calls.not_decided")
    clear = {row.bid_id for row in selectors.cleared(one)}
    moved = []
    for row in selectors.current(one).values():
        found = row.bid
        if found.state not in reviewing.OPEN:
            continue
        if row.outcome == "selected" and row.bid_id in clear:
            moved.append(step_bid(actor, found, "select"))
        elif row.outcome == "reserve" and found.state != "reserve":
            moved.append(step_bid(actor, found, "keep_in_reserve"))
        elif row.outcome == "not_selected":
            moved.append(step_bid(actor, found, "not_select"))
    return moved


@transaction.atomic
def note_negotiation(*, actor: Actor, challenge_id: int, note: str) -> Challenge:
    """Keep what was agreed with the chosen bids on technique, money and terms, before the pledge."""
    one = challenges.hold(actor, challenge_id)
    policies.may_run(actor, one.unit.path, people_in(one)).require()
    if one.state != "negotiation":
        raise Refused("calls.not_in_negotiation")
    if not note.strip():
        raise Invalid({"note": ["kit.required"]})
    _record(actor, "calls.challenge.negotiated", one, {"note": note.strip()[:4000]})
    return one


@transaction.atomic
def quit_bid(*, actor: Actor, bid_id: int, revision: int, reason: str) -> Bid:
    """A chosen bid steps back with its reason: by its own people or by who runs the challenge. Its lane stops.

    Refused with the reason of whatever has been made of the bid and goes on, its project say.
    """
    from . import bids, races

    found = bids.hold(actor, bid_id)
    own = bid_selectors.is_mine(actor, found)
    if not own:
        policies.may_run(actor, found.challenge.unit.path, people_in(found.challenge)).require()
    if found.revision != revision:
        raise Refused("workflow.stale", seen=revision, now=found.revision)
    if not reason.strip():
        raise Invalid({"reason": ["kit.required"]})
    if (kept := kept_by(found.pk)) is not None:
        raise Refused(kept)
    done = step_bid(actor, found, "quit", reason=reason)
    races.leave(actor=actor, bid=done, reason=reason)
    return done


def _record(actor: Actor, act: str, one: Challenge, after: dict[str, Any]) -> None:
    audit.record(
        actor=actor, act=act, subject=challenges.subject_of(one), before={}, after=after, unit_path=one.unit.path
    )
