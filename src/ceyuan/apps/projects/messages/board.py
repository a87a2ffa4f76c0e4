"""Texts of the board: why a project has not started."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

REASONS: dict[str, Promise] = {
    "projects.start_not_applied": _("Not applied for yet. The unit has to apply."),
    "projects.start_not_checked": _("The application has not been checked."),
    "projects.start_under_review": _("Under expert review."),
    "projects.start_budget_review": _("The budget is under review."),
    "projects.start_suspended": _("Suspended."),
    "projects.start_no_taskbook": _("Approved, but nobody has drafted the task book."),
    "projects.start_lowered": _("The task book lowers %(count)s indicators. Put them back or have a change approved."),
    "projects.start_findings": _("The task book has %(count)s open findings."),
    "projects.start_not_offered": _("The task book is ready, but was not laid out for signing."),
    "projects.start_unsigned": _("Waits for %(count)s signatures: %(names)s."),
    "projects.start_not_completed": _("All have signed; the task book has to be put into force."),
    "projects.start_not_begun": _("Signed, but the start has not been recorded."),
}
ACTS: dict[str, Promise] = {}
SUBJECTS: dict[str, Promise] = {}
