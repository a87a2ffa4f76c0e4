"""From the deductible cost to the additional deduction: lines 45 to 52 of A107012. Clamp and carry, never negative."""

from collections.abc import Mapping, Sequence

from ceyuan.core.kernel import Explained, Leaf, Refused
from ceyuan.core.ledger.explaining import added, fen_of, figure, given
from ceyuan.core.ledger.parameters import RateRule
from ceyuan.core.ledger.rounding import at_rate, half_up


def after_income(deductible_fen: int, special_income_fen: int) -> int:
    """Deductible cost less special income; what the cost does not cover is lost.

    Source: 国家税务总局公告2017年第40号.
    """
    return max(deductible_fen - special_income_fen, 0)


def claimable(after_income_fen: int, sold_material_fen: int, carried_in_fen: int) -> int:
    """The cost that bears the additional deduction, never below zero."""
    return max(after_income_fen - sold_material_fen - carried_in_fen, 0)


def carried_out(after_income_fen: int, sold_material_fen: int, carried_in_fen: int) -> int:
    """Material of sold R&D products that this year's cost did not cover; it reduces the cost of later years."""
    return max(sold_material_fen + carried_in_fen - after_income_fen, 0)


def closing_lines(
    lines: Mapping[str, Explained],
    *,
    special_income_fen: int,
    sold_material_fen: int,
    carried_in_fen: int,
    rates: Sequence[RateRule],
    late_fen: int | None = None,
) -> dict[str, Explained]:
    """The lines "deductible" to "carried_out" from "expensed", "formed_now" and "formed_before"."""
    deductible = added("ledger.line.deductible", [lines[key] for key in ("expensed", "formed_now", "formed_before")])
    income = figure(
        special_income_fen, "ledger.line.special_income", (given(special_income_fen, "ledger.special_income"),)
    )
    sold = figure(sold_material_fen, "ledger.line.sold_material", (given(sold_material_fen, "ledger.sold_material"),))
    brought = figure(carried_in_fen, "ledger.line.carried_in", (given(carried_in_fen, "ledger.carried_in"),))
    base_fen = after_income(fen_of(deductible), special_income_fen)
    base = figure(base_fen, "ledger.line.after_income", (deductible, income))
    whole = figure(
        claimable(base_fen, sold_material_fen, carried_in_fen), "ledger.line.claimable", (base, sold, brought)
    )
    carried = figure(
        carried_out(base_fen, sold_material_fen, carried_in_fen), "ledger.line.carried_out", (base, sold, brought)
    )
    closing = {
        "deductible": deductible,
        "special_income": income,
        "after_income": base,
        "sold_material": sold,
        "carried_in": brought,
        "claimable": whole,
        "carried_out": carried,
    }
    return closing | _deduction(whole, rates, late_fen)


def _deduction(whole: Explained, rates: Sequence[RateRule], late_fen: int | None) -> dict[str, Explained]:
    if len(rates) > 2:
        raise Refused("ledger.rates_change_twice", rates=[rule.rate_ppm for rule in rates])
    last = rates[-1]
    late = whole if len(rates) == 1 else _late_part(whole, last, late_fen)
    early_fen = fen_of(whole) - fen_of(late)
    early = figure(early_fen, "ledger.line.claimable_early", (whole, late) if len(rates) > 1 else ())
    shares = [_at(part, rule) for part, rule in zip((early, late)[-len(rates) :], rates, strict=True)]
    return {
        "claimable_late": late,
        "claimable_early": early,
        "rate": _rate(rates),
        "additional": added("ledger.line.additional", shares),
    }


def _late_part(whole: Explained, last: RateRule, late_fen: int | None) -> Explained:
    fen = fen_of(whole)
    if late_fen is None:
        months = 13 - last.validity.first % 100
        parts = (whole, Leaf(months, "ledger.months_at_rate", (last.validity.origin("rates"),), "month"))
        return figure(half_up(fen * months, 12), "ledger.line.claimable_late", parts)
    if not 0 <= late_fen <= fen:
        raise Refused("ledger.late_part_above_whole", late_fen=late_fen, whole_fen=fen)
    return figure(late_fen, "ledger.line.claimable_late", (given(late_fen, "ledger.late_records"),))


def _at(part: Explained, rule: RateRule) -> Explained:
    return figure(at_rate(fen_of(part), rule.rate_ppm), "ledger.deduction_at_rate", (part, rule.leaf()))


def _rate(rates: Sequence[RateRule]) -> Explained:
    leaves = tuple(rule.leaf() for rule in rates)
    if len(rates) == 1:
        return Explained(rates[0].rate_ppm, "ledger.line.rate", leaves, unit="ppm")
    return Explained("ledger.rate_by_part_of_year", "ledger.line.rate", leaves)
