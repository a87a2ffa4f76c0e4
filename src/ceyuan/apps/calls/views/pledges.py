"""The pledge of a selected bid: laid out, signed, confirmed; notes of an on-site check or defence."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ceyuan.apps.calls.award_actions import actions_of
from ceyuan.apps.calls.forms import decisions as forms
from ceyuan.apps.calls.messages import bids as words
from ceyuan.apps.calls.messages.decisions import OUTCOME_TONES, OUTCOMES
from ceyuan.apps.calls.models import Bid
from ceyuan.apps.calls.modes import MODES
from ceyuan.apps.calls.policies.challenges import BID, MANAGE
from ceyuan.apps.calls.selectors import bids as bid_selectors
from ceyuan.apps.calls.selectors import checks
from ceyuan.apps.calls.selectors import decisions as selectors
from ceyuan.apps.calls.services import pledges, reviewing
from ceyuan.apps.calls.tables.challenges import bid_url
from ceyuan.apps.documents.interface import signing_shown
from ceyuan.core.kernel.money import Money
from ceyuan.core.kernel.verdict import Refused
from ceyuan.kit.numbers import money_text
from ceyuan.kit.reasons import reason_text
from ceyuan.kit.views import Action, ActorView, Crumb, FormView

from .bid_detail import offer_shown
from .shared import bid_crumb, challenge_crumb, list_crumb, may_step_back

CONSEQUENCES = _(
    "Where a milestone is not reached for reasons that diligence could not avert, the records are handed over and the "
    "money not spent is returned. Where it is missed by fault, the money paid is returned and no new bid is taken for "
    "two years."
)


def pledge_url(found: Bid) -> str:
    """The page of the pledge."""
    return reverse("calls:pledge", args=[found.pk])


class DefenceView(FormView):
    """Note what an on-site check or a defence brought."""

    permission = MANAGE
    title = _("Note on-site check or defence")
    form = forms.DefenceForm
    done = _("Saved.")
    bid: Bid | None = None

    def initial(self, **kwargs: Any) -> dict[str, Any] | None:
        self.bid = checks.for_office(self.actor, kwargs["pk"])
        return {} if self.bid else None

    def call(self, form: Any, **kwargs: Any) -> Any:
        return reviewing.note_defence(actor=self.actor, bid_id=kwargs["pk"], **form.cleaned_data)

    def crumbs(self, **context: Any) -> list[Crumb]:
        return [list_crumb(), challenge_crumb(self.bid.challenge), bid_crumb(self.bid)] if self.bid else [list_crumb()]

    def success_url(self, result: Any) -> str:
        return bid_url(result)


class PledgeView(ActorView):
    """The decision about a bid and its pledge, for its own people and for who runs the challenge."""

    permission = BID
    title = _("Decision and pledge")

    def get(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        return self.show(request, self.bid(pk), None, 200)

    def post(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        found = self.bid(pk)
        if not self.actor.may(MANAGE, found.challenge.unit.path):
            raise Http404
        form = forms.PledgeForm(request.POST)
        if form.is_valid():
            try:
                pledges.offer(actor=self.actor, bid_id=pk, **form.cleaned_data)
            except Refused as problem:
                form.add_error(None, reason_text(problem.reason))
            else:
                messages.success(request, gettext("The pledge was laid out for signature."))
                return HttpResponseRedirect(pledge_url(found))
        return self.show(request, found, form, 422)

    def bid(self, pk: int) -> Bid:
        """A bid about which this reader may know the decision."""
        found = bid_selectors.bid(self.actor, pk)
        if found is None or found.state in {"draft", "discarded"}:
            raise Http404
        return found

    def show(self, request: HttpRequest, found: Bid, form: Any, status: int) -> HttpResponseBase:
        """The page."""
        decision = selectors.told_to(self.actor, found)
        runs = self.actor.may(MANAGE, found.challenge.unit.path)
        kept = selectors.pledge_of(found) if decision is not None else None
        offering = runs and found.state == "selected" and MODES[found.challenge.mode].pledge
        offering = offering and (kept is None or kept.signed_at is None)
        context = self.frame(
            object=found,
            decision=decision,
            outcome=OUTCOMES[decision.outcome] if decision else "",
            outcome_tone=OUTCOME_TONES[decision.outcome] if decision else "neutral",
            state_text=words.STATES[found.state],
            state_tone=words.STATE_TONES.get(found.state, "neutral"),
            granted=money_text(Money(decision.funds_minor, found.currency))
            if decision and decision.funds_minor is not None
            else "",
            pledge=kept,
            promised=_promised(kept.content) if kept else None,
            form=(form or forms.PledgeForm(initial={"consequences": CONSEQUENCES})) if offering else None,
            steps=_steps(found, runs=runs),
            **signing_shown(self.actor, pledges.SUBJECT, found.pk),
        )
        return render(request, "calls/pledge.html", context, status=status)

    def crumbs(self, **context: Any) -> list[Crumb]:
        found = context["object"]
        return [list_crumb(), challenge_crumb(found.challenge), bid_crumb(found)]

    def actions(self, **context: Any) -> list[Action]:
        found, shown = context["object"], []
        if may_step_back(self.actor, found):
            shown.append(
                Action(_("Step back from the bid"), reverse("calls:bid_quit", args=[found.pk]), "arrow-back-up")
            )
        return [*actions_of(self.actor, found), *shown]


def _promised(content: dict[str, Any]) -> dict[str, Any]:
    money = Money(content["funds_minor"], content["currency"])
    parts = money.split([one["share_ppm"] for one in content["milestones"]])
    return {
        "offers": [offer_shown(one) for one in content["indicators"]],
        "milestones": [
            {**one, "money": money_text(part)} for one, part in zip(content["milestones"], parts, strict=True)
        ],
    }


def _steps(found: Bid, *, runs: bool) -> list[dict[str, Any]]:
    """What the office can do with a selected or pledged bid."""
    shown: list[dict[str, Any]] = []
    if not runs:
        return shown
    told = selectors.bid_facts(found)
    if found.state == "selected" and told["pledge_signed"]:
        shown.append({"act": "confirm", "label": gettext("Confirm the bid")})
    if found.state == "pledged":
        shown.append({"act": "start", "label": gettext("Start the work of this bid")})
    return shown


class PledgeStepView(ActorView):
    """Confirm, start."""

    permission = BID
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int, act: str) -> HttpResponseBase:
        found = bid_selectors.bid(self.actor, pk)
        if found is None or act not in STEPS or not self.actor.may(MANAGE, found.challenge.unit.path):
            raise Http404
        given = request.POST.get("revision", "")
        seen = {"actor": self.actor, "bid_id": pk, "revision": int(given) if given.isdecimal() else -1}
        try:
            STEPS[act](**seen)
        except Refused as problem:
            messages.error(request, reason_text(problem.reason))
        else:
            messages.success(request, gettext("The step was taken."))
        return HttpResponseRedirect(pledge_url(found))


STEPS: dict[str, Any] = {"confirm": pledges.confirm, "start": pledges.start}
