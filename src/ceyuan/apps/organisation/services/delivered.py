"""Units that a delivery brings by the thousand: set-based, in the caller's transaction, with their versions.

The caller fills the temporary table `next_unit` (see `STAGED`) and calls `take_next_units`. Only units that really
differ are written; a change of name, kind or place closes the unit's version on the day of the delivery.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection, transaction

from ceyuan.apps.organisation.models import Group, Unit
from ceyuan.apps.organisation.recording import record
from ceyuan.apps.organisation.scoping import Actor

STAGED = """
CREATE TEMPORARY TABLE next_unit (
    code text PRIMARY KEY, parent_code text, kind text NOT NULL, name_zh text NOT NULL, name_en text NOT NULL,
    country text NOT NULL, region_code text NOT NULL, attributes jsonb NOT NULL, sort_key text NOT NULL
) ON COMMIT DROP
"""

_LEVELS = """
CREATE TEMPORARY TABLE next_unit_level ON COMMIT DROP AS
WITH RECURSIVE tree AS (
    SELECT n.code, 0 AS depth FROM next_unit n
     WHERE n.parent_code IS NULL OR NOT EXISTS (SELECT 1 FROM next_unit a WHERE a.code = n.parent_code)
    UNION ALL
    SELECT n.code, t.depth + 1 FROM next_unit n JOIN tree t ON n.parent_code = t.code
) SELECT code, depth FROM tree
"""

_INSERT = """
INSERT INTO organisation_unit (group_id, code, kind, name_zh, name_en, parent_id, path, country, region_code,
                               attributes, sort_key, delivery_id)
SELECT %(group)s, n.code, n.kind, n.name_zh, n.name_en, above.id, '', n.country, n.region_code,
       n.attributes, n.sort_key, %(delivery)s
  FROM next_unit n JOIN next_unit_level l ON l.code = n.code AND l.depth = %(depth)s
  LEFT JOIN organisation_unit above ON above.group_id = %(group)s AND above.code = n.parent_code
 WHERE (n.parent_code IS NULL OR above.id IS NOT NULL)
   AND NOT EXISTS (SELECT 1 FROM organisation_unit u WHERE u.group_id = %(group)s AND u.code = n.code)
 ORDER BY n.code
"""

_CHANGED_SHAPE = """
CREATE TEMPORARY TABLE next_unit_shape ON COMMIT DROP AS
SELECT u.id, n.kind, n.name_zh, n.name_en, above.id AS parent_id
  FROM next_unit n JOIN organisation_unit u ON u.group_id = %(group)s AND u.code = n.code
  LEFT JOIN organisation_unit above ON above.group_id = %(group)s AND above.code = n.parent_code
 WHERE (u.kind, u.name_zh, u.name_en, u.parent_id) IS DISTINCT FROM (n.kind, n.name_zh, n.name_en, above.id)
"""

_UPDATE = """
UPDATE organisation_unit u
   SET kind = n.kind, name_zh = n.name_zh, name_en = n.name_en, country = n.country, region_code = n.region_code,
       attributes = n.attributes, sort_key = n.sort_key, delivery_id = %(delivery)s
  FROM next_unit n
 WHERE u.group_id = %(group)s AND u.code = n.code
   AND (u.kind, u.name_zh, u.name_en, u.country, u.region_code, u.attributes, u.sort_key)
       IS DISTINCT FROM (n.kind, n.name_zh, n.name_en, n.country, n.region_code, n.attributes, n.sort_key)
"""

_MOVE = """
UPDATE organisation_unit u SET parent_id = s.parent_id, delivery_id = %(delivery)s
  FROM next_unit_shape s WHERE u.id = s.id AND u.parent_id IS DISTINCT FROM s.parent_id
"""

# A version that began on the day of the delivery or later is corrected, not split: it was never seen otherwise.
_VERSIONS = (
    """
UPDATE organisation_unitversion v SET kind = s.kind, name_zh = s.name_zh, name_en = s.name_en, parent_id = s.parent_id
  FROM next_unit_shape s
 WHERE v.unit_id = s.id AND upper_inf(v.valid) AND NOT lower_inf(v.valid) AND lower(v.valid) >= %(on)s
""",
    """
UPDATE organisation_unitversion v SET valid = daterange(lower(v.valid), %(on)s)
  FROM next_unit_shape s
 WHERE v.unit_id = s.id AND upper_inf(v.valid) AND (lower_inf(v.valid) OR lower(v.valid) < %(on)s)
""",
    """
INSERT INTO organisation_unitversion (unit_id, parent_id, kind, name_zh, name_en, valid)
SELECT s.id, s.parent_id, s.kind, s.name_zh, s.name_en, daterange(%(on)s, NULL) FROM next_unit_shape s
 WHERE NOT EXISTS (SELECT 1 FROM organisation_unitversion v WHERE v.unit_id = s.id AND upper_inf(v.valid))
   AND EXISTS (SELECT 1 FROM organisation_unitversion v WHERE v.unit_id = s.id)
