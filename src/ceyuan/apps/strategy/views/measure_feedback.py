"""Did it reach you? The page that asks, and what came out."""

from typing import Any

from django.contrib import messages as toasts
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ceyuan.apps.organisation.interface import open_units
from ceyuan.apps.strategy.disclosure import LEAST
from ceyuan.apps.strategy.forms.measures import AnswerForm
from ceyuan.apps.strategy.messages import measures as messages
from ceyuan.apps.strategy.naming_measures import numbered, text_of
from ceyuan.apps.strategy.policies.measures import READ, VIEW
from ceyuan.apps.strategy.selectors import measure_feedback as selectors
from ceyuan.apps.strategy.selectors import measure_uptakes
from ceyuan.apps.strategy.services import measure_feedback as services
from ceyuan.core.kernel.verdict import Invalid, Refused
from ceyuan.kit.reasons import reason_text
from ceyuan.kit.templatetags.kit import named
from ceyuan.kit.views import Action, ActorView, Crumb

MOST_COMMENTS = 20


class FeedbackPage(ActorView):
    """Every member says of each measure whether it reached them; nobody learns who said what."""

    permission = READ
    title = _("Did it reach you?")

    def actions(self, **context: Any) -> list[Action]:
        return [Action(_("Survey results"), reverse("strategy:feedback_results"), "chart-bar")]

    def get(self, request: HttpRequest) -> HttpResponseBase:
        return self.page(request, {})

    def post(self, request: HttpRequest) -> HttpResponseBase:
        form = AnswerForm(request.POST)
        if not form.is_valid():
            return self.page(
                request, {_key(request.POST.get("measure_id")): gettext("Please choose one of the three answers.")}
            )
        given = form.cleaned_data
        try:
            services.answer(actor=self.actor, **given)
        except Refused as problem:
            toasts.error(request, reason_text(problem.reason))
        except Invalid:
            return self.page(request, {given["measure_id"]: gettext("Please choose one of the three answers.")})
        else:
            toasts.success(request, gettext("Thank you. Nobody can tell that this answer is yours."))
        return HttpResponseRedirect(f"{reverse('strategy:feedback')}#m{given['measure_id']}")

    def page(self, request: HttpRequest, wrong: dict[int, str]) -> HttpResponse:
        """The page; `wrong` says what was wrong with the answer about a measure."""
        asked = selectors.questions(self.actor)
        questions = [
            {
                "pk": one.measure.pk,
                "name": numbered(one.measure),
                "text": text_of(one.measure),
                "for_whom": one.measure.target_group,
                "answered": one.answered,
                "wrong": wrong.get(one.measure.pk, ""),
            }
            for one in asked
        ]
        context = self.frame(
            questions=questions,
            answers=tuple(messages.ANSWERS.items()),
            done=sum(one.answered for one in asked),
            year=timezone.localdate().year,
            least=LEAST,
        )
        return render(request, "strategy/feedback.html", context, status=422 if wrong else 200)


class FeedbackResults(ActorView):
    """What may be shown of the answers of a year."""

    permission = READ
    title = _("Did it reach them? Results")

    def crumbs(self, **context: Any) -> list[Crumb]:
        return [Crumb(_("Did it reach you?"), reverse("strategy:feedback"))]

    def get(self, request: HttpRequest) -> HttpResponseBase:
        year = request.GET.get("year", "")
        found = selectors.results(self.actor, int(year) if year.isdecimal() and len(year) == 4 else None)
        reach = {one.pk: one for one in open_units(self.actor, services.ASKED_OF, VIEW)} if self.actor.may(VIEW) else {}
        context = self.frame(
            found=found,
            rows=list(_rows(self.actor, found, reach)),
            least=LEAST,
            answers=messages.ANSWERS,
        )
        return render(request, "strategy/feedback_results.html", context)


def _rows(actor: Any, found: selectors.Results, reach: dict[int, Any]) -> Any:
    states = _landed(actor, found)
    for question in selectors.questions(actor):
        shown = found.measures.get(question.measure.pk)
        units = [(reach[key], tally) for key, tally in shown.units.items() if key in reach] if shown else []
        yield {
            "name": numbered(question.measure),
            "total": shown.total if shown else None,
            # To who does not see all units, those outside the reach belong to the rest as well.
            "others": shown.total.total - sum(tally.total for _unit, tally in units) if shown and shown.total else 0,
            "units": [
                {
                    "name": named(unit),
                    "tally": tally,
                    "contradicts": tally.is_counter_evidence and (question.measure.pk, unit.pk) in states,
                    "url": states.get((question.measure.pk, unit.pk), ""),
                }
                for unit, tally in sorted(units, key=lambda one: -one[1].not_reached * 1000 // one[1].total)
            ],
            "comments": found.comments.get(question.measure.pk, ())[:MOST_COMMENTS],
        }


def _landed(actor: Any, found: selectors.Results) -> dict[tuple[int, int], str]:
    """(measure, unit) to the page of the uptake, where the unit says that it landed."""
    keys = measure_uptakes.landed_keys(actor, list(found.measures))
    return {(measure, unit): reverse("strategy:uptake", args=[pk]) for pk, measure, unit in keys}


def _key(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 18 else 0
