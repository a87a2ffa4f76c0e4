"""The calendar of working days that applies here: the published years, and those that the installation added."""

from functools import lru_cache

from ceyuan.core.kernel.workdays import Calendar
from ceyuan.kit import rules

FILE = "cn/holidays.yaml"


def calendar() -> Calendar:
    """The calendar in force; read again when a file of it was written."""
    return _read(rules.state(FILE))


@lru_cache(maxsize=4)
def _read(state: tuple[tuple[str, int], ...]) -> Calendar:
    del state  # the key under which the reading is kept
    years = {number: year for layer in rules.layers(FILE) for number, year in (layer.get("years") or {}).items()}
    return Calendar.read({"years": years})
