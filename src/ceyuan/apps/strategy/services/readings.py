"""Entering readings: the first one of a period, its corrections, and a whole sheet of a period at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from ceyuan.apps.audit import interface as audit
from ceyuan.apps.organisation.interface import Actor, unit_by_code
from ceyuan.apps.strategy import entering, periods
from ceyuan.apps.strategy.models import Kpi, Quantity, Reading
from ceyuan.apps.strategy.policies import readings as policies
from ceyuan.core.kernel import Invalid, Reason, Refused

from . import periods as locks
from . import standings

TEXT = 300


@dataclass(frozen=True, slots=True)
class Entry:
    """What somebody says of one quantity of one unit in one period.

    `value` is in the quantity's own measure (money in fen), `keys` are the names of things counted once. `kind`
    "elimination" is what units below exchanged among themselves. `seen` is the id of the reading the person saw, 0 for
    none: when another one stands there by now, nothing is saved. `reason` is needed to correct.
    """

    unit_code: str
    quantity_code: str
    starts_on: date
    ends_on: date
    value: Decimal | None = None
    keys: tuple[str, ...] = ()
    kind: str = "own"
    evidence: str = ""
    document_id: int | None = None
    note: str = ""
    reason: str = ""
    seen: int | None = None

    @property
    def field(self) -> str:
        """How a sheet names the line it was typed in."""
        return self.quantity_code if self.kind == "own" else f"{self.quantity_code}:{self.kind}"


@dataclass(frozen=True, slots=True)
class Checked:
    """An entry that may be written, with the rows it is about; `old` is the reading that it corrects."""

    entry: Entry
    unit: Any
    quantity: Quantity
    old: Reading | None
    is_late: bool

    @property
    def is_same(self) -> bool:
        """Whether it says what stands there already."""
        old, entry = self.old, self.entry
        if old is None or entry.document_id or entry.evidence.strip() not in {"", old.evidence}:
            return False
        return (old.value, tuple(old.keys)) == (entry.value, entry.keys)


def enter(*, actor: Actor, entry: Entry, today: date | None = None) -> Reading:
    """Write one reading; a second one of the same period supersedes the first and says why.

    Refused with a code and advice, nothing saved: not permitted, unknown unit or quantity, `quantity_computed`,
    `not_a_period`, `period_not_over`, `period_closed`, `reading_without_value`, `keys_not_a_number`, `not_whole`,
    `not_yes_or_no`, `denominator_zero`, `elimination_impossible`, `evidence_missing`, `correction_without_reason`,
    `reading_unchanged`, `reading_changed` (somebody else was faster).
    """
    with transaction.atomic():
        standings.hold(actor.group_id or 0)
        checked = check(actor, entry, today or timezone.localdate())
        if checked.is_same:
            raise Refused("strategy.reading_unchanged", quantity=str(checked.quantity))
        made = write(actor, checked)
        _follow(actor, [checked])
    return made


def enter_sheet(*, actor: Actor, entries: Sequence[Entry], today: date | None = None) -> list[Reading]:
    """Write all entries or none. What stands there already is left alone.

    Invalid names the quantities that cannot be taken, each with its reason.
    """
    faults: dict[str, list[str | Reason]] = {}
    checked: list[Checked] = []
    with transaction.atomic():
        standings.hold(actor.group_id or 0)
        for entry in entries:
            try:
                one = check(actor, entry, today or timezone.localdate())
            except Refused as problem:
                faults.setdefault(entry.field, []).append(problem.reason)
            else:
                checked += [] if one.is_same else [one]
        if faults:
            raise Invalid(faults)
        made = [write(actor, one) for one in checked]
        _follow(actor, checked)
    return made


def check(actor: Actor, entry: Entry, today: date) -> Checked:
    """Everything that can stand against an entry, asked before anything is written; see `enter`."""
    unit = unit_by_code(actor, entry.unit_code, policies.VIEW)
    if unit is None:
        raise Refused("strategy.no_such_unit", code=entry.unit_code)
    quantity = Quantity.objects.filter(group=actor.group_id or 0, code=entry.quantity_code).first()
    if quantity is None:
        raise Refused("strategy.unknown_quantity", code=entry.quantity_code)
    policies.may_report(actor, unit, quantity).require()
    if quantity.computed_by:
        raise Refused("strategy.quantity_computed", quantity=str(quantity))
    _check_period(actor, quantity, entry, today)
    _check_value(quantity, entry)
    if quantity.needs_evidence and not entry.evidence.strip() and not entry.document_id:
        raise Refused("strategy.evidence_missing", quantity=str(quantity))
    old = _current(unit, quantity, entry)
    due_on = periods.Span(entry.starts_on, entry.ends_on, quantity.frequency).due_on(quantity.due_days)
    checked = Checked(entry, unit, quantity, old, today > due_on)
    if old is not None and not checked.is_same and not entry.reason.strip():
        raise Refused("strategy.correction_without_reason", quantity=str(quantity))
    return checked


def write(actor: Actor, checked: Checked, *, is_computed: bool = False) -> Reading:
    """Write what was checked, with its act; the standings are the caller's to follow."""
    entry, old = checked.entry, checked.old
    if old is not None:
        old.is_current = False
        old.save(update_fields=["is_current"])
    made: Reading = Reading.objects.create(
        group_id=checked.unit.group_id,
        unit=checked.unit,
        quantity=checked.quantity,
        starts_on=entry.starts_on,
        ends_on=entry.ends_on,
        kind=entry.kind,
        value=entry.value,
        keys=list(entry.keys),
        note=entry.note.strip()[:TEXT],
        evidence=entry.evidence.strip()[:TEXT],
        document_id=entry.document_id,
        is_computed=is_computed,
        is_late=checked.is_late and not is_computed,
        supersedes=old,
        reason=entry.reason.strip()[:TEXT] if old else "",
        account_id=actor.account_id,
        person_name=actor.name[:120],
    )
    if not is_computed:
        audit.record(
            actor=actor,
            act="strategy.reading.corrected" if old else "strategy.reading.entered",
            subject=("strategy.reading", made.pk, f"{checked.unit.code} {checked.quantity.code} {entry.ends_on}"),
            before=_said(old) if old else {},
            after=_said(made),
            reason=made.reason,
            unit_path=checked.unit.path,
        )
    return made


