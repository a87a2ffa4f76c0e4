"""Score cards: the ranking of the units, the card of one, bonus and deduction."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ceyuan.apps.organisation.interface import unit_by_code
from ceyuan.apps.strategy import reading_words as words
from ceyuan.apps.strategy.messages import readings as texts
from ceyuan.apps.strategy.policies import readings as policies
from ceyuan.apps.strategy.policies.readings import VIEW
from ceyuan.apps.strategy.selectors import scores, standings
from ceyuan.apps.strategy.tables.readings import ScoreTable
from ceyuan.apps.strategy.target_numbers import of_value
from ceyuan.kit.filters import Choice, Filters
from ceyuan.kit.listing import SequenceListing
from ceyuan.kit.numbers import number_text
from ceyuan.kit.reasons import reason_text
from ceyuan.kit.tables import Empty
from ceyuan.kit.templatetags.kit import named
from ceyuan.kit.views import Action, ActorView, Crumb, ListView

LIST = gettext_lazy("Score cards")
_TRACK = 130


def _kinds(actor: Any) -> list[tuple[str, Any]]:
    return [(kind, texts.UNIT_KINDS.get(kind, kind)) for kind in scores.kinds(actor)]


class ScoreFilters(Filters):
    """Of the ranking."""

    year = Choice(gettext_lazy("Year"), choices=lambda actor: [(str(y), str(y)) for y in scores.years(actor)])
    kind = Choice(gettext_lazy("Level"), choices=_kinds)


def _ranked(actor: Any, filters: Mapping[str, Any], sort: str) -> SequenceListing:
    rows = scores.ranking(actor, shown_year(actor, str(filters.get("year", ""))), filters.get("kind", ""))
    return SequenceListing(rows[::-1] if sort == "-place" else rows)


def shown_year(actor: Any, asked: str) -> int:
    """The year asked for, else the last one of which something has been read."""
    if asked.isascii() and asked.isdigit() and len(asked) == 4:
        return int(asked)
    return standings.latest_year(actor, timezone.localdate().year)


class ScoreListView(ListView):
    """All units that are scored, best first."""

    permission = VIEW
    table, filters = ScoreTable, ScoreFilters
    selector = staticmethod(_ranked)
    export_name = "score-cards"
    empty = Empty(
        gettext_lazy("No score cards yet"), gettext_lazy("They appear with the agreed targets of an annual plan.")
    )

    def page_title(self, **context: Any) -> str:
        year = shown_year(self.actor, self.request.GET.get("year", ""))
        return _("Score cards %(year)s") % {"year": year}


class ScoreCardView(ActorView):
    """The card of one unit and year."""

    permission = VIEW
    template_name = "strategy/score_card.html"

    def get(self, request: HttpRequest, unit: str, year: int) -> HttpResponseBase:
        self.unit: Any = unit_by_code(self.actor, unit, VIEW)
        self.year = year
        if self.unit is None:
            raise Http404
        drawn = scores.cards(self.actor, [self.unit.pk], [year, year - 1])
        card, before = drawn[self.unit.pk, year], drawn[self.unit.pk, year - 1]
        context = self.frame(
            card=card,
            unit=self.unit,
            year=year,
            score=card.score,
            change=card.score - before.score if card.score is not None and before.score is not None else None,
            lines=[self.line(one) for one in card.lines],
            faults=[reason_text(one) for one in card.faults],
            adjustments=[self.adjustment(one) for one in card.adjustments],
            tree=words.tree_of(card.total) if card.total is not None else None,
            years=[one for one in scores.years(self.actor) if abs(one - year) < 4],
            caps={"bonus": scores.BONUS_CAP, "deduction": scores.DEDUCTION_CAP},
        )
        return render(request, self.template_name, context)

    def page_title(self, **context: Any) -> str:
        return _("Score card of %(unit)s %(year)s") % {"unit": named(self.unit), "year": self.year}

    def crumbs(self, **context: Any) -> list[Crumb]:
        return [Crumb(LIST, f"{reverse('strategy:score_list')}?year={self.year}")]

    def actions(self, **context: Any) -> list[Action]:
        if context["card"].judged is not None or not policies.may_adjust(self.actor, self.unit):
            return []
        url = reverse("strategy:score_adjust", args=[self.unit.code, self.year])
        return [Action(_("Bonus or deduction"), url, "plus")]

    def line(self, line: scores.Line) -> dict[str, Any]:
        """One indicator as the card shows it."""
        target, standing, writing = line.target, line.standing, of_value(line.target.kpi)
        levels = [
            (_("Basic"), writing.text(target.basic)),
            (_("Satisfactory"), writing.text(target.value)),
            (_("Challenge"), writing.text(target.challenge)),
        ]
        return {
            "kpi": target.kpi,
            "kpi_url": words.kpi_url(target.kpi),
            "target_url": reverse("strategy:target_detail", args=[target.pk]),
            "direction": texts.DIRECTIONS[target.kpi.direction],
            "unit_of_measure": writing.unit,
            "weight": line.weight,
            "levels": levels,
            "baseline": writing.text(target.baseline),
            "actual": writing.text(standing.value) if standing else "–",
            "actual_url": words.standing_url(target.kpi, self.unit, self.year),
            "unread": standing.unread if standing else 0,
            "percent": line.percent,
            "worth": line.worth,
            "missing": words.missing_text(line.missing),
            "gate_missed": line.is_missed_gate and line.points is not None,
            "marks": _marks(line),
            "tree": words.tree_of(line.points) if line.points is not None else None,
        }

    def adjustment(self, row: Any) -> dict[str, Any]:
        """One bonus or deduction, and whether the actor may confirm it."""
        is_own = row.entered_by_id is not None and row.entered_by_id == self.actor.account_id
        may = row.confirmed_at is None and not is_own and bool(policies.may_confirm(self.actor, self.unit))
        return {
            "row": row,
            "points": f"{'+' if row.points > 0 else ''}{number_text(row.points, 2)}",
            "confirm_url": reverse("strategy:score_confirm", args=[row.pk]) if may else "",
        }


def _marks(line: scores.Line) -> dict[str, int | str] | None:
    """Where the bar of a line ends, of 100: points up to 120 fill it."""
    if line.worth is None:
        return None
    width = max(0, min(_TRACK, int(line.worth))) * 100 // _TRACK
    tone = "good" if line.worth >= 100 else "warn" if line.worth >= 60 else "bad"
    return {"width": width, "basic": 60 * 100 // _TRACK, "full": 100 * 100 // _TRACK, "tone": tone}
