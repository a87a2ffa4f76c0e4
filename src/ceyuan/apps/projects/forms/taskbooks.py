"""Forms of task books: made from what the parts of the book say about their fields, so that none is listed twice."""

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ceyuan.apps.organisation.interface import PersonPick, UnitPick
from ceyuan.apps.projects import taskbook_labels
from ceyuan.core.taskbook import TaskBook, plain
from ceyuan.core.taskbook.codec import decimal_text
from ceyuan.core.taskbook.schema import FieldShape, shape_of
from ceyuan.kit.forms import ActorForm, Form, dress
from ceyuan.kit.reasons import reason_text

PEOPLE = frozenset({"leader", "chief_scientist", "owner"})
UNITS = frozenset({"party_a", "party_b", "lead_unit", "user_unit", "unit", "confirmed_by"})
# Set with the project itself; the book repeats them.
FIXED = frozenset({"header.number", "header.project_code", "header.secrecy", "header.currency"})
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
    }
)
# Lists whose items are known by a record or a year: the key is chosen, not made up.
KEYED_BY = {
    "people": PersonPick,
    "participants": UnitPick,
    "header.funding_units": UnitPick,
    "topics[].effort": UnitPick,
    "annual_plan": forms.RegexField,
    "people[].months": forms.RegexField,
}
_REFERENCES = {
    "indicators[].goal": "goals",
    "indicators[].topic": "topics",
    "deliverables[].topic": "topics",
    "agreements[].unit": "participants",
}


class PartForm(ActorForm):
    """One part of a task book. `seen` carries what the writer started from, so that nobody is overwritten."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput, max_length=400_000)

    def __init__(
        self,
        *args: Any,
        cls: type,
        path: str,
        present: Mapping[str, Any] | None = None,
        book: TaskBook | None = None,
        sources: Mapping[str, str] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.path, self.cls = path, cls
        if present is None and (kind := KEYED_BY.get(plain(path))):
            self.fields["key"] = _key_field(kind, path)
        for name, shape in shape_of(cls).items():
            field = _field(name, shape, f"{path}.{name}", _options(path, name, book, sources))
            if field is not None and plain(f"{path}.{name}") not in FIXED:
                self.fields[name] = field
        for field in self.fields.values():
            dress(field.widget)
        if present is not None:
            told = {name: value for name, value in present.items() if name in self.fields}
            self.initial = {name: _shown(name, value) for name, value in told.items()}
            self.initial["seen"] = json.dumps(told, ensure_ascii=False)

    def _found(self, name: str, field: Any, code: str) -> Any:
        """Records are named in the book by code and name, not by the id that other forms use."""
        found = field.find(self.actor, code)
        if found is None:
            self.add_error(name, reason_text(_reason(field.unknown)))
            return None
        key = found.staff_no if isinstance(field, PersonPick) else found.code
        return {"key": key, "name": found.name_zh or found.name_en}

    @property
    def values(self) -> dict[str, Any]:
        """What was typed, as the book keeps it."""
        shapes = shape_of(self.cls)
        return {name: _kept(name, shapes[name], value) for name, value in self.cleaned_data.items() if name in shapes}

    @property
    def key(self) -> dict[str, Any]:
        """The key that was chosen, with the name that comes with it; empty where keys are made up."""
        chosen = self.cleaned_data.get("key")
        if not chosen:
            return {}
        return dict(chosen) if isinstance(chosen, dict) else {"key": str(chosen)}

    @property
    def before(self) -> dict[str, Any] | None:
        """What the writer started from; None when the page did not say."""
        try:
            found = json.loads(self.cleaned_data.get("seen") or "null")
        except ValueError:
            return None
        return found if isinstance(found, dict) else None


class OrderForm(Form):
    """What a change is called and why it is asked for."""

    title = forms.CharField(label=_("Title"), max_length=200)
    grounds = forms.CharField(
        label=_("Grounds"),
        max_length=4000,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("Why the change is needed, and what it means for goals, money and time."),
    )


def _reason(code: str) -> Any:
    from ceyuan.core.kernel.verdict import Reason

    return Reason(code)


def _key_field(kind: Any, path: str) -> forms.Field:
    label: Any = taskbook_labels.key_label(path) or _("Code")
    if kind is forms.RegexField:
        return forms.RegexField(r"^(19|20|21)\d\d$", label=label)
    field: forms.Field = kind(label=label)
    return field


def _options(
    path: str, name: str, book: TaskBook | None, sources: Mapping[str, str] | None
) -> Mapping[str, Any] | None:
    """The choices of a field: words of the book's language, or items of the book that it refers to."""
    bare = plain(f"{path}.{name}")
    if bare == "indicators[].source":
        return {"": "–", **(sources or {})}
    if where := _REFERENCES.get(bare):
        items = (book.content.goals if where == "goals" else getattr(book, where)) if book else ()
        return {"": "–", **{item.key: _called(item) for item in items}}
    words = taskbook_labels.choices(bare)
    return {"": "–", **words} if words else None


