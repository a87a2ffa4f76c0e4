"""Declared filters: a plain GET form, the checked values for the selector, and a removable chip for each active one.

class ProjectFilters(Filters):
    q = Text(_("Search"), placeholder=_("Code, title, initials"))
    state = Choice(_("State"), choices=STATES)
    unit = Choice(_("Unit"), choices=lambda actor: organisation.unit_choices(actor))
    start = DateRange(_("Start"))

Wrong values never fail a page: they are dropped and named beside the field.
"""

import datetime
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils.translation import gettext as _

from ceyuan.kit.paging import query_string
from ceyuan.kit.registry import Label

Choices = Iterable[tuple[str, Label]]


@dataclass(frozen=True, slots=True)
class Chip:
    """An active filter: what it says and the address without it."""

    label: str
    text: str
    remove: str


class Asking:
    """The actor a filter form is shown to, and what was looked up for this page already."""

    def __init__(self, actor: Any) -> None:
        self.actor = actor
        self._found: dict[Any, Any] = {}

    def once(self, key: Any, find: Callable[[Any], Any]) -> Any:
        """`find(actor)`, asked only the first time under this key."""
        if key not in self._found:
            self._found[key] = find(self.actor)
        return self._found[key]


@dataclass(frozen=True, slots=True)
class Field:
    """Base of filter fields. `more` puts it behind "more filters"."""

    label: Label
    more: bool = False
    kind: ClassVar[str] = "text"

    def names(self, name: str) -> tuple[str, ...]:
        """The parameters the field reads."""
        return (name,)

    def parse(self, name: str, params: Mapping[str, Any], asking: Asking) -> tuple[Any, str]:
        """(value or None, sentence about what is wrong or "")."""
        del asking
        return (str(params.get(name, "")).strip()[:200] or None), ""

    def shown(self, value: Any, asking: Asking) -> str:
        """The value as the chip writes it."""
        del asking
        return str(value)


@dataclass(frozen=True, slots=True)
class Text(Field):
    """Words to search for."""

    placeholder: Label = ""
    kind: ClassVar[str] = "search"


@dataclass(frozen=True, slots=True)
class Choice(Field):
    """One of listed values; `choices` may depend on the actor."""

    choices: Choices | Callable[[Any], Choices] = ()
    any_label: Label = ""
    kind: ClassVar[str] = "choice"

    def options(self, asking: Asking) -> list[tuple[str, str]]:
        """(value, label) in the reader's language."""
        found: list[tuple[str, str]] = asking.once(id(self), self._options)
        return found

    def _options(self, actor: Any) -> list[tuple[str, str]]:
        found = self.choices(actor) if callable(self.choices) else self.choices
        return [(str(value), str(label)) for value, label in found]

    def parse(self, name: str, params: Mapping[str, Any], asking: Asking) -> tuple[Any, str]:
        wanted = str(params.get(name, ""))
        if not wanted:
            return None, ""
        if any(value == wanted for value, _label in self.options(asking)):
            return wanted, ""
        return None, _("Please choose one of the listed values.")

    def shown(self, value: Any, asking: Asking) -> str:
        return next((label for code, label in self.options(asking) if code == value), str(value))


@dataclass(frozen=True, slots=True)
class Pick(Field):
    """A code out of a set too large to list (a unit, a programme): `name_of(actor, code)` gives its name or None."""

    name_of: Callable[[Any, str], str | None] = lambda _actor, code: code
    suggest_url: str = ""
    placeholder: Label = ""
    kind: ClassVar[str] = "pick"

    def parse(self, name: str, params: Mapping[str, Any], asking: Asking) -> tuple[Any, str]:
        wanted = str(params.get(name, "")).strip()[:80]
        if not wanted:
            return None, ""
        if self._name(wanted, asking) is None:
            return None, _("There is no such code; pick one from the suggestions.")
        return wanted, ""

    def shown(self, value: Any, asking: Asking) -> str:
        return self._name(value, asking) or str(value)

    def _name(self, code: str, asking: Asking) -> str | None:
        name: str | None = asking.once((id(self), code), lambda actor: self.name_of(actor, code))
        return name


@dataclass(frozen=True, slots=True)
class DateRange(Field):
    """From–until, both days included; the value is (date|None, date|None)."""

    kind: ClassVar[str] = "dates"

    def names(self, name: str) -> tuple[str, ...]:
        return (f"{name}_from", f"{name}_until")

    def parse(self, name: str, params: Mapping[str, Any], asking: Asking) -> tuple[Any, str]:
        del asking
        try:
            start, end = (_day(str(params.get(part, ""))) for part in self.names(name))
        except ValueError:
            return None, _("Please write the date as year-month-day, for example 2026-03-31.")
        if start and end and end < start:
            return None, _("The start lies behind the end: please swap the two.")
        return ((start, end), "") if start or end else (None, "")

    def shown(self, value: Any, asking: Asking) -> str:
        del asking
        return f"{value[0] or '…'} – {value[1] or '…'}"


@dataclass(frozen=True, slots=True)
class Bound:
    """A field with its values, ready for the template."""

    name: str
    field: Field
    raw: dict[str, str]
    error: str
    options: list[tuple[str, str]]

    @property
    def value(self) -> str:
        return self.raw.get(self.name, "")

    @property
    def first(self) -> str:
        return self.raw.get(f"{self.name}_from", "")

    @property
    def last(self) -> str:
        return self.raw.get(f"{self.name}_until", "")


class Filters:
    """Reads the query of a list page. `values` holds only what is active and valid."""

    def __init__(self, params: Mapping[str, Any], actor: Any) -> None:
        self.params, self.asking = params, Asking(actor)
        self.values: dict[str, Any] = {}
        self.errors: dict[str, str] = {}
        for name, field in self.declared().items():
            value, problem = field.parse(name, params, self.asking)
            if problem:
                self.errors[name] = problem
            elif value is not None:
                self.values[name] = value

    @classmethod
    def declared(cls) -> dict[str, Field]:
        """The fields in the order of declaration, those of base classes first."""
        found: dict[str, Field] = {}
        for kind in reversed(cls.__mro__):
            found.update({name: value for name, value in vars(kind).items() if isinstance(value, Field)})
        return found

    def bound(self) -> list[Bound]:
        """All fields with their values."""
        return [
            Bound(
                name=name,
                field=field,
                raw={part: str(self.params.get(part, "")) for part in field.names(name)},
                error=self.errors.get(name, ""),
                options=field.options(self.asking) if isinstance(field, Choice) else [],
            )
            for name, field in self.declared().items()
        ]

    def chips(self) -> list[Chip]:
        """One chip per active filter."""
        declared = self.declared()
        return [
            Chip(
                label=str(declared[name].label),
                text=declared[name].shown(value, self.asking),
                remove=query_string(self.params, page=None, **dict.fromkeys(declared[name].names(name))),
            )
            for name, value in self.values.items()
        ]

    def has_more_active(self) -> bool:
        """Whether a field behind "more filters" is in use (then it is shown open)."""
        used = self.values.keys() | self.errors.keys()
        return any(field.more for name, field in self.declared().items() if name in used)


def _day(text: str) -> datetime.date | None:
    return datetime.date.fromisoformat(text.strip()) if text.strip() else None
