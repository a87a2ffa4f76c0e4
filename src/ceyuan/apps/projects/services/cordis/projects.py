"""Projects of a delivery: mapped once into `next_project`, compared, and only what differs is written."""

from datetime import date
from typing import Any

from django.db import connection

from ceyuan.apps.workflow import interface as workflow

# CORDIS names only these three; SIGNED runs, CLOSED has been concluded and filed.
_NEXT = """
CREATE TEMPORARY TABLE next_project ON COMMIT DROP AS
SELECT p.project_id, p.project_id::text AS code, node.id AS programme_id, lead.unit_id AS lead_unit_id,
       CASE p.status WHEN 'SIGNED' THEN 'in_progress' WHEN 'CLOSED' THEN 'archived' ELSE 'terminated' END AS state,
       p.status AS external_status, coalesce(p.acronym, '') AS acronym, p.title AS title_en,
       p.start_date AS starts_on, p.end_date AS ends_on, p.ec_signature_date AS signed_on,
       p.termination_date AS terminated_on, nullif(p.total_cost, 0) AS total_minor, p.ec_max AS funding_minor,
       coalesce(p.funding_scheme, '') AS funding_scheme, coalesce(p.keywords, '') AS keywords,
       coalesce(p.objective, '') AS objective,
       jsonb_strip_nulls(jsonb_build_object(
           'rcn', p.rcn, 'legal_basis', p.legal_basis, 'master_call', p.master_call, 'sub_call', p.sub_call,
           'topic_code', p.topic_code, 'grant_doi', p.grant_doi, 'duration_months', p.duration_months,
           'content_created', p.content_creation_date, 'content_updated', p.content_update_date)) AS facts,
       p.sort_key, p.search_text, p.search_grams, p.line
  FROM now_project p
  JOIN next_node node ON node.key =
       CASE WHEN p.topic_code IS NOT NULL
            THEN 'T:' || p.legal_basis || '|' || coalesce(p.master_call, '') || '|' || p.topic_code
            WHEN p.master_call IS NOT NULL THEN 'C:' || p.legal_basis || '|' || p.master_call
            ELSE 'B:' || p.legal_basis END
  JOIN (SELECT DISTINCT ON (n.project_id) n.project_id, k.id AS unit_id
          FROM now_participation n JOIN key_unit k ON k.org_id = n.org_id
         ORDER BY n.project_id, n.role <> 'coordinator', n.ord, n.line) lead ON lead.project_id = p.project_id
"""

_KEYS = """
CREATE TEMPORARY TABLE key_project ON COMMIT DROP AS
SELECT n.project_id, p.id, true AS was_known FROM next_project n
  JOIN projects_project p ON p.group_id = %(group)s AND p.code = n.code
"""

_HISTORY = """
INSERT INTO projects_projectchange (project_id, delivery_id, at, as_of, subject, subject_key, subject_label, change,
                                    field, old, new)
SELECT p.id, %(delivery)s, now(), %(as_of)s, 'project', p.code, left(p.title_en, 300), 'changed', v.field,
       coalesce(v.old, ''), coalesce(v.new, '')
  FROM next_project n JOIN key_project k ON k.project_id = n.project_id JOIN projects_project p ON p.id = k.id
  JOIN projects_programme was ON was.id = p.programme_id JOIN next_node now_in ON now_in.id = n.programme_id
  JOIN organisation_unit old_lead ON old_lead.id = p.lead_unit_id
  JOIN organisation_unit new_lead ON new_lead.id = n.lead_unit_id
 CROSS JOIN LATERAL (VALUES
    ('status', p.external_status, n.external_status),
    ('acronym', p.acronym, n.acronym),
    ('title', p.title_en, n.title_en),
    ('starts_on', p.starts_on::text, n.starts_on::text),
    ('ends_on', p.ends_on::text, n.ends_on::text),
    ('signed_on', p.signed_on::text, n.signed_on::text),
    ('terminated_on', p.terminated_on::text, n.terminated_on::text),
    ('total_minor', p.total_minor::text, n.total_minor::text),
    ('funding_minor', p.funding_minor::text, n.funding_minor::text),
    ('funding_scheme', p.funding_scheme, n.funding_scheme),
    ('keywords', p.keywords, n.keywords),
    ('objective', (SELECT t.text FROM projects_projecttext t
                    WHERE t.project_id = p.id AND t.kind = 'objective' AND t.language = 'en'), nullif(n.objective, '')),
    ('programme', was.code, now_in.code),
    ('lead_unit', old_lead.code, new_lead.code),
    ('duration_months', p.facts->>'duration_months', n.facts->>'duration_months'),
    ('grant_doi', p.facts->>'grant_doi', n.facts->>'grant_doi'),
    ('content_updated', p.facts->>'content_updated', n.facts->>'content_updated')
 ) AS v(field, old, new)
 WHERE v.old IS DISTINCT FROM v.new
"""

_UPDATE = """
UPDATE projects_project p
   SET programme_id = n.programme_id, lead_unit_id = n.lead_unit_id, state = n.state,
       external_status = n.external_status, acronym = n.acronym, title_en = n.title_en, starts_on = n.starts_on,
       ends_on = n.ends_on, signed_on = n.signed_on, terminated_on = n.terminated_on, total_minor = n.total_minor,
       funding_minor = n.funding_minor, funding_scheme = n.funding_scheme, keywords = n.keywords, facts = n.facts,
       sort_key = n.sort_key, search_text = n.search_text, search_grams = n.search_grams,
       revision = p.revision + (p.state <> n.state)::int, delivery_id = %(delivery)s, source_line = n.line
  FROM next_project n JOIN key_project k ON k.project_id = n.project_id
 WHERE p.id = k.id
   AND (p.programme_id, p.lead_unit_id, p.state, p.external_status, p.acronym, p.title_en, p.starts_on, p.ends_on,
        p.signed_on, p.terminated_on, p.total_minor, p.funding_minor, p.funding_scheme, p.keywords, p.facts,
        p.sort_key, p.search_text)
       IS DISTINCT FROM
       (n.programme_id, n.lead_unit_id, n.state, n.external_status, n.acronym, n.title_en, n.starts_on, n.ends_on,
        n.signed_on, n.terminated_on, n.total_minor, n.funding_minor, n.funding_scheme, n.keywords, n.facts,
        n.sort_key, n.search_text)
RETURNING p.id
"""

