"""Turns a reason code of the core into a sentence of the reader, with the texts of all capabilities."""

from collections.abc import Mapping
from typing import Any, Protocol

from django.utils.translation import gettext_lazy as _

from ceyuan.kit.numbers import is_chinese
from ceyuan.kit.registry import Label, collect


class ReasonLike(Protocol):
    """A stable code and the facts its sentence names."""

    @property
    def code(self) -> str: ...
    @property
    def facts(self) -> Mapping[str, Any]: ...


REASONS: dict[str, Label] = {
    "kit.required": _("Please fill in this field."),
    "kit.not_a_choice": _("Please choose one of the listed values."),
    "kit.not_a_date": _("Please write the date as year-month-day, for example 2026-03-31."),
    "kit.not_a_number": _("Please write a number, for example 1250 or 1250.50."),
    "kit.range_reversed": _("The start lies behind the end: please swap the two."),
    "workflow.role_missing": _("Your posts do not allow this step."),
    "workflow.wrong_state": _("This step is not possible in the present state; reload the page to see it."),
    "workflow.unknown_action": _("This step does not exist here; reload the page."),
}


def reason_text(reason: ReasonLike) -> str:
    """The sentence for a reason; a code nobody has worded is shown as itself, so that it can be reported.

    Several names in one fact are told one after the other.
    """
    text = REASONS.get(reason.code)
    if text is None:
        text = next((part[reason.code] for part in collect("messages", "REASONS") if reason.code in part), None)
    if text is None:
        return reason.code
    sentence = str(text)
    if "%(" not in sentence:
        return sentence
    comma = "、" if is_chinese() else ", "
    facts = {
        name: comma.join(map(str, value)) if isinstance(value, list | tuple) else value
        for name, value in reason.facts.items()
    }
    return sentence % facts
