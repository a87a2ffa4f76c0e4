"""Forms of task books: made from what the parts of the book say about their fields, so that none is listed twice."""

import json
from collections.abc import Collection, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ceyuan.apps.organisation.interface import PersonPick
from ceyuan.apps.projects.forms.taskbook_fields import (
    ProgrammePick,
    brings_its_name,
    field_for,
    kept,
    key_field,
    shown,
)
from ceyuan.core.kernel.verdict import Invalid, Reason, Refused
from ceyuan.core.taskbook import TaskBook, clashes
from ceyuan.core.taskbook.schema import shape_of
from ceyuan.kit.forms import ActorForm, Form, dress
from ceyuan.kit.reasons import reason_text

_CONFLICT = "projects.part_changed_meanwhile"


class PartForm(ActorForm):
    """One part of a task book.

    `seen` carries what the writer started from, so that nobody is overwritten. `known` carries what somebody else has
    written meanwhile and the writer has been shown: saving again then keeps the writer's own wording.
    """

    # In a draft everything may still be missing: the checks beside the form say what has to come.
    is_draft = True

    seen = forms.CharField(required=False, widget=forms.HiddenInput, max_length=400_000)
    known = forms.CharField(required=False, widget=forms.HiddenInput, max_length=400_000)

    def __init__(
        self,
        *args: Any,
        cls: type,
        path: str,
        present: Mapping[str, Any] | None = None,
        book: TaskBook | None = None,
        sources: Mapping[str, str] | None = None,
        taken: Collection[str] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.path, self.cls, self.present, self.book = path, cls, present, book
        self.names_itself = present is None and brings_its_name(path)
        if present is None and (key := key_field(path, taken)) is not None:
            self.fields["key"] = key
        for name, shape in shape_of(cls).items():
            if name == "name" and self.names_itself:
                continue
            stands = (present or {}).get(name)
            field = field_for(f"{path}.{name}", shape, book=book, sources=sources or {}, present=stands)
            if field is not None:
                self.fields[name] = field
        for field in self.fields.values():
            dress(field.widget)
        if present is not None:
            told = {name: value for name, value in present.items() if name in self.fields}
            self.initial = {name: shown(name, value) for name, value in told.items()}
            self.initial["seen"] = json.dumps(told, ensure_ascii=False)
        elif "year" in self.fields and book is not None and book.header.starts_on:
            self.initial = {"year": book.header.starts_on.year}

    def _found(self, name: str, field: Any, code: str) -> Any:
        """Records are named in the book by code and name, not by the id that other forms use."""
        stands = (self.present or {}).get(name)
        if stands and stands["key"] == code:
            return stands
        found = field.find(self.actor, code)
        if found is None:
            self.add_error(name, reason_text(Reason(field.unknown, {"code": code})))
            return None
        if isinstance(field, PersonPick):
            told = {"key": found.staff_no, "name": found.name_zh or found.name_en}
            return self._of_person(found, told) if name == "key" else told
        # A programme's code may need its parent's before it to be the only one.
        key = code if isinstance(field, ProgrammePick) else found.code
        return {"key": key, "name": found.name_zh or found.name_en}

    def _of_person(self, found: Any, told: dict[str, Any]) -> dict[str, Any]:
        """What the records know of a person who joins the team, so that nobody types it."""
        unit = {"key": found.unit.code, "name": found.unit.name_zh or found.unit.name_en} if found.unit else None
        return {**told, "title": found.title, "unit": unit}

    def take(self, problem: Invalid | Refused) -> None:
        """Faults stand at their fields; after a conflict the next saving knows what the other one wrote."""
        if isinstance(problem, Invalid):
            own = {name.removeprefix(f"{self.path}."): reasons for name, reasons in problem.fields.items()}
            problem = Invalid(own)
        super().take(problem)
        if isinstance(problem, Refused) and problem.reason.code == _CONFLICT and self.present is not None:
            theirs = clashes(self.present, self.values, self.before)
            self.data = self.data.copy()  # type: ignore[attr-defined]
            self.data["known"] = json.dumps({**self._json("known"), **theirs}, ensure_ascii=False)  # type: ignore[index]

    @property
    def values(self) -> dict[str, Any]:
        """What was typed, as the book keeps it."""
        shapes = shape_of(self.cls)
        return {
            name: self._chosen(name, value) if shapes[name].kind == "list" else kept(shapes[name], value)
            for name, value in self.cleaned_data.items()
            if name in shapes
        }

    def _chosen(self, name: str, keys: Collection[str]) -> list[dict[str, Any]]:
        """Chosen items with their names: first those that stood there, in their order, as they were called."""
        stood = {one["key"]: one for one in (self.before or self.present or {}).get(name) or ()}
        words = dict(self.fields[name].choices)  # type: ignore[attr-defined]
        first = [one for key, one in stood.items() if key in keys]
        return [*first, *({"key": key, "name": words[key]} for key in keys if key not in stood)]

    @property
    def added(self) -> dict[str, Any]:
        """A new item: what was typed, and what its key brings with it where nothing was typed."""
        chosen = self.cleaned_data.get("key")
        if not chosen:
            return self.values
        brought = dict(chosen) if isinstance(chosen, dict) else {"key": str(chosen)}
        typed = {name: value for name, value in self.values.items() if value not in ("", None) or name not in brought}
        return {**brought, **typed}

    @property
    def before(self) -> dict[str, Any] | None:
        """What the writer started from; None when the page did not say. What saves itself overwrites nothing known."""
        found = self._json("seen") if self.cleaned_data.get("seen") else None
        return found if found is None or self.data.get("autosave") else {**found, **self._json("known")}

    def _json(self, name: str) -> dict[str, Any]:
        try:
            found = json.loads(self.cleaned_data.get(name) or "{}")
        except ValueError:
            return {}
        return found if isinstance(found, dict) else {}


class OrderForm(Form):
    """What a change is called and why it is asked for."""

    title = forms.CharField(label=_("Title"), max_length=200)
    grounds = forms.CharField(
        label=_("Grounds"),
        max_length=4000,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("Why the change is needed, and what it means for goals, money and time."),
    )