_INSERT = """
WITH made AS (INSERT INTO projects_project (
    workflow, workflow_version, state, revision, group_id, code, programme_id, lead_unit_id, leader_name, acronym,
    title_zh, title_en, starts_on, ends_on, signed_on, terminated_on, currency, total_minor, funding_minor, secrecy,
    tech_class, source_level, mode, budget_mode, funding_scheme, external_status, keywords, facts, sort_key,
    search_text, search_initials, search_grams, delivery_id, source_line)
SELECT 'project', 1, n.state, 0, %(group)s, n.code, n.programme_id, n.lead_unit_id, '', n.acronym,
       '', n.title_en, n.starts_on, n.ends_on, n.signed_on, n.terminated_on, 'EUR', n.total_minor, n.funding_minor,
       'public', '', 'external', 'competitive', '', n.funding_scheme, n.external_status, n.keywords, n.facts,
       n.sort_key, n.search_text, '', n.search_grams, %(delivery)s, n.line
  FROM next_project n
 WHERE NOT EXISTS (SELECT 1 FROM key_project k WHERE k.project_id = n.project_id)
 ORDER BY n.project_id
RETURNING id, code)
INSERT INTO key_project (project_id, id, was_known) SELECT code::bigint, id, false FROM made RETURNING id
"""

_NEW_HISTORY = """
INSERT INTO projects_projectchange (project_id, delivery_id, at, as_of, subject, subject_key, subject_label, change,
                                    field, old, new)
SELECT k.id, %(delivery)s, now(), %(as_of)s, 'project', n.code, left(n.title_en, 300), 'added', '', '', ''
  FROM key_project k JOIN next_project n ON n.project_id = k.project_id WHERE NOT k.was_known
"""

_TEXTS = """
INSERT INTO projects_projecttext AS t (project_id, kind, language, text)
SELECT k.id, 'objective', 'en', n.objective FROM next_project n JOIN key_project k ON k.project_id = n.project_id
 WHERE n.objective <> ''
ON CONFLICT (project_id, kind, language) DO UPDATE SET text = excluded.text WHERE t.text IS DISTINCT FROM excluded.text
"""

_TEXTS_GONE = """
DELETE FROM projects_projecttext t USING next_project n JOIN key_project k ON k.project_id = n.project_id
 WHERE t.project_id = k.id AND t.kind = 'objective' AND t.language = 'en' AND n.objective = ''
"""

_WITHDRAWN = """
WITH gone AS (
    SELECT p.id, p.code, p.title_en, p.external_status FROM projects_project p
     WHERE p.group_id = %(group)s AND p.external_status <> 'WITHDRAWN'
       AND p.delivery_id IN (SELECT id FROM intake_delivery WHERE group_id = %(group)s AND kind = 'cordis')
       AND NOT EXISTS (SELECT 1 FROM key_project k WHERE k.id = p.id)
), marked AS (
    UPDATE projects_project p SET external_status = 'WITHDRAWN', delivery_id = %(delivery)s
      FROM gone g WHERE p.id = g.id
)
INSERT INTO projects_projectchange (project_id, delivery_id, at, as_of, subject, subject_key, subject_label, change,
                                    field, old, new)
SELECT id, %(delivery)s, now(), %(as_of)s, 'project', code, left(title_en, 300), 'removed', 'status',
       external_status, 'WITHDRAWN' FROM gone RETURNING project_id
"""

Touched = set[int]


def take_projects(
    *, group_id: int, delivery_id: int, as_of: date, is_first: bool, withdraw: bool
) -> tuple[dict[str, int], Touched]:
    """Bring the projects to what the views say; `key_project` then holds their ids. Returns counts and changed ids."""
    facts: dict[str, Any] = {"group": group_id, "delivery": delivery_id, "as_of": as_of}
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS pg_temp.next_project, pg_temp.key_project CASCADE")
        for statement in (
            _NEXT,
            "ANALYZE next_project (project_id, code)",
            _KEYS,
            "CREATE UNIQUE INDEX ON key_project (project_id)",
        ):
            cursor.execute(statement, facts)
        cursor.execute("ANALYZE key_project")
        cursor.execute(_HISTORY, facts)
        with workflow.adopting():
            cursor.execute(_UPDATE, facts)
        updated = {row[0] for row in cursor.fetchall()}
        cursor.execute(_INSERT, facts)
        inserted = {row[0] for row in cursor.fetchall()}
        cursor.execute("ANALYZE key_project")
        if not is_first:
            cursor.execute(_NEW_HISTORY, facts)
        cursor.execute(_TEXTS, facts)
        texts = cursor.rowcount
        cursor.execute(_TEXTS_GONE, facts)
        texts += cursor.rowcount
        gone: Touched = set()
        if withdraw:
            cursor.execute(_WITHDRAWN, facts)
            gone = {row[0] for row in cursor.fetchall()}
    counts = {"inserted": len(inserted), "updated": len(updated), "texts": texts, "withdrawn": len(gone)}
    return counts, inserted | updated | gone
