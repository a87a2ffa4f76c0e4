"""Filters of the lists of people and grants."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from ceyuan.apps.organisation import messages
from ceyuan.apps.organisation.policies import GRANTABLE_ROLES
from ceyuan.apps.organisation.selectors.lookup import unit_name
from ceyuan.apps.organisation.selectors.people import grades
from ceyuan.kit.filters import Choice, Filters, Pick, Text


def _grades(actor: Any) -> list[tuple[str, Any]]:
    return [(grade, messages.TALENT_GRADES.get(grade, grade)) for grade in grades(actor)]


class PeopleFilters(Filters):
    """Who, where, of which grade."""

    q = Text(_("Search"), placeholder=_("Name, staff number, pinyin initials"))
    unit = Pick(
        _("Unit, with all below"),
        name_of=unit_name,
        suggest_url="organisation:unit_suggest",
        placeholder=_("Unit code"),
    )
    grade = Choice(_("Talent grade"), choices=_grades)
    state = Choice(_("State"), choices=[("left", _("Left")), ("all", _("All"))], any_label=_("Present"))


class GrantFilters(Filters):
    """Whose, which, where."""

    q = Text(_("Search"), placeholder=_("Name, staff number, pinyin initials"))
    role = Choice(_("Role"), choices=[(role, messages.ROLES[role]) for role in GRANTABLE_ROLES])
    unit = Pick(
        _("Unit, with all below"),
        name_of=unit_name,
        suggest_url="organisation:unit_suggest",
        placeholder=_("Unit code"),
    )
    state = Choice(_("State"), choices=[("ended", _("Ended")), ("all", _("All"))], any_label=_("Running"))
