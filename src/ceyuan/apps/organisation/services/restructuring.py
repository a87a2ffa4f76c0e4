"""Acts on several units at once, each dated: merge and split, with the successions that restated reports follow."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from ceyuan.apps.organisation import policies
from ceyuan.apps.organisation.models import Succession, Unit
from ceyuan.apps.organisation.recording import record, subject_of
from ceyuan.apps.organisation.scoping import Actor
from ceyuan.apps.organisation.services import reaching, shapes, units
from ceyuan.core.kernel import Invalid, Refused


@dataclass(frozen=True, slots=True)
class Part:
    """One of the units that a split founds."""

    code: str
    name_zh: str
    name_en: str = ""
    kind: str = ""


@transaction.atomic
def merge(
    *,
    actor: Actor,
    unit_ids: Sequence[int],
    into_id: int,
    on: date,
    reason: str = "",
    today: date | None = None,
) -> Unit:
    """Units are taken over by another one on the day: it carries them on, with their children, people and shares."""
    reaching.lock_tree(actor)
    now = today or timezone.localdate()
    into = reaching.open_unit(actor, into_id)
    merged = [reaching.open_unit(actor, key) for key in dict.fromkeys(unit_ids)]
    if not merged:
        raise Invalid({"unit_ids": ["organisation.nothing_to_merge"]})
    policies.may_shape(actor, into, *merged).require()
    for unit in merged:
        _check_mergeable(unit, into)
    ended: dict[str, int] = {}
    # The lowest first, so that each one is without children when its turn comes.
    for unit in sorted(merged, key=lambda one: one.path.count("."), reverse=True):
        for child in Unit.objects.filter(parent=unit, closed_on=None).order_by("code"):
            shapes.reshape(child, on=on, today=now, parent=into)
        for name, count in units.end(unit, on=on, today=now, heir=into, shares_to=into).items():
            ended[name] = ended.get(name, 0) + count
        Succession.objects.create(predecessor=unit, successor=into, on=on, kind=Succession.Kind.MERGE)
    record(
        actor,
        "organisation.unit.merged",
        subject_of(into),
        before={"units": [f"{unit.code} {unit}" for unit in merged]},
        after={"on": on.isoformat(), **ended},
        reason=reason,
        unit_path=into.path,
    )
    return into


@transaction.atomic
def split(
    *,
    actor: Actor,
    unit_id: int,
    parts: Sequence[Part],
    on: date,
    continues: bool = True,
    reason: str = "",
    today: date | None = None,
) -> list[Unit]:
    """New units come out of one on the day. It continues beside them, or the first part carries it on and it closes."""
    reaching.lock_tree(actor)
    now = today or timezone.localdate()
    unit = reaching.open_unit(actor, unit_id)
    policies.may_shape(actor, unit).require()
    parent = unit.parent
    if parent is None:
        raise Refused("organisation.root_stays", unit=str(unit))
    if not parts or (len(parts) < 2 and not continues):
        raise Invalid({"parts": ["organisation.too_few_parts"]})
    policies.may_shape(actor, parent).require()
    shapes.check_day(on, now)
    shapes.check_not_before_last_change(unit, shapes.latest_version(unit), on)
    founded = [_found(unit, parent, part, on) for part in parts]
    if not continues:
        _carry_on(unit, founded[0], on=on, today=now)
    for place, new in enumerate(founded):
        main = not continues and place == 0
        Succession.objects.create(predecessor=unit, successor=new, on=on, kind=Succession.Kind.SPLIT, is_main=main)
    record(
        actor,
        "organisation.unit.split",
        subject_of(unit),
        before={"unit": unit.code},
        after={"on": on.isoformat(), "parts": [f"{new.code} {new}" for new in founded], "continues": continues},
        reason=reason,
        unit_path=unit.path,
    )
    return founded


def _check_mergeable(unit: Unit, into: Unit) -> None:
    if unit.pk == into.pk:
        raise Invalid({"unit_ids": ["organisation.own_successor"]})
    if unit.parent_id is None:
        raise Refused("organisation.root_stays", unit=str(unit))
    if into.path.startswith(f"{unit.path}."):
        raise Refused("organisation.merge_into_own_child", unit=str(unit), into=str(into))


def _found(unit: Unit, parent: Unit, part: Part, on: date) -> Unit:
    return units.found_below(
        parent, code=part.code, kind=part.kind or unit.kind, on=on, names=(part.name_zh, part.name_en)
    )


def _carry_on(unit: Unit, heir: Unit, *, on: date, today: date) -> None:
    for child in Unit.objects.filter(parent=unit, closed_on=None).order_by("code"):
        shapes.reshape(child, on=on, today=today, parent=heir)
    units.end(unit, on=on, today=today, heir=heir, shares_to=heir)
