"""What waits for a person: objections to handle, answers to own objections, results to record."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ceyuan.kit.registry import TodoItem, TodoProvider
from ceyuan.kit.templatetags.kit import named

from .messages import OBJECTION_STATES, OBJECTION_TONES
from .policies import HANDLE, OBJECT, PUBLISH
from .selectors import notices, objections
from .wording import notice_url, objection_kind, objection_url

_SHOWN_FOR = timedelta(days=15)


def _objections(actor: Any, limit: int) -> Sequence[TodoItem]:
    today = timezone.localdate()
    return [
        TodoItem(
            gettext("Objection No. %(number)s: %(notice)s") % {"number": one.pk, "notice": one.notice.title},
            objection_url(one),
            one.due_on,
            f"{OBJECTION_STATES[one.state]} · {objection_kind(one.kind)}",
            "bad" if one.due_on and one.due_on < today else "warn",
        )
        for one in objections.due(actor, limit)
    ]


def _answers(actor: Any, limit: int) -> Sequence[TodoItem]:
    since = timezone.localdate() - _SHOWN_FOR
    return [
        TodoItem(
            gettext("Your objection was answered: %(notice)s") % {"notice": one.notice.title},
            objection_url(one),
            None,
            str(OBJECTION_STATES[one.state]),
            OBJECTION_TONES[one.state],
        )
        for one in objections.answered(actor, since, limit)
    ]


def _results(actor: Any, limit: int) -> Sequence[TodoItem]:
    return [
        TodoItem(
            gettext("Record the result of the notice: %(notice)s") % {"notice": one.title},
            notice_url(one),
            one.ends_on,
            named(one.unit),
        )
        for one in notices.to_close(actor, limit)
    ]


providers = [
    TodoProvider("notices-objections", _("Objections to handle"), 40, _objections, HANDLE),
    TodoProvider("notices-answers", _("Answers to your objections"), 41, _answers, OBJECT),
    TodoProvider("notices-results", _("Notices whose period is over"), 42, _results, PUBLISH),
]
