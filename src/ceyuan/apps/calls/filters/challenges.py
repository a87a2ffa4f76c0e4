"""Filters of the lists of challenges and bids."""

from django.utils.translation import gettext_lazy as _

from ceyuan.apps.calls.messages import bids as bid_words
from ceyuan.apps.calls.messages import challenges as words
from ceyuan.apps.organisation.interface import unit_name
from ceyuan.kit.filters import Choice, Filters, Pick, Text


class ChallengeFilters(Filters):
    """What the list of challenges can be narrowed by."""

    q = Text(_("Search"), placeholder=_("Code, title or problem"))
    state = Choice(_("State"), choices=tuple(words.STATES.items()))
    mode = Choice(_("Mode"), choices=tuple(words.MODES.items()))
    unit = Pick(_("Unit"), name_of=unit_name, suggest_url="organisation:unit_suggest", placeholder=_("Unit code"))


class BidFilters(Filters):
    """What one's own bids can be narrowed by."""

    q = Text(_("Search"), placeholder=_("Title of bid or challenge"))
    state = Choice(_("State"), choices=tuple(bid_words.STATES.items()))


class DeskFilters(Filters):
    """What the bids of one challenge can be narrowed by."""

    state = Choice(_("State"), choices=tuple(bid_words.STATES.items()))
