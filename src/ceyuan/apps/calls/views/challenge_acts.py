"""Steps of a challenge, its indicators, its questions."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ceyuan.apps.calls.forms import challenges as forms
from ceyuan.apps.calls.models import Challenge, Question
from ceyuan.apps.calls.policies.challenges import BID, DECIDE, MANAGE, READ
from ceyuan.apps.calls.selectors import challenges as selectors
from ceyuan.apps.calls.services import challenges, questions
from ceyuan.apps.calls.tables.challenges import challenge_url
from ceyuan.apps.workflow.interface import take_step
from ceyuan.core.kernel.verdict import Invalid, Refused
from ceyuan.kit.reasons import reason_text
from ceyuan.kit.views import ActorView, Crumb, FormView

from .shared import challenge_crumb, list_crumb, managed, seen


class ChallengeStepView(ActorView):
    """The buttons of a challenge."""

    permission = READ
    http_method_names = ["post"]

    def post(self, request: HttpRequest, code: str) -> HttpResponseBase:
        one = seen(self.actor, code)
        if not (self.actor.may(MANAGE, one.unit.path) or self.actor.may(DECIDE, one.unit.path)):
            raise Http404
        step = partial(challenges.advance, actor=self.actor, challenge_id=one.pk)
        return take_step(request, step, back=challenge_url(one))


class IndicatorsView(ActorView):
    """All indicators of a challenge on one page."""

    permission = MANAGE
    title = _("Indicators")

    def get(self, request: HttpRequest, code: str) -> HttpResponseBase:
        one = managed(self.actor, code)
        rows = forms.IndicatorRows(initial=forms.indicator_start(selectors.indicators_of(one)))
        return self.show(request, one, rows, "", 200)

    def post(self, request: HttpRequest, code: str) -> HttpResponseBase:
        one = managed(self.actor, code)
        rows = forms.IndicatorRows(request.POST)
        wrong = ""
        if rows.is_valid():
            try:
                challenges.set_indicators(
                    actor=self.actor,
                    challenge_id=one.pk,
                    rows=[row for row in rows.cleaned_data if row.get("name")],
                )
            except Refused as problem:
                wrong = reason_text(problem.reason)
            except Invalid as problem:
                wrong = " ".join(reason_text(each) for several in problem.fields.values() for each in several)
            else:
                messages.success(request, gettext("Saved."))
                return HttpResponseRedirect(challenge_url(one))
        return self.show(request, one, rows, wrong, 422)

    def show(self, request: HttpRequest, one: Challenge, rows: Any, wrong: str, status: int) -> HttpResponseBase:
        """The page with the rows and, after a mistake, all that was typed."""
        context = self.frame(rows=rows, wrong=wrong, back=challenge_url(one), object=one)
        return render(request, "calls/indicators.html", context, status=status)

    def crumbs(self, **context: Any) -> list[Crumb]:
        return [list_crumb(), challenge_crumb(context["object"])]


class AskView(ActorView):
    """A question in public."""

    permission = BID
    http_method_names = ["post"]

    def post(self, request: HttpRequest, code: str) -> HttpResponseBase:
        one = seen(self.actor, code)
        try:
            questions.ask(
                actor=self.actor,
                challenge_id=one.pk,
                text=request.POST.get("text", "")[: questions.MOST_LETTERS],
                key=request.POST.get("key", "")[:64],
            )
        except Refused as problem:
            messages.error(request, reason_text(problem.reason))
        except Invalid as problem:
            messages.error(request, reason_text(problem.fields["text"][0]))
        else:
            messages.success(request, gettext("Your question was sent; the answer appears here for everybody."))
        return HttpResponseRedirect(f"{challenge_url(one)}#questions")


class AnswerView(FormView):
    """An answer for everybody."""

    permission = MANAGE
    title = _("Answer a question")
    form = forms.AnswerForm
    submit = _("Publish the answer")
    done = _("The answer was published.")
    question: Question | None = None
    challenge: Challenge | None = None

    def initial(self, **kwargs: Any) -> dict[str, Any] | None:
        self.challenge = managed(self.actor, kwargs["code"])
        found = [one.question for one in selectors.questions_of(self.actor, self.challenge)]
        self.question = next((one for one in found if one.pk == kwargs["pk"]), None)
        return {"text": self.question.answer} if self.question else None

    def call(self, form: Any, **kwargs: Any) -> Any:
        return questions.answer(actor=self.actor, question_id=kwargs["pk"], text=form.cleaned_data["text"])

    def page_title(self, **context: Any) -> str:
        return self.question.text if self.question else str(self.title)

    def crumbs(self, **context: Any) -> list[Crumb]:
        return [list_crumb(), challenge_crumb(self.challenge)] if self.challenge else [list_crumb()]

    def success_url(self, result: Any) -> str:
        return reverse("calls:challenge_detail", args=[result.challenge.code]) + "#questions"
