"""What a delivery says now, as views over the tables as read: the present snapshot, or the earlier one.

`now_project`, `now_participation` and `now_result` have the same columns in both, so that everything after them is the
same for both deliveries.
"""

from django.db import connection

_PROJECT = """
CREATE OR REPLACE TEMPORARY VIEW now_project AS
SELECT line, project_id, rcn, acronym, title, status, start_date, end_date, duration_months, total_cost, ec_max,
       ec_signature_date, termination_date, funding_scheme, master_call, sub_call, topic_code, legal_basis, keywords,
       objective, grant_doi, content_creation_date, content_update_date, search_text, search_grams, sort_key
  FROM read_project
"""

_PARTICIPATION = """
CREATE OR REPLACE TEMPORARY VIEW now_participation AS
SELECT line, project_id, org_id, role, ord, terminated, sme, ec, net_ec, total, department_name FROM read_participation
"""

_RESULT = "CREATE OR REPLACE TEMPORARY VIEW now_result AS SELECT * FROM read_result"

# The earlier rows are complete; what changed stands in `project_before`, what was added in `amendment_new_project`.
_EARLIER_PROJECT = """
CREATE OR REPLACE TEMPORARY VIEW now_project AS
SELECT line, project_id, rcn, acronym, title, status, start_date, end_date, duration_months, total_cost, ec_max,
       ec_signature_date, termination_date, funding_scheme, master_call, sub_call, topic_code, legal_basis, keywords,
       objective, grant_doi, content_creation_date, content_update_date, search_text, search_grams, sort_key
  FROM read_project p
 WHERE NOT EXISTS (SELECT 1 FROM read_amendment_new_project n WHERE n.project_id = p.project_id)
   AND NOT EXISTS (SELECT 1 FROM read_project_before b WHERE b.project_id = p.project_id)
UNION ALL
SELECT line, project_id, rcn, acronym, title, status, start_date, end_date, duration_months, total_cost, ec_max,
       ec_signature_date, termination_date, funding_scheme, master_call, sub_call, topic_code, legal_basis, keywords,
       objective, grant_doi, content_creation_date, content_update_date, search_text, search_grams, sort_key
  FROM read_project_before b
 WHERE NOT EXISTS (SELECT 1 FROM read_amendment_new_project n WHERE n.project_id = b.project_id)
"""

# One row per participation with its old values as text; a value that did not change is not listed.
_CHANGED = """
CREATE TEMPORARY TABLE earlier_participation ON COMMIT DROP AS
SELECT project_id, org_id, jsonb_object_agg(field, old_value) AS was
  FROM read_amendment_participation WHERE change = 'changed' AND field IS NOT NULL GROUP BY project_id, org_id
"""

_EARLIER_PARTICIPATION = """
CREATE OR REPLACE TEMPORARY VIEW now_participation AS
SELECT p.line, p.project_id, p.org_id,
       CASE WHEN e.was ? 'role' THEN e.was->>'role' ELSE p.role END AS role,
       CASE WHEN e.was ? 'ord' THEN (e.was->>'ord')::bigint ELSE p.ord END AS ord,
       CASE WHEN e.was ? 'terminated' THEN (e.was->>'terminated')::boolean ELSE p.terminated END AS terminated,
       CASE WHEN e.was ? 'sme' THEN (e.was->>'sme')::boolean ELSE p.sme END AS sme,
       CASE WHEN e.was ? 'ec_contribution_eur'
            THEN (round((e.was->>'ec_contribution_eur')::numeric, 2) * 100)::bigint ELSE p.ec END AS ec,
       CASE WHEN e.was ? 'net_ec_contribution_eur'
            THEN (round((e.was->>'net_ec_contribution_eur')::numeric, 2) * 100)::bigint ELSE p.net_ec END AS net_ec,
       CASE WHEN e.was ? 'total_cost_eur'
            THEN (round((e.was->>'total_cost_eur')::numeric, 2) * 100)::bigint ELSE p.total END AS total,
       CASE WHEN e.was ? 'department_name' THEN e.was->>'department_name' ELSE p.department_name END AS department_name
  FROM read_participation p LEFT JOIN earlier_participation e ON e.project_id = p.project_id AND e.org_id = p.org_id
 WHERE NOT EXISTS (SELECT 1 FROM read_amendment_participation a
                    WHERE a.change = 'added' AND a.project_id = p.project_id AND a.org_id = p.org_id)
UNION ALL
SELECT a.line, a.project_id, a.org_id, coalesce(a.old_value, 'participant'), 0, NULL::boolean, NULL::boolean,
       NULL::bigint, NULL::bigint, NULL::bigint, NULL::text
  FROM read_amendment_participation a
 WHERE a.change = 'removed' AND a.field = 'role'
   AND EXISTS (SELECT 1 FROM read_project p WHERE p.project_id = a.project_id)
"""

# Of a result that was withdrawn only the identifier is known: it enters the history, not the list of results.
_EARLIER_RESULT = """
CREATE OR REPLACE TEMPORARY VIEW now_result AS
SELECT * FROM read_result r
 WHERE NOT EXISTS (SELECT 1 FROM read_amendment_result a WHERE a.change = 'added' AND a.result_id = r.result_id)
   AND EXISTS (SELECT 1 FROM now_project p WHERE p.project_id = r.project_id)
"""


def show_present() -> None:
    """The views tell what the files say."""
    with connection.cursor() as cursor:
        for statement in (_PROJECT, _PARTICIPATION, _RESULT):
            cursor.execute(statement)


def show_earlier() -> None:
    """The views tell the earlier snapshot."""
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS pg_temp.earlier_participation CASCADE")
        cursor.execute(_CHANGED)
        cursor.execute("ANALYZE earlier_participation")
        for statement in (_EARLIER_PROJECT, _EARLIER_PARTICIPATION, _EARLIER_RESULT):
            cursor.execute(statement)
