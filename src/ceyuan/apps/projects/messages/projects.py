"""Texts of the projects capability: states and steps of the life of a project, and why a step is refused."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

STATES: dict[str, Promise] = {
    "idea": pgettext_lazy("project state", "Idea"),
    "reserved": pgettext_lazy("project state", "In the reserve pool"),
    "applied": pgettext_lazy("project state", "Applied for"),
    "formal_check": pgettext_lazy("project state", "Formal check"),
    "under_review": pgettext_lazy("project state", "Under review"),
    "budget_review": pgettext_lazy("project state", "Budget review"),
    "approved": pgettext_lazy("project state", "Approved"),
    "rejected": pgettext_lazy("project state", "Rejected"),
    "taskbook_draft": pgettext_lazy("project state", "Task book being drafted"),
    "taskbook_signed": pgettext_lazy("project state", "Task book signed"),
    "in_progress": pgettext_lazy("project state", "In progress"),
    "midterm": pgettext_lazy("project state", "Mid-term check"),
    "completion_due": pgettext_lazy("project state", "Due for completion"),
    "acceptance_applied": pgettext_lazy("project state", "Acceptance applied for"),
    "acceptance_review": pgettext_lazy("project state", "Acceptance review"),
    "passed": pgettext_lazy("project state", "Passed"),
    "concluded": pgettext_lazy("project state", "Concluded"),
    "not_passed": pgettext_lazy("project state", "Not passed"),
    "rectifying": pgettext_lazy("project state", "Under rectification"),
    "archived": pgettext_lazy("project state", "Archived"),
    "post_evaluation": pgettext_lazy("project state", "Post-evaluated"),
    "suspended": pgettext_lazy("project state", "Suspended"),
    "change_pending": pgettext_lazy("project state", "Change pending"),
    "terminated": pgettext_lazy("project state", "Terminated"),
    "revoked": pgettext_lazy("project state", "Revoked"),
    "transferred": pgettext_lazy("project state", "Transferred"),
}

# The colour of the state's badge: what runs well, what waits, what went wrong.
STATE_TONES: dict[str, str] = {
    "in_progress": "info",
    "midterm": "info",
    "passed": "good",
    "archived": "good",
    "post_evaluation": "good",
    "completion_due": "warn",
    "rectifying": "warn",
    "suspended": "warn",
    "change_pending": "warn",
    "not_passed": "bad",
    "terminated": "bad",
    "revoked": "bad",
    "rejected": "bad",
    "concluded": "special",
}

STEPS: dict[str, Promise] = {
    "reserve": pgettext_lazy("project step", "Put into the reserve pool"),
    "discard": pgettext_lazy("project step", "Discard"),
    "apply": pgettext_lazy("project step", "Apply"),
    "withdraw_application": pgettext_lazy("project step", "Withdraw the application"),
    "check_form": pgettext_lazy("project step", "Begin the formal check"),
    "return_for_completion": pgettext_lazy("project step", "Return for completion"),
    "send_to_review": pgettext_lazy("project step", "Send to review"),
    "recommend": pgettext_lazy("project step", "Recommend, on to the budget"),
    "reject": pgettext_lazy("project step", "Reject"),
    "approve": pgettext_lazy("project step", "Approve"),
    "approve_in_unit": pgettext_lazy("project step", "Approve as a project of the unit"),
    "draft_taskbook": pgettext_lazy("project step", "Draft the task book"),
    "sign_taskbook": pgettext_lazy("project step", "Put the task book into force"),
    "start": pgettext_lazy("project step", "Start"),
    "begin_midterm": pgettext_lazy("project step", "Begin the mid-term check"),
    "pass_midterm": pgettext_lazy("project step", "Continue after the mid-term check"),
    "order_correction": pgettext_lazy("project step", "Order corrections"),
    "request_change": pgettext_lazy("project step", "Request a change"),
    "grant_change": pgettext_lazy("project step", "Grant the change"),
    "refuse_change": pgettext_lazy("project step", "Refuse the change"),
    "suspend": pgettext_lazy("project step", "Suspend"),
    "resume": pgettext_lazy("project step", "Resume"),
    "terminate": pgettext_lazy("project step", "Terminate"),
    "revoke": pgettext_lazy("project step", "Revoke"),
    "transfer": pgettext_lazy("project step", "Hand over to another body"),
    "fall_due": pgettext_lazy("project step", "Mark as due for completion"),
    "apply_for_acceptance": pgettext_lazy("project step", "Apply for acceptance"),
    "review_acceptance": pgettext_lazy("project step", "Begin the acceptance review"),
    "pass": pgettext_lazy("project step", "Accept as passed"),
    "conclude": pgettext_lazy("project step", "Conclude with diligence proven"),
    "order_rectification": pgettext_lazy("project step", "Order a rectification"),
    "resubmit": pgettext_lazy("project step", "Resubmit after rectification"),
    "fail": pgettext_lazy("project step", "Declare not passed"),
    "archive": pgettext_lazy("project step", "Archive"),
    "evaluate": pgettext_lazy("project step", "Complete the post-evaluation"),
}

SUBJECTS: dict[str, Promise] = {
    "projects.project": pgettext_lazy("record", "Project"),
}

ACTS: dict[str, Promise] = {
    "projects.project.advanced": _("Project: step taken"),
    "projects.demonstration.loaded": _("Demonstration projects loaded"),
    "projects.project.directed": _("Project: technology direction set"),
    "projects.programme.directed": _("Programme: technology direction set"),
    "projects.target.linked": _("Linked to a target"),
    "projects.target.unlinked": _("No longer linked to a target"),
}

REASONS: dict[str, Promise] = {
    "projects.cordis_older": _("The delivery is as of %(as_of)s, older than the last one taken (%(last)s)."),
    "projects.cordis_incomplete": _(
        "The delivery lacks %(missing)s of %(known)s known projects; if it is only a part, take it with --partial."
    ),
    "projects.unknown_project": _("There is no project “%(code)s” within your reach."),
    "projects.unknown_programme": _("There is no programme “%(code)s”."),
    "projects.not_managing": _("What a project works for is told by the S&T office of “%(unit)s” or one above it."),
    "projects.programmes_of_group": _("Programmes belong to the whole group: its S&T office says what they work for."),
    "projects.target_withdrawn": _("This target was withdrawn: choose one that stands."),
    "projects.linked_already": _("It is linked to “%(target)s” already."),
    "projects.unknown_link": _("This link is not there any more; reload the page."),
    "projects.no_leader": _("The project has no leader yet: name one first."),
    "projects.no_period": _("The project has no first and last day yet: enter them first."),
    "projects.no_indicators": _("The project has no assessed indicator yet: add at least one."),
    "projects.budget_differs": _("The budget lines do not add up to the total of the project: correct one of the two."),
    "projects.group_decides": _(
        "The group decides on this project: the unit decides only on projects it orders itself."
    ),
    "projects.taskbook_unsigned": _(
        "The task book is not signed by all parties: collect the missing signatures first."
    ),
    "projects.indicators_lowered": _(
        "Indicators of the task book promise less than the application: restore them, a task book must not lower them."
    ),
    "projects.not_due": _("The last day of the project has not come yet."),
    "projects.archive_incomplete": _(
        "The archive has not confirmed the file of the project: without a complete file there is no acceptance."
    ),
    "projects.binding_missed": _("Binding indicators are missed or not assessed yet: the project cannot pass."),
    "projects.finance_not_accepted": _("The financial acceptance is missing: task and money must both be accepted."),
    "projects.diligence_unproven": _("The records do not prove due diligence yet: add the evidence first."),
    "projects.rectified_before": _("A rectification was ordered before; there is only one."),
}
