"""The fields of a task book as form fields, made from what the parts of the book say about themselves."""

from collections.abc import Collection, Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ceyuan.apps.organisation.interface import Actor, PersonPick, UnitPick
from ceyuan.apps.projects import selectors, taskbook_labels
from ceyuan.apps.projects.forms.links import DirectionPick
from ceyuan.core.taskbook import TaskBook, plain
from ceyuan.core.taskbook.codec import decimal_text
from ceyuan.core.taskbook.schema import FieldShape
from ceyuan.kit.forms import Pick

# What the system sets, with the reason; no form shows it. Everything else a person can reach in the editor.
FIXED: Mapping[str, str] = {
    "header.number": "given when the task book is begun, unique in the group",
    "header.project_code": "the project's own code",
    "header.secrecy": "decided for the project; a classified project has no task book online",
    "header.currency": "the currency of the project, in which all its amounts are kept",
    "header.budget_mode": "switched by an act of its own, because items and commitment change with it",
}
# Lists that are chosen in the form of their item instead of being written line by line.
CHOSEN: Mapping[str, str] = {"deliverables[].milestones": "milestones"}
_REFERENCES = {
    "indicators[].goal": "goals",
    "indicators[].topic": "topics",
    "deliverables[].topic": "topics",
    "agreements[].unit": "participants",
}
_LONG = frozenset(
    {
        "background",
        "state_of_the_art",
        "research",
        "key_technologies",
        "innovations",
        "technical_route",
        "trl_evidence",
        "organisation",
        "content",
        "criteria",
        "text",
        "work",
        "measure",
        "opinion",
        "reason",
        "condition",
        "phases",
        "note",
    }
)


class ProgrammePick(Pick):
    """A programme by its code."""

    url_name = "projects:programme_suggest"
    unknown = "projects.unknown_programme"

    def find(self, actor: Actor, code: str) -> Any:
        return selectors.programme(actor, code)


_RECORDS: Mapping[str, type[Pick]] = {
    **dict.fromkeys(("leader", "chief_scientist", "owner"), PersonPick),
    **dict.fromkeys(("party_a", "party_b", "lead_unit", "user_unit", "unit", "confirmed_by"), UnitPick),
    # The owner of planned intellectual property is a unit, that of a risk a person.
    "ip_plan[].owner": UnitPick,
    "programme": ProgrammePick,
    "direction": DirectionPick,
}
# Lists whose items are known by a record, a year or a word: the key is chosen, not made up.
_YEAR, _WORD = "year", "word"
KEYED_BY: Mapping[str, Any] = {
    "people": PersonPick,
    "participants": UnitPick,
    "header.funding_units": UnitPick,
    "topics[].effort": UnitPick,
    "topics[].tasks[].partners": UnitPick,
    "annual_plan": _YEAR,
    "people[].months": _YEAR,
    "agreements[].terms": _WORD,
    "approvals": _WORD,
}


def key_field(path: str, taken: Collection[str]) -> forms.Field | None:
    """The field in which the key of a new item of a list is chosen; None where keys are made up."""
    kind = KEYED_BY.get(plain(path))
    label: Any = taskbook_labels.key_label(path) or _("Code")
    if kind is None:
        return None
    if kind == _YEAR:
        return forms.RegexField(
            r"^(19|20|21)\d\d$",
            label=label,
            error_messages={"invalid": _("Enter the year with four digits, like 2026.")},
        )
    if kind == _WORD:
        words = taskbook_labels.KEY_CHOICES[plain(path)]
        free = [(key, text) for key, text in words.items() if key not in taken]
        other = ("", pgettext_lazy("key of a line", "Other"))
        return forms.ChoiceField(label=label, choices=[*free, other], required=False)
    field: forms.Field = kind(label=label)
    return field


def brings_its_name(path: str) -> bool:
    """Whether the key of a new item names a record, whose name then needs no typing."""
    kind = KEYED_BY.get(plain(path))
    return kind in (PersonPick, UnitPick)


def field_for(
    path: str, shape: FieldShape, *, book: TaskBook | None, sources: Mapping[str, str], present: Any
) -> forms.Field | None:
    """The form field at a path; None for parts and lists that have an editor of their own, and for what is fixed."""
    bare = plain(path)
    if bare in FIXED:
        return None
    label: Any = taskbook_labels.field_label(path)
    if shape.kind in {"part", "list"}:
        return _of_items(bare, shape, label, book, present)
    if shape.kind == "flag":
        return _flag(label, optional=shape.optional)
    if options := _options(bare, shape, book, sources, present):
        return forms.ChoiceField(label=label, choices=list(options.items()), required=False)
    return _plain_field(shape, label)


