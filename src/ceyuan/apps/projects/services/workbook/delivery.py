"""Takes workbooks of projects: rows by their mapping, units found or made by name, programmes by column or file."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from pathlib import Path, PurePath
from typing import Any

from django.db import connection
from django.utils import timezone
from psycopg import sql
from psycopg.types.json import Jsonb

from ceyuan.apps.intake import interface as intake
from ceyuan.apps.intake.interface import FileAccount, Outcome, Work
from ceyuan.apps.organisation import interface as organisation
from ceyuan.apps.organisation.interface import Actor
from ceyuan.apps.workflow import interface as workflow
from ceyuan.core.intake.accounting import Delivery as Account
from ceyuan.core.intake.errors import IntakeError, Rejected
from ceyuan.core.intake.mapping import Mapping
from ceyuan.core.intake.rows import Accepted
from ceyuan.core.intake.sheets import Sheet
from ceyuan.core.intake.take import PROJECT_FIELDS, Proposal, best_sheet, open_source, propose, take

from . import statements
from .rows import COLUMNS, checked, staged

KIND = "workbook"
# What a list of projects names beside titles; a list of calls or of news names none of it.
_OF_PROJECTS = {"code", "lead_unit", "participants", "leader", "total_cost", "funding", "own_share", "paid"}


@dataclass(frozen=True, slots=True)
class Book:
    """One workbook to take: where it lies, what the user calls it, and how it is read (proposed when not said)."""

    path: Path
    name: str
    sheet: str = ""
    mapping: Mapping | None = None


@dataclass(slots=True)
class _Taken:
    """What became of the rows of one workbook."""

    book: Book
    account: Account
    rejections: list[Rejected] = field(default_factory=list)


def propose_book(book: Book, *, currency: str, saved: Sequence[Mapping] = ()) -> Proposal:
    """What the workbook seems to be: sheet, header, a field for each column with its reasons."""
    source = open_source(book.path, book.name)
    sheet = source.sheet(book.sheet) if book.sheet else best_sheet(source)
    return propose(sheet, saved=saved, currency=currency)


def take_books(*, actor: Actor, books: Sequence[Book], currency: str, screen: bool = False) -> list[Any]:
    """Take the workbooks into the actor's group as one delivery. Raises `IntakeError` for what cannot be read."""
    name = ", ".join(book.name for book in books)
    source = {"files": [{"path": str(book.path), "name": book.name} for book in books]}
    announced = intake.announce(actor=actor, kind=KIND, name=name, source=source)
    return intake.run(actor=actor, deliveries=[announced], take=taker(actor, books, currency), screen=screen)


def take_received(*, actor: Actor, delivery: Any) -> None:
    """Take a delivery that was received through the pages, with the mapping that was chosen there."""
    stored = delivery.source
    mapping = Mapping.from_dict(stored["mapping"]) if "mapping" in stored else None
    books = [Book(Path(file["path"]), file["name"], stored.get("sheet", ""), mapping) for file in stored["files"]]
    currency = organisation.group_by_code(actor.group_code).currency
    intake.run(actor=actor, deliveries=[delivery], take=taker(actor, books, currency))


def taker(actor: Actor, books: Sequence[Book], currency: str) -> Callable[[Sequence[Any], Work], list[Outcome]]:
    """The work of one delivery, for `intake.run`."""
    return lambda deliveries, work: [_take(actor, books, currency, deliveries[0].pk, work)]


def _take(actor: Actor, books: Sequence[Book], currency: str, delivery_id: int, work: Work) -> Outcome:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ceyuan.rollup_deferred = 'on'")
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET LOCAL client_min_messages = warning")
        # What this transaction writes has no statistics yet; hash joins are never far off, nested loops may be.
        cursor.execute("SET LOCAL enable_nestloop = off")
    taken = []
    with _staging() as write:
        for number, book in enumerate(books):
            work.stage(f"read {book.name}")
            taken.append(_read(book, number, currency, write, work))
    work.stage("check")
    _tell_apart(taken, actor, currency)
    work.stage("take projects")
    as_of = timezone.localdate()
    counts, touched = _bring(actor, delivery_id, as_of, currency)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_nestloop = on")
    files = [_file(each) for each in taken]
    rejections = [rejected for each in taken for rejected in each.rejections]
    return Outcome(files, rejections, counts, sorted(touched), as_of)


@contextmanager
def _staging() -> Iterator[Callable[[Sequence[Any]], None]]:
    columns = [sql.SQL(" ").join([sql.Identifier(name), sql.SQL(kind)]) for name, kind in COLUMNS]
    create = sql.SQL("CREATE TEMPORARY TABLE read_row ({}) ON COMMIT DROP").format(sql.SQL(", ").join(columns))
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS pg_temp.read_row, pg_temp.key_name, pg_temp.next_row")
        cursor.execute(create)
        with cursor.copy("COPY read_row FROM STDIN") as copy:
            yield copy.write_row


