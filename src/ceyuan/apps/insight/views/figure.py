"""A figure opened: its formula, its parts, and the records at the bottom."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ceyuan.apps.insight import interface as insight
from ceyuan.apps.insight.forms import CockpitQuery
from ceyuan.apps.insight.selectors import nodes
from ceyuan.apps.insight.selectors.rollup import RollUp
from ceyuan.apps.projects import interface as projects
from ceyuan.core.kernel.money import Money
from ceyuan.core.kernel.verdict import Refused
from ceyuan.kit.columns import Column
from ceyuan.kit.filters import Choice, Filters, Pick
from ceyuan.kit.numbers import money_text, number_text
from ceyuan.kit.tables import Empty, Table
from ceyuan.kit.views import ActorView, Crumb, ListView

from .drawing import name_of

MOST_PARTS = 300


class FigureView(ActorView):
    """How a figure comes about."""

    permission = nodes.PERMISSION
    title = _("How this figure comes about")

    def get(self, request: HttpRequest) -> HttpResponseBase:
        wanted = CockpitQuery.read(request.GET)
        try:
            found = insight.rollup(self.actor, by=wanted.by, measure=wanted.measure, scope=wanted.scope)
        except Refused:
            raise Http404 from None
        context = {
            "tree": self.tree(wanted, found),
            "found": found,
            "wanted": wanted,
            "formula": formula(wanted, found),
        }
        return render(request, "insight/figure.html", self.frame(**context))

    def crumbs(self, **context: Any) -> list[Crumb]:
        return [Crumb(gettext("Cockpit"), reverse("insight:cockpit") + context["wanted"].query())]

    def tree(self, wanted: CockpitQuery, found: RollUp) -> dict[str, Any]:
        """The explanation as the kit draws it; each part leads to its own explanation or to its records."""
        inputs = []
        for row in found.rows[:MOST_PARTS]:
            changes = {found.by: row.code}
            further = reverse("insight:figure") + wanted.query(**changes)
            records = reverse("insight:records") + wanted.records(**changes)
            sources = [{"label": gettext("Records behind it"), "url": records}]
            if not row.is_leaf:
                sources.append({"label": gettext("Open this part"), "url": further})
            inputs.append({"label": name_of(row), "text": text(found, row.value(found.measure)), "sources": sources})
        own = found.own.get(found.measure, 0)
        if own and found.rows:
            records = reverse("insight:records") + wanted.records()
            source = {"label": gettext("Records behind it"), "url": records}
            inputs.append({"label": gettext("Directly at this node"), "text": text(found, own), "sources": [source]})
        return {
            "label": name_of(found.total),
            "text": text(found, found.total.value(found.measure)),
            "formula": formula(wanted, found),
            "inputs": inputs,
            "sources": [{"label": gettext("All records"), "url": reverse("insight:records") + wanted.records()}],
        }


def text(found: RollUp, value: int) -> str:
    """A value of the roll-up as the reader sees it, in full."""
    return money_text(Money(value, found.currency), "yuan") if found.measure == "money" else number_text(value)


def formula(wanted: CockpitQuery, found: RollUp) -> str:
    """The rule in words."""
    if found.measure == "projects":
        return str(
            gettext(
                "Number of different projects with a participation below; a project counts once however many take part."
            )
        )
    if found.measure == "participations":
        return str(gettext("Number of participations below."))
    if found.by == "unit" or wanted.unit:
        return str(gettext("Sum of the funding of all participations below."))
    return str(gettext("Sum of what the funder gives to the projects below, each by its main programme."))


class RecordFilters(Filters):
    """The scope of a figure as filters of its records."""

    unit = Pick(
        _("Unit"), name_of=projects.unit_name, suggest_url="organisation:unit_suggest", placeholder=_("Unit code")
    )
    programme = Pick(
        _("Programme"),
        name_of=projects.programme_name,
        suggest_url="projects:programme_suggest",
        placeholder=_("Programme code"),
    )
    year = Choice(_("Start year"), choices=lambda actor: [(str(y), str(y)) for y in projects.years(actor)])
    phase = Choice(_("Phase"), choices=tuple(projects.PHASES.items()))
    state = Choice(_("State"), more=True, choices=tuple(projects.STATES.items()))


def _state(row: Any) -> str:
    return str(row.project.state)


def _money(row: Any) -> Money | None:
    return projects.money(row.funding_minor, row.project.currency)


class RecordTable(Table):
    """Participations: the lowest records a figure of money is made of."""

    caption = _("Participations")
    default_sort = "-money"
    columns = (
        Column("project", _("Project"), "code", value=lambda r: r.project.code, url=lambda r: projects.url(r.project)),
        Column("title", _("Title"), value=lambda r: projects.title(r.project), wide=True),
        Column("unit", _("Unit"), value=lambda r: name_of(r.unit)),
        Column("role", _("Role"), "badge", labels=projects.PARTICIPATION_ROLES, priority=2),
        Column("year", _("Year"), value=lambda r: r.project.year, priority=3),
        Column(
            "state", _("State"), "badge", value=_state, labels=projects.STATES, tones=projects.STATE_TONES, priority=2
        ),
        Column("money", _("Money"), "money", sort="money", value=_money),
        Column("currency", _("Currency"), "code", value=lambda r: r.project.currency, only_in_files=True),
        Column("line", _("Line in the delivery"), value=lambda r: r.source_line, priority=3, optional=True),
    )


class RecordListView(ListView):
    """The records whose sum is the figure; the sum is shown, so that both can be compared."""

    permission = nodes.PERMISSION
    title = _("Records behind the figure")
    table = RecordTable
    filters = RecordFilters
    selector = staticmethod(projects.participation_listing)
    export_name = "participations"
    empty = Empty(_("No participations here"), _("Widen the scope: remove a filter."))

    def crumbs(self, **context: Any) -> list[Crumb]:
        return [Crumb(gettext("Cockpit"), reverse("insight:cockpit"))]

    def summary(self, filters: Any) -> str:
        _count, minor, currency = projects.participation_sum(self.actor, filters.values)
        return gettext("Sum: %(sum)s") % {"sum": money_text(Money(minor, currency), "yuan")}
