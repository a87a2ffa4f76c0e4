"""Countries and organisations of a delivery as units, other spellings of them as aliases, and the regions."""

from datetime import date
from importlib import resources
from typing import Any

import yaml
from django.db import connection
from psycopg.types.json import Jsonb

from ceyuan.apps.organisation import interface as organisation
from ceyuan.apps.organisation.interface import Actor
from ceyuan.core.kernel import text

_COUNTRIES = """
INSERT INTO next_unit (code, parent_code, kind, name_zh, name_en, country, region_code, attributes, sort_key)
SELECT used.code, (SELECT u.code FROM organisation_unit u WHERE u.group_id = %(group)s AND u.parent_id IS NULL),
       'country', coalesce(n.zh, ''), coalesce(n.en, used.code),
       CASE used.code WHEN 'ZZ' THEN '' ELSE used.code END, '', '{}'::jsonb, coalesce(n.sort_key, used.code)
  FROM (SELECT DISTINCT coalesce(country, 'ZZ') AS code FROM read_organization) used
  LEFT JOIN jsonb_to_recordset(%(names)s) AS n(code text, zh text, en text, sort_key text) ON n.code = used.code
"""

# By activity: HES universities and schools, REC research organisations, PRC private enterprises, PUB and OTH the rest.
_ORGANISATIONS = """
INSERT INTO next_unit (code, parent_code, kind, name_zh, name_en, country, region_code, attributes, sort_key)
SELECT org_id::text, coalesce(country, 'ZZ'),
       CASE activity_type WHEN 'HES' THEN 'institute' WHEN 'REC' THEN 'institute' WHEN 'PRC' THEN 'enterprise'
            ELSE 'external' END,
       '', legal_name, coalesce(country, ''), coalesce(nuts_code, ''),
       jsonb_strip_nulls(jsonb_build_object(
           'rcn', rcn, 'short_name', short_name, 'vat_number', vat_number, 'activity_type', activity_type,
           'street', street, 'postal_code', postal_code, 'city', city, 'post_box', post_box, 'url', url,
           'geolocation', geolocation, 'region_name', region_name)),
       sort_key
  FROM read_organization
"""

_SPELLINGS = """
INSERT INTO next_alias (code, name, kind, source_key, facts)
SELECT org_id::text, legal_name, 'variant', md5(facts::text) || '-' || row_number() OVER (PARTITION BY org_id,
  facts ORDER BY line), facts
  FROM (SELECT org_id, legal_name, line,
               jsonb_strip_nulls(jsonb_build_object(
                   'name', legal_name, 'short_name', short_name, 'vat_number', vat_number, 'street', street,
                   'postal_code', postal_code, 'city', city, 'country', country, 'url', url,
                   'geolocation', geolocation, 'nuts_code', nuts_code)) AS facts
          FROM read_variant) v
"""

_REGIONS = """
INSERT INTO next_region (code, name, parent_code)
SELECT nuts_code, coalesce(name, nuts_code), coalesce(parent_nuts, '') FROM read_region
"""

_KEYS = """
CREATE TEMPORARY TABLE key_unit ON COMMIT DROP AS
SELECT o.org_id, u.id FROM read_organization o
  JOIN organisation_unit u ON u.group_id = %(group)s AND u.code = o.org_id::text
"""


def take_units(*, actor: Actor, delivery_id: int, on: date) -> dict[str, int]:
    """Countries below the root and organisations below them; `key_unit` then holds their ids by `org_id`."""
    organisation.stage_next_units()
    with connection.cursor() as cursor:
        facts: dict[str, Any] = {"group": actor.group_id, "names": Jsonb(_country_names())}
        cursor.execute(_COUNTRIES, facts)
        cursor.execute(_ORGANISATIONS)
    written = organisation.take_next_units(actor=actor, delivery_id=delivery_id, on=on)
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS pg_temp.key_unit")
        cursor.execute(_KEYS, {"group": actor.group_id})
        cursor.execute("CREATE UNIQUE INDEX ON key_unit (org_id)")
        cursor.execute("ANALYZE key_unit")
    return {"inserted": written.inserted, "updated": written.updated}


def take_spellings(*, actor: Actor) -> dict[str, int]:
    """Other spellings and addresses, and the regions; nothing is taken away, since names once used stay true."""
    organisation.stage_next_names()
    with connection.cursor() as cursor:
        cursor.execute(_SPELLINGS)
        cursor.execute(_REGIONS)
    return {"inserted": organisation.take_next_names(actor=actor)}


def _country_names() -> list[dict[str, str]]:
    raw = (resources.files(__package__) / "names" / "countries.yaml").read_text(encoding="utf-8")
    return [
        {"code": code, "zh": name["zh"], "en": name["en"], "sort_key": text.sort_key(name["zh"])}
        for code, name in yaml.safe_load(raw).items()
    ]