""",
    """
INSERT INTO organisation_unitversion (unit_id, parent_id, kind, name_zh, name_en, valid)
SELECT u.id, u.parent_id, u.kind, u.name_zh, u.name_en, daterange(u.opened_on, NULL)
  FROM next_unit n JOIN organisation_unit u ON u.group_id = %(group)s AND u.code = n.code
 WHERE NOT EXISTS (SELECT 1 FROM organisation_unitversion v WHERE v.unit_id = u.id)
""",
)


@dataclass(frozen=True, slots=True)
class Written:
    """How many rows were added and how many changed."""

    inserted: int
    updated: int


def ensure_group(*, actor: Actor, code: str, name_zh: str, name_en: str, currency: str) -> Group:
    """The group of this code; made with its root unit, and recorded, when there is none yet."""
    with transaction.atomic():
        group, made = Group.objects.get_or_create(
            code=code, defaults={"name_zh": name_zh, "name_en": name_en, "currency": currency}
        )
        if made:
            root = Unit.objects.create(group=group, code=code, kind="group", name_zh=name_zh, name_en=name_en)
            root.versions.create(kind="group", name_zh=name_zh, name_en=name_en, valid=(None, None))
            record(
                Actor(actor.account_id, actor.person_id, actor.name, group.pk, code),
                "organisation.group.created",
                ("organisation.group", group.pk, name_zh or name_en),
                after={"code": code, "currency": currency},
            )
    return group


def stage_next_units() -> None:
    """An empty `next_unit` in this transaction."""
    with connection.cursor() as cursor:
        cursor.execute(
            "DROP TABLE IF EXISTS pg_temp.next_unit, pg_temp.next_unit_level, pg_temp.next_unit_shape CASCADE"
        )
        cursor.execute(STAGED)


def take_next_units(*, actor: Actor, delivery_id: int | None, on: date) -> Written:
    """Bring the units of the actor's group to what `next_unit` says,
    as of the day `on`. The delivery records the act."""
    facts: dict[str, Any] = {"group": actor.group_id, "delivery": delivery_id, "on": on}
    inserted = 0
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("ANALYZE next_unit (code, parent_code)")
        cursor.execute(_LEVELS)
        cursor.execute("SELECT coalesce(max(depth), -1) FROM next_unit_level")
        for depth in range(cursor.fetchone()[0] + 1):
            cursor.execute(_INSERT, {**facts, "depth": depth})
            inserted += cursor.rowcount
        cursor.execute(_CHANGED_SHAPE, facts)
        cursor.execute(_MOVE, facts)
        moved = cursor.rowcount
        cursor.execute(_UPDATE, facts)
        updated = max(cursor.rowcount, moved)
        for statement in _VERSIONS:
            cursor.execute(statement, facts)
    return Written(inserted, updated)


_NAMES = """
CREATE TEMPORARY TABLE next_alias (
    code text NOT NULL, name text NOT NULL, kind text NOT NULL, source_key text NOT NULL, facts jsonb NOT NULL
) ON COMMIT DROP;
CREATE TEMPORARY TABLE next_region (code text PRIMARY KEY, name text NOT NULL,
  parent_code text NOT NULL) ON COMMIT DROP;
"""

_ALIASES = """
INSERT INTO organisation_unitalias (unit_id, name, language, kind, facts, source_key)
SELECT u.id, n.name, '', n.kind, n.facts, n.source_key
  FROM next_alias n JOIN organisation_unit u ON u.group_id = %(group)s AND u.code = n.code
ON CONFLICT (unit_id, kind, name, source_key) DO NOTHING
"""

_NEW_REGIONS = """
INSERT INTO organisation_region AS r (group_id, code, name, parent_code)
SELECT %(group)s, n.code, n.name, n.parent_code FROM next_region n
ON CONFLICT (group_id, code) DO UPDATE SET name = excluded.name, parent_code = excluded.parent_code
 WHERE (r.name, r.parent_code) IS DISTINCT FROM (excluded.name, excluded.parent_code)
"""


def stage_next_names() -> None:
    """Empty `next_alias` and `next_region` in this transaction."""
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS pg_temp.next_alias, pg_temp.next_region")
        cursor.execute(_NAMES)


def take_next_names(*, actor: Actor) -> int:
    """Other names of units from `next_alias` and regions from `next_region`; returns how many are new or changed."""
    written = 0
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in (_ALIASES, _NEW_REGIONS):
            cursor.execute(statement, {"group": actor.group_id})
            written += cursor.rowcount
    return written
