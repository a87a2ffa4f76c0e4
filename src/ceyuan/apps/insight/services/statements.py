"""The SQL of the kept roll-ups. Set-based: the cost follows the changed projects, not the portfolio.

A project gives one row to `insight_projectshare` per unit that takes part, and one row with an empty unit path for
itself (what the funder gives to the project). Cells are sums of such rows over all ancestors, with sign +1 for rows
that are new and -1 for rows that are taken back.
"""

SHARES = """
CREATE TEMP TABLE ceyuan_share ON COMMIT DROP AS
SELECT p.id AS project_id, p.group_id, u.path AS unit_path, g.path AS programme_path, coalesce(p.year, 0) AS year,
       p.state, count(*)::int AS participations, coalesce(sum(a.funding_minor), 0)::bigint AS money, 1 AS sign
  FROM projects_project p
  JOIN projects_programme g ON g.id = p.programme_id
  JOIN projects_participation a ON a.project_id = p.id
  JOIN organisation_unit u ON u.id = a.unit_id
 WHERE {which}
 GROUP BY p.id, u.path, g.path
UNION ALL
SELECT p.id, p.group_id, '', g.path, coalesce(p.year, 0), p.state,
       (SELECT count(*) FROM projects_participation a WHERE a.project_id = p.id)::int, coalesce(p.funding_minor, 0), 1
  FROM projects_project p JOIN projects_programme g ON g.id = p.programme_id
 WHERE {which}
"""

TAKE_BACK = """
INSERT INTO ceyuan_share
SELECT project_id, group_id, unit_path, programme_path, year, state, participations, money, -1
  FROM insight_projectshare WHERE project_id = ANY(%(ids)s)
"""

# A unit below which a project takes part several times counts the project once: hence the inner grouping by project.
UNIT_DELTA = """
WITH below AS (
    SELECT s.project_id, s.group_id, a.id::bigint AS unit_id, s.programme_path, s.year, s.state, s.sign,
           sum(s.participations) AS participations, sum(s.money) AS money
      FROM ceyuan_share s CROSS JOIN LATERAL unnest(string_to_array(s.unit_path, '.')) AS a(id)
     WHERE s.unit_path <> ''
     GROUP BY s.project_id, s.group_id, a.id, s.programme_path, s.year, s.state, s.sign
)
SELECT b.group_id, b.unit_id, p.id::bigint AS programme_id, b.year, b.state, sum(b.sign)::int AS projects,
       sum(b.sign * b.participations)::int AS participations, sum(b.sign * b.money)::bigint AS money
  FROM below b CROSS JOIN LATERAL unnest(string_to_array(b.programme_path, '.')) AS p(id)
 GROUP BY b.group_id, b.unit_id, p.id, b.year, b.state
"""

PROGRAMME_DELTA = """
SELECT s.group_id, p.id::bigint AS programme_id, s.year, s.state, sum(s.sign)::int AS projects,
       sum(s.sign * s.participations)::int AS participations, sum(s.sign * s.money)::bigint AS money
  FROM ceyuan_share s CROSS JOIN LATERAL unnest(string_to_array(s.programme_path, '.')) AS p(id)
 WHERE s.unit_path = ''
 GROUP BY s.group_id, p.id, s.year, s.state
"""

NOT_NOTHING = "WHERE projects <> 0 OR participations <> 0 OR money <> 0"

_ADD_TO = """
ON CONFLICT ({keys}) DO UPDATE SET projects = c.projects + excluded.projects,
    participations = c.participations + excluded.participations, money = c.money + excluded.money
"""
UNIT_KEYS = "unit_id, programme_id, year, state"
PROGRAMME_KEYS = "programme_id, year, state"
ADD_UNITS = f"""
INSERT INTO insight_unitcell AS c (group_id, parent_id, {UNIT_KEYS}, projects, participations, money)
SELECT d.group_id, coalesce(u.parent_id, 0), {UNIT_KEYS}, projects, participations, money
  FROM ({UNIT_DELTA}) d JOIN organisation_unit u ON u.id = d.unit_id {NOT_NOTHING}
{_ADD_TO.format(keys=UNIT_KEYS)}
"""
ADD_PROGRAMMES = f"""
INSERT INTO insight_programmecell AS c (group_id, {PROGRAMME_KEYS}, projects, participations, money)
SELECT group_id, {PROGRAMME_KEYS}, projects, participations, money FROM ({PROGRAMME_DELTA}) d {NOT_NOTHING}
{_ADD_TO.format(keys=PROGRAMME_KEYS)}
"""

SWEEP_UNITS = "DELETE FROM insight_unitcell WHERE group_id = ANY(%(groups)s) AND projects = 0 AND participations = 0"
SWEEP_PROGRAMMES = "DELETE FROM insight_programmecell WHERE group_id = ANY(%(groups)s) AND projects = 0"

FORGET = "DELETE FROM insight_projectshare WHERE project_id = ANY(%(ids)s)"
KEEP = """
INSERT INTO insight_projectshare
       (project_id, group_id, unit_path, programme_path, year, state, participations, money)
SELECT project_id, group_id, unit_path, programme_path, year, state, participations, money
  FROM ceyuan_share WHERE sign = 1
"""

# Both sides grouped by their key; a row that only one side has, or that differs, is a fault.
DIFFERENCES = """
WITH fresh AS ({delta}), kept AS (SELECT group_id, {keys}, projects, participations, money FROM {table}
    WHERE group_id = %(group)s)
SELECT {keys}, f.projects, f.participations, f.money, k.projects, k.participations, k.money
  FROM fresh f FULL JOIN kept k USING ({keys})
 WHERE (f.projects, f.participations, f.money) IS DISTINCT FROM (k.projects, k.participations, k.money)
 LIMIT 20
"""
UNIT_DIFFERENCES = DIFFERENCES.format(delta=UNIT_DELTA, keys=UNIT_KEYS, table="insight_unitcell")
PROGRAMME_DIFFERENCES = DIFFERENCES.format(delta=PROGRAMME_DELTA, keys=PROGRAMME_KEYS, table="insight_programmecell")
