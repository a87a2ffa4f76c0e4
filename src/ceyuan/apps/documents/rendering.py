"""PDF documents from facts: a template of a capability, filled with data that never become part of its program text."""

import hashlib
import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import typst
from django.apps import apps

from . import fonts


class RenderingTrouble(RuntimeError):
    """A template or the typesetter failed: a fault of ours, never of the data."""


def render_pdf(template: str, facts: Mapping[str, Any]) -> bytes:
    """Typeset `facts` with a template as PDF/A-2b.

    `template` names the capability and the file: "documents/record" is `apps/documents/typst/record.typ`. `facts` must
    be JSON-ready (texts, whole numbers, lists, dicts, None); amounts come as texts that are already written out. The
    template gets them as `facts` together with their `fingerprint`, the SHA-256 of their canonical JSON. It dates the
    document by the facts, never by the clock, so that the same facts give the same bytes.
    """
    source = template_path(template)
    data = _printable(facts)
    answer: Any
    try:
        answer, warnings = typst.compile_with_warnings(
            source,
            root=source.parent,
            font_paths=[fonts.folder()],
            ignore_system_fonts=True,
            format="pdf",
            sys_inputs={"facts": json.dumps(data, ensure_ascii=False), "fingerprint": fingerprint(facts)},
            pdf_standards="a-2b",
        )
    except typst.TypstError as error:
        raise RenderingTrouble(f"{template}: {error}") from error
    if warnings:
        # An unknown font is only a warning to the typesetter, yet it would print empty boxes.
        raise RenderingTrouble(f"{template}: " + "; ".join(warning.message for warning in warnings))
    if not isinstance(answer, bytes):
        raise RenderingTrouble(f"{template}: the typesetter gave no document.")
    return answer


def fingerprint(facts: Mapping[str, Any]) -> str:
    """SHA-256 of the facts as canonical JSON: keys sorted, no spaces, UTF-8."""
    text = json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


@cache
def template_path(template: str) -> Path:
    """The file of a template; `LookupError` with the known ones when there is none of that name."""
    label, _slash, name = template.partition("/")
    known = {
        f"{config.label}/{file.stem}": file
        for config in apps.get_app_configs()
        for file in sorted((Path(config.path) / "typst").glob("*.typ"))
    }
    try:
        return known[f"{label}/{name}"]
    except KeyError:
        raise LookupError(f"No document template {template!r}. There are: {', '.join(sorted(known))}.") from None


def _printable(value: Any) -> Any:
    if isinstance(value, str):
        return fonts.printable(value)
    if isinstance(value, Mapping):
        return {str(key): _printable(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_printable(item) for item in value]
    if isinstance(value, float):
        raise TypeError("Facts of a document hold no floats: write the number out as text first.")
    return value
