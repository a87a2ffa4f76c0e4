"""The versions of a unit: how a new shape follows an old one without a gap, and what a shape may stand under.

Shared by the acts in `units.py` and `restructuring.py`; records nothing itself.
"""

from datetime import date
from typing import Any

from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange

from ceyuan.apps.organisation.models import Unit, UnitVersion
from ceyuan.core.kernel import Refused
from ceyuan.core.kernel.text import sort_key

# Everything the new parent stands under from the day on, each with the days on which it does. A move in the past must
# not close a circle on any day since, although today's tree may have none.
_ABOVE = """
WITH RECURSIVE above(unit_id, valid) AS (
    SELECT %(parent)s::bigint, daterange(%(on)s, NULL)
    UNION
    SELECT s.parent_id, s.valid * a.valid
      FROM above a JOIN organisation_unit_shape s ON s.unit_id = a.unit_id AND s.valid && a.valid
     WHERE s.parent_id IS NOT NULL
)
SELECT lower(valid) FROM above WHERE unit_id = %(unit)s ORDER BY 1 LIMIT 1
"""


def latest_version(unit: Unit) -> UnitVersion:
    """The shape that a unit has now; written down first if the unit came from a source without history."""
    found = UnitVersion.objects.filter(unit=unit).order_by("-valid").first()
    if found is not None:
        return found
    return UnitVersion.objects.create(
        unit=unit,
        parent=unit.parent,
        kind=unit.kind,
        name_zh=unit.name_zh,
        name_en=unit.name_en,
        valid=DateRange(unit.opened_on, unit.closed_on),
    )


def check_day(on: date, today: date) -> None:
    """An act takes effect today or took effect in the past: `Unit` always is today's tree."""
    if on > today:
        raise Refused("organisation.day_in_future", on=on.isoformat(), today=today.isoformat())


def check_not_before_last_change(unit: Unit, version: UnitVersion, on: date) -> None:
    """History is added at its end: a day before the last change would rewrite what reports have used since."""
    since = version.valid.lower
    if since is not None and on < since:
        raise Refused("organisation.later_change", unit=str(unit), since=since.isoformat(), on=on.isoformat())


def check_place(unit: Unit | None, parent: Unit, on: date) -> None:
    """Whether a unit (None: a new one) may stand under `parent` from the day on."""
    if parent.closed_on is not None:
        raise Refused("organisation.closed_unit", unit=str(parent), on=parent.closed_on.isoformat())
    if parent.opened_on is not None and on < parent.opened_on:
        raise Refused("organisation.before_parent", parent=str(parent), opened=parent.opened_on.isoformat())
    if unit is None:
        return
    with connection.cursor() as cursor:
        cursor.execute(_ABOVE, {"parent": parent.pk, "unit": unit.pk, "on": on})
        row = cursor.fetchone()
    if row is not None:
        raise Refused("organisation.below_itself", unit=str(unit), parent=str(parent), on=row[0].isoformat())


def reshape(unit: Unit, *, on: date, today: date, **changes: Any) -> None:
    """Give a unit a new parent, kind or name from the day on; on the day of the last change that change is replaced."""
    check_day(on, today)
    version = latest_version(unit)
    check_not_before_last_change(unit, version, on)
    if "parent" in changes:
        check_place(unit, changes["parent"], on)
    shape = {name: changes.get(name, getattr(unit, name)) for name in ("parent", "kind", "name_zh", "name_en")}
    if version.valid.lower == on:
        UnitVersion.objects.filter(pk=version.pk).update(**shape)
    else:
        UnitVersion.objects.filter(pk=version.pk).update(valid=DateRange(version.valid.lower, on))
        UnitVersion.objects.create(unit=unit, valid=DateRange(on, None), **shape)
    for name, value in changes.items():
        setattr(unit, name, value)
    unit.sort_key = sort_key(unit.name_zh or unit.name_en)
    unit.save(update_fields=[*changes, "sort_key"])
    unit.refresh_from_db(fields=["path"])


def end_shape(unit: Unit, *, on: date, today: date) -> None:
    """The unit exists no longer from the day on."""
    check_day(on, today)
    version = latest_version(unit)
    check_not_before_last_change(unit, version, on)
    if version.valid.lower == on:
        raise Refused("organisation.closes_as_it_changes", unit=str(unit), on=on.isoformat())
    UnitVersion.objects.filter(pk=version.pk).update(valid=DateRange(version.valid.lower, on))
    unit.closed_on = on
    unit.save(update_fields=["closed_on"])


def check_childless(unit: Unit, on: date) -> None:
    """No unit stands under this one on the day or later."""
    under = (
        UnitVersion.objects.filter(parent=unit, valid__overlap=DateRange(on, None))
        .select_related("unit")
        .order_by("unit__code")
    )
    names = list(dict.fromkeys(str(version.unit) for version in under[:4]))
    bare = Unit.objects.filter(parent=unit, closed_on=None, versions=None)
    names += [str(child) for child in bare[:4]]
    if names:
        shown = "、".join(names[:3]) + ("…" if len(names) > 3 else "")
        raise Refused("organisation.open_children", unit=str(unit), children=shown)
