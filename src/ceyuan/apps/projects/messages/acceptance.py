"""Texts of the end of a project: its file, acceptance, results counted, due diligence, what became of it."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

CONCLUSIONS: dict[str, Promise] = {
    "passed": pgettext_lazy("conclusion", "Passed"),
    "rectify": pgettext_lazy("conclusion", "Rectify within three months"),
    "concluded": pgettext_lazy("conclusion", "Concluded, diligence proven"),
    "not_passed": pgettext_lazy("conclusion", "Not passed"),
}
CONCLUSION_TONES = {"passed": "good", "rectify": "warn", "concluded": "special", "not_passed": "bad"}
TOPIC_OUTCOMES: dict[str, Promise] = {
    "fulfilled": pgettext_lazy("topic evaluation", "Fulfilled"),
    "partly": pgettext_lazy("topic evaluation", "Partly fulfilled"),
    "missed": pgettext_lazy("topic evaluation", "Not fulfilled"),
}
TOPIC_TONES = {"fulfilled": "good", "partly": "warn", "missed": "bad"}
MONEY_OUTCOMES: dict[str, Promise] = {
    "accepted": pgettext_lazy("money side", "Accepted"),
    "refused": pgettext_lazy("money side", "Refused"),
}
ARCHIVE_OUTCOMES: dict[str, Promise] = {
    "complete": pgettext_lazy("project file", "Complete"),
    "returned": pgettext_lazy("project file", "Returned with gaps"),
}
LOG_KINDS: dict[str, Promise] = {
    "experiment": pgettext_lazy("log", "Experiment"),
    "decision": pgettext_lazy("log", "Decision"),
    "failure": pgettext_lazy("log", "Failed attempt"),
    "expert_advice": pgettext_lazy("log", "Advice of experts"),
}
IN_USE: dict[str, Promise] = {
    "not_used": pgettext_lazy("in use", "Not used"),
    "trial": pgettext_lazy("in use", "On trial"),
    "in_use": pgettext_lazy("in use", "In use"),
    "rolled_out": pgettext_lazy("in use", "Rolled out to other plants"),
}
VETOES: dict[str, Promise] = {
    "false_records": _("False records or figures"),
    "unapproved_change": _("Main changes without an approved order"),
    "misuse_of_money": _("Serious misuse of money"),
    "refused_supervision": _("Refused supervision or acceptance"),
}
QUALITY: dict[str, Promise] = {
    "0": pgettext_lazy("achieved", "Not reached"),
    "500000": pgettext_lazy("achieved", "Half reached"),
    "1000000": pgettext_lazy("achieved", "Reached"),
}
PADDING: dict[str, Promise] = {
    "shared": _("Also a result of another project"),
    "counted": _("Counted at another acceptance"),
    "older": _("Older than the project"),
    "outside": _("By no unit of the project"),
}

SUBJECTS: dict[str, Promise] = {
    "projects.acceptance": pgettext_lazy("record", "Acceptance"),
    "projects.diligence": pgettext_lazy("record", "Line of the project log"),
    "projects.exemption": pgettext_lazy("record", "Exemption for due diligence"),
    "projects.post_evaluation": pgettext_lazy("record", "Post-evaluation"),
}

ACTS: dict[str, Promise] = {
    "projects.acceptance.applied": _("Acceptance applied for"),
    "projects.acceptance.item_entered": _("Acceptance: achievement of an indicator entered"),
    "projects.acceptance.topic_evaluated": _("Acceptance: topic evaluated"),
    "projects.acceptance.money_checked": _("Acceptance: money side checked"),
    "projects.acceptance.review_begun": _("Acceptance: review begun"),
    "projects.acceptance.panel_opened": _("Acceptance: panel of experts opened"),
    "projects.acceptance.concluded": _("Acceptance concluded"),
    "projects.acceptance.resubmitted": _("Acceptance resubmitted after rectification"),
    "projects.file.compiled": _("Project file: list brought up to date"),
    "projects.file.placed": _("Project file: piece put in"),
    "projects.file.checked": _("Project file checked by the archive"),
    "projects.result.counted": _("Result counted at an acceptance"),
    "projects.result.released": _("Result no longer counted at an acceptance"),
    "projects.diligence.logged": _("Line added to the project log"),
    "projects.exemption.decided": _("Decided on due diligence"),
    "projects.post_evaluation.made": _("Post-evaluation made"),
}

REASONS: dict[str, Promise] = {
    "projects.of_the_archive": _("The archive of “%(unit)s” or above it checks the file."),
    "projects.acceptance_applied_already": _("Acceptance was applied for already: see its page."),
    "projects.no_acceptance": _("No acceptance is under way: apply for it first."),
    "projects.third_party_missing": _(
        "The task book asks a third party to measure this: attach its report and say so."
    ),
    "projects.review_not_begun": _("The review has not begun: begin it once the archive has confirmed the file."),
    "projects.panel_asked_already": _("A panel of experts was asked already: see it on this page."),
    "projects.panel_open": _("The experts have not finished: close their panel, or cancel it with a reason, first."),
    "projects.own_topic": _("You lead this topic: somebody else in the lead unit evaluates it."),
    "projects.review_begun": _("The review has begun: topics are evaluated before it."),
    "projects.topics_unevaluated": _("Step one is open for topics %(topics)s: have the lead unit evaluate them first."),
    "projects.spent_beyond_arrived": _("More was spent than arrived: correct one of the two sums."),
    "projects.veto_leaves_one": _("With a veto the only conclusion is “not passed”."),
    "projects.veto_false_records": _("Records or figures are false."),
    "projects.veto_unapproved_change": _("Goals, content or route were changed without an approved order."),
    "projects.veto_misuse_of_money": _("Money was seriously misused."),
    "projects.veto_refused_supervision": _("Supervision or acceptance was refused."),
    "projects.no_rectification": _("No rectification is ordered: there is nothing to resubmit."),
    "projects.rectification_late": _(
        "The rectification was due by %(until)s: the S&T office now concludes without it."
    ),
    "projects.unknown_file_item": _("This piece is not on the list any more; reload the page."),
    "projects.piece_missing": _("Attach the file, or say on which shelf it stands."),
    "projects.file_has_gaps": _("Required pieces are missing: return the file with a note instead."),
    "projects.result_without_identifier": _(
        "Give a number (DOI, patent number) or a longer title, so that it can be told apart."
    ),
    "projects.share_outside": _("A share lies above 0 and at most at 100%."),
    "projects.result_before_project": _(
        "“%(result)s” is of %(year)s, before the project began: results from elsewhere do not count."
    ),
    "projects.result_counted_here": _("“%(result)s” is counted here already."),
    "projects.result_used": _(
        "“%(result)s” is counted at the acceptance of %(project)s; %(left)s%% of it are left. "
        "Agree on shares with that project, or leave it out."
    ),
    "projects.unknown_result": _("This result is not one of the project; choose from the list."),
    "projects.unknown_result_use": _("This result is not counted here any more; reload the page."),
    "projects.log_broken": _("The log is not what was written from line %(number)s on: tell the audit office."),
    "projects.unknown_log_line": _("There is no line %(number)s in the log: choose from the list."),
    "projects.exemption_without_records": _("An exemption rests on lines of the log: choose at least one."),
    "projects.not_archived": _("The project is not archived yet: post-evaluation comes afterwards."),
    "projects.evaluated_already": _("This year was evaluated already: choose another one."),
}
