"""Plays a panel of the demonstration through its life: opened, drawn, seated, judged, closed, published.

The draw, its replacements, recusals, votes, the closing and the publication are the acts of the product, each on its
own day; sheets are written many at once, closed and bound by the chain as those of the product are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random
from typing import Any

from django.utils import timezone

from ceyuan.apps.organisation.demo.clock import days_ago
from ceyuan.apps.organisation.demo.draw import stream
from ceyuan.apps.organisation.interface import Actor
from ceyuan.apps.reviews.demo.sheets import HARSH, LENIENT, begun, writing
from ceyuan.apps.reviews.demo.votes import acting, vote_by_name, vote_in_secret
from ceyuan.apps.reviews.models import Assignment, Panel, Seat
from ceyuan.apps.reviews.selectors import pool
from ceyuan.apps.reviews.services import closing, demonstration, draws, minutes, panels, reviewing, seats
from ceyuan.apps.reviews.services.panels import CaseIn, CriterionIn

DRAFTING, DRAWN, REVIEWING, CLOSED, PUBLISHED = "drafting", "drawn", "reviewing", "closed", "published"
_MINUTES = (
    "会议听取了各申请团队的汇报并质询。专家组认为：各方案均针对榜单提出的问题，"
    "指标可考核；请申请单位按意见补充试验依据。"
)
_NOTE = "请各位专家重点核对工业试验的时间窗口与需求单位检修计划是否一致。"


@dataclass(frozen=True, slots=True, kw_only=True)
class Play:
    """How a panel goes: opened so many days ago, scores taken until `due` days from today (negative: past).

    `episodes` are what else happens: "declined", "recused", "ordered", "abstained", "minutes", "votes", "vote_open".
    `wanted` is somebody of the pool who shall be drawn, and `seed` the number of the whole demonstration.
    """

    seed: int
    mode: str
    until: str
    opened: int
    due: int
    seats: int
    places: int = 1
    settings: Mapping[str, Any] = field(default_factory=dict)
    episodes: frozenset[str] = frozenset()
    wanted: Actor | None = None


def play(
    *,
    actor: Actor,
    unit: Any,
    subject: tuple[str, int, str],
    title: str,
    cases: Sequence[CaseIn],
    criteria: Sequence[CriterionIn],
    qualities: Sequence[int],
    plan: Play,
) -> Panel:
    """A panel over these cases; `qualities` are what the experts find in each, out of 100."""
    rng = stream(plan.seed, f"panel {title}")
    with days_ago(plan.opened):
        panel = panels.open_panel(
            actor=actor,
            unit=unit,
            kind="calls.challenge",
            subject=subject,
            title=title,
            mode=plan.mode,
            cases=cases,
            criteria=criteria,
            reviewers_per_case=max(3, plan.seats - 2),
            due_at=_evening(timezone.now() + timedelta(days=plan.opened + plan.due)),
            settings={"seats": plan.seats, "places": plan.places, **plan.settings},
        )
    if plan.until == DRAFTING:
        return panel
    _drawn(actor, panel, plan, title)
    if plan.until == DRAWN:
        return _fresh(panel)
    with days_ago(plan.opened - 3):
        demonstration.assign_everybody(actor=actor, panel=panel)
        revision = _fresh(panel).revision
        panels.advance(actor=actor, panel_id=panel.pk, action="start", revision=revision)
    _judged(actor, _fresh(panel), plan, rng, qualities)
    if plan.until == REVIEWING:
        return _fresh(panel)
    with days_ago(-plan.due):
        closing.close(actor=actor, panel_id=panel.pk, revision=_fresh(panel).revision)
        if "votes" in plan.episodes:
            vote_by_name(actor, panel, rng, qualities, is_counted=True)
            vote_in_secret(actor, panel, rng, qualities)
    if plan.until == PUBLISHED:
        with days_ago(-plan.due - 1):
            closing.publish(actor=actor, panel_id=panel.pk, revision=_fresh(panel).revision)
    return _fresh(panel)


def _drawn(actor: Actor, panel: Panel, plan: Play, name: str) -> None:
    expert = pool.own_entry(plan.wanted) if plan.wanted else None
    with days_ago(plan.opened - 1):
        wanted = expert.pk if expert else None
        demonstration.announce(actor=actor, panel=panel, name=f"{plan.seed}/{name}", wanted=wanted)
        draws.run(actor=actor, panel_id=panel.pk, revision=panel.revision)
    with days_ago(plan.opened - 2):
        if "declined" in plan.episodes:
            left = panel.seats.exclude(expert=wanted).order_by("pk")[1]
            seats.answer(actor=actor, seat_id=left.pk, accepts=False, words="外出参加现场验收，时间冲突")
        whole = plan.until != DRAWN
        demonstration.accept(actor=actor, panel=panel, most=None if whole else plan.seats - 2)
        if whole:
            chair = panel.seats.filter(state=Seat.State.ACCEPTED).exclude(expert=wanted).order_by("pk")[0]
            seats.make_chair(actor=actor, seat_id=chair.pk)


def _judged(actor: Actor, panel: Panel, plan: Play, rng: Random, qualities: Sequence[int]) -> None:
    shown_id = plan.wanted.person_id if plan.wanted else 0
    members = list(panel.seats.filter(state=Seat.State.ACCEPTED).select_related("expert").order_by("pk"))
    kept = [one for one in members if one.expert.person_id != shown_id]
    with days_ago(max(plan.opened - 4, 0)):
        _episodes(actor, panel, plan, [one for one in kept if one.expert.person_id])
    severity = {one.pk: rng.randint(-2, 2) for one in members}
    if len(kept) > 2:
        severity[kept[0].pk], severity[kept[1].pk] = HARSH, LENIENT
    codes = list(panel.criteria.order_by("number").values_list("code", flat=True))
    waiting = panel.assignments.filter(state=Assignment.State.ASSIGNED).select_related("case", "seat__expert")
    rows = list(waiting.order_by("case__number", "pk"))
    written, shown = [], 0
    for one in rows:
        quality = qualities[one.case.number - 1]
        if plan.until != REVIEWING:
            written.append((one, writing(rng, codes, quality, severity[one.seat_id]), True))
        elif one.seat.expert.person_id == shown_id:
            shown += 1
            if shown == 1:
                written.append((one, writing(rng, codes, quality, severity[one.seat_id]), True))
            elif shown == 2:
                written.append((one, begun(rng, codes, quality), False))
        elif (chance := rng.random()) < 0.45:
            written.append((one, writing(rng, codes, quality, severity[one.seat_id]), True))
        elif chance < 0.65:
            written.append((one, begun(rng, codes, quality), False))
    with days_ago(max(plan.opened - 5, 1) if plan.until == REVIEWING else -plan.due + 1):
        demonstration.write_sheets(actor=actor, panel=panel, written=written)
    if plan.until == REVIEWING and "vote_open" in plan.episodes:
        vote_by_name(actor, panel, rng, qualities, is_counted=False)


def _episodes(actor: Actor, panel: Panel, plan: Play, members: Sequence[Seat]) -> None:
    """What happens beside the scoring; each to another member, from the last to the first."""
    last = list(reversed(members))
    first_case = panel.cases.order_by("number")[0]
    if "recused" in plan.episodes and (mine := _assignment(last[0])):
        reviewing.recuse(actor=acting(last[0], panel), assignment_id=mine.pk, words="曾为该团队的试验方案提供咨询")
    if "ordered" in plan.episodes and len(last) > 1:
        words = "经核实与申请单位有技术服务合同，责令回避"
        seats.order_recusal(actor=actor, seat_id=last[1].pk, case_id=first_case.pk, words=words)
    if "abstained" in plan.episodes and len(last) > 2 and (mine := _assignment(last[2])):
        reviewing.abstain(actor=acting(last[2], panel), assignment_id=mine.pk, words="专业方向不完全对口")
    if "minutes" in plan.episodes:
        minutes.add_note(actor=actor, panel_id=panel.pk, words=_NOTE)
        minutes.write_minutes(actor=actor, panel_id=panel.pk, held_on=timezone.localdate(), words=_MINUTES)


def _assignment(seat: Seat) -> Assignment | None:
    found: Assignment | None = (
        seat.assignments.filter(state=Assignment.State.ASSIGNED).order_by("-case__number").first()
    )
    return found


def _evening(moment: Any) -> Any:
    return timezone.localtime(moment).replace(hour=18, minute=0, second=0, microsecond=0)


def _fresh(panel: Panel) -> Panel:
    panel.refresh_from_db()
    return panel
