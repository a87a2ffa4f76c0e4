"""Texts: races and their lanes."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

STATES: dict[str, Promise] = {
    "running": pgettext_lazy("lane", "Running"),
    "promoted": pgettext_lazy("lane", "Goes on"),
    "merged_into": pgettext_lazy("lane", "Merged into another lane"),
    "eliminated": pgettext_lazy("lane", "Stopped"),
    "winner": pgettext_lazy("lane", "Winner"),
}
STATE_TONES = {
    "running": "info",
    "promoted": "good",
    "merged_into": "neutral",
    "eliminated": "neutral",
    "winner": "good",
}
STEPS: dict[str, Promise] = {
    "promote": _("Let it go on"),
    "merge": _("Merge into another lane"),
    "eliminate": _("Stop this lane"),
    "win": _("Declare the winner"),
    "leave": pgettext_lazy("lane", "Leave the race"),
}

REASONS: dict[str, Promise] = {
    "calls.no_race_mode": _("Only a challenge in race mode has lanes; choose that mode when you draft one."),
    "calls.race_exists": _("This race is open already; look at its lanes."),
    "calls.race_lanes": _("A race takes %(least)s to %(most)s pledged bids; %(ready)s are pledged now."),
    "calls.race_same_route": _("Every lane runs a different route; say for each how it differs."),
    "calls.race_measured_by_runner": _("A third party measures, none of those who run; name another one."),
    "calls.race_without_checkpoint": _("Give at least one day on which all lanes are measured."),
    "calls.checkpoint_incomplete": _(
        "Every checkpoint needs a name, a day of its own, what is judged, and one to five lanes that go on."
    ),
    "calls.lane_not_running": _("This lane does not run at this checkpoint; reload the page."),
    "calls.unknown_lane": _("There is no such lane within your reach; lanes do not see each other while they run."),
    "calls.mark_needs_evidence": _("Name the report that proves the measured values."),
    "calls.measured_in_future": _("This day lies ahead; give the day on which it was done."),
    "calls.marked_already": _("This was noted already and does not change; note what is missing."),
    "calls.merge_into_running": _("Choose another lane of this race that still runs."),
    "calls.checkpoint_judged": _("There is no such open checkpoint; reload the page."),
    "calls.checkpoint_keeps_fewer": _("%(lanes)s lanes run, %(keeps)s may go on; end the others first."),
    "calls.lane_still_runs": _("The lane still runs; its records are handed over when it ends."),
    "calls.lane_left_by_its_bid": _("A lane leaves the race when its bid steps back; let the bid step back."),
    "calls.no_race_runs": _("No race runs here; reload the page."),
    "calls.race_goes_on": _("The challenge goes on; end it first, or declare a winner."),
}
ACTS: dict[str, Promise] = {
    "calls.race.opened": _("Race opened"),
    "calls.race.checkpoint_judged": _("Checkpoint of a race judged"),
    "calls.race.ended": _("Race ended"),
    "calls.lane.marked": _("Measured values of a lane noted"),
    "calls.lane.stepped": _("Step of a lane taken"),
    "calls.lane.handed_over": _("Records of a lane handed over"),
}
