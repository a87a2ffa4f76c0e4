"""Reading the files of a work plan: each row is taken or refused with its reason, nothing is lost."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from ceyuan.apps.intake.interface import FileAccount
from ceyuan.core.intake.accounting import Delivery
from ceyuan.core.intake.errors import IntakeError, Rejected
from ceyuan.core.intake.records import ColumnSpec, read_table

Row = Mapping[str, Any]
Line = tuple[int, Row]


def _columns(words: str) -> tuple[ColumnSpec, ...]:
    made = []
    for word in words.split():
        name, _, kind = word.rstrip("!").partition(":")
        made.append(ColumnSpec(name, kind or "text", word.endswith("!")))
    return tuple(made)


# In the order in which they are read: later tables refer to earlier ones.
TABLES: Mapping[str, tuple[ColumnSpec, ...]] = {
    "work_package": _columns("wp! id! title! lead! phases person_months:decimal!"),
    "work_package_effort": _columns("wp! partner! person_months:decimal!"),
    "milestone": _columns("id! month:int! title! verification description"),
    "task": _columns("wp! task! id! title! lead! person_months:decimal partners phases issue"),
    "deliverable": _columns("wp! no! id! title! due_month:int! lead! nature dissemination milestones status issue"),
    "plan_change_log": _columns("committed_at:datetime! commit! wp! object! object_id! field! old_value new_value"),
}
KEYS: Mapping[str, tuple[str, ...]] = {
    "work_package": ("wp",),
    "work_package_effort": ("wp", "partner"),
    "milestone": ("id",),
    "task": ("wp", "id"),
    "deliverable": ("wp", "id"),
}


@dataclass(slots=True)
class Table:
    """The taken rows of one file with their lines, and its account."""

    path: Path
    account: Delivery
    lines: list[Line] = field(default_factory=list)
    rejections: list[Rejected] = field(default_factory=list)

    def refuse(self, line: int, column: str, code: str, found: str, expected: str) -> None:
        """A row that was read well does not stand after all."""
        rejected = Rejected(self.path.name, "", line, column, code, found, expected)
        self.account.reaccount(rejected)
        self.rejections.append(rejected)
        self.lines = [one for one in self.lines if one[0] != line]

    def close(self) -> FileAccount:
        """The balance of the file."""
        body, tally = self.path.read_bytes(), self.account.close()
        return FileAccount(
            name=self.path.name,
            sha256=sha256(body).hexdigest(),
            size=len(body),
            read=tally.read,
            accepted=tally.accepted,
            rejected=tally.rejected,
            totals=self.account.totals().to_dict(),
        )


@dataclass(frozen=True, slots=True)
class Files:
    """All files of a plan."""

    tables: Mapping[str, Table]

    def rows(self, name: str) -> Sequence[Row]:
        """The taken rows of a table, in their order."""
        return [row for _, row in self.tables[name].lines]

    @property
    def rejections(self) -> list[Rejected]:
        """All refused rows."""
        return [rejected for table in self.tables.values() for rejected in table.rejections]


def read_files(folder: Path) -> Files:
    """Read the plan in `folder`. Raises `IntakeError` when a file is missing or is no table of this kind."""
    tables: dict[str, Table] = {}
    for name, columns in TABLES.items():
        path = folder / f"{name}.csv"
        if not path.is_file():
            raise IntakeError("intake.missing_file", file=path.name)
        table = tables[name] = Table(path, Delivery(path.name))
        for batch in read_table(path, columns, delivery=table.account):
            table.lines += batch.accepted
            table.rejections += batch.rejected
    files = Files(tables)
    for name, key in KEYS.items():
        _refuse_repeated(tables[name], key)
    _refuse_strangers(files)
    return files


def _refuse_repeated(table: Table, key: Sequence[str]) -> None:
    first: dict[tuple[Any, ...], int] = {}
    for line, row in list(table.lines):
        named = tuple(row[name] for name in key)
        if first.setdefault(named, line) != line:
            table.refuse(line, key[-1], "row.repeated_key", str(named[-1]), str(first[named]))


def _refuse_strangers(files: Files) -> None:
    """Rows of work packages that are not there; months and efforts that cannot be."""
    packages = {row["wp"] for row in files.rows("work_package")}
    for name in ("work_package_effort", "task", "deliverable", "plan_change_log"):
        _refuse(files.tables[name], "wp", "row.unknown_reference", lambda row: row["wp"] in packages, "a work package")
    _refuse(
        files.tables["milestone"], "month", "row.not_in_list", lambda row: 0 <= row["month"] <= MOST_MONTHS, _MONTHS
    )
    due = files.tables["deliverable"]
    _refuse(due, "due_month", "row.not_in_list", lambda row: 0 <= row["due_month"] <= MOST_MONTHS, _MONTHS)


MOST_MONTHS = 240
_MONTHS = f"0 to {MOST_MONTHS}"


def _refuse(table: Table, column: str, code: str, fits: Callable[[Row], bool], expected: str) -> None:
    for line, row in list(table.lines):
        if not fits(row):
            table.refuse(line, column, code, str(row[column]), expected)
