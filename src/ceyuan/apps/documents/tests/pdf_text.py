"""Reads the text of our PDFs as a reader's program does: the glyphs of each page, through the fonts' ToUnicode maps."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

_OBJECT = re.compile(rb"(\d+) 0 obj\n(.*?)\nendobj", re.DOTALL)
_NEXT = re.compile(rb"/(f\d+) [\d.]+ Tf|<([0-9A-Fa-f]+)>|\(|\bBT\b|\bET\b")
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)
_LETTERS = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def text_of(pdf: bytes) -> str:
    """All text of the document, page after page."""
    objects = {int(found[1]): found[2] for found in _OBJECT.finditer(pdf)}
    pages = [body for body in objects.values() if re.search(rb"/Type/Page[/>\s]", body)]
    return "".join(_page_text(objects, body) for body in pages)


def _page_text(objects: dict[int, bytes], page: bytes) -> str:
    fonts = _fonts(objects, objects[_reference(page, b"Resources")])
    shown: list[str] = []
    letters: dict[int, str] = {}
    for kind, value in _tokens(_stream(objects[_reference(page, b"Contents")])):
        if kind == "font":
            letters = fonts[value.decode()]
        else:
            shown += [letters[int.from_bytes(value[at : at + 2])] for at in range(0, len(value), 2)]
    return "".join(shown)


def _tokens(content: bytes) -> Iterator[tuple[str, bytes]]:
    at, inside = 0, False
    while found := _NEXT.search(content, at):
        at = found.end()
        if found[0] in {b"BT", b"ET"}:
            inside = found[0] == b"BT"
            continue
        if found[1]:
            yield "font", found[1]
            continue
        if found[2]:  # the typesetter writes a run of glyphs as digits where that is shorter
            if inside:
                yield "string", bytes.fromhex(found[2].decode())
            continue
        begin, depth = at, 1
        while depth:  # brackets inside a string may stand unescaped when they are balanced
            sign = content[at : at + 1]
            at += 2 if sign == b"\\" else 1
            depth += {b"(": 1, b")": -1}.get(sign, 0)
        if inside:  # outside, strings are properties such as the language
            yield "string", _ESCAPE.sub(_plain, content[begin : at - 1])


def _plain(found: re.Match[bytes]) -> bytes:
    sign = found[1]
    return bytes([int(sign, 8)]) if sign[:1].isdigit() else _LETTERS.get(sign, sign)


def _fonts(objects: dict[int, bytes], resources: bytes) -> dict[str, dict[int, str]]:
    found = {}
    for name, number in re.findall(rb"/(f\d+) (\d+) 0 R", resources):
        cmap = _stream(objects[_reference(objects[int(number)], b"ToUnicode")])
        pairs = re.findall(rb"<([0-9A-F]{4})> <([0-9A-F]+)>\n", cmap.partition(b"endcodespacerange")[2])
        found[name.decode()] = {int(code, 16): bytes.fromhex(to.decode()).decode("utf-16-be") for code, to in pairs}
    return found


def _reference(body: bytes, key: bytes) -> int:
    found = re.search(rb"/" + key + rb" (\d+) 0 R", body)
    assert found, key
    return int(found[1])


def _stream(body: bytes) -> bytes:
    head, _sign, rest = body.partition(b"stream\n")
    length = re.search(rb"/Length (\d+)", head)
    assert length
    raw = rest[: int(length[1])]
    return zlib.decompress(raw) if b"FlateDecode" in head else raw
