"""Endings with a reason: a selected bid steps back, a race ends without a winner."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ceyuan.apps.calls.forms import decisions as forms
from ceyuan.apps.calls.models import Bid, Challenge
from ceyuan.apps.calls.policies.challenges import BID, MANAGE
from ceyuan.apps.calls.selectors import bids as bid_selectors
from ceyuan.apps.calls.selectors import races as race_selectors
from ceyuan.apps.calls.services import decisions, races
from ceyuan.apps.calls.stepping_back import kept_by
from ceyuan.kit.reasons import reason_text
from ceyuan.kit.views import Crumb, FormView, redirect

from .races import race_url
from .shared import bid_crumb, challenge_crumb, list_crumb, managed, may_step_back


class BidQuitView(FormView):
    """A selected bid steps back: by its own people, or by who runs the challenge."""

    permission = BID
    title = _("Step back from the bid")
    form = forms.SteppingBackForm
    submit = _("Step back for good")
    done = _("The bid has stepped back.")
    bid: Bid | None = None

    def initial(self, **kwargs: Any) -> dict[str, Any] | None:
        self.bid = bid_selectors.bid(self.actor, kwargs["pk"])
        if self.bid is None or not may_step_back(self.actor, self.bid):
            return None
        return {"revision": self.bid.revision}

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        form = self.build(**kwargs)
        kept = kept_by(kwargs["pk"])
        if kept is None:
            return self.show(request, form, 200)
        # Nobody types a reason only to hear that it cannot be.
        messages.error(request, reason_text(kept))
        return redirect(request, reverse("calls:pledge", args=[kwargs["pk"]]))

    def call(self, form: Any, **kwargs: Any) -> Any:
        return decisions.quit_bid(actor=self.actor, bid_id=kwargs["pk"], **form.cleaned_data)

    def crumbs(self, **context: Any) -> list[Crumb]:
        return [list_crumb(), challenge_crumb(self.bid.challenge), bid_crumb(self.bid)] if self.bid else [list_crumb()]

    def success_url(self, result: Any) -> str:
        return reverse("calls:bid_detail", args=[result.pk])


class RaceEndView(FormView):
    """A race ends without a winner, once its challenge ended in another way."""

    permission = MANAGE
    title = _("End the race without a winner")
    form = forms.EndRaceForm
    submit = _("End the race")
    done = _("The race is over.")
    challenge: Challenge | None = None

    def initial(self, **kwargs: Any) -> dict[str, Any] | None:
        self.challenge = managed(self.actor, kwargs["code"])
        race = race_selectors.race_of(self.challenge)
        return {} if race is not None and race.ended_at is None else None

    def call(self, form: Any, **kwargs: Any) -> Any:
        if self.challenge is None:
            raise Http404
        return races.end(actor=self.actor, challenge_id=self.challenge.pk, **form.cleaned_data)

    def crumbs(self, **context: Any) -> list[Crumb]:
        one = self.challenge
        return [list_crumb(), challenge_crumb(one), Crumb(_("Race"), race_url(one))] if one else [list_crumb()]

    def success_url(self, result: Any) -> str:
        return race_url(result.challenge)
