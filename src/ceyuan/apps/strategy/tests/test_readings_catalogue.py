"""The catalogue of quantities and indicators, and quantities that records answer."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from ceyuan.apps.audit.models import Act
from ceyuan.apps.projects.models import ProjectChange, Result
from ceyuan.apps.projects.tests.portfolio import Portfolio
from ceyuan.apps.strategy.models import Kpi, Quantity, Reading, Standing
from ceyuan.apps.strategy.services import computing, kpis
from ceyuan.core.kernel import Invalid, Refused

from .boardroom import YEAR, Boardroom

FACTS = {"name_zh": "新产品销售收入", "kind": "money", "over_time": "sum", "frequency": "quarter"}
INDICATOR = {"name_zh": "新产品销售占比", "roll_up": "ratio", "direction": "at_least", "scale": 100, "valid_from": YEAR}


def codes(problem: pytest.ExceptionInfo[Invalid]) -> dict[str, str]:
    return {name: reasons[0].code.removeprefix("strategy.") for name, reasons in problem.value.fields.items()}


def test_a_quantity_is_added_changed_and_told_in_acts(boardroom: Boardroom) -> None:
    actor = boardroom.cast.st_officer.actor
    kpis.save_quantity(actor=actor, code="NPS", facts=FACTS)
    made = kpis.save_quantity(actor=actor, code="NPS", facts={"due_days": 20})
    assert (made.kind, made.due_days) == ("money", 20)
    acts = [(act.act, act.after.get("due_days")) for act in Act.objects.order_by("seq")]
    assert acts == [("strategy.quantity.added", 15), ("strategy.quantity.changed", 20)]


@pytest.mark.parametrize("measure", ["%", "‰", "％"])
@pytest.mark.parametrize("kind", ["physical", "count"])
def test_it_refuses_a_ratio_that_somebody_would_type(boardroom: Boardroom, kind: str, measure: str) -> None:
    with pytest.raises(Refused, match="typed_ratio"):
        kpis.save_quantity(
            actor=boardroom.cast.st_officer.actor, code="X", facts=FACTS | {"kind": kind, "unit_of_measure": measure}
        )
    assert not Quantity.objects.filter(code="X").exists()


def test_figures_keep_the_meaning_they_were_reported_with(boardroom: Boardroom) -> None:
    actor = boardroom.cast.st_officer.actor
    boardroom.reading("PAT", "A", 3)
    with pytest.raises(Refused, match="quantity_in_use"):
        kpis.save_quantity(actor=actor, code="PAT", facts={"over_time": "last"})
    boardroom.target("PAT", "A", 3)
    with pytest.raises(Refused, match="kpi_in_use"):
        kpis.save_kpi(actor=actor, code="PAT", numerator="PAT", facts={"direction": "at_most"})
    kpis.save_kpi(actor=actor, code="PAT", numerator="PAT", assessor="T", facts={"name_zh": "授权发明专利"})
    assert Kpi.objects.get(code="PAT").name_zh == "授权发明专利"


def test_a_ratio_is_made_of_two_quantities(boardroom: Boardroom) -> None:
    actor = boardroom.cast.st_officer.actor
    kpis.save_quantity(actor=actor, code="NPS", facts=FACTS)
    made = kpis.save_kpi(actor=actor, code="NPR", numerator="NPS", denominator="REV", assessor="T", facts=INDICATOR)
    assert (str(made.numerator), str(made.denominator), made.scale) == ("新产品销售收入", "营业收入", 100)


@pytest.mark.parametrize(
    ("given", "faults"),
    [
        ({"denominator": ""}, {"denominator": "denominator_missing"}),
        ({"denominator": "NOPE"}, {"denominator": "unknown_quantity"}),
        ({"numerator": "LAB"}, {"roll_up": "roll_up_does_not_fit"}),
        ({"assessor": "X1"}, {"assessor": "no_such_unit"}),
        ({"facts": INDICATOR | {"valid_to": YEAR - 1}}, {"valid_to": "valid_years"}),
        ({"facts": INDICATOR | {"roll_up": "sum"}}, {"denominator": "denominator_without_use"}),
    ],
)
def test_an_indicator_that_cannot_be_computed_is_refused(
    boardroom: Boardroom, given: dict[str, Any], faults: dict[str, str]
) -> None:
    wish = {"numerator": "RD", "denominator": "REV", "facts": INDICATOR} | given
    with pytest.raises(Invalid) as problem:
        kpis.save_kpi(actor=boardroom.cast.st_officer.actor, code="NEW", **wish)
    assert codes(problem) == faults
    assert not Kpi.objects.filter(code="NEW").exists()


@pytest.mark.parametrize("who", ["manager_a", "auditor", "member_a", "stranger"])
def test_the_catalogue_belongs_to_the_group(boardroom: Boardroom, who: str) -> None:
    actor = boardroom.cast.members[who].actor
    if who == "stranger":
        kpis.save_quantity(actor=actor, code="RD", facts=FACTS)
        assert Quantity.objects.get(group=boardroom.cast.group, code="RD").name_zh == "研发投入"
        return
    with pytest.raises(Refused, match="catalogue_of_the_group"):
        kpis.save_quantity(actor=actor, code="NEW", facts=FACTS)


class TestComputed:
    def quantity(self, room: Boardroom, code: str, source: str, **facts: Any) -> None:
        named = {"name_zh": source, "kind": "count", "over_time": "sum", "frequency": "year", "computed_by": source}
        kpis.save_quantity(actor=room.cast.st_officer.actor, code=code, facts=named | facts)

    def fill(self, room: Boardroom, code: str, year: int) -> computing.Filled:
        return computing.compute(
            actor=room.cast.st_officer.actor, quantity_code=code, period=str(year), today=date(YEAR, 10, 10)
        )

    def values(self, code: str) -> dict[str, Any]:
        rows = Reading.objects.filter(quantity__code=code, is_current=True).select_related("unit")
        return {row.unit.code: row.value if row.value is not None else row.keys for row in rows}

    def test_projects_begun_count_for_the_unit_that_leads_them(
        self, boardroom: Boardroom, portfolio: Portfolio
    ) -> None:
        self.quantity(boardroom, "BEG", "projects.started")
        assert self.fill(boardroom, "BEG", 2024) == computing.Filled(1, 0, 0)
        assert self.values("BEG") == {"A1": 2}
        reading = Reading.objects.get(quantity__code="BEG")
        assert reading.is_computed
        assert "KY-1" in reading.evidence

    def test_a_second_time_only_what_records_changed_is_corrected(
        self, boardroom: Boardroom, portfolio: Portfolio
    ) -> None:
        self.quantity(boardroom, "BEG", "projects.started")
        kpis.save_kpi(
            actor=boardroom.cast.st_officer.actor,
            code="BEG",
            numerator="BEG",
            facts={"name_zh": "新开项目", "roll_up": "sum", "valid_from": 2020},
        )
        self.fill(boardroom, "BEG", 2024)
        portfolio.project("KY-4", programme="P11", parts=[("B1", 5)])
        assert self.fill(boardroom, "BEG", 2024) == computing.Filled(1, 0, 1)
        portfolio.project("KY-5", programme="P11", parts=[("B1", 5)])
        assert self.fill(boardroom, "BEG", 2024) == computing.Filled(0, 1, 1)
        assert self.values("BEG") == {"A1": 2, "B1": 2}
        assert Standing.objects.get(kpi__code="BEG", unit=boardroom.cast.units["T"]).value == 4

    def test_money_counts_for_the_units_that_receive_it(self, boardroom: Boardroom, portfolio: Portfolio) -> None:
        self.quantity(boardroom, "GRA", "projects.granted", kind="money")
        self.fill(boardroom, "GRA", 2024)
        assert self.values("GRA") == {"A1": 130_00, "B1": 50_00, "A": 20_00}

    def test_an_acceptance_counts_in_the_year_of_the_step(self, boardroom: Boardroom, portfolio: Portfolio) -> None:
        done = portfolio.project("KY-9", programme="P11", parts=[("B1", 5)], state="passed", ends_on=date(2024, 12, 31))
        portfolio.project("KY-8", programme="P11", parts=[("A1", 5)], state="archived", ends_on=date(2024, 6, 30))
        ProjectChange.objects.create(
            project=done,
            at="2025-03-01T00:00:00Z",
            as_of=date(2025, 3, 1),
            subject="project",
            field="state",
            new="passed",
        )
        self.quantity(boardroom, "ACC", "projects.accepted")
        self.fill(boardroom, "ACC", 2024)
        self.fill(boardroom, "ACC", 2025)
        rows = Reading.objects.filter(quantity__code="ACC").order_by("starts_on")
        assert [(row.unit.code, row.starts_on.year, row.value) for row in rows] == [
            ("A1", 2024, Decimal(1)),
            ("B1", 2025, Decimal(1)),
        ]

    def test_a_patent_that_two_projects_claim_counts_once(self, boardroom: Boardroom, portfolio: Portfolio) -> None:
        for code, key in (("KY-1", "a"), ("KY-3", "b")):
            Result.objects.create(
                group=boardroom.cast.group,
                project=portfolio.projects[code],
                source_key=key,
                kind="patent",
                year=2024,
                identifier="KY-PA-2024-00001",
            )
        self.quantity(boardroom, "PTS", "projects.patents", kind="keys")
        kpis.save_kpi(
            actor=boardroom.cast.st_officer.actor,
            code="PTS",
            numerator="PTS",
            facts={"name_zh": "项目专利", "roll_up": "distinct", "valid_from": 2020},
        )
        self.fill(boardroom, "PTS", 2024)
        assert Standing.objects.get(kpi__code="PTS", unit=boardroom.cast.units["T"]).value == 1

    def test_it_refuses_a_rhythm_that_the_records_cannot_tell_apart(self, boardroom: Boardroom) -> None:
        with pytest.raises(Invalid) as problem:
            self.quantity(boardroom, "PTS", "projects.patents", kind="keys", frequency="quarter")
        assert codes(problem) == {"computed_by": "no_such_source"}

    def test_only_whoever_reports_for_the_whole_group_computes(self, boardroom: Boardroom) -> None:
        self.quantity(boardroom, "BEG", "projects.started")
        with pytest.raises(Refused, match="periods_of_the_group"):
            computing.compute(actor=boardroom.cast.manager_a.actor, quantity_code="BEG", period="2024")
