"""Writes the demonstration's challenges: open ones that anybody of the group can bid on, and those not published."""

from __future__ import annotations

from datetime import timedelta

from django.db import models, transaction
from django.utils import timezone

from ceyuan.apps.calls.demo.problems import CANCELLED, DRAFT, OPEN, REVIEW, UNFILLED, ChallengeSeed, challenges
from ceyuan.apps.calls.models import Challenge, ChallengeIndicator, Question
from ceyuan.apps.calls.modes import MODES
from ceyuan.apps.calls.services import demonstration
from ceyuan.apps.calls.workflows import CHALLENGE_V1
from ceyuan.apps.organisation.demo import keys
from ceyuan.apps.organisation.demo.units import GROUP_CODE
from ceyuan.apps.organisation.interface import service_actor

_QUESTIONS = (
    ("现场试验的时间窗口如何安排？", "由需求单位在检修计划中预留，每季度不少于两周。"),
    ("集团外单位能否联合参加？", "可以作为合作单位参加，牵头单位须符合申请范围。"),
    ("历史运行数据何时提供？", ""),
)
_OPEN_WEEKS = 4


@transaction.atomic
def load(seed: int) -> bool:
    """Write the challenges below the group that `organisation.demo.load` made; False when there are some already."""
    actor = service_actor(GROUP_CODE, "demonstration")
    if demonstration.is_there(actor):
        return False
    units, _people = keys(actor)
    seeds = challenges()
    rows = [_row(one, number, actor.group_id or 0, units) for number, one in enumerate(seeds, start=1)]
    indicators: list[models.Model] = [
        ChallengeIndicator(
            challenge=row,
            position=1,
            name=one.indicator,
            direction=one.direction,
            value=one.value,
            baseline=one.baseline,
            unit_of_measure=one.unit,
            method=one.method,
            third_party="第三方" in one.method,
        )
        for one, row in zip(seeds, rows, strict=True)
    ]
    demonstration.write(actor=actor, batches=[[*rows], indicators])
    demonstration.publish(actor=actor, rows=_published(seeds, rows))
    demonstration.write(actor=actor, batches=[_questions(rows)])
    demonstration.tell(actor=actor, counts={"challenges": len(rows)})
    return True


def _row(one: ChallengeSeed, number: int, group: int, units: dict[str, int]) -> Challenge:
    mode = MODES[one.mode]
    low, high = mode.awarded
    return Challenge(
        group_id=group,
        unit_id=units[GROUP_CODE],
        demander_id=units[one.demander],
        code=f"KY-BD-{number:03d}",
        mode=one.mode,
        title=one.title,
        end_user="需求单位生产车间",
        problem=f"{one.title}是制约现场指标的关键问题，现有{one.indicator}为{one.baseline}{one.unit}，须在工业条件下达到目标值。",
        background="前期已完成机理研究与小规模试验，需求单位提供试验场地与运行数据。",
        deliverables="成套技术方案、工业试验报告、第三方检测或现场考核报告。",
        reward="按里程碑拨付，达标后按成果转化办法奖励团队。",
        ip_terms="各自完成的归各自所有，共同完成的共有，需求单位有优先实施权。",
        budget_minor=one.budget,
        is_blind=mode.blind,
        awarded_min=low,
        awarded_max=min(high, max(low, 3)) if mode.is_race else low,
        workflow=CHALLENGE_V1.name,
        workflow_version=CHALLENGE_V1.version,
        state=one.state if one.state in {DRAFT, REVIEW, CANCELLED} else DRAFT,
    )


def _published(seeds: tuple[ChallengeSeed, ...], rows: list[Challenge]) -> list[tuple[Challenge, str]]:
    """The open ones close some weeks from today, so that one can bid; the unfilled have closed."""
    now = timezone.now().replace(minute=0, second=0, microsecond=0)
    found = []
    for number, (one, row) in enumerate(zip(seeds, rows, strict=True)):
        if one.state == OPEN:
            row.published_at = now - timedelta(days=10 + number)
            row.closes_at = now + timedelta(weeks=_OPEN_WEEKS, days=number)
        elif one.state == UNFILLED:
            row.published_at, row.closes_at = now - timedelta(days=90 + number), now - timedelta(days=30 + number)
        else:
            continue
        row.round = 1
        found.append((row, one.state))
    return found


def _questions(rows: list[Challenge]) -> list[models.Model]:
    """Every other open challenge has been asked about; the last question waits for its answer."""
    found: list[models.Model] = []
    for row in [one for one in rows if one.state == OPEN][::2]:
        for number, (text, answer) in enumerate(_QUESTIONS, start=1):
            asked = timezone.now() - timedelta(days=8 - number)
            found.append(
                Question(
                    challenge=row,
                    text=text,
                    asked_at=asked,
                    key=f"demonstration-{number}",
                    answer=answer,
                    answered_at=asked + timedelta(hours=20) if answer else None,
                )
            )
    return found
