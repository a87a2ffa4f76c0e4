"""What finance states for the tax forms, read from the section `tax` of a rules file: an entry per company and year."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from ceyuan.core.kernel import Invalid, Reason, Refused
from ceyuan.core.ledger.assets import Asset
from ceyuan.core.ledger.eligibility import Entity
from ceyuan.core.ledger.form import Statement
from ceyuan.core.ledger.gathering import Formation

_ENTITY = {field.name for field in fields(Entity)}
_AMOUNTS = ("special_income_fen", "sold_material_fen", "carried_in_fen", "late_fen")
_LISTS: Mapping[str, Any] = {"formations": Formation, "earlier_assets": Asset}
_KNOWN = _ENTITY | set(_AMOUNTS) | set(_LISTS) | {"activities"}


def read(tax: Mapping[str, Any]) -> dict[tuple[str, int], Statement]:
    """Statements by (company, year) from {"statements": [{"company": "1001", "year": 2025, ...}]}.

    Keys are the fields of `Entity` and `Statement`; amounts are whole fen. `Invalid` names each entry that cannot be
    used, and a company and year stated twice.
    """
    faults: dict[str, list[Reason | str]] = {}
    found: dict[tuple[str, int], Statement] = {}
    for index, entry in enumerate(tax.get("statements") or (), start=1):
        place = f"tax.statements.{index}"
        try:
            statement = _statement(entry)
        except (KeyError, TypeError, ValueError, Refused) as fault:
            faults[place] = [Reason("ledger.statement_unreadable", {"fault": str(fault)})]
            continue
        key = (statement.entity.company, statement.entity.year)
        if key in found:
            faults[place] = [Reason("ledger.statement_twice", {"company": key[0], "year": key[1]})]
        found[key] = statement
    if faults:
        raise Invalid(faults)
    return found


def statement_of(known: Mapping[tuple[str, int], Statement], company: str, year: int) -> Statement:
    """The statement of a company and year; where nothing is stated, an ordinary taxpayer without anything special."""
    return known.get((company, year)) or Statement(Entity(company, year))


def _statement(entry: Mapping[str, Any]) -> Statement:
    if unknown := sorted(set(entry) - _KNOWN):
        raise ValueError(f"unknown: {', '.join(unknown)}")
    if not isinstance(entry["company"], str):
        raise TypeError("put the company code into quotes")
    for name in (*_AMOUNTS, "year"):
        value = entry.get(name)
        if value is not None and (isinstance(value, bool) or not isinstance(value, int)):
            raise TypeError(f"{name} is a whole number, amounts in fen")
    entity = Entity(**{name: value for name, value in entry.items() if name in _ENTITY})
    listed: dict[str, Any] = {
        name: tuple(kind(**one) for one in entry.get(name) or ()) for name, kind in _LISTS.items()
    }
    amounts: dict[str, Any] = {name: entry[name] for name in _AMOUNTS if entry.get(name) is not None}
    return Statement(entity, **listed, **amounts, activities=dict(entry.get("activities") or {}))
