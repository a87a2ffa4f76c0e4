"""Texts: plans and their clauses."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

STATES: dict[str, Promise] = {
    "draft": pgettext_lazy("plan", "Draft"),
    "submitted": pgettext_lazy("plan", "Submitted"),
    "approved": pgettext_lazy("plan", "Approved"),
    "in_force": pgettext_lazy("plan", "In force"),
    "closed": pgettext_lazy("plan", "Closed"),
    "discarded": pgettext_lazy("plan", "Discarded"),
}
STATE_TONES = {
    "draft": "neutral",
    "submitted": "info",
    "approved": "special",
    "in_force": "good",
    "closed": "neutral",
    "discarded": "neutral",
}
STEPS: dict[str, Promise] = {
    "submit": pgettext_lazy("plan step", "Submit"),
    "discard": pgettext_lazy("plan step", "Discard the draft"),
    "return": pgettext_lazy("plan step", "Return for revision"),
    "approve": pgettext_lazy("plan step", "Approve"),
    "enter_into_force": pgettext_lazy("plan step", "Put in force"),
    "close": pgettext_lazy("plan step", "Close"),
}
KINDS: dict[str, Promise] = {"five_year": _("Five-year plan"), "annual": _("Annual plan")}
CLAUSE_KINDS: dict[str, Promise] = {
    "heading": pgettext_lazy("clause", "Heading"),
    "statement": pgettext_lazy("clause", "Statement"),
    "target": pgettext_lazy("clause", "Target"),
    "task": pgettext_lazy("clause", "Task"),
    "safeguard": pgettext_lazy("clause", "Safeguard"),
}
CLAUSE_TONES = {"target": "info", "task": "special", "safeguard": "good"}
CHANGES: dict[str, Promise] = {
    "same": pgettext_lazy("clause change", "Unchanged"),
    "changed": pgettext_lazy("clause change", "Changed"),
    "added": pgettext_lazy("clause change", "Added"),
    "removed": pgettext_lazy("clause change", "Removed"),
    "moved": pgettext_lazy("clause change", "Moved"),
}
CHANGE_TONES = {"changed": "warn", "added": "good", "removed": "bad", "moved": "info"}

REASONS: dict[str, Promise] = {
    "strategy.unknown_plan": _("There is no such plan within your reach."),
    "strategy.unknown_clause": _("There is no such clause; somebody may have removed it. Reload the page."),
    "strategy.unknown_file": _("There is no such file with this draft; hand it in again."),
    "strategy.plan_not_permitted": _("The plans of this unit are written by its S&T office; ask there."),
    "strategy.version_frozen": _("This wording is not a draft any more; open a new version to change it."),
    "strategy.plan_exists": _("The unit has a plan of this kind that begins in this year; open that one instead."),
    "strategy.plan_years": _(
        "A plan covers years between 1990 and 2100, a five-year plan at least two and at most ten of them."
    ),
    "strategy.parent_of_another_unit": _("A plan carries out one of its own unit or of a unit above it."),
    "strategy.parent_of_other_years": _("The plan to carry out does not cover these years; choose another one."),
    "strategy.version_waiting": _("Version %(number)s is still on its way; finish or discard that one first."),
    "strategy.plan_empty": _("The plan has no clauses yet: write or import them first."),
    "strategy.parent_plan_not_in_force": _("The plan that this one carries out is not in force yet."),
    "strategy.plan_moved": _(
        "%(who)s took a step at %(at)s: %(old)s → %(new)s. Yours was not taken; look at the present state first."
    ),
    "strategy.clause_changed": _(
        "%(who)s changed this clause at %(at)s: %(changes)s. Nothing of yours was saved; compare, then save again."
    ),
    "strategy.clause_changed_somehow": _("This clause was changed in the meantime; open it again."),
    "strategy.clause_too_deep": _("Clauses nest nine levels deep at most; write it on a higher level."),
    "strategy.clause_cannot_move": _("There is no place in this direction; choose another one."),
    "strategy.target_not_linkable": _(
        "Only targets of this plan, or of one it carries out, of this unit or below can be bound to its clauses."
    ),
    "strategy.nothing_chosen": _("Everything is left out: choose at least one clause."),
}
ACTS: dict[str, Promise] = {
    "strategy.plan.made": _("Plan opened"),
    "strategy.plan.version_made": _("New version of a plan opened"),
    "strategy.plan.version_described": _("Number and note of a plan changed"),
    "strategy.plan.advanced": _("Plan: step taken"),
    "strategy.plan.imported": _("Clauses of a plan taken from a file"),
    "strategy.clause.added": _("Clause added"),
    "strategy.clause.edited": _("Clause changed"),
    "strategy.clause.moved": _("Clause moved"),
    "strategy.clause.removed": _("Clause removed"),
    "strategy.clause.linked": _("Target bound to a clause"),
    "strategy.clause.unlinked": _("Target taken off a clause"),
}

# How the one-page plan words what other parts keep.
LETTER_STATES: dict[str, Promise] = {
    "draft": pgettext_lazy("letter on one page", "in preparation"),
    "offered": pgettext_lazy("letter on one page", "offered, not signed yet"),
    "signed_below": pgettext_lazy("letter on one page", "signed by the unit's leader"),
    "in_force": pgettext_lazy("letter on one page", "signed by both leaders"),
    "closed": pgettext_lazy("letter on one page", "closed and scored"),
}
UPTAKE_STATES: dict[str, Promise] = {
    "effective": pgettext_lazy("uptake on one page", "effective"),
    "landed": pgettext_lazy("uptake on one page", "landed"),
    "issued": pgettext_lazy("uptake on one page", "rule issued"),
    "drafting": pgettext_lazy("uptake on one page", "in drafting"),
    "not_started": pgettext_lazy("uptake on one page", "not started"),
    "blocked": pgettext_lazy("uptake on one page", "blocked"),
    "ended": pgettext_lazy("uptake on one page", "ended"),
}
