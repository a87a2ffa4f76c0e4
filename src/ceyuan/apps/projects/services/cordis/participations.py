"""Participations of a delivery. An organisation that takes part twice has its entries numbered as the source does."""

from datetime import date
from typing import Any

from django.db import connection

_NEXT = """
CREATE TEMPORARY TABLE next_participation ON COMMIT DROP AS
SELECT p.id AS project_id, u.id AS unit_id, n.org_id,
       row_number() OVER (PARTITION BY p.id, u.id ORDER BY n.ord, n.role, n.line)::smallint AS occurrence,
       CASE n.role WHEN 'coordinator' THEN 'lead' WHEN 'associatedPartner' THEN 'associated'
            WHEN 'thirdParty' THEN 'third_party' ELSE 'participant' END AS role,
       coalesce(n.ord, 0)::integer AS position, coalesce(n.department_name, '') AS department,
       n.ec AS funding_minor, n.net_ec AS net_funding_minor, nullif(n.total, 0) AS total_minor,
       coalesce(n.terminated, false) AS is_terminated, n.sme AS is_sme, n.line
  FROM now_participation n
  JOIN key_project p ON p.project_id = n.project_id
  JOIN key_unit u ON u.org_id = n.org_id
"""

_GONE = """
CREATE TEMPORARY TABLE gone_participation ON COMMIT DROP AS
SELECT p.id, p.project_id, p.unit_id, p.role FROM projects_participation p JOIN key_project k ON k.id = p.project_id
 WHERE NOT EXISTS (SELECT 1 FROM next_participation n
                    WHERE n.project_id = p.project_id AND n.unit_id = p.unit_id AND n.occurrence = p.occurrence)
"""

_HISTORY = """
INSERT INTO projects_projectchange (project_id, delivery_id, at, as_of, subject, subject_key, subject_label, change,
                                    field, old, new)
SELECT p.project_id, %(delivery)s, now(), %(as_of)s, 'participation', u.code, left(u.name_en, 300), 'changed', v.field,
       coalesce(v.old, ''), coalesce(v.new, '')
  FROM next_participation n
  JOIN projects_participation p ON p.project_id = n.project_id AND p.unit_id = n.unit_id AND p.occurrence = n.occurrence
  JOIN organisation_unit u ON u.id = p.unit_id
 CROSS JOIN LATERAL (VALUES
    ('role', p.role, n.role),
    ('position', p.position::text, n.position::text),
    ('department', p.department, n.department),
    ('funding_minor', p.funding_minor::text, n.funding_minor::text),
    ('net_funding_minor', p.net_funding_minor::text, n.net_funding_minor::text),
    ('total_minor', p.total_minor::text, n.total_minor::text),
    ('is_terminated', p.is_terminated::text, n.is_terminated::text),
    ('is_sme', p.is_sme::text, n.is_sme::text)
 ) AS v(field, old, new)
 WHERE (p.role, p.position, p.department, p.funding_minor, p.net_funding_minor, p.total_minor, p.is_terminated,
   p.is_sme)
       IS DISTINCT FROM
       (n.role, n.position, n.department, n.funding_minor, n.net_funding_minor, n.total_minor, n.is_terminated,
         n.is_sme)
   AND v.old IS DISTINCT FROM v.new
UNION ALL
SELECT g.project_id, %(delivery)s, now(), %(as_of)s, 'participation', u.code, left(u.name_en, 300), 'removed',
  'role', g.role, ''
  FROM gone_participation g JOIN organisation_unit u ON u.id = g.unit_id
UNION ALL
SELECT n.project_id, %(delivery)s, now(), %(as_of)s, 'participation', u.code, left(u.name_en, 300), 'added',
  'role', '', n.role
  FROM next_participation n JOIN key_project k ON k.id = n.project_id AND k.was_known
  JOIN organisation_unit u ON u.id = n.unit_id
 WHERE NOT EXISTS (SELECT 1 FROM projects_participation p
                    WHERE p.project_id = n.project_id AND p.unit_id = n.unit_id AND p.occurrence = n.occurrence)
"""

_DELETE = "DELETE FROM projects_participation p USING gone_participation g WHERE g.id = p.id RETURNING p.project_id"

_UPDATE = """
UPDATE projects_participation p
   SET role = n.role, position = n.position, department = n.department, funding_minor = n.funding_minor,
       net_funding_minor = n.net_funding_minor, total_minor = n.total_minor, is_terminated = n.is_terminated,
       is_sme = n.is_sme, delivery_id = %(delivery)s, source_line = n.line
  FROM next_participation n
 WHERE p.project_id = n.project_id AND p.unit_id = n.unit_id AND p.occurrence = n.occurrence
   AND (p.role, p.position, p.department, p.funding_minor, p.net_funding_minor, p.total_minor, p.is_terminated,
     p.is_sme)
       IS DISTINCT FROM
       (n.role, n.position, n.department, n.funding_minor, n.net_funding_minor, n.total_minor, n.is_terminated,
         n.is_sme)
RETURNING p.project_id
"""

_INSERT = """
INSERT INTO projects_participation (group_id, project_id, unit_id, role, position, occurrence, department,
  funding_minor,
                                    net_funding_minor, total_minor, is_terminated, is_sme, delivery_id, source_line)
SELECT %(group)s, n.project_id, n.unit_id, n.role, n.position, n.occurrence, n.department, n.funding_minor,
       n.net_funding_minor, n.total_minor, n.is_terminated, n.is_sme, %(delivery)s, n.line
  FROM next_participation n
 WHERE NOT EXISTS (SELECT 1 FROM projects_participation p
                    WHERE p.project_id = n.project_id AND p.unit_id = n.unit_id AND p.occurrence = n.occurrence)
 ORDER BY n.project_id, n.position, n.unit_id
RETURNING project_id
"""


def take_participations(*, group_id: int, delivery_id: int, as_of: date) -> tuple[dict[str, int], set[int]]:
    """Bring the participations of the delivered projects to what the views say. Returns counts and changed projects."""
    facts: dict[str, Any] = {"group": group_id, "delivery": delivery_id, "as_of": as_of}
    touched: set[int] = set()
    counts: dict[str, int] = {}
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS pg_temp.next_participation, pg_temp.gone_participation")
        for statement in (_NEXT, "ANALYZE next_participation (project_id, unit_id, occurrence)", _GONE):
            cursor.execute(statement)
        cursor.execute(_HISTORY, facts)
        for name, statement in (("removed", _DELETE), ("updated", _UPDATE), ("inserted", _INSERT)):
            cursor.execute(statement, facts)
            projects = [row[0] for row in cursor.fetchall()]
            counts[name] = len(projects)
            touched.update(projects)
    return counts, touched
