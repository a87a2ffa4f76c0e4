"""Texts of plans that were taken over with the log of their changes, and of what does not fit together in them."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ACTS: dict[str, Promise] = {
    "projects.workplan.taken": _("took over a work plan with its changes"),
}

SUBJECTS: dict[str, Promise] = {}

REASONS: dict[str, Promise] = {
    "projects.workplan_differs": _(
        "Version %(number)s of this task book is already here and says something else. What was agreed is not"
        " rewritten: take the plan into another group, or record the difference as a change order."
    ),
    "workplan.effort_differs": _(
        "The person-months of the tasks (%(tasks)s) and of the units (%(effort)s) do not agree in: %(packages)s."
        " Decide which of them counts."
    ),
    "workplan.cancelled_deliverables": _(
        "Marked as cancelled but still listed: %(deliverables)s. Decide by change order whether they are given up."
    ),
    "workplan.cancelled_package_with_effort": _(
        "Cancelled by its title, but person-months remain (units %(effort)s, tasks %(tasks)s): %(packages)s. Move them."
    ),
    "workplan.lead_without_effort": _("Led by a unit without person-months in that part: %(items)s. Correct one."),
    "workplan.lead_among_partners": _("The lead unit is listed among the partners too: %(items)s. Remove it there."),
    "workplan.names_are_codes": _("Units are told by short codes alone: %(codes)s. Enter their full names."),
    "workplan.intensity_zero": _("Planned with no working time at all: %(items)s. Correct the phases."),
    "workplan.phases_overlap": _("Phases overlap: %(items)s. Check which one counts."),
    "workplan.phases_missing": _("Without phases: %(items)s. Add them."),
    "workplan.status_missing": _("Without status although the plan is over: %(items)s. Find out how they ended."),
    "workplan.milestone_missing": _("Belongs to no milestone: %(items)s. Assign one."),
    "workplan.code_unknown": _("Unit codes in the log that no table explains: %(codes)s. Find out who is meant."),
    "workplan.phases_torn": _("Phases in the log that another field ran into: %(values)s. They are kept as told."),
    "workplan.due_zero": _("Due in month 0, before the project began. It is kept as told."),
    "workplan.effort_with_decimals": _("Fractions of person-months that were rounded later: %(values)s."),
    "workplan.nature_retired": _("Kinds of deliverables that were given up later: %(values)s."),
    "workplan.empty_to_empty": _("Lines of the log from nothing to nothing. They change nothing."),
    "workplan.space_only": _("Lines of the log that change blanks alone."),
    "workplan.renamed": _("Removed and added under another name in one commit: %(items)s. It is the same thing."),
    "workplan.came_back": _("Removed and added again later: %(items)s."),
    "workplan.status_back": _("The status fell back: %(items)s."),
    "workplan.title_unknown": _("The log does not tell the title of tasks that are gone: %(items)s."),
}
