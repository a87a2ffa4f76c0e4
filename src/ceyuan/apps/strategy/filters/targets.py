"""Filters of the lists of targets and change requests."""

from collections.abc import Iterable
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ceyuan.apps.organisation.interface import unit_name
from ceyuan.apps.strategy.messages import targets as words
from ceyuan.apps.strategy.selectors import target_lists, targets
from ceyuan.apps.strategy.tables.targets import plan_title
from ceyuan.kit.filters import Choice, Filters, Pick
from ceyuan.kit.templatetags.kit import named

FLAWS = (
    ("waiting", _("waits for my answer")),
    ("lowered", _("below its source")),
    ("unassessable", _("cannot be assessed")),
    ("unchallenging", _("below the unit's own pace")),
)


def _plans(actor: Any) -> Iterable[tuple[str, str]]:
    return [(str(one.pk), plan_title(one)) for one in targets.plans(actor)]


def _kpis(actor: Any) -> Iterable[tuple[str, str]]:
    return [(one.code, f"{one.code} {named(one)}") for one in targets.kpis_in(actor, timezone.localdate().year)]


def _years(actor: Any) -> Iterable[tuple[str, str]]:
    return [(str(one), str(one)) for one in target_lists.years(actor)]


class TargetFilters(Filters):
    """What the list of targets can be narrowed by."""

    unit = Pick(_("Unit"), name_of=unit_name, suggest_url="organisation:unit_suggest", placeholder=_("Unit code"))
    kpi = Choice(pgettext_lazy("target", "Indicator"), choices=_kpis)
    year = Choice(_("Year"), choices=_years)
    state = Choice(_("State"), choices=tuple(words.STATES.items()))
    flaw = Choice(_("Shows"), choices=FLAWS)
    plan = Choice(_("Plan"), choices=_plans, more=True)


class ChangeFilters(Filters):
    """What the list of change requests can be narrowed by."""

    unit = Pick(_("Unit"), name_of=unit_name, suggest_url="organisation:unit_suggest", placeholder=_("Unit code"))
    kpi = Choice(pgettext_lazy("target", "Indicator"), choices=_kpis)
    state = Choice(_("State"), choices=tuple(words.CHANGE_STATES.items()))
    way = Choice(_("Asks for"), choices=(("lowering", _("less")), ("raising", _("more"))))
