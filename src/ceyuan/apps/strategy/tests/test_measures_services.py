"""Policies, clauses, uptakes and their verification."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ceyuan.apps.audit.interface import of_subject
from ceyuan.apps.strategy.models import MeasureUptake
from ceyuan.apps.strategy.services import measure_clauses, measure_policies, measure_uptakes
from ceyuan.apps.strategy.services.measure_clauses import ClauseFacts
from ceyuan.apps.strategy.services.measure_policies import PolicyFacts
from ceyuan.apps.strategy.services.measure_uptakes import Particulars
from ceyuan.apps.strategy.workflows import UPTAKE_V1
from ceyuan.core.kernel.verdict import Invalid, Refused

from .measure_desk import Desk, desk

if TYPE_CHECKING:
    from .boardroom import Boardroom

pytestmark = pytest.mark.django_db
GOOD = Particulars(own_rule="甲分公司转化奖酬办法", own_value=Decimal(35), beneficiaries=12, evidence="发放清单")


def send(table: Desk, particulars: Particulars, action: str = "", who: str = "manager_a", **more: str) -> MeasureUptake:
    uptake = table.uptake()
    actor = table.room.cast.members[who].actor
    return measure_uptakes.report(
        actor=actor, uptake_id=uptake.pk, revision=uptake.revision, particulars=particulars, action=action, **more
    )


def test_scope_is_strategic_units_and_enterprises_and_asking_again_makes_nothing_new(boardroom: Boardroom) -> None:
    table = desk(boardroom)
    assert {one.unit.code for one in MeasureUptake.objects.all()} == {"A", "B"}
    assert MeasureUptake.objects.count() == 4
    officer = boardroom.cast.st_officer.actor
    assert measure_clauses.put_in_scope(actor=officer, policy_id=table.policy.pk) == 0


def test_a_manager_cannot_keep_the_policy_of_the_group(boardroom: Boardroom) -> None:
    table = desk(boardroom)
    manager = boardroom.cast.manager_a.actor
    with pytest.raises(Refused, match="policy_not_permitted"):
        measure_clauses.put_in_scope(actor=manager, policy_id=table.policy.pk)
    with pytest.raises(Refused, match="policy_not_permitted"):
        measure_policies.make(actor=manager, unit_code="T", facts=PolicyFacts("2", "二", date(2022, 1, 1)))


def test_the_policy_that_replaces_another_ends_it_the_day_before(boardroom: Boardroom) -> None:
    table = desk(boardroom)
    officer = boardroom.cast.st_officer.actor
    new = measure_policies.supersede(
        actor=officer, policy_id=table.policy.pk, facts=PolicyFacts("2", "新意见", date(2024, 1, 1))
    )
    table.policy.refresh_from_db()
    assert (new.supersedes_id, table.policy.ended_on) == (table.policy.pk, date(2023, 12, 31))
    with pytest.raises(Refused, match="policy_ended"):
        measure_clauses.add(actor=officer, policy_id=table.policy.pk, facts=ClauseFacts("21", "talent", "又一条"))


def test_a_clause_that_does_not_fit_is_refused_field_by_field(boardroom: Boardroom) -> None:
    table = desk(boardroom)
    officer = boardroom.cast.st_officer.actor
    wrong = ClauseFacts(
        "12", "talent", "", parent_id=table.heading.pk, floor=Decimal(5), ceiling=Decimal(1), bound_unit="%"
    )
    with pytest.raises(Invalid) as caught:
        measure_clauses.add(actor=officer, policy_id=table.policy.pk, facts=wrong)
    assert set(caught.value.fields) == {"number", "title_zh", "theme", "ceiling"}


def test_bounds_are_not_drawn_tighter_than_what_units_have_settled_on(boardroom: Boardroom) -> None:
    table = desk(boardroom)
    send(table, GOOD, "issue")
    facts = ClauseFacts("12", "incentive", "提高", floor=Decimal(20), ceiling=Decimal(30), bound_unit="%")
    with pytest.raises(Invalid, match="bounds_break"):
        measure_clauses.change(actor=boardroom.cast.st_officer.actor, measure_id=table.share.pk, facts=facts)


def test_a_report_and_its_step_are_kept_together_and_told_to_the_audit(boardroom: Boardroom) -> None:
    table = desk(boardroom)
    done = send(table, GOOD, "issue")
    assert (done.state, done.own_value) == ("issued", 35)
    acts = of_subject(boardroom.cast.st_officer.actor, "strategy.uptake", done.pk)
    assert [act.act for act in acts] == ["strategy.uptake.advanced", "strategy.uptake.reported"]


def test_a_value_outside_the_bounds_is_refused_with_both_bounds_and_their_unit(boardroom: Boardroom) -> None:
    table = desk(boardroom)
    with pytest.raises(Invalid) as caught:
        send(table, Particulars(own_rule="办法", own_value=Decimal(60)), "issue")
    reason = caught.value.fields["own_value"][0]
    assert reason.code == "strategy.outside_bounds"
    assert dict(reason.facts) == {"own_value": "60 %", "floor": "20 %", "ceiling": "50 %"}
    assert table.uptake().own_rule == ""


def test_a_draft_may_stand_outside_the_bounds(boardroom: Boardroom) -> None:
    table = desk(boardroom)
    done = send(table, Particulars(own_rule="草案", own_value=Decimal(60)), "draft_rule")
    assert (done.state, done.own_value) == ("drafting", 60)


def test_landed_needs_people_and_proof(boardroom: Boardroom) -> None:
    table = desk(boardroom)
    send(table, Particulars(own_rule="办法", own_value=Decimal(35)), "issue")
    with pytest.raises(Invalid) as caught:
        send(table, Particulars(own_rule="办法", own_value=Decimal(35)), "land")
    assert set(caught.value.fields) == {"beneficiaries", "evidence"}
    done = send(table, GOOD, "land")
    assert (done.state, done.landed_on) == ("landed", timezone.localdate())
    with pytest.raises(Invalid, match="no_beneficiaries"):
        send(table, Particulars(own_rule="办法", own_value=Decimal(35), evidence="清单"))


def test_a_day_in_the_future_is_no_day_of_landing(boardroom: Boardroom) -> None:
    table = desk(boardroom)
    with pytest.raises(Invalid, match="day_in_future"):
        send(table, Particulars(landed_on=timezone.localdate() + timedelta(days=2)))


def test_blocked_says_what_stands_in_the_way(boardroom: Boardroom) -> None:
    table = desk(boardroom)
    with pytest.raises(Invalid, match="no_obstacle"):
        send(table, Particulars(), "block")
    assert send(table, Particulars(obstacle="工资总额受限"), "block").state == "blocked"


def test_it_refuses_a_manager_of_another_branch(boardroom: Boardroom) -> None:
    with pytest.raises(Refused, match="unknown_uptake"):
        send(desk(boardroom), GOOD, "issue", who="manager_b")


def test_the_second_of_two_sees_what_the_first_one_changed(boardroom: Boardroom) -> None:
    table = desk(boardroom)
    seen = table.uptake()
    send(table, GOOD, "issue")
    with pytest.raises(Refused) as caught:
        measure_uptakes.report(
            actor=boardroom.cast.st_officer.actor,
            uptake_id=seen.pk,
            revision=seen.revision,
            particulars=Particulars(own_value=Decimal(40)),
        )
    told = caught.value.reason.facts["changes"]
    assert caught.value.reason.code == "strategy.uptake_stale"
    assert "白主管" in told
    assert "– → 35" in told
    assert table.uptake().own_value == 35


def test_who_reported_does_not_verify_and_new_figures_end_a_verification(boardroom: Boardroom) -> None:
    table = desk(boardroom)
    officer, auditor = boardroom.cast.st_officer, boardroom.cast.auditor
    send(table, GOOD, "issue", who="st_officer")
    landed = send(table, GOOD, "land")
    with pytest.raises(Refused, match="self_verification"):
        measure_uptakes.verify(actor=officer.actor, uptake_id=landed.pk, revision=landed.revision)
    with pytest.raises(Refused, match="verify_not_permitted"):
        measure_uptakes.verify(
            actor=boardroom.cast.manager_a.actor, uptake_id=landed.pk, revision=table.uptake().revision
        )
    done = measure_uptakes.verify(actor=auditor.actor, uptake_id=landed.pk, revision=table.uptake().revision)
    assert done.verified_by_id == auditor.account.pk
    with pytest.raises(Refused, match="already_verified"):
        measure_uptakes.verify(actor=auditor.actor, uptake_id=landed.pk, revision=done.revision)
    again = send(table, Particulars(own_rule="甲", own_value=Decimal(35), beneficiaries=13, evidence="发放清单"))
    assert again.verified_by_id is None


def test_the_judging_steps_are_not_for_who_reported(boardroom: Boardroom) -> None:
    table = desk(boardroom)
    send(table, GOOD, "issue")
    landed = send(table, GOOD, "land", who="manager_a")
    with pytest.raises(Refused, match="verify_not_permitted"):
        measure_uptakes.advance(
            actor=boardroom.cast.manager_a.actor,
            uptake_id=landed.pk,
            action="take_effect",
            revision=table.uptake().revision,
        )
    done = measure_uptakes.advance(
        actor=boardroom.cast.auditor.actor,
        uptake_id=landed.pk,
        action="take_effect",
        revision=table.uptake().revision,
    )
    assert done.state == "effective"


_ACTIONS = st.sampled_from(["", *sorted({step.action for step in UPTAKE_V1.steps})])
_REPORTS = st.builds(
    Particulars,
    own_rule=st.sampled_from(["", "办法"]),
    own_value=st.sampled_from([None, Decimal(10), Decimal(35), Decimal(90)]),
    beneficiaries=st.integers(-1, 3),
    evidence=st.sampled_from(["", "清单"]),
    obstacle=st.sampled_from(["", "无编制"]),
)
_PEOPLE = st.sampled_from(["manager_a", "st_officer", "auditor", "hr_officer"])


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(moves=st.lists(st.tuples(_PEOPLE, _ACTIONS, _REPORTS), min_size=1, max_size=8))
def test_no_sequence_of_reports_gives_landed_without_people_proof_and_bounds(
    boardroom: Boardroom, moves: list[tuple[str, str, Particulars]]
) -> None:
    from django.db import transaction

    table = desk(boardroom) if not MeasureUptake.objects.exists() else None
    sid = transaction.savepoint()
    uptake = table.uptake() if table else MeasureUptake.objects.get(unit__code="A", measure__number="12")
    for who, action, particulars in moves:
        now = MeasureUptake.objects.get(pk=uptake.pk)
        try:
            measure_uptakes.report(
                actor=boardroom.cast.members[who].actor,
                uptake_id=uptake.pk,
                revision=now.revision,
                particulars=particulars,
                action=action,
                reason="理由",
            )
        except (Invalid, Refused):
            after = MeasureUptake.objects.get(pk=uptake.pk)
            assert (after.state, after.revision, after.own_rule) == (now.state, now.revision, now.own_rule)
        after = MeasureUptake.objects.get(pk=uptake.pk)
        if after.state in {"landed", "effective"}:
            assert after.beneficiaries > 0
            assert after.evidence
        if after.state in {"issued", "landed", "effective"}:
            assert after.own_rule
            assert after.own_value is not None
            assert 20 <= after.own_value <= 50
    transaction.savepoint_rollback(sid)
