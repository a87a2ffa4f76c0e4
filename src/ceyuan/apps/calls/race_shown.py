"""A race as its page writes it: lanes as rows, checkpoints and indicators as columns, beside what was asked for."""

from typing import Any

from django.urls import reverse

from ceyuan.apps.calls.messages import races as words
from ceyuan.apps.calls.models import Challenge
from ceyuan.apps.calls.selectors.bids import is_mine
from ceyuan.apps.calls.selectors.races import RUNNING, LaneRow, RaceSeen, lane_facts, reached
from ceyuan.apps.calls.tables.challenges import bid_url
from ceyuan.apps.organisation.interface import Actor
from ceyuan.apps.workflow.interface import case_options
from ceyuan.kit.numbers import number_text
from ceyuan.kit.templatetags.kit import named

SIGNS = {"at_least": "≥", "at_most": "≤", "equal": "="}


def race_shown(actor: Actor, one: Challenge, found: RaceSeen, *, runs: bool) -> dict[str, Any]:
    """The race for its page; marks and steps for the office alone."""
    days = [
        {
            "row": day,
            "open": day.judged_at is None,
            "url": reverse("calls:checkpoint_judge", args=[one.code, day.pk]),
            "tables": [
                {
                    "name": asked.name,
                    "asked": f"{SIGNS[asked.direction]} {number_text(asked.value.normalize() + 0)} "
                    f"{asked.unit_of_measure}".strip(),
                    "values": [_value(row, day.pk, asked) for row in found.lanes],
                }
                for asked in found.indicators
            ],
        }
        for day in found.checkpoints
    ]
    return {
        "race": found.race,
        "hidden": found.hidden,
        "lanes": [_lane(actor, one, found, row, runs=runs) for row in found.lanes],
        "days": days,
        "over": found.race.ended_at is not None,
    }


def _value(row: LaneRow, day: int, asked: Any) -> dict[str, Any]:
    mark = row.marks.get((day, asked.pk))
    if mark is None:
        return {"text": "–", "tone": "neutral", "evidence": ""}
    met = reached(mark, asked)
    return {
        "text": number_text(mark.value.normalize() + 0),
        "tone": "good" if met else "warn",
        "evidence": f"{mark.evidence} · {mark.measured_by} · {mark.measured_on}",
    }


def _lane(actor: Actor, one: Challenge, found: RaceSeen, row: LaneRow, *, runs: bool) -> dict[str, Any]:
    lane = row.lane
    going = lane.state in RUNNING
    return {
        "row": lane,
        "state": words.STATES[lane.state],
        "tone": words.STATE_TONES[lane.state],
        "url": bid_url(lane.bid),
        "unit": named(lane.bid.unit),
        "leader": named(lane.bid.leader),
        "step_url": reverse("calls:lane_step", args=[lane.pk]),
        "marks": [
            {"name": day.name, "url": reverse("calls:lane_mark", args=[lane.pk, day.pk])}
            for day in found.checkpoints
            if runs and going and day.judged_at is None
        ],
        "others": [each.lane for each in found.lanes if each.lane.pk != lane.pk and each.lane.state in RUNNING],
        "may_hand_over": runs and not going and lane.state != "winner" and lane.records_handed_over_on is None,
        "options": _options(actor, one, lane) if runs and going else None,
        "quit_url": reverse("calls:bid_quit", args=[lane.bid_id]) if _may_leave(actor, lane, runs=runs) else "",
    }


def _may_leave(actor: Actor, lane: Any, *, runs: bool) -> bool:
    return lane.state in RUNNING and lane.bid.state == "running" and (runs or is_mine(actor, lane.bid))


def _options(actor: Actor, one: Challenge, lane: Any) -> Any:
    every = case_options(
        actor,
        lane,
        one.unit.path,
        url=reverse("calls:lane_step", args=[lane.pk]),
        steps=words.STEPS,
        states=words.STATES,
        facts=lane_facts(lane),
    )
    # A lane leaves with its bid, on a page of its own.
    possible = tuple(step for step in every.possible if step.action != "leave")
    return type(every)(every.url, every.revision, possible, every.hindered, ())
