"""What must hold before a line counts: expressions that name faults of lines, vouchers and deliveries.

A voucher is whole: the key is delivery, company, period and voucher, and one faulty line rejects all of them, so that
debit = credit holds on what is accepted. All columns of a key are never null here (`reading` sees to that).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis

from ceyuan.core.ledger.integers import NO, bit_or, distinct_bit
from ceyuan.core.ledger.schema import LINE_COLUMNS, REJECTIONS

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from ceyuan.core.ledger.dimensions import Dimensions

VOUCHER = ("delivery", "company", "period", "voucher")
LINE = (*VOUCHER, "line_no")


def number_of(reason: str) -> int:
    """The rank of a rejection: lower ones are told first."""
    return REJECTIONS.index(reason)


def with_faults(lines: ir.Table, known: Dimensions) -> ir.Table:
    """Lines with `fault`: the rank of what is wrong with the line itself, null when nothing is."""
    joined = lines.left_join(known.accounts.select(known_account="account"), [("account", "known_account")])
    companies = known.companies.select(known_company="company", ledger_currency="ledger_currency")
    joined = joined.left_join(companies, [("company", "known_company")])
    found = {
        "bad_amount": joined.debit_fen.isnull() | joined.credit_fen.isnull(),
        "bad_date": joined.booked_on.isnull(),
        "bad_currency": (joined.currency != joined.ledger_currency) | joined.currency.isnull(),
        "unknown_company": joined.known_company.isnull(),
        "unknown_account": joined.known_account.isnull(),
        "period_mismatch": joined.booked_on.year() * 100 + joined.booked_on.month() != joined.period,
        "locked_period": _is_locked(joined, known),
        "both_sides": (joined.debit_fen != 0) & (joined.credit_fen != 0),
        "no_side": (joined.debit_fen == 0) & (joined.credit_fen == 0),
    }
    cases = [(condition, ibis.literal(number_of(reason), "int32")) for reason, condition in found.items()]
    # An unknown company has no currency of its own to compare with, which leaves its comparison null: not a fault.
    fault = ibis.cases(*cases, else_=ibis.null("int32"))
    return joined.select(*(joined[column] for column in lines.columns), fault=fault)


def _is_locked(lines: ir.Table, known: Dimensions) -> ir.BooleanValue:
    """Whether the month of the line's company is closed for good: a correction is a reversal in an open month."""
    locked: ir.BooleanValue = ibis.literal(value=False)
    for company in known.book.companies.values():
        if company.locked:
            locked = locked | ((lines.company == company.code) & lines.period.isin(company.locked))
    return locked


def vouchers(lines: ir.Table, known: Dimensions) -> ir.Table:
    """One row a voucher: lines, debit_fen, credit_fen, fault (the first of its lines) and may_repeat.

    `may_repeat` is false where no line number occurs twice for certain.
    """
    faulty = with_faults(lines, known)
    bit = distinct_bit(faulty.line_no)
    grouped = faulty.group_by(list(VOUCHER)).agg(
        lines=faulty.count(),
        debit_fen=faulty.debit_fen.sum().cast("int64"),
        credit_fen=faulty.credit_fen.sum().cast("int64"),
        fault=faulty.fault.min(),
        bits=bit.sum().cast("int64"),
        any_bits=bit_or(bit).cast("int64"),
    )
    return grouped.mutate(may_repeat=grouped.bits != grouped.any_bits).drop("bits", "any_bits")


def repeats(lines: ir.Table) -> ir.Table:
    """Lines with `copy` (0 for the first of its number in the voucher) and `variants` (how many differ among them)."""
    content = [lines[column] for column in LINE_COLUMNS if column not in LINE]
    same = ibis.window(group_by=[lines[column] for column in LINE], order_by=content)
    ranked = lines.mutate(copy=ibis.row_number().over(same), variant=ibis.dense_rank().over(same))
    variants = ranked.variant.max().over(ibis.window(group_by=[ranked[column] for column in LINE])) + 1
    return ranked.mutate(variants=variants).drop("variant")


def unbalanced(rows: ir.Table) -> ir.BooleanValue:
    """Whether a voucher's debit differs from its credit; also when it holds no readable amount at all."""
    return (rows.debit_fen != rows.credit_fen).fill_null(NO)


def delivered_again(good: ir.Table) -> ir.Table:
    """Of vouchers without fault, those that another delivery of a smaller name holds, too: their keys."""
    identity = ["company", "period", "voucher"]
    several = good.group_by(identity).agg(first_delivery=good.delivery.min(), deliveries=good.count())
    several = several.filter(several.deliveries > 1)
    joined = good.inner_join(several, identity)
    return joined.filter(joined.delivery != joined.first_delivery).select(*VOUCHER)


def control_totals(rows: ir.Table) -> ir.Table:
    """Of vouchers, by delivery, company and month: lines, debit_fen, credit_fen (to be compared with what the source
    says), and how many are `wrong` or `may_repeat` a line."""
    wrong = rows.fault.notnull() | unbalanced(rows)
    return rows.group_by(["delivery", "company", "period"]).agg(
        lines=rows.lines.sum().cast("int64"),
        debit_fen=rows.debit_fen.sum().cast("int64"),
        credit_fen=rows.credit_fen.sum().cast("int64"),
        wrong=wrong.sum().cast("int64"),
        may_repeat=rows.may_repeat.sum().cast("int64"),
    )


def line_totals(lines: ir.Table) -> ir.Table:
    """The same of single lines."""
    return lines.group_by(["delivery", "company", "period"]).agg(
        lines=lines.count(),
        debit_fen=lines.debit_fen.sum().cast("int64"),
        credit_fen=lines.credit_fen.sum().cast("int64"),
    )
