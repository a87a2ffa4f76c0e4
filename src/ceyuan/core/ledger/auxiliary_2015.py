"""The auxiliary ledger in the 2015 style: four ledgers with debit, credit and balance, and a summary of the credits.

Source: annexes of 国家税务总局公告2015年第97号. Cost is debited with its detail; what is transferred to expense or to
an asset is credited, and only that enters the summary. What is not yet transferred stays as balance for the next year.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ceyuan.core.kernel import Refused
from ceyuan.core.ledger.auxiliary import (
    ENTRUSTED_LEDGER,
    HEADS,
    Entry,
    ProjectWords,
    Transfer,
    by_account,
    voucher_parts,
)
from ceyuan.core.ledger.rounding import spread
from ceyuan.core.ledger.schema import CAPITALISED, DOMESTIC, EXPENSED, OVERSEAS, OVERSEAS_INDIVIDUAL, CostRow
from ceyuan.core.ledger.sheets import Cell, Column, Sheet, Word, placed

ABROAD_AND_HOME = (DOMESTIC, OVERSEAS, OVERSEAS_INDIVIDUAL)
_FRONT = (
    Column("booked_on", "date"),
    Column("voucher_kind", "text", "voucher"),
    Column("voucher_number", "text", "voucher"),
    Column("text", "text"),
    Column("debit"),
    Column("credit"),
    Column("direction", "code"),
    Column("balance"),
)
_SUMMARY_FRONT = (
    Column("number", "count"),
    Column("project_code", "text"),
    Column("project_name", "text"),
    Column("ledger", "code"),
    Column("treatment", "code"),
    Column("completed", "code"),
)


@dataclass(frozen=True, slots=True)
class Account:
    """One ledger of one project in one treatment. All by head: a detail code or a form of entrusted R&D, in fen."""

    ledger: str
    project: str
    treatment: str
    opening: Mapping[str, int]
    debited: Mapping[str, int]
    credited: Mapping[str, int]
    to_expense: int
    to_asset: int
    rows: tuple[tuple[Cell, ...], ...]

    @property
    def closing(self) -> dict[str, int]:
        """Opening plus debits less credits, by head."""
        heads = dict.fromkeys((*self.opening, *self.debited, *self.credited))
        return {
            head: self.opening.get(head, 0) + self.debited.get(head, 0) - self.credited.get(head, 0) for head in heads
        }

    def sheet(self) -> Sheet:
        """The ledger as a table with opening row, entries, totals of the year and closing balance."""
        columns = ledger_columns(self.ledger)
        opening, closing = sum(self.opening.values()), sum(self.closing.values())
        first = placed(columns, {"text": Word("opening"), **_balance(opening), **self.opening})
        debit, credit = sum(self.debited.values()), sum(self.credited.values())
        footers = (
            placed(columns, {"text": Word("year_total"), "debit": debit, "credit": credit, **self.debited}),
            placed(columns, {"text": Word("closing"), **_balance(closing), **self.closing}),
        )
        heading: dict[str, Cell] = {"project_code": self.project, "treatment": self.treatment}
        return Sheet(f"auxiliary_2015_{self.ledger}", columns, (first, *self.rows), footers, heading)


def ledger_columns(ledger: str) -> tuple[Column, ...]:
    """The columns of one of the four ledgers: entrusted R&D by place, the others by detail."""
    if ledger == ENTRUSTED_LEDGER:
        return (*_FRONT, *(Column(head, "fen", "entrusted_detail") for head in ABROAD_AND_HOME))
    return (*_FRONT, *(Column(head, "fen", f"category_{head[0]}") for head in HEADS))


def accounts(
    entries: Iterable[Entry],
    transfers: Sequence[Transfer],
    openings: Mapping[tuple[str, str, str], Mapping[str, int]] | None = None,
) -> tuple[Account, ...]:
    """The ledgers of a company and year. `openings` are the closing balances of the year before by account.

    A transfer to expense credits the expensed account of its project and ledger, one to an asset the capitalised one.
    Refused: `ledger.transfer_above_balance`, `ledger.transfer_without_cost`.
    """
    known, before = by_account(entries, split_ledgers=True), openings or {}
    moved: dict[tuple[str, str, str], list[Transfer]] = {}
    for transfer in sorted(transfers, key=lambda found: (found.booked_on, found.voucher)):
        treatment = EXPENSED if transfer.target == "expense" else CAPITALISED
        key = (transfer.ledger, transfer.project, treatment)
        if key not in known and not any(before.get(key, {}).values()):
            raise Refused("ledger.transfer_without_cost", project=transfer.project, fen=transfer.fen)
        moved.setdefault(key, []).append(transfer)
    keys = sorted({*known, *moved, *(key for key, balance in before.items() if any(balance.values()))})
    return tuple(_account(key, known.get(key, []), moved.get(key, []), before.get(key, {})) for key in keys)


def _account(
    key: tuple[str, str, str], entries: Sequence[Entry], transfers: Sequence[Transfer], opening: Mapping[str, int]
) -> Account:
    ledger, project, treatment = key
    columns = ledger_columns(ledger)
    balance, debited, credited = dict(opening), dict[str, int](), dict[str, int]()
    rows = []
    # On the same day cost comes before the transfer that takes it out.
    acts: list[Entry | Transfer] = [*entries, *transfers]
    for act in sorted(acts, key=lambda found: (found.booked_on, isinstance(found, Transfer))):
        kind, number = voucher_parts(act.voucher)
        cells: dict[str, Cell] = {"booked_on": act.booked_on, "voucher_kind": kind, "voucher_number": number}
        if isinstance(act, Entry):
            balance[act.head] = balance.get(act.head, 0) + act.fen
            debited[act.head] = debited.get(act.head, 0) + act.fen
            cells |= {"text": act.text, "debit": act.fen, act.head: act.fen}
        else:
            for head, fen in _taken(act, balance).items():
                balance[head] -= fen
                credited[head] = credited.get(head, 0) + fen
            cells |= {"text": act.text or Word(f"transfer_to_{act.target}"), "credit": act.fen}
        rows.append(placed(columns, cells | _balance(sum(balance.values()))))
    gone = {target: sum(act.fen for act in transfers if act.target == target) for target in ("expense", "asset")}
    return Account(
        ledger, project, treatment, dict(opening), debited, credited, gone["expense"], gone["asset"], tuple(rows)
    )


def _taken(transfer: Transfer, balance: Mapping[str, int]) -> dict[str, int]:
    whole = sum(balance.values())
    if transfer.fen == whole:
        return dict(balance)
    if not 0 <= transfer.fen <= whole:
        raise Refused("ledger.transfer_above_balance", project=transfer.project, fen=transfer.fen, balance_fen=whole)
    return dict(zip(balance, spread(transfer.fen, list(balance.values())), strict=True))


def _balance(fen: int) -> dict[str, Cell]:
    direction = "debit_side" if fen > 0 else "credit_side" if fen < 0 else "even"
    return {"direction": direction, "balance": abs(fen)}


def credited_rows(company: str, year: int, found: Iterable[Account]) -> list[CostRow]:
    """What the ledgers credited, as rows of the cost cube: the 2015 way into limits and form."""
    return [
        CostRow(
            company=company,
            project=account.project,
            month=year * 100 + 12,
            category="" if account.ledger == ENTRUSTED_LEDGER else head[0],
            detail="" if account.ledger == ENTRUSTED_LEDGER else head,
            form=head if account.ledger == ENTRUSTED_LEDGER else account.ledger,
            treatment=account.treatment,
            amount_fen=fen,
        )
        for account in found
        for head, fen in account.credited.items()
        if fen
    ]


def summary(found: Sequence[Account], words: Mapping[str, ProjectWords], heading: Mapping[str, Cell]) -> Sheet:
    """The summary of the year: each account with what was credited by head, then the movement of all accounts."""
    columns = (
        *_SUMMARY_FRONT,
        Column("credited_total"),
        *(Column(head, "fen", f"category_{head[0]}") for head in HEADS),
        *(Column(head, "fen", "entrusted_detail") for head in ABROAD_AND_HOME),
    )
    rows = []
    for number, account in enumerate(found, start=1):
        project = words.get(account.project) or ProjectWords(account.project, account.project)
        front: dict[str, Cell] = {
            "number": number,
            "project_code": project.code,
            "project_name": project.name,
            "ledger": account.ledger,
            "treatment": account.treatment,
            "completed": project.completion,
        }
        credited = {head: fen for head, fen in account.credited.items() if fen}
        rows.append(placed(columns, {**front, "credited_total": sum(credited.values()), **credited}))
    movements = {
        "opening": _all(account.opening for account in found),
        "debited": _all(account.debited for account in found),
        "credited": _all(account.credited for account in found),
        "closing": _all(account.closing for account in found),
    }
    footers = [_movement(columns, name, by_head) for name, by_head in movements.items()]
    for name, fen in (
        ("of_which_to_expense", sum(account.to_expense for account in found)),
        ("of_which_to_asset", sum(account.to_asset for account in found)),
    ):
        footers.insert(-1, placed(columns, {"project_name": Word(name), "credited_total": fen}))
    return Sheet("auxiliary_2015_summary", columns, tuple(rows), tuple(footers), heading)


def _all(parts: Iterable[Mapping[str, int]]) -> dict[str, int]:
    together: dict[str, int] = {}
    for part in parts:
        for head, fen in part.items():
            together[head] = together.get(head, 0) + fen
    return together


def _movement(columns: tuple[Column, ...], name: str, by_head: Mapping[str, int]) -> tuple[Cell, ...]:
    return placed(columns, {"project_name": Word(name), "credited_total": sum(by_head.values()), **by_head})
