"""Texts of panels: opening, draw, seats, assignment."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

REASONS: dict[str, Promise] = {
    "reviews.run_not_permitted": _("This panel is run by another office; ask there."),
    "reviews.supervise_not_permitted": _("Draws are checked by auditors; ask them."),
    "reviews.drew_it_oneself": _("You drew this panel yourself; somebody else has to check the draw."),
    "reviews.unknown_panel": _("There is no such panel within your reach."),
    "reviews.unknown_seat": _("There is no such invitation for you."),
    "reviews.unknown_case": _("This panel has no such case; choose one of its cases."),
    "reviews.no_cases": _("There is nothing to review yet: add at least one case."),
    "reviews.case_twice": _("A case stands here twice; keep one of each."),
    "reviews.no_criteria": _("There is nothing to score by: add at least one criterion."),
    "reviews.criterion_twice": _("Two criteria have the same code; change one."),
    "reviews.criterion_empty": _("Every criterion needs a weight and at least 1 point."),
    "reviews.weights_sum": _("The weights add up to %(total)s %%; change them so that they make 100 %%."),
    "reviews.letter_least": _("A review by letter takes at least %(least)s reviewers for each case; enter more."),
    "reviews.seats_range": _("Enter from %(least)s to %(most)s experts."),
    "reviews.externals_range": _("Enter from 0 to %(most)s external reviewers of each case."),
    "reviews.share_range": _("Enter a share from 0 to 100 %%."),
    "reviews.due_in_the_past": _("The deadline has to lie in the future; choose a later one."),
    "reviews.drawn_already": _("The panel is drawn; its conditions no longer change. Open another panel."),
    "reviews.draw_waits": _("A draw is announced and not made yet; make it first."),
    "reviews.stratum_empty": _("Say who belongs to the stratum: a discipline, a region, a side or a unit."),
    "reviews.stratum_unbounded": _("Enter at least one limit: how many there are at least, or at most."),
    "reviews.unknown_stratum": _("There is no such stratum any more; reload the page."),
    "reviews.nothing_to_draw": _("No seat is vacant, or the panel is over; nothing can be drawn."),
    "reviews.not_announced": _("Announce the draw first: the fingerprint of its seed has to be public before."),
    "reviews.public_missing": _("This draw was announced with a public number (%(public)s): enter it."),
    "reviews.not_drawn": _("The experts are not drawn yet; draw them first."),
    "reviews.seated_undrawn": _("%(experts)s seats are held by experts whom no draw drew. Call in supervision."),
    "reviews.seated_before": _("Has or had a seat in this panel."),
    "reviews.seat_answered": _("This invitation is answered or withdrawn already; reload the page."),
    "reviews.panel_not_open": _("The panel is over or not drawn yet, so seats no longer change; ask its office."),
    "reviews.stepping_down_why": _("You had accepted: please say why you step down."),
    "reviews.replaced_why": _("Say why this expert is replaced; it stands in the record of the draw."),
    "reviews.work_done": _("A score sheet was submitted already; it stays in the record. Let the panel close first."),
    "reviews.recused_already": _("This expert is kept from this case already."),
    "reviews.nobody_seated": _("Nobody has a seat yet; draw experts first."),
    "reviews.assignment_waits": _("An assignment is being searched for; wait until it is there."),
    "reviews.changed_meanwhile": _("Somebody declined or was recused meanwhile; ask for the assignment again."),
    "reviews.cases_unassigned": _("%(unassigned)s cases lack reviewers; assign them first."),
    "reviews.work_open": _("%(open_work)s reviews are not submitted yet; wait for them or for the deadline."),
}

ACTS: dict[str, Promise] = {
    "reviews.panel.opened": _("Review panel opened"),
    "reviews.panel.changed": _("Conditions of a panel changed"),
    "reviews.panel.advanced": _("Step taken with a panel"),
    "reviews.panel.drawn": _("Experts drawn"),
    "reviews.draw.announced": _("Draw announced"),
    "reviews.draw.verified": _("Draw checked"),
    "reviews.seat.accepted": _("Seat in a panel accepted"),
    "reviews.seat.declined": _("Seat in a panel declined"),
    "reviews.seat.replaced": _("Expert replaced"),
    "reviews.seat.drawn_instead": _("Replacement drawn"),
    "reviews.seat.chair_named": _("Chair of a panel named"),
    "reviews.recusal.ordered": _("Recusal ordered"),
    "reviews.assignment.asked": _("Assignment asked for"),
    "reviews.assignment.made": _("Reviews assigned"),
    "reviews.assignment.failed": _("Assignment not possible"),
}

SUBJECTS: dict[str, Promise] = {"reviews.panel": pgettext_lazy("record", "Review panel")}

STATES: dict[str, Promise] = {
    "drafting": pgettext_lazy("panel", "In preparation"),
    "drawn": pgettext_lazy("panel", "Drawn"),
    "reviewing": pgettext_lazy("panel", "Under review"),
    "closed": pgettext_lazy("panel", "Closed"),
    "published": pgettext_lazy("panel", "Published"),
    "cancelled": pgettext_lazy("panel", "Cancelled"),
}
STATE_TONES: dict[str, str] = {
    "drafting": "neutral",
    "drawn": "info",
    "reviewing": "warn",
    "closed": "special",
    "published": "good",
    "cancelled": "neutral",
}
STEPS: dict[str, Promise] = {
    "draw": pgettext_lazy("panel", "Draw"),
    "start": pgettext_lazy("panel", "Start the reviews"),
    "close": pgettext_lazy("panel", "Close"),
    "publish": pgettext_lazy("panel", "Publish"),
    "cancel": pgettext_lazy("panel", "Cancel the panel"),
}
MODES: dict[str, Promise] = {
    "letter": pgettext_lazy("panel", "By letter"),
    "meeting": pgettext_lazy("panel", "Meeting"),
    "defence": pgettext_lazy("panel", "Oral defence"),
    "on_site": pgettext_lazy("panel", "On site"),
}
SEAT_STATES: dict[str, Promise] = {
    "invited": pgettext_lazy("seat", "Invited"),
    "accepted": pgettext_lazy("seat", "Accepted"),
    "declined": pgettext_lazy("seat", "Declined"),
    "replaced": pgettext_lazy("seat", "Replaced"),
    "recused": pgettext_lazy("seat", "Recused"),
}
SEAT_TONES: dict[str, str] = {
    "invited": "warn",
    "accepted": "good",
    "declined": "neutral",
    "replaced": "neutral",
    "recused": "bad",
}
ROLES: dict[str, Promise] = {
    "member": pgettext_lazy("seat", "Member"),
    "chair": pgettext_lazy("seat", "Chair"),
}
SOURCES: dict[str, Promise] = {
    "records": pgettext_lazy("recusal", "From records"),
    "declared": pgettext_lazy("recusal", "Declared by the expert"),
    "ordered": pgettext_lazy("recusal", "Ordered by the office"),
}
RUN_STATES: dict[str, Promise] = {
    "waiting": pgettext_lazy("assignment", "Waiting for a free worker"),
    "running": pgettext_lazy("assignment", "Searching"),
    "done": pgettext_lazy("assignment", "Assigned"),
    "failed": pgettext_lazy("assignment", "Not possible"),
}
RUN_TONES: dict[str, str] = {"waiting": "info", "running": "info", "done": "good", "failed": "bad"}
STAGES: dict[str, Promise] = {
    "kept": pgettext_lazy("assignment", "Kept of the assignment before"),
    "fairest": pgettext_lazy("assignment", "Match of the worst served case"),
    "affinity": pgettext_lazy("assignment", "Match of all cases"),
    "balance": pgettext_lazy("assignment", "Balance of loads (lower is better)"),
}
ENGINES: dict[str, Promise] = {
    "ortools": pgettext_lazy("assignment", "Solver with proof"),
    "constructive": pgettext_lazy("assignment", "Constructed"),
    "everybody": pgettext_lazy("assignment", "Everybody judges every case"),
}
