"""Drafting, publishing and running a challenge."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from ceyuan.apps.audit import interface as audit
from ceyuan.apps.calls.models import Challenge, Question
from ceyuan.apps.calls.selectors import challenges as selectors
from ceyuan.apps.calls.services import challenges, questions
from ceyuan.core.kernel.verdict import Invalid, Refused

from .callroom import Callroom

INDICATOR = {
    "name": "直流电耗",
    "direction": "at_most",
    "value": Decimal(12500),
    "unit_of_measure": "kWh/t",
    "method": "第三方测试",
    "is_hard": True,
}


def drafted(room: Callroom, **facts: Any) -> Challenge:
    start: dict[str, Any] = {
        "code": "BD-1",
        "mode": "open_challenge",
        "unit_id": room.cast.units["T"].pk,
        "demander_id": room.cast.units["B"].pk,
        "title": "电解槽节能",
        "problem": "电耗高",
        "deliverables": "样机一台",
        "reward": "达标后兑付",
        "ip_terms": "归承担单位",
        "budget_minor": 100_000_000,
        "closes_at": timezone.now() + timedelta(days=20),
        **facts,
    }
    return challenges.draft(actor=room.cast.st_officer.actor, **start)


def step(room: Callroom, one: Challenge, action: str, **facts: Any) -> Challenge:
    one.refresh_from_db()
    given = {"challenge_id": one.pk, "action": action, "revision": one.revision, **facts}
    return challenges.advance(actor=room.cast.st_officer.actor, **given)


def test_a_challenge_is_drafted_reviewed_and_published_and_every_act_is_told(callroom: Callroom) -> None:
    one = drafted(callroom)
    with pytest.raises(Refused, match="no_hard_indicator"):
        step(callroom, one, "review_demand")
    challenges.set_indicators(actor=callroom.cast.st_officer.actor, challenge_id=one.pk, rows=[INDICATOR])
    step(callroom, one, "review_demand")
    one = step(callroom, one, "publish")
    assert (one.state, one.round) == ("published", 1)
    acts = [act.act for act in audit.of_subject(callroom.cast.st_officer.actor, challenges.SUBJECT, one.pk)]
    assert sorted(acts) == sorted(
        [
            "calls.challenge.drafted",
            "calls.challenge.indicators_set",
            "calls.challenge.stepped",
            "calls.challenge.stepped",
        ]
    )


def test_a_challenge_without_the_words_bidders_need_is_not_published(callroom: Callroom) -> None:
    one = drafted(callroom, ip_terms="", reward="")
    challenges.set_indicators(actor=callroom.cast.st_officer.actor, challenge_id=one.pk, rows=[INDICATOR])
    step(callroom, one, "review_demand")
    with pytest.raises(Invalid) as problem:
        step(callroom, one, "publish")
    assert set(problem.value.fields) == {"ip_terms", "reward"}


@pytest.mark.parametrize(
    ("facts", "field", "code"),
    [
        ({"constraints": "负责人须具有正高级职称"}, "constraints", "calls.background_gate"),
        ({"constraints": "The leader must hold a PhD"}, "constraints", "calls.background_gate"),
        ({"gates": ["no_overdue_acceptance"]}, "gates", "calls.gate_not_of_mode"),
        ({"gates": ["age"]}, "gates", "calls.gate_not_of_mode"),
        ({"secrecy": "classified"}, "secrecy", "calls.classified_offline"),
        ({"awarded_max": 2}, "awarded_max", "calls.awarded_bounds"),
        ({"code": "榜单 1"}, "code", "calls.challenge_code"),
        ({"mode": "lottery"}, "mode", "kit.not_a_choice"),
        ({"closes_at": timezone.now() - timedelta(days=1)}, "closes_at", "calls.deadline_not_ahead"),
        ({"kill_on": timezone.localdate()}, "kill_on", "calls.kill_before_deadline"),
        ({"budget_minor": -1}, "budget_minor", "calls.budget_negative"),
    ],
)
def test_a_draft_that_cannot_stand_is_refused_at_its_field(
    callroom: Callroom, facts: dict[str, Any], field: str, code: str
) -> None:
    with pytest.raises(Invalid) as problem:
        drafted(callroom, **facts)
    assert problem.value.fields[field][0].code == code
    assert not Challenge.objects.exists()


def test_only_the_office_above_the_unit_drafts_and_runs(callroom: Callroom) -> None:
    with pytest.raises(Refused, match="not_the_office"):
        challenges.draft(
            actor=callroom.cast.manager_a.actor,
            code="BD-9",
            mode="free",
            unit_id=callroom.cast.units["T"].pk,
            demander_id=callroom.cast.units["B"].pk,
            title="自由探索",
        )
    one = callroom.challenge()
    for actor in (callroom.cast.member_a.actor, callroom.cast.auditor.actor):
        with pytest.raises(Refused, match="not_the_office"):
            challenges.advance(actor=actor, challenge_id=one.pk, action="cancel", revision=one.revision, reason="-")
    with pytest.raises(Refused, match="unknown_challenge"):
        challenges.advance(
            actor=callroom.cast.stranger.actor, challenge_id=one.pk, action="cancel", revision=0, reason="-"
        )


def test_what_was_published_is_changed_by_nobody(callroom: Callroom) -> None:
    one = callroom.challenge()
    actor = callroom.cast.st_officer.actor
    with pytest.raises(Refused, match="challenge_frozen"):
        challenges.edit(actor=actor, challenge_id=one.pk, budget_minor=1)
    with pytest.raises(Refused, match="challenge_frozen"):
        challenges.set_indicators(actor=actor, challenge_id=one.pk, rows=[INDICATOR])


def test_the_deadline_only_moves_to_later_and_never_once_it_has_passed(callroom: Callroom) -> None:
    one = callroom.challenge()
    assert one.closes_at is not None
    given = {"actor": callroom.cast.st_officer.actor, "challenge_id": one.pk, "reason": "设备厂家停产检修"}
    with pytest.raises(Invalid):
        challenges.extend(**given, closes_at=one.closes_at - timedelta(days=1))
    later = challenges.extend(**given, closes_at=one.closes_at + timedelta(days=5))
    assert later.closes_at == one.closes_at + timedelta(days=5)
    with pytest.raises(Refused, match="deadline_over"):
        challenges.extend(**given, closes_at=one.closes_at + timedelta(days=9), now=one.closes_at + timedelta(days=6))


def test_an_unfilled_list_is_opened_again_or_cancelled(callroom: Callroom) -> None:
    one = callroom.challenge()
    assert one.closes_at is not None
    after = one.closes_at + timedelta(hours=1)
    with pytest.raises(Refused, match="deadline_not_passed"):
        step(callroom, one, "close")
    step(callroom, one, "close", now=after)
    with pytest.raises(Refused, match="no_bids"):
        step(callroom, one, "check_form", now=after)
    one = step(callroom, one, "declare_unfilled", now=after)
    office = callroom.cast.st_officer.actor
    with pytest.raises(Invalid, match="deadline_too_soon"):
        challenges.reopen(
            actor=office, challenge_id=one.pk, revision=one.revision, closes_at=after + timedelta(hours=1), now=after
        )
    again = challenges.reopen(
        actor=office, challenge_id=one.pk, revision=one.revision, closes_at=after + timedelta(days=30), now=after
    )
    assert (again.state, again.round) == ("published", 2)


def test_a_step_needs_its_reason_and_the_revision_that_was_seen(callroom: Callroom) -> None:
    one = callroom.challenge()
    with pytest.raises(Invalid, match="reason_missing"):
        step(callroom, one, "cancel")
    with pytest.raises(Refused, match="stale"):
        challenges.advance(
            actor=callroom.cast.st_officer.actor,
            challenge_id=one.pk,
            action="cancel",
            revision=one.revision + 1,
            reason="需求取消",
        )


def test_a_question_is_read_by_all_once_answered_and_its_asker_stays_unnamed(callroom: Callroom) -> None:
    one = callroom.challenge()
    asker, reader = callroom.cast.member_a.actor, callroom.cast.manager_b.actor
    for _sent_twice in range(2):
        asked = questions.ask(actor=asker, challenge_id=one.pk, text="能否分期停槽？", key="k1")
    assert Question.objects.count() == 1
    assert [each.mine for each in selectors.questions_of(asker, one)] == [True]
    assert selectors.questions_of(reader, one) == []
    with pytest.raises(Refused, match="not_the_office"):
        questions.answer(actor=reader, question_id=asked.pk, text="可以")
    questions.answer(actor=callroom.cast.st_officer.actor, question_id=asked.pk, text="可以，每次一台")
    found = selectors.questions_of(reader, one)
    assert [(each.mine, each.question.answer) for each in found] == [(False, "可以，每次一台")]
    assert one.closes_at is not None
    with pytest.raises(Refused, match="questions_over"):
        questions.ask(
            actor=asker, challenge_id=one.pk, text="还能问吗？", key="k2", now=one.closes_at + timedelta(seconds=1)
        )


def test_a_draft_is_read_by_its_office_and_its_demander_alone(callroom: Callroom) -> None:
    one = callroom.challenge(state="draft")
    seen = {
        name
        for name in ("st_officer", "manager_a", "manager_b", "member_a", "auditor", "stranger")
        if selectors.challenge(getattr(callroom.cast, name).actor, one.code)
    }
    assert seen == {"st_officer", "manager_b", "auditor"}
    narrow = callroom.challenge(scope="unit", unit=callroom.cast.units["A"])
    assert selectors.challenge(callroom.cast.member_a.actor, narrow.code) is not None
    assert selectors.challenge(callroom.cast.hr_officer.actor, narrow.code) is None
    assert selectors.challenge(callroom.cast.stranger.actor, narrow.code) is None
