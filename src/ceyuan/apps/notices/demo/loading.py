"""Publishes the demonstration's notices as its people would: the office hangs them, a member of the group objects."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

from django.db import transaction

from ceyuan.apps.notices.calendars import calendar
from ceyuan.apps.notices.lines import Line
from ceyuan.apps.notices.services import demonstration, objections, publishing
from ceyuan.apps.organisation.demo.units import GROUP_CODE
from ceyuan.apps.organisation.interface import Actor, actor_of_username, service_actor, unit_by_code
from ceyuan.core.kernel import Refused

_KIND = "challenge_winners"
# title, day of publication of one that is over (None: today), lines as unit and text
_NOTICES: tuple[tuple[str, date | None, tuple[tuple[str, str], ...]], ...] = (
    (
        "2025年第二批揭榜挂帅项目拟中榜单位公示",
        date(2025, 11, 3),
        (("KY0108", "铝电解槽余热回收：拟由电解企业牵头"), ("KY0303", "铜带精整缺陷识别：拟由铜加工企业牵头")),
    ),
    (
        "2026年第一批揭榜挂帅项目拟中榜单位公示",
        None,
        (
            ("KY0104", "阳极效应预报：拟由电解企业牵头"),
            ("KY0501", "锗单晶缺陷检测：拟由稀散金属企业牵头"),
            ("KY0304", "铜箔表面粗化：拟由铜箔企业牵头"),
        ),
    ),
    (
        "赛马制项目入围赛道公示",
        None,
        (("KY0101", "赤泥脱碱：两条技术路线入围"), ("KY0202", "铝锂合金锻件：三条技术路线入围")),
    ),
)
_DISPUTED_LINE, _OBJECTOR = "3", "fuzeren"


@transaction.atomic
def load(_seed: int) -> bool:
    """Write the notices of the group that `organisation.demo.load` made; False when it has some already."""
    if demonstration.is_there(service_actor(GROUP_CODE, "demonstration")):
        return False
    officer = actor_of_username("keji")
    unit = unit_by_code(officer, GROUP_CODE)
    if unit is None:
        return False
    made = []
    for title, day, lines in _NOTICES:
        drafted = publishing.draft(
            actor=officer,
            unit=unit,
            template=_KIND,
            subject=("", "", title),
            title=title,
            lines=_lines(officer, lines),
        )
        if day is None:
            if _hung(officer, drafted.pk, drafted.revision):
                made.append(drafted.pk)
        else:
            days = calendar()
            ends = days.add(day, drafted.working_days)
            demonstration.close(actor=officer, notice=drafted, days=(day, days.add(day, 1), ends, days.add(ends, 1)))
    if made:
        with suppress(Refused), transaction.atomic():  # the answer may be due in a year without a calendar
            _object(made[0])
    return True


def _hung(officer: Actor, notice_id: int, revision: int) -> bool:
    """Publish a draft; where the calendar does not know the working days of this year yet, it stays a draft."""
    try:
        with transaction.atomic():
            publishing.publish_draft(actor=officer, notice_id=notice_id, revision=revision)
    except Refused:
        return False
    return True


def _object(notice_id: int) -> None:
    objections.receive(
        actor=actor_of_username(_OBJECTOR),
        notice_id=notice_id,
        lines=[_DISPUTED_LINE],
        kind="substantive",
        grounds="公示的技术指标与申报材料不一致，请核实检测报告。",
        contact="fuzeren@kunyue.example",
    )


def _lines(actor: Actor, given: tuple[tuple[str, str], ...]) -> list[Line]:
    found = []
    for number, (code, text) in enumerate(given, start=1):
        party = unit_by_code(actor, code)
        found.append(Line(str(number), text, party_units=(party.pk,) if party else ()))
    return found
