"""Signing letters: one after reading it, or many in one sitting; the paper, and the check of its fingerprint."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ceyuan.apps.organisation.interface import leads
from ceyuan.apps.strategy import letter_paper
from ceyuan.apps.strategy.forms.responsibility import SignForm
from ceyuan.apps.strategy.policies.responsibility import SIGN, VIEW
from ceyuan.apps.strategy.selectors import letters as selectors
from ceyuan.apps.strategy.selectors.letter_check import check
from ceyuan.apps.strategy.services import signing
from ceyuan.apps.strategy.services.signing import Pledge
from ceyuan.apps.strategy.tables.responsibility import letter_url
from ceyuan.core.kernel.verdict import Invalid, Refused
from ceyuan.kit.reasons import reason_text
from ceyuan.kit.templatetags.kit import named
from ceyuan.kit.views import ActorView, Crumb, DetailView, FormView

from .letter_detail import line_shown
from .letters import list_crumb


class LetterSignView(FormView):
    """Read once more what is signed, type the password, sign."""

    permission = SIGN
    template_name = "strategy/letter_sign.html"
    region_template = "kit/form.html"
    form = SignForm
    submit, done = _("Sign with binding force"), _("The letter was signed.")

    def initial(self, **kwargs: Any) -> dict[str, Any] | None:
        self.letter = selectors.letter_of(self.actor, kwargs["pk"])
        if self.letter is None:
            return None
        return {"revision": self.letter.revision, "sha256": self.letter.sha256}

    def page_title(self, **context: Any) -> str:
        return gettext("Sign: responsibility letter %(year)s of %(unit)s") % {
            "year": self.letter.year if self.letter else "",
            "unit": named(self.letter.unit) if self.letter else "",
        }

    def crumbs(self, **context: Any) -> list[Crumb]:
        if self.letter is None:
            return [list_crumb()]
        return [list_crumb(), Crumb(named(self.letter.unit), letter_url(self.letter))]

    def frame(self, **context: Any) -> dict[str, Any]:
        letter = self.letter
        content = (letter.content if letter else None) or {"lines": []}
        side = letter.upper_unit if letter and letter.state == "signed_below" else letter.unit if letter else None
        leadership = leads(self.actor, side.pk, timezone.localdate()) if side else None
        return super().frame(
            **context,
            letter=letter,
            lines=[line_shown(line) for line in content["lines"]],
            side=side,
            leadership=leadership,
        )

    def call(self, form: Any, **kwargs: Any) -> Any:
        cleaned = form.cleaned_data
        pledge = Pledge(kwargs["pk"], cleaned["revision"], cleaned["sha256"])
        return signing.sign(actor=self.actor, pledge=pledge, password=cleaned["password"])

    def success_url(self, result: Any) -> str:
        return letter_url(result)


class LetterSittingView(ActorView):
    """Sign many letters in one sitting: choose, type the password once, see what became of each."""

    permission = SIGN
    title = _("Letters to sign")
    template_name = "strategy/letter_sitting.html"

    def crumbs(self, **context: Any) -> list[Crumb]:
        return [list_crumb()]

    def get(self, request: HttpRequest) -> HttpResponseBase:
        return self.show(request, [], "", 200)

    def post(self, request: HttpRequest) -> HttpResponseBase:
        pledges = [found for found in map(_pledge, request.POST.getlist("letter")) if found]
        try:
            outcomes = signing.sign_many(
                actor=self.actor, pledges=pledges, password=request.POST.get("password", "")[:200]
            )
        except Invalid as problem:
            reasons = [reason for several in problem.fields.values() for reason in several]
            return self.show(request, [], " ".join(reason_text(one) for one in reasons), 422)
        except Refused as problem:
            if problem.reason.code == "strategy.unknown_letter":
                raise Http404 from None
            return self.show(request, [], reason_text(problem.reason), 422)
        return self.show(request, outcomes, "", 200)

    def answer(self, outcomes: list[Any], problem: str, status: int) -> HttpResponseBase:
        """The same for the script of the page, which signs letter by letter and shows how far it is."""
        told = [
            {"letter": one.letter.pk, "refused": reason_text(one.refused) if one.refused else ""} for one in outcomes
        ]
        return JsonResponse({"problem": problem, "outcomes": told}, status=status)

    def show(self, request: HttpRequest, outcomes: list[Any], problem: str, status: int) -> HttpResponseBase:
        """The list of what waits, and what came of the last sitting."""
        if request.method == "POST" and "application/json" in request.headers.get("Accept", ""):
            return self.answer(outcomes, problem, status)
        context = self.frame(
            waiting=selectors.to_sign(self.actor, timezone.localdate()),
            outcomes=outcomes,
            signed=sum(one.refused is None for one in outcomes),
            problem=problem,
        )
        return render(request, self.template_name, context, status=status)


def _pledge(value: str) -> Pledge | None:
    parts = value.split(":")
    if len(parts) != 3 or not (parts[0].isdecimal() and parts[1].isdecimal()):
        return None
    return Pledge(int(parts[0]), int(parts[1]), parts[2][:64])


class LetterPaperView(ActorView):
    """The letter as PDF: the filed one when it is in force, else drawn from what it says now."""

    permission = VIEW

    def get(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        letter = selectors.letter_of(self.actor, pk)
        if letter is None:
            raise Http404
        body = selectors.filed_paper(letter)
        if body is None and letter.state == "draft":
            body = letter_paper.draft_pdf(letter, selectors.content_now(self.actor, letter))
        if body is None:
            body = letter_paper.letter_pdf(letter, selectors.signatures(letter))
        response = HttpResponse(body, content_type="application/pdf")
        response["Content-Disposition"] = f'attachment; filename="letter-{letter.year}-{letter.pk}.pdf"'
        response["Cache-Control"] = "private, no-store"
        return response


class LetterVerifyView(DetailView):
    """Recompute the fingerprint, and compare it with the signatures and the filed document."""

    permission = VIEW
    title = _("Check of the signatures")
    template_name = "strategy/letter_verify.html"
    selector = staticmethod(selectors.letter_of)

    def crumbs(self, **context: Any) -> list[Crumb]:
        letter = context["object"]
        return [list_crumb(), Crumb(named(letter.unit), reverse("strategy:letter_detail", args=[letter.pk]))]

    def more(self, found: Any) -> dict[str, Any]:
        return {"check": check(found)}
