"""Charts as data: pure functions from figures to ECharts options, so that a chart can be tested like any other value.

Colours, tooltips and links are added by `static/ceyuan/charts.js`; a datum with `url` leads to the records
behind it, `text` is what its tooltip says. A colour "token:t-bad" is taken from the tokens of the present theme.
Values are numbers or None; `major` turns minor units into the unit of an axis.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

Option = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Datum:
    """One figure: name, value, its text as the reader sees it, where it leads, and what is written on it."""

    name: str
    value: int | float | None
    text: str = ""
    url: str = ""
    colour: str = ""
    label: str = ""

    def option(self) -> Option:
        found: Option = {"name": self.name, "value": self.value}
        if self.text:
            found["text"] = self.text
        if self.url:
            found["url"] = self.url
        if self.colour:
            found["itemStyle"] = {"color": self.colour}
        if self.label:
            # ECharts reads braces as places to fill in.
            found["label"] = {"formatter": self.label.replace("{", "(").replace("}", ")")}
        return found


@dataclass(frozen=True, slots=True)
class Series:
    """A named row of figures, one for each category."""

    name: str
    data: Sequence[Datum]
    colour: str = ""


@dataclass(frozen=True, slots=True)
class Flow:
    """Money or number that goes from one node to another."""

    source: str
    target: str
    value: int | float
    text: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """A bar of a timeline; `end` is the first day after it."""

    name: str
    start: datetime.date
    end: datetime.date
    text: str = ""
    url: str = ""
    colour: str = ""


def bar(categories: Sequence[str], series: Sequence[Series], *, unit: str = "", stacked: bool = False) -> Option:
    """Columns over categories (years, months)."""
    return _axes(categories, unit, series) | {"series": [_row("bar", one, stacked=stacked) for one in series]}


def line(categories: Sequence[str], series: Sequence[Series], *, unit: str = "") -> Option:
    """Lines over categories; a missing figure leaves a gap."""
    return _axes(categories, unit, series) | {"series": [_row("line", one) for one in series]}


def ranking(data: Sequence[Datum]) -> Option:
    """Lying bars in the given order from the top: for names too long to stand under a column."""
    return {
        "grid": {"left": 8, "right": 16, "top": 8, "bottom": 8, "containLabel": True},
        "tooltip": {"trigger": "item"},
        "xAxis": {"type": "value", "splitNumber": 4},
        "yAxis": {
            "type": "category",
            "inverse": True,
            "data": [one.name for one in data],
            "axisTick": {"show": False},
            "axisLabel": {"width": 150, "overflow": "truncate"},
        },
        "series": [{"type": "bar", "barMaxWidth": 16, "data": [one.option() for one in data]}],
    }


@dataclass(frozen=True, slots=True)
class Interval:
    """An estimate between `low` and `high`, with a second mark beside it (the value before it was corrected)."""

    name: str
    low: float
    high: float
    value: float
    beside: float | None = None
    text: str = ""
    url: str = ""


def intervals(rows: Sequence[Interval], *, value: str, beside: str = "") -> Option:
    """Lying intervals in the given order from the top; `value` and `beside` name the two marks in the legend."""
    names = [one.name for one in rows]
    spread = [Datum(one.name, round(one.high - one.low, 6), one.text, one.url).option() for one in rows]
    marks: list[Option] = [_marks(value, "circle", [(one, one.value) for one in rows])]
    if beside:
        marks.append(_marks(beside, "diamond", [(one, one.beside) for one in rows if one.beside is not None]))
    return {
        "grid": {"left": 8, "right": 16, "top": 32, "bottom": 8, "containLabel": True},
        "tooltip": {"trigger": "item"},
        "legend": {"top": 0, "data": [value, *([beside] if beside else [])]},
        "xAxis": {"type": "value", "scale": True, "splitNumber": 4},
        "yAxis": {
            "type": "category",
            "inverse": True,
            "data": names,
            "axisTick": {"show": False},
            "axisLabel": {"width": 150, "overflow": "truncate"},
        },
        "series": [
            {
                "type": "bar",
                "stack": "interval",
                "silent": True,
                "itemStyle": {"color": "transparent"},
                "data": [round(one.low, 6) for one in rows],
            },
            {"type": "bar", "stack": "interval", "barMaxWidth": 12, "itemStyle": {"opacity": 0.45}, "data": spread},
            *marks,
        ],
    }


def _marks(name: str, symbol: str, found: Sequence[tuple[Interval, float | None]]) -> Option:
    points = [{"name": one.name, "value": [at, one.name], "text": one.text, "url": one.url} for one, at in found]
    return {"type": "scatter", "name": name, "symbol": symbol, "symbolSize": 10, "data": points}


def pie(data: Sequence[Datum]) -> Option:
    """A ring of at most a handful of parts."""
    return {
        "tooltip": {"trigger": "item"},
        "legend": {"type": "scroll", "orient": "vertical", "right": 0, "top": "middle"},
        "series": [
            {
                "type": "pie",
                "radius": ["48%", "72%"],
                "center": ["35%", "50%"],
                "label": {"show": False},
                "data": [one.option() for one in data],
            }
        ],
    }


def treemap(data: Sequence[Datum]) -> Option:
    """Areas by size; one level at a time, because a click leads to the next level as a page of its own."""
    return {
        "tooltip": {"trigger": "item"},
        "series": [
            {
                "type": "treemap",
                "roam": False,
                "nodeClick": False,
                "breadcrumb": {"show": False},
                "left": 0,
                "right": 0,
                "top": 0,
                "bottom": 0,
                "label": {
                    "position": "insideTopLeft",
                    "padding": [2, 4],
                    "fontSize": 12,
                    "lineHeight": 16,
                    "overflow": "break",
                    "lineOverflow": "truncate",
                    "color": "#fff",
                    "textShadowBlur": 0,
                },
                "itemStyle": {"borderWidth": 1, "gapWidth": 1, "borderColor": "token:c-surface"},
                "data": _areas([one for one in data if one.value and one.value > 0]),
            }
        ],
    }


def sankey(nodes: Sequence[Datum], flows: Sequence[Flow]) -> Option:
    """Where money goes, from left to right. Node names must be unique."""
    return {
        "tooltip": {"trigger": "item"},
        "series": [
            {
                "type": "sankey",
                "nodeAlign": "left",
                "left": 4,
                "right": 150,
                "top": 8,
                "bottom": 8,
                "nodeGap": 13,
                "nodeWidth": 12,
                "draggable": False,
                "emphasis": {"focus": "adjacency"},
                "label": {"width": 140, "overflow": "truncate", "fontSize": 12},
                "lineStyle": {"color": "source", "opacity": 0.35, "curveness": 0.5},
                "data": [one.option() for one in nodes],
                "links": [_flow(flow) for flow in flows if flow.value > 0],
            }
        ],
    }


def timeline(spans: Sequence[Span], *, today: datetime.date | None = None) -> Option:
    """Bars from start to end, one row each, with a line for today."""
    bars: Option = {
        "type": "custom",
        "renderItem": "bar",
        "encode": {"x": [1, 2], "y": 0},
        "data": [_span(index, span) for index, span in enumerate(spans)],
    }
    if today:
        bars["markLine"] = {
            "symbol": "none",
            "silent": True,
            "label": {"show": False},
            "lineStyle": {"color": "token:t-bad", "type": "solid"},
            "data": [{"xAxis": today.isoformat()}],
        }
    shown = min(1.0, 16 / max(1, len(spans)))
    return {
        "grid": {"left": 8, "right": 28, "top": 8, "bottom": 8, "containLabel": True},
        "tooltip": {"trigger": "item"},
        "xAxis": {
            "type": "time",
            "position": "top",
            "axisLine": {"show": False},
            "splitLine": {"show": True},
            "axisLabel": {"hideOverlap": True},
        },
        "yAxis": {
            "type": "category",
            "inverse": True,
            "data": [span.name for span in spans],
            "axisTick": {"show": False},
            "axisLabel": {"width": 170, "overflow": "truncate"},
        },
        "dataZoom": [{"type": "slider", "yAxisIndex": 0, "width": 12, "right": 4, "end": round(shown * 100)}]
        if shown < 1
        else [],
        "series": [bars],
    }


def heatmap(columns: Sequence[str], rows: Sequence[str], cells: Sequence[tuple[int, int, int]]) -> Option:
    """Figures over two categories; `cells` holds (column, row, value)."""
    most = max((value for _column, _row, value in cells), default=1)
    return {
        "grid": {"left": 8, "right": 8, "top": 8, "bottom": 44, "containLabel": True},
        "tooltip": {"trigger": "item"},
        "xAxis": {"type": "category", "data": list(columns), "splitArea": {"show": False}},
        "yAxis": {"type": "category", "data": list(rows), "inverse": True},
        "visualMap": {
            "min": 0,
            "max": most,
            "calculable": False,
            "orient": "horizontal",
            "left": "center",
            "bottom": 0,
            "itemHeight": 120,
            "textStyle": {"color": "token:c-muted"},
            "inRange": {"color": ["token:c-sunken", "token:chart-1"]},
        },
        "series": [{"type": "heatmap", "data": [list(cell) for cell in cells]}],
    }


def major(minor: int, divisor: int = 100) -> int | float:
    """Minor units in the unit of a chart. Only for drawing: a chart shows, it never counts."""
    return minor // divisor if minor % divisor == 0 else minor / divisor


def _axes(categories: Sequence[str], unit: str, series: Sequence[Series]) -> Option:
    return {
        "grid": {"left": 8, "right": 8, "top": 52, "bottom": 4, "containLabel": True},
        "tooltip": {"trigger": "axis", "axisPointer": {"type": "shadow"}},
        "legend": {"show": len(series) > 1, "right": 0, "top": 0, "itemWidth": 14, "itemHeight": 8},
        "xAxis": {"type": "category", "data": list(categories), "axisTick": {"show": False}},
        "yAxis": {"type": "value", "name": unit, "nameTextStyle": {"align": "left"}, "splitNumber": 4},
    }


def _row(kind: str, series: Series, *, stacked: bool = False) -> Option:
    found: Option = {"type": kind, "name": series.name, "data": [one.option() for one in series.data]}
    if kind == "bar":
        found["barMaxWidth"] = 28
    else:
        found["symbolSize"] = 6
    if stacked:
        found["stack"] = "all"
    if series.colour:
        found["itemStyle"] = {"color": series.colour}
    return found


def _areas(data: Sequence[Datum]) -> list[Option]:
    # Strong, even tones of their own: white text must stay readable on every area in both themes.
    return [
        {**one.option(), "itemStyle": {"color": one.colour or f"token:area-{n % 8 + 1}"}} for n, one in enumerate(data)
    ]


def _flow(flow: Flow) -> Option:
    found: Option = {"source": flow.source, "target": flow.target, "value": flow.value}
    if flow.text:
        found["text"] = flow.text
    if flow.url:
        found["url"] = flow.url
    return found


def _span(row: int, span: Span) -> Option:
    found: Option = {
        "name": span.name,
        "value": [row, span.start.isoformat(), span.end.isoformat()],
        "text": span.text or f"{span.start.isoformat()} – {(span.end - datetime.timedelta(days=1)).isoformat()}",
    }
    if span.url:
        found["url"] = span.url
    if span.colour:
        found["itemStyle"] = {"color": span.colour}
    return found
