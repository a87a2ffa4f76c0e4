"""What the database refuses, whoever asks."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from ceyuan.apps.notices.models import Notice, NoticeLine, NoticeProlonging, Objection, ObjectionLine
from ceyuan.apps.notices.services import publishing
from ceyuan.apps.workflow.interface import adopting

from .hall import Hall


def refused(code: str) -> Any:
    return pytest.raises(IntegrityError, match=code)


@pytest.mark.parametrize(
    "change", [{"title": "x"}, {"working_days": 1}, {"audience": "public"}, {"subject_id": "8"}, {"published_on": None}]
)
def test_a_published_notice_does_not_change(hall: Hall, change: dict[str, Any]) -> None:
    made = hall.publish()
    with refused(r"notices\.published_frozen|notice_period"):
        Notice.objects.filter(pk=made.pk).update(**change)


def test_a_published_notice_is_not_deleted(hall: Hall) -> None:
    made = hall.publish()
    with refused(r"notices\.published_frozen"):
        Notice.objects.filter(pk=made.pk).delete()


def test_its_lines_do_not_change_come_or_go(hall: Hall) -> None:
    made = hall.publish()
    for act in (
        lambda: NoticeLine.objects.filter(notice=made).update(text="x"),
        lambda: NoticeLine.objects.filter(notice=made).delete(),
        lambda: NoticeLine.objects.create(notice=made, position=9, key="9", text="x"),
    ):
        with refused(r"notices\.published_frozen"), transaction.atomic():
            act()


def test_the_end_is_never_brought_forward(hall: Hall) -> None:
    made = hall.publish()
    publishing.prolong(
        actor=hall.cast.manager_a.actor, notice_id=made.pk, more_days=3, seen_end=made.ends_on, reason="补充"
    )
    with refused(r"notices\.never_shorter"), transaction.atomic():
        Notice.objects.filter(pk=made.pk).update(ends_on=made.ends_on)


def test_a_period_cannot_be_shorter_than_its_working_days(hall: Hall) -> None:
    made = hall.publish()
    with refused(r"notices\.too_short"):
        Notice.objects.create(
            group=made.group,
            unit=made.unit,
            template="general",
            title="x",
            audience="group",
            working_days=5,
            published_on=date(2026, 4, 1),
            starts_on=date(2026, 4, 2),
            least_ends_on=date(2026, 4, 3),
            ends_on=date(2026, 4, 3),
            workflow="notice",
            workflow_version=1,
            state="draft",
        )


def test_a_state_is_written_by_a_step_alone(hall: Hall) -> None:
    made = hall.publish()
    with refused(r"workflow\.only_writer"):
        Notice.objects.filter(pk=made.pk).update(state="withdrawn")


def test_an_objection_is_neither_deleted_nor_rewritten(hall: Hall) -> None:
    made = hall.object(hall.publish())
    found = Objection.objects.filter(pk=made.pk)
    for act in (
        lambda: found.update(grounds="x"),
        lambda: found.update(objector="another name"),
        lambda: found.update(objector_mark="0" * 64),
        lambda: found.update(received_on=date(2026, 4, 1)),
    ):
        with refused(r"notices\.objection_stays"), transaction.atomic():
            act()
    with refused(r"notices\.append_only|notices\.objection_stays"), transaction.atomic():
        found.delete()
    with refused(r"notices\.append_only"), transaction.atomic():
        ObjectionLine.objects.filter(objection=made).delete()


def test_a_decided_objection_keeps_its_answer(hall: Hall) -> None:
    done = hall.decide(hall.object(hall.publish()))
    with refused(r"notices\.objection_stays"):
        Objection.objects.filter(pk=done.pk).update(answer="另有答复")


def test_a_decision_without_words_is_refused(hall: Hall) -> None:
    made = hall.object(hall.publish())
    with refused("objection_decided_in_writing"), transaction.atomic(), adopting():
        Objection.objects.filter(pk=made.pk).update(state="upheld")


def test_an_objection_after_the_end_or_to_another_notice_is_refused(hall: Hall) -> None:
    notice = hall.publish()
    made = hall.object(notice)
    given = {
        "group": made.group,
        "unit": made.unit,
        "notice": notice,
        "kind": "other",
        "grounds": "x",
        "objector": "somebody",
        "objector_mark": "0" * 64,
        "workflow": "objection",
        "workflow_version": 1,
        "state": "received",
    }
    with refused(r"notices\.not_running"), transaction.atomic():
        Objection.objects.create(**given, received_on=notice.ends_on + timedelta(days=1))
    with refused(r"notices\.other_unit"), transaction.atomic():
        Objection.objects.create(**{**given, "unit": hall.cast.units["B"]}, received_on=notice.published_on)
    other = hall.publish(subject=("calls.challenge", 8, "x"))
    with refused(r"notices\.other_notice"):
        ObjectionLine.objects.create(objection=made, line=other.lines.get(key="1"))


def test_a_prolonging_stays(hall: Hall) -> None:
    made = hall.publish()
    publishing.prolong(
        actor=hall.cast.manager_a.actor, notice_id=made.pk, more_days=3, seen_end=made.ends_on, reason="补充"
    )
    with refused(r"notices\.append_only"):
        NoticeProlonging.objects.update(reason="x")
