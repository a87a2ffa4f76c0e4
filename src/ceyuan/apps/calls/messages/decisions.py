"""Texts: review of bids, decisions, public notice, pledges."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

OUTCOMES: dict[str, Promise] = {
    "selected": pgettext_lazy("bid", "Selected"),
    "reserve": pgettext_lazy("bid", "In reserve"),
    "not_selected": pgettext_lazy("bid", "Not selected"),
}
OUTCOME_TONES = {"selected": "good", "reserve": "info", "not_selected": "neutral"}

REASONS: dict[str, Promise] = {
    "calls.not_a_head": _("Heads of the publishing unit decide about bids; ask them to open this page."),
    "calls.decides_own_bid": _("You belong to a bid on this challenge; please let somebody else do this."),
    "calls.kill_date_passed": _("The challenge ended unsolved on %(day)s; cancel it or declare it unfilled."),
    "calls.review_not_of_mode": _("This mode goes without technical review; prepare the decision instead."),
    "calls.not_ready_for_review": _(
        "The bids go to review after the formal check, while no closed panel has judged them; reload the page."
    ),
    "calls.no_panel_over_bids": _(
        "No panel has all admitted bids before it; open one with “Send to technical review”."
    ),
    "calls.not_on_show": _(
        "A selected bid has no line on a public notice; put the decision on public notice from the ranking page."
    ),
    "calls.not_in_defence": _("This bid is not under review or defence now; look at its state."),
    "calls.not_in_decision": _("The challenge is not at its decision now; prepare the decision first."),
    "calls.not_open_for_decision": _("This bid is not open for a decision any more; reload the page."),
    "calls.no_such_outcome": _("Choose: selected, in reserve, or not selected."),
    "calls.reasons_too_short": _("Write the reasons in at least %(least)s characters; the bidder reads them."),
    "calls.grants_more_than_asked": _("Grant no more than the bid asks for and the ceiling allows."),
    "calls.too_many_selected": _("%(chosen)s bids are selected, %(most)s at most may be; keep the best."),
    "calls.nothing_to_announce": _("No selected bid waits for its public notice; decide first."),
    "calls.not_in_negotiation": _("The challenge is not in negotiation now; let the cleared bids go on first."),
    "calls.pledge_not_of_mode": _("This mode asks for no pledge; confirm the bid instead."),
    "calls.not_selected_yet": _("Only a selected bid pledges; wait until its public notice is clear."),
    "calls.no_head": _("No head of “%(unit)s” is on record to sign; have the post entered first."),
    "calls.pledge_frozen": _("The pledge is signed and does not change; confirm the bid next."),
}
ACTS: dict[str, Promise] = {
    "calls.challenge.review_opened": _("Bids sent to technical review"),
    "calls.challenge.announced": _("Selected bids put on public notice"),
    "calls.challenge.negotiated": _("Result of the negotiation noted"),
    "calls.bid.decided": _("Decision about a bid"),
    "calls.bid.defence_noted": _("On-site check or defence noted"),
    "calls.bid.pledge_offered": _("Pledge laid out for signature"),
    "calls.bid.pledge_signed": _("Pledge signed by all"),
}
