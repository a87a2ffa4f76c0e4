"""Filters: indicators, readings and scores."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from ceyuan.apps.organisation.interface import unit_name
from ceyuan.apps.strategy.selectors import readings
from ceyuan.kit.filters import Choice, Filters, Pick, Text
from ceyuan.kit.templatetags.kit import named


def _years(actor: Any) -> list[tuple[str, str]]:
    return [(str(year), str(year)) for year in readings.kpi_years(actor)]


def _quantity_name(actor: Any, code: str) -> str | None:
    found = readings.quantity(actor, code)
    return named(found) if found else None


class KpiFilters(Filters):
    """Of the indicator library."""

    q = Text(_("Search"), placeholder=_("Code, name, definition"))
    year = Choice(_("Valid in"), choices=_years)
    gate = Choice(_("Gate"), choices=(("yes", _("Hard indicators")), ("no", _("Others"))))


class ReadingFilters(Filters):
    """Of the list of readings."""

    unit = Pick(_("Unit"), name_of=unit_name, suggest_url="organisation:unit_suggest", placeholder=_("Unit code"))
    quantity = Pick(_("Quantity"), name_of=_quantity_name, placeholder=_("Quantity code"))
    year = Choice(_("Year"), choices=_years)
    which = Choice(
        _("Which"),
        choices=(("late", _("Entered late")), ("corrected", _("Corrected")), ("all", _("With earlier versions"))),
    )
