"""Pages as Arrow tables of canonical lines, dictionary-encoded; spoilt lines get their faults here."""

from datetime import date

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ceyuan.core.ledger.generate.catalogue import Catalogue
from ceyuan.core.ledger.generate.dirt import FAULTS, Spoilt
from ceyuan.core.ledger.generate.vouchers import ACCOUNT_CODES, TEXTS, Ints, Page

DOCUMENTS = 200
PARTNERS = 500
_WORDS = pa.array([f"{words} {number:05d}" for words in TEXTS for number in range(DOCUMENTS)])
_PARTNERS = pa.array([f"往来单位{number:04d}" for number in range(PARTNERS)])
_EPOCH = date(1970, 1, 1).toordinal()


def table(
    random: np.random.Generator, known: Catalogue, place: tuple[str, int], page: Page, spoilt: Spoilt
) -> pa.Table:
    """The lines of a page as they are delivered; repeated lines stand at the end."""
    company, month = place
    count, columns = page.lines, page.columns
    vouchers = len(page.first_lines)
    position = known.companies.index(company)
    projects, centres = (
        _slice(known.projects, position, known.projects_each),
        _slice(known.centres, position, known.centres_each),
    )
    objects = (*projects, *known.resources(company))
    is_fault = {name: spoilt.fault == number for number, name in enumerate(FAULTS)}
    account = np.where(is_fault["unknown_account"], len(ACCOUNT_CODES), columns["account"])
    project = columns["project"] + 1
    project[is_fault["unknown_project"]] = len(projects) + 1
    project[is_fault["closed_project"]] = len(projects) + 2
    first_day = date(month // 100, month % 100, 1).toordinal() - _EPOCH
    day = (first_day + random.integers(0, 28, vouchers))[page.voucher] + 40 * is_fault["period_mismatch"]
    numbers = pc.utf8_lpad(pc.cast(pa.array(np.arange(1, vouchers + 1)), pa.string()), 7, "0")
    text = columns["text"] * DOCUMENTS + random.integers(0, DOCUMENTS, count)
    closed = known.closed_projects[position]
    made = pa.table(
        {
            "delivery": _constant(f"{company}-{month}", count),
            "line_no": pa.array(np.arange(1, count + 1)),
            "company": _constant(company, count),
            "period": pa.array(np.full(count, month, dtype=np.int32)),
            "booked_on": pa.array(day.astype(np.int32), mask=is_fault["bad_date"]).cast(pa.date32()),
            "voucher": _coded(page.voucher, pc.binary_join_element_wise("记-", numbers, "")),
            "account": _coded(account, [*ACCOUNT_CODES, "9999"]),
            "cost_centre": _coded(columns["centre"], centres),
            "cost_object": _coded(columns["object"] + 1, ["", *objects]),
            "project": _coded(project, ["", *projects, "ZZ999", closed]),
            "department": _coded(columns["centre"], [f"部门{code[-2:]}" for code in centres]),
            "text": _coded(text, _WORDS),
            "counterparty": _coded(random.integers(0, PARTNERS, count), _PARTNERS),
            "currency": _coded(is_fault["bad_currency"].astype(np.int64), ["CNY", "XXX"]),
            "debit_fen": pa.array(columns["debit"], mask=is_fault["bad_amount"]),
            "credit_fen": pa.array(columns["credit"]),
        }
    )
    again = np.flatnonzero(is_fault["duplicate_line"])
    return pa.concat_tables([made, made.take(pa.array(again))]) if len(again) else made


def _slice(codes: tuple[str, ...], position: int, each: int) -> tuple[str, ...]:
    return codes[position * each : (position + 1) * each]


def _constant(value: str, count: int) -> pa.DictionaryArray:
    return _coded(np.zeros(count, dtype=np.int64), [value])


def _coded(positions: Ints, values: object) -> pa.DictionaryArray:
    return pa.DictionaryArray.from_arrays(
        pa.array(positions.astype(np.int32)), values if isinstance(values, pa.Array) else pa.array(values)
    )
