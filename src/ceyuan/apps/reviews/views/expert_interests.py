"""Interests, ties and the agreement of an expert: written by the expert, or by the office that keeps the entry."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ceyuan.apps.reviews.forms.pool import InterestForm, TieForm
from ceyuan.apps.reviews.policies.panels import may_keep_expert
from ceyuan.apps.reviews.selectors import ledger, pool
from ceyuan.apps.reviews.selectors.own import is_own
from ceyuan.apps.reviews.services import experts
from ceyuan.apps.reviews.tables.pool import expert_url
from ceyuan.kit.forms import Form
from ceyuan.kit.templatetags.kit import named
from ceyuan.kit.views import ActorView, ActView, Crumb, FormView, redirect


def speaks_for(actor: Any, expert_id: int) -> Any:
    """The entry, if it is the actor's own or kept by the actor's office; else it is not there."""
    found = pool.expert_of(actor, expert_id)
    if found is None:
        raise Http404
    if not is_own(actor, found) and not may_keep_expert(actor, found.keeper.path):
        raise Http404
    return found


class MyEntryView(ActorView):
    """The own entry in the pool, if there is one."""

    def get(self, request: HttpRequest) -> HttpResponseBase:
        own = pool.own_entry(self.actor)
        if own is None:
            raise Http404
        return redirect(request, expert_url(own))


class _OwnForm(FormView):
    def build(self, data: Any = None, files: Any = None, **kwargs: Any) -> Form:
        self.found = speaks_for(self.actor, kwargs["expert_id"])
        form: Any = self.form
        return form(data, files, actor=self.actor)  # type: ignore[no-any-return]

    def crumbs(self, **context: Any) -> list[Crumb]:
        return [Crumb(named(self.found), expert_url(self.found))]

    def success_url(self, result: Any) -> str:
        return reverse("reviews:expert", args=[result.expert_id])


class InterestView(_OwnForm):
    """Declare an interest."""

    title = _("Declare an interest")
    form = InterestForm
    service = staticmethod(experts.declare)
    submit, done = _("Declare"), _("The interest counts from now on.")


class TieView(_OwnForm):
    """Note a tie to a person."""

    title = _("Note a tie to a person")
    form = TieForm
    service = staticmethod(experts.note_tie)
    submit, done = _("Note"), _("The tie counts from now on.")


class InterestEndView(ActView):
    """An interest no longer exists."""

    title = _("End the interest")
    question = _("Does this interest no longer exist? Recusals that followed from it stay.")
    submit, done = _("It has ended"), _("The interest has ended.")
    service = staticmethod(experts.end_interest)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        actor = getattr(request, "actor", None)
        if actor is not None and actor.account_id is not None:
            found = speaks_for(actor, kwargs["expert_id"])
            if ledger.interest(found, kwargs["declaration_id"]) is None:
                raise Http404
        return super().dispatch(request, *args, **kwargs)

    def return_url(self, **kwargs: Any) -> str:
        return reverse("reviews:expert", args=[kwargs["expert_id"]])


class AgreeView(ActView):
    """The expert agrees to serve, or withdraws."""

    title = _("Agree to serve")
    question = _("Do you agree to be drawn as an expert, and to keep to yourself what you read?")
    submit, done = _("I agree"), _("Thank you; you can be drawn from now on.")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        actor = getattr(request, "actor", None)
        if actor is not None and actor.account_id is not None:
            own = pool.own_entry(actor)
            if own is None or own.pk != kwargs["expert_id"]:
                raise Http404
        return super().dispatch(request, *args, **kwargs)

    def return_url(self, **kwargs: Any) -> str:
        return reverse("reviews:expert", args=[kwargs["expert_id"]])

    @staticmethod
    def service(*, actor: Any, expert_id: int) -> Any:
        """Note the agreement of the expert."""
        return experts.consent(actor=actor, expert_id=expert_id)


class WithdrawView(AgreeView):
    """The expert no longer agrees to serve."""

    title = _("No longer serve")
    question = _("Do you withdraw your agreement? You are not drawn any more; seats you accepted stay yours.")
    submit, done = _("I withdraw"), _("You are not drawn any more.")

    @staticmethod
    def service(*, actor: Any, expert_id: int) -> Any:
        """Note that the expert withdrew."""
        return experts.consent(actor=actor, expert_id=expert_id, agrees=False)
