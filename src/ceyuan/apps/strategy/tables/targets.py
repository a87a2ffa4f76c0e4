"""Lists of targets and change requests."""

from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from ceyuan.apps.strategy.messages import targets as words
from ceyuan.apps.strategy.target_numbers import of_value
from ceyuan.core.indicators import Direction, is_lowered, meets
from ceyuan.kit.numbers import is_chinese
from ceyuan.kit.tables import Column, Table
from ceyuan.kit.templatetags.kit import named


def target_url(target: Any) -> str:
    """The page of a target."""
    return reverse("strategy:target_detail", args=[target.pk])


def written(target: Any, value: Decimal | None) -> str:
    """A value of the target's indicator with its unit."""
    return of_value(target.kpi).phrase(value)


def plan_title(plan: Any) -> str:
    """The title of a plan in the reader's language."""
    return str(plan.title_zh or plan.title_en) if is_chinese() else str(plan.title_en or plan.title_zh)


def gap_to_source(target: Any) -> str:
    """The difference to the source, marked when the target asks for less."""
    source = target.source
    if source is None or source.value is None or target.value is None:
        return ""
    told = of_value(target.kpi).signed(target.value - source.value)
    if is_lowered(Direction(target.kpi.direction), source.value, target.value):
        return gettext("%(gap)s (below)") % {"gap": told}
    return told


def _standing(target: Any) -> str:
    found = getattr(target, "standing", None)
    return written(target, found.value) if found is not None and found.value is not None else ""


def _verdict(target: Any) -> str:
    found = getattr(target, "standing", None)
    if found is None or found.value is None or target.value is None:
        return ""
    return "met" if meets(Direction(target.kpi.direction), target.value, found.value) else "not_met"


class TargetTable(Table):
    """Targets of any plan."""

    caption = _("Targets")
    default_sort = "unit"
    columns = (
        Column("unit", _("Unit"), sort="unit", value=lambda t: named(t.unit), url=target_url, wide=True),
        Column("kpi", pgettext_lazy("target", "Indicator"), sort="kpi", value=lambda t: f"{t.kpi.code} {named(t.kpi)}"),
        Column("plan", _("Plan"), value=lambda t: plan_title(t.plan), priority=3),
        Column("year", _("Year"), sort="year", value=lambda t: str(t.year)),
        Column("value", _("Target value"), value=lambda t: written(t, t.value)),
        Column("source", _("Source"), value=lambda t: written(t, t.source.value) if t.source else "", priority=3),
        Column("gap", _("Difference to source"), value=gap_to_source, priority=2),
        Column("state", _("State"), "badge", sort="state", labels=words.STATES, tones=words.STATE_TONES),
        Column("standing", _("Reached so far"), value=_standing, priority=2),
        Column(
            "verdict",
            _("Verdict"),
            "badge",
            value=_verdict,
            labels={"met": _("Target reached"), "not_met": _("Not reached yet")},
            tones={"met": "good", "not_met": "warn"},
            priority=3,
        ),
        Column("assessor", _("Assessed by"), value=lambda t: named(t.assessor) if t.assessor else "", priority=3),
        Column("code", _("Unit code"), "code", value=lambda t: t.unit.code, only_in_files=True),
        Column("amount", _("Value as kept"), "number", value=lambda t: t.value, digits=6, only_in_files=True),
    )


class ChangeTable(Table):
    """Change requests."""

    caption = _("Change requests")
    default_sort = "-asked"
    columns = (
        Column(
            "unit",
            _("Unit"),
            value=lambda c: named(c.target.unit),
            url=lambda c: reverse("strategy:target_change", args=[c.pk]),
            wide=True,
        ),
        Column(
            "kpi", pgettext_lazy("target", "Indicator"), value=lambda c: f"{c.target.kpi.code} {named(c.target.kpi)}"
        ),
        Column("year", _("Year"), value=lambda c: str(c.target.year)),
        Column("old", _("Old value"), value=lambda c: written(c.target, c.old_value)),
        Column("new", _("New value"), value=lambda c: written(c.target, c.new_value)),
        Column(
            "way",
            _("Asks for"),
            "badge",
            value=lambda c: "lowering" if c.is_lowering else "raising",
            labels={"lowering": _("less"), "raising": _("more")},
            tones={"lowering": "bad", "raising": "info"},
        ),
        Column("state", _("State"), "badge", labels=words.CHANGE_STATES, tones=words.CHANGE_TONES),
        Column("asked_by", _("Asked by"), value=lambda c: _who(c.asked_by), priority=2),
        Column("asked", _("Asked on"), "date", sort="asked", value=lambda c: c.asked_at, priority=2),
        Column("grounds", _("Grounds"), priority=3, wide=True),
        Column("decided_by", _("Decided by"), value=lambda c: _who(c.decided_by), priority=3),
    )


def _who(account: Any) -> str:
    if account is None:
        return ""
    return named(account.person) if account.person else str(account.username)
