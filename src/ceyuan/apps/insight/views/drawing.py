"""From figures to charts and the tables beside them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext

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
# An area carries its name from one twenty-fifth of the whole on; English names are longer and need more.
LEAST_NAMED, LEAST_NAMED_ENGLISH = 25, 16

PHASE_COLOURS = {
    "preparing": "token:chart-6",
    "running": "token:chart-1",
    "accepting": "token:chart-2",
    "finished": "token:chart-3",
    "stopped": "token:chart-5",
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
        name = gettext("%(n)s more") % {"n": number_text(len(rows) - MOST_AREAS)}
        data.append(charts.Datum(name, _drawn(found.measure, rest), f"{name}: {_text(found, rest)}"))
    table = plain_table(
        (
            Column("code", gettext("Code"), "code"),
            Column("name", gettext("Name"), value=name_of),
            Column("value", gettext("Value"), value=lambda row: _text(found, row.value(found.measure))),
        ),
        rows[:MOST_AREAS],
        gettext("The parts"),
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
            Column("from", gettext("From"), value=lambda one: names[one.source]),
            Column("to", gettext("To"), value=lambda one: names[one.target]),
            Column("money", gettext("Money"), "money", value=lambda one: Money(one.money, currency), unit="wan"),
        ),
        sorted(found, key=lambda one: -one.money),
        gettext("Flow of money"),
    )
    return Chart(charts.sankey(nodes, links), table)


def years(found: Sequence[YearState], currency: str, wanted: CockpitQuery) -> Chart:
    """Projects or money by the year of their start, stacked by phase."""
    if not found:
        return Chart({}, "")
    rows = _by_year_and_phase(found, wanted.measure)
    span = sorted({row.year for row in rows})
    labels = [str(year) if year else gettext("no date") for year in span]
    by_key = {(row.year, row.phase): row for row in rows}
    scale = SCALES["yi"]
    base = reverse("projects:project_list")

    def datum(phase: str, year: int, label: str) -> charts.Datum:
        row = by_key.get((year, phase))
        value = row.value if row else 0
        shown = f"{label} · {projects.PHASES[phase]}: {_measure_text(wanted.measure, value, currency)}"
        drawn = charts.major(value, scale.divisor()) if wanted.measure == "money" else value
        return charts.Datum(label, drawn, shown, base + wanted.records(year=year, phase=phase), PHASE_COLOURS[phase])

    shown_phases = [phase for phase in projects.PHASES if any(row.phase == phase for row in rows)]
    series = [
        charts.Series(
            str(projects.PHASES[phase]),
            [datum(phase, year, label) for year, label in zip(span, labels, strict=True)],
            PHASE_COLOURS[phase],
        )
        for phase in shown_phases
    ]
    columns = (
        Column("year", gettext("Year"), value=lambda row: str(row.year or gettext("no date"))),
        Column("phase", gettext("Phase"), value=lambda row: str(projects.PHASES[row.phase])),
        Column("value", gettext("Value"), value=lambda row: _measure_text(wanted.measure, row.value, currency)),
    )
    unit = scale.name(currency) if wanted.measure == "money" else ""
    option = charts.bar(labels, series, unit=unit, stacked=True)
    return Chart(option, plain_table(columns, rows, gettext("By year of start and phase")))


@dataclass(frozen=True, slots=True)
class YearPhase:
    """A figure of a year and a phase."""

    year: int
    phase: str
    value: int


def _by_year_and_phase(found: Sequence[YearState], measure: str) -> list[YearPhase]:
    sums: dict[tuple[int, str], int] = {}
    for one in found:
        key = (one.year, projects.PHASE_OF_STATE[one.state])
        sums[key] = sums.get(key, 0) + getattr(one, measure)
    return [YearPhase(year, phase, value) for (year, phase), value in sorted(sums.items())]


def name_of(row: Any) -> str:
    """The name in the reader's language, or in the one there is, else the code."""
    first, second = (row.name_zh, row.name_en) if is_chinese() else (row.name_en, row.name_zh)
    return str(first or second or row.code)


def _area(found: RollUp, row: RollUpRow, url: str) -> charts.Datum:
    value = row.value(found.measure)
    name, text = name_of(row), _text(found, value)
    # What is too small to hold its name is told by the tooltip and by the table below.
    least = LEAST_NAMED if is_chinese() else LEAST_NAMED_ENGLISH
    label = f"{name}\n{text}" if value * least >= found.total.value(found.measure) else " "
    return charts.Datum(name, _drawn(found.measure, value), f"{name}: {text}", url, label=label)


def _drawn(measure: str, value: int) -> int | float:
    return charts.major(value) if measure == "money" else value


def _text(found: RollUp, value: int) -> str:
    return _measure_text(found.measure, value, found.currency)


def _measure_text(measure: str, value: int, currency: str) -> str:
    return money_text(Money(value, currency)) if measure == "money" else number_text(value)


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
    return [gettext("Other programmes"), gettext("Other units"), gettext("Others below")][level]


def _stream_url(node: tuple[int, str, str, str], wanted: CockpitQuery) -> str:
    level, code, _zh, _en = node
    if code == REST:
        return ""
    return reverse("insight:cockpit") + wanted.query(**{"programme" if level == 0 else "unit": code})