def _read(book: Book, number: int, currency: str, write: Callable[[Sequence[Any]], None], work: Work) -> _Taken:
    source = open_source(book.path, book.name)
    sheet = source.sheet(book.sheet) if book.sheet else best_sheet(source)
    mapping = book.mapping or _proposed(sheet, currency)
    taken = _Taken(book, Account(book.name, sheet.name))
    place = (book.name, sheet.name)
    facts_at = [name for name, _ in COLUMNS].index("facts")
    for row in take(sheet, mapping, PROJECT_FIELDS, delivery=taken.account):
        work.advance()
        if isinstance(row, Rejected):
            taken.rejections.append(row)
            continue
        fault = checked(row, place, currency)
        if fault:
            taken.account.reaccount(fault, _money(row))
            taken.rejections.append(fault)
        else:
            values = list(staged(row, number, place, PurePath(book.name).stem[:300]))
            values[facts_at] = Jsonb(values[facts_at])
            write(values)
    return taken


def _proposed(sheet: Sheet, currency: str) -> Mapping:
    """The mapping nobody looked at; a person may map by hand what is refused here."""
    mapping = propose(sheet, currency=currency).mapping
    if _OF_PROJECTS.isdisjoint(column.field for column in mapping.columns):
        found = " | ".join(column.header for column in mapping.columns)
        raise IntakeError("intake.not_projects", file=sheet.file, sheet=sheet.name, found=found)
    return mapping


def _money(row: Accepted) -> list[tuple[str, str, int | None]]:
    amounts = ((name, value) for name, value in row.values.items() if hasattr(value, "minor"))
    return [(name, value.currency, value.minor) for name, value in amounts]


def _tell_apart(taken: Sequence[_Taken], actor: Actor, currency: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statements.FOREIGN_CODES, {"group": actor.group_id})
        cursor.execute(statements.CODES)
        cursor.execute(statements.REPEATED)
        for book, file, sheet, line, code, total, funding in cursor.fetchall():
            rejected = Rejected(file, sheet, line, "code", "row.repeated_key", code, "a key that no row before has")
            taken[book].account.reaccount(rejected, [("total_cost", currency, total), ("funding", currency, funding)])
            taken[book].rejections.append(rejected)
        cursor.execute("ANALYZE read_row (code, unit_key, programme_name)")


def _bring(actor: Actor, delivery_id: int, as_of: date, currency: str) -> tuple[dict[str, dict[str, int]], set[int]]:
    facts = {"group": actor.group_id, "delivery": delivery_id, "as_of": as_of, "currency": currency}
    counts: dict[str, dict[str, int]] = {}
    organisation.stage_next_units()
    with connection.cursor() as cursor:
        cursor.execute(statements.UNIT_KEYS, facts)
        cursor.execute(statements.NEXT_UNITS, facts)
    units = organisation.take_next_units(actor=actor, delivery_id=delivery_id, on=as_of)
    counts["units"] = {"inserted": units.inserted, "updated": units.updated}
    with connection.cursor() as cursor:
        cursor.execute(statements.PROGRAMME_ROOT, facts)
        cursor.execute(statements.PROGRAMMES, facts)
        counts["programmes"] = {"inserted": cursor.rowcount}
        cursor.execute(statements.NEXT, facts)
        cursor.execute("ANALYZE next_row (code, project_id)")
        cursor.execute(statements.HISTORY, facts)
        with workflow.adopting():
            cursor.execute(statements.UPDATE, facts)
        updated = {row[0] for row in cursor.fetchall()}
        cursor.execute(statements.INSERT, facts)
        inserted = {row[0] for row in cursor.fetchall()}
        counts["projects"] = {"inserted": len(inserted), "updated": len(updated)}
        cursor.execute(statements.KEYS, facts)
        cursor.execute(statements.TEXTS)
        counts["texts"] = {"written": cursor.rowcount}
        touched = updated | inserted
        for statement in (statements.LEADS_GONE, statements.LEADS):
            cursor.execute(statement, facts)
            touched |= {row[0] for row in cursor.fetchall()}
    return counts, touched


def _file(taken: _Taken) -> FileAccount:
    body = taken.book.path.read_bytes()
    tally = taken.account.close()
    return FileAccount(
        name=taken.book.name,
        sha256=sha256(body).hexdigest(),
        size=len(body),
        read=tally.read,
        accepted=tally.accepted,
        rejected=tally.rejected,
        totals=taken.account.totals().to_dict(),
    )
