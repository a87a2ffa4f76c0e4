"""Reads of races: the lanes a reader may see, what was measured in them side by side, and what the guards ask."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils import timezone

from ceyuan.apps.calls.models import Bid, Challenge, ChallengeIndicator, Checkpoint, Lane, LaneMark, Race
from ceyuan.apps.calls.policies.challenges import MANAGE
from ceyuan.apps.calls.selectors import bids
from ceyuan.apps.organisation.interface import Actor

RUNNING = ("running", "promoted")


@dataclass(slots=True)
class LaneRow:
    """A lane with what was measured in it: by checkpoint and indicator."""

    lane: Lane
    marks: dict[tuple[int, int], LaneMark] = field(default_factory=dict)


@dataclass(slots=True)
class RaceSeen:
    """A race as its reader sees it. `hidden` lanes run beside the reader's own and stay out of sight."""

    race: Race
    lanes: list[LaneRow]
    hidden: int
    checkpoints: list[Checkpoint]
    indicators: list[ChallengeIndicator]


def race_of(one: Challenge) -> Race | None:
    """The race of a challenge."""
    return Race.objects.filter(challenge=one).first()


def seen(actor: Actor, one: Challenge) -> RaceSeen | None:
    """The race as far as the actor may look: lanes whose bids are open to the actor. None without a single one."""
    race = race_of(one)
    if race is None:
        return None
    every = list(race.lanes.select_related("bid", "bid__unit", "bid__leader", "merged_into").order_by("number"))
    mine = set(bids.visible(actor).filter(pk__in=[lane.bid_id for lane in every]).values_list("pk", flat=True))
    rows = {lane.pk: LaneRow(lane) for lane in every if lane.bid_id in mine}
    if not rows:
        return None
    for mark in LaneMark.objects.filter(lane__in=rows):
        rows[mark.lane_id].marks[mark.checkpoint_id, mark.indicator_id] = mark
    return RaceSeen(
        race,
        list(rows.values()),
        len(every) - len(rows),
        list(race.checkpoints.order_by("position")),
        list(one.indicators.order_by("position")),
    )


def lane(actor: Actor, pk: int) -> Lane | None:
    """A lane of which the actor may see the bid."""
    found = Lane.objects.select_related("race", "race__challenge", "race__challenge__unit", "bid").filter(pk=pk).first()
    return found if found is not None and bids.bid(actor, found.bid_id) is not None else None


def checkpoint(one: Challenge, pk: int) -> Checkpoint | None:
    """A checkpoint of the race of this challenge."""
    return Checkpoint.objects.filter(pk=pk, race__challenge=one).select_related("race").first()


def lane_facts(found: Lane) -> Mapping[str, Any]:
    """What the guards of a lane look at: all hard indicators measured at the latest day on which any lane was."""
    latest = Checkpoint.objects.filter(race=found.race_id, marks__isnull=False).order_by("-position").first()
    hard = set(found.race.challenge.indicators.filter(is_hard=True).values_list("pk", flat=True))
    noted = set(found.marks.filter(checkpoint=latest).values_list("indicator", flat=True)) if latest else set()
    return {
        "measured": latest is not None and hard <= noted,
        "other_lanes": Lane.objects.filter(race=found.race_id, state__in=RUNNING).exclude(pk=found.pk).count(),
    }


def facts(one: Challenge) -> Mapping[str, Any]:
    """What a race tells the guards of its challenge: every lane but the winner has handed over its records."""
    open_lanes = Lane.objects.filter(race__challenge=one, records_handed_over_on=None).exclude(state="winner")
    return {"archived": not open_lanes.exists()}


def reached(mark: LaneMark | None, asked: ChallengeIndicator) -> bool | None:
    """Whether what was measured meets what is asked for; None while nothing was measured."""
    if mark is None:
        return None
    value, wanted = Decimal(mark.value), Decimal(asked.value)
    return {"at_least": value >= wanted, "at_most": value <= wanted, "equal": value == wanted}[asked.direction]


def ready_for_race(one: Challenge) -> list[Bid]:
    """The pledged bids of a race challenge that may get a lane."""
    return list(one.bids.filter(state__in=["pledged", "running"]).select_related("unit", "leader").order_by("number"))


def to_measure(actor: Actor, limit: int) -> list[Checkpoint]:
    """Checkpoints of the actor's races whose day has come and that nobody has judged."""
    mine = Challenge.objects.visible_to(actor, MANAGE)
    found = Checkpoint.objects.filter(
        race__challenge__in=mine, race__ended_at=None, judged_at=None, on__lte=timezone.localdate()
    )
    return list(found.select_related("race__challenge").order_by("on")[:limit])
