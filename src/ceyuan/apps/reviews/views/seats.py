"""A seat: the invitation on a phone, and what the office does with it."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ceyuan.apps.reviews.forms.panels import DeclineForm, RecusalForm
from ceyuan.apps.reviews.messages import panels as words
from ceyuan.apps.reviews.policies.panels import RUN
from ceyuan.apps.reviews.selectors import panels as selectors
from ceyuan.apps.reviews.selectors.own import is_own
from ceyuan.apps.reviews.services import seats
from ceyuan.apps.reviews.tables.pool import minute
from ceyuan.kit.forms import Form
from ceyuan.kit.templatetags.kit import named
from ceyuan.kit.views import ActorView, ActView, Crumb, FormView

from .panel_parts import panel_crumb


def seat_or_404(actor: Any, pk: int, *, runs: bool = False) -> Any:
    """The seat of the actor, or one of a panel the actor runs (with `runs`, only that)."""
    found = selectors.seat_of(actor, pk)
    if found is None or (runs and not actor.may(RUN, found.panel.unit.path)):
        raise Http404
    return found


class SeatView(ActorView):
    """The invitation: what, how much, until when; two buttons."""

    template_name = "reviews/seat.html"

    def page_title(self, **context: Any) -> Any:
        return context["seat"].panel.title

    def crumbs(self, **context: Any) -> list[Crumb]:
        seat = context["seat"]
        return [panel_crumb(seat.panel)] if self.actor.may(RUN, seat.panel.unit.path) else []

    def get(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        seat = seat_or_404(self.actor, pk)
        panel = seat.panel
        own = is_own(self.actor, seat.expert)
        context = self.frame(
            seat=seat,
            own=own,
            expert=named(seat.expert),
            mode=words.MODES[panel.mode],
            due=minute(panel.due_at),
            state=words.SEAT_STATES[seat.state],
            tone=words.SEAT_TONES[seat.state],
            share=selectors.expected_share(panel),
            answerable=panel.state in {"drawn", "reviewing"},
            over=panel.state in {"closed", "published", "cancelled"},
        )
        return render(request, self.template_name, context)


class AcceptView(ActView):
    """Accept the seat, or note that the expert accepted."""

    title = _("Accept the invitation")
    question = _("Accept this seat? You then review what is assigned to you until the deadline.")
    submit, done = _("Accept"), _("Thank you; the seat is accepted.")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        actor = getattr(request, "actor", None)
        if actor is not None and actor.account_id is not None:
            seat_or_404(actor, kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def return_url(self, **kwargs: Any) -> str:
        return reverse("reviews:seat", args=[kwargs["pk"]])

    @staticmethod
    def service(*, actor: Any, pk: int) -> Any:
        """Accept."""
        return seats.answer(actor=actor, seat_id=pk, accepts=True)


class _SeatForm(FormView):
    runs = True

    def build(self, data: Any = None, files: Any = None, **kwargs: Any) -> Form:
        self.seat = seat_or_404(self.actor, kwargs["pk"], runs=self.runs)
        return self.made(data, files)

    def made(self, data: Any, files: Any) -> Form:
        """The form."""
        return self.form(data, files)

    def crumbs(self, **context: Any) -> list[Crumb]:
        if self.actor.may(RUN, self.seat.panel.unit.path):
            return [panel_crumb(self.seat.panel)]
        return [Crumb(self.seat.panel.title, reverse("reviews:seat", args=[self.seat.pk]))]

    def success_url(self, result: Any) -> str:
        if self.actor.may(RUN, self.seat.panel.unit.path):
            return reverse("reviews:panel", args=[self.seat.panel_id])
        return reverse("reviews:seat", args=[self.seat.pk])


class DeclineView(_SeatForm):
    """Decline the seat, or step down; the next of the draw is invited."""

    title = _("Decline the invitation")
    runs = False
    form = DeclineForm
    submit, done = _("Decline"), _("The invitation is declined; the next of the draw is invited.")

    def call(self, form: Form, **kwargs: Any) -> Any:
        return seats.answer(actor=self.actor, seat_id=self.seat.pk, accepts=False, **form.cleaned_data)


class ReplaceView(_SeatForm):
    """Take an expert out of the panel."""

    title = _("Replace the expert")
    permission = RUN
    form = DeclineForm
    submit = pgettext_lazy("expert", "Replace")
    done = _("The expert is replaced by the next of the draw, if there is one.")

    def call(self, form: Form, **kwargs: Any) -> Any:
        return seats.replace(actor=self.actor, seat_id=self.seat.pk, **form.cleaned_data)


class RecuseView(_SeatForm):
    """Keep a member from a case."""

    title = _("Order a recusal")
    permission = RUN
    form = RecusalForm
    submit, done = _("Order"), _("The expert is kept from this case for good.")

    def made(self, data: Any, files: Any) -> Form:
        cases = [(one.pk, f"{one.number} {one.title}") for one in self.seat.panel.cases.order_by("number")]
        return RecusalForm(data, files, cases=cases)

    def call(self, form: Form, **kwargs: Any) -> Any:
        return seats.order_recusal(actor=self.actor, seat_id=self.seat.pk, **form.cleaned_data)


class ChairView(ActView):
    """Name the chair."""

    title = _("Name the chair")
    permission = RUN
    question = _("Make this member the chair of the panel?")
    submit, done = _("Name"), _("The chair is named.")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        actor = getattr(request, "actor", None)
        if actor is not None and actor.may(RUN):
            self.seat = seat_or_404(actor, kwargs["pk"], runs=True)
        return super().dispatch(request, *args, **kwargs)

    def return_url(self, **kwargs: Any) -> str:
        return reverse("reviews:panel", args=[self.seat.panel_id])

    @staticmethod
    def service(*, actor: Any, pk: int) -> Any:
        """Name the chair."""
        return seats.make_chair(actor=actor, seat_id=pk)
