"""How a standing comes about, and in which period its target was held or lost."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from ceyuan.apps.organisation.interface import unit_by_code, units_of
from ceyuan.apps.strategy import reading_words as words
from ceyuan.apps.strategy.messages import readings as texts
from ceyuan.apps.strategy.models import Kpi
from ceyuan.apps.strategy.policies.readings import VIEW
from ceyuan.apps.strategy.selectors import bowling, readings, scores, standings
from ceyuan.apps.strategy.target_numbers import Writing, of_value
from ceyuan.core.kernel import Explained
from ceyuan.kit import charts
from ceyuan.kit.columns import Column
from ceyuan.kit.tables import plain_table
from ceyuan.kit.templatetags.kit import named
from ceyuan.kit.views import ActorView, Crumb

MOST_DEPTH = 4


class StandingView(ActorView):
    """One figure of one unit: its formula, its parts down to the readings, plan and actual by period."""

    permission = VIEW
    template_name = "strategy/standing.html"

    def get(self, request: HttpRequest, kpi: str, unit: str, year: int) -> HttpResponseBase:
        found = readings.kpi(self.actor, kpi)
        self.unit: Any = unit_by_code(self.actor, unit, VIEW)
        if found is None or self.unit is None or not 1900 < year < 2200:
            raise Http404
        self.kpi, self.year = found, year
        tree = standings.explanation(self.actor, found, self.unit.pk, year)
        if tree is None:
            raise Http404
        target = scores.target(self.actor, self.unit.pk, found.pk, year)
        frames = bowling.frames(self.actor, found, self.unit.path, target, year)
        context = self.frame(
            kpi=found,
            unit=self.unit,
            year=year,
            kept=standings.standing(self.actor, found.pk, self.unit.pk, year),
            value=words.reached(found, tree.value) if not isinstance(tree.value, str) else "",  # type: ignore[arg-type]
            missing=words.LABELS["indicators.unread"] if isinstance(tree.value, str) else "",
            tree=words.tree_of(_cut(tree, self.unit.pk), kpi=found, names=self.names(tree)),
            formula=words.formula(found),
            target=target,
            target_text=words.reached(found, target.value) if target else "",
            target_url=reverse("strategy:target_detail", args=[target.pk]) if target else "",
            card_url=words.card_url(self.unit, year),
            direction=texts.DIRECTIONS[found.direction],
            chart=_chart(found, frames),
            years=range(year - 2, year + 2),
        )
        return render(request, self.template_name, context)

    def page_title(self, **context: Any) -> str:
        return _("%(kpi)s of %(unit)s %(year)s") % {"kpi": named(self.kpi), "unit": named(self.unit), "year": self.year}

    def crumbs(self, **context: Any) -> list[Crumb]:
        return [
            Crumb(_("Indicator library"), reverse("strategy:kpi_list")),
            Crumb(named(self.kpi), words.kpi_url(self.kpi)),
        ]

    def names(self, tree: Explained) -> dict[str, tuple[str, str]]:
        """Names and addresses of the units in the tree."""
        keys = {int(one.key) for part in _parts(tree) for one in part.sources if one.kind == "unit"}
        found = words.units_named(self.actor, units_of(self.actor, keys), self.kpi, self.year)
        own = str(self.unit.pk)
        # The page itself is where the unit would lead to.
        return found | {own: (found[own][0], "")} if own in found else found


def _parts(tree: Any) -> list[Any]:
    found = [tree]
    for part in getattr(tree, "inputs", ()):
        found += _parts(part)
    return found


def _cut(tree: Explained, unit_id: int) -> Explained:
    """The unit's own readings and the units directly below; each of these opens as a page of its own."""
    return Explained(
        tree.value,
        tree.formula_code,
        tuple(_shallow(part, str(unit_id)) for part in tree.inputs),
        tree.sources,
        tree.unit,
    )


def _shallow(part: Any, top: str) -> Any:
    if not isinstance(part, Explained):
        return part
    unit = next((one.key for one in part.sources if one.kind == "unit"), top)
    inputs = () if unit != top else tuple(_shallow(one, top) for one in part.inputs)
    return Explained(part.value, part.formula_code, inputs, part.sources, part.unit)


def _chart(kpi: Kpi, frames: list[bowling.Frame]) -> dict[str, Any] | None:
    if not any(one.actual is not None for one in frames):
        return None
    writing = of_value(kpi)
    names = [one.span.code for one in frames]
    plan = [_datum(one.span.code, one.plan, writing) for one in frames]
    actual = [_datum(one.span.code, one.actual, writing, one.met) for one in frames]
    series = [charts.Series(_("Actual"), actual)]
    if any(one.plan is not None for one in frames):
        series.append(charts.Series(pgettext("indicator", "Plan"), plan, "token:t-neutral"))
    rows = [
        {
            "period": one.span.code,
            "plan": writing.phrase(one.plan),
            "actual": writing.phrase(one.actual),
            "met": "" if one.met is None else "met" if one.met else "missed",
        }
        for one in frames
    ]
    return {"option": charts.bar(names, series, unit=writing.unit), "table": _table(rows)}


def _table(rows: list[dict[str, str]]) -> Any:
    columns = (
        Column("period", pgettext("reporting", "Period"), value=lambda row: row["period"]),
        Column("plan", pgettext("indicator", "Plan"), value=lambda row: row["plan"]),
        Column("actual", _("Actual"), value=lambda row: row["actual"]),
        Column(
            "met",
            _("Verdict"),
            "badge",
            value=lambda row: row["met"],
            labels={"met": _("Held"), "missed": _("Missed")},
            tones={"met": "good", "missed": "bad"},
        ),
    )
    return plain_table(columns, rows, _("Plan and actual by period"))


def _datum(name: str, value: Any, writing: Writing, met: bool | None = None) -> charts.Datum:  # noqa: FBT001
    if value is None:
        return charts.Datum(name, None)
    # Only for drawing: the text beside it is exact.
    drawn = float(value) / writing.divisor
    colour = "" if met is None else "token:t-good" if met else "token:t-bad"
    return charts.Datum(name, round(drawn, 6), writing.phrase(value), colour=colour)
