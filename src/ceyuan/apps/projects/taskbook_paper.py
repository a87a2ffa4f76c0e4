"""The task book on paper: its facts for the official Chinese form, and as a record for Word."""

from collections.abc import Sequence
from typing import Any

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from ceyuan.apps.documents.interface import PaperColumn, PaperTable, Record, Section, render_pdf
from ceyuan.apps.projects import taskbook_labels
from ceyuan.apps.projects.messages.taskbooks import COMMITMENT as COMMITMENT_TEXT
from ceyuan.apps.projects.models import TaskBookVersion
from ceyuan.apps.projects.selectors import taskbooks
from ceyuan.apps.projects.services.taskbooks.parties import sides
from ceyuan.apps.projects.taskbook_tables import (
    BASICS,
    COMMITMENT,
    COVER,
    FURTHER,
    INNER,
    TABLES,
    TEXTS,
    cell,
    heads,
    inner_items,
    items_at,
)
from ceyuan.apps.projects.taskbook_words import value_text
from ceyuan.core.taskbook import TaskBook

_WIDE = frozenset(
    {
        "text",
        "name",
        "title",
        "criteria",
        "method",
        "work",
        "measure",
        "reason",
        "months",
        "content",
        "opinion",
        "evidence",
    }
)
_NUMBERS = frozenset({"baseline", "midterm", "final", "quantity", "count", "copies", "person_months"})
_BEFORE_MONEY = frozenset(
    {"topics", "milestones", "annual_plan", "deliverables", "people", "participants", "header.funding_units", "funding"}
)
NOTHING = "无"


def task_book_pdf(one: TaskBookVersion, *, english: bool = False) -> bytes:
    """The version as PDF/A-2b with the fingerprint of its data on every page. What is signed is the Chinese form."""
    with translation.override("en" if english else "zh-hans"):
        return render_pdf("projects/taskbook", facts_of(one))


def facts_of(one: TaskBookVersion) -> dict[str, Any]:
    """What the form prints, in the language in force."""
    book = taskbooks.wording(one)
    project = one.task_book.project
    made = one.edited_at or one.made_at or timezone.now()
    is_chinese = translation.get_language().startswith("zh")
    change = one.change_order.change_class if one.change_order else "A"
    return {
        "language": "zh" if is_chinese else "en",
        "title": _("Task book of a science and technology project"),
        "project": book.header.title,
        "group": project.group.name_zh or project.group.name_en,
        "as_of": f"{timezone.localtime(made):%Y-%m-%d}",
        "version": _("Version %(number)s") % {"number": one.number},
        "fingerprint": one.data_hash,
        "mark": _("Draft, not offered for signing") if one.state == "draft" and not one.print_hash else "",
        "cover": _pairs(book, "header", COVER),
        "rules_title": _("How this form is filled in"),
        "rules": [str(rule) for rule in taskbook_labels.FILLING_RULES],
        "sections": [
            {
                "heading": f"{number}. {section.heading}"
                if not is_chinese
                else f"{_numeral(number)}、{section.heading}",
                "facts": [list(fact) for fact in section.facts],
                "text": section.text,
                "table": _told(section.table),
            }
            for number, section in enumerate(sections(book), start=1)
        ],
        "signatures_title": _("Signatures of the parties"),
        "signatures": [side.label_zh if is_chinese else side.label_en for side in sides(project, book, change)],
        "labels": {
            "page": _("Page"),
            "fingerprint": _("Fingerprint of the data (SHA-256)"),
            "seal": _("Signature and seal"),
            "day": _("Date"),
            "nothing": NOTHING if is_chinese else _("none"),
        },
    }


def task_book_record(one: TaskBookVersion, printed_by: str) -> Record:
    """The version as a record, for the Word file in the reader's language."""
    book = taskbooks.wording(one)
    return Record(
        title=_("Task book of a science and technology project"),
        as_of=one.edited_at or one.made_at,
        printed_by=printed_by,
        number=f"{one.task_book.number} · {_('Version %(number)s') % {'number': one.number}}",
        number_label=_("Task book number"),
        subtitle=book.header.title,
        group=str(one.task_book.project.group),
        sections=[
            Section(_("Cover"), [(label, text) for label, text in _pairs(book, "header", COVER)]),
            *sections(book),
            Section(_("Fingerprint of the data (SHA-256)"), text=one.data_hash),
        ],
    )


