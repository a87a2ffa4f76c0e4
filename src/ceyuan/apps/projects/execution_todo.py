"""What waits for somebody who runs, pays, archives or ends projects."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ceyuan.apps.projects.messages import execution as messages
from ceyuan.apps.projects.naming import title_of
from ceyuan.apps.projects.policies.execution import ARCHIVE, CHECK_MONEY, MANAGE
from ceyuan.apps.projects.selectors import payments, supervision, waiting
from ceyuan.kit.registry import TodoItem, TodoProvider


def _milestones(actor: Any, limit: int) -> Sequence[TodoItem]:
    today = timezone.localdate()
    return [
        TodoItem(
            one.name,
            reverse("projects:execution", args=[one.project.code]),
            one.due_on,
            title_of(one.project),
            "bad" if one.due_on and one.due_on < today else "neutral",
        )
        for one in waiting.my_milestones(actor, limit)
    ]


def _entries(actor: Any, limit: int) -> Sequence[TodoItem]:
    return [
        TodoItem(
            gettext("Entry of %(month)s") % {"month": f"{month:%Y-%m}"},
            f"{reverse('projects:progress_add', args=[project.code])}?month={month:%Y-%m}",
            due_on,
            title_of(project),
            "bad",
        )
        for project, month, due_on in waiting.my_entries(actor, limit)
    ]


def _payments(actor: Any, limit: int) -> Sequence[TodoItem]:
    asked = (("checked", CHECK_MONEY), ("approved", CHECK_MONEY), ("requested", MANAGE))
    today = timezone.localdate()
    found = [
        TodoItem(
            gettext("Payment %(number)s of %(project)s") % {"number": one.number, "project": one.project.code},
            reverse("projects:payment", args=[one.pk]),
            one.due_on,
            str(messages.PAYMENT_STATES[one.state]),
            "bad" if one.due_on and one.due_on < today else "neutral",
        )
        for state, permission in asked
        for one in payments.waiting(actor, (state,), limit, permission)
    ]
    return found[:limit]


def _files(actor: Any, limit: int) -> Sequence[TodoItem]:
    return [
        TodoItem(
            title_of(one),
            reverse("projects:archive_check", args=[one.code]),
            None,
            gettext("Acceptance waits for the archive"),
        )
        for one in waiting.files_to_check(actor, limit)
    ]


def _money_sides(actor: Any, limit: int) -> Sequence[TodoItem]:
    return [
        TodoItem(title_of(one), reverse("projects:acceptance_money", args=[one.code]), None, one.code)
        for one in waiting.money_to_check(actor, limit)
    ]


def _acceptances(actor: Any, limit: int) -> Sequence[TodoItem]:
    return [
        TodoItem(title_of(project), reverse("projects:acceptance", args=[project.code]), due_on, project.code, "bad")
        for project, due_on in waiting.my_overdue_acceptances(actor, limit)
    ]


def _supervision(actor: Any, limit: int) -> Sequence[TodoItem]:
    today = timezone.localdate()
    return [
        TodoItem(
            one.title,
            reverse("projects:supervision_answer", args=[project.code, one.pk]),
            one.due_on,
            title_of(project),
            "bad" if one.due_on < today else "warn",
        )
        for one, project in supervision.to_answer(actor, limit)
    ]


providers = [
    TodoProvider("projects-supervision", _("Asked about my projects"), 19, _supervision),
    TodoProvider("projects-entries", _("Monthly entries to make"), 20, _entries),
    TodoProvider("projects-milestones", _("Milestones due"), 21, _milestones),
    TodoProvider("projects-acceptances", _("Acceptance overdue"), 22, _acceptances),
    TodoProvider("projects-payments", _("Payments to check or to make"), 23, _payments),
    TodoProvider("projects-files", _("Project files to check"), 24, _files, ARCHIVE),
    TodoProvider("projects-money", _("Money sides to accept"), 25, _money_sides, CHECK_MONEY),
]
