"""Secret votes: take an envelope, put a ballot into the box, count the publication again.

The ballot page asks for a token and for nothing else: it wants no log-in and keeps no trace of who calls it.
"""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from django.views.decorators.cache import never_cache

from ceyuan.apps.organisation.interface import NOBODY
from ceyuan.apps.reviews.forms.votes import TokenForm
from ceyuan.apps.reviews.messages import votes as words
from ceyuan.apps.reviews.selectors import votes as selectors
from ceyuan.apps.reviews.services import secret
from ceyuan.core.kernel import Invalid, Reason, Refused
from ceyuan.core.review import ballots
from ceyuan.kit.reasons import reason_text
from ceyuan.kit.views import ActorView, Crumb


@method_decorator(never_cache, name="dispatch")
class EnvelopeView(ActorView):
    """Take an envelope; its token is shown once, with the ballot below it."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        if selectors.vote_of(self.actor, pk) is None:
            raise Http404
        try:
            token = secret.take_envelope(actor=self.actor, vote_id=pk)
        except Refused as problem:
            messages.error(request, reason_text(problem.reason))
            return HttpResponseRedirect(reverse("reviews:vote", args=[pk]))
        return render(request, "reviews/ballot.html", ballot_context(pk, token, is_fresh=True))


@method_decorator(never_cache, name="dispatch")
class BallotView(View):
    """The ballot under a token. Without a token nothing of the vote is told."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        return render(request, "reviews/ballot.html", _asking(pk, TokenForm()))

    def post(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        form = TokenForm(request.POST)
        vote = selectors.ballot_box(pk)
        if not form.is_valid():
            return render(request, "reviews/ballot.html", _asking(pk, form), status=422)
        token = form.cleaned_data["token"]
        box = secret.box_of(vote) if vote else None
        if vote is None or box is None or box.mark(token) not in box.commitments:
            form.take(Refused("review.token_forged"))
            return render(request, "reviews/ballot.html", _asking(pk, form), status=422)
        if "cast" not in request.POST:
            return render(request, "reviews/ballot.html", ballot_context(pk, token))
        choices = {str(item): request.POST.get(f"case-{item}", "") for item in vote.items}
        try:
            secret.cast(actor=NOBODY, vote_id=pk, token=token, choices=choices)
        except Refused as problem:
            return self.again(request, pk, token, [problem.reason])
        except Invalid as problem:
            return self.again(request, pk, token, [one for found in problem.fields.values() for one in found])
        return render(request, "reviews/ballot.html", {"title": _("Ballot"), "is_cast": True, "token": token})

    def again(self, request: HttpRequest, pk: int, token: str, faults: list[Reason]) -> HttpResponseBase:
        """The ballot once more, with what stands against it."""
        context = ballot_context(pk, token, typed=request.POST, faults=[reason_text(one) for one in faults])
        return render(request, "reviews/ballot.html", context, status=422)


class RecountView(ActorView):
    """Everything that was published of a secret vote, counted again before the reader's eyes."""

    template_name = "reviews/recount.html"
    title = gettext_lazy("Recount")

    def crumbs(self, **context: Any) -> list[Crumb]:
        vote = context["vote"]
        return [Crumb(vote.title, reverse("reviews:vote", args=[vote.pk]))]

    def get(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        return self.show(request, pk, "")

    def post(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        return self.show(request, pk, request.POST.get("token", "").strip()[:128])

    def show(self, request: HttpRequest, pk: int, token: str) -> HttpResponseBase:
        """The page; with a token also the ballot that was cast under it."""
        sight = selectors.vote_of(self.actor, pk)
        if sight is None or not sight.vote.is_secret or sight.vote.state != "closed" or sight.hidden:
            raise Http404
        shown = ballots.Publication.from_dict((sight.vote.result or {})["publication"])
        counted = ballots.recount(shown)
        titles = {str(case.pk): case.title for case in sight.cases}
        mine = ballots.found(shown, token) if token else None
        context = self.frame(
            vote=sight.vote,
            faults=[reason_text(one) for one in counted.faults],
            tallies=[(titles[item], one) for item, one in counted.tallies.items()],
            ballots=[
                (one.token, [words.CHOICES[said.value] for said in one.choices.values()]) for one in shown.ballots
            ],
            untaken=len(shown.untaken),
            voters=len(shown.voters),
            commitments=len(shown.box.commitments),
            asked=bool(token),
            mine=[(titles[item], words.CHOICES[said.value]) for item, said in mine.choices.items()] if mine else None,
        )
        return render(request, self.template_name, context)


class PublicationView(ActorView):
    """The publication as a file, to be counted elsewhere."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        del request
        sight = selectors.vote_of(self.actor, pk)
        if sight is None or not sight.vote.is_secret or sight.vote.state != "closed" or sight.hidden:
            raise Http404
        answer = JsonResponse((sight.vote.result or {})["publication"], json_dumps_params={"indent": 1})
        answer["Content-Disposition"] = f'attachment; filename="vote-{pk}.json"'
        return answer


def ballot_context(
    pk: int, token: str, *, is_fresh: bool = False, typed: Any = None, faults: list[str] | None = None
) -> dict[str, Any]:
    """The ballot of a box, to be filled in under a token."""
    vote = selectors.ballot_box(pk)
    assert vote is not None  # noqa: S101 - the token was found in this box
    said = typed or {}
    return {
        "title": vote.title,
        "vote": vote,
        "token": token,
        "is_fresh": is_fresh,
        "faults": faults or [],
        "choices": words.CHOICES.items(),
        "rows": [(case, said.get(f"case-{case.pk}", "")) for case in selectors.box_cases(vote)],
    }


def _asking(pk: int, form: TokenForm) -> dict[str, Any]:
    return {"title": _("Ballot"), "form": form, "pk": pk}
