"""What the office does with votes: open, close, cancel, vote again."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ceyuan.apps.reviews.forms.votes import CancelForm, VoteForm
from ceyuan.apps.reviews.policies.panels import RUN
from ceyuan.apps.reviews.selectors import votes as selectors
from ceyuan.apps.reviews.services import voting
from ceyuan.kit.views import ActorView, ActView, Crumb, FormView

from .panel_parts import panel_crumb


class VoteOpenView(FormView):
    """Put cases to the vote."""

    title = _("New vote")
    permission = RUN
    form = VoteForm
    service = staticmethod(voting.open_vote)
    submit = _("Open the vote")
    done = _("The vote is open.")

    def build(self, data: Any = None, files: Any = None, **kwargs: Any) -> VoteForm:
        found = selectors.votes_of(self.actor, kwargs["pk"])
        if found is None or not self.actor.may(RUN, found[0].unit.path):
            raise Http404
        self.panel = found[0]
        cases = [(one.pk, one.title) for one in selectors.cases_to_vote(self.panel)]
        members = [(one.pk, str(one.expert)) for one in selectors.members(self.panel)]
        return VoteForm(data, files, cases=cases, members=members)

    def call(self, form: Any, **kwargs: Any) -> Any:
        given = form.cleaned_data
        return voting.open_vote(
            actor=self.actor,
            panel_id=kwargs["pk"],
            title=given["title"],
            case_ids=given["case_ids"],
            rule=form.rule(),
            attending=given["attending"],
            is_secret=given["is_secret"],
        )

    def crumbs(self, **context: Any) -> list[Crumb]:
        votes = Crumb(_("Votes"), reverse("reviews:vote_list", args=[self.panel.pk]))
        return [panel_crumb(self.panel), votes]

    def success_url(self, result: Any) -> str:
        if len(result) == 1:
            return reverse("reviews:vote", args=[result[0].pk])
        return reverse("reviews:vote_list", args=[self.kwargs["pk"]])


class _OfficeVote(ActorView):
    """Acts of the office on a vote; for who does not run its panel, the vote is not there."""

    permission = RUN

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        actor = getattr(request, "actor", None)
        if actor is not None and actor.may(RUN):
            sight = selectors.vote_of(actor, kwargs["pk"])
            if sight is None or not sight.runs:
                raise Http404
        return super().dispatch(request, *args, **kwargs)

    def return_url(self, **kwargs: Any) -> str:
        """Back to the vote."""
        return reverse("reviews:vote", args=[kwargs["pk"]])

    def crumbs(self, **context: Any) -> list[Crumb]:
        return [Crumb(_("Vote"), reverse("reviews:vote", args=[self.kwargs["pk"]]))]


class VoteCloseView(_OfficeVote, ActView):
    """Count the vote."""

    title = _("Close the vote")
    question = _("Count the vote now? Nobody can vote afterwards, and the result stays.")
    submit = _("Close and count")
    done = _("The vote is counted.")

    @staticmethod
    def service(*, actor: Any, pk: int) -> Any:
        return voting.close_vote(actor=actor, vote_id=pk)


class NextRoundView(_OfficeVote, ActView):
    """Vote again on those that tie."""

    title = _("Next round")
    question = _("Vote again on the cases that tied for the last places?")
    submit = _("Open the next round")
    done = _("The next round is open; it is listed with the votes.")

    @staticmethod
    def service(*, actor: Any, pk: int) -> Any:
        return voting.next_round(actor=actor, vote_id=pk)


class VoteCancelView(_OfficeVote, FormView):
    """End a vote without a result."""

    title = _("Cancel the vote")
    form = CancelForm
    service = staticmethod(voting.cancel_vote)
    submit = _("Cancel the vote")
    done = _("The vote is cancelled.")

    def call(self, form: Any, **kwargs: Any) -> Any:
        return voting.cancel_vote(actor=self.actor, vote_id=kwargs["pk"], reason=form.cleaned_data["reason"])

    def success_url(self, result: Any) -> str:
        return reverse("reviews:vote", args=[result.pk])
