"""The expert's desk: my reviews, and the acts on one of them besides scoring."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ceyuan.apps.reviews.filters.scoring import MyReviewFilters
from ceyuan.apps.reviews.forms.scoring import AbstainForm, WordsForm
from ceyuan.apps.reviews.selectors import desk as selectors
from ceyuan.apps.reviews.services import reviewing
from ceyuan.apps.reviews.tables.scoring import MyReviewTable
from ceyuan.kit.tables import Empty
from ceyuan.kit.views import ActorView, ActView, Crumb, FormView, ListView


def desk_crumb() -> Crumb:
    """The way back to my reviews."""
    return Crumb(_("My reviews"), reverse("reviews:my_reviews"))


class MyReviewsView(ListView):
    """What I review, whatever my posts are: a seat is what counts."""

    title = _("My reviews")
    table, filters = MyReviewTable, MyReviewFilters
    selector = staticmethod(selectors.listing)
    empty = Empty(_("No reviews for you"), _("When a panel seats you and gives you cases, they appear here."))
    export_name = "reviews"


class _OwnReview(ActorView):
    """Acts on a review of one's own; one of somebody else is not there."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        actor = getattr(request, "actor", None)
        if actor is not None and actor.account_id and selectors.review(actor, kwargs["pk"]) is None:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def crumbs(self, **context: Any) -> list[Crumb]:
        return [desk_crumb(), Crumb(_("Review"), reverse("reviews:review", args=[self.kwargs["pk"]]))]


class BeginView(_OwnReview, ActView):
    """Declare to have no conflict; then the papers open."""

    title = _("Declaration")
    question = _("I have no conflict of interest in this case, and keep its contents to myself.")
    submit = _("Declare and open the papers")
    done = _("The papers are open.")

    @staticmethod
    def service(*, actor: Any, pk: int) -> Any:
        return reviewing.begin(actor=actor, assignment_id=pk)

    def return_url(self, **kwargs: Any) -> str:
        return reverse("reviews:review", args=[kwargs["pk"]])


class ReturnView(_OwnReview, ActView):
    """Withdraw an abstention."""

    title = _("Withdraw the abstention")
    question = _("Judge this case after all?")
    done = _("The case is yours again.")

    @staticmethod
    def service(*, actor: Any, pk: int) -> Any:
        return reviewing.return_to(actor=actor, assignment_id=pk)

    def return_url(self, **kwargs: Any) -> str:
        return reverse("reviews:review", args=[kwargs["pk"]])


class AbstainView(_OwnReview, FormView):
    """Refrain from judging."""

    title = _("Abstain from this case")
    form = AbstainForm
    submit = _("Abstain")
    done = _("You abstained; the case counts without your score.")
    service = staticmethod(reviewing.abstain)

    def call(self, form: Any, **kwargs: Any) -> Any:
        return reviewing.abstain(actor=self.actor, assignment_id=kwargs["pk"], words=form.cleaned_data["words"])

    def success_url(self, result: Any) -> str:
        return reverse("reviews:review", args=[result.pk])


class ConflictView(_OwnReview, FormView):
    """Declare a conflict of interest."""

    title = _("Declare a conflict of interest")
    form = WordsForm
    submit = _("Declare the conflict")
    done = _("You are kept from this case from now on; the office finds a replacement.")
    service = staticmethod(reviewing.recuse)

    def call(self, form: Any, **kwargs: Any) -> Any:
        return reviewing.recuse(actor=self.actor, assignment_id=kwargs["pk"], words=form.cleaned_data["words"])

    def success_url(self, result: Any) -> str:
        del result
        return reverse("reviews:my_reviews")
