"""Acts on a race: its lanes and checkpoints, what a third party measures, who goes on, joins, stops or wins."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from ceyuan.apps.audit import interface as audit
from ceyuan.apps.calls.models import Bid, Challenge, Checkpoint, Lane, LaneMark, Race
from ceyuan.apps.calls.models.races import MOST_LANES
from ceyuan.apps.calls.modes import MODES
from ceyuan.apps.calls.policies import decisions as policies
from ceyuan.apps.calls.selectors import races as selectors
from ceyuan.apps.organisation.interface import Actor
from ceyuan.apps.workflow import interface as workflow
from ceyuan.core.kernel.verdict import Invalid, Reason, Refused

from . import challenges
from .reviewing import people_in, step_bid

SUBJECT = "calls.lane"
LEAST_LANES = 2
# While its challenge is here a race ends with a winner alone.
GOES_ON = frozenset({"negotiation", "pledged", "running"})


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckpointIn:
    """A day on which all lanes are measured: how many go on after it, and with how much money."""

    name: str
    on: date
    criteria: str
    keeps: int = 1
    funding_minor: int = 0


@transaction.atomic
def open_race(
    *,
    actor: Actor,
    challenge_id: int,
    routes: Mapping[int, str],
    measured_by: str,
    checkpoints: Sequence[CheckpointIn],
    rules: str = "",
) -> Race:
    """Give two to five pledged bids a lane each: `routes` says for the id of each bid how its route differs.

    `measured_by` is a third party: none of the units and partners that run. From now on the lanes do not see each
    other until the race is over.
    """
    one = challenges.hold(actor, challenge_id)
    policies.may_run(actor, one.unit.path, people_in(one)).require()
    if not MODES[one.mode].is_race:
        raise Refused("calls.no_race_mode")
    if selectors.race_of(one) is not None:
        raise Refused("calls.race_exists")
    ready = {found.pk: found for found in selectors.ready_for_race(one)}
    if wrong := _wrong(one, ready, routes, measured_by, checkpoints):
        raise Invalid(wrong)
    race: Race = Race.objects.create(
        challenge=one, measured_by=measured_by.strip()[:200], rules=rules.strip(), opened_at=timezone.now()
    )
    for number, (bid_id, route) in enumerate(routes.items(), start=1):
        Lane.objects.create(
            race=race,
            bid=ready[bid_id],
            number=number,
            route=route.strip()[:300],
            workflow="lane",
            workflow_version=1,
            state="running",
        )
        if ready[bid_id].state == "pledged":
            step_bid(actor, ready[bid_id], "start")
    for position, each in enumerate(sorted(checkpoints, key=lambda row: row.on), start=1):
        Checkpoint.objects.create(
            race=race,
            position=position,
            name=each.name.strip()[:200],
            on=each.on,
            criteria=each.criteria.strip()[:300],
            funding_minor=each.funding_minor,
            keeps=each.keeps,
        )
    _record(actor, "calls.race.opened", one, after={"lanes": len(routes), "measured_by": race.measured_by})
    return race


def _wrong(
    one: Challenge,
    ready: Mapping[int, Bid],
    routes: Mapping[int, str],
    measured_by: str,
    checkpoints: Sequence[CheckpointIn],
) -> dict[str, list[str | Reason]]:
    wrong: dict[str, list[str | Reason]] = {}
    if not LEAST_LANES <= len(routes) <= min(MOST_LANES, one.awarded_max) or not routes.keys() <= ready.keys():
        most = min(MOST_LANES, one.awarded_max)
        wrong["routes"] = [Reason("calls.race_lanes", {"least": LEAST_LANES, "most": most, "ready": len(ready)})]
    told = [" ".join(route.split()).casefold() for route in routes.values()]
    if not all(told) or len(set(told)) != len(told):
        wrong["routes"] = ["calls.race_same_route"]
    runners = {
        name.strip()
        for found in ready.values()
        for name in (
            found.unit.name_zh,
            found.unit.name_en,
            str(found.unit),
            *found.partners.values_list("name", flat=True),
        )
    }
    if not measured_by.strip():
        wrong["measured_by"] = ["kit.required"]
    elif measured_by.strip() in runners:
        wrong["measured_by"] = ["calls.race_measured_by_runner"]
    if not checkpoints:
        wrong["checkpoints"] = ["calls.race_without_checkpoint"]
    days = [each.on for each in checkpoints]
    if any(not each.name.strip() or not each.criteria.strip() for each in checkpoints) or len(set(days)) != len(days):
        wrong["checkpoints"] = ["calls.checkpoint_incomplete"]
    if any(not 1 <= each.keeps <= MOST_LANES or each.funding_minor < 0 for each in checkpoints):
        wrong["checkpoints"] = ["calls.checkpoint_incomplete"]
    return wrong


@transaction.atomic
def mark(
    *,
    actor: Actor,
    lane_id: int,
    checkpoint_id: int,
    values: Mapping[int, Decimal],
    evidence: str,
    measured_on: date,
) -> list[LaneMark]:
    """Note what the third party measured in a lane at a checkpoint, by the ids of the challenge's indicators.

    All lanes are measured by the same party with the method of the indicator. A mark is never changed.
    """
    found = _lane(actor, lane_id)
    race, one = found.race, found.race.challenge
    day = selectors.checkpoint(one, checkpoint_id)
    if day is None or found.state not in selectors.RUNNING:
        raise Refused("calls.lane_not_running")
    known = {row.pk for row in one.indicators.all()}
    wrong: dict[str, list[str | Reason]] = {}
    if not values or not values.keys() <= known:
        wrong["values"] = ["calls.unknown_indicator"]
    if not evidence.strip():
        wrong["evidence"] = ["calls.mark_needs_evidence"]
    if measured_on > timezone.localdate():
        wrong["measured_on"] = ["calls.measured_in_future"]
    if found.marks.filter(checkpoint=day, indicator__in=values).exists():
        wrong["values"] = ["calls.marked_already"]
    if wrong:
        raise Invalid(wrong)
    made = [
        LaneMark.objects.create(
            lane=found,
            checkpoint=day,
            indicator_id=key,
            value=value,
            evidence=evidence.strip()[:300],
            measured_by=race.measured_by,
            measured_on=measured_on,
            noted_by_id=actor.account_id,
        )
        for key, value in values.items()
    ]
    after = {str(row.indicator): str(row.value) for row in made}
    _record_lane(actor, "calls.lane.marked", found, after={"checkpoint": day.name, **after})
    return made


@transaction.atomic
def conclude(
    *, actor: Actor, lane_id: int, action: str, revision: int, reason: str = "", into_id: int | None = None
) -> Lane:
    """Promote, merge, eliminate or crown a lane on what was measured.

    A lane that is merged or eliminated has not failed: its bid stands down, nothing stands against its people, and its
    records are handed over. With the winner the race is over and the lanes may read each other.
    """
    found = _lane(actor, lane_id)
    one = found.race.challenge
    if action == "leave":
        raise Refused("calls.lane_left_by_its_bid")
    if action == "merge":
        into = Lane.objects.filter(pk=into_id or 0, race=found.race_id, state__in=selectors.RUNNING).first()
        if into is None or into.pk == found.pk:
            raise Invalid({"into_id": ["calls.merge_into_running"]})
        found.merged_into = into
        found.save(update_fields=["merged_into"])
    done = workflow.advance(
        actor=actor,
        case=found,
        action=action,
        revision=revision,
        unit_path=one.unit.path,
        act="calls.lane.stepped",
        subject=subject_of(found),
        facts=selectors.lane_facts(found),
        reason=reason,
    )
    if done.state in {"merged_into", "eliminated"} and found.bid.state == "running":
        step_bid(actor, found.bid, "stand_down", reason=reason)
    if done.state == "winner":
        _over(actor, found.race, reason)
    return done


@transaction.atomic
def judge_checkpoint(*, actor: Actor, challenge_id: int, checkpoint_id: int) -> Checkpoint:
    """A checkpoint is judged: every lane that runs was measured, and no more run on than it keeps."""
    one = challenges.hold(actor, challenge_id)
    policies.may_run(actor, one.unit.path, people_in(one)).require()
    day = selectors.checkpoint(one, checkpoint_id)
    if day is None or day.judged_at is not None:
        raise Refused("calls.checkpoint_judged")
    lanes = list(Lane.objects.filter(race=day.race_id, state__in=selectors.RUNNING))
    if not all(selectors.lane_facts(row)["measured"] for row in lanes):
        raise Refused("calls.lane_not_measured")
    if len(lanes) > day.keeps:
        raise Refused("calls.checkpoint_keeps_fewer", lanes=len(lanes), keeps=day.keeps)
    day.judged_at = timezone.now()
    day.save(update_fields=["judged_at"])
    _record(actor, "calls.race.checkpoint_judged", one, after={"checkpoint": day.name, "lanes": len(lanes)})
    return day


@transaction.atomic
def hand_over(*, actor: Actor, lane_id: int, on: date) -> Lane:
    """The records of a lane that stopped were handed over on this day; it comes before any settlement."""
    found = _lane(actor, lane_id)
    if found.state in selectors.RUNNING:
        raise Refused("calls.lane_still_runs")
    if on > timezone.localdate():
        raise Invalid({"on": ["calls.measured_in_future"]})
    found.records_handed_over_on = on
    found.save(update_fields=["records_handed_over_on"])
    _record_lane(actor, "calls.lane.handed_over", found, after={"on": on.isoformat()})
    return found


@transaction.atomic
def end(*, actor: Actor, challenge_id: int, reason: str) -> Race:
    """End a race without a winner, once its challenge has ended in another way. Lanes that ran stop; none failed."""
    one = challenges.hold(actor, challenge_id)
    policies.may_run(actor, one.unit.path, people_in(one)).require()
    race = selectors.race_of(one)
    if race is None or race.ended_at is not None:
        raise Refused("calls.no_race_runs")
    if one.state in GOES_ON:
        raise Refused("calls.race_goes_on")
    if not reason.strip():
        raise Invalid({"reason": ["kit.required"]})
    for found in race.lanes.filter(state__in=selectors.RUNNING).select_related("race__challenge__unit", "bid"):
        done = _leave(actor, found, reason)
        if done.bid.state == "running":
            step_bid(actor, done.bid, "stand_down", reason=reason)
    return _over(actor, race, reason)


def leave(*, actor: Actor, bid: Bid, reason: str) -> None:
    """The lane of a bid that stepped back stops; with the last one the race is over. Call it inside a transaction."""
    found = Lane.objects.filter(bid=bid, state__in=selectors.RUNNING).select_related("race__challenge__unit").first()
    if found is None:
        return
    _leave(actor, found, reason)
    if not found.race.lanes.filter(state__in=selectors.RUNNING).exists():
        _over(actor, found.race, reason)


def _leave(actor: Actor, found: Lane, reason: str) -> Lane:
    return workflow.advance(
        actor=actor,
        case=found,
        action="leave",
        revision=found.revision,
        unit_path=found.race.challenge.unit.path,
        act="calls.lane.stepped",
        subject=subject_of(found),
        facts=selectors.lane_facts(found),
        reason=reason,
    )


def subject_of(found: Lane) -> tuple[str, int | str, str]:
    """How acts name a lane: by its number, not by its bid."""
    return SUBJECT, found.pk, f"{found.race.challenge.code} #{found.number}"


def _lane(actor: Actor, lane_id: int) -> Lane:
    found = selectors.lane(actor, lane_id)
    if found is None:
        raise Refused("calls.unknown_lane")
    one = found.race.challenge
    policies.may_run(actor, one.unit.path, people_in(one)).require()
    return found


def _over(actor: Actor, race: Race, reason: str) -> Race:
    race.ended_at = timezone.now()
    race.save(update_fields=["ended_at"])
    _record(actor, "calls.race.ended", race.challenge, after={"ended": True}, reason=reason)
    return race


def _record(actor: Actor, act: str, one: Challenge, *, after: dict[str, Any], reason: str = "") -> None:
    audit.record(
        actor=actor,
        act=act,
        subject=challenges.subject_of(one),
        before={},
        after=after,
        reason=reason,
        unit_path=one.unit.path,
    )


def _record_lane(actor: Actor, act: str, found: Lane, *, after: dict[str, Any]) -> None:
    audit.record(
        actor=actor,
        act=act,
        subject=subject_of(found),
        before={},
        after=after,
        unit_path=found.race.challenge.unit.path,
    )
