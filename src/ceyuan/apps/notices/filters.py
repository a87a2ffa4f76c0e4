"""What the lists of notices and objections can be narrowed by."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ceyuan.apps.organisation.interface import unit_name
from ceyuan.kit.filters import Choice, DateRange, Filters, Pick, Text

from . import messages as words
from .wording import kind_choices


def _kinds(actor: Any) -> list[tuple[str, str]]:
    del actor
    return kind_choices()


def _unit() -> Pick:
    return Pick(
        _("Unit, with all below"),
        name_of=unit_name,
        suggest_url="organisation:unit_suggest",
        placeholder=_("Unit code"),
    )


class NoticeFilters(Filters):
    """What hangs, whose, and whether somebody objected."""

    q = Text(_("Search"), placeholder=_("Words of the notice"))
    phase = Choice(_("State"), choices=tuple(words.PHASES.items()))
    template = Choice(_("Kind"), choices=_kinds)
    unit = _unit()
    disputed = Choice(_("Objections"), choices=(("1", words.STANDINGS["disputed"]),), more=True)
    end = DateRange(_("On show until"), more=True)


class ObjectionFilters(Filters):
    """How far, of which unit, due when."""

    q = Text(_("Search"), placeholder=_("Words of the notice or the objection"))
    state = Choice(_("State"), choices=(("open", pgettext_lazy("objection", "Open")), *words.OBJECTION_STATES.items()))
    unit = _unit()
    due = DateRange(_("Answer due"), more=True)
