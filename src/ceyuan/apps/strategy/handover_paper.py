"""The hand-over certificate as the page and the paper show it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from ceyuan.apps.documents.interface import PaperColumn, PaperTable, Record, Section, render_record
from ceyuan.apps.strategy import letter_content
from ceyuan.apps.strategy.messages import responsibility as words
from ceyuan.apps.strategy.models import Handover
from ceyuan.apps.strategy.target_numbers import Writing
from ceyuan.kit.numbers import is_chinese, percent_text

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Part:
    """One kind of what is open: its heading, the heads of its columns, and its rows as texts."""

    heading: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def parts(content: Row) -> list[Part]:
    """What is open, part by part; a part without rows is there too, because "nothing open" is handed over as well."""
    due = (_("What"), _("Due"))
    return [
        _part(content, "letters", _("Responsibility letters"), (_("Year"), _("State"), _("Score")), _letter),
        _part(
            content,
            "targets",
            _("Targets in force"),
            (_("Indicator"), pgettext("letter", "Target"), _("Reached"), _("Completion")),
            _target,
        ),
        _part(content, "matters", _("Open matters"), due, _dated),
        _part(content, "supervision", _("Open supervision items"), due, _dated),
        _part(content, "gaps", _("Open gaps"), due, _dated),
        _part(content, "measures", _("Policy measures under way"), (_("No."), _("Measure")), _measure),
    ]


def certificate_pdf(found: Handover, printed_by: str) -> bytes:
    """The certificate as PDF/A-2b in the reader's language."""
    made = timezone.localtime(found.made_at)
    content = found.content
    facts = [
        (_("Unit"), letter_content.named(content["unit"], chinese=is_chinese())),
        (_("Changed on"), content["on"]),
        (_("Handed over by"), _signed(content["from"], found.from_signed_at)),
        (_("Taken over by"), _signed(content["to"], found.to_signed_at)),
        (_("As of"), content["taken_on"]),
        (_("Fingerprint of the content (SHA-256)"), found.sha256),
    ]
    sections = [Section(_("Hand-over"), facts), *(_section(part) for part in parts(content))]
    return render_record(
        Record(
            title=_("Hand-over certificate of the top leader"),
            as_of=max(moment for moment in (made, found.from_signed_at, found.to_signed_at) if moment),
            printed_by=printed_by,
            subtitle=letter_content.named(content["unit"], chinese=is_chinese()),
            group=str(found.group),
            sections=sections,
        )
    )


def _section(part: Part) -> Section:
    if not part.rows:
        return Section(part.heading, text=_("Nothing open."))
    columns = [PaperColumn(head, width="auto" if place else "wide") for place, head in enumerate(part.heads)]
    return Section(part.heading, table=PaperTable(columns, part.rows))


def _part(
    content: Row, name: str, heading: str, heads: tuple[str, ...], write: Callable[[Row], tuple[str, ...]]
) -> Part:
    return Part(heading, heads, tuple(write(row) for row in content[name]))


def _signed(person: Row, moment: Any) -> str:
    name = letter_content.named(person, chinese=is_chinese())
    if moment is None:
        return f"{name} · {_('not yet signed')}"
    return f"{name} · {_('signed')} {timezone.localtime(moment):%Y-%m-%d %H:%M:%S}"


def _letter(row: Row) -> tuple[str, ...]:
    return str(row["year"]), str(words.LETTER_STATES.get(row["state"], row["state"])), row["score"] or "–"


def _target(row: Row) -> tuple[str, ...]:
    chinese = is_chinese()
    writing = Writing(row["divisor"], row["decimals"], row["unit_zh"] if chinese else row["unit_en"])
    reached = writing.phrase(Decimal(row["actual"]) if row["actual"] is not None else None)
    share = row["completion_ppm"]
    done = "–" if share is None else percent_text(Decimal(share) / 10_000, 1)
    name = f"{row['code']} {letter_content.named(row, chinese=chinese)}"
    return name, letter_content.figure(row, "value", chinese=chinese), reached, done


def _dated(row: Row) -> tuple[str, ...]:
    title = row["title"] if is_chinese() else row.get("title_en") or row["title"]
    return title, row["due_on"]


def _measure(row: Row) -> tuple[str, ...]:
    return row["number"], letter_content.named(row, chinese=is_chinese(), name="title")
