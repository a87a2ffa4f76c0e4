"""A task book made ready for its page: sections with facts, tables and findings, each with the way to its editor."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from ceyuan.apps.projects import taskbook_labels
from ceyuan.apps.projects.models import TaskBookVersion
from ceyuan.apps.projects.taskbook_paper import COVER, TABLES, TEXTS, cell
from ceyuan.apps.projects.taskbook_words import place, value_text
from ceyuan.core.taskbook import Finding, TaskBook
from ceyuan.core.taskbook.schema import shape_of
from ceyuan.kit.reasons import reason_text

# The sections of the page and the lists that stand in each beside its own facts.
PAGES: Mapping[str, tuple[str, ...]] = {
    "header": ("header.funding_units",),
    "content": ("content.goals", "content.application"),
    "indicators": ("indicators",),
    "topics": ("topics",),
    "milestones": ("milestones", "annual_plan"),
    "deliverables": ("deliverables",),
    "people": ("people", "participants"),
    "funding": ("funding",),
    "budget": ("budget.items", "budget.lump_sum.negative_list", "budget.equipment", "budget.entrusted"),
    "agreements": ("agreements",),
    "ip_plan": ("ip_plan", "benefits", "cooperation"),
    "risks": ("risks",),
}
_OWN_FACTS = {
    "header": (*COVER, "tech_class", "source_level", "mode", "budget_mode", "chief_scientist", "user_unit"),
    "content": ("trl_start", "trl_target", *TEXTS),
    "budget": ("total_minor", "capitalised_ppm", "claims_tax_deduction"),
}


@dataclass(frozen=True, slots=True)
class ShownFinding:
    """A finding in words, with the way to the place it is about."""

    text: str
    place: str
    is_error: bool
    url: str


@dataclass(frozen=True, slots=True)
class ShownList:
    """A list of the book as a table; each row with the ways to its editor and to taking it out."""

    path: str
    label: str
    heads: Sequence[str]
    rows: Sequence[tuple[Sequence[str], str, str]]
    add_url: str


@dataclass(frozen=True, slots=True)
class ShownSection:
    """A section: its facts, its lists, what is wrong in it, and the way to edit its facts."""

    name: str
    label: str
    facts: Sequence[tuple[str, str]] = ()
    lists: Sequence[ShownList] = ()
    findings: Sequence[ShownFinding] = field(default_factory=tuple)
    edit_url: str = ""


def sections(
    one: TaskBookVersion, book: TaskBook, findings: Iterable[Finding], *, editable: bool
) -> list[ShownSection]:
    """The whole book in the order of the form."""
    by_section = defaultdict(list)
    for finding in findings:
        by_section[_page_of(finding.path)].append(shown_finding(one, book, finding, editable=editable))
    return [
        ShownSection(
            name=name,
            label=str(taskbook_labels.section_label(name)),
            facts=_facts(book, name),
            lists=[_list(one, book, path, editable=editable) for path in lists if _is_used(book, path)],
            findings=by_section.get(name, ()),
            edit_url=edit_url(one, name) if editable and name in _OWN_FACTS else "",
        )
        for name, lists in PAGES.items()
    ]


def shown_finding(one: TaskBookVersion, book: TaskBook, finding: Finding, *, editable: bool) -> ShownFinding:
    """A finding as the page shows it."""
    facts = {
        name: ", ".join(map(str, value)) if isinstance(value, list | tuple) else value
        for name, value in finding.facts.items()
    }
    return ShownFinding(
        text=reason_text(type(finding.reason)(finding.code, facts)),
        place=place(finding.path, book),
        is_error=finding.severity == "error",
        url=_way_to(one, finding.path) if editable else f"#{_page_of(finding.path)}",
    )


def edit_url(one: TaskBookVersion, path: str, act: str = "taskbook_edit") -> str:
    """The address of the editor of a part."""
    return f"{reverse(f'projects:{act}', args=[one.pk])}?{urlencode({'at': path})}"


def _way_to(one: TaskBookVersion, path: str) -> str:
    """The editor of the part that holds the place, or the section where a whole list is meant."""
    part = path.rpartition(".")[0] if not path.endswith("]") else path
    if "[" in part or part in _OWN_FACTS:
        return edit_url(one, part)
    return f"#{_page_of(path)}"


def _page_of(path: str) -> str:
    top = path.split("[", maxsplit=1)[0].split("#", maxsplit=1)[0]
    for name, lists in PAGES.items():
        if any(top == where or top.startswith(f"{where}.") for where in lists):
            return name
    first = top.split(".")[0]
    return first if first in PAGES else "header"


def _facts(book: TaskBook, name: str) -> list[tuple[str, str]]:
    owner = getattr(book, name)
    return [
        (
            str(taskbook_labels.field_label(f"{name}.{one}")),
            value_text(f"{name}.{one}", getattr(owner, one), book.header.currency) or "–",
        )
        for one in _OWN_FACTS.get(name, ())
    ]


def _is_used(book: TaskBook, path: str) -> bool:
    lump = book.header.budget_mode == "lump_sum"
    return {"budget.items": not lump, "budget.lump_sum.negative_list": lump and book.budget.lump_sum is not None}.get(
        path, True
    )


def items_at(book: TaskBook, path: str) -> Sequence[Any]:
    """The items of a list of the book."""
    part: Any = book
    for name in path.split("."):
        part = getattr(part, name, None) if part is not None else None
    return part or ()


def _list(one: TaskBookVersion, book: TaskBook, path: str, *, editable: bool) -> ShownList:
    names = TABLES[path]
    return ShownList(
        path=path,
        label=str(taskbook_labels.field_label(path)),
        heads=[
            str(taskbook_labels.key_label(path) if name == "key" else taskbook_labels.field_label(f"{path}[x].{name}"))
            for name in names
        ],
        rows=[
            (
                [cell(path, item, name, book.header.currency) for name in names],
                edit_url(one, f"{path}[{item.key}]") if editable else "",
                edit_url(one, f"{path}[{item.key}]", "taskbook_remove") if editable else "",
            )
            for item in items_at(book, path)
        ],
        add_url=edit_url(one, path, "taskbook_add") if editable else "",
    )


def nested(one: TaskBookVersion, part: Any, path: str, currency: str) -> list[ShownList]:
    """The lists inside one item, with the ways to their editors."""
    found = []
    for name, shape in shape_of(type(part)).items():
        if shape.kind != "list" or f"{path}.{name}" in TABLES:
            continue
        where = f"{path}.{name}"
        names = [field for field, of in shape_of(shape.of).items() if of.kind != "list"][:6]
        found.append(
            ShownList(
                path=where,
                label=str(taskbook_labels.field_label(where)),
                heads=[
                    str(taskbook_labels.key_label(where) or ""),
                    *(str(taskbook_labels.field_label(f"{where}[x].{field}")) for field in names),
                ],
                rows=[
                    (
                        [
                            item.key,
                            *(value_text(f"{where}[x].{field}", getattr(item, field), currency) for field in names),
                        ],
                        edit_url(one, f"{where}[{item.key}]"),
                        edit_url(one, f"{where}[{item.key}]", "taskbook_remove"),
                    )
                    for item in getattr(part, name)
                ],
                add_url=edit_url(one, where, "taskbook_add"),
            )
        )
    return found
