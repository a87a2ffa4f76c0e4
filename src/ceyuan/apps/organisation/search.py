"""What the search box of the shell finds here: units and people, by words or pinyin initials."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from ceyuan.apps.organisation import messages
from ceyuan.apps.organisation.selectors import people, units
from ceyuan.apps.organisation.tables import person_url, unit_url
from ceyuan.kit.registry import Hit, SearchProvider
from ceyuan.kit.templatetags.kit import named


def _units(actor: Any, query: str, limit: int) -> Sequence[Hit]:
    return [
        Hit(named(unit), unit_url(unit), unit.code, str(messages.KINDS.get(unit.kind, unit.kind)))
        for unit in units.search_units(actor, query, limit)
    ]


def _people(actor: Any, query: str, limit: int) -> Sequence[Hit]:
    return [
        Hit(named(one), person_url(one.pk), f"{named(one.unit)} · {one.staff_no}", one.title)
        for one in people.search_people(actor, query, limit)
    ]


providers = [
    SearchProvider("units", _("Units"), "sitemap", 20, _units, units.VIEW, "organisation:tree"),
    SearchProvider("people", _("People"), "users", 30, _people, people.VIEW, "organisation:people"),
]
