"""Acts on single units, each dated: create, rename, change of kind, move, close.

The day may be today or in the past, back to the unit's last change. `today` is given by tests, else by the calendar.
"""

from datetime import date
from typing import Any

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from ceyuan.apps.organisation import policies
from ceyuan.apps.organisation.models import Succession, Unit, UnitVersion
from ceyuan.apps.organisation.models.units import UnitKind
from ceyuan.apps.organisation.recording import record, subject_of
from ceyuan.apps.organisation.scoping import Actor
from ceyuan.apps.organisation.services import dependents, reaching, shapes
from ceyuan.core.kernel import Invalid, Refused
from ceyuan.core.kernel.text import sort_key

NAME_LENGTH, CODE_LENGTH = 300, 64


@transaction.atomic
def create(
    *,
    actor: Actor,
    parent_id: int,
    code: str,
    kind: str,
    on: date,
    names: tuple[str, str],
    reason: str = "",
    today: date | None = None,
) -> Unit:
    """A new unit below `parent_id` from the day on. `names` are the Chinese and the English name; one may be empty."""
    reaching.lock_tree(actor)
    parent = reaching.open_unit(actor, parent_id)
    policies.may_shape(actor, parent).require()
    shapes.check_day(on, today or timezone.localdate())
    shapes.check_place(None, parent, on)
    unit = found_below(parent, code=code, kind=kind, on=on, names=names)
    record(
        actor,
        "organisation.unit.created",
        subject_of(unit),
        after={**_facts(unit), "parent": parent.code, "on": on.isoformat()},
        reason=reason,
        unit_path=unit.path,
    )
    return unit


@transaction.atomic
def rename(
    *,
    actor: Actor,
    unit_id: int,
    on: date,
    name_zh: str = "",
    name_en: str = "",
    reason: str = "",
    today: date | None = None,
) -> Unit:
    """Another name from the day on; reports as of an earlier day keep the old one."""
    name_zh, name_en = checked_names((name_zh, name_en))
    unit = _open(actor, unit_id)
    before = _facts(unit)
    if (name_zh, name_en) == (unit.name_zh, unit.name_en):
        raise Invalid({"name_zh": ["organisation.same_name"]})
    shapes.reshape(unit, on=on, today=today or timezone.localdate(), name_zh=name_zh, name_en=name_en)
    _record_change(actor, "organisation.unit.renamed", unit, before, on, reason)
    return unit


@transaction.atomic
def change_kind(
    *, actor: Actor, unit_id: int, kind: str, on: date, reason: str = "", today: date | None = None
) -> Unit:
    """Another kind from the day on (an enterprise becomes a branch ...)."""
    unit = _open(actor, unit_id)
    if kind not in UnitKind.values or (kind == UnitKind.GROUP) != (unit.parent_id is None):
        raise Invalid({"kind": ["organisation.kind_not_possible"]})
    if kind == unit.kind:
        raise Invalid({"kind": ["organisation.same_kind"]})
    before = _facts(unit)
    shapes.reshape(unit, on=on, today=today or timezone.localdate(), kind=kind)
    _record_change(actor, "organisation.unit.kind_changed", unit, before, on, reason)
    return unit


@transaction.atomic
def move(*, actor: Actor, unit_id: int, parent_id: int, on: date, reason: str = "", today: date | None = None) -> Unit:
    """The unit, with all below it, stands under another unit from the day on."""
    unit = _open(actor, unit_id)
    if unit.parent_id is None:
        raise Refused("organisation.root_stays", unit=str(unit))
    parent = reaching.open_unit(actor, parent_id)
    policies.may_shape(actor, parent).require()
    if parent.pk == unit.parent_id:
        raise Invalid({"parent_id": ["organisation.same_parent"]})
    before = {**_facts(unit), "parent": _code_of(unit.parent)}
    shapes.reshape(unit, on=on, today=today or timezone.localdate(), parent=parent)
    _record_change(actor, "organisation.unit.moved", unit, before, on, reason, parent=parent.code)
    return unit


