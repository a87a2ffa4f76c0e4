"""What the lists of letters, duties, matters, supervision items and hand-overs can be narrowed by."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ceyuan.apps.organisation.interface import unit_name
from ceyuan.apps.strategy.messages import responsibility as words
from ceyuan.apps.strategy.selectors import letters
from ceyuan.kit.filters import Choice, DateRange, Filters, Pick, Text

UNIT_KINDS = (
    ("group", _("Group")),
    ("strategic_unit", _("Strategic unit")),
    ("enterprise", _("Enterprise")),
    ("institute", _("Institute")),
    ("domain_centre", _("Domain technology centre")),
    ("platform", _("Platform")),
    ("department", _("Department")),
    ("branch", _("Branch")),
)


def _years(actor: Any) -> list[tuple[str, str]]:
    return [(str(year), str(year)) for year in letters.years(actor)]


def _unit() -> Pick:
    return Pick(
        _("Unit, with all below"),
        name_of=unit_name,
        suggest_url="organisation:unit_suggest",
        placeholder=_("Unit code"),
    )


class LetterFilters(Filters):
    """Of which unit, of which year, how far."""

    q = Text(_("Search"), placeholder=_("Name or code of the unit"))
    year = Choice(_("Year"), choices=_years)
    state = Choice(_("State"), choices=tuple(words.LETTER_STATES.items()))
    level = Choice(_("Kind of unit"), choices=UNIT_KINDS)
    unit = _unit()


class DutyFilters(Filters):
    """What kind, for whom, whether it holds."""

    q = Text(_("Search"), placeholder=_("Duty, code or basis"))
    kind = Choice(_("Kind"), choices=tuple(words.DUTY_KINDS.items()))
    unit_kind = Choice(_("Kind of unit"), choices=UNIT_KINDS)
    state = Choice(
        _("State"), choices=[("running", pgettext_lazy("duty", "Holds")), ("ended", pgettext_lazy("duty", "Ended"))]
    )


class MatterFilters(Filters):
    """Whose, when, how far."""

    q = Text(_("Search"), placeholder=_("Words of the matter"))
    state = Choice(
        _("State"),
        choices=[
            ("open", pgettext_lazy("matter", "Open")),
            ("overdue", _("Overdue")),
            ("done", pgettext_lazy("urgency", "Done")),
        ],
    )
    unit = _unit()
    due = DateRange(_("Due"), more=True)
    duty = Text(_("Code of the duty"), more=True)


class SupervisionFilters(Filters):
    """Whose, how far, how late."""

    q = Text(_("Search"), placeholder=_("Words of the item"))
    state = Choice(_("State"), choices=tuple(words.SUPERVISION_STATES.items()))
    late = Choice(_("Lateness"), choices=[("overdue", _("Overdue")), ("escalated", _("Overdue by more than 15 days"))])
    unit = _unit()
    due = DateRange(_("Due"), more=True)


class HandoverFilters(Filters):
    """Of which unit or person, how far."""

    q = Text(_("Search"), placeholder=_("Unit or person"))
    state = Choice(_("State"), choices=tuple(words.HANDOVER_STATES.items()))
