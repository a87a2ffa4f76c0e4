"""Finds translation mistakes: texts without Chinese, unequal placeholders, formatting inside the marker."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import polib

GETTEXT: dict[str, Any] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
_PLACEHOLDER = re.compile(r"%(?:\((\w+)\))?[-+ #0]*[\d.*]*([sdfiurxXeEgGc])|%%")
_BRACES = re.compile(r"\{[a-zA-Z_]\w*[^{}]*\}")
_HAN = re.compile(r"[㐀-鿿]")


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One mistake with its place; warnings do not fail the check."""

    place: str
    text: str
    is_error: bool = True

    def __str__(self) -> str:
        return f"{self.place}: {'' if self.is_error else 'warning: '}{self.text}"


@dataclass(frozen=True, slots=True)
class Use:
    """One text that the code asks to be translated."""

    context: str | None
    msgid: str
    place: str


def faults(package: Path) -> list[Fault]:
    """All faults of the texts used in `package` and of its catalogues in `package/locale`."""
    used = [*python_uses(package), *template_uses(package)]
    found = [*marker_faults(package)]
    for folder in sorted({po.parent for po in (package / "locale").glob("*/*.po")}):
        found += catalogue_faults(folder, used)
    if not (package / "locale" / "zh_Hans").is_dir() and used:
        found.append(Fault(str(package / "locale"), "there is no zh_Hans folder"))
    return sorted(found)


def sources(package: Path, pattern: str) -> Iterator[Path]:
    """Files of the product, without tests and vendored files."""
    for path in sorted(package.rglob(pattern)):
        if not {"tests", "vendor", "node_modules"} & set(path.relative_to(package).parts):
            yield path


def python_uses(package: Path) -> Iterator[Use]:
    """Texts marked in Python code."""
    from babel.messages.extract import extract_python

    for path in sources(package, "*.py"):
        with path.open("rb") as file:
            yield from _uses(extract_python(file, GETTEXT, [], {}), path)


def template_uses(package: Path) -> Iterator[Use]:
    """Texts marked in templates; Django turns a template into Python that babel reads."""
    from babel.messages.extract import extract_python
    from django.conf import settings
    from django.utils.translation.template import templatize

    if not settings.configured:
        settings.configure()
    for pattern in ("*.html", "*.txt"):
        for path in sources(package, pattern):
            if "templates" in path.parts:
                code = templatize(path.read_text(encoding="utf-8"), origin=str(path))
                yield from _uses(extract_python(BytesIO(code.encode()), GETTEXT, [], {}), path)


def _uses(extracted: Iterable[Any], path: Path) -> Iterator[Use]:
    for line, function, found, _ in extracted:
        texts = list(found) if isinstance(found, tuple) else [found]
        context = None
        if function and "pgettext" in function:
            context = texts.pop(0)
        if texts and isinstance(texts[0], str) and texts[0]:
            yield Use(context, texts[0], f"{path}:{line}")


def marker_faults(package: Path) -> Iterator[Fault]:
    """Calls of gettext functions whose text is not one plain literal: the translator would never see it."""
    for path in sources(package, "*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call) or _called(node) not in GETTEXT or not node.args:
                continue
            name = _called(node)
            texts = node.args[: 3 if name.startswith("np") else 2 if name[0] in "np" else 1]
            for text in texts:
                place = f"{path}:{node.lineno}"
                if not isinstance(text, ast.Constant) or not isinstance(text.value, str):
                    yield Fault(place, f"{name}() takes one plain text: no variable, f-string, % or .format inside")
                    continue
                if _BRACES.search(text.value):
                    yield Fault(place, f"{text.value!r}: name placeholders %(like_this)s, not {{like_this}}")
                unnamed = [m for m in _PLACEHOLDER.finditer(text.value) if m[0] != "%%" and not m[1]]
                if unnamed and "%(" in text.value:
                    yield Fault(place, f"{text.value!r}: every placeholder needs a name")


def _called(call: ast.Call) -> str:
    if isinstance(call.func, ast.Name):
        return call.func.id
    return call.func.attr if isinstance(call.func, ast.Attribute) else ""


def catalogue_faults(folder: Path, used: list[Use]) -> Iterator[Fault]:
    """One language: missing, fuzzy, empty, contradicting and unused entries; unequal placeholders."""
    known: dict[tuple[str | None, str], tuple[polib.POEntry, str]] = {}
    for path in sorted(folder.glob("*.po")):
        for entry in polib.pofile(str(path)):
            if entry.obsolete:
                continue
            place = f"{path}:{entry.linenum}"
            key: tuple[str | None, str] = (entry.msgctxt, entry.msgid)
            yield from _entry_faults(entry, place, chinese=folder.name.startswith("zh"))
            if key in known and _texts(known[key][0]) != _texts(entry):
                yield Fault(place, f"{entry.msgid!r} has another translation at {known[key][1]}")
            known.setdefault(key, (entry, place))
    wanted: dict[tuple[str | None, str], str] = {(use.context, use.msgid): use.place for use in reversed(used)}
    if folder.name.startswith("zh"):
        for key, place in wanted.items():
            if key not in known:
                yield Fault(place, f"{key[1]!r} has no translation in {folder.name}")
    for key, (_, place) in known.items():
        if key not in wanted:
            yield Fault(place, f"{key[1]!r} is used nowhere", is_error=False)


def _entry_faults(entry: polib.POEntry, place: str, *, chinese: bool) -> Iterator[Fault]:
    if entry.fuzzy:
        yield Fault(place, f"{entry.msgid!r} is fuzzy")
    originals = {_placeholders(entry.msgid), _placeholders(entry.msgid_plural or entry.msgid)}
    for text in _texts(entry):
        if not text.strip():
            yield Fault(place, f"{entry.msgid!r} has an empty translation")
        elif _placeholders(text) not in originals:
            yield Fault(place, f"{entry.msgid!r} and {text!r} differ in their placeholders")
        elif chinese and text == entry.msgid and re.search(r"[a-z]{4,}", text) and not _HAN.search(text):
            yield Fault(place, f"{entry.msgid!r} is not translated", is_error=False)


def _texts(entry: polib.POEntry) -> tuple[str, ...]:
    return tuple(entry.msgstr_plural.values()) if entry.msgid_plural else (entry.msgstr,)


def _placeholders(text: str) -> frozenset[str]:
    return frozenset(m[1] or m[0] for m in _PLACEHOLDER.finditer(text) if m[0] != "%%")
