"""The tree: as it stood on a day or restated to today, opened level by level, and searched."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ceyuan.apps.organisation import messages
from ceyuan.apps.organisation.scoping import Actor
from ceyuan.apps.organisation.selectors import trees, units
from ceyuan.kit.paging import query_string
from ceyuan.kit.regions import render_region
from ceyuan.kit.views import Action, ActorView

PAGE = 100
FOUND = 60
AS_OF, RESTATED = "as_of", "restated"


@dataclass(frozen=True, slots=True)
class Look:
    """Which tree is looked at: the day, and whether it is shown as of then or restated to today's units."""

    day: date
    mode: str
    today: date

    @property
    def shown_day(self) -> date:
        """The day whose shape is drawn."""
        return self.today if self.mode == RESTATED else self.day

    def query(self, **more: Any) -> str:
        """The look as the query of an address."""
        day = self.day.isoformat() if self.day != self.today else None
        return query_string({}, on=day, mode=RESTATED if self.mode == RESTATED else None, **more)


@dataclass(frozen=True, slots=True)
class Twig:
    """A node ready to be drawn; `below` is None while it is closed."""

    node: trees.Node
    kind: str
    url: str
    open_url: str
    below_url: str
    below: "Branch | None" = None


@dataclass(frozen=True, slots=True)
class Branch:
    """Some nodes of one level, and where the next ones are."""

    twigs: Sequence[Twig]
    total: int
    shown: int
    next_url: str = ""
    next_page: str = ""


def look_of(request: HttpRequest) -> Look:
    """From the query; a date that is none counts as today."""
    today = timezone.localdate()
    try:
        day = min(date.fromisoformat(request.GET.get("on", "")), today)
    except ValueError:
        day = today
    return Look(day, RESTATED if request.GET.get("mode") == RESTATED else AS_OF, today)


class Tree(ActorView):
    """The page. `at` opens the way to one unit and what stands below it."""

    permission = units.VIEW
    title = _("Organisation")

    def actions(self, **context: Any) -> list[Action]:
        """A new unit is created below the head of the reach; deeper ones from their own pages."""
        roots = self.actor.reach.get("organisation.manage", ())
        if not roots:
            return []
        head = int(roots[0].rpartition(".")[2])
        return [Action(_("New unit"), reverse("organisation:unit_create", args=[head]), "plus", primary=True)]

    def get(self, request: HttpRequest) -> HttpResponse:
        look = look_of(request)
        text = request.GET.get("q", "").strip()[:80]
        found = units.search_units(self.actor, text, FOUND) if text else None
        context = self.frame(
            look=look,
            q=text,
            found=None if found is None else [(unit, messages.KINDS.get(unit.kind, unit.kind)) for unit in found],
            branch=None
            if found is not None
            else opened(self.actor, look, _number(request, "at"), _number(request, "from")),
            modes=[(AS_OF, _("As of the day")), (RESTATED, _("Restated to today"))],
        )
        return render_region(request, "organisation/tree.html", "tree", context)


class Children(ActorView):
    """One level below a unit, for HTMX."""

    permission = units.VIEW

    def get(self, request: HttpRequest, unit_id: int) -> HttpResponse:
        if units.find_unit(self.actor, unit_id) is None:
            raise Http404
        look = look_of(request)
        branch = level(self.actor, look, unit_id, max(0, _number(request, "from")))
        # Further pages replace the line "show more", so they come without the list around them.
        template = "organisation/branch.html#twigs" if _number(request, "from") else "organisation/branch.html"
        return render(request, template, {"branch": branch, "look": look})


def opened(actor: Actor, look: Look, at: int, offset: int) -> Branch:
    """The tops and, when a unit is named, the way down to it."""
    tops = _restated(actor, look, trees.tops(actor, look.shown_day))
    chain = _chain(actor, look, at) if at else []
    if not chain and len(tops) == 1:
        chain = [tops[0]]
    below: Branch | None = None
    for place in range(len(chain) - 1, -1, -1):
        node = chain[place]
        if place == len(chain) - 1:
            below = level(actor, look, node.unit_id, max(0, offset))
        if place:
            below = Branch([_twig(look, node, below)], 1, 1)
    opened_at = chain[0].unit_id if chain else 0
    twigs = [_twig(look, node, below if node.unit_id == opened_at else None) for node in tops]
    return Branch(twigs, len(twigs), len(twigs))


def level(actor: Actor, look: Look, unit_id: int, offset: int) -> Branch:
    """A page of the units below one."""
    day = look.shown_day
    nodes = trees.children(actor, unit_id, day, offset=offset, limit=PAGE)
    total = trees.count_children(actor, unit_id, day) if offset or len(nodes) == PAGE else len(nodes)
    shown = offset + len(nodes)
    more = {"next_url": "", "next_page": ""}
    if shown < total:
        more["next_url"] = reverse("organisation:children", args=[unit_id]) + look.query(**{"from": shown})
        more["next_page"] = reverse("organisation:tree") + look.query(at=unit_id, **{"from": shown})
    return Branch([_twig(look, node) for node in _restated(actor, look, nodes)], total, shown, **more)


def _restated(actor: Actor, look: Look, nodes: list[trees.Node]) -> list[trees.Node]:
    return trees.with_predecessors(actor, nodes, look.day) if look.mode == RESTATED else nodes


def _chain(actor: Actor, look: Look, at: int) -> list[trees.Node]:
    """From a top down to the unit as of the shown day; empty when it is not there."""
    return trees.way_to(actor, at, look.shown_day)


def _twig(look: Look, node: trees.Node, below: Branch | None = None) -> Twig:
    return Twig(
        node,
        str(messages.KINDS.get(node.kind, node.kind)),
        reverse("organisation:unit_detail", args=[node.code]),
        reverse("organisation:tree") + look.query(at=node.unit_id),
        reverse("organisation:children", args=[node.unit_id]) + look.query(),
        below,
    )


def _number(request: HttpRequest, name: str) -> int:
    text = request.GET.get(name, "")
    return int(text) if text.isdecimal() and len(text) < 18 else 0