def follow(group_id: int, written: Sequence[tuple[int, int, int]]) -> None:
    """Bring the standings after readings given as (quantity, unit, year)."""
    for year in sorted({one[2] for one in written}):
        of_year = [one for one in written if one[2] == year]
        standings.refresh_many(
            group_id=group_id,
            quantity_ids={one[0] for one in of_year},
            year=year,
            unit_ids={one[1] for one in of_year},
        )


def _follow(actor: Actor, checked: Sequence[Checked]) -> None:
    follow(actor.group_id or 0, [(one.quantity.pk, one.unit.pk, one.entry.starts_on.year) for one in checked])


def _check_period(actor: Actor, quantity: Quantity, entry: Entry, today: date) -> None:
    days = {"starts_on": entry.starts_on.isoformat(), "ends_on": entry.ends_on.isoformat()}
    if periods.span_of(quantity.frequency, entry.starts_on, entry.ends_on) is None:
        raise Refused("strategy.not_a_period", quantity=str(quantity), frequency=quantity.frequency, **days)
    if entry.ends_on > today:
        raise Refused("strategy.period_not_over", ends_on=days["ends_on"])
    if locks.covering(actor.group_id or 0, entry.starts_on, entry.ends_on):
        raise Refused("strategy.period_closed", **days)


def _check_value(quantity: Quantity, entry: Entry) -> None:
    if entry.kind != "own" and quantity.kind in {"keys", "yes_no"}:
        raise Refused("strategy.elimination_impossible", quantity=str(quantity))
    if quantity.kind == "keys":
        if entry.value is not None:
            raise Refused("strategy.keys_not_a_number", quantity=str(quantity))
        return
    if entry.value is None or entry.keys:
        raise Refused("strategy.reading_without_value", quantity=str(quantity))
    entering.checked(quantity, entry.value)
    if entry.kind == "own" and entry.value <= 0 and Kpi.objects.filter(denominator=quantity).exists():
        raise Refused("strategy.denominator_zero", quantity=str(quantity))


def _current(unit: Any, quantity: Quantity, entry: Entry) -> Reading | None:
    old = Reading.objects.filter(
        unit=unit,
        quantity=quantity,
        starts_on=entry.starts_on,
        ends_on=entry.ends_on,
        kind=entry.kind,
        is_current=True,
    ).first()
    if entry.seen is not None and entry.seen != (old.pk if old else 0):
        raise Refused(
            "strategy.reading_changed",
            quantity=str(quantity),
            who=old.person_name if old else "–",
            at=timezone.localtime(old.at).strftime("%Y-%m-%d %H:%M") if old else "–",
            value=_value_of(old) if old else "–",
        )
    return old


def _said(reading: Reading) -> dict[str, Any]:
    facts: dict[str, Any] = {"value": _value_of(reading), "kind": reading.kind, "late": reading.is_late}
    return facts | ({"evidence": reading.evidence} if reading.evidence else {})


def _value_of(reading: Reading) -> str:
    if reading.value is None:
        return "; ".join(reading.keys)
    return f"{reading.value.normalize():f}"
