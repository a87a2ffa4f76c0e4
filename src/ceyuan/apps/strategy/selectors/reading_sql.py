"""What the database combines of the readings of a year: unit by unit, and gathered along the way to the root."""

from ceyuan.apps.strategy.models import Quantity

_OF_YEAR = """
SELECT r.unit_id, r.kind, {value} AS value, {keys} AS keys
  FROM strategy_reading r
 WHERE r.is_current AND r.quantity_id = %({quantity})s AND r.starts_on >= %(first)s AND r.starts_on < %(after)s
"""
_IN_BOTH = """
sum(r.value) FILTER (WHERE r.kind = 'elimination' OR EXISTS (
    SELECT 1 FROM strategy_reading o
     WHERE o.is_current AND o.quantity_id = %({other})s AND o.unit_id = r.unit_id AND o.kind = 'own'
       AND o.starts_on = r.starts_on AND o.ends_on = r.ends_on))
"""
_NO_KEYS, _EACH_UNIT = "'{}'::text[]", " GROUP BY r.unit_id, r.kind"

# Units with agreed targets of some indicators in a year, with their paths.
HOLDERS = """
SELECT t.kpi_id, t.unit_id, u.path FROM strategy_target t JOIN organisation_unit u ON u.id = t.unit_id
 WHERE t.kpi_id = ANY(%s) AND t.year = %s AND t.state = ANY(%s) AND u.closed_on IS NULL
"""
# Open units with a reading of a quantity in a year.
SPEAKING = """
SELECT DISTINCT r.unit_id FROM strategy_reading r JOIN organisation_unit u ON u.id = r.unit_id
 WHERE r.is_current AND r.kind = 'own' AND r.quantity_id = %(quantity)s AND u.closed_on IS NULL
   AND r.starts_on >= %(first)s AND r.starts_on < %(after)s
"""

# Each unit counts at the lowest step of the way that it stands at or below; steps are numbered from the root on.
_GATHERED = """
WITH up AS ({upper}), lo AS ({lower}),
     pair AS (SELECT unit_id, kind, up.value AS n, lo.value AS d FROM up FULL JOIN lo USING (unit_id, kind))
SELECT h.step, p.kind, count(*) FILTER (WHERE p.is_read), count(*) FILTER (WHERE NOT p.is_read),
       sum(p.n) FILTER (WHERE p.is_read), sum(p.d) FILTER (WHERE p.is_read), max(p.n),
       sum(p.n * p.d) FILTER (WHERE p.is_read)
  FROM (SELECT *, kind = 'elimination' OR (n IS NOT NULL AND ({alone} OR d IS NOT NULL)) AS is_read FROM pair) p
  JOIN organisation_unit u ON u.id = p.unit_id
  JOIN LATERAL (SELECT max(s.step) AS step FROM unnest(%(way)s::text[]) WITH ORDINALITY s(path, step)
                 WHERE u.path = s.path OR u.path LIKE s.path || '.%%') h ON h.step IS NOT NULL
 GROUP BY 1, 2
"""
_NOTHING = "SELECT NULL::bigint AS unit_id, NULL::text AS kind, NULL::numeric AS value WHERE false"


def of_year(quantity: Quantity, *, paired: bool, names: tuple[str, str] = ("quantity", "other")) -> str:
    """(unit, kind, value, keys) of a quantity over a year; paired: only from periods that the other quantity has, too.

    `names` are those of the parameters that hold the two ids.
    """
    own, other = names
    if quantity.kind == "keys":
        return _latest(own) if quantity.over_time == "last" else _each(own)
    if paired:
        value = _IN_BOTH.format(other=other)
        return _OF_YEAR.format(value=value, keys=_NO_KEYS, quantity=own) + _EACH_UNIT
    if quantity.over_time == "last":
        return _latest(own)
    value = "sum(r.value)" if quantity.over_time == "sum" else "max(r.value)"
    return _OF_YEAR.format(value=value, keys=_NO_KEYS, quantity=own) + _EACH_UNIT


def gathered(upper: Quantity, lower: Quantity | None, *, paired: bool) -> str:
    """(step, kind, units read, units not read, sum of upper, sum of lower, largest upper, sum of products).

    Parameters: `upper`, `lower` (ids), `first`, `after` (days), `way` (paths from the root to the unit).
    """
    above = of_year(upper, paired=paired, names=("upper", "lower"))
    below = of_year(lower, paired=paired, names=("lower", "upper")) if lower else _NOTHING
    return _GATHERED.format(upper=above, lower=below, alone="false" if lower else "true")


def facts(year: int, **ids: int) -> dict[str, int | str]:
    """Parameters of a statement of a year."""
    return {**ids, "first": f"{year}-01-01", "after": f"{year + 1}-01-01"}


def _latest(name: str) -> str:
    plain = _OF_YEAR.format(value="r.value", keys="r.keys", quantity=name)
    return plain.replace("SELECT", "SELECT DISTINCT ON (r.unit_id, r.kind)", 1) + (
        " ORDER BY r.unit_id, r.kind, r.ends_on DESC"
    )


def _each(name: str) -> str:
    return _OF_YEAR.format(value="r.value", keys="r.keys", quantity=name) + " ORDER BY r.unit_id, r.ends_on"
