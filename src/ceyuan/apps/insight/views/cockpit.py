"""The cockpit: where the money is, where the projects stand, and the way down to the records."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ceyuan.apps.insight import interface as insight
from ceyuan.apps.insight.forms import CockpitQuery
from ceyuan.apps.insight.selectors import nodes
from ceyuan.apps.insight.selectors.rollup import RollUp, RollUpRow
from ceyuan.apps.projects import interface as projects
from ceyuan.core.kernel.money import Money
from ceyuan.core.kernel.verdict import Refused
from ceyuan.kit.numbers import money_head, money_number, unit_for
from ceyuan.kit.regions import render_region
from ceyuan.kit.views import ActorView

from . import drawing

MEASURE_LABELS = {
    "money": gettext_lazy("Money"),
    "projects": gettext_lazy("Projects"),
    "participations": gettext_lazy("Participations"),
}
AXIS_LABELS = {
    "unit": gettext_lazy("by unit"),
    "programme": gettext_lazy("by programme"),
    "year": gettext_lazy("by year"),
}
MOST_ROWS = 60


class CockpitView(ActorView):
    """The first page of a leader."""

    permission = nodes.PERMISSION
    title = gettext_lazy("Cockpit")

    def get(self, request: HttpRequest) -> HttpResponseBase:
        if not nodes.has_programmes(self.actor):
            return render_region(request, "insight/empty.html", "", self.frame())
        wanted = CockpitQuery.read(request.GET)
        try:
            context = self.figures(wanted)
        except Refused:
            raise Http404 from None
        return render_region(request, "insight/cockpit.html", "board", self.frame(**context))

    def figures(self, wanted: CockpitQuery) -> dict[str, Any]:
        """Everything the page shows, from a handful of queries on the kept roll-ups."""
        by_unit = insight.rollup(self.actor, by="unit", measure=wanted.measure, scope=wanted.scope)
        by_programme = insight.rollup(self.actor, by="programme", measure=wanted.measure, scope=wanted.scope)
        years = insight.by_year_and_state(self.actor, wanted.scope)
        streams = insight.flows(self.actor, wanted.scope)
        shown = by_programme if wanted.by == "programme" else by_unit
        total = (
            by_unit.total if wanted.unit or not self.actor.reaches_whole_group(nodes.PERMISSION) else by_programme.total
        )
        return {
            "wanted": wanted,
            "as_of": by_unit.as_of,
            "total": total,
            "money": Money(total.money, by_unit.currency),
            "tiles": self.tiles(wanted, total, by_unit.currency, years),
            "trails": self.trails(wanted, by_unit, by_programme),
            "unit_chart": drawing.areas(by_unit, lambda row: self.deeper(wanted, "unit", row)),
            "programme_chart": drawing.areas(by_programme, lambda row: self.deeper(wanted, "programme", row)),
            "flow_chart": drawing.streams(streams, by_unit.currency, wanted),
            "year_chart": drawing.years(years, by_unit.currency, wanted),
            **self.lines(wanted, shown),
            "measures": [(code, label, wanted.query(measure=code)) for code, label in MEASURE_LABELS.items()],
            "axes": [(code, AXIS_LABELS[code], wanted.query(by=code)) for code in ("unit", "programme")],
            "years": [(one, wanted.query(year=one)) for one in projects.years(self.actor)],
            "phases": list(projects.PHASES.items()),
            "explain_url": reverse("insight:figure") + wanted.query(),
            "records_url": reverse("projects:project_list") + wanted.records(),
        }

    def tiles(self, wanted: CockpitQuery, total: RollUpRow, currency: str, years: Any) -> list[dict[str, Any]]:
        """The figures on top, each with the records behind it and its explanation."""
        base = reverse("projects:project_list")
        figure = reverse("insight:figure")
        running = sum(one.projects for one in years if projects.PHASE_OF_STATE.get(one.state) == "running")
        ended = sum(one.projects for one in years if projects.PHASE_OF_STATE.get(one.state) == "stopped")
        return [
            {
                "label": _("Money"),
                "money": Money(total.money, currency),
                "url": reverse("insight:records") + wanted.records(),
                "explain": figure + wanted.query(measure="money"),
            },
            {
                "label": _("Projects"),
                "number": total.projects,
                "url": base + wanted.records(),
                "explain": figure + wanted.query(measure="projects"),
            },
            {
                "label": _("Participations"),
                "number": total.participations,
                "url": reverse("insight:records") + wanted.records(),
                "explain": figure + wanted.query(measure="participations"),
            },
            {"label": _("Under way"), "number": running, "url": base + wanted.records(phase="running")},
            {
                "label": _("Stopped or failed"),
                "number": ended,
                "url": base + wanted.records(phase="stopped"),
                "tone": "warn" if ended else "",
            },
        ]

    def trails(self, wanted: CockpitQuery, by_unit: RollUp, by_programme: RollUp) -> list[dict[str, Any]]:
        """Where one stands on both axes, each step a link upwards."""
        unit = nodes.unit(self.actor, wanted.unit)
        programme = nodes.programme(self.actor, wanted.programme)
        reach = next((r for r in self.actor.reach[nodes.PERMISSION] if f"{unit.path}.".startswith(f"{r}.")), "")
        return [
            {
                "label": _("Unit"),
                "steps": [(one, wanted.query(unit=one.code)) for one in nodes.trail("unit", unit, reach)],
                "chosen": bool(wanted.unit),
            },
            {
                "label": _("Programme"),
                "steps": [(one, wanted.query(programme=one.code)) for one in nodes.trail("programme", programme)],
                "chosen": bool(wanted.programme),
            },
        ]

    def deeper(self, wanted: CockpitQuery, axis: str, row: RollUpRow) -> str:
        """Where a click on a part leads: one level down, or to the records of a leaf."""
        if row.is_leaf:
            return reverse("projects:project_list") + wanted.records(**{axis: row.code})
        return reverse("insight:cockpit") + wanted.query(**{axis: row.code})

    def lines(self, wanted: CockpitQuery, shown: RollUp) -> dict[str, Any]:
        """The table in figures; its head names the one unit in which all sums of it stand."""
        unit = unit_for(shown.total.money)
        own = shown.own.get("money")
        return {
            "rows": [self.row(wanted, shown, row, unit) for row in shown.rows[:MOST_ROWS]],
            "cut": max(0, len(shown.rows) - MOST_ROWS),
            "own": money_number(Money(own, shown.currency), unit) if own else "",
            "sum": self.row(wanted, shown, shown.total, unit),
            "money_head": money_head(_("Money"), shown.currency, unit),
        }

    def row(self, wanted: CockpitQuery, shown: RollUp, row: RollUpRow, unit: str) -> dict[str, Any]:
        """A line of the table with its links."""
        changes = {shown.by: row.code}
        share = row.value(wanted.measure) * 1000 // max(1, shown.total.value(wanted.measure))
        return {
            "row": row,
            "money": money_number(Money(row.money, shown.currency), unit),
            "share": share / 10,
            "url": self.deeper(wanted, shown.by, row),
            "projects_url": reverse("projects:project_list") + wanted.records(**changes),
            "records_url": reverse("insight:records") + wanted.records(**changes),
        }
