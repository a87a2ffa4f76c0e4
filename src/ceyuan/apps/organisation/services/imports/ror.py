"""The Research Organization Registry as parquet tables: organisations, relationships, names.

An organisation stands below its first parent that is active, else below its country; further parents are kept as
aliases of the kind `matrix_parent`. The registry tells no days: an organisation that is no longer active counts as
closed on the day of the first delivery that says so, and its successor, where there is one, carries it on.
"""

import csv
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path

from ceyuan.apps.organisation.services.bulk import Alias, Follower, Load, UnitRow
from ceyuan.apps.organisation.services.imports.accounts import Book
from ceyuan.apps.organisation.services.imports.placing import place
from ceyuan.core.intake.records import ColumnSpec, Row

ORGANISATIONS = (
    ColumnSpec("ror_id", required=True),
    ColumnSpec("name", required=True),
    ColumnSpec("status", required=True),
    ColumnSpec("established", "int"),
    ColumnSpec("types"),
    ColumnSpec("country_code"),
    ColumnSpec("city"),
    ColumnSpec("release"),
)
RELATIONS = (
    ColumnSpec("ror_id", required=True),
    ColumnSpec("related_id", required=True),
    ColumnSpec("type", required=True),
    ColumnSpec("related_label"),
)
NAMES = (
    ColumnSpec("ror_id", required=True),
    ColumnSpec("name", required=True),
    ColumnSpec("types"),
    ColumnSpec("lang"),
)
ROOT_CODE, NOWHERE = "ROR", "ZZ"
ROOT_NAMES = ("研究机构注册表", "Research Organization Registry")
RELATION_TYPES = frozenset({"parent", "child", "related", "successor", "predecessor"})
_KINDS = (("education", "institute"), ("facility", "institute"), ("company", "enterprise"))
_COUNTRIES = Path(__file__).resolve().parents[2] / "countries.csv"


@dataclass(slots=True)
class Relations:
    """What the relationship table says, by organisation: parents in order, successors, everything else as aliases."""

    parents: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    successors: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    others: list[Alias] = field(default_factory=list)


def read(organisations: Path, relations: Path, names: Path | None, on: date) -> tuple[Load, list[Book]]:
    """The registry as units, aliases and successions, and the books of its files."""
    book = Book(organisations)
    known = _organisations(book)
    relation_book = Book(relations)
    found = _relations(relation_book, known)
    books = [book, relation_book]
    spellings: list[Alias] = []
    chinese: dict[str, str] = {}
    if names is not None:
        books.append(Book(names))
        spellings, chinese = _names(books[-1], known)
    above = _placed(known, found)
    units = [UnitRow(ROOT_CODE, None, "group", *ROOT_NAMES), *_countries(known)]
    units += [_unit(row, above[code], chinese.get(code, ""), on) for code, row in known.items()]
    aliases = [*spellings, *found.others, *_matrix(found, above)]
    return Load(units, (), aliases, list(_followers(known, found, on))), books


def _organisations(book: Book) -> dict[str, Row]:
    known: dict[str, Row] = {}
    lines: dict[str, int] = {}
    for line, row in book.rows(ORGANISATIONS):
        if row["ror_id"] in known:
            book.reject(line, "ror_id", "row.repeated_key", found=row["ror_id"], expected=str(lines[row["ror_id"]]))
            continue
        known[row["ror_id"]], lines[row["ror_id"]] = row, line
    return known


