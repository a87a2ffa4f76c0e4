"""What was posted from the cascade: which rows changed against what the person saw."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from django.http import QueryDict

from ceyuan.apps.strategy.models import Kpi
from ceyuan.apps.strategy.services.cascade import NewShare
from ceyuan.apps.strategy.services.target_moves import Edit
from ceyuan.apps.strategy.services.targets import ShareWish
from ceyuan.apps.strategy.target_numbers import of_basis, of_value
from ceyuan.core.kernel.verdict import Invalid, Reason

FIELDS = ("value", "basis", "basic", "challenge")
_MOST_ROWS = 1000


@dataclass(slots=True)
class Posted:
    """The changed rows, ready for the services; `typed` is everything as it was typed, for showing it again."""

    typed: dict[str, dict[str, str]] = field(default_factory=dict)
    edits: list[Edit] = field(default_factory=list)
    shares: list[NewShare] = field(default_factory=list)
    reserves: dict[int, Decimal] = field(default_factory=dict)
    revisions: dict[int, int] = field(default_factory=dict)
    picked: list[int] = field(default_factory=list)
    wrong: dict[str, list[Reason]] = field(default_factory=dict)
    undecided: list[int] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not (self.edits or self.shares or self.reserves)

    def seen(self, pk: int) -> Edit:
        """The row as the person saw it, with what was typed into it."""
        return next((edit for edit in self.edits if edit.target_id == pk), Edit(pk, self.revisions.get(pk, -1)))


def posted(data: QueryDict, kpi: Kpi, codes: Mapping[int, str]) -> Posted:
    """Reads the form; `codes` are the codes of units without a target that the page offered.

    Rows are compared with what the page showed, so that a value which somebody else changed is not taken for one's own.
    """
    found = Posted()
    keys = [name.removeprefix("seen-") for name in data if name.startswith("seen-")][:_MOST_ROWS]
    for key in keys:
        _row(found, data, kpi, key, codes)
    for name in data:
        if name.startswith("reserve-") and name[8:].isdigit():
            _reserve(found, data, kpi, name[8:])
    found.picked = [int(key) for key in data.getlist("pick") if key.isdigit()]
    return found


def _row(found: Posted, data: QueryDict, kpi: Kpi, key: str, codes: Mapping[int, str]) -> None:
    seen = str(data[f"seen-{key}"]).split(";")
    if len(seen) != 6:
        return
    revision = int(seen[0]) if seen[0].isdigit() else -1
    typed = {name: str(data[f"{name}-{key}"]).strip() for name in FIELDS if f"{name}-{key}" in data}
    changed = {name: text for name, text in typed.items() if text != seen[1 + FIELDS.index(name)]}
    if key.isdigit():
        found.revisions[int(key)] = revision
    choice = data.get(f"choose-{key}", "")
    if key in data.getlist("clash") and choice not in {"mine", "theirs"} and key.isdigit():
        found.undecided.append(int(key))
    if not changed or choice == "theirs":
        return
    found.typed[key] = changed
    given = _numbers(found, kpi, key, changed)
    if key.isdigit():
        found.edits.append(Edit(int(key), revision, given))
        return
    unit = int(key[1:]) if key.startswith("u") and key[1:].isdigit() else 0
    if unit in codes and seen[5].isdigit() and any(value is not None for value in given.values()):
        found.shares.append(NewShare(int(seen[5]), ShareWish(codes[unit], **given)))


def _numbers(found: Posted, kpi: Kpi, key: str, changed: Mapping[str, str]) -> dict[str, Decimal | None]:
    given: dict[str, Decimal | None] = {}
    for name, text in changed.items():
        writing = of_basis(kpi) if name == "basis" else of_value(kpi)
        try:
            given[name] = writing.read(text, f"{name}-{key}")
        except Invalid as problem:
            found.wrong.update(problem.fields)
    return given


def _reserve(found: Posted, data: QueryDict, kpi: Kpi, key: str) -> None:
    text, kept = str(data[f"reserve-{key}"]).strip(), data.get(f"kept-{key}", "")
    if text == kept:
        return
    found.typed.setdefault(key, {})["reserve"] = text
    try:
        found.reserves[int(key)] = of_value(kpi).read(text, f"reserve-{key}") or Decimal(0)
    except Invalid as problem:
        found.wrong.update(problem.fields)