def _called(item: Any) -> str:
    return next((str(text) for part in ("name", "title", "text") if (text := getattr(item, part, ""))), item.key)[:80]


def _field(name: str, shape: FieldShape, path: str, options: Mapping[str, Any] | None) -> forms.Field | None:
    label: Any = taskbook_labels.field_label(path)
    if shape.kind == "part" and shape.is_record:
        return _record_field(name, label)
    if shape.kind in {"part", "list"}:
        return None
    if shape.kind == "flag":
        return _flag(label, optional=shape.optional)
    if options:
        shown = [(key, text) for key, text in options.items() if key or not shape.choices]
        return forms.ChoiceField(label=label, choices=shown, required=False)
    return _plain_field(name, shape, label)


def _record_field(name: str, label: Any) -> forms.Field | None:
    if name in PEOPLE:
        return PersonPick(label=label, required=False)
    return UnitPick(label=label, required=False) if name in UNITS else None


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


def _plain_field(name: str, shape: FieldShape, label: Any) -> forms.Field:
    if shape.kind == "date":
        return forms.DateField(label=label, required=False, widget=forms.DateInput())
    if shape.kind in {"whole", "decimal"}:
        return _number_field(name, shape, label)
    if name in _LONG:
        area = forms.Textarea({"rows": 4})
        return forms.CharField(label=label, required=False, max_length=100_000, widget=area, strip=False)
    return forms.CharField(label=label, required=False, max_length=300)


def _number_field(name: str, shape: FieldShape, label: Any) -> forms.Field:
    if name.endswith("_minor"):
        told = _("In whole units of the currency.")
        return forms.DecimalField(label=label, required=False, decimal_places=2, max_digits=17, help_text=told)
    if name.endswith("_ppm"):
        told = _("In per cent.")
        return forms.DecimalField(label=label, required=False, decimal_places=4, max_digits=7, help_text=told)
    if shape.kind == "whole":
        return forms.IntegerField(label=label, required=False, min_value=-(10**9), max_value=10**9)
    return forms.DecimalField(label=label, required=False, max_digits=20, decimal_places=6)


def _shown(name: str, value: Any) -> Any:
    """A kept value as its field shows it."""
    if isinstance(value, dict):
        return value["key"]
    if isinstance(value, bool):
        return value if name != "third_party" else ("yes" if value else "no")
    if isinstance(value, int) and name.endswith("_minor"):
        return Decimal(value) / 100
    if isinstance(value, int) and name.endswith("_ppm"):
        return decimal_text(Decimal(value) / 10_000)
    return value


def _kept(name: str, shape: FieldShape, value: Any) -> Any:
    """A typed value as the book keeps it."""
    if value is None or value == "":
        return None if shape.optional else _nothing(shape)
    if name.endswith("_minor"):
        return int(value * 100)
    if name.endswith("_ppm"):
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