def _relations(book: Book, known: dict[str, Row]) -> Relations:
    found = Relations()
    for line, row in book.rows(RELATIONS):
        here, there, kind = row["ror_id"], row["related_id"], row["type"]
        missing = next((name for name in ("ror_id", "related_id") if row[name] not in known), None)
        if missing:
            book.reject(line, missing, "row.unknown_reference", found=row[missing], expected="a delivered record")
            continue
        if here == there:
            book.reject(line, "related_id", "row.in_a_circle", found=there)
            continue
        if kind not in RELATION_TYPES:
            book.reject(line, "type", "row.not_in_list", found=kind, expected=", ".join(sorted(RELATION_TYPES)))
            continue
        # Relations are told from either side, not always from both, so each is read from the lower or older one.
        lower, upper = (there, here) if kind in {"child", "predecessor"} else (here, there)
        target = {"parent": found.parents, "child": found.parents}.get(kind, found.successors)
        if kind == "related":
            found.others.append(Alias(here, str(row["related_label"] or there), "related", "", there))
        elif upper not in target[lower]:
            target[lower].append(upper)
    return found


def _names(book: Book, known: dict[str, Row]) -> tuple[list[Alias], dict[str, str]]:
    spellings: list[Alias] = []
    chinese: dict[str, str] = {}
    for line, row in book.rows(NAMES):
        code = row["ror_id"]
        if code not in known:
            book.reject(line, "ror_id", "row.unknown_reference", found=code, expected="a delivered record")
            continue
        types = set(str(row["types"] or "").split("|"))
        if row["lang"] == "zh" and "label" in types:
            chinese.setdefault(code, row["name"][:300])
        if row["name"] != known[code]["name"]:
            kind = "acronym" if "acronym" in types else "alias" if "alias" in types else "label"
            spellings.append(Alias(code, row["name"][:400], kind, str(row["lang"] or "")))
    return spellings, chinese


def _placed(known: dict[str, Row], found: Relations) -> dict[str, str]:
    """The tree parent of every organisation; a circle of parents is cut where it would close, at the country."""
    above: dict[str, str] = {}
    for code, row in known.items():
        active = [parent for parent in found.parents.get(code, ()) if known[parent]["status"] == "active"]
        above[code] = active[0] if active else _country(row)
    while adrift := place({code: parent if parent in known else None for code, parent in above.items()}).adrift:
        first = min(adrift)
        above[first] = _country(known[first])
    return above


def _matrix(found: Relations, above: dict[str, str]) -> list[Alias]:
    return [
        Alias(code, parent, "matrix_parent", "", parent)
        for code, parents in found.parents.items()
        for parent in parents
        if parent != above[code]
    ]


def _followers(known: dict[str, Row], found: Relations, on: date) -> list[Follower]:
    """The first active successor carries on an organisation that is not active; of others the relation is kept."""
    followers = []
    for code, successors in found.successors.items():
        active = [other for other in successors if known[other]["status"] == "active"]
        main = active[0] if active and known[code]["status"] != "active" else None
        if main:
            followers.append(Follower(code, main, on))
        found.others.extend(
            Alias(code, str(known[other]["name"])[:400], "successor", "", other)
            for other in successors
            if other != main
        )
    return followers


def _country(row: Row) -> str:
    return str(row["country_code"] or NOWHERE).upper()


def _countries(known: dict[str, Row]) -> list[UnitRow]:
    names = country_names()
    codes = sorted({_country(row) for row in known.values()})
    return [UnitRow(code, ROOT_CODE, "country", *names.get(code, (code, code)), code[:2]) for code in codes]


def _unit(row: Row, parent: str, chinese: str, on: date) -> UnitRow:
    types = str(row["types"] or "").split("|")
    kind = next((kind for word, kind in _KINDS if word in types), "external")
    facts = {name: row[name] for name in ("established", "types", "city", "status") if row[name] is not None}
    closed = None if row["status"] == "active" else on
    country = _country(row)[:2]
    return UnitRow(row["ror_id"], parent, kind, chinese, row["name"][:300], country, None, closed, facts)


@cache
def country_names() -> dict[str, tuple[str, str]]:
    """Chinese and English name by ISO 3166-1 code (from CLDR), and words for "not told"."""
    with _COUNTRIES.open(encoding="utf-8", newline="") as lines:
        names = {row["code"]: (row["name_zh"], row["name_en"]) for row in csv.DictReader(lines)}
    return {**names, NOWHERE: ("未注明国家", "Country not given")}
