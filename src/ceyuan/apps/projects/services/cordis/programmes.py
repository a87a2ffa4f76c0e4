"""The programme tree of a delivery: legal bases, below each the calls of its projects, below these their topics."""

from importlib import resources
from typing import Any

import yaml
from django.db import connection
from psycopg.types.json import Jsonb

ROOT = "HORIZON"
UNUSED = "HORIZON-Topics"

_NODES = """
CREATE TEMPORARY TABLE next_node (
    key text PRIMARY KEY, parent_key text, code text NOT NULL, kind text NOT NULL, name_zh text NOT NULL,
    name_en text NOT NULL, id bigint
) ON COMMIT DROP
"""

# Kinds by distance from the root: the root, the programmes right below it, clusters below these.
_LEGAL_BASES = """
INSERT INTO next_node (key, parent_key, code, kind, name_zh, name_en)
WITH RECURSIVE named AS (
    SELECT p.code, coalesce(p.parent_code, n.parent, %(root)s) AS parent, coalesce(n.zh, '') AS zh,
           coalesce(p.title, n.en, p.code) AS en
      FROM read_programme p LEFT JOIN jsonb_to_recordset(%(names)s) AS n(code text, parent text, zh text, en text)
           ON n.code = p.code
     WHERE p.kind = 'relatedLegalBasis'
    UNION
    SELECT n.code, n.parent, n.zh, n.en FROM jsonb_to_recordset(%(names)s) AS n(code text, parent text, zh text,
      en text)
     WHERE n.code IN (%(root)s, %(unused)s)
       AND NOT EXISTS (SELECT 1 FROM read_programme p WHERE p.code = n.code AND p.kind = 'relatedLegalBasis')
), tree AS (
    SELECT code, NULL::text AS parent, zh, en, 0 AS depth FROM named WHERE code = %(root)s
    UNION ALL
    SELECT n.code, t.code, n.zh, n.en, t.depth + 1
      FROM named n JOIN tree t ON n.parent = t.code WHERE n.code <> %(root)s
)
SELECT 'B:' || code, 'B:' || parent, code,
       CASE depth WHEN 0 THEN 'root' WHEN 1 THEN 'programme' ELSE 'cluster' END, zh, en FROM tree
"""

_CALLS = """
INSERT INTO next_node (key, parent_key, code, kind, name_zh, name_en)
SELECT 'C:' || b.legal_basis || '|' || b.master_call, 'B:' || b.legal_basis, b.master_call, 'call', '',
       coalesce(c.title, b.master_call)
  FROM (SELECT DISTINCT legal_basis, master_call FROM read_project WHERE master_call IS NOT NULL
        UNION SELECT DISTINCT legal_basis, master_call FROM read_project_before WHERE master_call IS NOT NULL) b
  LEFT JOIN read_call c ON c.identifier = b.master_call
"""

_UNUSED_CALLS = """
INSERT INTO next_node (key, parent_key, code, kind, name_zh, name_en)
SELECT 'C:' || %(unused)s || '|' || c.identifier, 'B:' || %(unused)s, c.identifier, 'call', '', coalesce(c.title,
  c.identifier)
  FROM read_call c
 WHERE NOT EXISTS (SELECT 1 FROM next_node n WHERE n.kind = 'call' AND n.code = c.identifier)
"""

_TOPICS = """
INSERT INTO next_node (key, parent_key, code, kind, name_zh, name_en)
SELECT 'T:' || b.legal_basis || '|' || b.call || '|' || b.topic_code,
       CASE b.call WHEN '' THEN 'B:' || b.legal_basis ELSE 'C:' || b.legal_basis || '|' || b.call END,
       b.topic_code, 'topic', '', coalesce(p.title, b.topic_code)
  FROM (SELECT DISTINCT legal_basis, coalesce(master_call, '') AS call, topic_code FROM read_project
         WHERE topic_code IS NOT NULL
        UNION SELECT DISTINCT legal_basis, coalesce(master_call, ''), topic_code FROM read_project_before
         WHERE topic_code IS NOT NULL) b
  LEFT JOIN read_programme p ON p.code = b.topic_code
"""

