"""What the database refuses, whoever asks."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from ceyuan.apps.strategy.models import (
    Clause,
    Letter,
    LetterSignature,
    MeasureUptake,
    PeriodLock,
    Reading,
    Target,
    TargetChange,
    TargetMove,
)
from ceyuan.apps.workflow.interface import adopting

from .boardroom import YEAR, Boardroom


def refused(code: str) -> Any:
    return pytest.raises(IntegrityError, match=code)


def to_state(row: Any, state: str) -> None:
    with transaction.atomic(), adopting():
        type(row).objects.filter(pk=row.pk).update(state=state)


def change(target: Target, value: int, state: str) -> TargetChange:
    return TargetChange.objects.create(
        target=target,
        old_value=target.value,
        new_value=value,
        is_lowering=True,
        grounds="停产检修",
        workflow="target_change",
        workflow_version=1,
        state=state,
    )


def test_it_refuses_a_target_below_its_source(boardroom: Boardroom) -> None:
    source = boardroom.target("PAT", "A", 40, plan="five_year", state="in_force")
    low = boardroom.target("PAT", "A", 30, source=source, state="countered")
    with refused("strategy.target_lowered"):
        to_state(low, "agreed")


def test_it_refuses_a_loss_above_its_source(boardroom: Boardroom) -> None:
    source = boardroom.target("LOSS", "A", 40, plan="five_year", state="in_force")
    with refused("strategy.target_lowered"):
        boardroom.target("LOSS", "A", 41, source=source, state="in_force")


@pytest.mark.parametrize(("state", "stands"), [("requested", False), ("refused", False), ("approved", True)])
def test_only_an_approved_change_moves_a_target_in_force(boardroom: Boardroom, state: str, *, stands: bool) -> None:
    target = boardroom.target("PAT", "A", 40, state="in_force")
    asked = change(target, 30, state)
    if stands:
        Target.objects.filter(pk=target.pk).update(value=30, change=asked)
    else:
        with refused("strategy.target_agreed"), transaction.atomic():
            Target.objects.filter(pk=target.pk).update(value=30, change=asked)
    target.refresh_from_db()
    assert target.value == (30 if stands else 40)


def test_an_approved_change_of_another_value_helps_nothing(boardroom: Boardroom) -> None:
    target = boardroom.target("PAT", "A", 40, state="in_force")
    asked = change(target, 30, "approved")
    with refused("strategy.target_agreed"):
        Target.objects.filter(pk=target.pk).update(value=20, change=asked)


def test_it_refuses_to_raise_a_source_over_the_heads_of_those_who_carry_it(boardroom: Boardroom) -> None:
    source = boardroom.target("PAT", "A", 40, plan="five_year", state="in_force")
    boardroom.target("PAT", "A", 40, source=source, state="in_force")
    asked = change(source, 50, "approved")
    with refused("strategy.source_raised"):
        Target.objects.filter(pk=source.pk).update(value=50, change=asked)


def test_it_refuses_a_share_that_would_run_in_a_circle(boardroom: Boardroom) -> None:
    below = boardroom.target("PAT", "A1", 10)
    with refused("strategy.cyclic_link"):
        boardroom.target("PAT", "A", 40, parent=below)


def test_it_refuses_a_source_from_a_plan_that_is_not_carried_out(boardroom: Boardroom) -> None:
    other = boardroom.target("PAT", "B", 40)
    with refused("strategy.cyclic_link"):
        boardroom.target("PAT", "A", 40, source=other)


def test_it_refuses_a_state_written_by_hand(boardroom: Boardroom) -> None:
    target = boardroom.target("PAT", "A", 40)
    with refused("workflow.only_writer"):
        Target.objects.filter(pk=target.pk).update(state="in_force")


def test_it_refuses_to_change_what_was_moved(boardroom: Boardroom) -> None:
    target = boardroom.target("PAT", "A", 40)
    TargetMove.objects.create(target=target, number=1, kind="proposal", side="upper", value=40)
    with refused("strategy.append_only"):
        TargetMove.objects.filter(target=target).update(value=30)


def test_it_refuses_a_clause_in_a_plan_in_force(boardroom: Boardroom) -> None:
    with refused("strategy.version_frozen"):
        Clause.objects.create(version=boardroom.versions["annual"], position=1, text_zh="新条款")


def test_it_refuses_a_reading_of_a_closed_period(boardroom: Boardroom) -> None:
    PeriodLock.objects.create(group=boardroom.cast.group, starts_on=date(YEAR, 1, 1), ends_on=date(YEAR, 3, 31))
    with refused("strategy.period_closed"):
        boardroom.reading("PAT", "A", 3, quarter=1)


def test_a_reading_is_never_rewritten(boardroom: Boardroom) -> None:
    made = boardroom.reading("PAT", "A", 3)
    with refused("strategy.append_only"):
        Reading.objects.filter(pk=made.pk).update(value=4)


@pytest.mark.parametrize(
    ("quantity", "value", "code"), [("PAT", "2.5", "strategy.not_whole"), ("LAB", "3", "strategy.keys_not_a_number")]
)
def test_it_refuses_what_does_not_fit_the_quantity(boardroom: Boardroom, quantity: str, value: str, code: str) -> None:
    with refused(code):
        boardroom.reading(quantity, "A", value)


def test_it_refuses_a_reading_without_the_evidence_it_needs(boardroom: Boardroom) -> None:
    quantity = boardroom.quantities["PAT"]
    quantity.needs_evidence = True
    quantity.save()
    with refused("strategy.evidence_missing"):
        boardroom.reading("PAT", "A", 3)


def letter(room: Boardroom, state: str) -> Letter:
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


def test_a_signed_letter_does_not_change(boardroom: Boardroom) -> None:
    made = letter(boardroom, "signed_below")
    with refused("strategy.letter_frozen"):
        Letter.objects.filter(pk=made.pk).update(content={"lines": ["something else"]})


def test_a_signature_is_under_the_fingerprint_of_the_letter(boardroom: Boardroom) -> None:
    made = letter(boardroom, "offered")
    with refused("strategy.letter_changed"):
        LetterSignature.objects.create(
            letter=made,
            side="lower",
            person=boardroom.leader_a.person,
            person_name="李",
            post="一把手",
            sha256="b" * 64,
        )


def test_no_measure_has_landed_without_beneficiaries(boardroom: Boardroom) -> None:
    from ceyuan.apps.strategy.models import Measure, Policy

    group, unit = boardroom.cast.group, boardroom.cast.units["A"]
    policy = Policy.objects.create(
        group=group, unit=boardroom.cast.units["T"], document_number="1", title_zh="意见", issued_on=date(YEAR, 1, 1)
    )
    measure = Measure.objects.create(policy=policy, position=1, number="1", theme="talent", title_zh="一", ceiling=50)
    facts = {"group": group, "measure": measure, "unit": unit, "workflow": "uptake", "workflow_version": 1}
    with refused("uptake_landed_has_beneficiaries"), transaction.atomic():
        MeasureUptake.objects.create(**facts, state="landed", evidence="文件")
    with refused("strategy.outside_bounds"), transaction.atomic():
        MeasureUptake.objects.create(**facts, state="issued", own_value=60)


@pytest.mark.django_db
def test_every_table_with_a_state_is_guarded() -> None:
    from django.apps import apps

    from ceyuan.apps.workflow.stateful import Stateful

    tables = {m._meta.db_table for m in apps.get_app_config("strategy").get_models() if issubclass(m, Stateful)}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
            "JOIN pg_proc p ON p.oid = t.tgfoid WHERE p.proname = 'ceyuan_state_guard'"
        )
        assert tables <= {row[0] for row in cursor.fetchall()}
