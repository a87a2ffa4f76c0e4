"""Styles and automatic numbering of a Word document: which level a style has, and what number a paragraph prints."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from ceyuan.core.intake.outline import counted

Attributes = dict[str, str]
Walk = Callable[[Callable[[str, Attributes], None], Callable[[str], None], Callable[[str], None]], None]
_HEADING = re.compile(r"(?:heading|标题)\s*(\d)$", re.IGNORECASE)
_PLACE = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class Style:
    """What a paragraph style says: heading level (0 for none), numbering, and "title" or "contents"."""

    level: int = 0
    number: str = ""
    depth: int = 0
    kind: str = ""
    based_on: str = ""


@dataclass(slots=True)
class Styles:
    """The styles by their id."""

    known: dict[str, Style] = field(default_factory=dict)

    def of(self, key: str) -> Style:
        """The style with what it takes over from the styles it is based on."""
        style = self.known.get(key, Style())
        seen = {key}
        above = style.based_on
        while above and above not in seen:
            seen.add(above)
            parent = self.known.get(above, Style())
            style = replace(
                style,
                level=style.level or parent.level,
                number=style.number or parent.number,
                depth=style.depth or parent.depth,
            )
            above = parent.based_on
        return style


def read_styles(walk: Walk) -> Styles:
    """The paragraph styles of the part."""
    styles = Styles()
    current = ""

    def start(name: str, given: Attributes) -> None:
        nonlocal current
        if name == "style":
            current = given.get("styleId", "")
            styles.known[current] = Style()
        elif current:
            styles.known[current] = _with(styles.known[current], name, given.get("val", ""))

    def end(name: str) -> None:
        nonlocal current
        if name == "style":
            current = ""

    walk(start, end, lambda _text: None)
    return styles


def _with(style: Style, name: str, value: str) -> Style:
    if name == "name":
        return _named(style, value.strip().lower())
    if name == "basedOn":
        return replace(style, based_on=value)
    if name == "outlineLvl" and value.isdecimal() and int(value) < 9:
        return replace(style, level=int(value) + 1)
    if name == "numId":
        return replace(style, number=value)
    if name == "ilvl" and value.isdecimal():
        return replace(style, depth=min(int(value), 8))
    return style


def _named(style: Style, name: str) -> Style:
    if heading := _HEADING.match(name):
        return replace(style, level=int(heading[1]) or 1)
    if name in {"title", "标题", "subtitle", "副标题"}:
        return replace(style, kind="title")
    return replace(style, kind="contents") if name.startswith(("toc ", "目录")) else style


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: the form of its count, the text around it ("%1.%2"), and the first count."""

    form: str = "decimal"
    text: str = ""
    first: int = 1


@dataclass(slots=True)
class Numbering:
    """The lists of a document, and how far each has counted."""

    lists: dict[str, dict[int, Level]] = field(default_factory=dict)
    uses: dict[str, str] = field(default_factory=dict)
    restarts: dict[tuple[str, int], int] = field(default_factory=dict)
    counts: dict[str, list[int]] = field(default_factory=dict)

    def next(self, key: str, depth: int) -> str:
        """The number that the next paragraph of the list `key` prints at this depth; "" without or with a bullet."""
        levels = self.lists.get(self.uses.get(key, ""), {})
        if not key or key == "0" or depth not in levels:
            return ""
        # Word lets lists that share a definition count on; a list with an own start counts for itself.
        counter = key if any(own == key for own, _depth in self.restarts) else self.uses[key]
        counts = self.counts.setdefault(counter, [0] * 9)
        first = self.restarts.get((key, depth), levels[depth].first)
        counts[depth] = counts[depth] + 1 if counts[depth] else first
        counts[depth + 1 :] = [0] * (8 - depth)
        if levels[depth].form in {"bullet", "none"}:
            return ""
        return _PLACE.sub(lambda found: self._place(levels, counts, int(found[1]) - 1), levels[depth].text)

    @staticmethod
    def _place(levels: dict[int, Level], counts: list[int], at: int) -> str:
        level = levels.get(at, Level())
        return counted(counts[at] or level.first, level.form)


def read_numbering(walk: Walk) -> Numbering:
    """The lists of the part."""
    found = Numbering()
    place: dict[str, Any] = {"list": "", "num": "", "level": 0}

    def start(name: str, given: Attributes) -> None:
        value = given.get("val", "")
        if name == "abstractNum":
            place.update(list=given.get("abstractNumId", ""), num="")
            found.lists[str(place["list"])] = {}
        elif name == "num":
            place.update(num=given.get("numId", ""), list="")
        elif name in {"lvl", "lvlOverride"}:
            level = given.get("ilvl") or "0"
            place["level"] = min(int(level), 8) if level.isdecimal() else 0
        if place["num"]:
            _use(found, str(place["num"]), int(place["level"]), name, value)
        elif place["list"] != "":
            _define(found.lists[str(place["list"])], int(place["level"]), name, value)

    walk(start, lambda _name: None, lambda _text: None)
    return found


def _use(found: Numbering, key: str, level: int, name: str, value: str) -> None:
    if name == "abstractNumId":
        found.uses[key] = value
    elif name == "startOverride" and value.isdecimal():
        found.restarts[key, level] = int(value)


def _define(levels: dict[int, Level], at: int, name: str, value: str) -> None:
    level = levels.get(at, Level())
    if name == "lvl":
        levels[at] = level
    elif name == "numFmt":
        levels[at] = replace(level, form=value)
    elif name == "lvlText":
        levels[at] = replace(level, text=value)
    elif name == "start" and value.isdecimal():
        levels[at] = replace(level, first=int(value))
