"""Units, shares and other names by the thousand: set-based, in one transaction, writing only what differs.

Built on `delivered.py`, which compares units with the temporary table `next_unit`; adds the days on which units opened
and closed, ownership, spellings and successions.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import connection, transaction
from psycopg import sql

from ceyuan.apps.organisation import policies
from ceyuan.apps.organisation.models import Unit
from ceyuan.apps.organisation.recording import record, subject_of
from ceyuan.apps.organisation.scoping import Actor
from ceyuan.apps.organisation.services import delivered, reaching
from ceyuan.core.kernel import Refused
from ceyuan.core.kernel.text import sort_key


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit as a source tells of it: in the tree from the day `opened`, up to, not including, `closed`."""

    code: str
    parent_code: str | None
    kind: str
    name_zh: str
    name_en: str = ""
    country: str = ""
    opened: date | None = None
    closed: date | None = None
    attributes: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Share:
    """An owner's direct share in a unit, in millionths."""

    owner_code: str
    unit_code: str
    share_ppm: int


@dataclass(frozen=True, slots=True)
class Alias:
    """Another name of a unit, or its relation to another record of the source (`source_key`)."""

    code: str
    name: str
    kind: str
    language: str = ""
    source_key: str = ""


@dataclass(frozen=True, slots=True)
class Follower:
    """The unit that carries another one on."""

    code: str
    successor_code: str
    on: date


@dataclass(frozen=True, slots=True)
class Load:
    """All that one delivery says."""

    units: Sequence[UnitRow]
    shares: Sequence[Share] = ()
    aliases: Sequence[Alias] = ()
    followers: Sequence[Follower] = ()


_LIFE = """
CREATE TEMPORARY TABLE next_life (code text PRIMARY KEY, opened date, closed date) ON COMMIT DROP;
CREATE TEMPORARY TABLE next_share (owner text, code text, ppm int, PRIMARY KEY (owner, code)) ON COMMIT DROP;
CREATE TEMPORARY TABLE next_spelling (code text, name text, kind text, language text, source_key text) ON COMMIT DROP;
CREATE TEMPORARY TABLE next_follower (code text PRIMARY KEY, successor text, day date) ON COMMIT DROP;
"""

# What is closed stays as it was closed: a source that still tells of it changes nothing.
_CLOSED_STAY = (
    """
DELETE FROM next_unit n USING organisation_unit u
 WHERE u.group_id = %(group)s AND u.code = n.code AND u.closed_on IS NOT NULL
""",
    """
DELETE FROM next_life n USING organisation_unit u
 WHERE u.group_id = %(group)s AND u.code = n.code AND u.closed_on IS NOT NULL
""",
)

# The first version begins when the unit opened, the last one ends when it closed; what lies between stays.
_LIVES = (
    """
UPDATE organisation_unitversion v SET valid = daterange(n.opened, upper(v.valid))
  FROM next_life n JOIN organisation_unit u ON u.group_id = %(group)s AND u.code = n.code
 WHERE v.unit_id = u.id AND n.opened IS NOT NULL AND lower(v.valid) IS DISTINCT FROM n.opened
   AND (upper_inf(v.valid) OR n.opened < upper(v.valid))
   AND NOT EXISTS (SELECT FROM organisation_unitversion w WHERE w.unit_id = v.unit_id AND w.valid << v.valid)
""",
    """
UPDATE organisation_unitversion v SET valid = daterange(lower(v.valid), n.closed)
  FROM next_life n JOIN organisation_unit u ON u.group_id = %(group)s AND u.code = n.code
 WHERE v.unit_id = u.id AND n.closed IS NOT NULL AND upper(v.valid) IS DISTINCT FROM n.closed
   AND (lower_inf(v.valid) OR lower(v.valid) < n.closed)
   AND NOT EXISTS (SELECT FROM organisation_unitversion w WHERE w.unit_id = v.unit_id AND w.valid >> v.valid)
""",
    """
UPDATE organisation_unit u SET opened_on = s.opened, closed_on = s.closed
  FROM (SELECT v.unit_id, (array_agg(lower(v.valid) ORDER BY v.valid))[1] AS opened,
               (array_agg(upper(v.valid) ORDER BY v.valid DESC))[1] AS closed
          FROM organisation_unitversion v JOIN organisation_unit x ON x.id = v.unit_id AND x.group_id = %(group)s
          JOIN next_life n ON n.code = x.code GROUP BY v.unit_id) s
 WHERE u.id = s.unit_id AND (u.opened_on, u.closed_on) IS DISTINCT FROM (s.opened, s.closed)
""",
)

