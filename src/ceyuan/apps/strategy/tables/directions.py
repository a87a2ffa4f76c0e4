"""Lists of findings about directions, and of gaps."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ceyuan.apps.strategy.messages import directions as words
from ceyuan.apps.strategy.titles import direction_url
from ceyuan.kit.columns import Column
from ceyuan.kit.tables import Table
from ceyuan.kit.templatetags.kit import named


def reason_of(finding: Any) -> str:
    """Why a direction is on the coverage page, as a sentence."""
    text = str(words.COVERAGE_REASONS[finding.kind])
    return text % dict(finding.facts) if finding.facts else text


class FindingTable(Table):
    """What is not covered."""

    caption = _("Coverage")
    columns = (
        Column(
            "kind", _("What is missing"), "badge", labels=words.COVERAGE, tones=dict.fromkeys(words.COVERAGE, "warn")
        ),
        Column("code", _("Code"), "code", value=lambda f: f.node.direction.code),
        Column(
            "name",
            _("Technology direction"),
            "link",
            value=lambda f: named(f.node.direction),
            url=lambda f: direction_url(f.node.direction),
            wide=True,
        ),
        Column("reason", _("Why"), value=reason_of, wide=True),
        Column("tech_class", _("Class"), value=lambda f: f.node.direction.tech_class, labels=words.CLASSES, priority=2),
        Column(
            "position", _("Chain"), value=lambda f: f.node.direction.chain_position, labels=words.POSITIONS, priority=3
        ),
        Column("owner", _("Owner"), value=lambda f: named(f.node.direction.owner) if f.node.direction.owner else None),
        Column("unit", _("Unit"), value=lambda f: named(f.node.direction.owner_unit), priority=2),
    )


def state_of(gap: Any) -> str:
    """Open, overdue or closed, today."""
    if gap.closed_on is not None:
        return "closed"
    return "overdue" if gap.due_on < timezone.localdate() else "open"


def gap_url(gap: Any) -> str:
    """The page of a gap."""
    return reverse("strategy:gap_detail", args=[gap.pk])


class GapTable(Table):
    """Gaps (差距清单)."""

    caption = _("Gaps")
    default_sort = "due"
    columns = (
        Column("title", _("Gap"), "link", sort="title", url=gap_url, wide=True),
        Column("state", _("State"), "badge", value=state_of, labels=words.GAP_STATES, tones=words.GAP_TONES),
        Column("unit", _("Unit"), sort="unit", value=lambda g: named(g.unit)),
        Column(
            "direction",
            _("Technology direction"),
            "link",
            sort="direction",
            value=lambda g: named(g.direction) if g.direction else None,
            url=lambda g: direction_url(g.direction) if g.direction else "",
            priority=2,
        ),
        Column("required", _("Position required"), priority=2),
        Column("held", _("Position held"), priority=2),
        Column("cause", _("Root cause"), only_in_files=True),
        Column("action", _("Action"), only_in_files=True),
        Column("progress", _("Progress"), only_in_files=True),
        Column("owner", _("Owner"), sort="owner", value=lambda g: named(g.owner)),
        Column("due_on", _("Due on"), "date", sort="due"),
        Column("closed_on", _("Closed on"), "date", optional=True, priority=3),
    )
