"""Whole-number arithmetic of the tax rules: half-up quotients and parts that add up exactly. No float, no decimal."""

from collections.abc import Sequence

WHOLE = 1_000_000
"""A rate of 100 % in parts per million."""


def half_up(numerator: int, denominator: int) -> int:
    """The quotient rounded to the next whole number; a half goes away from zero, so -x rounds to the mirror of x."""
    if denominator <= 0:
        raise ValueError("A quotient of money has a positive denominator.")
    rounded = (2 * abs(numerator) + denominator) // (2 * denominator)
    return rounded if numerator >= 0 else -rounded


def at_rate(amount_fen: int, rate_ppm: int) -> int:
    """So many parts per million of an amount, half-up to the fen."""
    return half_up(amount_fen * rate_ppm, WHOLE)


def spread(total: int, parts: Sequence[int]) -> list[int]:
    """`total` in proportion to `parts`, by largest remainder: the shares add up exactly, the earlier one wins a tie.

    Parts may be negative (red-letter corrections) and then get a share of their own sign. A total other than zero
    cannot be spread over parts that add up to zero: ValueError.
    """
    whole = sum(parts)
    if whole == 0:
        if total:
            raise ValueError(f"{total} cannot be spread over parts that add up to zero.")
        return [0] * len(parts)
    sign = 1 if whole > 0 else -1
    shares, rests = [], []
    for part in parts:
        share, rest = divmod(sign * total * part, sign * whole)
        shares.append(share)
        rests.append(rest)
    # sorted() is stable, so equal remainders are served in the order of the parts.
    for index in sorted(range(len(parts)), key=lambda i: -rests[i])[: total - sum(shares)]:
        shares[index] += 1
    return shares
