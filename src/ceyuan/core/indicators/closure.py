"""Does what the units took on add up to what was asked? The closure of a target over the units below it."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from ceyuan.core.indicators.completion import meets
from ceyuan.core.indicators.explaining import told, unit_source
from ceyuan.core.indicators.planes import quotient
from ceyuan.core.indicators.quantities import Direction, Number, RollUp, exact, exact_or_none
from ceyuan.core.kernel import Explained, Leaf, Reason

_ZERO = Fraction(0)
_ADDING = (RollUp.SUM, RollUp.LAST, RollUp.DISTINCT)
_AVERAGING = (RollUp.RATIO, RollUp.WEIGHTED_MEAN)


@dataclass(frozen=True, slots=True)
class Share:
    """What one unit takes on: its target `value`, None while it has none. `basis` is the planned denominator of a ratio
    or the weight in a weighted mean; not used by the other kinds."""

    unit: Hashable
    value: Fraction | None
    basis: Fraction | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "value", exact_or_none(self.value))
        object.__setattr__(self, "basis", exact_or_none(self.basis))


@dataclass(frozen=True, slots=True)
class Closure:
    """How a target stands to the shares of the units below it.

    `children_total` is what the shares given so far amount to together, None while that cannot be told. `difference`
    is that (with the reserve, where amounts add up) less `parent`: negative when something is still to be given out.
    `closed` is true exactly when there are no `reasons`. `explanation` shows every share.
    """

    parent: Fraction
    children_total: Fraction | None
    reserve: Fraction
    difference: Fraction | None
    closed: bool
    reasons: tuple[Reason, ...]
    explanation: Explained


def close(
    kind: RollUp,
    direction: Direction,
    parent: Number,
    children: Sequence[Share],
    reserve: Number = 0,
    *,
    allow_over: bool = False,
) -> Closure:
    """Whether the shares of the units close the target of the unit above them.

    sum, last, distinct: shares + reserve equal the target exactly. A negative reserve plans more than was asked; it
    needs `allow_over` and is never possible for at_most, where it would break the ceiling.
    ratio, weighted mean: sum(value x basis) / sum(basis) has to meet the target in its direction.
    max: the largest share has to meet it: at_least one unit does, at_most every unit does.
    boolean: every unit that carries the milestone takes it on, and at least one does.
    Only amounts that add up can hold a reserve. Reasons: `indicators.not_closed`, `share_missing`, `no_shares`,
    `reserve_negative`, `reserve_impossible`, `basis_missing`, `basis_negative`, `milestone_not_taken`, those of a
    quotient, and `unit_twice`.
    """
    target, held = exact(parent), exact(reserve)
    faults = _faulty_shares(kind, children)
    reasons = faults + _faulty_reserve(kind, direction, held, allow_over=allow_over)
    # What adds up is told while shares are still missing, so that a page can show how much is left to give out.
    answer = _together(kind, children) if kind in _ADDING or not faults else None
    if isinstance(answer, Reason):
        reasons = (*reasons, answer)
    total = None if isinstance(answer, Reason) else answer
    difference = None if total is None else total + (held if kind in _ADDING else _ZERO) - target
    if not reasons and total is not None and difference is not None:
        holds = difference == 0 if kind in _ADDING else meets(direction, target, total)
        if not holds:
            facts = {"parent": target, "total": total, "reserve": held, "difference": difference}
            reasons = (_open(kind, children, facts),)
    explanation = _explained(kind, target, children, held, total, reasons)
    return Closure(target, total, held, difference, not reasons, reasons, explanation)


def _faulty_shares(kind: RollUp, children: Sequence[Share]) -> tuple[Reason, ...]:
    units = [share.unit for share in children]
    named = {
        "unit_twice": [unit for index, unit in enumerate(units) if unit in units[:index]],
        "share_missing": [share.unit for share in children if share.value is None],
    }
    if kind in _AVERAGING:
        named["basis_missing"] = [share.unit for share in children if share.basis is None]
        named["basis_negative"] = [share.unit for share in children if share.basis is not None and share.basis < 0]
    return tuple(Reason(f"indicators.{code}", {"units": tuple(found)}) for code, found in named.items() if found)


def _faulty_reserve(kind: RollUp, direction: Direction, reserve: Fraction, *, allow_over: bool) -> tuple[Reason, ...]:
    facts = {"reserve": reserve}
    if kind not in _ADDING:
        return (Reason("indicators.reserve_impossible", facts | {"kind": kind.value}),) if reserve else ()
    if reserve < 0 and (not allow_over or direction is Direction.AT_MOST):
        return (Reason("indicators.reserve_negative", facts | {"direction": direction.value}),)
    return ()


def _together(kind: RollUp, children: Sequence[Share]) -> Fraction | Reason:
    values = [share.value for share in children if share.value is not None]
    if kind in _ADDING:
        return sum(values, _ZERO)
    if not values:
        return Reason("indicators.no_shares")
    if kind is RollUp.MAX:
        return max(values)
    if kind is RollUp.BOOLEAN:
        return min(values)
    upper = sum((share.value * share.basis for share in children if share.value and share.basis), _ZERO)
    lower = sum((share.basis for share in children if share.basis is not None), _ZERO)
    return quotient(upper, lower, Fraction(1))


def _open(kind: RollUp, children: Sequence[Share], facts: dict[str, Fraction]) -> Reason:
    if kind is RollUp.BOOLEAN:
        least = facts["parent"]
        without = tuple(share.unit for share in children if share.value is not None and share.value < least)
        return Reason("indicators.milestone_not_taken", facts | {"units": without})
    return Reason("indicators.not_closed", facts)


def _explained(
    kind: RollUp,
    parent: Fraction,
    children: Sequence[Share],
    reserve: Fraction,
    total: Fraction | None,
    reasons: tuple[Reason, ...],
) -> Explained:
    together = Explained(
        total if total is not None else reasons[0].code,
        f"indicators.shares_{kind.value}",
        tuple(_share(kind, share) for share in children),
    )
    inputs: tuple[Explained | Leaf, ...] = (Leaf(parent, "indicators.target"), together)
    if kind in _ADDING:
        inputs = (*inputs, Leaf(reserve, "indicators.reserve"))
    value = told(reasons[0]) if reasons else "indicators.closed"
    return Explained(value, "indicators.closure", inputs)


def _share(kind: RollUp, share: Share) -> Explained | Leaf:
    source = (unit_source(share.unit),)
    value: Fraction | str = share.value if share.value is not None else "indicators.share_missing"
    leaf = Leaf(value, "indicators.share", source)
    if kind not in _AVERAGING or share.value is None:
        return leaf
    if share.basis is None:
        return Explained("indicators.basis_missing", "indicators.weighted", (leaf,), source)
    return Explained(
        share.value * share.basis, "indicators.weighted", (leaf, Leaf(share.basis, "indicators.basis", source)), source
    )
