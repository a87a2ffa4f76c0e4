"""Policies as lists and clause trees, and the forms that keep them."""

from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ceyuan.apps.organisation.interface import open_units
from ceyuan.apps.strategy.filters.measures import PolicyFilters
from ceyuan.apps.strategy.forms.measures import ClauseForm, NewPolicyForm, PolicyForm
from ceyuan.apps.strategy.messages import measures as messages
from ceyuan.apps.strategy.naming_measures import numbered, policy_url, title_of
from ceyuan.apps.strategy.policies.measures import READ, STEER, VIEW, may_keep
from ceyuan.apps.strategy.selectors import measures as selectors
from ceyuan.apps.strategy.services import measure_clauses, measure_policies
from ceyuan.apps.strategy.services.measure_clauses import ClauseFacts
from ceyuan.apps.strategy.services.measure_policies import PolicyFacts
from ceyuan.apps.strategy.tables.measures import PolicyTable
from ceyuan.kit.tables import Empty
from ceyuan.kit.views import Action, Crumb, DetailView, FormView, ListView


def way() -> Crumb:
    """Back to the list of policies."""
    return Crumb(_("Policy measures"), reverse("strategy:policies"))


class PolicyList(ListView):
    """All policies of the group."""

    permission = READ
    title = _("Policy measures")
    table = PolicyTable
    filters = PolicyFilters
    selector = staticmethod(selectors.policies)
    export_name = "policies"
    empty = Empty(_("No policies yet"), _("The S&T office of the group enters its opinion and its measures here."))

    def actions(self, **context: Any) -> list[Action]:
        found = []
        if self.actor.may(VIEW):
            found.append(Action(_("Coverage matrix"), reverse("strategy:measure_matrix"), "table"))
            found.append(Action(_("Findings"), reverse("strategy:measure_findings"), "flag"))
        if self.actor.may(STEER):
            found.append(Action(_("New policy"), reverse("strategy:policy_new"), "plus", primary=True))
        return found


class PolicyPage(DetailView):
    """A policy as its clauses, with how far each measure has come."""

    permission = READ
    template_name = "strategy/policy.html"
    selector = staticmethod(selectors.policy)

    def page_title(self, **context: Any) -> str:
        return title_of(context["object"])

    def crumbs(self, **context: Any) -> list[Crumb]:
        return [way()]

    def actions(self, **context: Any) -> list[Action]:
        policy = context["object"]
        found = []
        if self.actor.may(VIEW):
            target = f"{reverse('strategy:measure_matrix')}?policy={policy.pk}"
            found.append(Action(_("Coverage matrix"), target, "table"))
            target = f"{reverse('strategy:measure_report')}?policy={policy.pk}"
            found.append(Action(_("Yearly report (PDF)"), target, "file-text"))
        if policy.ended_on is None and may_keep(self.actor, policy.unit):
            key = [policy.pk]
            found += [
                Action(_("Put units in scope"), reverse("strategy:policy_scope", args=key), "building"),
                Action(_("Replace"), reverse("strategy:policy_supersede", args=key), "replace"),
                Action(_("Add clause"), reverse("strategy:measure_new", args=key), "plus", primary=True),
            ]
        return found

    def more(self, found: Any) -> dict[str, Any]:
        tree = selectors.tree(self.actor, found)
        whole = selectors.Progress({})
        for branch in tree:
            whole = whole + branch.progress
        return {
            "tree": tree,
            "whole": whole,
            "themes": messages.THEMES,
            "may_keep": found.ended_on is None and bool(may_keep(self.actor, found.unit)),
            "may_view": self.actor.may(VIEW),
            "heirs": [(policy_url(one), title_of(one)) for one in found.superseded_by.all()],
            "forebear": found.supersedes and (policy_url(found.supersedes), title_of(found.supersedes)),
        }


class PolicyNew(FormView):
    """Enter a policy."""

    permission = STEER
    title = _("New policy")
    form = NewPolicyForm

    def crumbs(self, **context: Any) -> list[Crumb]:
        return [way()]

    def initial(self, **kwargs: Any) -> dict[str, Any]:
        return {"unit_code": next((one.code for one in open_units(self.actor, ["group"], STEER)), "")}

    def call(self, form: Any, **kwargs: Any) -> Any:
        cleaned = dict(form.cleaned_data)
        code = cleaned.pop("unit_code")
        return measure_policies.make(actor=self.actor, unit_code=code, facts=PolicyFacts(**cleaned))

    def success_url(self, result: Any) -> str:
        return policy_url(result)


class OfPolicy(FormView):
    """A form about one policy."""

    permission = STEER

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        actor = getattr(request, "actor", None)
        self.policy: Any = selectors.policy(actor, kwargs["policy_id"]) if actor and actor.account_id else None
        return super().dispatch(request, *args, **kwargs)

    def initial(self, **kwargs: Any) -> dict[str, Any] | None:
        return {} if self.policy and may_keep(self.actor, self.policy.unit) else None

    def crumbs(self, **context: Any) -> list[Crumb]:
        return [way(), Crumb(title_of(self.policy), policy_url(self.policy))]

    def success_url(self, result: Any) -> str:
        return policy_url(self.policy)


class PolicySupersede(OfPolicy):
    """Enter the policy that replaces this one."""

    title = _("Replace by a new policy")
    form = PolicyForm

    def call(self, form: Any, **kwargs: Any) -> Any:
        return measure_policies.supersede(actor=self.actor, facts=PolicyFacts(**form.cleaned_data), **kwargs)

    def success_url(self, result: Any) -> str:
        return policy_url(result)


class MeasureNew(OfPolicy):
    """Add a heading or a measure."""

    title = _("Add clause")
    form = ClauseForm

    def build(self, data: Any = None, files: Any = None, **kwargs: Any) -> ClauseForm:
        start = self.initial(**kwargs)
        if start is None:
            raise Http404
        return ClauseForm(data, files, actor=self.actor, headings=selectors.headings(self.policy), initial=start)

    def call(self, form: Any, **kwargs: Any) -> Any:
        return measure_clauses.add(actor=self.actor, policy_id=self.policy.pk, facts=ClauseFacts(**form.cleaned_data))


class MeasureChange(MeasureNew):
    """Change a clause."""

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        actor = getattr(request, "actor", None)
        self.clause: Any = selectors.clause(actor, kwargs["measure_id"]) if actor and actor.account_id else None
        kwargs["policy_id"] = self.clause.policy_id if self.clause else 0
        return super().dispatch(request, *args, **kwargs)

    def page_title(self, **context: Any) -> str:
        return numbered(self.clause)

    def initial(self, **kwargs: Any) -> dict[str, Any] | None:
        if super().initial() is None:
            return None
        known = {name: getattr(self.clause, name) for name in ClauseFacts.__dataclass_fields__}
        lead = self.clause.lead_unit
        return {**known, "lead_unit_id": lead.code if lead else ""}

    def call(self, form: Any, **kwargs: Any) -> Any:
        return measure_clauses.change(
            actor=self.actor, measure_id=self.clause.pk, facts=ClauseFacts(**form.cleaned_data)
        )
