"""From figures to charts and the tables beside them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from ceyuan.apps.insight.forms import CockpitQuery
from ceyuan.apps.insight.selectors.flows import REST, Flow, YearState
from ceyuan.apps.insight.selectors.rollup import RollUp, RollUpRow
from ceyuan.apps.projects import interface as projects
from ceyuan.core.kernel.money import Money
from ceyuan.kit import charts
from ceyuan.kit.columns import Column
from ceyuan.kit.numbers import SCALES, is_chinese, money_text, number_text
from ceyuan.kit.tables import plain_table

MOST_AREAS = 40

STATE_COLOURS = {
    "in_progress": "token:chart-1",
    "archived": "token:t-good",
    "passed": "token:t-good",
    "terminated": "token:t-bad",
    "not_passed": "token:t-bad",
    "completion_due": "token:t-warn",
}


@dataclass(frozen=True, slots=True)
class Chart:
    """An ECharts option and the table that says the same."""

    option: dict[str, Any]
    table: str

    def __bool__(self) -> bool:
        return bool(self.option)


def areas(found: RollUp, url: Callable[[RollUpRow], str]) -> Chart:
    """The children of a node by size; what is too small to be seen is one area together."""
    rows = [row for row in found.rows if row.value(found.measure) > 0]
    data = [_area(found, row, url(row)) for row in rows[:MOST_AREAS]]
    if rest := sum(row.value(found.measure) for row in rows[MOST_AREAS:]):
        name = _("%(n)s more") % {"n": number_text(len(rows) - MOST_AREAS)}
        data.append(charts.Datum(name, _drawn(found.measure, rest), f"{name}: {_text(found, rest)}"))
    table = plain_table(
        (
            Column("code", _("Code"), "code"),
            Column("name", _("Name"), value=name_of),
            Column("value", _("Value"), value=lambda row: _text(found, row.value(found.measure))),
        ),
        rows[:MOST_AREAS],
        _("The parts"),
    )
    return Chart(charts.treemap(data), table) if data else Chart({}, "")


def streams(found: Sequence[Flow], currency: str, wanted: CockpitQuery) -> Chart:
    """Programme → unit → unit below."""
    if not found:
        return Chart({}, "")
    names = _unique_names(found)
    nodes = [charts.Datum(name, None, name, _stream_url(node, wanted)) for node, name in names.items()]
    links = [
        charts.Flow(
            names[one.source],
            names[one.target],
            charts.major(one.money),
            f"{names[one.source]} → {names[one.target]}: {money_text(Money(one.money, currency))}",
        )
        for one in sorted(found, key=lambda one: -one.money)
    ]
    table = plain_table(
        (
            Column("from", _("From"), value=lambda one: names[one.source]),
            Column("to", _("To"), value=lambda one: names[one.target]),
            Column("money", _("Money"), "money", value=lambda one: Money(one.money, currency), unit="wan"),
        ),
        sorted(found, key=lambda one: -one.money),
        _("Flow of money"),
    )
    return Chart(charts.sankey(nodes, links), table)


def years(found: Sequence[YearState], currency: str, wanted: CockpitQuery) -> Chart:
    """Projects or money by the year of their start, stacked by state."""
    if not found:
        return Chart({}, "")
    span = sorted({one.year for one in found})
    labels = [str(year) if year else _("no date") for year in span]
    by_key = {(one.year, one.state): one for one in found}
    states = sorted({one.state for one in found}, key=lambda state: -sum(o.projects for o in found if o.state == state))
    base = reverse("projects:project_list")

    def datum(state: str, year: int, label: str) -> charts.Datum:
        one = by_key.get((year, state))
        value = 0 if one is None else (one.money if wanted.measure == "money" else one.projects)
        text = _measure_text(wanted.measure, value, currency)
        shown = f"{label} · {projects.state_name(state)}: {text}"
        drawn = charts.major(value, _scale(currency).divisor()) if wanted.measure == "money" else value
        url = base + wanted.records(year=year, state=state)
        return charts.Datum(label, drawn, shown, url, STATE_COLOURS.get(state, ""))

    series = [
        charts.Series(
            str(projects.state_name(state)), [datum(state, y, label) for y, label in zip(span, labels, strict=True)]
        )
        for state in states
    ]
    unit = _scale(currency).name(currency) if wanted.measure == "money" else ""
    table = plain_table(
        (
            Column("year", _("Year"), value=lambda one: str(one.year or _("no date"))),
            Column("state", _("State"), value=lambda one: str(projects.state_name(one.state))),
            Column("projects", _("Projects"), "number"),
            Column("money", _("Money"), "money", value=lambda one: Money(one.money, currency), unit="wan"),
        ),
        found,
        _("By year of start and state"),
    )
    return Chart(charts.bar(labels, series, unit=unit, stacked=True), table)


def name_of(row: Any) -> str:
    """The name in the reader's language, or in the one there is, else the code."""
    first, second = (row.name_zh, row.name_en) if is_chinese() else (row.name_en, row.name_zh)
    return first or second or row.code


def _area(found: RollUp, row: RollUpRow, url: str) -> charts.Datum:
    value = row.value(found.measure)
    return charts.Datum(name_of(row), _drawn(found.measure, value), f"{name_of(row)}: {_text(found, value)}", url)


def _drawn(measure: str, value: int) -> int | float:
    return charts.major(value) if measure == "money" else value


def _text(found: RollUp, value: int) -> str:
    return _measure_text(found.measure, value, found.currency)


def _measure_text(measure: str, value: int, currency: str) -> str:
    return money_text(Money(value, currency)) if measure == "money" else number_text(value)


def _scale(currency: str) -> Any:
    del currency
    return SCALES["yi"]


def _unique_names(found: Sequence[Flow]) -> dict[tuple[int, str, str, str], str]:
    """Names for the nodes of a flow, made different where two nodes are called the same."""
    names: dict[tuple[int, str, str, str], str] = {}
    taken: set[str] = set()
    for one in found:
        for node in (one.source, one.target):
            if node in names:
                continue
            level, code, zh, en = node
            name = _rest_name(level) if code == REST else ((zh or en) if is_chinese() else (en or zh)) or code
            while name in taken:
                name = f"{name} ({code})" if f"{name} ({code})" not in taken else f"{name}\u200b"
            taken.add(name)
            names[node] = name
    return names


def _rest_name(level: int) -> str:
    return [_("Other programmes"), _("Other units"), _("Others below")][level]


def _stream_url(node: tuple[int, str, str, str], wanted: CockpitQuery) -> str:
    level, code, _zh, _en = node
    if code == REST:
        return ""
    return reverse("insight:cockpit") + wanted.query(**{"programme" if level == 0 else "unit": code})
