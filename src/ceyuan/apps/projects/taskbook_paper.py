"""The task book on paper: its facts for the official Chinese form, and as a record for Word."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from ceyuan.apps.documents.interface import PaperColumn, PaperTable, Record, Section, render_pdf
from ceyuan.apps.projects import taskbook_labels
from ceyuan.apps.projects.models import TaskBookVersion
from ceyuan.apps.projects.selectors import taskbooks
from ceyuan.apps.projects.services.taskbooks.parties import sides
from ceyuan.apps.projects.taskbook_words import value_text
from ceyuan.core.taskbook import TaskBook

# Sections as tables: the fields shown, those in brackets as one column after the other.
TABLES: dict[str, tuple[str, ...]] = {
    "content.goals": ("text",),
    "indicators": ("name", "group", "baseline", "midterm", "final", "unit_of_measure", "method", "is_binding"),
    "topics": ("code", "title", "unit", "leader", "budget_minor", "weight_ppm"),
    "milestones": ("name", "due_on", "criteria", "payment_share_ppm", "trl_expected"),
    "annual_plan": ("key", "text"),
    "deliverables": ("title", "kind", "quantity", "form", "acceptance_method", "due_on"),
    "people": ("name", "title", "unit", "role", "work", "months"),
    "participants": ("name", "role", "work", "amount_minor"),
    "header.funding_units": ("name", "amount_minor"),
    "funding": ("source", "year", "amount_minor", "condition"),
    "budget.items": ("source", "year", "category", "amount_minor"),
    "budget.equipment": ("name", "year", "quantity", "amount_minor", "reason"),
    "budget.entrusted": ("place", "partner", "amount_minor"),
    "budget.lump_sum.negative_list": ("text",),
    "ip_plan": ("kind", "count", "owner", "share_ppm"),
    "benefits": ("method", "gross_minor", "attribution_ppm", "confirmed_by", "text"),
    "content.application": ("unit", "volume", "due_on"),
    "cooperation": ("partner", "task", "amount_minor", "contract_number"),
    "risks": ("kind", "text", "probability", "measure", "owner"),
    "agreements": ("kind", "title", "unit", "document", "agreed_on"),
}
COVER = (
    "number",
    "project_code",
    "secrecy",
    "title",
    "programme",
    "direction",
    "party_a",
    "party_b",
    "lead_unit",
    "leader",
    "starts_on",
    "ends_on",
)
BASICS = ("tech_class", "source_level", "mode", "budget_mode", "chief_scientist", "user_unit")
TEXTS = (
    "background",
    "state_of_the_art",
    "novelty_search",
    "research",
    "key_technologies",
    "innovations",
    "technical_route",
    "trl_evidence",
    "demonstration_site",
    "organisation",
)
_WIDE = frozenset({"text", "name", "title", "criteria", "method", "work", "measure", "reason", "months"})
_NUMBERS = frozenset({"baseline", "midterm", "final", "quantity", "count"})
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
    content = [
        Section(str(taskbook_labels.section_label("content")), _pairs(book, "content", ("trl_start", "trl_target")))
    ]
    texts = [
        Section(
            str(taskbook_labels.field_label(f"content.{name}")), text=getattr(book.content, name).strip() or NOTHING
        )
        for name in TEXTS
    ]
    basics = Section(_("Basic facts"), _pairs(book, "header", BASICS))
    money = Section(
        str(taskbook_labels.section_label("budget")),
        [
            (label, text)
            for label, text in _pairs(book, "budget", ("total_minor", "capitalised_ppm", "claims_tax_deduction"))
        ],
    )
    tables = {path: _section(book, path) for path in TABLES}
    front = [tables.pop("content.goals"), tables.pop("indicators"), *texts]
    lump = book.budget.lump_sum is not None
    skipped = {"budget.items"} if lump else {"budget.lump_sum.negative_list"}
    rest = [section for path, section in tables.items() if path not in skipped]
    return [basics, *content, *front, *rest[:7], money, *rest[7:]]


def _section(book: TaskBook, path: str) -> Section:
    rows = list(_items(book, path))
    names = TABLES[path]
    if not rows:
        return Section(str(taskbook_labels.field_label(path)), text=NOTHING)
    columns = [
        PaperColumn(
            str(taskbook_labels.key_label(path) if name == "key" else taskbook_labels.field_label(f"{path}[x].{name}")),
            "right" if name.endswith(("_minor", "_ppm")) or name in _NUMBERS else "left",
            "wide" if name in _WIDE else "auto",
        )
        for name in names
    ]
    return Section(
        str(taskbook_labels.field_label(path)),
        table=PaperTable(columns, [_row(book, path, one, names) for one in rows]),
    )


def _row(book: TaskBook, path: str, one: Any, names: Sequence[str]) -> list[str]:
    return [cell(path, one, name, book.header.currency) for name in names]


def cell(path: str, one: Any, name: str, currency: str) -> str:
    """A field of an item in words; the final value of an indicator with its sign."""
    if name == "key":
        return str(one.key)
    if path == "indicators" and name in {"baseline", "midterm", "final"}:
        return _aim(one, name)
    return value_text(f"{path}[{one.key}].{name}", getattr(one, name), currency)


_SIGNS = {"at_least": "≥ ", "at_most": "≤ ", "equal": "= ", "range": ""}


def _aim(one: Any, name: str) -> str:
    words = getattr(one, f"{name}_text")
    if one.kind == "milestone" and name == "final":
        return str(one.due_on.isoformat() if one.due_on else words)
    value = getattr(one, name)
    if value is None:
        return str(words)
    text = value_text("indicators[x].final", value)
    if name != "final":
        return text
    if one.direction == "range":
        return f"{text}–{value_text('indicators[x].final', one.final_to)}"
    return _SIGNS[one.direction] + text


def _items(book: TaskBook, path: str) -> Iterable[Any]:
    part: Any = book
    for name in path.split("."):
        part = getattr(part, name) if part is not None else None
    return part or ()


def _pairs(book: TaskBook, part: str, names: Sequence[str]) -> list[tuple[str, str]]:
    owner = getattr(book, part)
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
