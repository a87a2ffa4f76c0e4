"""Texts of running a project: payments, milestones, progress, risks, mid-term checks, readiness."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

MILESTONE_STATES: dict[str, Promise] = {
    "planned": pgettext_lazy("milestone", "Open"),
    "reached": pgettext_lazy("milestone", "Reached in time"),
    "late": pgettext_lazy("milestone", "Reached late"),
    "missed": pgettext_lazy("milestone", "Not reached"),
    "exempted": pgettext_lazy("milestone", "Exempted"),
}
MILESTONE_TONES = {"reached": "good", "late": "warn", "missed": "bad", "exempted": "special"}
OUTCOMES: dict[str, Promise] = {
    "go": pgettext_lazy("milestone", "Go: reached"),
    "no_go": pgettext_lazy("milestone", "No-go: not reached"),
    "exempt": pgettext_lazy("milestone", "Exempt from it"),
}
PAYMENT_STATES: dict[str, Promise] = {
    "planned": pgettext_lazy("payment", "Planned"),
    "condition_met": pgettext_lazy("payment", "Condition met"),
    "requested": pgettext_lazy("payment", "Requested"),
    "checked": pgettext_lazy("payment", "Checked by the S&T office"),
    "approved": pgettext_lazy("payment", "Approved by finance"),
    "paid": pgettext_lazy("payment", "Paid"),
    "confirmed": pgettext_lazy("payment", "Receipt confirmed"),
    "spent": pgettext_lazy("payment", "Spent"),
    "settled": pgettext_lazy("payment", "Settled"),
    "refunding": pgettext_lazy("payment", "Claimed back"),
    "refunded": pgettext_lazy("payment", "Given back"),
    "cancelled": pgettext_lazy("payment", "Cancelled"),
}
PAYMENT_TONES = {
    "condition_met": "info",
    "requested": "info",
    "checked": "info",
    "approved": "info",
    "paid": "good",
    "confirmed": "good",
    "spent": "good",
    "settled": "good",
    "refunding": "warn",
    "refunded": "warn",
}
PAYMENT_STEPS: dict[str, Promise] = {
    "meet": pgettext_lazy("payment step", "Mark the condition as met"),
    "request": pgettext_lazy("payment step", "Request the payment"),
    "check": pgettext_lazy("payment step", "Confirm the check"),
    "approve": pgettext_lazy("payment step", "Approve for payment"),
    "pay": pgettext_lazy("payment step", "Enter the payment"),
    "send_back": pgettext_lazy("payment step", "Send back"),
    "cancel": pgettext_lazy("payment step", "Cancel the payment"),
    "confirm_receipt": pgettext_lazy("payment step", "Confirm receipt"),
    "report_spent": pgettext_lazy("payment step", "Tell what was spent"),
    "settle": pgettext_lazy("payment step", "Settle"),
    "claim_back": pgettext_lazy("payment step", "Claim back"),
    "confirm_refund": pgettext_lazy("payment step", "Confirm what came back"),
}
LEVELS: dict[str, Promise] = {
    "low": pgettext_lazy("risk", "Low"),
    "medium": pgettext_lazy("risk", "Medium"),
    "high": pgettext_lazy("risk", "High"),
}
LEVEL_TONES = {"medium": "warn", "high": "bad"}
RISK_STATES: dict[str, Promise] = {
    "open": pgettext_lazy("risk", "Open"),
    "mitigated": pgettext_lazy("risk", "Under control"),
    "occurred": pgettext_lazy("risk", "Occurred"),
    "closed": pgettext_lazy("risk", "Gone"),
}
RISK_TONES = {"open": "warn", "mitigated": "info", "occurred": "bad", "closed": "good"}
MIDTERM: dict[str, Promise] = {
    "continue": pgettext_lazy("mid-term", "Continue"),
    "rectify": pgettext_lazy("mid-term", "Correct by a day"),
    "adjust": pgettext_lazy("mid-term", "Adjust by a change order"),
    "terminate": pgettext_lazy("mid-term", "Terminate"),
}
MIDTERM_TONES = {"continue": "good", "rectify": "warn", "adjust": "warn", "terminate": "bad"}
SCALES: dict[str, Promise] = {
    "process": pgettext_lazy("readiness scale", "Process"),
    "product": pgettext_lazy("readiness scale", "Product or equipment"),
    "software": pgettext_lazy("readiness scale", "Software"),
}
OVERDUE: dict[str, Promise] = {
    "milestone": pgettext_lazy("overdue", "Milestone not decided"),
    "progress": pgettext_lazy("overdue", "Monthly entry missing"),
    "payment": pgettext_lazy("overdue", "Payment past thirty days"),
    "acceptance": pgettext_lazy("overdue", "Acceptance not applied for"),
    "rectification": pgettext_lazy("overdue", "Rectification past its day"),
}

SUBJECTS: dict[str, Promise] = {
    "projects.milestone": pgettext_lazy("record", "Milestone"),
    "projects.payment": pgettext_lazy("record", "Payment"),
    "projects.progress": pgettext_lazy("record", "Monthly entry"),
    "projects.risk": pgettext_lazy("record", "Project risk"),
    "projects.midterm": pgettext_lazy("record", "Mid-term check"),
    "projects.readiness_element": pgettext_lazy("record", "Critical technology element"),
}

ACTS: dict[str, Promise] = {
    "projects.evidence.added": _("Milestone: evidence brought"),
    "projects.evidence.withdrawn": _("Milestone: evidence taken back"),
    "projects.milestone.decided": _("Milestone: decided"),
    "projects.payment.planned": _("Payment planned"),
    "projects.payment.split": _("Payment split between units"),
    "projects.payment.advanced": _("Payment: step taken"),
    "projects.progress.entered": _("Monthly entry made"),
    "projects.risk.named": _("Project risk named"),
    "projects.risk.changed": _("Project risk: state changed"),
    "projects.midterm.concluded": _("Mid-term check concluded"),
    "projects.readiness.element_added": _("Critical technology element added"),
    "projects.readiness.element_closed": _("Critical technology element closed"),
    "projects.readiness.evidenced": _("Readiness: evidence brought"),
    "projects.readiness.evidence_withdrawn": _("Readiness: evidence taken back"),
    "projects.readiness.assessed": _("Readiness assessed"),
}

REASONS: dict[str, Promise] = {
    "projects.milestone_not_reached": _(
        "The milestone is not reached yet: bring its evidence and have it decided first."
    ),
    "projects.reports_overdue": _(
        "Monthly entries are overdue (%(reports_overdue)s): make them up, then money flows again."
    ),
    "projects.acceptance_overdue": _("The project has ended and acceptance is overdue: apply for it first."),
    "projects.payment_own_check": _("You checked this payment yourself: somebody else in finance approves it."),
    "projects.payment_without_voucher": _("Enter the day and the number of the voucher first."),
    "projects.payment_not_stopped": _("Money is claimed back only when a project was stopped or did not pass."),
    "projects.payment_under_way": _("Payment %(number)s is requested already: have it sent back before you split it."),
    "projects.unit_not_taking_part": _("This unit does not take part in the project: choose a participant."),
    "projects.part_outside_payment": _("The part must be more than nothing and less than the whole payment."),
    "projects.spent_beyond_payment": _("Not more can be spent than was paid: correct the sum."),
    "projects.returned_beyond_payment": _("Not more can come back than was left: correct the sum."),
    "projects.nothing_to_release": _("The share of “%(milestone)s” is used up: nothing is left to release."),
    "projects.unknown_payment": _("This payment is not there or not within your reach; reload the page."),
    "projects.on_own_page": _("This step rests on a record of its own: take it on the page of that record."),
    "projects.progress_of_the_leader": _(
        "The leader of the topic or of the project tells the progress, or the S&T office of “%(unit)s” for them."
    ),
    "projects.of_the_team": _("This is told by the project: its leader, its team, or the S&T office of “%(unit)s”."),
    "projects.of_the_office": _("The S&T office of “%(unit)s” or one above it decides on this."),
    "projects.own_project": _("You lead this project or work in it: somebody else decides on it."),
    "projects.supervised_from_above": _("Only a unit above “%(unit)s” supervises its projects: ask there."),
    "projects.heads_terminate": _("The leaders of “%(unit)s” or above it decide to terminate; ask one of them."),
    "projects.of_the_heads": _("The leaders of “%(unit)s” or above it, or the S&T office, decide on this."),
    "projects.of_finance": _("The finance of “%(unit)s” or above it does this."),
    "projects.of_the_assessor": _(
        "Readiness is assessed by an expert who was named for it: ask the S&T office to name one."
    ),
    "projects.assessor_in_team": _(
        "Whoever leads or works in a project does not assess it: ask an expert outside the team."
    ),
    "projects.not_under_way": _("In this state of the project no milestone is decided: see the steps on its page."),
    "projects.milestone_without_evidence": _("“%(milestone)s” has no evidence yet: bring it first."),
    "projects.milestone_decided": _("“%(milestone)s” is decided already; a decision is not rewritten."),
    "projects.unknown_milestone": _("This milestone is not there any more; reload the page."),
    "projects.unknown_evidence": _("This evidence is not there any more; reload the page."),
    "projects.unknown_topic": _("This topic is not there any more; reload the page."),
    "projects.unknown_indicator": _("This indicator is not one of the task book in force; reload the page."),
    "projects.unknown_risk": _("This risk is not there any more; reload the page."),
    "projects.unknown_element": _("This critical technology element is not there any more; reload the page."),
    "projects.day_to_come": _("This day has not come yet: enter the day on which it happened."),
    "projects.not_reporting": _("In this state of the project no monthly entry is made: see the steps on its page."),
    "projects.month_to_come": _("This month has not begun yet: choose the present one or an earlier one."),
    "projects.month_before_start": _("The project had not begun in this month: choose a later one."),
    "projects.risk_in_words": _("Say in a few words what the risk is."),
    "projects.hours_outside": _("Hours must be between 0 and 20,000: correct the number or leave it out."),
    "projects.risk_ended": _("“%(risk)s” has ended: name a new risk if it returns."),
    "projects.not_in_midterm": _("The project is not in its mid-term check: begin the check on its page first."),
    "projects.correct_by_missing": _("Name the day until which it is corrected; it lies after the check."),
    "projects.readiness_levels": _("Levels run from 0 to 9, and the target is not below the start: correct them."),
    "projects.readiness_named_already": _("The project has an element of this name: choose another one."),
    "projects.readiness_weights": _("The weights of the elements must not exceed 100%: lower one of them."),
    "projects.assessed_since": _("There is a later assessment of %(on)s: enter a day not before it."),
    "projects.criterion_unevidenced": _(
        "There is no evidence for %(criteria)s: have the team bring it, or leave these criteria open."
    ),
}
