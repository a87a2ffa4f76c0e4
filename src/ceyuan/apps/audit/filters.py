"""Filters of the list of acts."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from ceyuan.apps.organisation.interface import unit_name
from ceyuan.kit.filters import Choice, DateRange, Filters, Pick, Text

from .services.acts import known_acts


def _acts(_actor: object) -> Iterable[tuple[str, str]]:
    return sorted(((code, str(text)) for code, text in known_acts().items()), key=lambda pair: pair[1])


class ActFilters(Filters):
    """By act, actor, subject, day and unit."""

    subject = Text(_("Subject"), placeholder=_("Name or number"))
    act = Choice(_("Act"), choices=_acts)
    who = Text(_("Who"), placeholder=_("Name of the person"))
    at = DateRange(_("Day"))
    unit = Pick(_("Unit"), name_of=unit_name, suggest_url="organisation:unit_suggest", placeholder=_("Unit code"))
