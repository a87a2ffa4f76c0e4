"""The ranking of a challenge's bids, the decision about each, its public notice, and the negotiation."""

from decimal import Decimal, InvalidOperation
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ceyuan.apps.calls.forms import decisions as forms
from ceyuan.apps.calls.forms.fields import FEN_PER_WAN
from ceyuan.apps.calls.models import Challenge
from ceyuan.apps.calls.policies.challenges import DECIDE, MANAGE, READ
from ceyuan.apps.calls.ranking_shown import actions_for, panel_shown, row_shown
from ceyuan.apps.calls.selectors import decisions as selectors
from ceyuan.apps.calls.selectors import reviewing as ranks
from ceyuan.apps.calls.services import decisions, reviewing
from ceyuan.core.kernel.verdict import Invalid, Refused
from ceyuan.kit.reasons import reason_text
from ceyuan.kit.views import Action, ActorView, Crumb

from .challenge_forms import ChallengeForm
from .shared import challenge_crumb, list_crumb, managed, seen


def decision_url(one: Any) -> str:
    """The page of the decision."""
    return reverse("calls:decision", args=[one.code])


class ReviewView(ChallengeForm):
    """Send the admitted bids to technical review."""

    title = _("Send to technical review")
    form = forms.ReviewForm
    submit = _("Open the panel")
    done = _("The panel was opened; draw its experts next.")

    def call(self, form: Any, **kwargs: Any) -> Any:
        one = self.challenge or managed(self.actor, kwargs["code"])
        return reviewing.send_to_review(
            actor=self.actor, challenge_id=one.pk, revision=one.revision, **form.cleaned_data
        )

    def success_url(self, result: Any) -> str:
        return decision_url(result)


class NegotiationView(ChallengeForm):
    """What was agreed with the selected bids."""

    title = _("Note the negotiation")
    form = forms.NoteForm
    service = staticmethod(decisions.note_negotiation)
    done = _("Saved.")

    def success_url(self, result: Any) -> str:
        return decision_url(result)


class DecisionView(ActorView):
    """All admitted bids, the best first, with results, reasons and the decision about each."""

    permission = READ
    title = _("Ranking and decision")

    def get(self, request: HttpRequest, code: str) -> HttpResponseBase:
        return self.show(request, self.challenge(code), {}, 200)

    def post(self, request: HttpRequest, code: str) -> HttpResponseBase:
        one = self.challenge(code)
        if not self.actor.may(DECIDE, one.unit.path):
            raise Http404
        wrong: dict[str, str] = {}
        choices = [
            choice for row in ranks.ranking(self.actor, one) if (choice := _choice(request, row.bid, wrong)) is not None
        ]
        if not wrong:
            try:
                made = decisions.decide(actor=self.actor, challenge_id=one.pk, choices=choices)
            except Refused as problem:
                wrong[""] = reason_text(problem.reason)
            except Invalid as problem:
                wrong = {name: reason_text(reasons[0]) for name, reasons in problem.fields.items()}
            else:
                messages.success(request, gettext("Saved.") if made else gettext("Nothing was changed."))
                return HttpResponseRedirect(decision_url(one))
        return self.show(request, one, wrong, 422)

    def challenge(self, code: str) -> Challenge:
        """The challenge, for who runs, decides or supervises it."""
        one = seen(self.actor, code)
        if not ranks.may_look(self.actor, one):
            raise Http404
        return one

    def show(self, request: HttpRequest, one: Challenge, wrong: dict[str, str], status: int) -> HttpResponseBase:
        """The page, after a mistake with all that was typed."""
        deciding = one.state == "decision" and self.actor.may(DECIDE, one.unit.path)
        rows = ranks.ranking(self.actor, one)
        context = self.frame(
            object=one,
            rows=[row_shown(row, request.POST, wrong.get(str(row.bid.pk), "")) for row in rows],
            wrong=wrong.get("", ""),
            deciding=deciding,
            runs=self.actor.may(MANAGE, one.unit.path),
            panel=panel_shown(self.actor, one),
            chosen=sum(row.outcome == "selected" for row in selectors.current(one).values()),
            late=selectors.over_kill_date(one),
            buttons=actions_for(self.actor, one),
        )
        return render(request, "calls/decision.html", context, status=status)

    def crumbs(self, **context: Any) -> list[Crumb]:
        return [list_crumb(), challenge_crumb(context["object"])]

    def actions(self, **context: Any) -> list[Action]:
        one = context["object"]
        found = []
        if context["runs"] and one.state in {"formal_check", "review"} and not ranks.review_closed(one):
            found.append(
                Action(_("Send to technical review"), reverse("calls:challenge_review", args=[one.code]), "users")
            )
        if context["runs"] and one.state == "negotiation":
            found.append(Action(_("Note the negotiation"), reverse("calls:negotiation", args=[one.code]), "notes"))
        return found


def _choice(request: HttpRequest, found: Any, wrong: dict[str, str]) -> decisions.Choice | None:
    """What was chosen for a bid; None when nothing was."""
    given = {name: request.POST.get(f"{name}_{found.pk}", "").strip() for name in FIELDS}
    if not given["outcome"]:
        return None
    funds = None
    if given["funds"]:
        try:
            funds = int(Decimal(given["funds"]) * FEN_PER_WAN)
        except (InvalidOperation, ValueError, OverflowError):
            wrong[str(found.pk)] = gettext("Please write the money as a number in 10,000 yuan.")
            return None
    place = int(given["place"]) if given["place"].isdecimal() and len(given["place"]) < 5 else None
    return decisions.Choice(
        bid_id=found.pk,
        outcome=given["outcome"],
        reasons=given["reasons"],
        conditions=given["conditions"],
        place=place,
        funds_minor=funds,
    )


FIELDS = ("outcome", "reasons", "conditions", "place", "funds")
ACTS = {"announce": decisions.announce, "take_up": decisions.take_up}


class DecisionStepView(ActorView):
    """Hang the notice; let what is clear go on."""

    permission = MANAGE
    http_method_names = ["post"]

    def post(self, request: HttpRequest, code: str, act: str) -> HttpResponseBase:
        one = managed(self.actor, code)
        if act not in ACTS:
            raise Http404
        given = request.POST.get("revision", "")
        try:
            ACTS[act](actor=self.actor, challenge_id=one.pk, revision=int(given) if given.isdecimal() else one.revision)
        except Refused as problem:
            messages.error(request, reason_text(problem.reason))
        except Invalid as problem:
            messages.error(request, " ".join(reason_text(each) for found in problem.fields.values() for each in found))
        else:
            messages.success(request, gettext("The step was taken."))
        return HttpResponseRedirect(decision_url(one))