@transaction.atomic
def close(
    *,
    actor: Actor,
    unit_id: int,
    on: date,
    successor_id: int | None = None,
    reason: str = "",
    today: date | None = None,
) -> Unit:
    """The unit exists no longer from the day on. People go to the successor, else to the unit above; rights end."""
    unit = _open(actor, unit_id)
    if unit.parent is None:
        raise Refused("organisation.root_stays", unit=str(unit))
    successor = reaching.open_unit(actor, successor_id) if successor_id else None
    if successor is not None and successor.pk == unit.pk:
        raise Invalid({"successor_id": ["organisation.own_successor"]})
    heir = successor or unit.parent
    ended = end(unit, on=on, today=today or timezone.localdate(), heir=heir, shares_to=successor)
    if successor is not None:
        Succession.objects.create(predecessor=unit, successor=successor, on=on, kind=Succession.Kind.CLOSE)
    record(
        actor,
        "organisation.unit.closed",
        subject_of(unit),
        before=_facts(unit),
        after={"closed_on": on.isoformat(), "people_to": heir.code, "successor": _code_of(successor), **ended},
        reason=reason,
        unit_path=unit.path,
    )
    return unit


def found_below(parent: Unit, *, code: str, kind: str, on: date, names: tuple[str, str]) -> Unit:
    """Write a new unit and its first version after checking code, kind and names; the caller has checked the rest."""
    code = code.strip()
    wrong: dict[str, list[str]] = {}
    if not code or len(code) > CODE_LENGTH:
        wrong["code"] = ["organisation.code_needed"]
    elif Unit.objects.filter(group=parent.group_id, code=code).exists():
        wrong["code"] = ["organisation.code_taken"]
    if kind not in UnitKind.values or kind == UnitKind.GROUP:
        wrong["kind"] = ["organisation.kind_not_possible"]
    if wrong:
        raise Invalid(wrong)
    name_zh, name_en = checked_names(names)
    shape: dict[str, Any] = {"parent": parent, "kind": kind, "name_zh": name_zh, "name_en": name_en}
    unit = Unit.objects.create(
        group_id=parent.group_id, code=code, opened_on=on, sort_key=sort_key(name_zh or name_en), **shape
    )
    UnitVersion.objects.create(unit=unit, valid=DateRange(on, None), **shape)
    unit.refresh_from_db(fields=["path"])
    return unit


def end(unit: Unit, *, on: date, today: date, heir: Unit, shares_to: Unit | None) -> dict[str, int]:
    """Close a unit that nothing stands under any more; gives how many posts, rights and people were ended or moved."""
    shapes.check_childless(unit, on)
    shapes.end_shape(unit, on=on, today=today)
    ended = dependents.end_rights(unit, on)
    dependents.hand_over_ownership(unit, shares_to, on)
    return {**ended, "people": dependents.hand_over_people(unit, heir)}


def checked_names(names: tuple[str, str]) -> tuple[str, str]:
    """Both names trimmed; at least one is needed, neither may be too long."""
    name_zh, name_en = (" ".join(name.split()) for name in names)
    if not name_zh and not name_en:
        raise Invalid({"name_zh": ["organisation.name_needed"]})
    long = {
        field: ["organisation.name_too_long"]
        for field, name in (("name_zh", name_zh), ("name_en", name_en))
        if len(name) > NAME_LENGTH
    }
    if long:
        raise Invalid(long)
    return name_zh, name_en


def _open(actor: Actor, unit_id: int) -> Unit:
    reaching.lock_tree(actor)
    unit = reaching.open_unit(actor, unit_id)
    policies.may_shape(actor, unit).require()
    return unit


def _facts(unit: Unit) -> dict[str, str]:
    return {"code": unit.code, "kind": unit.kind, "name_zh": unit.name_zh, "name_en": unit.name_en}


def _code_of(unit: Unit | None) -> str:
    return unit.code if unit else ""


def _record_change(
    actor: Actor, act: str, unit: Unit, before: dict[str, str], on: date, reason: str, **more: str
) -> None:
    now = {**_facts(unit), **more}
    changed = {name: value for name, value in now.items() if before.get(name) != value}
    record(
        actor,
        act,
        subject_of(unit),
        before={name: before.get(name, "") for name in changed},
        after={**changed, "on": on.isoformat()},
        reason=reason,
        unit_path=unit.path,
    )
