"""The races of the demonstration: lanes, checkpoints, what the third party measured, who went on, stopped or won."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from django.db import models
from django.utils import timezone

from ceyuan.apps.calls.demo.judging import Entry
from ceyuan.apps.calls.demo.offers import LANE_PROGRESS
from ceyuan.apps.calls.models import ChallengeIndicator, Checkpoint, Lane, LaneMark, Race
from ceyuan.apps.calls.workflows import LANE_V1

_STARTED_AGO = 200
_FIRST_AFTER, _SECOND_AFTER, _LAST_AFTER = 75, 165, 330
_THIRD_PARTY = "临溪检测认证中心"
_RULES = "各赛道使用同一考核方法，由第三方同日测定；检查点未达标的赛道停止拨付后续经费，资料归档，不作失败认定。"
_STATES = {"stood_down": "eliminated", "delivered": "winner"}
_EVIDENCE = "第三方测试报告 LX-{day:%Y%m}-{number}"


def rows(entries: Sequence[Entry]) -> list[list[models.Model]]:
    """Races, lanes, checkpoints and marks in the order in which they are written."""
    races: list[models.Model] = []
    lanes: list[models.Model] = []
    days: list[models.Model] = []
    marks: list[models.Model] = []
    now = timezone.now()
    for place, entry in enumerate(one for one in entries if one.challenge.title in LANE_PROGRESS):
        is_over = entry.challenge.state == "delivered"
        # The youngest race has not been measured yet; the one that is over began earlier.
        began = now - timedelta(days=_STARTED_AGO - 4 * place if LANE_PROGRESS[entry.challenge.title][0] else 40)
        race = Race(
            challenge=entry.challenge,
            measured_by=_THIRD_PARTY,
            rules=_RULES,
            opened_at=began,
            ended_at=now - timedelta(days=9) if is_over else None,
        )
        made = _checkpoints(race, began.date(), entry, is_over=is_over)
        races.append(race)
        days += made
        asked = entry.challenge.indicators.get()
        for number, (offer, bid) in enumerate(entry.judged(), start=1):
            lane = Lane(
                race=race,
                bid=bid,
                number=number,
                route=offer.title,
                records_handed_over_on=made[1].on if offer.state == "stood_down" else None,
                workflow=LANE_V1.name,
                workflow_version=LANE_V1.version,
                state=_STATES.get(offer.state, "promoted" if made[0].judged_at else "running"),
            )
            lanes.append(lane)
            marks += _marks(lane, made, asked, LANE_PROGRESS[entry.challenge.title][number - 1])
    return [races, lanes, days, marks]


def _checkpoints(race: Race, began: date, entry: Entry, *, is_over: bool) -> list[Checkpoint]:
    progress = LANE_PROGRESS[entry.challenge.title]
    judged = max(len(one) for one in progress)
    total = sum(bid.funds_minor for _offer, bid in entry.judged())
    plan = (
        ("工业试验方案检查点", _FIRST_AFTER, "较基准改善四成以上", len(progress), 30),
        ("连续运行检查点", _SECOND_AFTER, "较基准改善七成以上，停止落后赛道", max(1, len(progress) - 1), 40),
        ("终点考核", _LAST_AFTER, "达到榜单指标，择优确定", 1, 30),
    )
    made = []
    for position, (name, after, criteria, keeps, share) in enumerate(plan[:2] if is_over else plan, start=1):
        on = began + timedelta(days=after)
        is_judged = position <= judged and on <= timezone.localdate()
        made.append(
            Checkpoint(
                race=race,
                position=position,
                name=name,
                on=on,
                criteria=criteria,
                keeps=keeps,
                funding_minor=total * share // 100,
                judged_at=timezone.now() - timedelta(days=(timezone.localdate() - on).days) if is_judged else None,
            )
        )
    return made


def _marks(
    lane: Lane, days: Sequence[Checkpoint], asked: ChallengeIndicator, progress: Sequence[int]
) -> list[models.Model]:
    baseline, goal = Decimal(asked.baseline or 0), Decimal(asked.value)
    exponent = min(int(goal.normalize().as_tuple().exponent), 0) - 1
    return [
        LaneMark(
            lane=lane,
            checkpoint=day,
            indicator=asked,
            value=(baseline + (goal - baseline) * percent / 100).quantize(Decimal(1).scaleb(exponent)),
            evidence=_EVIDENCE.format(day=day.on, number=lane.number),
            measured_by=_THIRD_PARTY,
            measured_on=day.on,
        )
        for day, percent in zip(days, progress, strict=False)
    ]
