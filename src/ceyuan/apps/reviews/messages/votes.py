"""Texts of votes and ballots."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

REASONS: dict[str, Promise] = {
    "reviews.unknown_vote": _("There is no such vote for you; look into the panel."),
    "reviews.vote_not_open": _("“%(title)s” is not open for votes; look at its result."),
    "reviews.vote_is_secret": _("This vote is secret: take an envelope and vote with its token."),
    "reviews.vote_by_name": _("This vote is open: vote by name, without an envelope."),
    "reviews.voted_already": _("You have voted already; a vote is given once."),
    "reviews.not_seated": _("Only members who accepted their seat in this panel vote."),
    "reviews.no_votes_now": _("“%(panel)s” cannot vote in its present state; start the review or ask its office."),
    "reviews.list_with_recusals": _(
        "Different members are recused of different cases, so one list would betray them. Vote on each case by itself, "
        "or openly."
    ),
    "reviews.vote_without_cases": _("Choose at least one case of this panel."),
    "reviews.case_in_other_vote": _("A case is in the open vote “%(title)s” already; close that one first."),
    "reviews.places_range": _("Give a number from 1 to %(most)s."),
    "reviews.paper_incomplete": _("Please answer every case: yes, no or abstain."),
    "reviews.too_many_yes": _("At most %(most)s times yes; otherwise the paper is invalid."),
}

ACTS: dict[str, Promise] = {
    "reviews.vote.opened": _("Vote opened"),
    "reviews.vote.said": _("Voted by name"),
    "reviews.vote.closed": _("Vote closed and counted"),
    "reviews.vote.cancelled": _("Vote cancelled"),
}

SUBJECTS: dict[str, Promise] = {"reviews.vote": pgettext_lazy("review", "Vote")}

STATES: dict[str, Promise] = {
    "open": pgettext_lazy("vote", "Open"),
    "closed": pgettext_lazy("vote", "Counted"),
    "cancelled": pgettext_lazy("vote", "Cancelled"),
}
TONES: dict[str, str] = {"open": "info", "closed": "good", "cancelled": "neutral"}
CHOICES: dict[str, Promise] = {
    "yes": pgettext_lazy("vote", "Yes"),
    "no": pgettext_lazy("vote", "No"),
    "abstain": pgettext_lazy("vote", "Abstain"),
}
BASES: dict[str, Promise] = {
    "present": _("of the members present"),
    "entitled": _("of the members entitled"),
    "cast": _("of the votes cast"),
}
TIES: dict[str, Promise] = {
    "revote": _("vote again on those that tie"),
    "none": _("none of those that tie"),
    "ranked": _("the better rank of the scores"),
}
