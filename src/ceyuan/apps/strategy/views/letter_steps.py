"""The buttons of a letter: its steps, and its weights while it is a draft."""

from decimal import Decimal, InvalidOperation
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext

from ceyuan.apps.strategy.policies.responsibility import NEGOTIATE, VIEW
from ceyuan.apps.strategy.selectors import letters as selectors
from ceyuan.apps.strategy.services import letter_close, letters
from ceyuan.apps.strategy.tables.responsibility import letter_url
from ceyuan.apps.workflow.interface import take_step
from ceyuan.core.kernel.verdict import Invalid, Refused
from ceyuan.kit.reasons import reason_text
from ceyuan.kit.views import ActorView

PERCENT = 10_000


class LetterStepView(ActorView):
    """Offer, hand back, cancel, close."""

    permission = VIEW
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        if selectors.letter_of(self.actor, pk) is None:
            raise Http404
        return take_step(request, partial(self.take, pk), back=reverse("strategy:letter_detail", args=[pk]))

    def take(self, pk: int, *, action: str, revision: int, reason: str) -> Any:
        """Call the act behind a button."""
        given = {"actor": self.actor, "letter_id": pk, "revision": revision}
        if action == "close":
            return letter_close.close(**given)
        acts = {"offer": letters.offer, "return": letters.hand_back, "cancel": letters.cancel}
        if action not in acts:
            raise Refused("workflow.unknown_action", action=action)
        return acts[action](**given, reason=reason)


class LetterWeightsView(ActorView):
    """Take the weights that were typed, or spread them evenly."""

    permission = NEGOTIATE
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        letter = selectors.letter_of(self.actor, pk)
        if letter is None:
            raise Http404
        try:
            self.save(request, letter)
        except Refused as problem:
            messages.error(request, reason_text(problem.reason))
        except Invalid as problem:
            for reason in {one for several in problem.fields.values() for one in several}:
                messages.error(request, reason_text(reason))
        else:
            messages.success(request, gettext("Saved."))
        return HttpResponseRedirect(f"{letter_url(letter)}#weights")

    def save(self, request: HttpRequest, letter: Any) -> None:
        """Write what was typed."""
        revision = request.POST.get("revision", "")
        seen = int(revision) if revision.isdecimal() else -1
        if "evenly" in request.POST:
            letters.weigh_evenly(actor=self.actor, letter_id=letter.pk, revision=seen)
            return
        weights = {
            int(name.removeprefix("weight_")): _millionths(str(typed))
            for name, typed in request.POST.items()
            if name.startswith("weight_") and name.removeprefix("weight_").isdecimal()
        }
        letters.set_weights(actor=self.actor, letter_id=letter.pk, weights=weights, revision=seen)


def _millionths(typed: str) -> int:
    try:
        value = Decimal(typed.strip().removesuffix("%") or "0") * PERCENT
    except InvalidOperation:
        raise Invalid({"": ["strategy.weight_out_of_range"]}) from None
    if not value.is_finite() or value != value.to_integral_value():
        raise Invalid({"": ["strategy.weight_out_of_range"]})
    return int(value)
