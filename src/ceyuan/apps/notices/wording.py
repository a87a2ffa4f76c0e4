"""What pages, papers and lists say about notices in the reader's language."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ceyuan.kit.numbers import is_chinese

from .messages import KINDS
from .notice_templates import templates


def kind_name(code: str) -> str:
    """The name of a kind of notice; a kind that was dropped from the rules is shown by its code."""
    found = templates().get(code)
    if found is None:
        return code
    return found.name_zh if is_chinese() else found.name_en


def kind_choices() -> list[tuple[str, str]]:
    """The kinds for a form or a filter."""
    return [(code, kind_name(code)) for code in templates()]


def field_names(code: str) -> dict[str, str]:
    """The labels of the fields that a kind may show, in their order."""
    found = templates().get(code)
    if found is None:
        return {}
    return {field.code: field.name_zh if is_chinese() else field.name_en for field in found.fields}


def days_left_text(days: int | None) -> str:
    """How much of a period is left, in words; "" where the calendar does not tell."""
    if days is None:
        return ""
    if days == 0:
        return _("last day has passed")
    return ngettext("%(n)s working day left", "%(n)s working days left", days) % {"n": days}


def objection_kind(code: str) -> str:
    """What an objection is about."""
    return str(KINDS.get(code, code))


def notice_url(notice: Any) -> str:
    """The page of a notice."""
    return reverse("notices:detail", args=[notice.pk])


def objection_url(objection: Any) -> str:
    """The page of an objection."""
    return reverse("notices:objection_detail", args=[objection.pk])
