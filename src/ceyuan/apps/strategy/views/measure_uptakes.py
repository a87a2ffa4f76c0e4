"""Uptakes: the list, one of them, and what should not stay so."""

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ceyuan.apps.strategy.filters.measures import FindingFilters, UptakeFilters
from ceyuan.apps.strategy.messages import measures as messages
from ceyuan.apps.strategy.naming_measures import numbered, policy_url, text_of, title_of, unit_url
from ceyuan.apps.strategy.policies.measures import VIEW, may_report, may_verify
from ceyuan.apps.strategy.selectors import measure_changes, measure_feedback
from ceyuan.apps.strategy.selectors import measure_uptakes as selectors
from ceyuan.apps.strategy.services import measure_uptakes as services
from ceyuan.apps.strategy.tables.measures import (
    FindingTable,
    UptakeTable,
    bounds_text,
    money_of,
    own_value,
    said_of,
)
from ceyuan.apps.workflow.interface import case_options, take_step
from ceyuan.kit.listing import SequenceListing
from ceyuan.kit.numbers import date_text
from ceyuan.kit.tables import Empty
from ceyuan.kit.templatetags.kit import named
from ceyuan.kit.views import Action, ActorView, Crumb, DetailView, ListView

from .measure_policies import way


class UptakeList(ListView):
    """What units made of measures."""

    permission = VIEW
    title = _("Uptake of measures")
    table = UptakeTable
    filters = UptakeFilters
    selector = staticmethod(selectors.listing)
    export_name = "uptakes"
    empty = Empty(_("No unit is in scope yet"), _("Open the policy and put its units in scope."))

    def crumbs(self, **context: Any) -> list[Crumb]:
        return [way()]


class FindingList(ListView):
    """Overdue, blocked, outside bounds, landed but not felt."""

    permission = VIEW
    title = _("Findings on policy measures")
    table = FindingTable
    filters = FindingFilters
    selector = staticmethod(lambda actor, filters, _sort: SequenceListing(selectors.findings(actor, filters)))
    export_name = "findings"
    empty = Empty(_("Nothing to object to"), _("No measure is overdue, blocked, outside its bounds or without effect."))

    def crumbs(self, **context: Any) -> list[Crumb]:
        return [way()]


class UptakePage(DetailView):
    """One measure in one unit."""

    permission = VIEW
    template_name = "strategy/uptake.html"
    selector = staticmethod(selectors.detail)

    def page_title(self, **context: Any) -> str:
        return f"{named(context['object'].unit)} · {numbered(context['object'].measure)}"

    def crumbs(self, **context: Any) -> list[Crumb]:
        uptake = context["object"]
        policy = uptake.measure.policy
        return [way(), Crumb(title_of(policy), policy_url(policy)), Crumb(named(uptake.unit), unit_url(uptake.unit))]

    def actions(self, **context: Any) -> list[Action]:
        uptake = context["object"]
        if uptake.state == "ended" or not may_report(self.actor, uptake.unit):
            return []
        return [Action(_("Report progress"), reverse("strategy:uptake_report", args=[uptake.pk]), "edit", primary=True)]

    def more(self, found: Any) -> dict[str, Any]:
        said = measure_feedback.results(self.actor)
        shown = said.measures.get(found.measure_id)
        kinds = list(selectors.kinds_of(found, said, timezone.localdate()))
        mine = self.actor.account_id in measure_changes.reporters(self.actor, found)
        may = may_verify(self.actor, found.unit, has_reported=mine)
        return {
            "state_text": messages.STATES[found.state],
            "state_tone": messages.STATE_TONES[found.state],
            "duty": text_of(found.measure),
            "facts": _facts(found),
            "money": money_of(found),
            "findings": [
                (messages.FINDINGS[kind], messages.FINDING_TONES[kind], said_of(selectors.Finding(kind, found)))
                for kind in kinds
            ],
            "changes": measure_changes.history(self.actor, found),
            "tally": shown.units.get(found.unit_id) if shown else None,
            "tally_year": said.year,
            "verify_url": reverse("strategy:uptake_verify", args=[found.pk])
            if may and found.state in selectors.LANDED and found.verified_by_id is None
            else "",
            "options": case_options(
                self.actor,
                found,
                found.unit.path,
                url=reverse("strategy:uptake_step", args=[found.pk]),
                steps=messages.STEPS,
                states=messages.STATES,
                facts=services.facts(found),
            ),
        }


def _facts(uptake: Any) -> list[tuple[str, Any]]:
    measure = uptake.measure
    rows = [
        (gettext("Theme"), messages.THEMES[measure.theme]),
        (gettext("For whom"), measure.target_group),
        (gettext("Lead department"), measure.lead_unit and named(measure.lead_unit)),
        (gettext("To land by"), measure.due_on and date_text(measure.due_on)),
        (gettext("Proof asked for"), measure.proof),
        (gettext("Bounds of the group"), bounds_text(measure)),
        (gettext("Own rule"), " ".join(filter(None, (uptake.own_rule, uptake.own_rule_number)))),
        (gettext("Own value"), own_value(uptake)),
        (gettext("Landed on"), uptake.landed_on and date_text(uptake.landed_on)),
        (gettext("Evidence"), uptake.evidence),
        (gettext("Obstacle"), uptake.obstacle),
        (gettext("Verified by"), uptake.verified_by and named(uptake.verified_by.person or uptake.verified_by)),
    ]
    return [(label, value) for label, value in rows if value]


class UptakeStep(ActorView):
    """Takes a step and goes back to the uptake."""

    permission = VIEW
    http_method_names = ("post",)

    def post(self, request: HttpRequest, uptake_id: int) -> HttpResponseBase:
        back = reverse("strategy:uptake", args=[uptake_id])
        return take_step(request, partial(services.advance, actor=self.actor, uptake_id=uptake_id), back=back)
