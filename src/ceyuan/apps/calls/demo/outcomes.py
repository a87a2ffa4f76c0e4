"""What followed from the bids of the demonstration: formal checks, decisions with reasons, notices, pledges."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import timedelta
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from ceyuan.apps.calls.demo.judging import Entry
from ceyuan.apps.calls.models import BidCheck, Challenge, Decision
from ceyuan.apps.calls.modes import MODES
from ceyuan.apps.calls.services import decisions, pledges
from ceyuan.apps.calls.services.challenges import SUBJECT
from ceyuan.apps.calls.services.formal_check import items_for
from ceyuan.apps.documents.demo.signing import sign_confirmed
from ceyuan.apps.notices.demo.hanging import hang
from ceyuan.apps.notices.demo.objecting import dispute
from ceyuan.apps.organisation.interface import Actor
from ceyuan.core.kernel import Refused

NOT_CHECKED = frozenset({"draft", "submitted", "withdrawn"})
# When the deadline was, when the decision was put on notice: days ago, by the state the challenge has reached.
CLOSED_AGO = {
    "closed": 1, "formal_check": 5, "review": 16, "defence": 20, "decision": 34, "publicity": 48, "negotiation": 64,
    "pledged": 70, "running": 150, "delivered": 400,
}  # fmt: skip
RACE_CLOSED_AGO = 255
_ON_NOTICE_AGO = {"negotiation": 30, "pledged": 32, "running": 110, "delivered": 214}
_RACE_ON_NOTICE_AGO = 212
_OVER, _RUNS = "电解槽打壳下料智能控制", "锌电积阴极板自动剥离"
_CONSEQUENCES = "未按期达到承诺指标的，暂停后续拨款并按合同退回未使用经费；经认定勤勉尽责的，不影响负责人后续申报。"
_REASONS = {
    "selected": "评审校准得分居前，路线有前期试验数据支撑，承诺指标不低于榜单要求，节点可考核，同意揭榜。",
    "reserve": "方案成立，得分次于入选方案，列为候补；入选方案放弃或不能签订军令状时递补。",
    "not_selected": "工业化放大依据不足，校准得分区间与入选方案无重叠，本轮不予支持；建议补充半工业试验后再申请。",
}
_CONDITION = "第一个节点前提交半工业试验数据，由需求单位确认。"
_FAILED_NOTE = "合作单位未出具同意参加的书面材料，且未在补正期限内提交。"
_ON_SHOW = frozenset({"publicity", "negotiation", "pledged", "running", "delivered"})


def check_rows(entries: Sequence[Entry]) -> list[models.Model]:
    """What the formal check found: all items of bids that were admitted or turned away, some of one still looked at."""
    found: list[models.Model] = []
    for entry in entries:
        items = items_for(entry.challenge)
        for offer, bid in entry.bids:
            if offer.state in NOT_CHECKED and entry.challenge.state != "formal_check":
                continue
            for item in items[:3] if offer.state in NOT_CHECKED else items:
                failed = offer.state == "turned_away" and item == "partners_agree"
                found.append(
                    BidCheck(
                        bid=bid,
                        item=item,
                        passed=not failed,
                        note=_FAILED_NOTE if failed else "",
                        checked_at=_closed(entry.challenge) + timedelta(days=1),
                    )
                )
    return found


def decision_rows(entries: Sequence[Entry], decided_by: int | None) -> list[models.Model]:
    """The decisions that stand: written reasons for each bid that came before a panel, the best first."""
    found: list[models.Model] = []
    for entry in entries:
        if entry.challenge.state not in _ON_SHOW:
            continue
        ranked = sorted(entry.judged(), key=lambda pair: -pair[0].quality)
        for place, (offer, bid) in enumerate(ranked, start=1):
            outcome = _outcome(entry.challenge, offer.state, place)
            found.append(
                Decision(
                    challenge=entry.challenge,
                    bid=bid,
                    round=1,
                    outcome=outcome,
                    place=place,
                    reasons=_REASONS[outcome],
                    conditions=_CONDITION if outcome == "selected" and place % 2 else "",
                    funds_minor=None if outcome == "not_selected" else bid.funds_minor,
                    decided_by_id=decided_by,
                    decided_at=timezone.now() - timedelta(days=(_noticed_ago(entry.challenge) or 0) + 2),
                )
            )
    return found


def hang_notices(actor: Actor, objector: Actor, entries: Sequence[Entry]) -> None:
    """Put the chosen bids on show as the office does; somebody objects to one line of the one that is on show today."""
    for entry in entries:
        one = entry.challenge
        if one.state not in _ON_SHOW:
            continue
        ago = _noticed_ago(one)
        with suppress(Refused), transaction.atomic():
            shown = hang(
                actor=actor,
                unit=one.unit,
                subject=(SUBJECT, one.pk, str(one)),
                title=one.title,
                lines=list(_lines(one, entry)),
                working_days=MODES[one.mode].notice_days,
                on=timezone.localdate() - timedelta(days=ago) if ago else None,
            )
            if shown is not None:
                one.notice_id = shown.pk
            if shown is not None and one.title == _RUNS:
                grounds = "公示方案所附剥离成功率为实验台数据，未见现场连续运行记录，请核实。"
                dispute(objector, shown.pk, shown.lines.order_by("pk")[0].key, grounds)


def _lines(one: Challenge, entry: Entry) -> Iterator[Any]:
    for _offer, bid in entry.judged():
        row = bid.decisions.select_related("bid__unit", "bid__leader").get()
        if row.outcome == "selected":
            yield decisions.notice_line(one, row)


def lay_out_pledges(office: Actor, log_ins: dict[str, Actor], entries: Sequence[Entry]) -> None:
    """Pledges of chosen bids: some wait for their signatures, one was signed by both sides and confirmed."""
    for entry in entries:
        if entry.challenge.state not in {"negotiation", "pledged"}:
            continue
        for offer, bid in entry.bids:
            if offer.state not in {"selected", "pledged"}:
                continue
            with suppress(Refused), transaction.atomic():
                made = pledges.offer(actor=office, bid_id=bid.pk, consequences=_CONSEQUENCES)
                if offer.state == "pledged" and made.signing_id is not None:
                    _sign(made.signing_id, log_ins[offer.leader], log_ins["lingdao"])
                    bid.refresh_from_db()
                    pledges.confirm(actor=office, bid_id=bid.pk, revision=bid.revision)


def _sign(signing_id: int, leader: Actor, head: Actor) -> None:
    for revision, (party, actor) in enumerate((("leader", leader), ("head", head))):
        sign_confirmed(actor=actor, signing_id=signing_id, party=party, revision=revision)


def reached(offer_state: str) -> str:
    """The state a bid is written in: who has pledged does so by the acts of the product."""
    return "selected" if offer_state == "pledged" else offer_state


def _outcome(one: Challenge, state: str, place: int) -> str:
    if one.state == "publicity":
        return "selected" if place <= one.awarded_max else "reserve" if place == one.awarded_max + 1 else "not_selected"
    return "not_selected" if state == "not_selected" else "selected"


def _noticed_ago(one: Challenge) -> int | None:
    if one.state == "publicity":
        return 12 if one.title == _OVER else None
    return _RACE_ON_NOTICE_AGO if MODES[one.mode].is_race else _ON_NOTICE_AGO.get(one.state)


def _closed(one: Challenge) -> Any:
    return one.closes_at or timezone.now()


def closed_ago(one: Challenge, state: str) -> int:
    """How many days ago bids were taken last."""
    return RACE_CLOSED_AGO if MODES[one.mode].is_race else CLOSED_AGO[state]
