"""Texts: bids, their parts, the formal check, likeness to earlier work."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .challenges import GATES

STATES: dict[str, Promise] = {
    "draft": pgettext_lazy("bid", "Draft"),
    "submitted": pgettext_lazy("bid", "Handed in"),
    "withdrawn": pgettext_lazy("bid", "Taken back"),
    "discarded": pgettext_lazy("bid", "Given up"),
    "admitted": pgettext_lazy("bid", "Admitted"),
    "turned_away": pgettext_lazy("bid", "Turned away"),
    "in_review": pgettext_lazy("bid", "In review"),
    "shortlisted": pgettext_lazy("bid", "Invited to defence"),
    "reserve": pgettext_lazy("bid", "In reserve"),
    "selected": pgettext_lazy("bid", "Selected"),
    "not_selected": pgettext_lazy("bid", "Not selected"),
    "pledged": pgettext_lazy("bid", "Pledged"),
    "running": pgettext_lazy("bid", "Running"),
    "delivered": pgettext_lazy("bid", "Delivered"),
    "failed_diligent": pgettext_lazy("bid", "Not reached in spite of diligence"),
    "failed_culpable": pgettext_lazy("bid", "Not reached by fault"),
    "stood_down": pgettext_lazy("bid", "Stood down from the race"),
    "quit": pgettext_lazy("bid", "Quit"),
}
STATE_TONES = {
    "draft": "warn",
    "submitted": "info",
    "admitted": "info",
    "in_review": "info",
    "shortlisted": "info",
    "selected": "good",
    "pledged": "good",
    "running": "good",
    "delivered": "good",
    "turned_away": "bad",
    "failed_culpable": "bad",
    "failed_diligent": "warn",
}
PARTS: dict[str, Promise] = {
    "basics": _("Route and money"),
    "indicators": _("Indicators offered"),
    "team": _("Team and partners"),
    "milestones": _("Milestones and payment"),
    "more": _("Files and reviewers"),
    "submit": _("Check and hand in"),
}
ITEMS: dict[str, Promise] = {
    "documents_complete": _("The bid is complete"),
    "applicant_allowed": _("The applicant may bid on this challenge"),
    "indicators_offered": _("Every hard indicator is offered"),
    "milestones_whole": _("The milestones carry the whole payment"),
    "funds_within_ceiling": _("The money asked for stays within the ceiling"),
    "partners_agree": _("The partners have agreed in writing"),
    "commitment_given": _("The commitment is given"),
    "no_secret_content": _("Nothing classified is in it"),
    **GATES,
}
LIKENESS_PARTS: dict[str, Promise] = {
    "title": _("Title"),
    "route": _("Technical route"),
    "indicators": _("Indicators"),
}

REASONS: dict[str, Promise] = {
    "calls.may_not_bid": _("Bids come from people of the group; log in with your own account."),
    "calls.not_your_unit": _("Bid for the unit you work in or one above it; for others ask their S&T office."),
    "calls.not_your_bid": _("Only the people of this bid change it; ask its leader to add you to the team."),
    "calls.unknown_bid": _("There is no such bid within your reach; it may still be sealed."),
    "calls.bid_exists": _("“%(leader)s” has begun a bid for “%(unit)s” already; open it among your bids."),
    "calls.bid_frozen": _(
        "A bid that was handed in does not change. Take it back before the deadline and begin another one."
    ),
    "calls.bid_changed_meanwhile": _(
        "Somebody of your team saved this bid in the meantime. Reload the page, then enter your change again."
    ),
    "calls.bid_not_whole": _("The bid is not complete; open its last step to see what is missing."),
    "calls.takes_no_bids": _("This challenge takes no bids now; look at the list of open ones."),
    "calls.deadline_passed": _("Bids were taken until %(closes_at)s by the clock of the server."),
    "calls.bids_still_sealed": _("The bids stay sealed until %(closes_at)s; open them after that."),
    "calls.indicator_missing": _("“%(name)s”: say what you offer; asked for is %(asked)s."),
    "calls.indicator_lowered": _("“%(name)s”: %(offered)s falls short of %(asked)s, which is asked for."),
    "calls.unknown_indicator": _("An indicator of this form is not one of the challenge; reload the page."),
    "calls.no_funds": _("Say how much money you ask for."),
    "calls.above_ceiling": _("You ask for more than the ceiling of %(ceiling)s; please ask for less."),
    "calls.not_committed": _("Please give the commitment before you hand in."),
    "calls.no_members": _("Name at least one member of the team."),
    "calls.member_twice": _("Somebody stands in the team twice; please name each member once."),
    "calls.not_invited": _("This challenge goes by invitation, and this unit was not invited; ask the office."),
    "calls.inside_only": _("Only units of the group may bid here."),
    "calls.outside_only": _("Only outside organisations may bid here."),
    "calls.consortium_only": _("Only consortia may bid here: name at least one partner."),
    "calls.partners_over_funds": _("The partners get more than the whole bid asks for; put their shares right."),
    "calls.shares_not_whole": _("The shares of the milestones add up to %(sum)s%%; they must make 100%%."),
    "calls.milestone_unnamed": _("Milestone %(number)s needs a name and what it is judged by."),
    "calls.milestones_out_of_order": _("The milestones are not in the order of their days; put them in order."),
    "calls.milestone_before_deadline": _("The first milestone lies before the deadline of the challenge; move it."),
    "calls.milestone_after_kill_date": _("The last milestone lies after %(day)s, when the challenge ends; move it."),
    "calls.too_many_unsuitable": _("At most %(most)s experts can be named unsuitable; keep the most important."),
    "calls.unsuitable_without_reason": _("Give the reason why somebody should not judge your bid."),
    "calls.too_many_rows": _("At most %(most)s rows; please put some together."),
    "calls.too_many_files": _("At most %(most)s files; take one off first or put some together."),
    "calls.files_with_the_bid": _("Files of a bid are added and taken off in the bid itself, while it is a draft."),
    "calls.not_in_formal_check": _("This bid is not under formal check now; look at its state."),
    "calls.no_such_item": _("The formal check knows no item “%(item)s”; reload the page."),
    "calls.check_needs_note": _("Say why this item is not met; the bidder reads it."),
    "calls.check_open": _("Some items are not looked at yet; note each of them first."),
    "calls.check_failed": _("%(failed)s items are not met; the bid can only be turned away."),
    "calls.check_not_failed": _("Every item is met; the bid can only be admitted."),
    "calls.not_chosen": _("No decision chose this bid; decide first."),
    "calls.outcome_differs": _("The decision about this bid says something else; look at it first."),
    "calls.pledge_unsigned": _("The pledge is not signed by all; have it signed first."),
    "calls.lane_not_measured": _("Not every hard indicator of this lane is measured; note the marks first."),
    "calls.last_lane": _("This is the last lane that runs; it can win or the challenge can end."),
    "calls.other_lanes_run": _("%(other_lanes)s other lanes still run; end them first."),
}
ACTS: dict[str, Promise] = {
    "calls.bid.started": _("Bid begun"),
    "calls.bid.saved": _("Draft of a bid saved"),
    "calls.bid.stepped": _("Step of a bid taken"),
    "calls.bid.checked": _("Formal check of a bid noted"),
    "calls.bid.compared": _("Bid compared with earlier work"),
}
