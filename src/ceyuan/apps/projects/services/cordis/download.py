"""Makes the relational tables out of CORDIS' own CSV, where programme and call are only columns of other files."""

from typing import Any

from django.db import connection
from psycopg.types.json import Jsonb

_STEPS = (
    # The programme tree is not in the download: legal bases are known by name and, if not, hang on their dotted code.
    """
INSERT INTO read_programme (line, code, title, parent_code, kind)
WITH RECURSIVE named AS (
    SELECT n.code, nullif(n.parent, '') AS parent, nullif(n.en, '') AS en
      FROM jsonb_to_recordset(%(names)s) AS n(code text, parent text, en text)
), used AS (
    SELECT code, max(title) AS title FROM (
        SELECT legal_basis AS code, NULL::text AS title FROM read_csv_project
        UNION ALL SELECT code, title FROM read_csv_legal_basis) each GROUP BY code
), needed AS (
    SELECT code FROM used
    UNION
    SELECT coalesce(n.parent, CASE WHEN t.code LIKE '%%.%%' THEN regexp_replace(t.code, '\\.[^.]*$', '')
      ELSE 'HORIZON' END)
      FROM needed t LEFT JOIN named n ON n.code = t.code WHERE t.code <> 'HORIZON'
)
SELECT 0, t.code, coalesce(u.title, n.en),
       CASE WHEN t.code = 'HORIZON' THEN NULL
            ELSE coalesce(n.parent, CASE WHEN t.code LIKE '%%.%%' THEN regexp_replace(t.code, '\\.[^.]*$', '')
              ELSE 'HORIZON' END) END,
       'relatedLegalBasis'
  FROM needed t LEFT JOIN named n ON n.code = t.code LEFT JOIN used u ON u.code = t.code
""",
    """
INSERT INTO read_programme (line, code, title, parent_code, kind)
SELECT min(line), code, max(title), 'HORIZON-Topics', 'relatedTopic' FROM (
    SELECT line, topic_code AS code, NULL::text AS title FROM read_csv_project WHERE topic_code IS NOT NULL
    UNION ALL SELECT line, code, title FROM read_csv_topic) each GROUP BY code
""",
    """
INSERT INTO read_call (line, identifier, title)
SELECT min(line), master_call, master_call FROM read_csv_project WHERE master_call IS NOT NULL GROUP BY master_call
""",
    """
INSERT INTO read_organization (line, org_id, legal_name, short_name, vat_number, activity_type, street,
  postal_code, city,
                               country, url, geolocation, nuts_code, sort_key)
SELECT DISTINCT ON (org_id) line, org_id, legal_name, short_name, vat_number, activity_type, street, postal_code, city,
       country, url, geolocation, nuts_code, sort_key
  FROM read_csv_entry ORDER BY org_id, content_update_date DESC NULLS LAST, line
""",
    """
INSERT INTO read_project (line, project_id, rcn, acronym, title, status, start_date, end_date, total_cost, ec_max,
                          ec_signature_date, funding_scheme, master_call, sub_call, topic_code, legal_basis, keywords,
                          objective, grant_doi, content_update_date, search_text, search_grams, sort_key)
SELECT line, project_id, rcn, acronym, title, status, start_date, end_date, total_cost, ec_max,
       ec_signature_date, funding_scheme, master_call, sub_call, topic_code, legal_basis, keywords,
       objective, grant_doi, content_update_date, search_text, search_grams, sort_key
  FROM read_csv_project
""",
    """
INSERT INTO read_participation (line, project_id, org_id, role, ord, terminated, sme, ec, net_ec, total)
SELECT line, project_id, org_id, CASE role WHEN 'partner' THEN 'associatedPartner' ELSE role END, ord, ended, sme, ec,
       net_ec, total FROM read_csv_entry
""",
    """
INSERT INTO read_project_programme (line, project_id, programme_code, link_type, is_main)
SELECT l.line, l.project_id, l.code, 'relatedLegalBasis', l.code = p.legal_basis
  FROM read_csv_legal_basis l JOIN read_csv_project p ON p.project_id = l.project_id
""",
    """
INSERT INTO read_field_of_science (line, project_id, classification, code, title, display_code)
SELECT line, project_id, 'euroSciVoc', code, title, display_code FROM read_csv_field_of_science
""",
    """
INSERT INTO read_weblink (line, project_id, link_type, title, url)
SELECT line, project_id, link_type, title, url FROM read_csv_weblink
""",
    """
INSERT INTO read_result (line, result_id, project_id, rcn, kind, subtype, title, description, url, content_update_date)
SELECT line, result_id, project_id, rcn, 'deliverable', subtype, title, description, url, content_update_date
  FROM read_csv_deliverable
""",
    """
INSERT INTO read_result (line, result_id, project_id, rcn, kind, subtype, title, authors, journal_title, journal_number,
                         pages, year, doi, issn, isbn, content_update_date)
SELECT line, result_id, project_id, rcn, 'publication', subtype, title, authors, journal_title, journal_number,
       pages, year, doi, issn, isbn, content_update_date
  FROM read_csv_publication n
 WHERE NOT EXISTS (SELECT 1 FROM read_result r WHERE r.project_id = n.project_id AND r.result_id = n.result_id)
""",
)

_ANALYZE = ("ANALYZE read_project", "ANALYZE read_participation", "ANALYZE read_organization", "ANALYZE read_programme")


def make_relational(names: list[dict[str, str]]) -> None:
    """Fill the relational tables from the staged CSV, which must have been checked."""
    with connection.cursor() as cursor:
        for statement in _STEPS:
            facts: dict[str, Any] = {"names": Jsonb(names)}
            cursor.execute(statement, facts)
        for statement in _ANALYZE:
            cursor.execute(statement)
