"""Entries of the R&D auxiliary ledger (研发支出辅助账), voucher by voucher, shared by both styles."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from ceyuan.core.ledger.schema import (
    CAPITALISED,
    CENTRALISED,
    COOPERATIVE,
    DETAILS,
    ENTRUSTED,
    EXPENSED,
    OVERSEAS_INDIVIDUAL,
    OWN,
    TREATMENTS,
)

_VOUCHER = re.compile(r"(?P<kind>[^\d]*?)[-–—#号字第\s]*(?P<number>\d.*)")

ENTRUSTED_LEDGER = "entrusted"
LEDGERS = (OWN, ENTRUSTED_LEDGER, COOPERATIVE, CENTRALISED)
"""The four ledgers of the 2015 style: own, entrusted, co-operative and centralised R&D."""

HEADS = tuple(detail for details in DETAILS.values() for detail in details)


@dataclass(frozen=True, slots=True)
class ProjectWords:
    """What the ledgers print about a project besides its cost."""

    code: str
    name: str
    completed: bool = False

    @property
    def completion(self) -> str:
        """The code the ledgers word as completed or not."""
        return "project_completed" if self.completed else "project_in_progress"


@dataclass(frozen=True, slots=True)
class Entry:
    """An accepted cost line in the ledger. `fen` is its net, a correction negative (red); `tax_fen` what of it counts
    under tax rules. Entrusted lines have no detail."""

    project: str
    booked_on: date
    voucher: str
    text: str
    fen: int
    tax_fen: int
    detail: str = ""
    form: str = OWN
    treatment: str = EXPENSED

    def __post_init__(self) -> None:
        if self.treatment not in TREATMENTS or (self.form in ENTRUSTED) != (self.detail == ""):
            raise ValueError(f"{self.voucher}: an entry has a detail, an entrusted one none, and a known treatment.")

    @property
    def ledger(self) -> str:
        """Which of the four ledgers of 2015 it belongs to."""
        return ENTRUSTED_LEDGER if self.form in ENTRUSTED else self.form

    @property
    def head(self) -> str:
        """The column it is spread to: its detail code, or the form of entrusted R&D."""
        return self.detail or self.form

    @property
    def counted_fen(self) -> int:
        """What enters the tax columns: nothing for persons abroad."""
        return 0 if self.form == OVERSEAS_INDIVIDUAL else self.tax_fen


@dataclass(frozen=True, slots=True)
class Transfer:
    """The credit that takes collected cost out of the ledger: to the year's expense, or into an intangible asset."""

    project: str
    booked_on: date
    fen: int
    target: Literal["expense", "asset"]
    voucher: str = ""
    text: str = ""
    ledger: str = OWN


def voucher_parts(voucher: str) -> tuple[str, str]:
    """Kind and number as the ledgers print them: "记-0012" is ("记", "0012"); without digits all is number."""
    found = _VOUCHER.fullmatch(voucher.strip())
    return (found["kind"], found["number"]) if found else ("", voucher.strip())


def in_order(entries: Iterable[Entry]) -> list[Entry]:
    """Entries by day, voucher and text, whatever order they came in."""
    return sorted(entries, key=lambda entry: (entry.booked_on, entry.voucher, entry.head, entry.text, entry.fen))


def by_account(entries: Iterable[Entry], *, split_ledgers: bool) -> Mapping[tuple[str, str, str], list[Entry]]:
    """Entries by (ledger, project, treatment), in order; ledger is empty when ledgers are not split (2021 style)."""
    accounts: dict[tuple[str, str, str], list[Entry]] = defaultdict(list)
    for entry in in_order(entries):
        accounts[entry.ledger if split_ledgers else "", entry.project, entry.treatment].append(entry)
    return dict(sorted(accounts.items()))


def month_end_transfers(entries: Iterable[Entry]) -> list[Transfer]:
    """The transfers of expensed cost that accounting makes at the end of each month, one per ledger and project."""
    sums: dict[tuple[str, str, date], int] = defaultdict(int)
    for entry in entries:
        if entry.treatment == EXPENSED:
            sums[entry.ledger, entry.project, _month_end(entry.booked_on)] += entry.fen
    return [
        Transfer(project, day, fen, "expense", ledger=ledger)
        for (ledger, project, day), fen in sorted(sums.items())
        if fen
    ]


def forming_transfers(
    entries: Iterable[Entry],
    project: str,
    formed_on: date,
    openings: Mapping[tuple[str, str, str], Mapping[str, int]] | None = None,
) -> list[Transfer]:
    """The transfers of a project's capitalised cost into the asset that formed on the day, one per ledger.

    `openings` are the balances of earlier years by account, which go into the asset too.
    """
    sums: dict[str, int] = defaultdict(int)
    for (ledger, code, treatment), balance in (openings or {}).items():
        if code == project and treatment == CAPITALISED:
            sums[ledger] += sum(balance.values())
    for entry in entries:
        if entry.project == project and entry.treatment == CAPITALISED and entry.booked_on <= formed_on:
            sums[entry.ledger] += entry.fen
    return [Transfer(project, formed_on, fen, "asset", ledger=ledger) for ledger, fen in sorted(sums.items()) if fen]


def _month_end(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