def sections(book: TaskBook) -> list[Section]:
    """All parts behind the cover, each with what it says, or with the word for nothing."""
    basics = Section(_("Basic facts"), _pairs(book, "header", BASICS))
    levels = Section(
        str(taskbook_labels.section_label("content")), _pairs(book, "content", ("trl_start", "trl_target"))
    )
    tables = {path: _section(book, path) for path in TABLES}
    front = [*tables.pop("content.goals"), *tables.pop("indicators"), *_texts(book)]
    # What the way of planning the money does not ask for is left out, unless something stands there.
    unused = {"budget.lump_sum.negative_list"} if book.budget.lump_sum is None else {"budget.items", "budget.equipment"}
    skipped = {path for path in unused if not items_at(book, path)}
    rest = {path: found for path, found in tables.items() if path not in skipped}
    plan = [one for path, found in rest.items() if path in _BEFORE_MONEY for one in found]
    behind = [one for path, found in rest.items() if path not in _BEFORE_MONEY for one in found]
    return [basics, levels, *front, *plan, *_money(book), *behind]


def _texts(book: TaskBook) -> list[Section]:
    found = []
    for name in TEXTS:
        text = getattr(book.content, name).strip()
        if name == "technical_route" and book.content.route_document.strip():
            label = taskbook_labels.field_label("content.route_document")
            text = f"{text}\n{label}：{book.content.route_document.strip()}".strip()
        found.append(Section(str(taskbook_labels.field_label(f"content.{name}")), text=text or NOTHING))
    return found


def _money(book: TaskBook) -> list[Section]:
    """Total and tax, and in a lump sum the commitment with who gave it."""
    facts = _pairs(book, "budget", ("total_minor", "capitalised_ppm", "claims_tax_deduction"))
    found = [Section(str(taskbook_labels.section_label("budget")), facts)]
    if book.budget.lump_sum is not None:
        label = str(taskbook_labels.field_label("budget.lump_sum"))
        found.append(Section(label, _pairs(book, "budget.lump_sum", COMMITMENT), text=str(COMMITMENT_TEXT)))
    return found


def _section(book: TaskBook, path: str) -> list[Section]:
    """A list as a table, with its further columns and with the lists inside its lines."""
    label = str(taskbook_labels.field_label(path))
    items = items_at(book, path)
    if not items:
        return [Section(label, text=NOTHING)]
    found = [Section(label, table=_table(book, path, TABLES[path], items))]
    if further := FURTHER.get(path):
        found.append(Section(str(taskbook_labels.FURTHER[path]), table=_table(book, path, further, items)))
    for inner, names in INNER.items():
        if inner.startswith(f"{path}[].") and (lines := inner_items(book, inner)):
            found.append(
                Section(str(taskbook_labels.field_label(inner)), table=_inner_table(book, inner, names, lines))
            )
    return found


def _table(book: TaskBook, path: str, names: Sequence[str], items: Sequence[Any]) -> PaperTable:
    rows = [[cell(path, one, name, book) for name in names] for one in items]
    return PaperTable(_columns(path, names), rows)


def _inner_table(book: TaskBook, path: str, names: Sequence[str], lines: Sequence[tuple[str, Any]]) -> PaperTable:
    outer = path.partition("[].")[0]
    around = PaperColumn(str(taskbook_labels.item_label(outer)), "left", "wide")
    rows = [[name, *(cell(path, one, field, book) for field in names)] for name, one in lines]
    return PaperTable([around, *_columns(path, names)], rows)


def _columns(path: str, names: Sequence[str]) -> list[PaperColumn]:
    return [
        PaperColumn(
            label,
            "right" if name.endswith(("_minor", "_ppm")) or name in _NUMBERS else "left",
            "wide" if name in _WIDE else "auto",
        )
        for name, label in zip(names, heads(path, names), strict=True)
    ]


def _pairs(book: TaskBook, part: str, names: Sequence[str]) -> list[tuple[str, str]]:
    owner: Any = book
    for step in part.split("."):
        owner = getattr(owner, step)
    return [
        (
            str(taskbook_labels.field_label(f"{part}.{name}")),
            value_text(f"{part}.{name}", getattr(owner, name), book.header.currency) or NOTHING,
        )
        for name in names
    ]


def _told(table: PaperTable | None) -> dict[str, Any] | None:
    if table is None:
        return None
    columns = [{"label": one.label, "align": one.align, "width": one.width} for one in table.columns]
    return {"columns": columns, "rows": [list(row) for row in table.rows]}


_DIGITS = "〇一二三四五六七八九"


def _numeral(number: int) -> str:
    tens, ones = divmod(number, 10)
    if tens == 0:
        return _DIGITS[ones]
    return ("" if tens == 1 else _DIGITS[tens]) + "十" + (_DIGITS[ones] if ones else "")
