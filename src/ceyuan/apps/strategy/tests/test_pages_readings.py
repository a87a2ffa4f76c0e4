"""Pages of readings, indicators and scores: both languages, within reach, and what they do."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from ceyuan.apps.strategy import periods
from ceyuan.apps.strategy.models import Kpi, PeriodLock, Quantity, Reading, ScoreAdjustment
from ceyuan.apps.strategy.selectors import bowling, reading_gaps
from ceyuan.apps.strategy.services import standings

from .boardroom import YEAR, Boardroom

LAST = next(
    one
    for one in reversed([*periods.spans("quarter", YEAR - 1), *periods.spans("quarter", YEAR)])
    if one.ends_on < timezone.localdate()
)


def client_of(room: Boardroom, who: str, language: str = "zh-hans") -> Client:
    member = room.leaders.get(who) or room.cast.members[who]
    client = member.client()
    client.cookies["django_language"] = language
    return client


@pytest.fixture
def busy(boardroom: Boardroom) -> Boardroom:
    """A and B report patents in the first quarter; A has a target and a bonus that waits."""
    boardroom.target("PAT", "A", 40, state="in_force", weight_ppm=1_000_000, baseline=10, basic=20, challenge=60)
    boardroom.reading("PAT", "A", 30)
    boardroom.reading("PAT", "B", 5, is_late=True, person_name="曹主管")
    boardroom.reading("RD", "A", 500_000_000)
    boardroom.reading("REV", "A", 10_000_000_000)
    boardroom.reading("LAB", "A", None, keys=["铝国重", "<b>镁中心</b>"])
    ScoreAdjustment.objects.create(
        group=boardroom.cast.group,
        unit=boardroom.cast.units["A"],
        year=YEAR,
        points=3,
        title="获批国家级平台",
        evidence="国科发基12号",
        entered_by=boardroom.cast.st_officer.account,
    )
    standings.rebuild(group_id=boardroom.cast.group.pk)
    return boardroom


def paths(room: Boardroom) -> list[str]:
    reading = Reading.objects.filter(quantity__code="LAB").get()
    return [
        "/strategy/kpis/",
        f"/strategy/kpis/?year={YEAR}&gate=no&q=研发",
        f"/strategy/kpis/INT/?year={YEAR}",
        "/strategy/quantities/",
        "/strategy/readings/",
        f"/strategy/readings/?unit=A&period={YEAR}-Q1",
        "/strategy/readings/all/",
        f"/strategy/readings/all/?which=late&year={YEAR}&unit=B&sort=unit",
        f"/strategy/readings/{reading.pk}/",
        "/strategy/readings/missing/",
        "/strategy/readings/quality/",
        f"/strategy/readings/periods/?year={YEAR}",
        "/strategy/scores/",
        f"/strategy/scores/?year={YEAR}&kind=strategic_unit&sort=-place",
        f"/strategy/scores/A/{YEAR}/",
        f"/strategy/standings/INT/T/{YEAR}/",
        f"/strategy/standings/PAT/A/{YEAR}/",
        f"/strategy/standings/LAB/T/{YEAR}/",
        f"/strategy/standings/PAT/B1/{YEAR - 1}/",
    ]


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("who", ["st_officer", "auditor", "chair"])
def test_every_page_opens_in_both_languages(busy: Boardroom, who: str, language: str) -> None:
    client = client_of(busy, who, language)
    for path in paths(busy):
        response = client.get(path)
        assert response.status_code == 200, path
        text = response.content.decode()
        assert "strategy." not in text.split("<main")[1].replace("strategy.css", ""), path
        assert "indicators." not in text, path
        assert "<b>镁中心" not in text, path


@pytest.mark.parametrize("path", ["kpis/new", "quantities/new", "readings/import"])
def test_the_offices_get_the_forms_and_others_do_not(busy: Boardroom, path: str) -> None:
    assert client_of(busy, "st_officer").get(f"/strategy/{path}").status_code == 200
    assert client_of(busy, "auditor").get(f"/strategy/{path}").status_code == 403
    assert client_of(busy, "st_officer").get("/strategy/kpis/INT/edit").status_code == 200


def test_figures_of_other_units_are_not_to_be_found(busy: Boardroom) -> None:
    client = client_of(busy, "manager_b")
    reading = Reading.objects.get(quantity__code="RD")
    for path in (
        f"/strategy/readings/{reading.pk}/",
        f"/strategy/scores/A/{YEAR}/",
        f"/strategy/standings/PAT/A/{YEAR}/",
        "/strategy/readings/?unit=A",
        f"/strategy/standings/NOPE/B/{YEAR}/",
    ):
        assert client.get(path).status_code == 404, path
    listed = client.get("/strategy/readings/all/").content.decode()
    assert "曹主管" in listed
    assert "研发投入" not in listed.split("<main")[1].split('id="rows"')[1]
    assert client_of(busy, "member_a").get("/strategy/readings/").status_code == 403
    assert Client().get("/strategy/scores/").status_code == 302


def sheet(room: Boardroom, who: str = "manager_a", **given: str) -> Any:
    data = {"unit": "A", "period": LAST.code} | {name.replace("__", "-"): value for name, value in given.items()}
    return client_of(room, who).post("/strategy/readings/", data)


def test_the_sheet_saves_what_was_typed_in_the_measure_of_the_page(busy: Boardroom) -> None:
    response = sheet(busy, value__RD="12.5", value__LAB="铝国重\n镁中心", value__PAT="", seen__RD="0", seen__LAB="0")
    assert response.status_code == 302
    made = {row.quantity.code: row for row in Reading.objects.filter(ends_on=LAST.ends_on).select_related("quantity")}
    assert made["RD"].value == 12_500_000
    assert made["LAB"].keys == ["铝国重", "镁中心"]
    assert "PAT" not in made


def test_a_mistake_comes_back_with_all_that_was_typed_and_nothing_is_saved(busy: Boardroom) -> None:
    before = Reading.objects.count()
    response = sheet(busy, value__RD="12.5", value__PAT="2.5", value__REV="一百")
    text = response.content.decode()
    assert response.status_code == 422
    assert 'value="12.5"' in text
    assert 'value="一百"' in text
    assert "不是数字" in text
    assert Reading.objects.count() == before


def test_a_correction_on_the_sheet_needs_a_reason_and_keeps_the_first(busy: Boardroom) -> None:
    sheet(busy, value__PAT="3", seen__PAT="0")
    first = Reading.objects.get(quantity__code="PAT", ends_on=LAST.ends_on)
    assert sheet(busy, value__PAT="4", seen__PAT=str(first.pk)).status_code == 422
    response = sheet(busy, value__PAT="4", seen__PAT=str(first.pk), reason__PAT="漏报一件")
    assert response.status_code == 302
    page = client_of(busy, "manager_a").get(f"/strategy/readings/{first.pk}/").content.decode()
    assert "漏报一件" in page
    stale = sheet(busy, value__PAT="9", seen__PAT=str(first.pk), reason__PAT="再改")
    assert stale.status_code == 422
    assert "白主管" in stale.content.decode()


def test_a_period_is_closed_and_reopened_on_its_page(busy: Boardroom) -> None:
    client = client_of(busy, "st_officer")
    client.post("/strategy/readings/periods/", {"period": LAST.code, "act": "lock"})
    lock = PeriodLock.objects.get()
    assert "已关账" in client.get(f"/strategy/readings/?unit=A&period={LAST.code}").content.decode()
    assert client.post(f"/strategy/readings/periods/{lock.pk}/reopen", {"reason": ""}).status_code == 422
    assert client.post(f"/strategy/readings/periods/{lock.pk}/reopen", {"reason": "决算调整"}).status_code == 302
    lock.refresh_from_db()
    assert lock.reopened_at is not None


def test_pasted_lines_are_looked_at_and_then_taken(busy: Boardroom) -> None:
    client = client_of(busy, "manager_a")
    text = f"单位\t基础量\t报告期\t数值\nA\tPAT\t{LAST.code}\t8\nB\tPAT\t{LAST.code}\t1"
    shown = client.post("/strategy/readings/import", {"text": text}).content.decode()
    assert "共读取 2 行" in shown
    assert not Reading.objects.filter(ends_on=LAST.ends_on).exists()
    taken = client.post("/strategy/readings/import", {"text": text, "act": "take"})
    assert taken.status_code == 200
    assert Reading.objects.get(ends_on=LAST.ends_on).value == 8


def test_indicators_and_quantities_are_made_on_their_pages(busy: Boardroom) -> None:
    client = client_of(busy, "st_officer")
    quantity = {
        "code": "NPS",
        "name_zh": "新产品销售收入",
        "kind": "money",
        "over_time": "sum",
        "frequency": "quarter",
        "reported_by": "st_manager",
        "due_days": "15",
    }
    assert client.post("/strategy/quantities/new", quantity).status_code == 302
    wrong = client.post("/strategy/quantities/new", quantity | {"code": "X", "kind": "count", "unit_of_measure": "%"})
    assert wrong.status_code == 422
    assert not Quantity.objects.filter(code="X").exists()
    kpi = {
        "code": "NPR",
        "name_zh": "新产品销售占比",
        "roll_up": "ratio",
        "numerator": "NPS",
        "denominator": "REV",
        "direction": "at_least",
        "scale": "100",
        "decimals": "2",
        "valid_from": str(YEAR),
        "position": "9",
    }
    assert client.post("/strategy/kpis/new", kpi | {"denominator": ""}).status_code == 422
    assert client.post("/strategy/kpis/new", kpi).status_code == 302
    assert client.post("/strategy/kpis/NPR/edit", kpi | {"code": "OTHER", "name_zh": "新品占比"}).status_code == 302
    assert Kpi.objects.get(code="NPR").name_zh == "新品占比"


def test_a_bonus_is_entered_by_one_and_confirmed_by_another(busy: Boardroom) -> None:
    waiting = ScoreAdjustment.objects.get()
    url = f"/strategy/scores/adjustments/{waiting.pk}/confirm"
    desk = client_of(busy, "auditor").get("/start").content.decode()
    assert "获批国家级平台" in desk
    assert client_of(busy, "auditor").get(url).status_code == 200
    assert client_of(busy, "auditor").post(url).status_code == 302
    waiting.refresh_from_db()
    assert waiting.confirmed_at is not None
    adjust = f"/strategy/scores/A/{YEAR}/adjust"
    given = {"points": "-2", "title": "考核数据迟报", "evidence": "通报3号"}
    assert client_of(busy, "st_officer").post(adjust, given).status_code == 302
    assert client_of(busy, "manager_a").get(adjust).status_code == 404


class TestGaps:
    def test_who_reported_once_owes_every_period_that_is_over(self, busy: Boardroom) -> None:
        actor = busy.cast.st_officer.actor
        found = reading_gaps.owed(actor, YEAR, date(YEAR, 7, 20))
        assert {
            (row.unit.code, row.quantity.code, row.span.code, row.days) for row in found if row.unit.code == "B"
        } == {("B", "PAT", f"{YEAR}-Q2", 5)}
        assert {row.unit.code for row in reading_gaps.owed(busy.cast.manager_b.actor, YEAR, date(YEAR, 7, 20))} == {"B"}

    def test_a_holder_of_a_target_owes_although_it_never_reported(self, busy: Boardroom) -> None:
        busy.target("LOSS", "B", 100, state="in_force")
        found = reading_gaps.owed(busy.cast.st_officer.actor, YEAR, date(YEAR, 4, 2))
        assert [(row.unit.code, row.quantity.code, row.days) for row in found] == [("B", "LOSS", -13)]

    def test_quality_counts_late_and_missing(self, busy: Boardroom) -> None:
        rows = {row.unit.code: row for row in reading_gaps.quality(busy.cast.st_officer.actor, YEAR, date(YEAR, 7, 20))}
        assert (rows["B"].late, rows["B"].owed, rows["B"].percent) == (1, 1, 0)
        assert (rows["A"].in_time, rows["A"].owed) == (4, 4)

    def test_only_whoever_reports_is_reminded(self, busy: Boardroom) -> None:
        today = date(YEAR, 7, 20)
        assert {row.unit.code for row in reading_gaps.due_for(busy.cast.manager_a.actor, today, 50)} == {"A"}
        assert reading_gaps.due_for(busy.cast.auditor.actor, today, 50) == []


def test_the_bowling_chart_shows_where_the_plan_was_held(busy: Boardroom) -> None:
    busy.reading("PAT", "A1", 1, quarter=2)
    target = busy.targets[0]
    frames = bowling.frames(busy.cast.st_officer.actor, busy.kpis["PAT"], busy.cast.units["A"].path, target, YEAR)
    told: list[tuple[Any, Any, bool | None]] = [(one.plan, one.actual, one.met) for one in frames]
    assert told == [
        (10, 30, True),
        (20, 31, True),
        (30, None, None),
        (40, None, None),
    ]
    ratio = bowling.frames(busy.cast.st_officer.actor, busy.kpis["INT"], busy.cast.units["T"].path, None, YEAR)
    assert [one.actual for one in ratio] == [5, None, None, None]
