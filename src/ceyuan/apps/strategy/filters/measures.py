"""Filters of policies, uptakes and findings."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from ceyuan.apps.organisation.interface import open_units, unit_name
from ceyuan.apps.strategy.messages import measures as messages
from ceyuan.apps.strategy.selectors import measures
from ceyuan.kit.filters import Choice, Filters, Pick, Text
from ceyuan.kit.numbers import is_chinese
from ceyuan.kit.templatetags.kit import named

STATES = (("overdue", _("Overdue")), *messages.STATES.items())


def _policies(actor: Any) -> Iterable[tuple[str, str]]:
    found = measures.policy_choices(actor)
    return [(str(pk), f"{(zh if is_chinese() else en) or zh or en} {number}") for pk, number, zh, en in found]


def _measures(actor: Any) -> Iterable[tuple[str, str]]:
    policy = measures.current_policy(actor)
    rows = policy.measures.filter(is_heading=False) if policy else ()
    return [
        (str(one.pk), f"{one.number} {(one.title_zh if is_chinese() else one.title_en) or one.title_zh}")
        for one in rows
    ]


def _strategic(actor: Any) -> Iterable[tuple[str, str]]:
    return [(one.code, named(one)) for one in open_units(actor, ["strategic_unit"])]


class PolicyFilters(Filters):
    """What the list of policies can be narrowed by."""

    q = Text(_("Search"), placeholder=_("Document number or title"))
    standing = Choice(_("Standing"), choices=(("in_force", _("In force")), ("ended", _("No longer in force"))))


class MatrixFilters(Filters):
    """What the coverage matrix can be narrowed by."""

    theme = Choice(_("Theme"), choices=tuple(messages.THEMES.items()))
    unit = Choice(_("Strategic unit"), choices=_strategic)
    state = Choice(_("State"), choices=STATES)
    policy = Choice(_("Policy"), choices=_policies, more=True)


class UptakeFilters(Filters):
    """What the list of uptakes can be narrowed by."""

    measure = Choice(_("Policy measure"), choices=_measures)
    theme = Choice(_("Theme"), choices=tuple(messages.THEMES.items()))
    unit = Pick(_("Unit"), name_of=unit_name, suggest_url="organisation:unit_suggest", placeholder=_("Unit code"))
    state = Choice(_("State"), choices=STATES)
    verified = Choice(
        _("Verification"), choices=(("yes", _("Has been verified")), ("no", _("Not verified yet"))), more=True
    )
    policy = Choice(_("Policy"), choices=_policies, more=True)


class FindingFilters(Filters):
    """What the list of findings can be narrowed by."""

    finding = Choice(_("Finding"), choices=tuple(messages.FINDINGS.items()))
    theme = Choice(_("Theme"), choices=tuple(messages.THEMES.items()))
    unit = Pick(_("Unit"), name_of=unit_name, suggest_url="organisation:unit_suggest", placeholder=_("Unit code"))
