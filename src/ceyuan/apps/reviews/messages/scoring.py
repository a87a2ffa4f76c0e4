"""Texts of scoring, closing, the review record and minutes."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

REASONS: dict[str, Promise] = {
    # score sheets
    "review.points_range": _("Give 0 to %(most)s points."),
    "review.points_decimals": _("At most one decimal."),
    "review.words_too_many": _("At most %(most)s characters; shorten the text."),
    "review.points_missing": _("Please give 0 to %(most)s points."),
    "review.opinion_missing": _("Please write your opinion; the applicant is told why."),
    "review.advice_missing": _("Please choose a recommendation."),
    # quality of reviewing
    "review.often_late": _("%(count)s of %(of)s reviews came in the last two hours before the deadline or not at all."),
    "review.often_outlying": _("%(count)s of %(of)s scores lie far from what was to be expected."),
    "review.often_hasty": _("%(count)s of %(of)s reviews were written within five minutes."),
    "review.often_bare": _("%(count)s of %(of)s reviews say hardly anything in words."),
    "review.often_contradictory": _("In %(count)s of %(of)s reviews score and recommendation contradict each other."),
    # acts on sheets
    "reviews.seal_broken": _(
        "A sealed sheet was changed or cannot be opened (%(place)s). Nothing was opened; call in supervision."
    ),
    "reviews.unknown_assignment": _("There is no such review for you; look into your list of reviews."),
    "reviews.not_reviewing": _("Nothing is reviewed in “%(panel)s” at present; ask the office that runs it."),
    "reviews.assignment_ended": _("This review was taken from you; look into your list of reviews."),
    "reviews.too_late": _("Scores were taken until %(due)s; ask the office that runs the review."),
    "reviews.sheet_submitted": _("This score sheet is submitted and cannot be changed any more."),
    "reviews.not_begun": _("Declare first that you have no conflict of interest; then the papers open."),
    "reviews.not_abstained": _("You have not abstained from this case; reload the page."),
    "reviews.votes_open": _("“%(panel)s” has a vote that is not closed yet; close or cancel it first."),
    "reviews.not_closed": _("“%(panel)s” is not closed yet; nobody reads scores before."),
    "reviews.panel_over": _("“%(panel)s” is over; nothing can be added to its record."),
    "reviews.feedback_given": _("Feedback on this expert was given already."),
    "reviews.record_sheet_differs": _(
        "An opened sheet differs from what was bound at submission (review %(assignment)s). Call in supervision."
    ),
    "reviews.record_marks_differ": _(
        "The marks of review %(assignment)s differ from its opened sheet. Call in supervision."
    ),
    "reviews.record_outcome_differs": _(
        "The kept outcome is not the one that was bound at closing. Call in supervision."
    ),
    "reviews.feedback_without_reason": _("A mark below 3 needs a reason."),
}

ACTS: dict[str, Promise] = {
    "reviews.case.opened": _("Declared no conflict and opened the case"),
    "reviews.case.abstained": _("Abstained from the case"),
    "reviews.case.returned": _("Abstention withdrawn"),
    "reviews.case.recused": _("Declared a conflict of interest"),
    "reviews.sheet.submitted": _("Score sheet submitted"),
    "reviews.panel.closed": _("Panel closed, scores opened"),
    "reviews.panel.published": _("Panel published"),
    "reviews.minutes.written": _("Minutes written"),
    "reviews.note.added": _("Note of the discussion added"),
    "reviews.feedback.given": _("Feedback on an expert given"),
}

SUBJECTS: dict[str, Promise] = {"reviews.assignment": _("Review of a case")}

# Words for stored codes.
ASSIGNMENT_STATES: dict[str, Promise] = {
    "assigned": pgettext_lazy("review", "Not begun"),
    "begun": pgettext_lazy("review", "Begun"),
    "done": pgettext_lazy("review", "Submitted"),
    "abstained": pgettext_lazy("review", "Abstained"),
    "recused": pgettext_lazy("review", "Recused"),
    "declined": pgettext_lazy("review", "Declined"),
    "withdrawn": pgettext_lazy("review", "Withdrawn"),
}
ASSIGNMENT_TONES: dict[str, str] = {"assigned": "warn", "begun": "info", "done": "good", "recused": "neutral"}
ADVICE: dict[str, Promise] = {
    "support": pgettext_lazy("review", "Support"),
    "conditional": pgettext_lazy("review", "Support with conditions"),
    "reject": pgettext_lazy("review", "Do not support"),
}
ADVICE_TONES: dict[str, str] = {"support": "good", "conditional": "warn", "reject": "bad"}
EVENTS: dict[str, Promise] = {
    "record.begun": _("Record begun"),
    "case.opened": _("Case opened after the declaration"),
    "case.abstained": _("Abstained"),
    "case.returned": _("Abstention withdrawn"),
    "case.recused": _("Conflict declared"),
    "sheet.submitted": _("Score sheet sealed"),
    "sheet.opened": _("Score sheet opened"),
    "record.closed": _("Record closed"),
    "record.published": _("Record published"),
    "minutes.written": _("Minutes written"),
    "note.written": _("Note added"),
    "vote.opened": _("Vote opened"),
    "vote.said": _("Vote by name"),
    "vote.closed": _("Vote closed"),
    "vote.cancelled": _("Vote cancelled"),
}

FORMULAS: dict[str, Promise] = {
    "reviews.raw_mean": _("Mean of the scores of all reviewers"),
    "reviews.sheet_score": _("Sum of the criteria, out of 100"),
    "reviews.criterion_share": _("Points ÷ most points × weight"),
}
LABELS: dict[str, Promise] = {
    "reviews.raw_mean": _("Raw mean"),
    "reviews.sheet_score": _("Score of a reviewer"),
    "reviews.criterion_share": _("Criterion"),
    "reviews.points": _("Points"),
    "reviews.most_points": _("Most points"),
    "reviews.weight": _("Weight"),
}
