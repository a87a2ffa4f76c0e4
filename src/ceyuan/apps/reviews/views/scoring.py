"""One review: the dossier beside the score sheet, drafts kept by themselves, and the submission."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from ceyuan.apps.reviews.forms.scoring import SheetForm
from ceyuan.apps.reviews.messages import scoring as words
from ceyuan.apps.reviews.selectors import desk as selectors
from ceyuan.apps.reviews.services import reviewing
from ceyuan.core.kernel import Invalid, Refused
from ceyuan.kit.reasons import reason_text
from ceyuan.kit.views import ActorView, Crumb

from .desk import desk_crumb


class ReviewView(ActorView):
    """A review of one's own. GET shows it; POST saves the draft or, with `submit`, closes the sheet for good."""

    template_name = "reviews/review.html"

    def page_title(self, **context: Any) -> str:
        return str(context["review"].assignment.case.title)

    def crumbs(self, **context: Any) -> list[Crumb]:
        return [desk_crumb()]

    def get(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        review = self.found(pk)
        return self.show(request, review, self.sheet_form(review), 200)

    def post(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        review = self.found(pk)
        form = self.sheet_form(review, request.POST)
        is_submission = "submit" in request.POST
        act = reviewing.submit if is_submission else reviewing.save_draft
        if form.is_valid():
            try:
                act(actor=self.actor, assignment_id=pk, writing=form.writing())
            except (Invalid, Refused) as problem:
                form.take(problem)
            else:
                told = _("Submitted. Nobody reads the score before the panel closes.") if is_submission else _("Saved.")
                messages.success(request, told)
                return HttpResponseRedirect(reverse("reviews:review", args=[pk]))
        return self.show(request, review, form, 422)

    def found(self, pk: int) -> selectors.Review:
        """The review, or 404."""
        review = selectors.review(self.actor, pk)
        if review is None:
            raise Http404
        return review

    def sheet_form(self, review: selectors.Review, posted: Any = None) -> SheetForm:
        """The sheet as a form."""
        return SheetForm(posted, criteria=review.criteria, writing=review.writing)

    def show(self, request: HttpRequest, review: selectors.Review, form: SheetForm, status: int) -> HttpResponseBase:
        """The page."""
        state = review.assignment.state
        context = self.frame(
            review=review,
            panel=review.assignment.panel,
            form=form,
            rows=form.rows(),
            state=words.ASSIGNMENT_STATES[state],
            tone=words.ASSIGNMENT_TONES.get(state, "neutral"),
            due=timezone.localtime(review.assignment.panel.due_at).strftime("%Y-%m-%d %H:%M"),
            saved=_clock(review.sheet.saved_at) if review.sheet and review.sheet.sealed else "",
            advice=words.ADVICE.get(review.writing.advice, ""),
        )
        return render(request, self.template_name, context, status=status)


class DraftView(ReviewView):
    """Keeps a draft while somebody writes; answers with one line."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        form = self.sheet_form(self.found(pk), request.POST)
        problem = ""
        if form.is_valid():
            try:
                sheet = reviewing.save_draft(actor=self.actor, assignment_id=pk, writing=form.writing())
            except Invalid as fault:
                problem = " ".join(reason_text(one) for found in fault.fields.values() for one in found)
            except Refused as fault:
                problem = reason_text(fault.reason)
            else:
                return render(request, "reviews/review_saved.html", {"saved": _clock(sheet.saved_at)})
        problem = problem or " ".join(str(error) for found in form.errors.values() for error in found)
        return render(request, "reviews/review_saved.html", {"problem": problem}, status=422)


def _clock(moment: Any) -> str:
    return timezone.localtime(moment).strftime("%H:%M:%S") if moment else ""