def _of_items(bare: str, shape: FieldShape, label: Any, book: TaskBook | None, present: Any) -> forms.Field | None:
    """A field that names a record or chooses among the items of the book; other lists have editors of their own."""
    pick = (_RECORDS.get(bare) or _RECORDS.get(shape.name)) if shape.is_record else None
    if pick is not None:
        return pick(label=label, required=False)
    choices = _items_to_choose(book, bare, present or ()) if bare in CHOSEN else []
    if not choices:
        return None
    return forms.MultipleChoiceField(
        label=label, choices=choices, required=False, widget=forms.CheckboxSelectMultiple({"class": "checks"})
    )


def called(item: Any) -> str:
    """What an item is called where one chooses it."""
    return next((str(text) for part in ("name", "title", "text") if (text := getattr(item, part, ""))), item.key)[:80]


def _items_to_choose(book: TaskBook | None, bare: str, present: Collection[Mapping[str, Any]]) -> list[tuple[str, str]]:
    found = {item.key: called(item) for item in getattr(book, CHOSEN[bare])} if book else {}
    for one in present:
        found.setdefault(one["key"], str(one["name"] or one["key"]))
    return list(found.items())


def _options(
    bare: str, shape: FieldShape, book: TaskBook | None, sources: Mapping[str, str], present: Any
) -> dict[str, Any]:
    """The choices of a field: words of the book's language, or items of the book that it refers to."""
    if bare == "indicators[].source":
        found: dict[str, Any] = {"": "–", **sources}
    elif where := _REFERENCES.get(bare):
        items = (book.content.goals if where == "goals" else getattr(book, where)) if book else ()
        found = {"": "–", **{item.key: called(item) for item in items}}
    else:
        words = taskbook_labels.choices(bare)
        if shape.choices:
            return {key: words.get(key, key) for key in shape.choices}
        found = {"": "–", **words} if words else {}
    # What stands there stays choosable, so that another field can be saved; the findings say what is wrong with it.
    if found and present:
        found.setdefault(str(present), str(present))
    return found


def _flag(label: Any, *, optional: bool) -> forms.Field:
    if not optional:
        return forms.BooleanField(label=label, required=False)
    return forms.TypedChoiceField(
        label=label,
        choices=[("", _("not said yet")), ("yes", _("yes")), ("no", _("no"))],
        coerce=lambda word: word == "yes",
        empty_value=None,
        required=False,
    )


def _plain_field(shape: FieldShape, label: Any) -> forms.Field:
    if shape.kind == "date":
        return forms.DateField(label=label, required=False, widget=forms.DateInput())
    if shape.kind in {"whole", "decimal"}:
        return _number_field(shape, label)
    if shape.name in _LONG:
        area = forms.Textarea({"rows": 4})
        return forms.CharField(label=label, required=False, max_length=100_000, widget=area, strip=False)
    return forms.CharField(label=label, required=False, max_length=600)


def _number_field(shape: FieldShape, label: Any) -> forms.Field:
    if shape.name.endswith("_minor"):
        told = _("In whole units of the currency.")
        return forms.DecimalField(label=label, required=False, decimal_places=2, max_digits=17, help_text=told)
    if shape.name.endswith("_ppm"):
        told = _("In per cent.")
        return forms.DecimalField(label=label, required=False, decimal_places=4, max_digits=7, help_text=told)
    if shape.kind == "whole":
        return forms.IntegerField(label=label, required=False, min_value=-(10**9), max_value=10**9)
    return forms.DecimalField(label=label, required=False, max_digits=20, decimal_places=6)


def shown(name: str, value: Any) -> Any:
    """A kept value as its field shows it."""
    if isinstance(value, dict):
        return value["key"]
    if isinstance(value, list):
        return [one["key"] for one in value]
    if isinstance(value, bool):
        return value if name != "third_party" else ("yes" if value else "no")
    return _number_shown(name, value) if isinstance(value, int) else value


def _number_shown(name: str, value: int) -> Any:
    if name.endswith("_minor"):
        return Decimal(value) / 100
    if name.endswith("_ppm"):
        return decimal_text(Decimal(value) / 10_000)
    return "" if name == "year" and not value else value


def kept(shape: FieldShape, value: Any) -> Any:
    """A typed value as the book keeps it; of a choice of items their keys are kept with their names elsewhere."""
    if value is None or value == "":
        return None if shape.optional else _nothing(shape)
    if shape.name.endswith("_minor"):
        return int(value * 100)
    if shape.name.endswith("_ppm"):
        return int(value * 10_000)
    if shape.kind == "decimal":
        return decimal_text(value)
    if shape.kind == "date":
        return value.isoformat()
    return value.replace("\r\n", "\n") if isinstance(value, str) else value


def _nothing(shape: FieldShape) -> Any:
    if shape.choices:
        return shape.default
    return {"text": "", "whole": 0, "decimal": "0", "flag": False}.get(shape.kind)
