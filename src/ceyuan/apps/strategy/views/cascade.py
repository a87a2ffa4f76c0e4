"""The cascade: one indicator over the organisation, written like a sheet, negotiated like a deal."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ceyuan.apps.strategy.policies.targets import VIEW
from ceyuan.apps.strategy.selectors.cascade import Cascade, cascade
from ceyuan.apps.strategy.services import cascade as saving
from ceyuan.apps.strategy.services import negotiation
from ceyuan.apps.strategy.tables.cascade import CascadeTable
from ceyuan.apps.strategy.target_spread import spread_over
from ceyuan.core.kernel.verdict import Invalid, Refused
from ceyuan.kit.reasons import reason_text
from ceyuan.kit.templatetags.kit import named
from ceyuan.kit.views import Action, ActorView

from .cascade_choice import Choice, choose
from .cascade_form import Posted, posted
from .cascade_outcome import Outcome, try_on, unreadable

_REASON_LENGTH = 2000


class CascadeView(ActorView):
    """指标分解."""

    permission = VIEW
    title = gettext_lazy("Target cascade")
    template_name = "strategy/cascade.html"

    def actions(self, **context: Any) -> list[Action]:
        choice: Choice | None = context.get("choice")
        if choice is None:
            return []
        workbook = f"{reverse('strategy:cascade_workbook')}?{choice.query}"
        taken = f"{reverse('strategy:cascade_import')}?{choice.query}"
        return [Action(_("Workbook"), workbook, "file-spreadsheet"), Action(_("Take a workbook"), taken, "upload")]

    def get(self, request: HttpRequest) -> HttpResponseBase:
        choice = choose(self.actor, request.GET)
        if choice is None:
            return render(request, self.template_name, self.frame(choice=None))
        return self.show(request, choice, self._found(choice))

    def post(self, request: HttpRequest) -> HttpResponseBase:
        choice = choose(self.actor, request.GET)
        if choice is None:
            raise Http404
        found = self._found(choice)
        codes = {row.unit_id: row.code for row in found.rows if row.pk is None}
        given = posted(request.POST, choice.kpi, codes)
        act = request.POST.get("act", "save")
        outcome = self._outcome(act, given, found, request)
        if outcome is None:
            return HttpResponseRedirect(f"{request.path}?{choice.full_query}")
        # What the others wrote in the meantime belongs on the page beside one's own.
        return self.show(request, choice, self._found(choice), outcome)

    def show(
        self, request: HttpRequest, choice: Choice, found: Cascade, outcome: Outcome | None = None, **more: Any
    ) -> HttpResponseBase:
        table = CascadeTable(found, choice.query, deepest=choice.deepest)
        if outcome is not None:
            table.typed, table.conflicts = outcome.posted.typed, outcome.conflicts or {}
            table.picked = frozenset(map(str, outcome.posted.picked))
            try_on(found, outcome.posted)
        context = self.frame(
            choice=choice,
            found=found,
            table=table.render(),
            kpi_name=str(named(choice.kpi)),
            problems=outcome.problems if outcome else (),
            has_conflicts=bool(table.conflicts),
            unsaved=len(table.typed),
            sides={row.side for row in found.rows if row.pk},
            splitting=choice.split,
            reason=request.POST.get("reason", ""),
            save_url=f"{reverse('strategy:cascade')}?{choice.full_query}",
            **more,
        )
        return render(request, self.template_name, context, status=outcome.status if outcome else 200)

    def _found(self, choice: Choice) -> Cascade:
        return cascade(self.actor, choice.plan, choice.kpi, choice.year, split=choice.split)

    def _outcome(self, act: str, given: Posted, found: Cascade, request: HttpRequest) -> Outcome | None:
        if given.wrong or given.undecided:
            return unreadable(found, given)
        if act == "check":
            return Outcome(given, status=200)
        if act.startswith("spread-"):
            given.typed |= spread_over(found, act.removeprefix("spread-"))
            return Outcome(given, status=200)
        try:
            said = self._do(act, given, request.POST)
        except Refused as problem:
            conflicts = problem.reason.facts.get("conflicts", ())
            return Outcome(given, (reason_text(problem.reason),), {one["target"]: one for one in conflicts})
        except Invalid as problem:
            return Outcome(given, tuple(reason_text(one) for all_ in problem.fields.values() for one in all_))
        messages.success(request, said)
        return None

    def _do(self, act: str, given: Posted, data: Any) -> str:
        reason = data.get("reason", "").strip()[:_REASON_LENGTH]
        into_reserve = data.get("into_reserve") == "on"
        rows = [given.seen(pk) for pk in given.picked]
        if act in {"save", "propose"}:
            return self._save(given, reason, propose=act == "propose")
        acts: dict[str, Callable[[], list[Any]]] = {
            "accept": lambda: negotiation.accept(actor=self.actor, edits=rows),
            "counter": lambda: negotiation.counter(actor=self.actor, edits=rows or given.edits, reason=reason),
            "accept_counter": lambda: negotiation.accept_counter(
                actor=self.actor,
                edits=rows,
                adjust=[edit for edit in given.edits if edit.target_id not in given.picked],
                into_reserve=into_reserve,
                reason=reason,
            ),
            "withdraw": lambda: negotiation.withdraw(
                actor=self.actor, edits=rows, reason=reason, into_reserve=into_reserve
            ),
        }
        if act not in acts:
            raise Refused("workflow.unknown_action")
        if not rows and not (act == "counter" and given.edits):
            raise Refused("strategy.nothing_picked")
        count = len(acts[act]())
        return ngettext("%(count)s target moved.", "%(count)s targets moved.", count) % {"count": count}

    def _save(self, given: Posted, reason: str, *, propose: bool) -> str:
        if given.is_empty and not (propose and given.picked):
            raise Refused("strategy.nothing_changed")
        saved = saving.save(
            actor=self.actor,
            edits=given.edits,
            shares=given.shares,
            reserves=given.reserves,
            reason=reason,
            propose=given.picked if propose else (),
            propose_changed=propose,
        )
        return _("Saved: %(drafted)s drafts, %(proposed)s proposed, %(countered)s counter-proposals.") % {
            "drafted": len(saved.drafted),
            "proposed": len(saved.proposed),
            "countered": len(saved.countered),
        }


def query_of(plan: int, kpi: str, year: int, **more: Any) -> str:
    """The query of a cascade page."""
    return urlencode({"plan": plan, "kpi": kpi, "year": year, **more})


def cascade_url(target: Any) -> str:
    """The cascade that a target stands in."""
    query = query_of(target.plan_id, target.kpi.code, target.year)
    return f"{reverse('strategy:cascade')}?{query}#row-{target.pk}"
