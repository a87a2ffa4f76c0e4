"""Columns of a list: what is shown of a row, how it is written on the page and in an exported file."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape
from operator import attrgetter
from typing import Any, Literal

from ceyuan.kit import numbers
from ceyuan.kit.registry import Label

Kind = Literal["text", "code", "link", "money", "number", "percent", "date", "badge", "progress", "figures"]
NUMERIC: frozenset[str] = frozenset({"money", "number", "percent", "figures"})
_SIGNS = re.compile("[&<>\"']").search
TONES: frozenset[str] = frozenset({"neutral", "info", "good", "warn", "bad", "special"})


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    `key` names a (dotted) attribute of the row, `value` computes it instead; `reader` makes the computing function once
    per page, for what depends on the reader's language. `sort` is the word in `?sort=`; without it
    the column cannot be sorted. `url` gives the target of a link. `labels` turns a stored code into its text, `tones` a
    stored code into the colour of its badge. `unit` is the scale of money ("yuan", "wan", "yi"), `currency` the one of
    the whole column if there is only one; a page whose rows all have the same finds it out. `optional` leaves the
    column out of a page none of whose rows has a value; `only_in_files` shows it in exports alone. `priority` 1 is
    always shown, 2 from a tablet on, 3 only on a wide screen. The kind "figures" is for numbers written already, such
    as an interval: set to the right like numbers.
    """

    key: str
    label: Label
    kind: Kind = "text"
    sort: str = ""
    value: Callable[[Any], Any] | None = None
    reader: Callable[[], Callable[[Any], Any]] | None = None
    url: Callable[[Any], str] | None = None
    labels: Mapping[Any, Label] | None = None
    tones: Mapping[Any, str] | None = None
    unit: str = "yuan"
    currency: str = ""
    digits: int | None = None
    priority: int = 1
    wide: bool = False
    hint: Label = ""
    optional: bool = False
    only_in_files: bool = False

    def read(self) -> Callable[[Any], Any]:
        """The function that takes the raw value out of a row; it holds for the language of the moment."""
        return self.reader() if self.reader else self.value or attrgetter(self.key)

    def text(self, raw: Any) -> str:
        """The stored value as the reader sees it (without markup)."""
        return self.writer()(raw)

    def writer(self) -> Callable[[Any], str]:
        """`text` as a function that has looked at the language and the unit already; for use on many rows."""
        write = _WRITERS[self.kind](self) if self.kind in _WRITERS else str
        if self.labels is None:
            return lambda raw: "–" if raw is None or raw == "" else write(raw)
        labels, known = self.labels, dict[Any, str]()

        def labelled(raw: Any) -> str:
            if raw not in known:
                known[raw] = str(labels[raw]) if raw in labels else "–" if raw is None or raw == "" else write(raw)
            return known[raw]

        return labelled

    def head(self) -> str:
        """Label with the unit of money, e.g. 预算（万元）."""
        if self.kind == "money" and self.currency:
            return numbers.money_head(self.label, self.currency, self.unit)
        return str(self.label)

    @property
    def css(self) -> str:
        """Classes of every cell of the column."""
        found = f"k-{self.kind}"
        if self.kind in NUMERIC:
            found += " num"
        if self.wide:
            found += " wide"
        return f"{found} p{self.priority}" if self.priority > 1 else found

    def cell(self) -> Callable[[Any], str]:
        """The function that writes one `<td>`; built once per page, so that a row costs little."""
        read, css, label = self.read(), self.css, escape(self.head())
        opening = f'<td class="{css}" data-label="{label}">'
        if self.url is None and self.kind not in {"badge", "progress"}:
            text = self.writer()
            return lambda row: f"{opening}{_escaped(text(read(row)))}</td>"
        inner = self._inner()
        return lambda row: f"{opening}{inner(row, read(row))}</td>"

    def _inner(self) -> Callable[[Any, Any], str]:
        text, url, tones = self.writer(), self.url, self.tones or {}
        if self.kind == "badge":
            return lambda _row, raw: (
                f'<span class="pill pill-{tones.get(raw, "neutral")}">{_escaped(text(raw))}</span>'
                if raw not in {None, ""}
                else "–"
            )
        if self.kind == "progress":
            return lambda _row, raw: bar(raw)
        return lambda row, raw: _linked(url(row) if url else "", text(raw))


def _escaped(text: str) -> str:
    # Looking costs a third of replacing, and most texts hold none of the signs.
    return escape(text) if _SIGNS(text) else text


def bar(percent: Any) -> str:
    """A small bar with its figure beside it; the figure carries the meaning, the bar is decoration."""
    if percent is None:
        return "–"
    width = max(0, min(100, round(percent)))
    over = " over" if percent > 100 else ""
    return (
        f'<span class="meter{over}"><svg viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">'
        f'<rect width="{width}" height="6"/></svg><span>{numbers.percent_text(percent)}</span></span>'
    )


def _linked(target: str, text: str) -> str:
    return f'<a href="{_escaped(target)}">{_escaped(text)}</a>' if target else _escaped(text)


def _money(column: Column) -> Callable[[Any], str]:
    if column.currency:
        return numbers.money_writer(column.unit)
    # Several currencies in one column: each figure names its own.
    number, name = numbers.money_writer(column.unit), numbers.SCALES[column.unit].name
    names: dict[str, str] = {}

    def write(raw: Any) -> str:
        currency = raw.currency
        if currency not in names:
            names[currency] = name(currency)
        return numbers.money_phrase(number(raw), names[currency])

    return write


_WRITERS: dict[str, Callable[[Column], Callable[[Any], str]]] = {
    "money": _money,
    "number": lambda column: lambda raw: numbers.number_text(raw, column.digits),
    "percent": lambda column: lambda raw: numbers.percent_text(raw, column.digits or 0),
    "progress": lambda _column: numbers.percent_text,
    "date": lambda _column: numbers.date_text,
}
