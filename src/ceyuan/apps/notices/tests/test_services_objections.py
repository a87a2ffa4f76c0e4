"""Objecting, handling, taking back, and who may know who it was."""

import json
from datetime import date

import pytest
from django.db import connection

from ceyuan.apps.audit.models import Act
from ceyuan.apps.documents.models import Document
from ceyuan.apps.notices.interface import Line, clear
from ceyuan.apps.notices.models import Objection
from ceyuan.apps.notices.selectors import objections as selectors
from ceyuan.apps.notices.services import objections, publishing
from ceyuan.apps.notices.services.objections import Evidence
from ceyuan.core.kernel.verdict import Invalid
from ceyuan.kit.sealed import Sealed

from .hall import TODAY, Hall, refused

AFTER = date(2026, 5, 9)
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def codes(verdict: object) -> list[str]:
    return [reason.code for reason in verdict.reasons]  # type: ignore[attr-defined]


def test_an_objection_suspends_only_the_line_it_disputes(hall: Hall) -> None:
    hall.object(hall.publish(), "1")
    hall.on(AFTER)
    assert codes(clear("calls.bid", 1)) == ["notices.disputed"]
    assert clear("calls.bid", 2)
    assert clear("calls.challenge", 7, "2")
    assert codes(clear("calls.challenge", 7)) == ["notices.disputed"]


def test_an_unresolved_line_stays_postponed_long_after_the_end(hall: Hall) -> None:
    hall.object(hall.publish(), "1")
    hall.on(date(2026, 9, 1))
    assert codes(clear("calls.bid", 1)) == ["notices.disputed"]


def test_upheld_refuses_the_line_for_good(hall: Hall) -> None:
    made = hall.object(hall.publish(), "1")
    assert hall.decide(made).state == "upheld"
    hall.on(AFTER)
    assert codes(clear("calls.bid", 1)) == ["notices.upheld"]
    assert clear("calls.bid", 2)


def test_rejected_and_taken_back_free_the_line(hall: Hall) -> None:
    notice = hall.publish()
    hall.decide(hall.object(notice, "1"), "reject", "经查与事实不符")
    own = hall.object(notice, "2")
    objections.take_back(actor=hall.cast.member_a.actor, objection_id=own.pk, revision=own.revision)
    hall.on(AFTER)
    assert clear("calls.challenge", 7)


def test_the_written_answer_is_kept_with_its_day(hall: Hall) -> None:
    done = hall.decide(hall.object(hall.publish(), "1"), answer="专利权属登记在对方名下")
    done.refresh_from_db()
    assert (done.answer, done.answered_on) == ("专利权属登记在对方名下", TODAY)


def test_a_decision_needs_a_written_answer(hall: Hall) -> None:
    with pytest.raises(Invalid, match="reason_missing"):
        hall.decide(hall.object(hall.publish(), "1"), answer=" ")


def test_a_notice_with_open_objections_is_not_closed(hall: Hall) -> None:
    notice = hall.publish()
    hall.object(notice)
    hall.on(AFTER)
    with refused("notices.disputed"):
        publishing.step(actor=hall.cast.manager_a.actor, notice_id=notice.pk, action="close", revision=notice.revision)


def test_the_clock_runs_in_working_days(hall: Hall) -> None:
    # Fifteen working days from 28 April: 2 in April, 9 May is worked, then to 19 May.
    assert hall.object(hall.publish()).due_on == date(2026, 5, 21)


def test_an_objection_is_received_even_where_the_calendar_ends(hall: Hall) -> None:
    hall.on(date(2028, 12, 19))
    made = hall.object(hall.publish())
    assert made.due_on is None


def test_it_refuses_an_objection_after_the_end(hall: Hall) -> None:
    notice = hall.publish()
    hall.on(date(2026, 5, 8))
    hall.object(notice, "1")
    hall.on(AFTER)
    with refused("notices.over"):
        hall.object(notice, "2")


def test_it_refuses_the_same_objection_twice(hall: Hall) -> None:
    notice = hall.publish()
    first = hall.object(notice, "1")
    with refused("notices.objected_already"):
        hall.object(notice, "1", "2")
    hall.object(notice, "2")
    hall.object(notice, "1", actor=hall.cast.manager_b)
    objections.take_back(actor=hall.cast.member_a.actor, objection_id=first.pk, revision=first.revision)
    assert hall.object(notice, "1").state == "received"


@pytest.mark.parametrize(
    ("keys", "given", "field"),
    [
        (("9",), {}, "lines"),
        (("1", "9"), {}, "lines"),
        (("1",), {"kind": "angry"}, "kind"),
        (("1",), {"grounds": " "}, "grounds"),
        (("1",), {"contact": ""}, "contact"),
        (("1",), {"grounds": "我的电话 13812345678"}, "grounds"),
    ],
)
def test_it_refuses_what_is_missing(hall: Hall, keys: tuple[str, ...], given: dict[str, str], field: str) -> None:
    notice = hall.publish()
    with pytest.raises(Invalid) as told:
        hall.object(notice, *keys, **given)
    assert list(told.value.fields) == [field]


