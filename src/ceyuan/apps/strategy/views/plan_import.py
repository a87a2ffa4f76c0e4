"""Handing in a plan as a file, looking at the clauses it proposes, and taking them."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from ceyuan.apps.strategy.forms.plans import PlanFileForm
from ceyuan.apps.strategy.messages import plans as words
from ceyuan.apps.strategy.plan_words import name_of
from ceyuan.apps.strategy.policies.plans import PLAN
from ceyuan.apps.strategy.selectors import plans as selectors
from ceyuan.apps.strategy.services import plan_import
from ceyuan.apps.strategy.target_numbers import of_value
from ceyuan.core.kernel.verdict import Invalid, Reason, Refused
from ceyuan.kit.reasons import reason_text
from ceyuan.kit.views import ActorView, Crumb, FormView

from .plan_editing import draft, editor_crumbs, editor_url

# A form holds so many choices of kind at most; further clauses take the proposed kind and are changed in the editor.
MOST_CHOICES = 1_500


class PlanImportView(FormView):
    """Takes the file; nothing is written into the draft yet."""

    permission = PLAN
    title = _("Import from a file")
    form = PlanFileForm
    submit, done = _("Read the file"), _("The file was read and kept with the draft; look at the proposed clauses.")

    def crumbs(self, **context: Any) -> list[Crumb]:
        return editor_crumbs(draft(self.actor, self.kwargs["pk"]))

    def initial(self, **kwargs: Any) -> dict[str, Any] | None:
        return None if draft(self.actor, kwargs["pk"]) is None else {}

    def call(self, form: Any, **kwargs: Any) -> Any:
        return plan_import.receive(actor=self.actor, version_id=kwargs["pk"], file=form.cleaned_data["file"])

    def success_url(self, result: Any) -> str:
        return reverse("strategy:plan_import_preview", args=[self.kwargs["pk"], result.pk])


class PlanImportPreviewView(ActorView):
    """The proposed clauses; the person leaves out, corrects kinds, confirms targets, and takes the rest."""

    permission = PLAN

    def crumbs(self, **context: Any) -> list[Crumb]:
        return editor_crumbs(context["version"])

    def page_title(self, **context: Any) -> str:
        return gettext("Proposed clauses")

    def get(self, request: HttpRequest, pk: int, document: int) -> HttpResponseBase:
        return self.show(request, pk, document)

    def post(self, request: HttpRequest, pk: int, document: int) -> HttpResponseBase:
        if draft(self.actor, pk) is None:
            raise Http404
        try:
            tally = plan_import.take(
                actor=self.actor, version_id=pk, document_id=document, choice=choice_of(request.POST)
            )
        except Refused as problem:
            messages.error(request, reason_text(problem.reason))
            return self.show(request, pk, document, status=422)
        told = ngettext("%(n)s clause was taken.", "%(n)s clauses were taken.", tally.accepted)
        messages.success(request, told % {"n": tally.accepted})
        return HttpResponseRedirect(editor_url(pk))

    def show(self, request: HttpRequest, pk: int, document: int, status: int = 200) -> HttpResponseBase:
        """The page with the proposal, and after a refusal what was chosen."""
        version = draft(self.actor, pk)
        if version is None:
            raise Http404
        try:
            seen = plan_import.preview(self.actor, version, document)
        except Invalid:
            seen = None
        if seen is None:
            raise Http404
        chosen = choice_of(request.POST) if request.method == "POST" else plan_import.Choice()
        proposal = seen.proposal
        context = self.frame(
            version=version,
            proposal=proposal,
            rows=[_row(one, seen, chosen, may_choose=at < MOST_CHOICES) for at, one in enumerate(proposal.clauses)],
            rejected=[
                (one.line, one.sheet, reason_text(Reason(one.code, {"found": one.found, "expected": one.expected})))
                for one in proposal.rejected
            ],
            kinds=words.CLAUSE_KINDS,
            existing=len(selectors.places(version.pk)),
            replace=chosen.replace,
        )
        return render(request, "strategy/plan_import_preview.html", context, status=status)


def choice_of(data: QueryDict) -> plan_import.Choice:
    """What the form says: lines left out, kinds and confirmed targets by line."""
    kinds: dict[int, str] = {}
    targets: dict[int, list[int]] = {}
    for name in data:
        word, _dash, line = name.partition("-")
        if line.isdecimal() and word == "kind":
            kinds[int(line)] = str(data[name])
        elif line.isdecimal() and word == "target":
            targets[int(line)] = [int(key) for key in data.getlist(name) if key.isdecimal()]
    left_out = frozenset(int(line) for line in data.getlist("skip") if line.isdecimal())
    return plan_import.Choice(left_out, kinds, targets, replace=data.get("mode") != "append")


def _row(one: Any, seen: plan_import.Preview, chosen: plan_import.Choice, *, may_choose: bool) -> dict[str, Any]:
    return {
        "line": one.line,
        "number": one.number,
        "text": one.text,
        "depth": one.depth,
        "kind": chosen.kinds.get(one.line, one.kind),
        "kind_text": words.CLAUSE_KINDS[one.kind],
        "may_choose": may_choose,
        "skipped": one.line in chosen.left_out,
        "lead": one.lead,
        "lead_unknown": one.line in seen.unknown_leads,
        "due": one.due,
        "offers": [
            {
                "target": offer.target,
                "name": name_of(offer.target.kpi),
                "figure": f"{offer.figure.value}{offer.figure.unit}",
                "value": of_value(offer.target.kpi).phrase(offer.target.value),
                "agrees": offer.agrees,
                "chosen": offer.target.pk in chosen.targets.get(one.line, []) if chosen.kinds else offer.agrees,
            }
            for offer in seen.offers.get(one.line, ())
        ],
    }
