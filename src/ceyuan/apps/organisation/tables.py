"""Lists of people and grants as tables."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ceyuan.apps.organisation import messages
from ceyuan.apps.organisation.models import Unit
from ceyuan.kit.tables import Column, Table
from ceyuan.kit.templatetags.kit import named


def unit_url(unit: Unit) -> str:
    """The page of a unit."""
    return reverse("organisation:unit_detail", args=[unit.code])


def person_url(key: int) -> str:
    """The page of a person."""
    return reverse("organisation:person_detail", args=[key])


class PeopleTable(Table):
    """People within reach."""

    caption = _("People")
    default_sort = "name"
    columns = (
        Column("name_zh", _("Full name"), sort="name", value=named, url=lambda row: person_url(row.pk)),
        Column("staff_no", _("Staff number"), "code", sort="staff_no"),
        Column("unit", _("Unit"), sort="unit", value=lambda row: named(row.unit), url=lambda row: unit_url(row.unit)),
        Column("title", _("Professional title"), priority=2),
        Column("talent_grade", _("Talent grade"), sort="grade", labels=messages.TALENT_GRADES, priority=2),
        Column("birth_year", _("Year of birth"), priority=3),
        Column("left_on", _("Left on"), "date", priority=3, optional=True),
    )

    def row_class(self, row: Any) -> str:
        return "muted" if row.left_on else ""


class GrantTable(Table):
    """Roles given to people."""

    caption = _("Grants")
    default_sort = "person"
    columns = (
        Column(
            "person",
            _("Person"),
            sort="person",
            value=lambda row: named(row.person),
            url=lambda row: person_url(row.person_id),
        ),
        Column("role", _("Role"), sort="role", labels=messages.ROLES),
        Column(
            "unit", _("Over the unit"), sort="unit", value=lambda row: named(row.unit), url=lambda r: unit_url(r.unit)
        ),
        Column("start", _("Starts on"), "date", sort="start", value=lambda row: row.valid.lower),
        Column("until", _("Until"), "date", value=lambda row: row.valid.upper),
        Column("reason", _("Reason"), priority=3),
        Column(
            "revoke",
            _("Act"),
            value=lambda row: _("Revoke") if _runs(row) else "",
            url=lambda row: reverse("organisation:grant_revoke", args=[row.pk]) if _runs(row) else "",
        ),
    )


def _runs(row: Any) -> bool:
    return row.valid.upper is None or row.valid.upper > timezone.localdate()
