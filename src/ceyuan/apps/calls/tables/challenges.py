"""Lists of challenges and bids."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ceyuan.apps.calls.messages import bids as bid_words
from ceyuan.apps.calls.messages import challenges as words
from ceyuan.core.kernel.money import Money
from ceyuan.kit.columns import Column
from ceyuan.kit.tables import Table
from ceyuan.kit.templatetags.kit import named


def challenge_url(row: Any) -> str:
    """The page of a challenge."""
    return reverse("calls:challenge_detail", args=[row.code])


def bid_url(row: Any) -> str:
    """The page of a bid."""
    return reverse("calls:bid_detail", args=[row.pk])


def budget(row: Any) -> Money:
    """The ceiling of a challenge."""
    return Money(row.budget_minor, row.currency)


def funds(row: Any) -> Money:
    """The money a bid asks for."""
    return Money(row.funds_minor, row.currency)


class ChallengeTable(Table):
    """榜单."""

    caption = _("Challenges")
    default_sort = "-closes"
    columns = (
        Column("code", _("Code"), "code", sort="code", url=challenge_url),
        Column("title", _("Title"), sort="title", url=challenge_url, wide=True),
        Column("mode", _("Mode"), "badge", sort="mode", labels=words.MODES, tones=words.MODE_TONES, priority=2),
        Column("demander", _("Demanding unit"), value=lambda row: named(row.demander), priority=2),
        Column("budget", _("Budget ceiling"), "money", sort="budget", value=budget, unit="wan", priority=2),
        Column("closes_at", _("Deadline for bids"), "date", sort="closes"),
        Column("bids_in", _("Bids"), "number", digits=0),
        Column("state", _("State"), "badge", sort="state", labels=words.STATES, tones=words.STATE_TONES),
    )


class BidTable(Table):
    """我的揭榜."""

    caption = _("My bids")
    default_sort = "-submitted"
    columns = (
        Column("title", _("Title of the bid"), sort="title", url=bid_url, wide=True),
        Column("challenge", pgettext_lazy("record", "Challenge"), value=lambda row: row.challenge.title, wide=True),
        Column("unit", _("Unit that bids"), value=lambda row: named(row.unit), priority=2),
        Column("leader", _("Leader"), value=lambda row: named(row.leader), priority=2),
        Column("closes_at", _("Deadline for bids"), "date", value=lambda row: row.challenge.closes_at),
        Column("submitted_at", _("Handed in at"), "date", sort="submitted", priority=2),
        Column("state", _("State"), "badge", sort="state", labels=bid_words.STATES, tones=bid_words.STATE_TONES),
    )


class DeskTable(Table):
    """揭榜申请."""

    caption = _("Bids on the challenge")
    default_sort = "number"
    columns = (
        Column("number", _("No."), "number", sort="number", digits=0),
        Column("title", _("Title of the bid"), sort="title", url=bid_url, wide=True),
        Column("unit", _("Unit that bids"), value=lambda row: named(row.unit)),
        Column("leader", _("Leader"), value=lambda row: named(row.leader), priority=2),
        Column("funds", _("Money asked for"), "money", sort="funds", value=funds, unit="wan"),
        Column("submitted_at", _("Handed in at"), "date", sort="submitted", priority=2),
        Column("state", _("State"), "badge", sort="state", labels=bid_words.STATES, tones=bid_words.STATE_TONES),
    )
