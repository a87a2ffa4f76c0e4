"""The technology tree, its coverage, and suggestions for fields that name a direction."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ceyuan.apps.organisation.interface import Actor
from ceyuan.apps.strategy import links
from ceyuan.apps.strategy.filters.directions import CoverageFilters, DirectionFilters
from ceyuan.apps.strategy.messages import directions as words
from ceyuan.apps.strategy.policies.directions import STEER
from ceyuan.apps.strategy.selectors import coverage, direction_sums, directions
from ceyuan.apps.strategy.selectors.direction_sums import Branch
from ceyuan.apps.strategy.tables.directions import FindingTable
from ceyuan.apps.strategy.titles import direction_url
from ceyuan.kit.filters import Filters
from ceyuan.kit.listing import Listing, SequenceListing
from ceyuan.kit.numbers import money_head, money_number, money_parts, money_text
from ceyuan.kit.regions import render_region
from ceyuan.kit.tables import Empty, link_query
from ceyuan.kit.templatetags.kit import named
from ceyuan.kit.views import Action, ActorView, Crumb, ListView


def tree_crumb() -> Crumb:
    """The way back to the tree."""
    return Crumb(_("Technology directions"), reverse("strategy:direction_tree"))


class DirectionTreeView(ActorView):
    """All directions in their tree, with what works for each branch."""

    permission = directions.READ
    title = _("Technology directions")

    def get(self, request: HttpRequest) -> HttpResponseBase:
        filters = DirectionFilters(request.GET, self.actor)
        roots = direction_sums.branches(self.actor, directions.forest(self.actor, filters.values))
        context = self.frame(
            filters=filters,
            clear_url=request.path,
            branches=[twig(root, is_open=bool(filters.values) or len(roots) < 2) for root in roots],
            empty=not roots and not filters.values,
            money_head=column_of_money(roots),
            narrowed=not self.actor.reaches_whole_group("projects.view"),
        )
        return render_region(request, "strategy/direction_tree.html", "rows", context)

    def actions(self, **context: Any) -> list[Action]:
        del context
        found = [
            Action(_("Map"), reverse("strategy:direction_map"), "category"),
            Action(_("Coverage"), reverse("strategy:direction_coverage"), "checklist"),
        ]
        if self.actor.may(STEER):
            found.append(Action(_("New direction"), reverse("strategy:direction_new"), "plus", primary=True))
        return found


def column_of_money(branches: Sequence[Branch]) -> str:
    """The head of the column of money, with its unit where all of it is of one currency."""
    currencies = {money.currency for branch in branches for money in branch.serving.money}
    return money_head(_("Money"), currencies.pop(), "wan") if len(currencies) == 1 else str(_("Money"))


def _column(serving: links.Serving) -> str:
    """Money as the column writes it: comparable from line to line, so in one unit."""
    if len(serving.money) == 1:
        return money_number(serving.money[0], "wan")
    return " + ".join(money_text(sum_, "wan") for sum_ in serving.money)


def twig(branch: Branch, *, is_open: bool = False) -> dict[str, Any]:
    """A branch as the template draws it; the first level is open, those below are opened by hand."""
    one, maturity, serving = branch.node.direction, branch.node.maturity, branch.serving
    list_url = links.list_of_direction(one.code) if serving.projects else ""
    return {
        "direction": one,
        "url": direction_url(one),
        "tech_class": words.CLASSES.get(one.tech_class, ""),
        "tone": words.CLASS_TONES.get(one.tech_class, "neutral"),
        "position": words.POSITIONS.get(one.chain_position, ""),
        "maturity": maturity,
        "serving": serving,
        "money": _column(serving),
        "money_parts": money_parts(serving.money[0]) if len(serving.money) == 1 else None,
        "list_url": list_url,
        "gaps": branch.gaps,
        "gaps_url": reverse("strategy:gap_list") + link_query(direction=one.code, state="open"),
        "open": is_open or branch.node.depth == 0,
        "children": [twig(child, is_open=is_open) for child in branch.children],
    }


def _day(filters: Mapping[str, Any]) -> date:
    return date.fromisoformat(filters["on"]) if filters.get("on") else timezone.localdate()


def _findings(actor: Actor, filters: Mapping[str, Any], sort: str) -> Listing:
    del sort
    found = coverage.coverage(actor, filters, today=_day(filters))
    kind = filters.get("kind")
    return SequenceListing([one for one in found.findings if not kind or one.kind == kind])


class CoverageView(ListView):
    """Where the tree is not covered, and why."""

    permission = directions.READ
    title = _("Coverage of the directions")
    template_name = "strategy/direction_coverage.html"
    table = FindingTable
    filters = CoverageFilters
    selector = staticmethod(_findings)
    export_name = "direction-coverage"
    empty = Empty(_("Everything is covered"), _("Each open direction has a project, money, an owner and moves on."))

    def crumbs(self, **context: Any) -> list[Crumb]:
        del context
        return [tree_crumb()]

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        kind = request.GET.get("kind", "")
        return super().get(request, **kwargs, kind=kind if kind in coverage.KINDS else "")

    def more(self, listing: Listing, filters: Filters) -> dict[str, Any]:
        del listing
        found = coverage.coverage(self.actor, filters.values, today=_day(filters.values))
        counts = found.counts()
        kind = self.request.GET.get("kind", "")
        tabs = [{"label": gettext("All"), "url": link_query(**filters.values) or "?", "current": kind not in counts}]
        tabs[0]["count"] = len(found.findings)
        for code, label in words.COVERAGE.items():
            target = link_query(kind=code, **filters.values)
            tabs.append({"label": label, "url": target, "current": kind == code, "count": counts[code]})
        return {"tabs": tabs, "looked_at": found.looked_at}


class DirectionSuggestView(ActorView):
    """Open directions as one types."""

    permission = directions.READ

    def get(self, request: HttpRequest) -> HttpResponseBase:
        found = directions.suggestions(self.actor, request.GET.get("q", "")[:80])
        return JsonResponse([{"value": one.code, "label": f"{named(one)} · {one.code}"} for one in found], safe=False)