def test_strangers_and_programs_do_not_object(hall: Hall) -> None:
    notice = hall.publish()
    with refused("notices.unknown_notice"):
        hall.object(notice, actor=hall.cast.stranger)
    hall.cast.member_a.account.person = None
    with refused("notices.no_person"):
        hall.object(notice)


def test_the_name_is_nowhere_but_under_the_seal(hall: Hall) -> None:
    made = hall.object(hall.publish(), evidence=Evidence("证据.pdf", PDF))
    kept = Objection.objects.get(pk=made.pk)
    assert isinstance(kept.objector, Sealed)
    assert json.loads(kept.objector.open())["name"] == "丁成员"
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_jsonb(o)::text FROM notices_objection o")
        row = cursor.fetchone()[0]
    assert "丁成员" not in row
    assert "ding@example.org" not in row
    acts = Act.objects.filter(act__in=["notices.objection.received", "documents.document.added"])
    assert acts.count() == 2
    for act in acts:
        assert (act.account_id, act.person_id, act.actor_name) == (None, None, "***")
        assert "丁成员" not in f"{act.after}{act.before}{act.reason}"
    assert Document.objects.get().added_by is None


def test_the_name_is_shown_to_a_handler_for_a_recorded_purpose(hall: Hall) -> None:
    made = hall.object(hall.publish())
    told = objections.reveal(actor=hall.cast.auditor.actor, objection_id=made.pk, purpose="约谈核实证据")
    assert (told.name, told.contact) == ("丁成员", "ding@example.org")
    act = Act.objects.get(act="notices.objection.identity_seen")
    assert (act.actor_name, act.reason) == ("冯审计", "约谈核实证据")
    with pytest.raises(Invalid, match="purpose_missing"):
        objections.reveal(actor=hall.cast.auditor.actor, objection_id=made.pk, purpose=" x ")


def test_nobody_but_handlers_and_the_objector_knows_the_objection(hall: Hall) -> None:
    made = hall.object(hall.publish())
    cast = hall.cast
    for member in (cast.manager_a, cast.manager_b, cast.hr_officer, cast.stranger):
        assert selectors.case(member.actor, made.pk) is None
        with refused("notices.unknown_objection"):
            objections.reveal(actor=member.actor, objection_id=made.pk, purpose="想知道")
    own = selectors.case(cast.member_a.actor, made.pk)
    assert own is not None
    assert (own.is_own, own.handles) == (True, False)
    with refused("notices.unknown_objection"):
        objections.reveal(actor=cast.member_a.actor, objection_id=made.pk, purpose="我自己")


def test_the_disputed_side_neither_sees_nor_handles(hall: Hall) -> None:
    auditor = hall.cast.auditor
    lines = [
        Line("1", "甲", party_persons=(auditor.person.pk,)),
        Line("2", "乙", party_units=(hall.cast.units["A"].pk,)),
    ]
    made = hall.object(hall.publish(lines=lines), "1")
    assert selectors.case(auditor.actor, made.pk) is None
    assert list(selectors.to_handle(auditor.actor)) == []
    assert list(selectors.to_handle(hall.cast.st_officer.actor)) == [made]
    with refused("notices.unknown_objection"):
        objections.step(actor=auditor.actor, objection_id=made.pk, action="accept", revision=0)
    other = hall.object(hall.publish(subject=("calls.challenge", 8, "x"), lines=lines), "2")
    assert selectors.case(auditor.actor, other.pk) is not None


def test_a_party_that_is_the_whole_group_leaves_handlers(hall: Hall) -> None:
    lines = [Line("1", "甲", party_units=(hall.cast.units["T"].pk,))]
    notice = hall.publish(lines=lines)
    assert notice.lines.get().party_units == []


def test_who_published_does_not_decide(hall: Hall) -> None:
    made = hall.object(hall.publish(actor=hall.cast.st_officer))
    with refused("notices.own_notice"):
        objections.step(actor=hall.cast.st_officer.actor, objection_id=made.pk, action="accept", revision=0)
    assert hall.decide(made).state == "upheld"


def test_nobody_decides_about_their_own_objection(hall: Hall) -> None:
    made = hall.object(hall.publish(), actor=hall.cast.auditor)
    with refused("notices.own_objection"):
        hall.decide(made)


def test_only_the_objector_takes_back_and_only_while_it_is_open(hall: Hall) -> None:
    made = hall.object(hall.publish())
    with refused("notices.unknown_objection"):
        objections.take_back(actor=hall.cast.auditor.actor, objection_id=made.pk, revision=0)
    with refused("workflow.unknown_action"):
        objections.step(actor=hall.cast.auditor.actor, objection_id=made.pk, action="take_back", revision=0)
    done = hall.decide(made)
    with refused("workflow.wrong_state"):
        objections.take_back(actor=hall.cast.member_a.actor, objection_id=made.pk, revision=done.revision)


def test_two_decisions_at_once_are_one(hall: Hall) -> None:
    made = hall.object(hall.publish())
    hall.decide(made)
    with refused("workflow.stale"):
        objections.step(
            actor=hall.cast.st_officer.actor, objection_id=made.pk, action="reject", revision=0, reason="驳回"
        )
    made.refresh_from_db()
    assert (made.state, made.answer) == ("upheld", "经核实，情况属实")
