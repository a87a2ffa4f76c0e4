"""Matters for the leader, and the month page: what only you can decide."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ceyuan.apps.organisation.interface import led_units, my_delegations
from ceyuan.apps.strategy.filters.responsibility import MatterFilters
from ceyuan.apps.strategy.forms.responsibility import MatterForm, OutcomeForm
from ceyuan.apps.strategy.messages import responsibility as words
from ceyuan.apps.strategy.policies.responsibility import READ, SUPERVISE, VIEW
from ceyuan.apps.strategy.selectors import duties as selectors
from ceyuan.apps.strategy.selectors import month
from ceyuan.apps.strategy.services import matters
from ceyuan.apps.strategy.tables.responsibility import MatterTable, due_text, duty_title, matter_title, matter_url
from ceyuan.kit.tables import Empty
from ceyuan.kit.views import Action, ActorView, Crumb, FormView, ListView

from .responsibility_parts import asked_link, history, link_of


class MonthView(ActorView):
    """本月必办: everything that waits for this person, the overdue first; and the duties of the post."""

    title = _("What only you can decide")
    permission = READ
    template_name = "strategy/my_month.html"

    def actions(self, **context: Any) -> list[Action]:
        if not self.actor.may(VIEW):
            return []
        return [Action(_("All matters"), reverse("strategy:matter_list"), "list-details")]

    def get(self, request: HttpRequest) -> HttpResponseBase:
        today = timezone.localdate()
        units = led_units(self.actor, today)
        duties = {
            duty.pk: {"title": duty_title(duty), "basis": duty.basis, "due": due_text(duty), "url": _duty_url(duty)}
            for kind in {unit.kind for unit in units}
            for duty in selectors.duties_of_unit(self.actor, kind, today)
        }
        delegations = [one for one in my_delegations(self.actor) if month.runs(one, today)]
        context = self.frame(
            desk=month.desk(self.actor, today),
            units=units,
            duties=list(duties.values()),
            delegations=[(one, one.giver_id == self.actor.person_id) for one in delegations],
            today=today,
        )
        return render(request, self.template_name, context)


class MatterListView(ListView):
    """All matters within reach."""

    title = _("Matters for the leader")
    permission = VIEW
    table, filters = MatterTable, MatterFilters
    selector = staticmethod(selectors.matter_listing)
    empty = Empty(_("No matters yet"), _("Put the year's duties on the desks, or enter a single matter."))
    export_name = "matters"

    def crumbs(self, **context: Any) -> list[Crumb]:
        return [_month_crumb()]

    def actions(self, **context: Any) -> list[Action]:
        if not self.actor.may(SUPERVISE):
            return []
        return [Action(_("New matter"), reverse("strategy:matter_open"), "plus", primary=True)]


class MatterOpenView(FormView):
    """Put a single matter on a leader's desk."""

    title = _("Put a matter on a leader's desk")
    permission = SUPERVISE
    form = MatterForm
    submit, done = _("Put on the desk"), _("The matter is on the desk.")

    def initial(self, **kwargs: Any) -> dict[str, Any]:
        return asked_link(self.request)

    def crumbs(self, **context: Any) -> list[Crumb]:
        return [_month_crumb(), Crumb(_("Matters for the leader"), reverse("strategy:matter_list"))]

    def call(self, form: Any, **kwargs: Any) -> Any:
        given = form.cleaned_data
        names = ("unit_code", "title", "text", "due_on")
        return matters.open_matter(actor=self.actor, link=link_of(given), **{name: given[name] for name in names})

    def success_url(self, result: Any) -> str:
        return matter_url(result)


class MatterDetailView(FormView):
    """One matter, and the outcome that finishes it."""

    permission = VIEW
    template_name = "strategy/matter_detail.html"
    region_template = "kit/form.html"
    form = OutcomeForm
    submit, done = _("Done"), _("The matter is done.")

    def initial(self, **kwargs: Any) -> dict[str, Any] | None:
        self.matter = selectors.matter_of(self.actor, kwargs["matter_id"])
        return {} if self.matter else None

    def page_title(self, **context: Any) -> Any:
        return matter_title(self.matter)

    def crumbs(self, **context: Any) -> list[Crumb]:
        return [_month_crumb(), Crumb(_("Matters for the leader"), reverse("strategy:matter_list"))]

    def frame(self, **context: Any) -> dict[str, Any]:
        matter, today = self.matter, timezone.localdate()
        if matter is None:
            return super().frame(**context)
        tone = "done" if matter.done_on else "overdue" if matter.due_on < today else ""
        return super().frame(
            **context,
            matter=matter,
            can_finish=matters.may_finish_now(self.actor, matter, today),
            urgency_text=words.URGENCY[tone],
            urgency_tone=words.URGENCY_TONES[tone],
            history=history(self.actor, "strategy.matter", matter.pk),
        )

    def call(self, form: Any, **kwargs: Any) -> Any:
        return matters.finish(actor=self.actor, **kwargs, **form.cleaned_data)

    def success_url(self, result: Any) -> str:
        return matter_url(result)


def _duty_url(duty: Any) -> str:
    return reverse("strategy:duty_detail", args=[duty.pk])


def _month_crumb() -> Crumb:
    return Crumb(_("What only you can decide"), reverse("strategy:my_month"))
