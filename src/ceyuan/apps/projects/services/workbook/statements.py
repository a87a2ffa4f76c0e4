"""The set-based half of the workbook import: from `read_row` to units, programmes, projects and participations."""

# Lists number their rows as they like: a code that another list uses for something else gets the mark of its list.
FOREIGN_CODES = """
UPDATE read_row r SET code = r.code || '~' || left(md5(r.facts->>'list'), 6)
  FROM projects_project p
 WHERE p.group_id = %(group)s AND p.code = r.code AND p.facts->>'list' IS DISTINCT FROM r.facts->>'list'
   AND (p.title_zh, p.title_en) <> (r.title_zh, r.title_en)
"""

# A code that stands in several rows with different content belongs to the first; the others are told apart by content.
CODES = """
WITH numbered AS (
    SELECT ctid AS place, row_number() OVER (PARTITION BY code ORDER BY book, line) AS number,
           md5(row(mark, ends_on, total_minor, funding_minor, leader_name, external_status, facts,
             objective)::text) AS content
      FROM read_row
)
UPDATE read_row r SET code = r.code || '~' || left(n.content, 6)
  FROM numbered n WHERE r.ctid = n.place AND n.number > 1
"""

REPEATED = """
WITH numbered AS (
    SELECT ctid AS place, row_number() OVER (PARTITION BY code ORDER BY book, line) AS number FROM read_row
)
DELETE FROM read_row r USING numbered n WHERE r.ctid = n.place AND n.number > 1
RETURNING r.book, r.file, r.sheet, r.line, r.code, r.total_minor, r.funding_minor
"""

# A unit of that name that the group has already, else one of its own below "beneficiaries".
UNIT_KEYS = """
CREATE TEMPORARY TABLE key_name ON COMMIT DROP AS
WITH known AS MATERIALIZED (
    SELECT name, min(code) AS code FROM (
        SELECT lower(name_zh) AS name, code FROM organisation_unit WHERE group_id = %(group)s AND name_zh <> ''
        UNION ALL
        SELECT lower(name_en), code FROM organisation_unit WHERE group_id = %(group)s AND name_en <> '') each
     GROUP BY name
)
SELECT r.unit_key, r.unit_name, known.code AS known_code,
       coalesce(known.code, CASE r.unit_key WHEN '' THEN 'B-NONE' ELSE 'B-' || left(md5(r.unit_key), 12) END) AS code
  FROM (SELECT unit_key, min(unit_name) AS unit_name FROM read_row GROUP BY unit_key) r
  LEFT JOIN known ON known.name = lower(r.unit_name) AND r.unit_key <> ''
"""

NEXT_UNITS = """
INSERT INTO next_unit (code, parent_code, kind, name_zh, name_en, country, region_code, attributes, sort_key)
SELECT 'beneficiaries', (SELECT u.code FROM organisation_unit u WHERE u.group_id = %(group)s
  AND u.parent_id IS NULL), 'external', '受益单位', 'Beneficiaries', '', '', '{}'::jsonb, 'beneficiaries'
UNION ALL
SELECT code, 'beneficiaries', 'external',
       CASE WHEN unit_key = '' THEN '未注明' WHEN unit_name ~ '[\u3400-\u9fff]' THEN unit_name ELSE '' END,
       CASE WHEN unit_key = '' THEN 'not given' WHEN unit_name ~ '[\u3400-\u9fff]' THEN '' ELSE unit_name END,
       '', '', '{}'::jsonb, left(unit_key, 200)
  FROM key_name WHERE known_code IS NULL
"""

PROGRAMME_ROOT = """
INSERT INTO projects_programme (group_id, code, kind, name_zh, name_en, parent_id, path, is_special)
SELECT g.id, 'PROG-' || g.code, 'root', '全部计划', 'All programmes', NULL, '', false FROM organisation_group g
 WHERE g.id = %(group)s
   AND NOT EXISTS (SELECT 1 FROM projects_programme p WHERE p.group_id = g.id AND p.parent_id IS NULL)
"""

PROGRAMMES = """
INSERT INTO projects_programme (group_id, code, kind, name_zh, name_en, parent_id, path, is_special)
SELECT %(group)s, 'W-' || left(md5(n.name), 12), 'programme',
       CASE WHEN n.name ~ '[\u3400-\u9fff]' THEN n.name ELSE '' END,
       CASE WHEN n.name ~ '[\u3400-\u9fff]' THEN '' ELSE n.name END, root.id, '', false
  FROM (SELECT DISTINCT programme_name AS name FROM read_row) n
  JOIN projects_programme root ON root.group_id = %(group)s AND root.parent_id IS NULL
 WHERE NOT EXISTS (SELECT 1 FROM projects_programme p WHERE p.group_id = %(group)s AND n.name IN (p.name_zh, p.name_en))
 ORDER BY n.name
"""

NEXT = """
CREATE TEMPORARY TABLE next_row ON COMMIT DROP AS
SELECT r.*, u.id AS unit_id, p.id AS programme_id, k.id AS project_id
  FROM read_row r
  JOIN key_name n ON n.unit_key = r.unit_key
  JOIN organisation_unit u ON u.group_id = %(group)s AND u.code = n.code
  JOIN (SELECT name, min(id) AS id FROM (
            SELECT name_zh AS name, id FROM projects_programme WHERE group_id = %(group)s
            UNION ALL SELECT name_en, id FROM projects_programme WHERE group_id = %(group)s) each
         WHERE name <> '' GROUP BY name) p ON p.name = r.programme_name
  LEFT JOIN projects_project k ON k.group_id = %(group)s AND k.code = r.code
"""

