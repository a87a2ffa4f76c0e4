"""What is wrong in the demonstration's strategy on purpose: its pages find exactly that, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

import pytest

from ceyuan.apps.documents.interface import fingerprint
from ceyuan.apps.organisation.interface import Actor
from ceyuan.apps.strategy.demo import seeded
from ceyuan.apps.strategy.demo.scope import AS_OF, scope
from ceyuan.apps.strategy.models import Letter, Reading, Target, TargetMove
from ceyuan.apps.strategy.selectors import coverage as directions
from ceyuan.apps.strategy.selectors import (
    handovers,
    letters,
    measure_uptakes,
    reading_gaps,
    splits,
    supervision,
    target_lists,
    target_quality,
)
from ceyuan.apps.strategy.services import standings
from ceyuan.apps.strategy.tests.demonstrated import log_in
from ceyuan.core.kernel import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def as_of(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages are asked on the demonstration's own day, whatever day it is."""
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_args, **_named: AS_OF)


def named(targets: Iterable[Target]) -> list[tuple[str, str]]:
    """Indicator and unit of each target."""
    return sorted((one.kpi.code, one.unit.code) for one in targets)


def pairs(seeds: Iterable[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """The first two places of each."""
    return sorted(seed[:2] for seed in seeds)


class TestTargets:
    def test_seven_counter_proposals_for_2026_fall_below_the_plan(self, officer: Actor) -> None:
        found = list(target_lists.matching(officer, {"flaw": "lowered"}).select_related("kpi", "unit"))
        assert named(found) == pairs(seeded.COUNTERED_BELOW_SOURCE)
        assert {(one.year, one.state) for one in found} == {(2026, "countered")}

    def test_nobody_can_agree_to_one_of_them(self, officer: Actor) -> None:
        from ceyuan.apps.strategy.services import negotiation
        from ceyuan.apps.strategy.services.target_moves import Edit

        for target in target_lists.lowered(Target.objects.all()):
            with pytest.raises(Refused) as problem:
                negotiation.accept_counter(
                    actor=log_in("dongshizhang"), edits=[Edit(target.pk, target.revision)], into_reserve=True
                )
            assert problem.value.reason.code == "strategy.target_lowered"

    def test_two_targets_of_2025_were_lowered_by_an_approved_request(self, officer: Actor) -> None:
        found = target_lists.lowered_by_change(target_lists.matching(officer, {"year": 2025}))
        assert named(found.select_related("kpi", "unit")) == pairs(seeded.LOWERED_BY_CHANGE)

    def test_five_targets_cannot_be_assessed(self, officer: Actor) -> None:
        found = target_lists.matching(officer, {"flaw": "unassessable"}).select_related("kpi__numerator", "unit")
        assert named(found) == pairs(seeded.NOT_ASSESSABLE)
        lacking = {"assessor": "indicators.assessor_missing", "verdict_rule": "indicators.verdict_rule_missing"}
        told = {
            (one.kpi.code, one.unit.code): [reason.code for reason in target_quality.quality_of(one).assessable.reasons]
            for one in found
        }
        assert told == {seed[:2]: [lacking[seed[2]]] for seed in seeded.NOT_ASSESSABLE}

    def test_three_targets_of_2025_ask_for_less_than_the_own_pace(self, officer: Actor) -> None:
        found = target_lists.matching(officer, {"flaw": "unchallenging", "year": 2025}).select_related("kpi", "unit")
        annual = found.filter(plan__kind="annual")
        assert named(annual) == pairs(seeded.NOT_CHALLENGING)
        assert named(found.filter(plan__kind="five_year")) == named(annual), "they come from the plan"

    def test_no_target_of_the_years_before_does(self, officer: Actor) -> None:
        found = target_lists.matching(officer, {"flaw": "unchallenging"})
        assert not found.filter(year__lt=2025).exists()

    def test_every_split_closes_by_what_the_unit_above_stands_by(self, officer: Actor) -> None:
        heads = Target.objects.filter(shares__isnull=False).distinct().select_related("kpi", "unit")
        open_ones = [
            str(split.parent)
            for split in splits.splits(heads).values()
            if (closure := split.closure()) is None or not closure.closed
        ]
        assert open_ones == []
        assert heads.count() > 800

    def test_the_last_move_of_each_target_is_its_value(self, officer: Actor) -> None:
        last = TargetMove.objects.order_by("target", "-number").distinct("target")
        wrong = [move.target_id for move in last.select_related("target") if move.value != move.target.value]
        assert wrong == []

    def test_the_leaders_with_a_log_in_have_something_to_answer(self, officer: Actor) -> None:
        leader = target_lists.waiting(log_in("lingdao"))
        assert set(leader.values_list("state", flat=True)) == {"proposed", "countered"}
        chair = target_lists.waiting(log_in("dongshizhang"))
        assert set(chair.values_list("state", flat=True)) == {"countered"}


class TestReadings:
    def test_six_companies_owe_their_third_quarter(self, officer: Actor) -> None:
        found = reading_gaps.owed(officer, 2025, AS_OF)
        assert {row.unit.code for row in found} == set(seeded.SILENT)
        assert {row.span.code for row in found} == {"2025-Q3"}

    def test_fourteen_readings_came_late(self, officer: Actor) -> None:
        late = Reading.objects.filter(is_late=True, is_current=True).values_list(
            "unit__code", "quantity__code", "ends_on__quarter"
        )
        assert sorted(late) == sorted(seeded.LATE)
        assert sum(row.late for row in reading_gaps.quality(officer, 2025, AS_OF)) == len(seeded.LATE) == 14

    def test_nine_readings_were_corrected_with_a_reason(self, officer: Actor) -> None:
        found = Reading.objects.filter(supersedes__isnull=False)
        told = found.values_list("unit__code", "quantity__code", "ends_on__quarter", "reason")
        assert sorted(told) == sorted((*seed[:3], seed[4]) for seed in seeded.CORRECTED)
        assert sum(row.corrected for row in reading_gaps.quality(officer, 2025, AS_OF)) == len(seeded.CORRECTED) == 9

    def test_the_kept_standings_are_what_the_readings_give(self, officer: Actor) -> None:
        assert standings.differences(officer.group_id or 0) == []


class TestDirections:
    @pytest.mark.parametrize(
        ("kind", "codes"),
        [
            ("no_project", seeded.WITHOUT_PROJECT),
            ("no_money", seeded.WITHOUT_MONEY),
            ("standing_still", seeded.STANDING_STILL),
            ("no_owner", seeded.WITHOUT_OWNER),
            ("overdue", ()),
        ],
    )
    def test_the_coverage_finds_what_was_sown(self, officer: Actor, kind: str, codes: tuple[str, ...]) -> None:
        found = directions.coverage(officer, {}, today=AS_OF).of(kind)
        assert sorted(one.node.direction.code for one in found) == sorted(codes)


class TestMeasures:
    @pytest.mark.parametrize(
        ("kind", "seeds"),
        [
            ("overdue", seeded.OVERDUE_MEASURES),
            ("blocked", seeded.BLOCKED),
            ("outside_bounds", seeded.OUTSIDE_BOUNDS),
            ("not_felt", seeded.NOT_FELT),
        ],
    )
    def test_the_findings_are_what_was_sown(self, officer: Actor, kind: str, seeds: tuple[Any, ...]) -> None:
        found = [one.uptake for one in measure_uptakes.findings(officer, {}) if one.kind == kind]
        assert sorted((one.measure.number, one.unit.code) for one in found) == pairs(seeds)

    def test_twenty_measures_reach_eighty_units(self, officer: Actor) -> None:
        found = measure_uptakes.in_reach(officer)
        assert found.values("measure").distinct().count() == 20
        assert found.values("unit").distinct().count() == 80
        assert set(found.values_list("state", flat=True)) == {
            "not_started", "drafting", "issued", "landed", "effective", "blocked", "ended"
        }  # fmt: skip


class TestResponsibility:
    def test_three_letters_are_not_signed(self, officer: Actor) -> None:
        found = letters.letters(officer).filter(year=2025).exclude(state="in_force")
        assert sorted(found.values_list("unit__code", "state")) == sorted(seeded.UNSIGNED_LETTERS)
        assert letters.letters(officer).filter(year=2025).count() == 80

    def test_every_signed_letter_is_whole(self, officer: Actor) -> None:
        for letter in Letter.objects.filter(state="in_force").prefetch_related("signatures"):
            content = letter.content or {}
            assert fingerprint(content) == letter.sha256
            assert {one.side: one.sha256 for one in letter.signatures.all()} == {
                "upper": letter.sha256,
                "lower": letter.sha256,
            }
            assert sum(line["weight_ppm"] for line in content["lines"]) == 1_000_000

    def test_two_hand_overs_are_missing(self, officer: Actor) -> None:
        found = handovers.missing(officer)
        assert sorted(one.unit.code for one in found) == sorted(seeded.HAND_OVER_MISSING)
        own = {unit for unit, *_ in scope().changes("top_leader", date(2024, 1, 1))}
        made = set(handovers.handovers(officer).values_list("unit__code", flat=True))
        assert len(own & made) == 8

    def test_five_supervision_items_are_overdue(self, officer: Actor) -> None:
        late = [item for item in supervision.items(officer) if item.state == "open" and item.due_on < AS_OF]
        assert sorted(item.unit.code for item in late) == sorted(seeded.SUPERVISION_OVERDUE)
        pressing = {supervision.urgency(item, AS_OF) for item in late}
        assert pressing <= {"overdue", "escalated"}
        assert supervision.items(officer).count() == 24
