"""Ownership multiplied down: which part of a unit the group really owns, exactly, and how that comes about."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from django.db import connection

from ceyuan.apps.organisation.models import Unit
from ceyuan.apps.organisation.scoping import Actor
from ceyuan.core.kernel import Explained, Leaf, Source

WHOLE = 1_000_000

_SHARES = """
SELECT o.unit_id, o.owner_id, o.share_ppm FROM organisation_ownership o
  JOIN organisation_unit u ON u.id = o.unit_id
 WHERE u.group_id = %(group)s AND o.valid @> %(day)s::date ORDER BY o.unit_id, o.share_ppm DESC, o.owner_id
"""

# Everything above one unit, so that a detail page never reads the shares of the whole group.
_SHARES_ABOVE = """
WITH RECURSIVE above AS (
    SELECT o.unit_id, o.owner_id, o.share_ppm FROM organisation_ownership o
     WHERE o.unit_id = %(unit)s AND o.valid @> %(day)s::date
    UNION
    SELECT o.unit_id, o.owner_id, o.share_ppm FROM above a JOIN organisation_ownership o ON o.unit_id = a.owner_id
     WHERE o.valid @> %(day)s::date
)
SELECT unit_id, owner_id, share_ppm FROM above ORDER BY unit_id, share_ppm DESC, owner_id
"""

Shares = Mapping[int, list[tuple[int, int]]]


def effective_shares(actor: Actor, day: date) -> dict[int, Fraction]:
    """The share that the group's root holds in each owned unit, directly and through others; the root itself is 1."""
    root = _root(actor)
    if root is None:
        return {}
    held: dict[int, Fraction] = {root.pk: Fraction(1)}
    shares = _shares(_SHARES, {"group": actor.group_id, "day": day})
    for unit_id in shares:
        _share_of(unit_id, shares, held, frozenset())
    return held


def effective_share(actor: Actor, unit: Unit, day: date) -> Explained | None:
    """The group's share in one unit, explained: for each owner the direct share times what the group holds in it.

    None when nothing is known about owners. A circle of holdings is cut where it closes.
    """
    root = _root(actor)
    shares = _shares(_SHARES_ABOVE, {"unit": unit.pk, "day": day})
    if root is None or unit.pk not in shares:
        return None
    keys = {unit.pk, *(owner for owners in shares.values() for owner, _share in owners)}
    names = {found.pk: found for found in Unit.objects.filter(pk__in=keys, group=actor.group_id)}
    return _explain(unit.pk, root.pk, shares, names, frozenset())


def _explain(unit_id: int, root_id: int, shares: Shares, names: Mapping[int, Unit], below: frozenset[int]) -> Explained:
    unit = names[unit_id]
    source = (Source("organisation.unit", str(unit_id), f"{unit.code} {unit}"),)
    if unit_id == root_id:
        return Explained(Fraction(1), "organisation.group_itself", (), source)
    parts: list[Explained] = []
    for owner_id, ppm in shares.get(unit_id, ()):
        if owner_id in below or owner_id not in names:
            continue
        above = _explain(owner_id, root_id, shares, names, below | {unit_id})
        held = Source("organisation.unit", str(owner_id), f"{names[owner_id]} → {unit}")
        direct = Leaf(Fraction(ppm, WHOLE), "organisation.direct_share", (held,))
        parts.append(Explained(_fraction(above) * direct.value, "organisation.share_through", (direct, above)))  # type: ignore[operator]
    if len(parts) == 1:
        only = parts[0]
        return Explained(only.value, "organisation.share_through", only.inputs, source)
    total = sum((_fraction(part) for part in parts), Fraction(0))
    return Explained(total, "organisation.shares_together", tuple(parts), source)


def _fraction(part: Explained) -> Fraction:
    if not isinstance(part.value, Fraction):
        raise TypeError("a share is a fraction")
    return part.value


def _share_of(unit_id: int, shares: Shares, held: dict[int, Fraction], below: frozenset[int]) -> Fraction:
    if unit_id in held:
        return held[unit_id]
    total = Fraction(0)
    for owner_id, ppm in shares.get(unit_id, ()):
        if owner_id not in below:
            total += Fraction(ppm, WHOLE) * _share_of(owner_id, shares, held, below | {unit_id})
    held[unit_id] = total
    return total


def _root(actor: Actor) -> Unit | None:
    return Unit.objects.filter(group=actor.group_id, parent=None).first() if actor.group_id else None


def _shares(statement: str, facts: Mapping[str, Any]) -> dict[int, list[tuple[int, int]]]:
    found: dict[int, list[tuple[int, int]]] = {}
    with connection.cursor() as cursor:
        cursor.execute(statement, facts)
        for unit_id, owner_id, ppm in cursor.fetchall():
            found.setdefault(unit_id, []).append((owner_id, ppm))
    return found
