"""Lists of policies, uptakes and findings."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from ceyuan.apps.strategy.messages import measures as messages
from ceyuan.apps.strategy.naming_measures import numbered, policy_url, title_of, unit_url, uptake_url
from ceyuan.apps.strategy.selectors.measure_changes import bounds, plain
from ceyuan.core.kernel.money import Money
from ceyuan.kit.columns import Column
from ceyuan.kit.tables import Table
from ceyuan.kit.templatetags.kit import named


def own_value(uptake: Any) -> str:
    """The unit's own value with its unit of measure."""
    value = uptake.own_value
    return "" if value is None else f"{plain(value)} {uptake.measure.bound_unit}".strip()


def bounds_text(measure: Any) -> str:
    """ "20 % – 50 %", or nothing where the group sets no bound."""
    if measure.floor is None and measure.ceiling is None:
        return ""
    known = bounds(measure)
    return f"{known['floor']} – {known['ceiling']}"


def money_of(uptake: Any) -> Money | None:
    """The money paid, or nothing."""
    return Money(uptake.money_minor, uptake.group.currency) if uptake.money_minor else None


def said_of(finding: Any) -> str:
    """One sentence about a finding."""
    uptake = finding.uptake
    if finding.kind == "overdue":
        return str(_("Due on %(day)s and not landed.")) % {"day": uptake.measure.due_on}
    if finding.kind == "blocked":
        return str(uptake.obstacle)
    if finding.kind == "outside_bounds":
        known = {"value": own_value(uptake), "bounds": bounds_text(uptake.measure)}
        return str(_("Own value %(value)s; the group allows %(bounds)s.")) % known
    return str(
        _("Reported with %(number)s beneficiaries; at least half of those who answered say it did not reach them.")
    ) % {"number": uptake.beneficiaries}


class PolicyTable(Table):
    """Policies (政策文件)."""

    caption = _("Policies")
    default_sort = "-issued"
    columns = (
        Column("document_number", _("Document number"), "code", sort="number", url=policy_url),
        Column("title", _("Title of the policy"), "link", sort="title", value=title_of, url=policy_url, wide=True),
        Column("unit", _("Issued by"), sort="unit", value=lambda row: named(row.unit), priority=2),
        Column("issued_on", _("Issued on"), "date", sort="issued"),
        Column("ended_on", _("Ended on"), "date", priority=2, optional=True),
        Column("measure_count", _("Measures"), "number"),
        Column("landed_percent", _("Landed"), "progress"),
    )


class UptakeTable(Table):
    """What units made of measures (落实台账)."""

    caption = _("Uptake of measures")
    default_sort = "measure"
    columns = (
        Column(
            "measure",
            _("Policy measure"),
            "link",
            "measure",
            value=lambda r: numbered(r.measure),
            url=uptake_url,
            wide=True,
        ),
        Column("theme", _("Theme"), value=lambda r: r.measure.theme, labels=messages.THEMES, priority=3),
        Column("unit_code", _("Unit code"), "code", value=lambda row: row.unit.code, only_in_files=True),
        Column("unit", _("Unit"), "link", sort="unit", value=lambda r: named(r.unit), url=lambda r: unit_url(r.unit)),
        Column("state", _("State"), "badge", sort="state", labels=messages.STATES, tones=messages.STATE_TONES),
        Column("due_on", _("Due"), "date", sort="due", value=lambda row: row.measure.due_on, priority=2),
        Column("own_rule", _("Own rule"), only_in_files=True),
        Column("own_rule_number", _("Document number"), only_in_files=True),
        Column("own_value", _("Own value"), value=own_value, priority=3, optional=True),
        Column("bounds", _("Bounds of the group"), value=lambda row: bounds_text(row.measure), only_in_files=True),
        Column("beneficiaries", _("Beneficiaries"), "number", sort="beneficiaries", priority=2),
        Column("money", _("Money paid"), "money", sort="money", value=money_of, unit="wan", priority=2),
        Column("landed_on", _("Landed on"), "date", sort="landed", priority=3),
        Column("verified_at", _("Verified on"), "date", priority=3, optional=True),
        Column("evidence", _("Evidence"), only_in_files=True),
        Column("obstacle", _("Obstacle"), only_in_files=True),
    )


class FindingTable(Table):
    """What should not stay as it is."""

    caption = _("Findings")
    columns = (
        Column("kind", _("Finding"), "badge", labels=messages.FINDINGS, tones=messages.FINDING_TONES),
        Column(
            "measure",
            _("Policy measure"),
            "link",
            value=lambda row: numbered(row.uptake.measure),
            url=lambda row: uptake_url(row.uptake),
            wide=True,
        ),
        Column(
            "unit",
            _("Unit"),
            "link",
            value=lambda row: named(row.uptake.unit),
            url=lambda row: unit_url(row.uptake.unit),
        ),
        Column(
            "state",
            _("State"),
            "badge",
            value=lambda row: row.uptake.state,
            labels=messages.STATES,
            tones=messages.STATE_TONES,
            priority=2,
        ),
        Column("what", _("What it is"), value=said_of, wide=True),
    )
