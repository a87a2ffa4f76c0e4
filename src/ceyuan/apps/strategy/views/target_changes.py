"""Change requests: asking, deciding, taking back."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ceyuan.apps.strategy.filters.targets import ChangeFilters
from ceyuan.apps.strategy.forms.targets import ChangeForm
from ceyuan.apps.strategy.messages import targets as words
from ceyuan.apps.strategy.models import Target, TargetChange
from ceyuan.apps.strategy.policies.targets import NEGOTIATE, VIEW, may_decide
from ceyuan.apps.strategy.selectors import target_lists
from ceyuan.apps.strategy.selectors import targets as selectors
from ceyuan.apps.strategy.services import changes
from ceyuan.apps.strategy.tables.targets import ChangeTable, target_url, written
from ceyuan.apps.strategy.target_numbers import of_value
from ceyuan.core.kernel.verdict import Invalid, Refused
from ceyuan.kit.reasons import reason_text
from ceyuan.kit.tables import Empty
from ceyuan.kit.templatetags.kit import named
from ceyuan.kit.views import ActorView, Crumb, DetailView, FormView, ListView


class ChangeListView(ListView):
    """Requests to change targets."""

    permission = VIEW
    title = gettext_lazy("Change requests")
    table = ChangeTable
    filters = ChangeFilters
    selector = staticmethod(target_lists.changes)
    export_name = "target-changes"
    empty = Empty(
        gettext_lazy("No change requests"), gettext_lazy("They are asked for on the page of an agreed target.")
    )

    def crumbs(self, **context: Any) -> list[Crumb]:
        return [Crumb(_("Targets"), reverse("strategy:target_list"))]


class ChangeDetailView(DetailView):
    """One request with its grounds, and the decision."""

    permission = VIEW
    template_name = "strategy/target_change.html"
    selector = staticmethod(selectors.change)

    def page_title(self, **context: Any) -> str:
        target = context["object"].target
        return _("Change: %(kpi)s of %(unit)s %(year)s") % {
            "kpi": named(target.kpi),
            "unit": named(target.unit),
            "year": target.year,
        }

    def crumbs(self, **context: Any) -> list[Crumb]:
        target = context["object"].target
        return [
            Crumb(_("Change requests"), reverse("strategy:target_changes")),
            Crumb(f"{named(target.kpi)} {named(target.unit)}", target_url(target)),
        ]

    def more(self, found: TargetChange) -> dict[str, Any]:
        verdict = may_decide(self.actor, found)
        writing = of_value(found.target.kpi)
        return {
            "state_text": words.CHANGE_STATES[found.state],
            "state_tone": words.CHANGE_TONES[found.state],
            "old": written(found.target, found.old_value),
            "new": written(found.target, found.new_value),
            "difference": writing.signed(found.new_value - found.old_value),
            "may_decide": bool(verdict) and found.state == "requested",
            "objection": "" if verdict else reason_text(verdict.reasons[0]),
            "is_mine": found.asked_by_id == self.actor.account_id and found.state == "requested",
            "target_url": target_url(found.target),
        }


class ChangeNewView(FormView):
    """Asks for another value of an agreed target."""

    permission = NEGOTIATE
    title = gettext_lazy("Ask for a change")
    form = ChangeForm
    submit = gettext_lazy("Ask for it")
    done = gettext_lazy("Asked for. The leader above decides.")

    def build(self, data: Any = None, files: Any = None, **kwargs: Any) -> ChangeForm:
        target = _target(self.actor, kwargs["pk"])
        form = ChangeForm(data, files, initial={"revision": target.revision})
        form.fields["new_value"].help_text = _("At present %(value)s.") % {"value": written(target, target.value)}
        return form

    def crumbs(self, **context: Any) -> list[Crumb]:
        target = _target(self.actor, self.kwargs["pk"])
        return [Crumb(f"{named(target.kpi)} {named(target.unit)} {target.year}", target_url(target))]

    def call(self, form: Any, **kwargs: Any) -> TargetChange:
        target, given = _target(self.actor, kwargs["pk"]), form.cleaned_data
        return changes.ask(
            actor=self.actor,
            target_id=target.pk,
            revision=given["revision"],
            new_value=of_value(target.kpi).read(given["new_value"], "new_value"),
            grounds=given["grounds"],
        )

    def success_url(self, result: Any) -> str:
        return reverse("strategy:target_change", args=[result.pk])


class ChangeStepView(ActorView):
    """The decision."""

    permission = VIEW
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        if selectors.change(self.actor, pk) is None:
            raise Http404
        data = request.POST
        revision = int(data["revision"]) if data.get("revision", "").isdigit() else -1
        note = data.get("note", "").strip()[:2000]
        try:
            if data.get("action") == "approve":
                into_reserve = data.get("into_reserve") == "on"
                changes.approve(actor=self.actor, change_id=pk, revision=revision, note=note, into_reserve=into_reserve)
            elif data.get("action") == "refuse":
                changes.refuse(actor=self.actor, change_id=pk, revision=revision, note=note)
            else:
                changes.withdraw(actor=self.actor, change_id=pk, revision=revision)
        except Refused as problem:
            messages.error(request, reason_text(problem.reason))
        except Invalid as problem:
            messages.error(request, " ".join(reason_text(one) for all_ in problem.fields.values() for one in all_))
        else:
            messages.success(request, _("Decided."))
        return HttpResponseRedirect(reverse("strategy:target_change", args=[pk]))


def _target(actor: Any, pk: int) -> Target:
    found = selectors.detail(actor, pk)
    if found is None:
        raise Http404
    return found
