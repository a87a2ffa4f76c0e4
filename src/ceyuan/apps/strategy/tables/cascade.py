"""The cascade as a table. Rows are written in Python: hundreds of them, and a template per cell would be slow."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from html import escape

from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from ceyuan.apps.strategy.messages import targets as words
from ceyuan.apps.strategy.selectors.cascade import Cascade, CascadeRow
from ceyuan.apps.strategy.target_numbers import Writing, adds, averages, of_basis, of_value
from ceyuan.core.indicators import Direction
from ceyuan.kit.columns import bar
from ceyuan.kit.icons import icon
from ceyuan.kit.numbers import date_text, is_chinese

FIELDS = ("value", "basis", "basic", "challenge")


@dataclass
class CascadeTable:
    """Draws a cascade. `typed` holds what a person typed and did not save yet: row key -> field -> text."""

    found: Cascade
    query: str
    typed: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    picked: frozenset[str] = frozenset()
    conflicts: Mapping[int, Mapping[str, object]] = field(default_factory=dict)
    deepest: int = 99

    def render(self) -> SafeString:
        """The whole table."""
        self._prepare()
        body = "".join(self._lines(row) for row in self.found.rows if row.depth <= self.deepest)
        kind = "adds" if adds(self.found.kpi) else "averages" if averages(self.found.kpi) else "each"
        return mark_safe(  # noqa: S308 - every value was escaped where it was written
            f'<table class="table table-sm ledger cascade" data-cascade="{kind}" '
            f'data-direction="{self.found.kpi.direction}"><thead><tr>{self._head()}</tr></thead>'
            f"<tbody>{body}</tbody></table>"
        )

    def _prepare(self) -> None:
        self.value, self.basis = of_value(self.found.kpi), of_basis(self.found.kpi)
        self.writings: dict[str, Writing] = {
            "value": self.value,
            "basis": self.basis,
            "basic": self.value,
            "challenge": self.value,
        }
        self.fields = tuple(name for name in FIELDS if name != "basis" or averages(self.found.kpi))
        self.labels = {
            "value": _("Proposed value"),
            "basis": _("Basis"),
            "basic": _("Basic value"),
            "challenge": _("Challenge value"),
        }
        self.heads = {name: escape(label) for name, label in self.labels.items()}
        self.states = {code: escape(str(text)) for code, text in words.STATES.items()}
        self.direction = Direction(self.found.kpi.direction)
        self.pages = reverse("strategy:target_list")
        self.name: Callable[[CascadeRow], str] = _chinese if is_chinese() else _english
        self.said = {name: escape(text) for name, text in self._sentences().items()}

    def _sentences(self) -> dict[str, str]:
        return {
            "pick": _("Pick %(unit)s"),
            "fold": _("Fold or unfold what lies below"),
            "split": _("Split among the units below"),
            "offered": _("proposed: %(value)s"),
            "below": _("below the source"),
            "reserve": _("Reserve"),
            "target": pgettext("cascade", "Target"),
            "given": _("Given out"),
            "difference": _("Difference"),
            "together": _("Together"),
            "closed": _("closes"),
            "open": _("open"),
        }

    def _head(self) -> str:
        unit, below = escape(self.value.unit), escape(self.basis.unit)
        columns = [
            ("unit", _("Unit"), ""),
            ("num p2", _("Reached last year"), unit),
            *(
                (f"num{' p2' if name != 'value' else ''}", self.labels[name], below if name == "basis" else unit)
                for name in self.fields
            ),
            ("num p2", _("Source"), unit),
            ("num p2", _("Difference to source"), unit),
            ("", _("State"), ""),
            ("p3", _("Last move"), ""),
            ("p2", _("Completion now"), ""),
        ]
        pick = '<th scope="col" class="pick"><span class="visually-hidden">' + escape(_("Pick")) + "</span></th>"
        return pick + "".join(
            f'<th scope="col" class="{css}">{escape(label)}{f" <span class=unit>{of}</span>" if of else ""}</th>'
            for css, label, of in columns
        )

    def _lines(self, row: CascadeRow) -> str:
        line = self._row(row)
        if row.pk in self.conflicts:
            line += self._conflict(row)
        if row.pk and self.found.below.get(row.pk):
            line += self._closure(row)
        return line

    def _row(self, row: CascadeRow) -> str:
        key, lowered = row.key, row.is_lowered(self.direction)
        typed = self.typed.get(key, {})
        css = "fresh" if row.pk is None else f"s-{row.state}"
        if row.pk in self.conflicts:
            css += " clash"
        counted = ""
        if row.state == "countered":
            offered, below = self.value.entry(row.offered), self.basis.entry(row.offered_basis)
            counted = f' data-offered="{offered}" data-offered-basis="{below}"'
        cells = self._numbers(row, typed)
        gap = None if row.source is None or row.value is None else row.value - row.source
        mark = f' <span class="visually-hidden">{self.said["below"]}</span>' if lowered else ""
        day = date_text(timezone.localtime(row.moved_at).date()) if row.moved_at else ""
        start = row.last_year if row.last_year is not None else row.baseline
        return (
            f'<tr id="row-{key}" class="{css}" data-row="{key}" data-parent="{row.parent or ""}" '
            f'data-depth="{row.depth}" data-state="{row.state}"{counted}>{self._pick(row)}'
            f'<th scope="row" class="unit d{min(row.depth, 6)}">{self._name(row)}</th>'
            f'<td class="num p2">{self.value.text(start)}</td>{cells}'
            f'<td class="num p2" data-source="{self.value.entry(row.source)}">{self.value.text(row.source)}</td>'
            f'<td class="num p2 gap{" lowered" if lowered else ""}">{self.value.signed(gap)}{mark}</td>'
            f"<td>{self._state(row)}</td>"
            f'<td class="p3 muted">{escape(row.mover or "")} {day}</td>'
            f'<td class="p2">{self._reached(row)}</td></tr>'
        )

    def _pick(self, row: CascadeRow) -> str:
        if row.pk is None or not row.side or row.state in {"in_force", "closed"}:
            return '<td class="pick"></td>'
        chosen = " checked" if row.key in self.picked else ""
        label = self.said["pick"] % {"unit": escape(self.name(row))}
        return (
            f'<td class="pick"><input type="checkbox" name="pick" value="{row.key}" aria-label="{label}"{chosen}></td>'
        )

    def _name(self, row: CascadeRow) -> str:
        name = escape(self.name(row))
        if row.pk is None:
            return f'<span class="fold"></span><span class="muted">{name}</span>'
        fold = '<span class="fold"></span>'
        if row.children:
            fold = (
                f'<button type="button" class="fold" data-fold="{row.pk}" aria-expanded="true" '
                f'aria-label="{self.said["fold"]}">{icon("chevron-down")}</button>'
            )
        link = f'<a href="{self.pages}{row.pk}/">{name}</a>'
        if row.can_write or row.state in {"agreed", "in_force"}:
            link += (
                f' <a class="split-link" href="?{self.query}&amp;split={escape(row.code)}#row-{row.pk}" '
                f'title="{self.said["split"]}">{icon("sitemap", self.said["split"])}</a>'
            )
        return fold + link

    def _numbers(self, row: CascadeRow, typed: Mapping[str, str]) -> str:
        kept = {name: self.writings[name].entry(getattr(row, name)) for name in FIELDS}
        if not row.can_write:
            return "".join(self._read_only(row, name, kept[name]) for name in self.fields)
        counters = row.side == "lower"
        seen = f"{row.revision};{';'.join(kept.values())};{row.parent or ''}"
        hidden = f'<input type="hidden" name="seen-{row.key}" value="{seen}">'
        name_of_row = escape(self.name(row))
        cells = []
        for name in self.fields:
            if counters and name in {"basic", "challenge"}:
                cells.append(self._read_only(row, name, kept[name]))
            else:
                cells.append(self._cell(row, name, kept[name], typed.get(name, kept[name]), name_of_row, hidden))
                hidden = ""
        return "".join(cells)

    def _read_only(self, row: CascadeRow, name: str, kept: str) -> str:
        narrow = "" if name == "value" else " p2"
        shown = self.writings[name].text(getattr(row, name))
        return f'<td class="num{narrow}" data-value-of="{name}" data-value="{kept}">{shown}</td>'

    def _cell(self, row: CascadeRow, name: str, kept: str, text: str, name_of_row: str, hidden: str) -> str:
        css, also, note = "num cell" if name == "value" else "num cell p2", "", ""
        if text != kept:
            css, also = f"{css} changed", f' data-kept="{kept}"'
        if name == "value" and row.state == "countered" and row.offered != row.value:
            note = f'<small class="muted">{self.said["offered"] % {"value": self.value.text(row.offered)}}</small>'
        return (
            f'<td class="{css}"><input inputmode="decimal" name="{name}-{row.key}" value="{escape(text)}" '
            f'data-field="{name}"{also} aria-label="{name_of_row}：{self.heads[name]}">{hidden}{note}</td>'
        )

    def _state(self, row: CascadeRow) -> str:
        if row.pk is None:
            return f'<span class="muted">{self.said["open"]}</span>'
        return f'<span class="pill pill-{words.STATE_TONES.get(row.state, "neutral")}">{self.states[row.state]}</span>'

    def _reached(self, row: CascadeRow) -> str:
        if row.pk is None:
            return ""
        reached = row.reached(self.direction)
        if reached is None:
            return "–"
        # More than asked for is good here; the kit marks it as for a budget that was overdrawn.
        return f'<a href="{self.pages}{row.pk}/#standing">{bar(reached).replace("meter over", "meter")}</a>'

    def _closure(self, row: CascadeRow) -> str:
        closure, keeps = self.found.closure(row), row.pk in self.found.may_keep_reserve
        said, is_closed = self.said, bool(closure and closure.closed)
        total = self.value.text(closure.children_total) if closure else "–"
        parts = [f'<span>{said["target"]} <b data-of="parent">{self.value.text(row.value)}</b></span>']
        label = said["given"] if adds(self.found.kpi) else said["together"]
        parts.append(f'<span>{label} <b data-of="total">{total}</b></span>')
        if adds(self.found.kpi):
            kept = self.value.entry(row.reserve)
            text = self.typed.get(row.key, {}).get("reserve", kept)
            box = f'<b data-of="reserve">{self.value.text(row.reserve)}</b>'
            if keeps:
                box = (
                    f'<input inputmode="decimal" name="reserve-{row.pk}" value="{escape(text)}" '
                    f'data-field="reserve" data-kept="{kept}" aria-label="{escape(self.name(row))}：{said["reserve"]}">'
                    f'<input type="hidden" name="kept-{row.pk}" value="{kept}">'
                )
            parts.append(f"<label>{said['reserve']} {box}</label>")
        difference = self.value.signed(closure.difference) if closure else "–"
        parts.append(f'<span>{said["difference"]} <b data-of="difference">{difference}</b></span>')
        verdict = said["closed"] if is_closed else said["open"]
        tone = "good" if is_closed else "warn"
        return (
            f'<tr class="closure" data-closure="{row.pk}" data-parent="{row.parent or ""}" data-depth="{row.depth}" '
            f'data-target="{self.value.entry(row.value)}" data-reserve="{self.value.entry(row.reserve)}">'
            f'<td class="pick"></td><td colspan="{8 + len(self.fields)}" class="d{min(row.depth + 1, 6)}">'
            f'<div class="closing">{_gauge(closure)}{"".join(parts)}<span class="pill pill-{tone}" data-of="verdict" '
            f'data-closed="{said["closed"]}" data-open="{said["open"]}">{verdict}</span></div></td></tr>'
        )

    def _conflict(self, row: CascadeRow) -> str:
        told = self.conflicts[row.pk or 0]
        mine = escape(self.typed.get(row.key, {}).get("value", ""))
        sentence = escape(_("%(who)s changed it from %(old)s to %(new)s at %(when)s.") % told)
        theirs = escape(_("Keep theirs") + f": {told['new']}")
        own = escape(_("Put mine")) + f": {mine}"
        return (
            f'<tr class="clash-choice"><td></td><td colspan="{8 + len(self.fields)}"><fieldset>'
            f'<legend>{sentence}</legend><input type="hidden" name="clash" value="{row.key}"><label>'
            f'<input type="radio" name="choose-{row.key}" value="theirs" required> {theirs}'
            f'</label><label><input type="radio" name="choose-{row.key}" value="mine"> {own}'
            "</label></fieldset></td></tr>"
        )


def _gauge(closure: object) -> str:
    """How much of the target is given out, and how much is kept; the figures beside it carry the meaning."""
    parent, total = getattr(closure, "parent", 0) or 0, getattr(closure, "children_total", None) or 0
    reserve = getattr(closure, "reserve", 0) or 0
    if parent <= 0:
        return ""
    given = max(0, min(100, round(total / parent * 100)))
    kept = max(0, min(100 - given, round(reserve / parent * 100)))
    # A ratio that is planned better than asked closes as well.
    over = " over" if total + reserve > parent and not getattr(closure, "closed", False) else ""
    return (
        f'<svg class="gauge{over}" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">'
        f'<rect class="given" width="{given}" height="6"/>'
        f'<rect class="kept" x="{given}" width="{kept}" height="6"/></svg>'
    )


def _chinese(row: CascadeRow) -> str:
    return row.name_zh or row.name_en


def _english(row: CascadeRow) -> str:
    return row.name_en or row.name_zh
