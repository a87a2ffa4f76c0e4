"""A plan as a document with live figures, its versions, and two of them side by side."""

from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from ceyuan.apps.documents.interface import attached
from ceyuan.apps.strategy.messages import plans as words
from ceyuan.apps.strategy.plan_words import name_of, plan_url, title_of, version_url
from ceyuan.apps.strategy.policies.plans import READ, SUBJECT, VIEW, may_plan, may_write
from ceyuan.apps.strategy.selectors import plan_targets
from ceyuan.apps.strategy.selectors import plans as selectors
from ceyuan.apps.strategy.services import plan_steps
from ceyuan.apps.workflow.interface import case_options, take_step
from ceyuan.core.kernel.comparison import compare
from ceyuan.kit.views import Action, ActorView, Crumb, DetailView

from .plan_rows import change_rows, clause_rows, passages
from .plans import plan_crumbs


class PlanDetailView(DetailView):
    """A plan: the wording in force or nearest to it, or the version asked for."""

    permission = READ
    template_name = "strategy/plan_detail.html"
    region = "document"
    selector = staticmethod(lambda actor, pk, number=None: selectors.version_of(actor, pk, number))

    def page_title(self, **context: Any) -> str:
        return title_of(context["object"].plan)

    def crumbs(self, **context: Any) -> list[Crumb]:
        return plan_crumbs()

    def actions(self, **context: Any) -> list[Action]:
        version, plan = context["object"], context["object"].plan
        found = []
        if self.actor.may(VIEW, plan.unit.path):
            one_page = reverse("strategy:plan_one_page", args=[plan.unit.code, context["year"]])
            found.append(Action(_("On one page (PDF)"), one_page, "file-text"))
        if may_write(self.actor, version):
            edit = reverse("strategy:version_edit", args=[version.pk])
            found.append(Action(_("Write clauses"), edit, "edit", primary=True))
        elif may_plan(self.actor, plan.unit.path):
            waiting = selectors.on_its_way(plan.pk)
            if waiting is None:
                found.append(Action(_("New version"), reverse("strategy:version_make", args=[plan.pk]), "plus"))
            elif waiting.state == "draft":
                edit = reverse("strategy:version_edit", args=[waiting.pk])
                found.append(Action(_("Write the draft of the next version"), edit, "edit"))
        return found

    def more(self, found: Any) -> dict[str, Any]:
        plan = found.plan
        year = selectors.shown_year(plan, timezone.localdate(), self.request.GET.get("year", ""))
        clauses = selectors.clauses(found)
        versions = selectors.versions_of(self.actor, plan.pk)
        targets, linked = selectors.coverage([found.pk]).get(found.pk, (0, 0))
        return {
            "plan": plan,
            "unit": name_of(plan.unit),
            "kind": words.KINDS.get(plan.kind, plan.kind),
            "state_text": words.STATES.get(found.state, found.state),
            "state_tone": words.STATE_TONES.get(found.state, "neutral"),
            "year": year,
            "years": range(plan.first_year, plan.last_year + 1),
            "rows": clause_rows(clauses, plan_targets.beside(self.actor, found, year), plan.unit_id),
            "targets": targets,
            "linked": linked,
            "sees_figures": self.actor.may(VIEW),
            "versions": [(one, words.STATES.get(one.state), words.STATE_TONES.get(one.state)) for one in versions],
            "parent": _named(selectors.plan(self.actor, plan.parent_id)) if plan.parent_id else None,
            "children": [_named(one) for one in selectors.carrying(self.actor, plan)],
            "documents": attached(self.actor, SUBJECT, found.pk),
            "options": options_of(self.actor, found),
        }


def _named(plan: Any) -> tuple[Any, str] | None:
    """A plan with its title in the reader's language."""
    return (plan, title_of(plan)) if plan is not None else None


def options_of(actor: Any, version: Any) -> Any:
    """The steps out of the version's present state, for its page."""
    return case_options(
        actor,
        version,
        version.plan.unit.path,
        url=reverse("strategy:version_step", args=[version.pk]),
        steps=words.STEPS,
        states=words.STATES,
        facts=plan_steps.facts(version),
    )


class VersionStepView(ActorView):
    """Takes a step with a version and goes back to it."""

    permission = READ
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        found = selectors.version(self.actor, pk)
        if found is None:
            raise Http404
        back = version_url(found)
        if request.POST.get("action") == "discard":
            back = reverse("strategy:plan_list")
        return take_step(request, partial(plan_steps.advance, actor=self.actor, version_id=pk), back=back)


class PlanCompareView(ActorView):
    """Two versions of a plan, clause by clause; without choice the last two."""

    permission = READ

    def crumbs(self, **context: Any) -> list[Crumb]:
        return [*plan_crumbs(), Crumb(title_of(context["plan"]), plan_url(context["plan"]))]

    def page_title(self, **context: Any) -> str:
        return _("Versions compared")

    def get(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        plan = selectors.plan(self.actor, pk)
        if plan is None:
            raise Http404
        versions = selectors.versions_of(self.actor, pk)
        by_number = {str(one.number): one for one in versions}
        new = by_number.get(request.GET.get("new", ""), versions[0])
        earlier = [one for one in versions if one.number < new.number]
        old = by_number.get(request.GET.get("old", ""), earlier[0] if earlier else new)
        changes = compare(passages(selectors.clauses(old)), passages(selectors.clauses(new)))
        rows = change_rows(changes)
        counts = [
            (label, words.CHANGE_TONES.get(kind, "neutral"), sum(row["kind"] == kind for row in rows))
            for kind, label in words.CHANGES.items()
        ]
        context = self.frame(
            plan=plan,
            versions=versions,
            old=old,
            new=new,
            rows=rows,
            counts=[one for one in counts if one[2]],
            only_changes=request.GET.get("all") != "1",
        )
        return render(request, "strategy/plan_compare.html", context)
