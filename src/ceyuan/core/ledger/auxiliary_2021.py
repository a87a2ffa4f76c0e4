"""The auxiliary ledger in the 2021 style: one ledger per project and treatment with six totals, and one summary.

Source: annexes of 国家税务总局公告2021年第28号. The summary is built on the figures of the form, so that both agree.
"""

from collections.abc import Iterable, Mapping, Sequence

from ceyuan.core.ledger.auxiliary import Entry, ProjectWords, by_account, voucher_parts
from ceyuan.core.ledger.limits import Allowed
from ceyuan.core.ledger.schema import CAPITALISED, CATEGORIES, DOMESTIC, EXPENSED, OVERSEAS
from ceyuan.core.ledger.sheets import Cell, Column, Sheet, Word, placed

LEDGER = (
    Column("booked_on", "date", "voucher"),
    Column("voucher_kind", "text", "voucher"),
    Column("voucher_number", "text", "voucher"),
    Column("text", "text", "voucher"),
    Column("voucher_amount"),
    Column("tax_amount"),
    *(Column(f"category_{category}", "fen", "tax_detail") for category in CATEGORIES),
    Column(DOMESTIC, "fen", "tax_detail"),
    Column(OVERSEAS, "fen", "tax_detail"),
)
SUMMARY = (
    Column("number", "count"),
    Column("project_code", "text"),
    Column("project_name", "text"),
    Column("completed", "code"),
    Column("treatment", "code"),
    Column("allowed_total"),
    *(Column(f"category_{category}") for category in CATEGORIES[:5]),
    Column("five_subtotal"),
    Column("other_total", "fen", "other_and_limit"),
    Column("other_limited", "fen", "other_and_limit"),
    Column("domestic_paid", "fen", "entrusted_and_limit"),
    Column("domestic_allowed", "fen", "entrusted_and_limit"),
    Column("overseas_paid", "fen", "entrusted_and_limit"),
    Column("overseas_allowed", "fen", "entrusted_and_limit"),
)
_SUMS = tuple(column.key for column in SUMMARY if column.kind == "fen")


def ledgers(
    entries: Iterable[Entry], words: Mapping[str, ProjectWords], heading: Mapping[str, Cell]
) -> tuple[Sheet, ...]:
    """A ledger for each project and treatment, entries in the order of days, with their total."""
    sheets = []
    for (_, code, treatment), found in by_account(entries, split_ledgers=False).items():
        project = words.get(code) or ProjectWords(code, code)
        rows = tuple(placed(LEDGER, _cells(entry)) for entry in found)
        total = placed(LEDGER, {"text": Word("total"), **_added(LEDGER, rows)})
        stated: dict[str, Cell] = {
            **heading,
            "project_code": project.code,
            "project_name": project.name,
            "completed": project.completion,
            "treatment": treatment,
        }
        sheets.append(Sheet("auxiliary_2021_ledger", LEDGER, rows, (total,), stated))
    return tuple(sheets)


def _cells(entry: Entry) -> dict[str, Cell]:
    kind, number = voucher_parts(entry.voucher)
    cells: dict[str, Cell] = {
        "booked_on": entry.booked_on,
        "voucher_kind": kind,
        "voucher_number": number,
        "text": entry.text,
        "voucher_amount": entry.fen,
        "tax_amount": entry.counted_fen,
    }
    if entry.detail:
        cells[f"category_{entry.detail[0]}"] = entry.counted_fen
    elif entry.form in (DOMESTIC, OVERSEAS):
        cells[entry.form] = entry.counted_fen
    return cells


def summary(
    parts: Sequence[Allowed],
    words: Mapping[str, ProjectWords],
    heading: Mapping[str, Cell],
    other_matters_fen: int = 0,
) -> Sheet:
    """The summary of the year from what each project may claim (`Form.parts`).

    `other_matters_fen` is what of the expensed total belongs to no project. Footers: capitalised and expensed
    subtotals, of which other matters, and the grand total, whose allowed amount is line 40 of the form.
    """
    rows = tuple(_summary_row(number, part, words) for number, part in enumerate(parts, start=1))
    treatments = [part.strand.treatment for part in parts]
    subtotals = {
        treatment: _added(SUMMARY, [row for row, found in zip(rows, treatments, strict=True) if found == treatment])
        for treatment in (CAPITALISED, EXPENSED)
    }
    subtotals[EXPENSED]["allowed_total"] += other_matters_fen
    together = {key: subtotals[CAPITALISED][key] + subtotals[EXPENSED][key] for key in _SUMS}
    footers = (
        placed(SUMMARY, {"project_name": Word("capitalised_subtotal"), **subtotals[CAPITALISED]}),
        placed(SUMMARY, {"project_name": Word("expensed_subtotal"), **subtotals[EXPENSED]}),
        placed(SUMMARY, {"project_name": Word("of_which_other_matters"), "allowed_total": other_matters_fen}),
        placed(SUMMARY, {"project_name": Word("grand_total"), **together}),
    )
    return Sheet("auxiliary_2021_summary", SUMMARY, rows, footers, heading)


def _summary_row(number: int, part: Allowed, words: Mapping[str, ProjectWords]) -> tuple[Cell, ...]:
    strand = part.strand
    project = words.get(strand.project) or ProjectWords(strand.project, strand.project)
    return placed(
        SUMMARY,
        {
            "number": number,
            "project_code": project.code,
            "project_name": project.name,
            "completed": project.completion,
            "treatment": strand.treatment,
            "allowed_total": part.total,
            **{f"category_{category}": strand.of_category(category) for category in CATEGORIES[:5]},
            "five_subtotal": strand.five,
            "other_total": strand.other,
            "other_limited": part.other,
            "domestic_paid": strand.domestic,
            "domestic_allowed": part.domestic,
            "overseas_paid": strand.overseas,
            "overseas_allowed": part.overseas,
        },
    )


def _added(columns: Sequence[Column], rows: Sequence[tuple[Cell, ...]]) -> dict[str, int]:
    sums = {column.key: 0 for column in columns if column.kind == "fen"}
    for row in rows:
        for column, cell in zip(columns, row, strict=True):
            if column.kind == "fen" and isinstance(cell, int):
                sums[column.key] += cell
    return sums
