"""Filters of the lists of plans and clauses."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ceyuan.apps.organisation.interface import unit_name
from ceyuan.apps.strategy.messages import plans as words
from ceyuan.apps.strategy.selectors import plans as selectors
from ceyuan.kit.filters import Choice, Filters, Pick, Text


def _years(actor: Any) -> Iterable[tuple[str, str]]:
    return [(str(year), str(year)) for year in selectors.years(actor)]


class PlanFilters(Filters):
    """What the list of plans can be narrowed by."""

    q = Text(_("Search"), placeholder=_("Words of the plan's title"))
    kind = Choice(_("Kind"), choices=tuple(words.KINDS.items()))
    year = Choice(_("Year"), choices=_years)
    state = Choice(
        _("State"), choices=tuple((code, text) for code, text in words.STATES.items() if code != "discarded")
    )
    unit = Pick(_("Unit"), name_of=unit_name, suggest_url="organisation:unit_suggest", placeholder=_("Unit code"))


class ClauseFilters(Filters):
    """What the list of clauses can be narrowed by."""

    q = Text(_("Search"), placeholder=_("Words of the clause"))
    kind = Choice(_("Kind"), choices=tuple(words.CLAUSE_KINDS.items()))
    linked = Choice(pgettext_lazy("plan", "Targets"), choices=(("yes", _("With target")), ("no", _("Without target"))))
    lead = Pick(_("Lead unit"), name_of=unit_name, suggest_url="organisation:unit_suggest", placeholder=_("Unit code"))
    unit = Pick(
        _("Plans of unit"), name_of=unit_name, suggest_url="organisation:unit_suggest", placeholder=_("Unit code")
    )
