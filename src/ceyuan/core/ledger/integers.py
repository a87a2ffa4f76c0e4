"""Exact division of integers on every engine.

Ibis writes `x // y` as the floor of a division of binary fractions, which is wrong from 2**53 on and next to whole
results. The expressions of the ledger divide with `quotient` alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis

if TYPE_CHECKING:
    import ibis.expr.types as ir


def quotient(dividend: ir.IntegerValue, divisor: ir.IntegerValue) -> ir.IntegerValue:
    """The whole part of a division of non-negative by positive integers, exact for quotients below 2**51.

    The multiple of the divisor is taken off first, so that the quotient is whole and rounding meets it exactly.
    """
    return ((dividend - dividend % divisor) / divisor).round().cast("int64")


@ibis.udf.agg.builtin  # type: ignore[untyped-decorator]
def bit_or(bits: int) -> int:  # type: ignore[empty-body]
    """All bits that any row has; both engines name it so, Ibis knows it for one of them only."""


def distinct_bit(number: ir.IntegerValue) -> ir.IntegerValue:
    """One of 31 bits for a number: numbers of a group are all different when the bits' sum equals their `bit_or`.

    Sound, not complete: equal sums prove that no number repeats; unequal ones only ask for a closer look.
    """
    return ibis.literal(1) << (number % 31).cast("int32")


YES, NO = ibis.literal(value=True), ibis.literal(value=False)
