"""Lists of plans and of clauses."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ceyuan.apps.strategy.messages import plans as words
from ceyuan.apps.strategy.plan_words import name_of, period_of, plan_url, text_of, title_of, version_url
from ceyuan.kit.columns import Column
from ceyuan.kit.tables import Table


def _coverage(plan: Any) -> str:
    return f"{plan.linked_clauses} / {plan.target_clauses}" if plan.target_clauses else ""


class PlanTable(Table):
    """Plans (规划计划)."""

    caption = _("Plans")
    default_sort = "-period"
    columns = (
        Column("title", pgettext_lazy("plan", "Plan"), "link", sort="title", value=title_of, url=plan_url, wide=True),
        Column("kind", _("Kind"), "badge", labels=words.KINDS, priority=2),
        Column("unit", _("Unit"), sort="unit", value=lambda plan: name_of(plan.unit)),
        Column("period", pgettext_lazy("plan", "Years"), sort="period", value=period_of),
        Column("version", _("Version"), value=lambda plan: plan.shown.number, priority=2),
        Column(
            "state",
            _("State"),
            "badge",
            sort="state",
            value=lambda plan: plan.shown.state,
            labels=words.STATES,
            tones=words.STATE_TONES,
        ),
        Column("in_force_on", _("In force since"), "date", value=lambda plan: plan.shown.in_force_on, priority=3),
        Column(
            "coverage",
            _("Target clauses with target"),
            value=_coverage,
            hint=_("Clauses of the kind target that are bound to at least one target, of all of them."),
            priority=2,
        ),
    )


class ClauseTable(Table):
    """Clauses of the plans that hold."""

    caption = _("Clauses")
    default_sort = "plan"
    columns = (
        Column("number", _("Number"), "code"),
        Column(
            "text",
            _("Clause"),
            "link",
            value=text_of,
            url=lambda one: f"{version_url(one.version)}#c{one.pk}",
            wide=True,
        ),
        Column("kind", _("Kind"), "badge", labels=words.CLAUSE_KINDS, tones=words.CLAUSE_TONES),
        Column(
            "plan",
            pgettext_lazy("plan", "Plan"),
            "link",
            sort="plan",
            value=lambda one: title_of(one.version.plan),
            url=lambda one: plan_url(one.version.plan),
            priority=2,
        ),
        Column("lead", _("Lead unit"), value=lambda one: name_of(one.lead_unit) if one.lead_unit else "", priority=2),
        Column("due_on", _("Due on"), "date", sort="due", priority=2),
        Column("targets", pgettext_lazy("plan", "Targets"), "number", value=lambda one: one.target_count),
    )