# A topic without a project stands under the call whose code its own begins with, else right below the node for such.
_UNUSED_TOPICS = """
INSERT INTO next_node (key, parent_key, code, kind, name_zh, name_en)
WITH unused AS MATERIALIZED (
    SELECT p.code, p.title FROM read_programme p
     WHERE p.kind = 'relatedTopic' AND p.code <> %(unused)s
       AND p.code NOT IN (SELECT n.code FROM next_node n WHERE n.kind = 'topic')
), calls AS MATERIALIZED (
    SELECT code, min(key) AS key FROM next_node WHERE kind = 'call' GROUP BY code
), above AS (
    SELECT DISTINCT ON (u.code) u.code, c.key FROM unused u JOIN calls c ON starts_with(u.code, c.code)
     ORDER BY u.code, length(c.code) DESC
)
SELECT 'T:' || %(unused)s || '|' || u.code, coalesce(above.key, 'B:' || %(unused)s), u.code, 'topic', '',
       coalesce(u.title, u.code)
  FROM unused u LEFT JOIN above ON above.code = u.code
"""

_KNOWN = """
UPDATE next_node n SET id = p.id
  FROM projects_programme p LEFT JOIN next_node above ON above.id = p.parent_id
 WHERE n.id IS NULL AND p.group_id = %(group)s AND p.code = n.code AND n.parent_key IS NOT DISTINCT FROM above.key
"""

# A topic or call that had no project stood elsewhere; when it gets one it moves to its place instead of standing twice.
_MOVED = """
UPDATE next_node n SET id = known.id
  FROM (SELECT code, kind, min(id) AS id FROM projects_programme WHERE group_id = %(group)s
         GROUP BY code, kind HAVING count(*) = 1) known,
       (SELECT code, kind, min(key) AS key FROM next_node GROUP BY code, kind HAVING count(*) = 1) wanted
 WHERE n.id IS NULL AND n.key = wanted.key AND known.code = n.code AND known.kind = n.kind
"""

_INSERT = """
INSERT INTO projects_programme (group_id, code, kind, name_zh, name_en, parent_id, path, is_special)
SELECT %(group)s, n.code, n.kind, n.name_zh, n.name_en, above.id, '', false
  FROM next_node n LEFT JOIN next_node above ON above.key = n.parent_key
 WHERE n.id IS NULL AND (n.parent_key IS NULL OR above.id IS NOT NULL)
 ORDER BY n.code
"""

_UPDATE = """
UPDATE projects_programme p SET kind = n.kind, name_zh = n.name_zh, name_en = n.name_en
  FROM next_node n
 WHERE n.id = p.id AND (p.kind, p.name_zh, p.name_en) IS DISTINCT FROM (n.kind, n.name_zh, n.name_en)
"""

_MOVE = """
UPDATE projects_programme p SET parent_id = above.id
  FROM next_node n JOIN next_node above ON above.key = n.parent_key
 WHERE n.id = p.id AND p.parent_id IS DISTINCT FROM above.id
"""


def take_programmes(group_id: int) -> dict[str, int]:
    """Bring the tree to what the delivery says; `next_node` then holds the id of every node under its key."""
    facts: dict[str, Any] = {"group": group_id, "root": ROOT, "unused": UNUSED, "names": Jsonb(known_names())}
    inserted = 0
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS pg_temp.next_node CASCADE")
        for statement in (_NODES, _LEGAL_BASES, _CALLS, _UNUSED_CALLS, _TOPICS, _UNUSED_TOPICS):
            cursor.execute(statement, facts)
        cursor.execute("ANALYZE next_node")
        while _settle(cursor, facts):
            cursor.execute(_INSERT, facts)
            if not cursor.rowcount:
                break
            inserted += cursor.rowcount
        cursor.execute(_UPDATE, facts)
        updated = cursor.rowcount
        cursor.execute(_MOVE, facts)
        return {"inserted": inserted, "updated": max(updated, cursor.rowcount)}


def _settle(cursor: Any, facts: dict[str, Any]) -> int:
    """Find the ids of nodes that exist, from the root down; returns how many are still missing."""
    while True:
        cursor.execute(_KNOWN, facts)
        found = cursor.rowcount
        cursor.execute(_MOVED, facts)
        if not found + cursor.rowcount:
            break
    cursor.execute("SELECT count(*) FROM next_node WHERE id IS NULL")
    return int(cursor.fetchone()[0])


def known_names() -> list[dict[str, str]]:
    """Names and places of the upper nodes that this program knows."""
    raw = (resources.files(__package__) / "names" / "programmes.yaml").read_text(encoding="utf-8")
    return [
        {"code": code, "parent": node["parent"], "zh": node.get("zh", ""), "en": node.get("en", code)}
        for code, node in yaml.safe_load(raw).items()
    ]
