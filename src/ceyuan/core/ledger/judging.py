"""A batch of lines judged: which vouchers are whole and right, which lines are cost, and why the others are not.

Three passes over the lines at most: vouchers are added up; lines on cost accounts are classified; only where vouchers
are bad, their lines are fetched to be told with their reasons.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import ibis

from ceyuan.core.ledger import accounting, controls
from ceyuan.core.ledger.controls import LINE, VOUCHER, number_of
from ceyuan.core.ledger.integers import NO
from ceyuan.core.ledger.schema import LINE_COLUMNS, NONE, REJECTIONS, TRANSFER

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from ceyuan.core.ledger.dimensions import Dimensions
    from ceyuan.core.ledger.engines import Engine

TYPES = {"string": "string", "int64": "int64", "int32": "int32", "date": "date"}


@dataclass(frozen=True, slots=True)
class Judged:
    """What became of a batch.

    `lines` is what was judged, without `copies` (repeated lines; None when there are none). `vouchers`: all, added up,
    and so by delivery, company and month in `read`. `bad`: keys of the rejected ones with `cause`, None when all are
    good. `candidates`: cost, share and transfer lines of all vouchers; `kinds`: how many of each.
    """

    lines: ir.Table
    copies: ir.Table | None
    vouchers: ir.Table
    read: list[dict[str, Any]]
    bad: ir.Table | None
    candidates: ir.Table
    kinds: dict[str, int]

    @property
    def good(self) -> ir.Table:
        """The accepted vouchers, added up."""
        return self.vouchers if self.bad is None else self.vouchers.anti_join(self.bad, list(VOUCHER))

    @property
    def cost(self) -> ir.Table:
        """Accepted cost, share and transfer lines with what was decided about them."""
        found = self.candidates if self.bad is None else self.candidates.anti_join(self.bad, list(VOUCHER))
        return found.drop("fault")


def canonical(rows: ir.Table, nulls: frozenset[str]) -> ir.Table:
    """Exactly the columns of a line, in their types, with no null in a key."""
    columns = {}
    for name, kind in LINE_COLUMNS.items():
        column = rows[name]
        if column.type().copy(nullable=True) != ibis.dtype(TYPES[kind]):
            column = column.cast(TYPES[kind])
        if name in nulls:
            column = column.fill_null(0 if kind.startswith("int") else "")
        columns[name] = column
    return rows.select(**columns)


def judge(engine: Engine, lines: ir.Table, known: Dimensions) -> Judged:
    """Judge the lines of whole company-months."""
    vouchers = engine.keep("vouchers", controls.vouchers(lines, known))
    read = engine.rows(controls.control_totals(vouchers)).to_pylist()
    copies = None
    if any(row["may_repeat"] for row in read):
        lines, copies, vouchers = _without_copies(engine, lines, vouchers, known)
        if copies is not None:
            read = engine.rows(controls.control_totals(vouchers)).to_pylist()
    found = accounting.cost_lines(lines, known)
    candidates = engine.keep("candidates", found.filter((found.kind != NONE) | (found.reason == TRANSFER)))
    counted = candidates.group_by("kind").agg(lines=candidates.count(), faults=candidates.fault.count())
    kinds = engine.rows(counted).to_pylist()
    is_bad = any(row["wrong"] for row in read) or any(row["faults"] for row in kinds)
    bad = engine.keep("bad", _bad(vouchers, candidates)) if is_bad else None
    if len({(row["company"], row["period"]) for row in read}) < len(read):
        bad = _with_repeated_deliveries(engine, vouchers, bad)
    return Judged(lines, copies, vouchers, read, bad, candidates, {row["kind"]: row["lines"] for row in kinds})


def _with_repeated_deliveries(engine: Engine, vouchers: ir.Table, bad: ir.Table | None) -> ir.Table:
    """The bad vouchers and those that another delivery holds, too."""
    good = vouchers if bad is None else vouchers.anti_join(bad, list(VOUCHER))
    cause = ibis.literal(number_of("duplicate_delivery"), "int32")
    again = controls.delivered_again(good).mutate(cause=cause)
    return engine.keep("bad_again", again if bad is None else bad.union(again))


def _bad(vouchers: ir.Table, candidates: ir.Table) -> ir.Table:
    """Keys of the vouchers to reject, with the reason that their other lines are told."""
    rejected = ibis.literal(number_of("voucher_of_rejected_line"), "int32")
    conflict = ibis.literal(number_of("duplicate_line"), "int32")
    unbalanced = ibis.literal(number_of("unbalanced_voucher"), "int32")
    wrong = vouchers.filter(vouchers.fault.notnull() | controls.unbalanced(vouchers))
    cause = ibis.cases((wrong.fault.isnull(), unbalanced), (wrong.fault == conflict, conflict), else_=rejected)
    projects = candidates.filter(candidates.fault.notnull()).select(*VOUCHER).distinct().mutate(cause=rejected)
    both = wrong.select(*VOUCHER, cause=cause).union(projects)
    return both.group_by(list(VOUCHER)).agg(cause=both.cause.min())


def _without_copies(
    engine: Engine, lines: ir.Table, vouchers: ir.Table, known: Dimensions
) -> tuple[ir.Table, ir.Table | None, ir.Table]:
    """Lines and vouchers without repeated lines, and those; vouchers whose repeats contradict each other are faulty."""
    suspects = vouchers.filter(vouchers.may_repeat).select(*VOUCHER)
    ranked = engine.keep("ranked", controls.repeats(lines.semi_join(suspects, list(VOUCHER))))
    extra = engine.rows(ranked.aggregate(count=(ranked.copy > 0).sum())).to_pylist()[0]["count"]
    if not extra:
        return lines, None, vouchers
    touched = engine.keep("touched", ranked.filter(ranked.copy > 0).select(*VOUCHER).distinct())
    first = ranked.filter(ranked.copy == 0)
    once = first.semi_join(touched, list(VOUCHER)).select(*LINE_COLUMNS)
    whole = lines.anti_join(touched, list(VOUCHER)).union(once)
    conflicts = ranked.filter(ranked.variants > 1).select(*VOUCHER).distinct().mutate(conflict=True)
    recounted = controls.vouchers(once, known).left_join(
        conflicts.rename({f"c_{name}": name for name in VOUCHER}), [(name, f"c_{name}") for name in VOUCHER]
    )
    fault = ibis.ifelse(recounted.conflict.fill_null(NO), number_of("duplicate_line"), recounted.fault)
    recounted = recounted.mutate(fault=fault.cast("int32")).select(*vouchers.columns)
    again = vouchers.anti_join(touched, list(VOUCHER)).union(recounted)
    copies = ranked.filter(ranked.copy > 0).select(*LINE_COLUMNS)
    return whole, copies, engine.keep("vouchers_once", again)


def rejections(judged: Judged, known: Dimensions) -> ir.Table | None:
    """Every rejected line with its reason: its own, its project's, or that of its voucher. None when there is none."""
    copies = None if judged.copies is None else judged.copies.mutate(reason=ibis.literal("duplicate_line"))
    if judged.bad is None:
        return copies
    own = controls.with_faults(judged.lines.semi_join(judged.bad, list(VOUCHER)), known)
    project = judged.candidates.filter(judged.candidates.fault.notnull()).select(*LINE, project_fault="fault")
    joined = own.left_join(project.rename({f"p_{n}": n for n in LINE}), [(name, f"p_{name}") for name in LINE])
    joined = joined.drop(*(f"p_{name}" for name in LINE))
    causes = judged.bad.rename({f"b_{name}": name for name in VOUCHER})
    joined = joined.inner_join(causes, [(name, f"b_{name}") for name in VOUCHER])
    told = ibis.coalesce(joined.fault, joined.project_fault, joined.cause)
    found = joined.select(*LINE_COLUMNS, reason=_named(told))
    return found if copies is None else found.union(copies)


def _named(rank: ir.IntegerValue) -> ir.StringValue:
    return ibis.cases(*((rank == number, reason) for number, reason in enumerate(REJECTIONS)), else_="")
