"""Entering, correcting and closing readings: each refusal leaves nothing behind."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from ceyuan.apps.audit.models import Act
from ceyuan.apps.strategy import entering
from ceyuan.apps.strategy.models import PeriodLock, Quantity, Reading, Standing
from ceyuan.apps.strategy.services import periods, readings
from ceyuan.apps.strategy.services.readings import Entry
from ceyuan.core.kernel import Invalid, Refused

from .boardroom import YEAR, Boardroom

TODAY = date(YEAR, 10, 10)
Q1, Q2, Q3 = (
    (date(YEAR, 1, 1), date(YEAR, 3, 31)),
    (date(YEAR, 4, 1), date(YEAR, 6, 30)),
    (date(YEAR, 7, 1), date(YEAR, 9, 30)),
)


def entry(quantity: str = "PAT", unit: str = "A", value: Any = 3, span: tuple[date, date] = Q3, **facts: Any) -> Entry:
    return Entry(unit, quantity, *span, None if value is None else Decimal(str(value)), **facts)


def enter(room: Boardroom, who: str = "manager_a", *, today: date = TODAY, **facts: Any) -> Reading:
    return readings.enter(actor=room.cast.members[who].actor, entry=entry(**facts), today=today)


def refused(room: Boardroom, who: str = "manager_a", **facts: Any) -> str:
    rows, acts = Reading.objects.count(), Act.objects.count()
    with pytest.raises(Refused) as problem:
        enter(room, who, **facts)
    assert (Reading.objects.count(), Act.objects.count()) == (rows, acts)
    return problem.value.reason.code.removeprefix("strategy.")


def test_a_first_reading_is_kept_with_its_act_and_rolled_up(boardroom: Boardroom) -> None:
    made = enter(boardroom)
    assert (made.value, made.is_late, made.is_current, made.person_name) == (3, False, True, "白主管")
    assert Act.objects.get().act == "strategy.reading.entered"
    assert Standing.objects.get(unit=boardroom.cast.units["T"]).value == 3


def test_after_the_days_allowed_a_reading_is_marked_late(boardroom: Boardroom) -> None:
    assert not enter(boardroom, today=date(YEAR, 10, 15)).is_late
    assert enter(boardroom, quantity="RD", today=date(YEAR, 10, 16)).is_late


def test_a_correction_keeps_what_it_corrects_and_says_why(boardroom: Boardroom) -> None:
    first = enter(boardroom)
    second = enter(boardroom, value=5, reason="漏报两件", seen=first.pk)
    first.refresh_from_db()
    assert (first.is_current, second.supersedes_id, second.reason) == (False, first.pk, "漏报两件")
    assert Standing.objects.get(unit=boardroom.cast.units["T"]).value == 5
    act = Act.objects.get(act="strategy.reading.corrected")
    assert (act.before["value"], act.after["value"]) == ("3", "5")


def test_the_second_of_two_sees_what_the_first_entered(boardroom: Boardroom) -> None:
    enter(boardroom)
    with pytest.raises(Refused) as problem:
        enter(boardroom, "st_officer", value=9, seen=0, reason="核对")
    reason = problem.value.reason
    assert (reason.code, reason.facts["who"], reason.facts["value"]) == ("strategy.reading_changed", "白主管", "3")


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"unit": "NOPE"}, "no_such_unit"),
        ({"unit": "B"}, "no_such_unit"),
        ({"quantity": "NOPE"}, "unknown_quantity"),
        ({"span": (date(YEAR, 7, 1), date(YEAR, 8, 31))}, "not_a_period"),
        ({"span": (date(YEAR, 10, 1), date(YEAR, 12, 31))}, "period_not_over"),
        ({"value": None}, "reading_without_value"),
        ({"value": "2.5"}, "not_whole"),
        ({"quantity": "RD", "value": "2.5"}, "not_whole"),
        ({"quantity": "LAB", "value": 2}, "keys_not_a_number"),
        ({"quantity": "LAB", "value": None, "keys": ("甲",), "kind": "elimination"}, "elimination_impossible"),
        ({"quantity": "REV", "value": 0}, "denominator_zero"),
        ({"quantity": "LOSS", "value": "0.0000001"}, "reading_decimals"),
    ],
)
def test_it_refuses_what_cannot_be_read(boardroom: Boardroom, facts: dict[str, Any], code: str) -> None:
    assert refused(boardroom, **facts) == code


def test_it_refuses_a_milestone_that_is_neither_reached_nor_not(boardroom: Boardroom) -> None:
    Quantity.objects.filter(code="PAT").update(kind="yes_no", over_time="last")
    assert refused(boardroom, value=2) == "not_yes_or_no"


def test_it_refuses_a_reading_without_the_evidence_it_needs(boardroom: Boardroom) -> None:
    Quantity.objects.filter(code="PAT").update(needs_evidence=True)
    assert refused(boardroom) == "evidence_missing"
    assert enter(boardroom, evidence="专利证书汇总表").evidence == "专利证书汇总表"


def test_it_refuses_what_another_office_reports(boardroom: Boardroom) -> None:
    Quantity.objects.filter(code="RD").update(reported_by="finance_officer")
    assert refused(boardroom, quantity="RD") == "reported_by_another"
    assert refused(boardroom, "st_officer", quantity="RD") == "reported_by_another"


def test_it_refuses_to_type_what_records_answer(boardroom: Boardroom) -> None:
    Quantity.objects.filter(code="PAT").update(computed_by="projects.accepted")
    assert refused(boardroom) == "quantity_computed"


def test_it_refuses_a_correction_without_a_reason_and_one_that_changes_nothing(boardroom: Boardroom) -> None:
    enter(boardroom)
    assert refused(boardroom, value=4) == "correction_without_reason"
    assert refused(boardroom, value=3) == "reading_unchanged"


@pytest.mark.parametrize("who", ["member_a", "auditor", "leader", "stranger"])
def test_it_refuses_whoever_does_not_report(boardroom: Boardroom, who: str) -> None:
    actor = boardroom.leaders["leader_a"].actor if who == "leader" else boardroom.cast.members[who].actor
    with pytest.raises(Refused):
        readings.enter(actor=actor, entry=entry(), today=TODAY)
    assert not Reading.objects.exists()


def test_a_sheet_is_taken_whole_or_not_at_all(boardroom: Boardroom) -> None:
    actor = boardroom.cast.manager_a.actor
    sheet = [entry("RD", value=500), entry("REV", value=0), entry("PAT", value="1.5")]
    with pytest.raises(Invalid) as problem:
        readings.enter_sheet(actor=actor, entries=sheet, today=TODAY)
    assert {name: [one.code for one in reasons] for name, reasons in problem.value.fields.items()} == {
        "REV": ["strategy.denominator_zero"],
        "PAT": ["strategy.not_whole"],
    }
    assert not Reading.objects.exists()
    good = [entry("RD", value=500), entry("REV", value=10_000)]
    assert len(readings.enter_sheet(actor=actor, entries=good, today=TODAY)) == 2
    assert Standing.objects.get(unit=boardroom.cast.units["T"], kpi__code="INT").value == 5
    assert readings.enter_sheet(actor=actor, entries=good, today=TODAY) == []


class TestPeriods:
    def test_a_closed_period_takes_no_reading_until_it_is_reopened(self, boardroom: Boardroom) -> None:
        actor = boardroom.cast.st_officer.actor
        made = periods.lock(actor=actor, period=f"{YEAR}-Q3", today=TODAY)
        assert refused(boardroom) == "period_closed"
        assert enter(boardroom, span=Q2).value == 3
        with pytest.raises(Invalid):
            periods.reopen(actor=actor, lock_id=made.pk, reason=" ")
        periods.reopen(actor=actor, lock_id=made.pk, reason="财务决算调整")
        assert enter(boardroom).value == 3
        assert [act.act for act in Act.objects.filter(act__startswith="strategy.period").order_by("seq")] == [
            "strategy.period.closed",
            "strategy.period.reopened",
        ]

    @pytest.mark.parametrize(
        ("period", "code"), [("Q3", "strategy.not_a_period_code"), ("2026-13", "strategy.not_a_period_code")]
    )
    def test_it_refuses_what_is_no_period(self, boardroom: Boardroom, period: str, code: str) -> None:
        with pytest.raises(Invalid) as problem:
            periods.lock(actor=boardroom.cast.st_officer.actor, period=period, today=TODAY)
        assert problem.value.fields["period"][0].code == code

    def test_it_refuses_a_period_that_is_not_over_or_closed_already(self, boardroom: Boardroom) -> None:
        actor = boardroom.cast.st_officer.actor
        with pytest.raises(Refused, match="period_not_over"):
            periods.lock(actor=actor, period=f"{YEAR}-Q4", today=TODAY)
        periods.lock(actor=actor, period=f"{YEAR}-H1", today=TODAY)
        with pytest.raises(Refused, match="period_closed"):
            periods.lock(actor=actor, period=f"{YEAR}-Q2", today=TODAY)

    @pytest.mark.parametrize("who", ["manager_a", "auditor", "stranger"])
    def test_only_the_office_of_the_group_closes_periods(self, boardroom: Boardroom, who: str) -> None:
        lock = PeriodLock.objects.create(group=boardroom.cast.group, starts_on=Q1[0], ends_on=Q1[1])
        actor = boardroom.cast.members[who].actor
        with pytest.raises(Refused):
            periods.reopen(actor=actor, lock_id=lock.pk, reason="x")
        lock.refresh_from_db()
        assert lock.reopened_at is None


class TestTyping:
    @pytest.mark.parametrize(
        ("text", "fen"),
        [
            ("12.5", 12_500_000),
            ("1,234.56", 1_234_560_000),
            ("1,234.56 万元", 1_234_560_000),
            ("3 亿元", 30_000_000_000),
            ("88.88元", 8888),
            ("-2", -2_000_000),
            ("0.000001", 1),
        ],
    )
    def test_money_is_ten_thousand_yuan_unless_it_says_otherwise(self, text: str, fen: int) -> None:
        assert entering.number(Quantity(kind="money", name_zh="研发投入"), text) == fen

    @pytest.mark.parametrize(
        ("kind", "measure", "text", "code"),
        [
            ("money", "", "3 吨", "strategy.unit_mismatch"),
            ("money", "", "0.0000001", "strategy.not_whole"),
            ("count", "件", "3 吨", "strategy.unit_mismatch"),
            ("count", "件", "3.5 件", "strategy.not_whole"),
            ("physical", "吨", "3 %", "strategy.typed_ratio"),
            ("physical", "吨", "三吨", "strategy.not_a_number"),
            ("physical", "吨", "1.2.3", "strategy.not_a_number"),
            ("count", "件", "9" * 30, "strategy.not_a_number"),
            ("yes_no", "", "也许", "strategy.not_yes_or_no"),
        ],
    )
    def test_it_refuses_what_does_not_fit_the_measure(self, kind: str, measure: str, text: str, code: str) -> None:
        with pytest.raises(Refused) as problem:
            entering.number(Quantity(kind=kind, unit_of_measure=measure, name_zh="量"), text)
        assert problem.value.reason.code == code

    def test_names_are_parted_and_each_counts_once(self) -> None:
        assert entering.names("铝国重；镁中心、铝国重\n 材料院 ") == ("铝国重", "镁中心", "材料院")
