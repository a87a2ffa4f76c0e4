"""Copies the tables of a delivery into temporary tables `read_<name>`, row by row accounted for.

Temporary tables belong to the connection and vanish with the transaction, so nothing is left when the process dies.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from psycopg import sql

from ceyuan.apps.intake.interface import FileAccount, Work
from ceyuan.core.intake.accounting import Delivery
from ceyuan.core.intake.errors import Rejected
from ceyuan.core.intake.records import ColumnSpec, Row, read_table
from ceyuan.core.kernel import text

from .columns import TableSpec
from .layout import Layout, TableFile

_SQL_TYPES = {
    "text": "text",
    "int": "bigint",
    "decimal": "numeric",
    "money": "bigint",
    "money_rounded": "bigint",
    "date": "date",
    "datetime": "timestamp",
    "bool": "boolean",
}
_KEYS = frozenset(
    {"code", "identifier", "result_id", "legal_basis", "master_call", "topic_code", "programme_code", "kind"}
)
# What Python computes for the row, since the database has neither pinyin nor our grams.
_COMPUTED: Mapping[str, tuple[tuple[str, str], ...]] = {
    "project": (("search_text", "text"), ("search_grams", "text[]"), ("sort_key", "text")),
    "csv_project": (("search_text", "text"), ("search_grams", "text[]"), ("sort_key", "text")),
    "project_before": (("search_text", "text"), ("search_grams", "text[]"), ("sort_key", "text")),
    "organization": (("sort_key", "text"),),
    "csv_entry": (("sort_key", "text"),),
}


@dataclass(slots=True)
class Account:
    """What became of the rows of one file."""

    table: TableFile
    delivery: Delivery
    rejections: list[Rejected] = field(default_factory=list)

    def reject(self, rejected: Rejected, money: Iterable[tuple[str, str, int | None]] = ()) -> None:
        """A row that was read well does not stand after all."""
        self.delivery.reaccount(rejected, money)
        self.rejections.append(rejected)

    def close(self) -> FileAccount:
        """The balance of the file."""
        tally = self.delivery.close()
        return FileAccount(
            name=self.table.name,
            sha256=self.table.digest(),
            size=self.table.size,
            read=tally.read,
            accepted=tally.accepted,
            rejected=tally.rejected,
            totals=self.delivery.totals().to_dict(),
        )


def stage(layout: Layout, specs: Sequence[TableSpec], work: Work) -> dict[str, Account]:
    """Read every table of the delivery; tables that it lacks are there, but empty. Accounts by table name."""
    for spec in specs:
        _create(spec)
    accounts = {}
    for table in layout.tables:
        account = Account(table, Delivery(table.name))
        accounts[table.spec.name] = account
        work.stage(f"read {table.name}")
        _copy(table, account, work)
    return accounts


def columns_of(spec: TableSpec) -> list[tuple[str, str]]:
    """Names and types of the columns of a staged table."""
    read = [(column.name, _SQL_TYPES[column.kind]) for column in spec.columns]
    return [("line", "integer"), *read, *_COMPUTED.get(spec.name, ())]


def _create(spec: TableSpec) -> None:
    columns = [sql.SQL(" ").join([sql.Identifier(name), sql.SQL(kind)]) for name, kind in columns_of(spec)]
    statement = sql.SQL("CREATE TEMPORARY TABLE {} ({}) ON COMMIT DROP").format(
        sql.Identifier(f"read_{spec.name}"), sql.SQL(", ").join(columns)
    )
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("DROP TABLE IF EXISTS pg_temp.{} CASCADE").format(sql.Identifier(f"read_{spec.name}")))
        cursor.execute(statement)


def _copy(table: TableFile, account: Account, work: Work) -> None:
    spec = table.spec
    order = [column.name for column in spec.columns]
    texts = [column.name for column in spec.columns if column.kind == "text"]
    compute = _COMPUTERS.get(spec.name, _nothing)
    with _copying(spec) as write:
        for batch in read_table(table.path, spec.columns, member=table.member, delivery=account.delivery):
            account.rejections += batch.rejected
            for line, row in batch.accepted:
                fault = _unwritable(table.name, line, row, texts)
                if fault:
                    account.reject(fault, _money(spec.columns, row))
                else:
                    write((line, *(row[name] for name in order), *compute(row)))
            work.advance(len(batch.accepted) + len(batch.rejected))
    _analyse(spec)


def _analyse(spec: TableSpec) -> None:
    """Statistics of what tables are joined by; those of long texts would cost more than they are worth."""
    keys = [column.name for column in spec.columns if column.kind == "int" or column.name in _KEYS]
    statement = sql.SQL("ANALYZE {} ({})").format(
        sql.Identifier(f"read_{spec.name}"), sql.SQL(", ").join(map(sql.Identifier, keys or ["line"]))
    )
    with connection.cursor() as cursor:
        cursor.execute(statement)


@contextmanager
def _copying(spec: TableSpec) -> Iterator[Callable[[Sequence[Any]], None]]:
    names = [sql.Identifier(name) for name, _ in columns_of(spec)]
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(f"read_{spec.name}"), sql.SQL(", ").join(names)
    )
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        yield copy.write_row


def _unwritable(file: str, line: int, row: Row, texts: Sequence[str]) -> Rejected | None:
    """PostgreSQL stores no NUL, and a number may be beyond its range; both are rare and must not end the delivery."""
    for name in texts:
        value = row[name]
        if value is not None and "\0" in value:
            return Rejected(file, "", line, name, "row.unprintable", value.replace("\0", "␀")[:80])
    for name, value in row.items():
        if type(value) is int and not -(2**53) < value < 2**53:
            return Rejected(file, "", line, name, "row.number_out_of_range", str(value)[:80])
    return None


def _money(columns: Sequence[ColumnSpec], row: Row) -> list[tuple[str, str, int | None]]:
    return [(column.name, column.currency, row[column.name]) for column in columns if column.is_money]


def _nothing(_row: Row) -> tuple[Any, ...]:
    return ()


def _of_project(row: Row) -> tuple[Any, ...]:
    shown = (str(row["project_id"]), row["acronym"] or "", row["title"])
    return text.search_text(*shown), text.grams(*shown), text.sort_key(row["title"])[:200]


def _of_organization(row: Row) -> tuple[Any, ...]:
    return (text.sort_key(row["legal_name"])[:320],)


_COMPUTERS: Mapping[str, Callable[[Row], tuple[Any, ...]]] = {
    "project": _of_project,
    "csv_project": _of_project,
    "project_before": _of_project,
    "organization": _of_organization,
    "csv_entry": _of_organization,
}
