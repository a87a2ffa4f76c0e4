"""Results of a panel: raw means, calibrated scores with intervals, tie bands, reasons; and one case in depth."""

from fractions import Fraction
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from ceyuan.apps.reviews.explaining import mean_tree
from ceyuan.apps.reviews.forms.scoring import criterion_name
from ceyuan.apps.reviews.messages import scoring as words
from ceyuan.apps.reviews.policies.panels import VIEW
from ceyuan.apps.reviews.selectors import results as selectors
from ceyuan.kit import charts
from ceyuan.kit.columns import Column
from ceyuan.kit.numbers import number_text, percent_text
from ceyuan.kit.reasons import reason_text
from ceyuan.kit.tables import plain_table
from ceyuan.kit.views import Action, ActorView, Crumb

from .panel_parts import panel_crumb, panel_tabs

DIGITS = 2


class ResultsView(ActorView):
    """All cases of a closed panel, the best first."""

    permission = VIEW
    template_name = "reviews/results.html"

    def page_title(self, **context: Any) -> str:
        return _("Results: %(panel)s") % {"panel": context["results"].panel.title}

    def crumbs(self, **context: Any) -> list[Crumb]:
        return [panel_crumb(context["results"].panel)]

    def get(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        found = selectors.results_of(self.actor, pk)
        if found is None:
            raise Http404
        rows = [row_shown(row, pk) for row in found.rows]
        context = self.frame(
            results=found,
            tabs=panel_tabs(found.panel, "results"),
            reasons=[reason_text(one) for one in found.reasons],
            table=plain_table(_columns(found), rows, pgettext("review", "Results")),
            chart=_chart(found),
            criteria=plain_table(_criteria_columns(found), rows, _("Mean by criterion")),
        )
        return render(request, self.template_name, context)


class CaseResultView(ActorView):
    """One case: how its score comes about, what each expert gave and said."""

    permission = VIEW
    template_name = "reviews/case_result.html"

    def page_title(self, **context: Any) -> str:
        return str(context["row"].case.title)

    def crumbs(self, **context: Any) -> list[Crumb]:
        panel = context["results"].panel
        return [
            panel_crumb(panel),
            Crumb(pgettext_lazy("review", "Results"), reverse("reviews:results", args=[panel.pk])),
        ]

    def actions(self, **context: Any) -> list[Action]:
        place = [context["results"].panel.pk, context["row"].case.pk]
        return [Action(gettext_lazy("Opinion letter (PDF)"), reverse("reviews:opinion", args=place), "file-text")]

    def get(self, request: HttpRequest, pk: int, case: int) -> HttpResponseBase:
        found = selectors.case_row(self.actor, pk, case)
        if found is None:
            raise Http404
        results, row = found
        context = self.frame(
            results=results,
            row=row,
            shown=row_shown(row, pk),
            tree=mean_tree(row),
            sheets=[sheet_shown(one) for one in row.sheets],
            reasons=[reason_text(one) for one in (row.outcome.reasons if row.outcome else ())],
        )
        return render(request, self.template_name, context)


def row_shown(row: selectors.CaseRow, pk: int) -> dict[str, Any]:
    """A case as its row says it."""
    one = row.outcome
    sure = one is not None and one.low is not None
    return {
        "case": row.case.title,
        "url": reverse("reviews:case_result", args=[pk, row.case.pk]),
        "rank": one.rank if one else None,
        "raw": score_text(one.raw) if one else "–",
        "value": score_text(one.value) if one and one.value is not None else "–",
        "interval": f"{score_text(one.low)} – {score_text(one.high)}" if one and sure else "–",
        "ranks": f"{one.ranks[0]} – {one.ranks[1]}" if one and one.ranks else "–",
        "share": percent_text(one.share * 100, 0) if one and one.share is not None else "–",
        "band": one.band if one and sure else None,
        "sheets": len(row.sheets),
        "outliers": sum(sheet.outlier is not None for sheet in row.sheets),
        "abstained": row.abstained,
        "recused": row.recused,
        "part": one.part if one else None,
        "why": " ".join(reason_text(reason) for reason in one.reasons) if one else "",
        **{f"c-{code}": score_text(mean) for code, mean in row.criteria.items()},
    }


def sheet_shown(sheet: selectors.SheetScore) -> dict[str, Any]:
    """A sheet as its card says it."""
    far = sheet.outlier
    return {
        "name": sheet.name or _("Expert %(number)s") % {"number": sheet.number},
        "score": score_text(sheet.score),
        "advice": words.ADVICE.get(sheet.advice, ""),
        "tone": words.ADVICE_TONES.get(sheet.advice, "neutral"),
        "words": sheet.words,
        "minutes": max(1, round(sheet.seconds / 60)),
        "marks": [
            (criterion_name(one.criterion), one.points, one.criterion.points, one.comment) for one in sheet.marks
        ],
        "outlier": _("expected %(expected)s, z = %(z)s") % {"expected": far["expected"], "z": far["z"]} if far else "",
    }


def score_text(value: Any) -> str:
    """A score to two digits."""
    if isinstance(value, Fraction):
        return number_text(round(float(value), DIGITS), DIGITS)
    return number_text(value, DIGITS)


def _columns(found: selectors.Results) -> list[Column]:
    def text(name: str) -> Any:
        return lambda row: row[name]

    columns = [
        Column("rank", _("Rank"), "number", value=text("rank")),
        Column("case", _("Case"), "link", value=text("case"), url=text("url"), wide=True),
        Column("raw", _("Raw mean"), "figures", value=text("raw")),
        Column("value", _("Calibrated"), "figures", value=text("value")),
        Column("interval", _("Interval (90 %)"), "figures", value=text("interval"), priority=2),
        Column("band", _("Tie band"), "number", value=text("band"), priority=2),
        Column("ranks", _("Possible ranks"), "figures", value=text("ranks"), priority=2),
        Column("sheets", _("Sheets"), "number", value=text("sheets"), priority=3),
        Column("outliers", _("Outliers"), "number", value=text("outliers"), priority=3),
        Column("why", _("Why"), value=text("why"), wide=True, priority=2),
    ]
    if any(row.outcome and row.outcome.share is not None for row in found.rows):
        columns.insert(7, Column("share", _("Chance of a place"), "figures", value=text("share")))
    if found.parts > 1:
        columns.insert(0, Column("part", pgettext("review", "Group"), "number", value=text("part")))
    return columns


def _criteria_columns(found: selectors.Results) -> list[Column]:
    def mean(code: str) -> Any:
        return lambda row: row.get(f"c-{code}", "–")

    first = Column("case", _("Case"), "link", value=lambda row: row["case"], url=lambda row: row["url"], wide=True)
    return [first, *(Column(one.code, criterion_name(one), "figures", value=mean(one.code)) for one in found.criteria)]


def _chart(found: selectors.Results) -> Any:
    drawn = [
        charts.Interval(
            row.case.title,
            float(row.outcome.low),
            float(row.outcome.high or 0),
            float(row.outcome.value or 0),
            float(row.outcome.raw),
            _("%(value)s, from %(low)s to %(high)s; raw mean %(raw)s")
            % {
                "value": score_text(row.outcome.value),
                "low": score_text(row.outcome.low),
                "high": score_text(row.outcome.high),
                "raw": score_text(row.outcome.raw),
            },
            reverse("reviews:case_result", args=[found.panel.pk, row.case.pk]),
        )
        for row in found.rows
        if row.outcome is not None and row.outcome.low is not None
    ]
    return charts.intervals(drawn, value=_("Calibrated"), beside=_("Raw mean")) if drawn else None
