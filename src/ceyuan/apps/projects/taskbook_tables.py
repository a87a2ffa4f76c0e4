"""Which fields of a task book stand in which table, on its page and on paper, and how their cells read."""

from collections.abc import Mapping, Sequence
from typing import Any

from ceyuan.apps.projects import taskbook_labels
from ceyuan.apps.projects.taskbook_words import value_text
from ceyuan.core.taskbook import TaskBook, plain

# Sections as tables: the fields shown, those in brackets as one column after the other.
TABLES: dict[str, tuple[str, ...]] = {
    "content.goals": ("text",),
    "indicators": ("name", "group", "baseline", "midterm", "final", "unit_of_measure", "method", "is_binding"),
    "topics": ("code", "title", "unit", "leader", "budget_minor", "weight_ppm"),
    "milestones": ("name", "due_on", "criteria", "payment_share_ppm", "trl_expected", "note"),
    "annual_plan": ("key", "text"),
    "deliverables": ("code", "title", "kind", "quantity", "form", "acceptance_method", "due_on"),
    "people": ("name", "title", "unit", "role", "work", "months"),
    "participants": ("name", "role", "work", "amount_minor"),
    "header.funding_units": ("name", "amount_minor"),
    "funding": ("source", "unit", "year", "amount_minor", "condition"),
    "budget.items": ("source", "year", "category", "amount_minor"),
    "budget.equipment": ("name", "year", "quantity", "amount_minor", "reason"),
    "budget.entrusted": ("place", "partner", "amount_minor"),
    "budget.lump_sum.negative_list": ("text",),
    "ip_plan": ("kind", "count", "owner", "share_ppm"),
    "benefits": ("method", "gross_minor", "attribution_ppm", "confirmed_by", "text"),
    "content.application": ("unit", "volume", "due_on"),
    "cooperation": ("partner", "task", "amount_minor", "contract_number", "is_registered"),
    "risks": ("kind", "text", "probability", "measure", "owner"),
    "agreements": ("kind", "title", "unit", "document", "agreed_on"),
    "approvals": ("key", "opinion", "name", "given_on", "copies"),
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
# What does not fit beside the rest on a sheet of paper: further columns of the same lines.
FURTHER: Mapping[str, tuple[str, ...]] = {
    "indicators": ("name", "goal", "topic", "evidence", "third_party", "weight_ppm", "source"),
    "topics": ("title", "content", "phases"),
    "deliverables": ("title", "topic", "unit", "milestones", "visibility", "state"),
}
# Lists inside the lines of a list: each line begins with the name of the line that it belongs to.
INNER: Mapping[str, tuple[str, ...]] = {
    "topics[].tasks": ("code", "title", "unit", "partners", "person_months", "phases"),
    "topics[].effort": ("key", "person_months"),
    "agreements[].terms": ("key", "text"),
}
COMMITMENT = ("text_version", "committed_by", "committed_on")
_REFERENCES = {
    "indicators[].goal": "content.goals",
    "indicators[].topic": "topics",
    "deliverables[].topic": "topics",
    "agreements[].unit": "participants",
    "funding[].unit": "header.funding_units",
}
_SIGNS = {"at_least": "≥ ", "at_most": "≤ ", "equal": "= ", "range": ""}

_NUMBERS = frozenset({"baseline", "midterm", "final", "quantity", "count", "trl_expected", "person_months", "volume"})
_LONG = frozenset({"text", "name", "title", "unit", "criteria", "work", "months", "method", "condition"}) | frozenset(
    {"acceptance_method", "measure", "reason", "task", "opinion", "topic"}
)


def look_of(name: str) -> str:
    """How a column of this field is set: numbers to the right, words with room to be read, short marks as they are."""
    if name in _NUMBERS or name.endswith(("_minor", "_ppm")):
        return "num"
    return "k-text" if name in _LONG else "k-badge"


def heads(path: str, names: Sequence[str]) -> list[str]:
    """The heads of the columns of a list."""
    return [
        str(taskbook_labels.key_label(path) if name == "key" else taskbook_labels.field_label(f"{path}[x].{name}"))
        for name in names
    ]


def cell(path: str, one: Any, name: str, book: TaskBook) -> str:
    """A field of an item in words: references by the name of what they mean, aims of an indicator with their sign."""
    if name == "key":
        return taskbook_labels.key_text(path, one.key)
    if path == "indicators" and name in {"baseline", "midterm", "final"}:
        return _aim(one, name)
    value = getattr(one, name)
    if value and (where := _REFERENCES.get(plain(f"{path}[x].{name}"))):
        return next((name_of(item) for item in items_at(book, where) if item.key == value), value)
    return value_text(f"{path}[{one.key}].{name}", value, book.header.currency)


def items_at(book: TaskBook, path: str) -> Sequence[Any]:
    """The items of a list of the book."""
    part: Any = book
    for name in path.split("."):
        part = getattr(part, name, None) if part is not None else None
    return part or ()


def inner_items(book: TaskBook, path: str) -> Sequence[tuple[str, Any]]:
    """The lines of a list inside lines (`topics[].tasks`), each with the name of the line around it."""
    outer, _dot, name = path.partition("[].")
    return [(name_of(item), inner) for item in items_at(book, outer) for inner in getattr(item, name)]


def name_of(item: Any) -> str:
    """What an item is called: its name, title or text, else its key."""
    return next((str(text) for part in ("name", "title", "text") if (text := getattr(item, part, ""))), item.key)[:200]


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
