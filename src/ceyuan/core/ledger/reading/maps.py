"""Which column of a source system is which, saved as data."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Any

import yaml

from ceyuan.core.kernel.verdict import Invalid, Reason, Refused
from ceyuan.core.ledger.schema import LINE_COLUMNS

AMOUNTS = ("debit", "credit", "amount", "side")
FIELDS = (*(name for name in LINE_COLUMNS if not name.endswith("_fen")), *AMOUNTS)
UNITS = {"yuan": 100, "fen": 1}
ORDERS = ("ymd", "dmy", "mdy")


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """A source system: field to the headers it may have, the first present one counts.

    Amounts stand in `debit` and `credit`, or in `amount` with a `side` whose words `sides` explains; an `amount` alone
    is a debit, negative when money comes back. `unit`: what the amounts count. `dates`: order of day, month and year
    where the year does not come first. `fill_down`: fields whose empty cells mean the value above.
    """

    name: str
    columns: Mapping[str, tuple[str, ...]]
    required: tuple[str, ...]
    defaults: Mapping[str, str] = field(default_factory=dict)
    sides: Mapping[str, str] = field(default_factory=dict)
    currencies: Mapping[str, str] = field(default_factory=dict)
    fill_down: tuple[str, ...] = ()
    unit: str = "yuan"
    dates: str = "ymd"

    def chosen(self, headers: Iterable[str]) -> dict[str, str]:
        """The header of each field that the file has."""
        present = {plain(header): header for header in headers}
        found = {}
        for name, candidates in self.columns.items():
            header = next((present[plain(each)] for each in candidates if plain(each) in present), None)
            if header is not None:
                found[name] = header
        return found

    def fits(self, headers: Iterable[str]) -> bool:
        """Whether a file with these headers holds everything that is required."""
        return set(self.required) <= set(self.chosen(headers))


def plain(header: str) -> str:
    """A header as it is compared: without byte order marks, spaces, line breaks and case."""
    return "".join(header.replace("\ufeff", "").replace("ï»¿", "").split()).casefold()


def load(content: object) -> ColumnMap:
    """A map from what its YAML holds. Invalid when it names unknown fields or says nothing of amounts."""
    if not isinstance(content, Mapping) or not isinstance(content.get("columns"), Mapping):
        raise Invalid({"": [Reason("ledger.rules_no_mapping")]})
    faults: dict[str, list[Reason]] = {}
    columns = {str(name): _texts(headers) for name, headers in content["columns"].items()}
    for name in (*columns, *content.get("required", ()), *content.get("defaults", {}), *content.get("fill_down", ())):
        if name not in FIELDS:
            faults[f"columns.{name}"] = [Reason("ledger.rules_unknown_key", {"found": str(name)})]
    if not ({"debit", "credit"} <= set(columns) or "amount" in columns):
        faults["columns"] = [Reason("ledger.map_without_amounts")]
    for key, allowed in (("unit", tuple(UNITS)), ("dates", ORDERS)):
        if content.get(key, allowed[0]) not in allowed:
            facts = {"found": str(content[key]), "expected": ", ".join(allowed)}
            faults[key] = [Reason("ledger.rules_not_one_of", facts)]
    if faults:
        raise Invalid(faults)
    return ColumnMap(
        name=str(content.get("name", "")),
        columns=columns,
        required=_texts(content.get("required") or [name for name in ("debit", "credit", "amount") if name in columns]),
        fill_down=_texts(content.get("fill_down") or ()),
        unit=str(content.get("unit", "yuan")),
        dates=str(content.get("dates", "ymd")),
        **{key: _words(content, key) for key in ("defaults", "sides", "currencies")},
    )


def _words(content: Mapping[str, Any], key: str) -> dict[str, str]:
    return {str(name): str(value) for name, value in (content.get(key) or {}).items()}


def _texts(value: Any) -> tuple[str, ...]:
    return tuple(str(each) for each in value) if isinstance(value, list | tuple) else (str(value),)


def builtin() -> tuple[ColumnMap, ...]:
    """The maps that come with the product."""
    folder = files("ceyuan.core.ledger.reading") / "maps"
    names = ("canonical", "kingdee", "sap")
    return tuple(load(yaml.safe_load((folder / f"{name}.yaml").read_text(encoding="utf-8"))) for name in names)


def choose(headers: Sequence[str], maps: Sequence[ColumnMap], *, file: str) -> ColumnMap:
    """The first map that fits. Refused with "ledger.no_map" otherwise."""
    for each in maps:
        if each.fits(headers):
            return each
    raise Refused("ledger.no_map", file=file, found=", ".join(headers[:30]))
