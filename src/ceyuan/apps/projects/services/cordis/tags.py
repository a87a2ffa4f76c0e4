"""Classifications and links of projects: few facts, so they are replaced where they differ, without history."""

from django.db import connection

# Weights come as per cent (EU policy coefficients 0, 40, 100); kept in millionths.
_NEXT_TAGS = """
CREATE TEMPORARY TABLE next_tag ON COMMIT DROP AS
SELECT k.id AS project_id, t.scheme, t.code, t.title, t.weight_ppm FROM (
    SELECT project_id, 'euroscivoc' AS scheme, code, coalesce(title, '') AS title,
      (weight * 10000)::bigint AS weight_ppm
      FROM read_field_of_science
    UNION ALL
    SELECT project_id, 'policy', code, coalesce(title, ''), (weight * 10000)::bigint FROM read_policy_marker
    UNION ALL
    SELECT DISTINCT o.project_id, 'legal_basis', o.programme_code, left(coalesce(p.title, ''), 300), NULL::bigint
      FROM read_project_programme o LEFT JOIN read_programme p ON p.code = o.programme_code
     WHERE o.link_type = 'relatedLegalBasis' AND o.is_main IS NOT TRUE
) t JOIN key_project k ON k.project_id = t.project_id
"""

_TAGS_GONE = """
DELETE FROM projects_projecttag t USING key_project k
 WHERE t.project_id = k.id AND t.scheme IN ('euroscivoc', 'policy', 'legal_basis')
   AND NOT EXISTS (SELECT 1 FROM next_tag n WHERE n.project_id = t.project_id AND n.scheme = t.scheme
     AND n.code = t.code)
"""

_TAGS_CHANGED = """
UPDATE projects_projecttag t SET title = n.title, weight_ppm = n.weight_ppm FROM next_tag n
 WHERE n.project_id = t.project_id AND n.scheme = t.scheme AND n.code = t.code AND t.occurrence = 1
   AND (t.title, t.weight_ppm) IS DISTINCT FROM (n.title, n.weight_ppm)
"""

_TAGS_NEW = """
INSERT INTO projects_projecttag (project_id, scheme, code, title, weight_ppm, occurrence)
SELECT n.project_id, n.scheme, n.code, n.title, n.weight_ppm, 1 FROM next_tag n
 WHERE NOT EXISTS (SELECT 1 FROM projects_projecttag t
                    WHERE t.project_id = n.project_id AND t.scheme = n.scheme AND t.code = n.code AND t.occurrence = 1)
 ORDER BY n.project_id
"""

_NEXT_LINKS = """
CREATE TEMPORARY TABLE next_link ON COMMIT DROP AS
SELECT k.id AS project_id, w.link_type AS kind, coalesce(w.title, '') AS title, w.url
  FROM read_weblink w JOIN key_project k ON k.project_id = w.project_id
"""

_LINKS_GONE = """
DELETE FROM projects_projectlink l USING key_project k
 WHERE l.project_id = k.id
   AND NOT EXISTS (SELECT 1 FROM next_link n WHERE n.project_id = l.project_id AND n.kind = l.kind AND n.url = l.url
                      AND n.title = l.title)
"""

_LINKS_NEW = """
INSERT INTO projects_projectlink (project_id, kind, title, url, occurrence)
SELECT n.project_id, n.kind, n.title, n.url, 1 FROM next_link n
ON CONFLICT (project_id, kind, url, occurrence) DO NOTHING
"""


def take_tags() -> dict[str, int]:
    """Fields of science, policy markers and further legal bases. Returns counts."""
    return _replace("next_tag", _NEXT_TAGS, {"removed": _TAGS_GONE, "updated": _TAGS_CHANGED, "inserted": _TAGS_NEW})


def take_links() -> dict[str, int]:
    """Pages about the projects elsewhere. Returns counts."""
    return _replace("next_link", _NEXT_LINKS, {"removed": _LINKS_GONE, "inserted": _LINKS_NEW})


def _replace(name: str, create: str, steps: dict[str, str]) -> dict[str, int]:
    counts = {}
    with connection.cursor() as cursor:
        cursor.execute(
            "DROP TABLE IF EXISTS pg_temp.next_tag" if name == "next_tag" else "DROP TABLE IF EXISTS pg_temp.next_link"
        )
        cursor.execute(create)
        cursor.execute(
            "ANALYZE next_tag (project_id, scheme, code)" if name == "next_tag" else "ANALYZE next_link (project_id)"
        )
        for step, statement in steps.items():
            cursor.execute(statement)
            counts[step] = cursor.rowcount
    return counts
