"""Results of a delivery and the organisations they belong to. A result that is gone stays, marked as withdrawn."""

from datetime import date
from typing import Any

from django.db import connection

_NEXT = """
CREATE TEMPORARY TABLE next_result ON COMMIT DROP AS
SELECT k.id AS project_id, k.was_known, r.result_id AS source_key, coalesce(r.kind, '') AS kind,
       coalesce(r.subtype, '') AS subtype, coalesce(r.title, '') AS title, coalesce(r.authors, '') AS authors,
       r.year::smallint AS year,
       concat_ws(', ', r.journal_title, r.journal_number, r.pages, r.publisher) AS published_in,
       coalesce(r.doi, concat_ws(' ', r.ipr_prefix, r.ipr_number), '') AS identifier, coalesce(r.url, '') AS url,
       jsonb_strip_nulls(jsonb_build_object(
           'rcn', r.rcn, 'description', r.description, 'issn', r.issn, 'isbn', r.isbn, 'ipr_date', r.ipr_date,
           'ipr_awarded', r.ipr_awarded, 'source_updated', r.source_update_date,
           'content_updated', r.content_update_date)) AS facts,
       r.line
  FROM now_result r JOIN key_project k ON k.project_id = r.project_id
"""

_FOUND = """
CREATE TEMPORARY TABLE found_result ON COMMIT DROP AS
SELECT n.project_id, n.source_key, r.id, r.withdrawn_on IS NOT NULL AS was_withdrawn,
       (r.kind, r.subtype, r.title, r.authors, r.year, r.published_in, r.identifier, r.url, r.facts)
       IS DISTINCT FROM (n.kind, n.subtype, n.title, n.authors, n.year, n.published_in, n.identifier, n.url, n.facts)
       AS differs
  FROM next_result n JOIN projects_result r ON r.project_id = n.project_id AND r.source_key = n.source_key
"""

_GONE = """
WITH gone AS (
    UPDATE projects_result r SET withdrawn_on = %(as_of)s
      FROM key_project k
     WHERE k.id = r.project_id AND r.withdrawn_on IS NULL
       AND NOT EXISTS (SELECT 1 FROM found_result f WHERE f.id = r.id)
    RETURNING r.project_id, r.source_key, r.title
)
INSERT INTO projects_projectchange (project_id, delivery_id, at, as_of, subject, subject_key, subject_label, change,
                                    field, old, new)
SELECT project_id, %(delivery)s, now(), %(as_of)s, 'result', source_key, left(title, 300), 'removed', '', '',
  '' FROM gone
"""

# Withdrawn before this installation knew them: the amendments name them, and so the history does.
_GONE_BEFORE = """
INSERT INTO projects_projectchange (project_id, delivery_id, at, as_of, subject, subject_key, subject_label, change,
                                    field, old, new)
SELECT k.id, %(delivery)s, now(), %(as_of)s, 'result', a.result_id, '', 'removed', '', '', ''
  FROM read_amendment_result a JOIN key_project k ON k.project_id = a.project_id
 WHERE a.change = 'removed'
   AND NOT EXISTS (SELECT 1 FROM projects_projectchange c
                    WHERE c.project_id = k.id AND c.subject = 'result' AND c.subject_key = a.result_id
                      AND c.change = 'removed')
   AND NOT EXISTS (SELECT 1 FROM projects_result r WHERE r.project_id = k.id AND r.source_key = a.result_id)
"""

_HISTORY = """
INSERT INTO projects_projectchange (project_id, delivery_id, at, as_of, subject, subject_key, subject_label, change,
                                    field, old, new)
SELECT n.project_id, %(delivery)s, now(), %(as_of)s, 'result', n.source_key, left(n.title, 300),
       CASE WHEN f.id IS NULL OR f.was_withdrawn THEN 'added' ELSE 'changed' END, '', '', ''
  FROM next_result n LEFT JOIN found_result f ON f.project_id = n.project_id AND f.source_key = n.source_key
 WHERE n.was_known AND (f.id IS NULL OR f.was_withdrawn OR f.differs)
"""

_UPDATE = """
UPDATE projects_result r
   SET kind = n.kind, subtype = n.subtype, title = n.title, authors = n.authors, year = n.year,
       published_in = n.published_in, identifier = n.identifier, url = n.url, facts = n.facts, withdrawn_on = NULL,
       delivery_id = %(delivery)s, source_line = n.line
  FROM next_result n JOIN found_result f ON f.project_id = n.project_id AND f.source_key = n.source_key
 WHERE r.id = f.id AND (f.differs OR f.was_withdrawn)
"""

_INSERT = """
INSERT INTO projects_result (group_id, project_id, source_key, kind, subtype, title, authors, year, published_in,
                             identifier, url, facts, delivery_id, source_line)
SELECT %(group)s, n.project_id, n.source_key, n.kind, n.subtype, n.title, n.authors, n.year, n.published_in,
       n.identifier, n.url, n.facts, %(delivery)s, n.line
  FROM next_result n
 WHERE NOT EXISTS (SELECT 1 FROM found_result f WHERE f.project_id = n.project_id AND f.source_key = n.source_key)
 ORDER BY n.project_id, n.line
"""

_UNITS = """
INSERT INTO projects_resultunit (result_id, unit_id, role, occurrence)
SELECT r.id, u.id, left(o.link_type, 40), row_number() OVER (PARTITION BY r.id, u.id, o.link_type ORDER BY o.line)
  FROM read_result_organization o
  JOIN key_project k ON k.project_id = o.project_id
  JOIN projects_result r ON r.project_id = k.id AND r.source_key = o.result_id
  JOIN key_unit u ON u.org_id = o.org_id
ON CONFLICT (result_id, unit_id, role, occurrence) DO NOTHING
"""


def take_results(*, group_id: int, delivery_id: int, as_of: date, is_first: bool) -> dict[str, int]:
    """Bring the results of the delivered projects to what the views say. Returns counts."""
    facts: dict[str, Any] = {"group": group_id, "delivery": delivery_id, "as_of": as_of}
    counts: dict[str, int] = {}
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS pg_temp.next_result, pg_temp.found_result")
        for statement in (
            _NEXT,
            "ANALYZE next_result (project_id, source_key)",
            _FOUND,
            "ANALYZE found_result (project_id, source_key, id)",
        ):
            cursor.execute(statement)
        steps = [("withdrawn", _GONE), ("", _HISTORY), ("updated", _UPDATE), ("inserted", _INSERT), ("units", _UNITS)]
        if not is_first:
            steps.insert(0, ("withdrawn_before", _GONE_BEFORE))
        for name, statement in steps:
            cursor.execute(statement, facts)
            if name:
                counts[name] = cursor.rowcount
    return counts
