"""Texts of calls: reasons of refusals and names of acts, collected from its parts."""

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from . import bids, challenges, decisions, races

PARTS = (challenges, bids, decisions, races)
REASONS: dict[str, Promise] = {code: told for part in PARTS for code, told in part.REASONS.items()}
ACTS: dict[str, Promise] = {code: told for part in PARTS for code, told in part.ACTS.items()}
SUBJECTS: dict[str, Promise] = {
    "calls.challenge": pgettext_lazy("record", "Challenge"),
    "calls.question": pgettext_lazy("record", "Question about a challenge"),
    "calls.bid": pgettext_lazy("record", "Bid"),
    "calls.pledge": pgettext_lazy("record", "Pledge"),
    "calls.lane": pgettext_lazy("record", "Lane of a race"),
}
