"""Supervision items (督办): the list, issuing one, and one item with its answer and steps."""

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ceyuan.apps.strategy.filters.responsibility import SupervisionFilters
from ceyuan.apps.strategy.forms.responsibility import AnswerForm, SupervisionForm
from ceyuan.apps.strategy.messages import responsibility as words
from ceyuan.apps.strategy.policies.responsibility import ANSWER, SUPERVISE, VIEW, may_answer_supervision
from ceyuan.apps.strategy.selectors import supervision as selectors
from ceyuan.apps.strategy.services import supervision
from ceyuan.apps.strategy.tables.responsibility import SupervisionTable, supervision_url
from ceyuan.apps.workflow.interface import CaseOptions, case_options, take_step
from ceyuan.kit.tables import Empty
from ceyuan.kit.views import Action, ActorView, Crumb, DetailView, FormView, ListView

from .responsibility_parts import asked_link, history, link_of


class SupervisionListView(ListView):
    """督办事项."""

    title = _("Supervision")
    permission = VIEW
    table, filters = SupervisionTable, SupervisionFilters
    selector = staticmethod(selectors.listing)
    empty = Empty(
        _("No supervision items"), _("An item asks a unit below to solve something by a day, and to answer with proof.")
    )
    export_name = "supervision"

    def actions(self, **context: Any) -> list[Action]:
        if not self.actor.may(SUPERVISE):
            return []
        return [Action(_("Issue an item"), reverse("strategy:supervision_issue"), "plus", primary=True)]


class SupervisionIssueView(FormView):
    """Issue an item; a button on another page names the record that it is about."""

    title = _("Issue a supervision item")
    permission = SUPERVISE
    form = SupervisionForm
    submit, done = _("Issue"), _("The item was issued.")

    def initial(self, **kwargs: Any) -> dict[str, Any]:
        return asked_link(self.request)

    def crumbs(self, **context: Any) -> list[Crumb]:
        return [_list_crumb()]

    def call(self, form: Any, **kwargs: Any) -> Any:
        given = form.cleaned_data
        names = ("unit_code", "title", "text", "due_on")
        return supervision.issue(actor=self.actor, link=link_of(given), **{name: given[name] for name in names})

    def success_url(self, result: Any) -> str:
        return supervision_url(result)


class SupervisionDetailView(DetailView):
    """One item: what is asked, what was answered, how late it is."""

    permission = VIEW
    template_name = "strategy/supervision_detail.html"
    selector = staticmethod(selectors.item_of)

    def page_title(self, **context: Any) -> Any:
        return context["object"].title

    def crumbs(self, **context: Any) -> list[Crumb]:
        return [_list_crumb()]

    def more(self, found: Any) -> dict[str, Any]:
        urgency = selectors.urgency(found, timezone.localdate())
        may_answer = bool(may_answer_supervision(self.actor, found.unit.path, found.from_unit.path))
        above = self.actor.may(SUPERVISE, found.from_unit.path)
        return {
            "state_text": words.SUPERVISION_STATES[found.state],
            "state_tone": words.SUPERVISION_TONES[found.state],
            "urgency_text": words.URGENCY[urgency],
            "urgency_tone": words.URGENCY_TONES[urgency],
            "late_days": max(0, (timezone.localdate() - found.due_on).days) if urgency != "done" else 0,
            "can_answer": may_answer and found.state == "open",
            "options": _options(self.actor, found) if above else None,
            "history": history(self.actor, supervision.SUBJECT, found.pk),
        }


class SupervisionAnswerView(FormView):
    """Say what was done."""

    title = _("Answer the supervision item")
    permission = ANSWER
    form = AnswerForm
    submit, done = _("Send the answer"), _("The answer was sent.")

    def initial(self, **kwargs: Any) -> dict[str, Any] | None:
        self.item = selectors.item_of(self.actor, kwargs["pk"])
        return {"revision": self.item.revision} if self.item else None

    def crumbs(self, **context: Any) -> list[Crumb]:
        item = self.item
        return [_list_crumb(), Crumb(item.title, supervision_url(item))] if item else [_list_crumb()]

    def call(self, form: Any, **kwargs: Any) -> Any:
        return supervision.answer(actor=self.actor, item_id=kwargs["pk"], **form.cleaned_data)

    def success_url(self, result: Any) -> str:
        return supervision_url(result)


class SupervisionStepView(ActorView):
    """Return, close, withdraw."""

    permission = SUPERVISE
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        judge = partial(supervision.judge, actor=self.actor, item_id=pk)
        return take_step(request, judge, back=reverse("strategy:supervision_detail", args=[pk]))


def _options(actor: Any, item: Any) -> CaseOptions:
    found = case_options(
        actor,
        item,
        item.from_unit.path,
        url=reverse("strategy:supervision_step", args=[item.pk]),
        steps=words.SUPERVISION_STEPS,
        states=words.SUPERVISION_STATES,
    )
    possible = tuple(one for one in found.possible if one.action != "answer")
    return CaseOptions(found.url, found.revision, possible, (), ())


def _list_crumb() -> Crumb:
    return Crumb(_("Supervision"), reverse("strategy:supervision_list"))
