"""A record on paper: what a capability says about one thing, in the reader's language, as PDF/A."""

import datetime
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from django.utils import timezone
from django.utils.translation import get_language, pgettext

from .rendering import render_pdf


@dataclass(frozen=True, slots=True)
class PaperColumn:
    """A column of a printed table; "wide" takes the room that the others leave."""

    label: str
    align: Literal["left", "right", "center"] = "left"
    width: Literal["auto", "wide"] = "auto"


@dataclass(frozen=True, slots=True)
class PaperTable:
    """A printed table. Cells are texts that are written out already; `total` is a last row in bold."""

    columns: Sequence[PaperColumn]
    rows: Sequence[Sequence[str]]
    total: Sequence[str] | None = None

    def __post_init__(self) -> None:
        for row in (*self.rows, *([self.total] if self.total is not None else [])):
            if len(row) != len(self.columns):
                raise ValueError(f"A row of {len(row)} cells in a table of {len(self.columns)} columns: {row!r}.")


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the record under its heading: facts (label, value), a table, a text; any of them."""

    heading: str
    facts: Sequence[tuple[str, str]] = ()
    table: PaperTable | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """What is printed. `as_of` is the moment the facts are of; it also dates the file."""

    title: str
    as_of: datetime.datetime
    printed_by: str
    number: str = ""
    number_label: str = ""
    subtitle: str = ""
    group: str = ""
    sections: Sequence[Section] = field(default_factory=tuple)


def render_record(record: Record) -> bytes:
    """The record as PDF/A-2b with page numbers, its moment and the SHA-256 of the facts on every page."""
    return render_pdf("documents/record", record_facts(record))


def record_facts(record: Record) -> dict[str, Any]:
    """What the template prints, and what the printed fingerprint is made of."""
    chinese = (get_language() or "").startswith("zh")
    sections = [
        {
            "heading": section.heading,
            "facts": [list(fact) for fact in section.facts] or None,
            "table": asdict(section.table) if section.table else None,
            "text": section.text or None,
        }
        for section in record.sections
    ]
    return {
        "language": "zh" if chinese else "en",
        "title": record.title,
        "subtitle": record.subtitle,
        "number": record.number,
        "group": record.group,
        "as_of": f"{timezone.localtime(record.as_of):%Y-%m-%d %H:%M}",
        "printed_by": record.printed_by,
        "labels": {
            "number": record.number_label,
            "as_of": pgettext("on paper", "As of"),
            "printed_by": pgettext("on paper", "Printed by"),
            "fingerprint": pgettext("on paper", "Fingerprint of the facts (SHA-256)"),
            "page": pgettext("on paper", "Page"),
        },
        "sections": sections,
    }