_SHARES = (
    """
CREATE TEMPORARY TABLE share_now ON COMMIT DROP AS
SELECT owner.id AS owner_id, unit.id AS unit_id, n.ppm FROM next_share n
  JOIN organisation_unit owner ON owner.group_id = %(group)s AND owner.code = n.owner
  JOIN organisation_unit unit ON unit.group_id = %(group)s AND unit.code = n.code
""",
    """
DELETE FROM organisation_ownership o USING share_now s
 WHERE s.unit_id = o.unit_id AND lower(o.valid) >= %(on)s
   AND NOT EXISTS (SELECT FROM share_now t
                    WHERE t.unit_id = o.unit_id AND t.owner_id = o.owner_id AND t.ppm = o.share_ppm)
""",
    # A share of a delivered unit that the delivery does not tell of again, or tells otherwise, has ended.
    """
UPDATE organisation_ownership o SET valid = daterange(lower(o.valid), %(on)s)
 WHERE upper_inf(o.valid) AND (lower_inf(o.valid) OR lower(o.valid) < %(on)s)
   AND o.unit_id IN (SELECT unit_id FROM share_now)
   AND NOT EXISTS (SELECT FROM share_now s
                    WHERE s.unit_id = o.unit_id AND s.owner_id = o.owner_id AND s.ppm = o.share_ppm)
""",
    """
INSERT INTO organisation_ownership (owner_id, unit_id, share_ppm, valid)
SELECT s.owner_id, s.unit_id, s.ppm,
       daterange(CASE WHEN EXISTS (SELECT FROM organisation_ownership o WHERE o.unit_id = s.unit_id) THEN %(on)s::date
                      ELSE u.opened_on END, u.closed_on)
  FROM share_now s JOIN organisation_unit u ON u.id = s.unit_id
 WHERE NOT EXISTS (SELECT FROM organisation_ownership o
                    WHERE o.unit_id = s.unit_id AND o.owner_id = s.owner_id AND o.share_ppm = s.ppm
                      AND (upper_inf(o.valid) OR upper(o.valid) = u.closed_on))
""",
)

_ALIASES = """
INSERT INTO organisation_unitalias (unit_id, name, language, kind, facts, source_key)
SELECT DISTINCT ON (u.id, n.kind, n.name, n.source_key) u.id, n.name, n.language, n.kind, '{}'::jsonb, n.source_key
  FROM next_spelling n JOIN organisation_unit u ON u.group_id = %(group)s AND u.code = n.code
 ORDER BY u.id, n.kind, n.name, n.source_key, n.language
ON CONFLICT (unit_id, kind, name, source_key) DO NOTHING
"""

_FOLLOWERS = """
INSERT INTO organisation_succession (predecessor_id, successor_id, "on", kind, is_main)
SELECT p.id, s.id, coalesce(p.closed_on, n.day), 'merge', true FROM next_follower n
  JOIN organisation_unit p ON p.group_id = %(group)s AND p.code = n.code
  JOIN organisation_unit s ON s.group_id = %(group)s AND s.code = n.successor
 WHERE NOT EXISTS (SELECT FROM organisation_succession x WHERE x.predecessor_id = p.id AND x.is_main)
ON CONFLICT DO NOTHING
"""


# After thousands of new rows the planner would still think the tables empty and join them row by row.
_STATISTICS = ("ANALYZE organisation_unit", "ANALYZE organisation_unitversion")
FEW = 500


@transaction.atomic
def load(*, actor: Actor, content: Load, on: date, delivery_id: int | None = None) -> dict[str, int]:
    """Bring the actor's group to what a delivery says, as of `on`; gives what changed, all zero for a repeated one.

    Only the whole group's managers may do so. One act tells of it, and none when nothing changed.
    """
    reaching.lock_tree(actor)
    root = Unit.objects.filter(group=actor.group_id, parent=None).first()
    if root is None:
        raise Refused("organisation.no_group")
    policies.may_shape(actor, root).require()
    delivered.stage_next_units()
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS pg_temp.next_life, next_share, next_spelling, next_follower, share_now")
        cursor.execute(_LIFE)
    _fill("next_unit", _unit_lines(content.units))
    _fill("next_life", ((row.code, row.opened, row.closed) for row in content.units))
    facts = {"group": actor.group_id, "on": on}
    _run(_CLOSED_STAY, facts)
    written = delivered.take_next_units(actor=actor, delivery_id=delivery_id, on=on)
    _fill("next_share", ((each.owner_code, each.unit_code, each.share_ppm) for each in content.shares))
    _fill(
        "next_spelling",
        ((each.code, each.name, each.kind, each.language, each.source_key) for each in content.aliases),
    )
    _fill("next_follower", ((each.code, each.successor_code, each.on) for each in content.followers))
    if written.inserted > FEW:
        _run(_STATISTICS, {})
    counts = {"inserted": written.inserted, "updated": written.updated}
    _run(_LIVES, facts)
    counts["shares"] = _run(_SHARES, facts)[-1]
    counts["aliases"] = sum(_run((_ALIASES,), facts))
    counts["successions"] = sum(_run((_FOLLOWERS,), facts))
    if any(counts.values()):
        record(actor, "organisation.units.loaded", subject_of(root), after=counts, unit_path=root.path)
    return counts


def _unit_lines(units: Iterable[UnitRow]) -> Iterable[tuple[Any, ...]]:
    for row in units:
        yield (
            row.code,
            row.parent_code,
            row.kind,
            row.name_zh,
            row.name_en,
            row.country,
            "",
            json.dumps(dict(row.attributes), ensure_ascii=False, sort_keys=True),
            sort_key(row.name_zh or row.name_en),
        )


def _fill(table: str, lines: Iterable[tuple[Any, ...]]) -> None:
    name = sql.Identifier(table)
    with connection.cursor() as cursor, cursor.copy(sql.SQL("COPY {} FROM STDIN").format(name)) as copy:
        for line in lines:
            copy.write_row(line)
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("ANALYZE {}").format(name))


def _run(statements: Sequence[str], facts: Mapping[str, Any]) -> list[int]:
    counts = []
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement, facts)
            counts.append(max(cursor.rowcount, 0))
    return counts
