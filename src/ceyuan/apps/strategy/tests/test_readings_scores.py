"""Score cards: what a target is worth, what limits it, and the score that is written once."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from ceyuan.apps.audit.models import Act
from ceyuan.apps.strategy.models import Kpi, Letter, ScoreAdjustment
from ceyuan.apps.strategy.selectors import scores
from ceyuan.apps.strategy.services import adjustments, standings
from ceyuan.apps.strategy.services import scores as judging
from ceyuan.apps.workflow.interface import adopting
from ceyuan.core.kernel import Invalid, Refused

from .boardroom import YEAR, Boardroom

LEVELS: dict[str, Any] = {"baseline": 20, "basic": 30, "challenge": 60}


def put(room: Boardroom, quantity: str, unit: str, value: Any) -> None:
    room.reading(quantity, unit, value)
    standings.refresh(
        group_id=room.cast.group.pk,
        quantity_ids=[room.quantities[quantity].pk],
        year=YEAR,
        unit_id=room.cast.units[unit].pk,
    )


@pytest.fixture
def scored(boardroom: Boardroom) -> Boardroom:
    """A has PAT (60 %, four levels, 45 of 40 reached) and LOSS (40 %, no levels, 90 of at most 100)."""
    boardroom.target("PAT", "A", 40, state="in_force", weight_ppm=600_000, **LEVELS)
    boardroom.target("LOSS", "A", 100, state="in_force", weight_ppm=400_000)
    put(boardroom, "PAT", "A", 45)
    put(boardroom, "LOSS", "A", 90)
    return boardroom


def card_of(room: Boardroom, unit: str = "A") -> scores.Card:
    return scores.card(room.cast.st_officer.actor, room.cast.units[unit].pk, YEAR)


def test_points_come_from_the_curve_and_without_levels_from_completion(scored: Boardroom) -> None:
    found = card_of(scored)
    worth = {line.target.kpi.code: line.worth for line in found.lines}
    assert worth == {"PAT": Decimal("105.00"), "LOSS": Decimal("100.00")}
    assert found.score == Decimal("103.00")


def test_a_line_without_reading_counts_zero_and_is_named(boardroom: Boardroom) -> None:
    boardroom.target("PAT", "A", 40, state="in_force", weight_ppm=500_000)
    boardroom.target("LOSS", "A", 100, state="in_force", weight_ppm=500_000)
    put(boardroom, "PAT", "A", 40)
    found = card_of(boardroom)
    assert (found.score, found.unread) == (Decimal(50), 1)
    missing = next(line.missing for line in found.lines if line.target.kpi.code == "LOSS")
    assert missing is not None
    assert missing.code == "indicators.no_reading"


def test_a_missed_gate_limits_the_whole_score(scored: Boardroom) -> None:
    Kpi.objects.filter(code="LOSS").update(is_gate=True)
    assert (card_of(scored).score, card_of(scored).gates_missed) == (Decimal(103), 0)
    scored.reading("LOSS", "A", 20, quarter=2)
    standings.rebuild(group_id=scored.cast.group.pk)
    found = card_of(scored)
    assert (found.score, found.gates_missed) == (Decimal(60), 1)


def test_weights_that_are_not_whole_give_a_reason_and_no_score(boardroom: Boardroom) -> None:
    boardroom.target("PAT", "A", 40, state="in_force", weight_ppm=900_000)
    put(boardroom, "PAT", "A", 40)
    found = card_of(boardroom)
    assert found.score is None
    assert [fault.code for fault in found.faults] == ["indicators.weights_not_whole"]


def test_targets_that_are_not_agreed_are_not_scored(boardroom: Boardroom) -> None:
    boardroom.target("PAT", "A", 40, state="proposed", weight_ppm=1_000_000)
    assert [fault.code for fault in card_of(boardroom).faults] == ["strategy.no_agreed_targets"]


def test_the_ranking_puts_the_best_first_and_who_has_no_score_last(scored: Boardroom) -> None:
    scored.target("PAT", "B", 10, state="in_force", weight_ppm=1_000_000)
    put(scored, "PAT", "B", 5)
    scored.target("PAT", "A1", 10, state="in_force", weight_ppm=10)
    actor = scored.cast.st_officer.actor
    found = scores.ranking(actor, YEAR)
    assert [(rank.place, str(rank.unit), rank.card.score) for rank in found] == [
        (1, "甲分公司", Decimal(103)),
        (2, "乙分公司", Decimal(50)),
        (None, "甲一班组", None),
    ]
    assert [str(rank.unit) for rank in scores.ranking(actor, YEAR, "branch")] == ["甲一班组"]
    assert [str(rank.unit) for rank in scores.ranking(scored.cast.manager_b.actor, YEAR)] == ["乙分公司"]
    assert scores.ranking(scored.cast.stranger.actor, YEAR) == []


class TestAdjustments:
    def enter(self, room: Boardroom, points: str = "3", **given: Any) -> ScoreAdjustment:
        facts: dict[str, Any] = {"title": "获批国家级平台", "evidence": "国科发基〔2026〕12号", "year": YEAR} | given
        actor = facts.pop("actor", room.cast.st_officer.actor)
        return adjustments.adjust(actor=actor, unit_code="A", points=Decimal(points), **facts)

    def test_it_counts_once_another_confirms_it(self, scored: Boardroom) -> None:
        made = self.enter(scored)
        assert card_of(scored).score == Decimal(103)
        with pytest.raises(Refused, match="own_adjustment"):
            adjustments.confirm(actor=scored.cast.st_officer.actor, adjustment_id=made.pk)
        adjustments.confirm(actor=scored.cast.auditor.actor, adjustment_id=made.pk)
        assert card_of(scored).score == Decimal(106)
        with pytest.raises(Refused, match="already_confirmed"):
            adjustments.confirm(actor=scored.cast.auditor.actor, adjustment_id=made.pk)
        assert [act.act for act in Act.objects.order_by("seq")] == [
            "strategy.adjustment.entered",
            "strategy.adjustment.confirmed",
        ]

    def test_bonus_and_deduction_stop_at_their_caps(self, scored: Boardroom) -> None:
        for points in ("8", "7", "-4"):
            made = self.enter(scored, points)
            adjustments.confirm(actor=scored.cast.auditor.actor, adjustment_id=made.pk)
        assert card_of(scored).score == Decimal(109)

    @pytest.mark.parametrize(
        ("field", "facts"),
        [
            ("points", {"points": "0"}),
            ("points", {"points": "51"}),
            ("points", {"points": "1.005"}),
            ("title", {"title": " "}),
            ("evidence", {"evidence": ""}),
            ("year", {"year": YEAR + 1}),
        ],
    )
    def test_it_is_refused_beside_its_field(self, scored: Boardroom, field: str, facts: dict[str, Any]) -> None:
        with pytest.raises(Invalid) as problem:
            self.enter(scored, **facts)
        assert set(problem.value.fields) == {field}
        assert not ScoreAdjustment.objects.exists()

    def test_nobody_rewards_the_own_unit(self, scored: Boardroom) -> None:
        with pytest.raises(Refused, match="only_from_above"):
            self.enter(scored, actor=scored.cast.manager_a.actor)


class TestJudging:
    def letter(self, room: Boardroom, state: str = "in_force") -> Letter:
        return Letter.objects.create(
            group=room.cast.group,
            plan=room.annual,
            unit=room.cast.units["A"],
            upper_unit=room.cast.units["T"],
            year=YEAR,
            workflow="letter",
            workflow_version=1,
            state=state,
            content={"lines": []},
            sha256="a" * 64,
            offered_at=timezone.now(),
        )

    def test_the_score_is_written_once_and_stays_when_figures_change(self, scored: Boardroom) -> None:
        letter, after = self.letter(scored), date(YEAR + 1, 1, 5)
        judged = judging.judge(actor=scored.chair.actor, letter=letter, today=after)
        assert judged.score == Decimal(103)
        put(scored, "LOSS", "A1", 500)
        assert card_of(scored).score == Decimal(103)
        with pytest.raises(Refused, match="score_frozen"):
            judging.judge(actor=scored.chair.actor, letter=letter, today=after)
        with pytest.raises(Refused, match="score_frozen"):
            TestAdjustments().enter(scored)

    def test_it_is_judged_from_above_after_the_year_and_only_in_force(self, scored: Boardroom) -> None:
        letter, after = self.letter(scored), date(YEAR + 1, 1, 5)
        with pytest.raises(Refused, match="only_from_above"):
            judging.judge(actor=scored.leader_a.actor, letter=letter, today=after)
        with pytest.raises(Refused, match="year_not_over"):
            judging.judge(actor=scored.chair.actor, letter=letter, today=date(YEAR, 12, 31))
        with transaction.atomic(), adopting():
            Letter.objects.filter(pk=letter.pk).update(state="signed_below")
        with pytest.raises(Refused, match="letter_not_in_force"):
            judging.judge(actor=scored.chair.actor, letter=letter, today=after)
        letter.refresh_from_db()
        assert letter.score is None
