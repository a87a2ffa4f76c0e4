"""Texts: task books and change orders."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

VERSION_STATES: dict[str, Promise] = {
    "draft": pgettext_lazy("task book state", "Being drafted"),
    "offered": pgettext_lazy("task book state", "Waiting for signatures"),
    "signed": pgettext_lazy("task book state", "Signed by all parties"),
    "adopted": pgettext_lazy("task book state", "Adopted from paper"),
    "discarded": pgettext_lazy("task book state", "Discarded"),
}
VERSION_TONES = {"draft": "neutral", "offered": "warn", "signed": "good", "adopted": "good", "discarded": "neutral"}
VERSION_STEPS: dict[str, Promise] = {
    "offer": pgettext_lazy("task book step", "Freeze and open for signing"),
    "recall": pgettext_lazy("task book step", "Recall to rework it"),
    "complete": pgettext_lazy("task book step", "Put into force"),
    "adopt": pgettext_lazy("task book step", "Adopt as agreed on paper"),
    "discard": pgettext_lazy("task book step", "Discard the draft"),
}
ORDER_STATES: dict[str, Promise] = {
    "drafting": pgettext_lazy("change order state", "Being drafted"),
    "submitted": pgettext_lazy("change order state", "Submitted"),
    "endorsed": pgettext_lazy("change order state", "Endorsed by the group's office"),
    "approved": pgettext_lazy("change order state", "Approved"),
    "in_force": pgettext_lazy("change order state", "In force"),
    "refused": pgettext_lazy("change order state", "Refused"),
    "withdrawn": pgettext_lazy("change order state", "Withdrawn"),
}
ORDER_TONES = {"submitted": "warn", "endorsed": "warn", "approved": "info", "in_force": "good", "refused": "bad"}
ORDER_STEPS: dict[str, Promise] = {
    "submit": pgettext_lazy("change order step", "Submit"),
    "endorse": pgettext_lazy("change order step", "Endorse"),
    "approve": pgettext_lazy("change order step", "Approve for the group"),
    "approve_in_unit": pgettext_lazy("change order step", "Approve as a project of the unit"),
    "decide": pgettext_lazy("change order step", "Decide and file"),
    "note": pgettext_lazy("change order step", "Enter into the log"),
    "return": pgettext_lazy("change order step", "Return to rework it"),
    "refuse": pgettext_lazy("change order step", "Refuse"),
    "withdraw": pgettext_lazy("change order step", "Withdraw"),
    "enter_into_force": pgettext_lazy("change order step", "Put into force"),
}
CLASSES: dict[str, Promise] = {
    "A": _("Class A: the group decides"),
    "B": _("Class B: the lead unit decides and files it"),
    "C": _("Class C: entered into the log"),
}
CLASS_TONES = {"A": "bad", "B": "warn", "C": "neutral"}
ORIGINS: dict[str, Promise] = {
    "application": pgettext_lazy("origin of an indicator", "Application"),
    "bid": pgettext_lazy("origin of an indicator", "Bid"),
    "challenge": pgettext_lazy("origin of an indicator", "Challenge"),
    "plan": pgettext_lazy("origin of an indicator", "Plan"),
}
CHANGE_KINDS: dict[str, Promise] = {
    "changed": pgettext_lazy("change", "changed"),
    "added": pgettext_lazy("change", "added"),
    "removed": pgettext_lazy("change", "removed"),
    "reordered": pgettext_lazy("change", "reordered"),
    "same": pgettext_lazy("change", "unchanged"),
}
# The text of the commitment, version 1 (pilot rules for lump-sum funding: the commitment of the leader).
COMMITMENT = _(
    "I follow the rules of good research and answer for its integrity. The money is spent on this project alone, "
    "within its goals and its period; nothing of it is withheld, diverted or spent on what the negative list names. "
    "Deliveries and expenses are recorded truthfully and open to every check."
)

SUBJECTS: dict[str, Promise] = {
    "projects.taskbookversion": pgettext_lazy("record", "Task book version"),
    "projects.changeorder": pgettext_lazy("record", "Change order"),
}

ACTS: dict[str, Promise] = {
    "projects.taskbook.started": _("Task book: drafting begun"),
    "projects.taskbook.edited": _("Task book: draft edited"),
    "projects.taskbook.offered": _("Task book: opened for signing"),
    "projects.taskbook.recalled": _("Task book: recalled"),
    "projects.taskbook.signed": _("Task book: put into force"),
    "projects.taskbook.adopted": _("Task book: adopted from paper"),
    "projects.taskbook.discarded": _("Task book: draft discarded"),
    "projects.changeorder.begun": _("Change order: begun"),
    "projects.changeorder.reworded": _("Change order: grounds reworded"),
    "projects.changeorder.submitted": _("Change order: submitted"),
    "projects.changeorder.endorsed": _("Change order: endorsed"),
    "projects.changeorder.approved": _("Change order: approved"),
    "projects.changeorder.decided": _("Change order: decided and filed"),
    "projects.changeorder.noted": _("Change order: entered into the log"),
    "projects.changeorder.returned": _("Change order: returned"),
    "projects.changeorder.refused": _("Change order: refused"),
    "projects.changeorder.withdrawn": _("Change order: withdrawn"),
    "projects.changeorder.in_force": _("Change order: in force"),
}

REASONS: dict[str, Promise] = {
    "projects.classified_offline": _(
        "“%(code)s” is classified: its task book is filled in offline. Here stand only code, unit, public title and "
        "the state of its nodes; nothing can be uploaded."
    ),
    "projects.taskbook_not_permitted": _(
        "The task book is drafted by the leader of the project or by the S&T office of “%(unit)s” or one above it."
    ),
    "projects.taskbook_of_the_office": _(
        "Task books are issued by the S&T office of “%(unit)s” or one above it: ask it to take this step."
    ),
    "projects.not_approved_yet": _(
        "“%(code)s” is not approved yet: a task book is drafted once the project is approved."
    ),
    "projects.taskbook_exists": _("“%(code)s” has a task book already: open it, or change it by a change order."),
    "projects.unknown_version": _("There is no such version of a task book within your reach."),
    "projects.unknown_taskbook": _("“%(code)s” has no task book within your reach."),
    "projects.unknown_order": _("There is no such change order within your reach."),
    "projects.version_not_a_draft": _(
        "Version %(number)s is not a draft any more. Recall it, or begin a change order for another version."
    ),
    "projects.item_there_already": _("“%(key)s” is in this list already: change that line instead."),
    "projects.part_changed_meanwhile": _(
        "%(who)s changed %(field)s at %(at)s; it now says: %(now)s. Nothing of yours was lost: compare, and save again."
    ),
    "projects.line_removed_meanwhile": _(
        "%(who)s took this line out at %(at)s. What you typed still stands below: add it as a new line if it is needed."
    ),
    "projects.no_lump_sum": _("The money is planned by items, so there is no commitment to give."),
    "projects.commitment_of_the_leader": _(
        "The commitment is given by the leader of the project, %(leader)s: ask the leader to sign in and give it."
    ),
    "projects.taskbook_has_errors": _(
        "%(error_count)s findings hinder this step: they are listed at the head of the task book; correct them first."
    ),
    "projects.order_not_approved": _(
        "The change order behind this version is not approved yet: have it decided first."
    ),
    "projects.basis_missing": _("Say where the agreed paper stands, for instance its number and day."),
    "projects.no_parties": _(
        "None of the parties is on record here, so nobody could sign: name party A, party B and the leader on the "
        "cover."
    ),
    "projects.nothing_in_force": _(
        "No version of this task book is in force: have the first one signed, then change it."
    ),
    "projects.order_submitted": _("Change order %(number)s is submitted: have it returned to change it."),
    "projects.order_empty": _("The draft says the same as the version in force: change something first."),
    "projects.grounds_missing": _("Write the grounds of the change first."),
    "projects.change_stale": _(
        "Meanwhile another change of the same place (%(stale)s) came into force: withdraw this order and "
        "begin a new one."
    ),
    "projects.change_parallel": _(
        "Other open orders change the same places (%(parallel)s): wait for their decision, or leave these places alone."
    ),
    "projects.extension_outside_rule": _("The later end breaks the rule on extensions: keep the period within it."),
    "projects.own_change": _("You asked for this change yourself: somebody else has to decide on it."),
    "projects.order_of_another_class": _(
        "This is a change of class %(change_class)s: A is endorsed and approved by the group, B decided by the lead "
        "unit, C entered into the log."
    ),
    "projects.version_not_in_force": _("The version of this order is not in force yet: have it signed first."),
    "projects.version_offered": _("Version %(number)s is open for signing: recall it first."),
    "projects.none_chosen": _("Choose at least one task book."),
}
