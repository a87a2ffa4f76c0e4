"""A task book made ready for its page: sections with facts, tables and findings, each with the way to its editor."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ceyuan.apps.projects import taskbook_labels
from ceyuan.apps.projects.forms.taskbook_fields import CHOSEN
from ceyuan.apps.projects.models import TaskBookVersion
from ceyuan.apps.projects.taskbook_tables import COMMITMENT, COVER, TABLES, TEXTS, cell, heads, items_at, look_of
from ceyuan.apps.projects.taskbook_words import place, value_text
from ceyuan.core.taskbook import Finding, TaskBook, mark_of, plain, told
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
    "approvals": ("approvals",),
}
_OWN_FACTS = {
    "header": (*COVER, "tech_class", "source_level", "mode", "budget_mode", "chief_scientist", "user_unit"),
    "content": ("trl_start", "trl_target", *TEXTS, "route_document"),
    "budget": ("total_minor", "capitalised_ppm", "claims_tax_deduction"),
}
# Places that an act changes and no form: what is wrong with them is put right in their section.
_BY_ACT = frozenset({"budget.lump_sum", "budget.items", "budget.equipment", "budget.entrusted"})


@dataclass(frozen=True, slots=True)
class ShownFinding:
    """A finding in words, with the way to the place it is about."""

    text: str
    place: str
    is_error: bool
    url: str


@dataclass(frozen=True, slots=True)
class ShownList:
    """A list of the book as a table; heads and cells are texts with the class that sets them."""

    path: str
    label: str
    heads: Sequence[tuple[str, str]]
    rows: Sequence["ShownLine"]
    add_url: str


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A line of a list, with the ways to its editor, to taking it out and to moving it; "" where there is none."""

    cells: Sequence[tuple[str, str]]
    edit: str = ""
    remove: str = ""
    up: str = ""
    down: str = ""


@dataclass(frozen=True, slots=True)
class ShownSection:
    """A section: its facts, its lists, what is wrong in it, and the way to edit its facts."""

    name: str
    label: str
    facts: Sequence[tuple[str, str]] = ()
    lists: Sequence[ShownList] = ()
    findings: Sequence[ShownFinding] = field(default_factory=tuple)
    acts: Sequence[tuple[str, str]] = ()


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
            acts=_acts(one, book, name) if editable else (),
        )
        for name, lists in PAGES.items()
    ]


def shown_finding(one: TaskBookVersion, book: TaskBook, finding: Finding, *, editable: bool) -> ShownFinding:
    """A finding as the page shows it."""
    facts = {
        name: _listed(finding.path, value) if isinstance(value, list | tuple) else value
        for name, value in finding.facts.items()
    }
    return ShownFinding(
        text=reason_text(type(finding.reason)(finding.code, facts)),
        place=place(finding.path, book),
        is_error=finding.severity == "error",
        url=_way_to(one, finding.path) if editable else f"#{_page_of(finding.path)}",
    )


def _listed(path: str, values: Sequence[Any]) -> str:
    """Values of a finding in a row; the keys of missing lines in their words."""
    known = taskbook_labels.KEY_CHOICES.get(plain(path), {})
    return ("、" if get_language().startswith("zh") else ", ").join(str(known.get(one, one)) for one in values)


def edit_url(one: TaskBookVersion, path: str, act: str = "taskbook_edit", **more: str) -> str:
    """The address of the editor of a part, or of an act on it."""
    return f"{reverse(f'projects:{act}', args=[one.pk])}?{urlencode({'at': path, **more})}"


def _way_to(one: TaskBookVersion, path: str) -> str:
    """The editor of the part that holds the place, or the section where a whole list is meant."""
    part = path.rpartition(".")[0] if not path.endswith("]") else path
    if "[" in part or path in _OWN_FACTS or (part in _OWN_FACTS and path not in _BY_ACT):
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
    found = _pairs(book, name, getattr(book, name), _OWN_FACTS.get(name, ()))
    if name == "budget" and book.budget.lump_sum is not None:
        found += _pairs(book, "budget.lump_sum", book.budget.lump_sum, COMMITMENT)
    return found


