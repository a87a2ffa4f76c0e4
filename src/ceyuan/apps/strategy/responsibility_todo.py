"""What waits for leaders and offices: matters, letters to sign, supervision, hand-over."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ceyuan.apps.strategy.messages import responsibility as words
from ceyuan.apps.strategy.policies.responsibility import SIGN, SUPERVISE, VIEW
from ceyuan.apps.strategy.selectors import duties, handovers, letters, supervision
from ceyuan.apps.strategy.tables.responsibility import matter_title, matter_url, supervision_url
from ceyuan.kit.registry import TodoItem, TodoProvider
from ceyuan.kit.templatetags.kit import named


def _matters(actor: Any, limit: int) -> Sequence[TodoItem]:
    today = timezone.localdate()
    return [
        TodoItem(matter_title(one), matter_url(one), one.due_on, named(one.unit), _tone(one.due_on, today))
        for one in duties.open_matters_of(actor, today, limit)
    ]


def _letters(actor: Any, limit: int) -> Sequence[TodoItem]:
    found = []
    for one in letters.to_sign(actor, timezone.localdate(), limit):
        title = gettext("Responsibility letter %(year)s: %(unit)s") % {
            "year": one.letter.year,
            "unit": named(one.letter.unit),
        }
        note = str(words.LETTER_STEPS[f"sign_{'above' if one.side == 'upper' else 'below'}"])
        if one.on_behalf:
            note = f"{note} · {gettext('on behalf of the leader')}"
        found.append(TodoItem(title, reverse("strategy:letter_sign", args=[one.letter.pk]), None, note, "warn"))
    return found


def _answers(actor: Any, limit: int) -> Sequence[TodoItem]:
    today = timezone.localdate()
    return [
        TodoItem(
            one.title,
            supervision_url(one),
            one.due_on,
            _asked(one),
            _tone(one.due_on, today),
        )
        for one in supervision.to_answer(actor, limit)
    ]


def _asked(one: Any) -> str:
    told = gettext("%(from)s asks %(unit)s") % {"from": named(one.from_unit), "unit": named(one.unit)}
    if one.person is None:
        return told
    late = gettext("%(person)s has not answered") % {"person": named(one.person)}
    return f"{told} · {late}"


def _judgements(actor: Any, limit: int) -> Sequence[TodoItem]:
    today = timezone.localdate()
    answered = supervision.to_judge(actor, limit)
    late = [one for one in supervision.escalated(actor, today, limit) if one.state == "open"]
    rows = [(one, gettext("answered by %(unit)s") % {"unit": named(one.unit)}) for one in answered]
    rows += [(one, gettext("15 days late: %(unit)s") % {"unit": named(one.unit)}) for one in late]
    return [TodoItem(one.title, supervision_url(one), one.due_on, note, "warn") for one, note in rows[:limit]]


def _handovers(actor: Any, limit: int) -> Sequence[TodoItem]:
    rows = [
        TodoItem(
            gettext("Sign the hand-over of %(unit)s") % {"unit": named(one.unit)},
            reverse("strategy:handover_detail", args=[one.pk]),
            None,
            one.on.isoformat(),
            "warn",
        )
        for one in handovers.to_sign(actor, limit)
    ]
    if actor.may(SUPERVISE):
        rows += [
            TodoItem(
                gettext("Hand-over outstanding: %(unit)s") % {"unit": named(one.unit)},
                reverse("strategy:handover_make", args=[one.unit.code, one.on.isoformat()]),
                None,
                f"{named(one.from_person)} → {named(one.to_person)} · {one.on.isoformat()}",
                "bad",
            )
            for one in handovers.missing(actor)
        ]
    return rows[:limit]


def _tone(due_on: date, today: date) -> str:
    return "bad" if due_on < today else "neutral"


RESPONSIBILITY = (
    TodoProvider("strategy-matters", _("Only you can decide"), 20, _matters, VIEW),
    TodoProvider("strategy-letters", _("Letters to sign"), 21, _letters, SIGN),
    TodoProvider("strategy-supervision", _("Supervision items to answer"), 22, _answers, VIEW),
    TodoProvider("strategy-supervision-above", _("Supervision items to close or press"), 23, _judgements, SUPERVISE),
    TodoProvider("strategy-handovers", _("Hand-over"), 24, _handovers),
)