HISTORY = """
INSERT INTO projects_projectchange (project_id, delivery_id, at, as_of, subject, subject_key, subject_label, change,
                                    field, old, new)
SELECT p.id, %(delivery)s, now(), %(as_of)s, 'project', p.code, left(coalesce(nullif(p.title_zh, ''), p.title_en), 300),
       'changed', v.field, coalesce(v.old, ''), coalesce(v.new, '')
  FROM next_row n JOIN projects_project p ON p.id = n.project_id
 CROSS JOIN LATERAL (VALUES
    ('title', p.title_zh || p.title_en, n.title_zh || n.title_en),
    ('status', p.external_status, n.external_status),
    ('starts_on', p.starts_on::text, n.starts_on::text),
    ('ends_on', p.ends_on::text, n.ends_on::text),
    ('total_minor', p.total_minor::text, n.total_minor::text),
    ('funding_minor', p.funding_minor::text, n.funding_minor::text),
    ('leader_name', p.leader_name, n.leader_name),
    ('keywords', p.keywords, n.keywords)
 ) AS v(field, old, new)
 WHERE v.old IS DISTINCT FROM v.new
"""

UPDATE = """
UPDATE projects_project p
   SET programme_id = n.programme_id, lead_unit_id = n.unit_id, title_zh = n.title_zh, title_en = n.title_en,
       starts_on = n.starts_on, ends_on = n.ends_on, total_minor = n.total_minor, funding_minor = n.funding_minor,
       leader_name = n.leader_name, acronym = n.acronym, state = n.state, external_status = n.external_status,
       keywords = n.keywords, facts = n.facts, search_text = n.search_text, search_initials = n.search_initials,
       search_grams = n.search_grams, sort_key = n.sort_key, revision = p.revision + (p.state <> n.state)::int,
       delivery_id = %(delivery)s, source_line = n.line
  FROM next_row n
 WHERE p.id = n.project_id
   AND (p.programme_id, p.lead_unit_id, p.title_zh, p.title_en, p.starts_on, p.ends_on, p.total_minor, p.funding_minor,
        p.leader_name, p.acronym, p.state, p.external_status, p.keywords, p.facts)
       IS DISTINCT FROM
       (n.programme_id, n.unit_id, n.title_zh, n.title_en, n.starts_on, n.ends_on, n.total_minor, n.funding_minor,
        n.leader_name, n.acronym, n.state, n.external_status, n.keywords, n.facts)
RETURNING p.id
"""

INSERT = """
INSERT INTO projects_project (
    workflow, workflow_version, state, revision, group_id, code, programme_id, lead_unit_id, leader_name, acronym,
    title_zh, title_en, starts_on, ends_on, currency, total_minor, funding_minor, secrecy, tech_class, source_level,
    mode, budget_mode, funding_scheme, external_status, keywords, facts, sort_key, search_text, search_initials,
    search_grams, delivery_id, source_line)
SELECT 'project', 1, n.state, 0, %(group)s, n.code, n.programme_id, n.unit_id, n.leader_name, n.acronym,
       n.title_zh, n.title_en, n.starts_on, n.ends_on, %(currency)s, n.total_minor, n.funding_minor, 'public', '',
       'external', '', '', '', n.external_status, n.keywords, n.facts, n.sort_key, n.search_text, n.search_initials,
       n.search_grams, %(delivery)s, n.line
  FROM next_row n WHERE n.project_id IS NULL ORDER BY n.book, n.line
RETURNING id
"""

KEYS = """
UPDATE next_row n SET project_id = p.id FROM projects_project p
 WHERE n.project_id IS NULL AND p.group_id = %(group)s AND p.code = n.code
"""

TEXTS = """
INSERT INTO projects_projecttext AS t (project_id, kind, language, text)
SELECT n.project_id, 'objective', CASE WHEN n.objective ~ '[\u3400-\u9fff]' THEN 'zh' ELSE 'en' END, n.objective
  FROM next_row n WHERE n.objective <> ''
ON CONFLICT (project_id, kind, language) DO UPDATE SET text = excluded.text WHERE t.text IS DISTINCT FROM excluded.text
"""

LEADS_GONE = """
DELETE FROM projects_participation p USING next_row n
 WHERE p.project_id = n.project_id AND p.role = 'lead' AND p.unit_id <> n.unit_id
RETURNING p.project_id
"""

LEADS = """
INSERT INTO projects_participation AS p (group_id, project_id, unit_id, role, position, occurrence, department,
                                         funding_minor, total_minor, is_terminated, delivery_id, source_line)
SELECT %(group)s, n.project_id, n.unit_id, 'lead', 1, 1, '', n.funding_minor, n.total_minor, false, %(delivery)s, n.line
  FROM next_row n
ON CONFLICT (project_id, unit_id, occurrence) DO UPDATE
   SET funding_minor = excluded.funding_minor, total_minor = excluded.total_minor, role = 'lead',
       delivery_id = excluded.delivery_id, source_line = excluded.source_line
 WHERE (p.role, p.funding_minor, p.total_minor) IS DISTINCT FROM ('lead', excluded.funding_minor, excluded.total_minor)
RETURNING p.project_id
"""
