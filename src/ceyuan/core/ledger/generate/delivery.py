"""A whole test delivery: vouchers by company and month, rules, hours, and what is expected."""

import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq
import yaml

from ceyuan.core.ledger.generate import catalogue, columns
from ceyuan.core.ledger.generate.catalogue import Catalogue
from ceyuan.core.ledger.generate.dirt import GOOD, Spoilt, spoil
from ceyuan.core.ledger.generate.expected import Expected, Hours
from ceyuan.core.ledger.generate.vouchers import page

STRANGER = "9999"
AGAIN_VOUCHERS = 20
ODD_LINES = 40
UNKNOWN_PROJECT = "RD00NONE"


@dataclass(frozen=True, slots=True)
class Wish:
    """What to make: at least so many lines of the year; dirty or not; as Parquet or CSV."""

    lines: int
    year: int = 2025
    seed: int = 20261122
    is_dirty: bool = False
    suffix: str = "parquet"


def generate(wish: Wish, out: Path) -> dict[str, Any]:
    """Write vouchers/, rules.yaml, hours.parquet and expected.json into `out`; returns what is expected.

    A dirty delivery has some lines more: repeated ones, a delivery that comes twice in part, an unknown company and a
    locked month.
    """
    known = catalogue.catalogue(wish.lines, wish.year)
    random = np.random.default_rng(wish.seed)
    locked = (known.companies[0], (wish.year - 1) * 100 + 12)
    (out / "vouchers").mkdir(parents=True, exist_ok=True)
    content = catalogue.rules(known, wish.year, locked)
    (out / "rules.yaml").write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), encoding="utf-8")
    hours = _hours(random, known, is_dirty=wish.is_dirty)
    pq.write_table(_hour_rows(hours, is_dirty=wish.is_dirty), out / "hours.parquet")
    expected = Expected()
    for name, rows in _deliveries(random, known, wish, hours, expected, locked):
        _write(rows, out / "vouchers" / f"{name}.{wish.suffix}")
    found = expected.to_dict()
    (out / "expected.json").write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return found


def _deliveries(
    random: np.random.Generator,
    known: Catalogue,
    wish: Wish,
    hours: Hours,
    expected: Expected,
    locked: tuple[str, int],
) -> Iterator[tuple[str, pa.Table]]:
    places = [(company, month) for company in known.companies for month in known.months]
    each, more = divmod(wish.lines, len(places))
    for number, place in enumerate(places):
        lines = page(random, known, each + (number < more))
        spoilt = spoil(random, lines, dirty=wish.is_dirty)
        expected.add(lines, spoilt)
        expected.add_shares(lines, spoilt, known, place, hours)
        rows = columns.table(random, known, place, lines, spoilt)
        yield f"{place[0]}-{place[1]}", rows
        if wish.is_dirty and number == 0:
            again = _again(rows, lines.voucher, spoilt)
            expected.reject("duplicate_delivery", again.num_rows)
            yield f"{place[0]}-{place[1]}-again", again
    if wish.is_dirty:
        for reason, place in (("unknown_company", (known.companies[0], known.months[0])), ("locked_period", locked)):
            lines = page(random, known, ODD_LINES)
            rows = columns.table(random, known, place, lines, spoil(random, lines, dirty=False))
            if reason == "unknown_company":
                rows = rows.set_column(2, "company", pa.repeat(pa.scalar(STRANGER), rows.num_rows))
            expected.reject(reason, rows.num_rows)
            yield reason, rows.set_column(0, "delivery", pa.repeat(pa.scalar(reason), rows.num_rows))


def _again(rows: pa.Table, voucher: np.typing.NDArray[np.int64], spoilt: Spoilt) -> pa.Table:
    """The first whole and good vouchers of a page once more, under the name of another delivery."""
    chosen = np.flatnonzero((voucher < AGAIN_VOUCHERS) & (spoilt.reason == GOOD))
    copied = rows.take(pa.array(chosen))
    name = f"{rows['delivery'][0].as_py()}-again"
    return copied.set_column(0, "delivery", pa.repeat(pa.scalar(name), copied.num_rows))


def _hours(random: np.random.Generator, known: Catalogue, *, is_dirty: bool) -> Hours:
    """Hours, in hundredths, of nine resources in ten; the tenth has no timesheet."""
    made: Hours = {}
    for place, company in enumerate(known.companies):
        first = place * known.projects_each
        for month in known.months:
            for resource in known.resources(company):
                if random.random() < 0.1:
                    continue
                chosen = random.choice(known.projects_each, size=int(random.integers(1, 5)), replace=False)
                hours = {known.projects[first + int(p)]: int(random.integers(500, 8_000)) for p in chosen}
                hours[""] = int(random.integers(0, 8_000)) + 1 + (is_dirty and resource.endswith("1"))
                made[company, month, resource] = hours
    return made


def _hour_rows(hours: Hours, *, is_dirty: bool) -> pa.Table:
    rows = []
    for (company, month, resource), worked in hours.items():
        for project, hundredths in worked.items():
            row = {"company": company, "month": month, "resource": resource, "project": project, "hours": hundredths}
            if is_dirty and not project and resource.endswith("1"):
                # One hundredth on a project that nobody knows: it stays with production.
                rows.append({**row, "project": UNKNOWN_PROJECT, "hours": 1})
                row["hours"] = hundredths - 1
            rows.append(row)
    types = {"company": pa.string(), "month": pa.int32(), "resource": pa.string(), "project": pa.string()}
    return pa.Table.from_pylist(rows, schema=pa.schema([*types.items(), ("hours", pa.int64())]))


_JOURNAL = {
    "line_no": "分录号",
    "company": "公司代码",
    "period": "会计期间",
    "booked_on": "凭证日期",
    "voucher": "凭证字号",
    "account": "科目编码",
    "cost_centre": "成本中心",
    "cost_object": "成本对象",
    "project": "项目编码",
    "department": "部门",
    "text": "摘要",
    "counterparty": "往来单位",
    "currency": "币种",
    "debit_fen": "借方金额",
    "credit_fen": "贷方金额",
}
UNREADABLE = "#N/A"


def _write(rows: pa.Table, path: Path) -> None:
    """As Parquet of canonical lines, or as the CSV journal that an accounting system exports: in yuan, in GB 18030."""
    if path.suffix == ".parquet":
        pq.write_table(rows, path, compression="zstd", row_group_size=1_000_000, store_schema=False)
        return
    columns = {_JOURNAL[name]: _exported(name, rows[name]) for name in _JOURNAL}
    sink = io.BytesIO()
    pa_csv.write_csv(pa.table(columns), sink, pa_csv.WriteOptions(quoting_style="needed"))
    path.write_bytes(sink.getvalue().decode().encode("gb18030"))


def _exported(name: str, column: pa.ChunkedArray) -> pa.ChunkedArray:
    """A column as text; what is missing although it is needed is marked as unreadable."""
    if name.endswith("_fen"):
        fen = pc.cast(column, pa.decimal128(19, 0))
        column = pc.multiply(fen, pa.scalar(Decimal("0.01")))
    elif pa.types.is_dictionary(column.type):
        column = pc.cast(column, column.type.value_type)
    return pc.fill_null(pc.cast(column, pa.string()), UNREADABLE)
