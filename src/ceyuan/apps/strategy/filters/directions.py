"""Filters of the technology tree and of the list of gaps."""

from collections.abc import Iterable
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ceyuan.apps.organisation.interface import unit_name
from ceyuan.apps.strategy.messages import directions as words
from ceyuan.apps.strategy.selectors import directions
from ceyuan.kit.filters import Choice, Filters, Pick, Text


class DirectionFilters(Filters):
    """What the tree can be narrowed by; what stands above a hit stays."""

    q = Text(_("Search"), placeholder=_("Name or code"))
    tech_class = Choice(_("Technology class"), choices=tuple(words.CLASSES.items()))
    position = Choice(_("Place in the industry chain"), choices=tuple(words.POSITIONS.items()))
    unit = Pick(_("Unit"), name_of=unit_name, suggest_url="organisation:unit_suggest", placeholder=_("Unit code"))
    closed = Choice(_("Closed ones"), more=True, choices=(("all", _("Show as well")),), any_label=_("Hide"))


def _year_ends(actor: Any) -> Iterable[tuple[str, str]]:
    del actor
    year = timezone.localdate().year
    return [(f"{past}-12-31", f"{past}-12-31") for past in range(year - 1, year - 6, -1)]


class CoverageFilters(Filters):
    """What the coverage can be narrowed by, and the day it is told for."""

    on = Choice(_("Readiness as of"), choices=_year_ends, any_label=_("Today"))

    tech_class = Choice(_("Technology class"), choices=tuple(words.CLASSES.items()))
    position = Choice(_("Place in the industry chain"), choices=tuple(words.POSITIONS.items()))
    unit = Pick(_("Unit"), name_of=unit_name, suggest_url="organisation:unit_suggest", placeholder=_("Unit code"))


class GapFilters(Filters):
    """What the list of gaps can be narrowed by."""

    q = Text(_("Search"), placeholder=_("Words of title, cause or action"))
    state = Choice(_("State"), choices=tuple(words.GAP_STATES.items()))
    unit = Pick(_("Unit"), name_of=unit_name, suggest_url="organisation:unit_suggest", placeholder=_("Unit code"))
    direction = Pick(
        _("Technology direction"),
        name_of=directions.direction_name,
        suggest_url="strategy:direction_suggest",
        placeholder=_("Direction code"),
    )
    mine = Choice(_("Owner"), choices=(("me", _("Only mine")),))
