"""Writes the demonstration's calls: challenges in every state, bids, panels, decisions, notices, pledges and races."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import models, transaction
from django.utils import timezone

from ceyuan.apps.calls.demo import bids, courses, judging, outcomes
from ceyuan.apps.calls.demo.judging import Entry
from ceyuan.apps.calls.demo.offers import offers
from ceyuan.apps.calls.demo.problems import DRAFT, OPEN, UNFILLED, UNPUBLISHED, ChallengeSeed, challenges
from ceyuan.apps.calls.models import Bid, Challenge, ChallengeIndicator, Question
from ceyuan.apps.calls.modes import MODES
from ceyuan.apps.calls.services import demonstration
from ceyuan.apps.calls.workflows import CHALLENGE_V1
from ceyuan.apps.organisation.demo import generate, keys
from ceyuan.apps.organisation.demo.draw import stream
from ceyuan.apps.organisation.demo.units import GROUP_CODE
from ceyuan.apps.organisation.interface import Actor, actor_of_username, service_actor

_QUESTIONS = (
    ("现场试验的时间窗口如何安排？", "由需求单位在检修计划中预留，每季度不少于两周。"),
    ("集团外单位能否联合参加？", "可以作为合作单位参加，牵头单位须符合申请范围。"),
    ("历史运行数据何时提供？", ""),
)
_OPEN_WEEKS, _DAYS_TO_BID = 4, 30
_LOG_INS = ("keji", "dongshizhang", "lingdao", "kejike", "fuzeren", "chengyuan", "zhuanjia")


@transaction.atomic
def load(seed: int) -> bool:
    """Write the calls of the group that `organisation.demo.load` made; False when there are some already."""
    actor = service_actor(GROUP_CODE, "demonstration")
    if demonstration.is_there(actor):
        return False
    units, people = keys(actor)
    log_ins = {name: actor_of_username(name) for name in _LOG_INS}
    seeds = challenges()
    rows = [_row(one, number, actor.group_id or 0, units) for number, one in enumerate(seeds, start=1)]
    indicators = [_indicator(one, row) for one, row in zip(seeds, rows, strict=True)]
    demonstration.write(actor=actor, batches=[rows, indicators])
    demonstration.publish(actor=actor, rows=_published(seeds, rows))
    demonstration.write(actor=actor, batches=[_questions(rows)])
    crowd = bids.crowd(generate(seed), units, people, log_ins)
    entries = _bid(actor, seed, list(zip(rows, indicators, strict=True)), crowd)
    _follow(actor, seed, entries, log_ins)
    count = sum(len(entry.bids) for entry in entries)
    demonstration.tell(actor=actor, counts={"challenges": len(rows), "bids": count})
    return True


def _bid(
    actor: Actor, seed: int, asked: Sequence[tuple[Challenge, ChallengeIndicator]], crowd: bids.Crowd
) -> list[Entry]:
    """The bids on all challenges, handed in where they were."""
    rng, batch, known, place = stream(seed, "bids"), bids.Batch(), offers(), 0
    entries = []
    for row, indicator in asked:
        made = []
        for offer in known.get(row.title, ()):
            place += 1
            made.append((offer, bids.add(batch, row, indicator, offer, place=place, crowd=crowd, rng=rng)))
        entries.append(Entry(row, made))
    demonstration.write(actor=actor, batches=batch.parts())
    handed: list[tuple[Bid, datetime, str]] = []
    for entry in entries:
        late = [
            (bid, bids.handed_in_at(entry.challenge, place), outcomes.reached(offer.state))
            for place, (offer, bid) in enumerate(reversed(entry.bids))
            if offer.state != bids.DRAFT
        ]
        handed += reversed(late)
    demonstration.hand_in(actor=actor, rows=handed)
    return entries


def _follow(actor: Actor, seed: int, entries: Sequence[Entry], log_ins: dict[str, Actor]) -> None:
    """What came after the bids."""
    office = log_ins["keji"]
    demonstration.write(actor=actor, batches=[outcomes.check_rows(entries)])
    judging.judge(actor=office, entries=entries, seed=seed, shown=log_ins["zhuanjia"])
    decided = outcomes.decision_rows(entries, log_ins["dongshizhang"].account_id)
    demonstration.write(actor=actor, batches=[decided, *courses.rows(entries)])
    outcomes.hang_notices(office, log_ins["chengyuan"], entries)
    demonstration.lead_to(actor=actor, rows=[entry.challenge for entry in entries])
    outcomes.lay_out_pledges(office, log_ins, entries)


def _row(one: ChallengeSeed, number: int, group: int, units: dict[str, int]) -> Challenge:
    mode = MODES[one.mode]
    low, high = mode.awarded
    most = 3 if mode.is_race else 2 if one.mode == "competitive" else low
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
        awarded_max=min(high, most),
        workflow=CHALLENGE_V1.name,
        workflow_version=CHALLENGE_V1.version,
        state=one.state if one.state in UNPUBLISHED else DRAFT,
    )


def _indicator(one: ChallengeSeed, row: Challenge) -> ChallengeIndicator:
    return ChallengeIndicator(
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


def _published(seeds: Sequence[ChallengeSeed], rows: Sequence[Challenge]) -> list[tuple[Challenge, str]]:
    """The open ones close some weeks from today, so that one can bid; all others have closed."""
    now = timezone.now().replace(minute=0, second=0, microsecond=0)
    found = []
    for number, (one, row) in enumerate(zip(seeds, rows, strict=True)):
        if one.state in UNPUBLISHED:
            continue
        if one.state == OPEN:
            row.published_at = now - timedelta(days=10 + number)
            row.closes_at = now + timedelta(weeks=_OPEN_WEEKS, days=number)
        else:
            ago = 30 + number if one.state == UNFILLED else outcomes.closed_ago(row, one.state)
            row.closes_at = now - timedelta(days=ago)
            row.published_at = row.closes_at - timedelta(days=_DAYS_TO_BID + number % 5)
        row.round = 1
        found.append((row, one.state))
    return found


def _questions(rows: Sequence[Challenge]) -> list[models.Model]:
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