def _pairs(book: TaskBook, path: str, owner: Any, names: Sequence[str]) -> list[tuple[str, str]]:
    return [
        (
            str(taskbook_labels.field_label(f"{path}.{name}")),
            value_text(f"{path}.{name}", getattr(owner, name), book.header.currency) or "–",
        )
        for name in names
    ]


def _acts(one: TaskBookVersion, book: TaskBook, name: str) -> list[tuple[str, str]]:
    """The editors of a section beside those of its lines."""
    found = [(_("Edit"), edit_url(one, name))] if name in _OWN_FACTS else []
    if name != "budget":
        return found
    if book.budget.lump_sum is not None:
        found.append((_("Give the commitment"), reverse("projects:taskbook_commit", args=[one.pk])))
        found.append((_("Enter a commitment given on paper"), edit_url(one, "budget.lump_sum")))
    is_lump = book.header.budget_mode == "lump_sum"
    label = _("Plan the money by items") if is_lump else _("Plan the money as a lump sum")
    return [*found, (label, reverse("projects:taskbook_mode", args=[one.pk]))]


def _is_used(book: TaskBook, path: str) -> bool:
    """Whether a list belongs to the way the money is planned, or holds something that has to go."""
    lump = book.header.budget_mode == "lump_sum"
    if path in {"budget.items", "budget.equipment"}:
        return not lump or bool(items_at(book, path))
    return path != "budget.lump_sum.negative_list" or book.budget.lump_sum is not None


def _list(one: TaskBookVersion, book: TaskBook, path: str, *, editable: bool) -> ShownList:
    return _shown_list(one, book, path, TABLES[path], items_at(book, path), editable=editable)


def _shown_list(
    one: TaskBookVersion, book: TaskBook, path: str, names: Sequence[str], items: Sequence[Any], *, editable: bool
) -> ShownList:
    last = len(items) - 1
    css = [look_of(name) for name in names]

    def cells(item: Any) -> list[tuple[str, str]]:
        return [(cell(path, item, name, book), look) for name, look in zip(names, css, strict=True)]

    return ShownList(
        path=path,
        label=str(taskbook_labels.field_label(path)),
        heads=list(zip(heads(path, names), css, strict=True)),
        rows=[
            _line(one, f"{path}[{item.key}]", item, cells(item), (at > 0, at < last))
            if editable
            else ShownLine(cells(item))
            for at, item in enumerate(items)
        ],
        add_url=edit_url(one, path, "taskbook_add") if editable else "",
    )


def _line(
    one: TaskBookVersion, path: str, item: Any, cells: Sequence[tuple[str, str]], moves: tuple[bool, bool]
) -> ShownLine:
    up, down = moves
    return ShownLine(
        cells=cells,
        edit=edit_url(one, path),
        remove=edit_url(one, path, "taskbook_remove", mark=mark_of(told(item))),
        up=edit_url(one, path, "taskbook_move", to="up") if up else "",
        down=edit_url(one, path, "taskbook_move", to="down") if down else "",
    )


def has_lists(cls: Any, path: str) -> bool:
    """Whether the items of a list hold lists of their own that are written line by line."""
    return any(
        shape.kind == "list" and plain(f"{path}[x].{name}") not in CHOSEN for name, shape in shape_of(cls).items()
    )


def nested(one: TaskBookVersion, book: TaskBook, part: Any, path: str) -> list[ShownList]:
    """The lists inside one item, with the ways to their editors."""
    found = []
    for name, shape in shape_of(type(part)).items():
        where = f"{path}.{name}"
        if shape.kind != "list" or where in TABLES or plain(where) in CHOSEN:
            continue
        names = [field for field, of in shape_of(shape.of).items() if of.kind != "list"][:6]
        keyed = ["key"] if taskbook_labels.key_label(where) else []
        found.append(_shown_list(one, book, where, [*keyed, *names], getattr(part, name), editable=True))
    return found
