"""Panels: the list and the page of one, with its draw, its seats, its cases and its assignment."""

from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ceyuan.apps.reviews.filters.pool import PanelFilters
from ceyuan.apps.reviews.messages import panels as words
from ceyuan.apps.reviews.policies.panels import RUN, SUPERVISE, VIEW, knows_panel
from ceyuan.apps.reviews.selectors import panels as selectors
from ceyuan.apps.reviews.services import draws, panels
from ceyuan.apps.reviews.settings import PanelSettings
from ceyuan.apps.reviews.tables.pool import PanelTable, minute
from ceyuan.apps.workflow.interface import CaseOptions, case_options, take_step
from ceyuan.kit.tables import Empty
from ceyuan.kit.views import Action, ActorView, Crumb, DetailView, ListView

from .panel_history import history
from .panel_parts import panel_tabs
from .panel_rows import case_rows, recusal_rows, run_shown, seat_rows

_OWN_PAGES = frozenset({"draw", "close", "publish"})


class PanelListView(ListView):
    """评审。"""

    title = _("Review panels")
    permission = VIEW
    table, filters = PanelTable, PanelFilters
    selector = staticmethod(selectors.listing)
    empty = Empty(_("No reviews"), _("A review is opened where it is needed: from a challenge, or from an acceptance."))
    export_name = "panels"


class PanelView(DetailView):
    """One panel. Names are shown to who runs or supervises it, to others once it is published."""

    permission = VIEW
    template_name = "reviews/panel.html"
    selector = staticmethod(selectors.panel_of)

    def page_title(self, **context: Any) -> Any:
        return context["object"].title

    def crumbs(self, **context: Any) -> list[Crumb]:
        return [list_crumb()]

    def actions(self, **context: Any) -> list[Action]:
        panel = context["object"]
        found = []
        if context["runs"] and panel.state in {"drafting", "drawn", "reviewing"}:
            if context["announced"]:
                found.append(Action(_("Draw"), reverse("reviews:draw_run", args=[panel.pk]), "bolt", primary=True))
            elif context["vacant"]:
                url = reverse("reviews:draw_announce", args=[panel.pk])
                found.append(Action(_("Announce a draw"), url, "speakerphone", primary=True))
        if context["runs"] and panel.state == "drafting":
            found.append(Action(_("Change the conditions"), reverse("reviews:conditions", args=[panel.pk]), "edit"))
            found.append(Action(_("Strata of the draw"), reverse("reviews:strata", args=[panel.pk]), "chart-bar"))
        if context["runs"] and panel.state in {"drawn", "reviewing"}:
            found.append(Action(_("Assign the reviews"), reverse("reviews:assign", args=[panel.pk]), "route"))
        if context["supervises"]:
            found.append(Action(_("Check the draw"), reverse("reviews:draw_check", args=[panel.pk]), "shield-check"))
        return found

    def more(self, found: Any) -> dict[str, Any]:
        runs = self.actor.may(RUN, found.unit.path)
        supervises = self.actor.may(SUPERVISE, found.unit.path)
        knows = knows_panel(self.actor, found.unit.path, found.state)
        draw = selectors.current_draw(found)
        entries = selectors.draw_entries(draw) if draw else []
        settings = PanelSettings.read(
            found.settings,
            mode=found.mode,
            reviewers_per_case=found.reviewers_per_case,
            cases=found.cases.count(),
        )
        return {
            "runs": runs,
            "supervises": supervises,
            "knows": knows,
            "tabs": panel_tabs(found, "panel"),
            "state_text": words.STATES[found.state],
            "state_tone": words.STATE_TONES[found.state],
            "mode_text": words.MODES[found.mode],
            "due": minute(found.due_at),
            "settings": settings,
            "draw": draw,
            "announced": draw is not None and not entries,
            "drawn": entries[0] if entries else None,
            "replaced": len(entries) - 1 if entries else 0,
            "digest": entries[-1].digest if entries else "",
            "vacant": draws.vacant(found),
            "figures": selectors.figures(found),
            "cases": case_rows(found) if runs or supervises or knows else (),
            "seats": seat_rows(found, acts=runs) if knows else (),
            "recusals": recusal_rows(self.actor, found) if runs or supervises else (),
            "run": run_shown(self.actor, found) if runs or supervises else None,
            "options": _options(self.actor, found) if runs else None,
            "history": history(self.actor, panels.SUBJECT, found.pk),
        }


class PanelStepView(ActorView):
    """Start the reviews, or cancel the panel."""

    permission = RUN
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        if selectors.panel_of(self.actor, pk) is None:
            raise Http404
        act = partial(panels.advance, actor=self.actor, panel_id=pk)
        return take_step(request, act, back=reverse("reviews:panel", args=[pk]))


def list_crumb() -> Crumb:
    """The way back to the list."""
    return Crumb(_("Review panels"), reverse("reviews:panel_list"))


def _options(actor: Any, panel: Any) -> CaseOptions:
    found = case_options(
        actor,
        panel,
        panel.unit.path,
        url=reverse("reviews:panel_step", args=[panel.pk]),
        steps=words.STEPS,
        states=words.STATES,
        facts=selectors.step_facts(panel),
    )
    # Drawing, closing and publishing have pages of their own.
    possible = tuple(one for one in found.possible if one.action not in _OWN_PAGES)
    hindered = tuple(one for one in found.hindered if one.action not in _OWN_PAGES)
    return CaseOptions(found.url, found.revision, possible, hindered, ())
