"""Duties and matters, supervision, and the hand-over when a leader changes."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from ceyuan.apps.documents.interface import fingerprint
from ceyuan.apps.organisation.models import Post
from ceyuan.apps.organisation.tests.cast import PASSWORD
from ceyuan.apps.strategy.models import Gap, Handover, Matter, Standing
from ceyuan.apps.strategy.selectors import duties as duty_selectors
from ceyuan.apps.strategy.selectors import handovers as handover_selectors
from ceyuan.apps.strategy.selectors import supervision as supervision_selectors
from ceyuan.apps.strategy.services import duties, handovers, matters, supervision
from ceyuan.apps.strategy.services.duties import DutyText
from ceyuan.apps.strategy.services.matters import Link
from ceyuan.core.kernel.verdict import Invalid, Refused

from .boardroom import YEAR, Boardroom
from .desk import duty, targets_of_a, with_password

TEXT = DutyText(kind="chair", title_zh="主持科技创新工作会", basis="《科学技术进步法》第四十六条")
CHANGE_DAY = date(YEAR, 3, 2)


def refused(code: str) -> Any:
    return pytest.raises(Refused, match=code)


def test_a_duty_is_entered_with_its_basis_and_changed_with_a_reason(boardroom: Boardroom) -> None:
    actor = boardroom.cast.st_officer.actor
    made = duties.make(actor=actor, code="D1", valid_from=date(YEAR, 1, 1), text=TEXT)
    changed = duties.edit(
        actor=actor, duty_id=made.pk, text=DutyText(**{**vars_of(TEXT), "times_a_year": 2}), reason="每半年一次"
    )
    assert changed.times_a_year == 2
    ended = duties.end(actor=actor, duty_id=made.pk, on=date(YEAR + 1, 1, 1), reason="制度废止")
    assert ended.valid_to == date(YEAR + 1, 1, 1)
    with refused("strategy.duty_ended"):
        duties.end(actor=actor, duty_id=made.pk, on=date(YEAR + 2, 1, 1), reason="x")


def vars_of(text: DutyText) -> dict[str, Any]:
    return {name: getattr(text, name) for name in text.__slots__}


def test_it_refuses_a_duty_without_basis_or_on_a_day_that_does_not_exist(boardroom: Boardroom) -> None:
    actor = boardroom.cast.st_officer.actor
    wrong = DutyText(**{**vars_of(TEXT), "basis": "", "month": 2, "day": 30, "kind": "dance", "times_a_year": 13})
    with pytest.raises(Invalid) as problem:
        duties.make(actor=actor, code="", valid_from=date(YEAR, 1, 1), text=wrong)
    assert set(problem.value.fields) == {"code", "kind", "basis", "day", "times_a_year"}
    with refused("strategy.duties_of_the_group"):
        duties.make(actor=boardroom.cast.manager_a.actor, code="D2", valid_from=date(YEAR, 1, 1), text=TEXT)


@pytest.mark.parametrize(
    ("facts", "days"),
    [
        ({"month": 3}, [(3, 31)]),
        ({"month": 6, "day": 15}, [(6, 15)]),
        ({"times_a_year": 4}, [(3, 31), (6, 30), (9, 30), (12, 31)]),
        ({"times_a_year": 2, "month": 1, "day": 20}, [(6, 20), (12, 20)]),
        ({}, []),
    ],
)
def test_a_duty_falls_due_as_it_says(boardroom: Boardroom, facts: dict[str, Any], days: list[tuple[int, int]]) -> None:
    found = matters.due_days(duty(boardroom, **facts), YEAR)
    assert found == [date(YEAR, month, day) for month, day in days]


def test_a_duty_is_not_due_before_it_holds_nor_after_its_end(boardroom: Boardroom) -> None:
    one = duty(boardroom, times_a_year=12, valid_from=date(YEAR, 3, 1), valid_to=date(YEAR, 6, 30))
    assert [day.month for day in matters.due_days(one, YEAR)] == [3, 4, 5]


def test_the_matters_of_the_year_are_opened_once_for_leaders_of_fitting_units(boardroom: Boardroom) -> None:
    duty(boardroom, unit_kinds=["strategic_unit"], month=12)
    duty(boardroom, "D2", month=3)
    duty(boardroom, "D3")
    actor = boardroom.cast.st_officer.actor
    made = matters.open_matters(actor=actor, year=YEAR)
    assert sorted((one.unit.code, one.duty.code) for one in made if one.duty) == [
        ("A", "D1"),
        ("A", "D2"),
        ("A1", "D2"),
        ("B", "D1"),
        ("B", "D2"),
        ("T", "D2"),
    ]
    assert matters.open_matters(actor=actor, year=YEAR) == []
    with refused("strategy.desk_not_permitted"):
        matters.open_matters(actor=boardroom.leader_a.actor, year=YEAR)


def test_only_the_leader_finishes_what_only_the_leader_can_decide(boardroom: Boardroom) -> None:
    office = boardroom.cast.manager_a.actor
    made = matters.open_matter(
        actor=office, unit_code="A", title="批准研发准备金", due_on=timezone.localdate(), link=Link(url="/projects/")
    )
    with refused("strategy.not_the_leader"):
        matters.finish(actor=office, matter_id=made.pk, outcome="已批")
    with pytest.raises(Invalid, match=r"strategy.outcome_missing"):
        matters.finish(actor=boardroom.leader_a.actor, matter_id=made.pk, outcome=" ")
    done = matters.finish(actor=boardroom.leader_a.actor, matter_id=made.pk, outcome="同意设立，首期五百万元")
    assert done.done_on == timezone.localdate()
    with refused("strategy.matter_done"):
        matters.finish(actor=boardroom.leader_a.actor, matter_id=made.pk, outcome="x")


def test_the_office_finishes_what_the_leader_need_not_do_himself(boardroom: Boardroom) -> None:
    duty(boardroom, leader_only=False, month=3)
    matters.open_matters(actor=boardroom.cast.st_officer.actor, year=YEAR)
    made = Matter.objects.get(unit__code="A")
    assert matters.finish(actor=boardroom.cast.manager_a.actor, matter_id=made.pk, outcome="已报送").done_on
    with refused("strategy.unknown_matter"):
        matters.finish(actor=boardroom.cast.manager_b.actor, matter_id=made.pk, outcome="x")


@pytest.mark.parametrize("url", ["https://example.org/", "//example.org", "/\\example.org"])
def test_it_refuses_a_link_that_leads_away(boardroom: Boardroom, url: str) -> None:
    with pytest.raises(Invalid, match=r"strategy.foreign_address"):
        matters.open_matter(
            actor=boardroom.chair.actor,
            unit_code="A",
            title="一",
            due_on=timezone.localdate(),
            link=Link(url=url),
        )


def issued(room: Boardroom, **facts: Any) -> Any:
    given = {"unit_code": "A", "title": "解决原料波动", "text": "", "due_on": timezone.localdate(), **facts}
    return supervision.issue(actor=room.chair.actor, **given)


def test_an_item_is_answered_below_returned_answered_again_and_closed_above(boardroom: Boardroom) -> None:
    item = issued(boardroom)
    assert item.from_unit.code == "T"
    below, above = boardroom.leader_a.actor, boardroom.chair.actor
    item = supervision.answer(actor=below, item_id=item.pk, revision=item.revision, answer="已换矿", evidence="纪要1号")
    item = supervision.judge(actor=above, item_id=item.pk, action="return", revision=item.revision, reason="未说明效果")
    item = supervision.answer(actor=below, item_id=item.pk, revision=item.revision, answer="已换矿，波动降至3%")
    item = supervision.judge(actor=above, item_id=item.pk, action="close", revision=item.revision)
    assert (item.state, item.closed_on) == ("closed", timezone.localdate())
    assert supervision_selectors.to_answer(below) == []


def test_each_side_does_its_own_part(boardroom: Boardroom) -> None:
    item = issued(boardroom)
    with refused("strategy.answers_below"):
        supervision.answer(actor=boardroom.chair.actor, item_id=item.pk, revision=0, answer="x")
    with pytest.raises(Invalid, match=r"strategy.no_answer"):
        supervision.answer(actor=boardroom.leader_a.actor, item_id=item.pk, revision=0, answer=" ")
    item = supervision.answer(actor=boardroom.leader_a.actor, item_id=item.pk, revision=0, answer="已办")
    with refused("strategy.desk_not_permitted"):
        supervision.judge(actor=boardroom.leader_a.actor, item_id=item.pk, action="close", revision=item.revision)
    with pytest.raises(Invalid, match=r"workflow.reason_missing"):
        supervision.judge(actor=boardroom.chair.actor, item_id=item.pk, action="return", revision=item.revision)
    with refused("strategy.changed_meanwhile"):
        supervision.judge(actor=boardroom.chair.actor, item_id=item.pk, action="close", revision=0)
    with refused("strategy.unknown_supervision"):
        supervision.answer(actor=boardroom.leader_b.actor, item_id=item.pk, revision=item.revision, answer="x")


def test_it_refuses_to_supervise_oneself_or_in_the_past(boardroom: Boardroom) -> None:
    with pytest.raises(Invalid, match=r"strategy.supervises_below"):
        supervision.issue(
            actor=boardroom.leader_a.actor, unit_code="A", title="x", text="", due_on=timezone.localdate()
        )
    with pytest.raises(Invalid) as problem:
        issued(boardroom, title=" ", due_on=timezone.localdate() - timedelta(days=1))
    assert set(problem.value.fields) == {"title", "due_on"}


@pytest.mark.parametrize(
    ("late", "told"), [(-8, ""), (-7, "soon"), (0, "soon"), (1, "overdue"), (15, "overdue"), (16, "escalated")]
)
def test_lateness_escalates(boardroom: Boardroom, late: int, told: str) -> None:
    item = issued(boardroom)
    assert supervision_selectors.urgency(item, item.due_on + timedelta(days=late)) == told


def leader_change(room: Boardroom) -> None:
    Post.objects.filter(unit__code="A", kind="top_leader").update(valid=DateRange(date(YEAR - 3, 1, 1), CHANGE_DAY))
    Post.objects.create(
        person=room.cast.member_a.person,
        unit=room.cast.units["A"],
        kind="top_leader",
        valid=DateRange(CHANGE_DAY, None),
    )


def test_a_change_of_leaders_misses_its_certificate_until_one_is_made(boardroom: Boardroom) -> None:
    leader_change(boardroom)
    above = boardroom.cast.st_officer.actor
    assert handover_selectors.missing(above) == []  # nobody answered by the register yet
    duty(boardroom, valid_from=date(YEAR, 1, 1))
    assert [(one.unit.code, one.on) for one in handover_selectors.missing(above)] == [("A", CHANGE_DAY)]
    made = handovers.make(actor=above, unit_code="A", on=CHANGE_DAY)
    assert handover_selectors.missing(above) == []
    assert (made.from_person, made.to_person) == (boardroom.leader_a.person, boardroom.cast.member_a.person)
    with refused("strategy.handover_exists"):
        handovers.make(actor=above, unit_code="A", on=CHANGE_DAY)
    with refused("strategy.no_such_change"):
        handovers.make(actor=above, unit_code="B", on=CHANGE_DAY)


def test_the_snapshot_holds_what_is_open_and_stays_as_it_was(boardroom: Boardroom) -> None:
    duty(boardroom, valid_from=date(YEAR, 1, 1), month=12)
    matters.open_matters(actor=boardroom.cast.st_officer.actor, year=YEAR)
    issued(boardroom)
    patents = targets_of_a(boardroom, state="in_force")[0]
    unit = boardroom.cast.units["A"]
    Standing.objects.create(group=unit.group, kpi=patents.kpi, unit=unit, year=YEAR, value=39 + 1 / 2)
    Gap.objects.create(
        group=unit.group,
        unit=unit,
        title="电解能耗",
        required="12800",
        held="13100",
        cause="槽型老旧",
        action="改造",
        owner=boardroom.leader_a.person,
        due_on=date(YEAR, 12, 31),
    )
    leader_change(boardroom)
    made = handovers.make(actor=boardroom.cast.st_officer.actor, unit_code="A", on=CHANGE_DAY)
    content = made.content
    counted = {
        name: len(content[name]) for name in ("letters", "targets", "matters", "supervision", "gaps", "measures")
    }
    assert counted == {"letters": 0, "targets": 2, "matters": 1, "supervision": 1, "gaps": 1, "measures": 0}
    line = next(one for one in content["targets"] if one["code"] == "PAT")
    assert (line["actual"], line["completion_ppm"]) == ("39.5", 500_000)
    assert made.sha256 == fingerprint(content)
    with pytest.raises(IntegrityError, match=r"strategy.append_only"):
        Handover.objects.filter(pk=made.pk).update(content={})


def test_both_leaders_sign_the_certificate_and_nobody_else(boardroom: Boardroom) -> None:
    duty(boardroom, valid_from=date(YEAR, 1, 1))
    leader_change(boardroom)
    made = handovers.make(actor=boardroom.cast.st_officer.actor, unit_code="A", on=CHANGE_DAY)
    leaving, coming, other = boardroom.leader_a, boardroom.cast.member_a, boardroom.chair
    with_password(leaving, coming, other)
    assert handover_selectors.to_sign(leaving.actor) == [made]  # the post is gone, the certificate still in reach
    for member in (leaving, coming):
        made = handovers.sign(actor=member.actor, handover_id=made.pk, sha256=made.sha256, password=PASSWORD)
    assert made.from_signed_at is not None
    assert made.to_signed_at is not None
    with refused("strategy.signed_already"):
        handovers.sign(actor=leaving.actor, handover_id=made.pk, sha256=made.sha256, password=PASSWORD)
    with refused("strategy.not_a_party"):
        handovers.sign(actor=other.actor, handover_id=made.pk, sha256=made.sha256, password=PASSWORD)
    with refused("strategy.unknown_handover"):
        handovers.sign(actor=boardroom.leader_b.actor, handover_id=made.pk, sha256=made.sha256, password=PASSWORD)


def test_a_leader_sees_what_is_due_soon_of_the_units_he_leads(boardroom: Boardroom) -> None:
    today = timezone.localdate()
    for title, days in (("逾期", -3), ("近期", 10), ("明年", 200)):
        matters.open_matter(
            actor=boardroom.chair.actor, unit_code="A", title=title, due_on=today + timedelta(days=days)
        )
    found = duty_selectors.open_matters_of(boardroom.leader_a.actor, today)
    assert [one.title for one in found] == ["逾期", "近期"]
    assert duty_selectors.open_matters_of(boardroom.chair.actor, today) == []
