"""How experts, people, units and cases are named in draws, conflicts and assignments: a letter and the id.

Records of a draw keep these keys, never names: a name may change, and a published record must not show it.
"""

from collections.abc import Iterable
from typing import Any


def expert_key(expert_id: int) -> str:
    """An expert of the pool."""
    return f"E{expert_id}"


def person_key(person_id: int) -> str:
    """A person on record."""
    return f"P{person_id}"


def unit_key(unit_id: int) -> str:
    """A unit."""
    return f"U{unit_id}"


def case_key(case_id: int) -> str:
    """A case of a panel."""
    return f"C{case_id}"


def id_of(key: str) -> int:
    """The id behind a key."""
    return int(key[1:])


def ids_in(values: Iterable[Any], letter: str) -> set[int]:
    """The ids of all keys of one letter among the values."""
    return {
        int(value[1:]) for value in values if isinstance(value, str) and value[:1] == letter and value[1:].isdecimal()
    }
