"""The lanes of a race: measured values, who goes on, joins, stops or wins, and the checkpoint that decides it."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ceyuan.apps.calls.forms import decisions as forms
from ceyuan.apps.calls.models import Lane
from ceyuan.apps.calls.policies.challenges import MANAGE
from ceyuan.apps.calls.selectors import races as selectors
from ceyuan.apps.calls.services import races
from ceyuan.apps.workflow.interface import take_step
from ceyuan.core.kernel.verdict import Refused
from ceyuan.kit.reasons import reason_text
from ceyuan.kit.views import ActorView, Crumb, FormView

from .races import race_url
from .shared import challenge_crumb, list_crumb, managed


class LaneForm(FormView):
    """What was measured in a lane at a checkpoint."""

    permission = MANAGE
    title = _("Note measured values")
    form = forms.MarkForm
    done = _("Saved.")
    lane: Lane | None = None

    def build(self, data: Any = None, files: Any = None, **kwargs: Any) -> Any:
        self.lane = _run_by(self.actor, kwargs["pk"])
        one = self.lane.race.challenge
        if selectors.checkpoint(one, kwargs["checkpoint"]) is None:
            raise Http404
        return self.form(
            data, files, initial={"measured_on": timezone.localdate()}, indicators=one.indicators.order_by("position")
        )

    def call(self, form: Any, **kwargs: Any) -> Any:
        races.mark(
            actor=self.actor,
            lane_id=kwargs["pk"],
            checkpoint_id=kwargs["checkpoint"],
            values=form.values(),
            evidence=form.cleaned_data["evidence"],
            measured_on=form.cleaned_data["measured_on"],
        )
        return self.lane

    def crumbs(self, **context: Any) -> list[Crumb]:
        return [list_crumb(), challenge_crumb(self.lane.race.challenge)] if self.lane else [list_crumb()]

    def success_url(self, result: Any) -> str:
        return race_url(result.race.challenge)


class LaneStepView(ActorView):
    """Who goes on, joins, stops or wins; the records of one that stopped."""

    permission = MANAGE
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        found = _run_by(self.actor, pk)
        into = request.POST.get("into_id", "")
        step = partial(races.conclude, actor=self.actor, lane_id=pk, into_id=int(into) if into.isdecimal() else None)
        if request.POST.get("action") == "hand_over":
            return _told(
                request, partial(races.hand_over, actor=self.actor, lane_id=pk, on=timezone.localdate()), found
            )
        return take_step(request, step, back=race_url(found.race.challenge))


class CheckpointView(ActorView):
    """A checkpoint is judged."""

    permission = MANAGE
    http_method_names = ["post"]

    def post(self, request: HttpRequest, code: str, pk: int) -> HttpResponseBase:
        one = managed(self.actor, code)
        found = selectors.checkpoint(one, pk)
        if found is None:
            raise Http404
        act = partial(races.judge_checkpoint, actor=self.actor, challenge_id=one.pk, checkpoint_id=pk)
        return _told(request, act, found)


def _run_by(actor: Any, pk: int) -> Lane:
    found = selectors.lane(actor, pk)
    if found is None or not actor.may(MANAGE, found.race.challenge.unit.path):
        raise Http404
    return found


def _told(request: HttpRequest, act: Any, found: Any) -> HttpResponseBase:
    try:
        act()
    except Refused as problem:
        messages.error(request, reason_text(problem.reason))
    else:
        messages.success(request, gettext("Saved."))
    return HttpResponseRedirect(race_url(found.race.challenge))
