"""Is a target challenging? The yearly growth it needs beside the unit's own history and beside its peers."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from ceyuan.core.indicators.quantities import Direction, Number, exact
from ceyuan.core.indicators.rounding import root
from ceyuan.core.kernel import Explained, Invalid, Leaf, Reason, Refused

# How close to its own pace a target may be and still be "as in history": a tenth of the pace, at least half a per cent.
NEAR_SHARE, NEAR_LEAST = Fraction(1, 10), Fraction(1, 200)
# From where on it is a leap: more than twice the own pace, and at least ten per cent a year faster.
LEAP_LEAST = Fraction(1, 10)

BELOW_HISTORY, AS_HISTORY, STRETCH, LEAP = "below_history", "as_history", "stretch", "leap"
TOO_LITTLE_HISTORY, NOT_COMPARABLE = "too_little_history", "not_comparable"


@dataclass(frozen=True, slots=True)
class Pace:
    """Change a year in the good direction. `compound`: the yearly rate; `linear`: the yearly step as a share of where
    the unit stands; `absolute`: the yearly step itself, where the unit stands at zero and shares have no meaning."""

    value: Fraction
    method: str


def needed_growth(direction: Direction, start: Number, end: Number, years: int) -> Pace:
    """The improvement a year that leads from `start` to `end`, positive when it goes the way of the target.

    Compound where both are positive (roots cut off at nine decimals), linear otherwise. Give peers' needed growth to
    `challenging` by this function. ValueError when `years` is below 1.
    """
    first, last = exact(start), exact(end)
    if years < 1:
        raise ValueError("Growth needs at least one year between the two values.")
    if first > 0 and last > 0:
        return _pace(direction, first, last, years, "compound", first)
    return _pace(direction, first, last, years, "linear" if first else "absolute", first)


def challenging(
    direction: Direction,
    baseline_history: Sequence[tuple[int, Number]],
    target: Number,
    target_year: int,
    peers: Sequence[Number] = (),
) -> Explained:
    """How hard a target is: the value is one of the levels below, as text.

    The growth needed from the last year of the history to the target is compared with the growth from the first to the
    last year of the history, both compound when all three values are positive, else both linear as shares of the last
    value. "below_history": slower than the own pace by more than a tenth of it (at least half a per cent a year);
    "as_history": within that; "leap": faster by more than the own pace again and by more than ten per cent a year;
    "stretch": between. With fewer than two years: "too_little_history". For "equal", where more is not better:
    "not_comparable".

    Parts: "indicators.needed_growth", "indicators.history_growth", "indicators.peer_percentile" (share of peers that
    need less, peers that need the same counting half: an exact fraction); leaf "indicators.no_peers" or
    "indicators.no_shares_of_zero" where it cannot be told. Refused: `indicators.target_year_past`. Invalid
    `baseline_history`: `indicators.year_twice`.
    """
    history = sorted((year, exact(value)) for year, value in baseline_history)
    goal = exact(target)
    _check(history, target_year)
    if direction is Direction.EQUAL:
        return Explained(NOT_COMPARABLE, "indicators.challenge", (Leaf(goal, "indicators.target"),))
    if not history:
        leaves = (Leaf(goal, "indicators.target"), Leaf("indicators.history_too_short", "indicators.why"))
        return Explained(TOO_LITTLE_HISTORY, "indicators.challenge", leaves)
    return _graded(direction, history, goal, target_year, [exact(peer) for peer in peers])


def _check(history: list[tuple[int, Fraction]], target_year: int) -> None:
    years = [year for year, _ in history]
    if twice := tuple(sorted({year for year in years if years.count(year) > 1})):
        raise Invalid({"baseline_history": [Reason("indicators.year_twice", {"years": twice})]})
    if years and target_year <= years[-1]:
        raise Refused("indicators.target_year_past", target_year=target_year, last_year=years[-1])


def _graded(
    direction: Direction, history: list[tuple[int, Fraction]], goal: Fraction, target_year: int, peers: list[Fraction]
) -> Explained:
    (first_year, first), (last_year, last) = history[0], history[-1]
    method = _method(first, last, goal)
    needed = _pace(direction, last, goal, target_year - last_year, method, last)
    readings = (_reading(last_year, last), Leaf(goal, "indicators.target", unit=str(target_year)))
    parts: list[Explained | Leaf] = [_explained(needed, "needed_growth", readings)]
    level = TOO_LITTLE_HISTORY
    if len(history) > 1:
        own = _pace(direction, first, last, last_year - first_year, method, last)
        parts.append(_explained(own, "history_growth", tuple(_reading(*reading) for reading in history)))
        level = _level(needed.value, own.value)
    else:
        parts.append(Leaf("indicators.history_too_short", "indicators.why"))
    # Measured as the peers were, whatever the unit's own history allows.
    parts.append(_percentile(needed_growth(direction, last, goal, target_year - last_year), peers))
    return Explained(level, "indicators.challenge", tuple(parts))


def _method(first: Fraction, last: Fraction, goal: Fraction) -> str:
    if min(first, last, goal) > 0:
        return "compound"
    return "linear" if last else "absolute"


def _pace(direction: Direction, start: Fraction, end: Fraction, years: int, method: str, standing: Fraction) -> Pace:
    if method == "compound":
        rate = root(end / start, years) - 1
    else:
        rate = (end - start) / years / (abs(standing) if method == "linear" else 1)
    return Pace(-rate if direction is Direction.AT_MOST else rate, method)


def _level(needed: Fraction, own: Fraction) -> str:
    near = max(abs(own) * NEAR_SHARE, NEAR_LEAST)
    if needed < own - near:
        return BELOW_HISTORY
    if needed <= own + near:
        return AS_HISTORY
    return LEAP if needed > own + max(abs(own), LEAP_LEAST) else STRETCH


def _percentile(needed: Pace, peers: list[Fraction]) -> Explained | Leaf:
    if needed.method == "absolute":
        return Leaf("indicators.no_shares_of_zero", "indicators.why")
    if not peers:
        return Leaf("indicators.no_peers", "indicators.why")
    below = sum(peer < needed.value for peer in peers)
    same = sum(peer == needed.value for peer in peers)
    leaves = tuple(Leaf(peer, "indicators.peer") for peer in sorted(peers))
    return Explained(Fraction(2 * below + same, 2 * len(peers)), "indicators.peer_percentile", leaves)


def _explained(pace: Pace, name: str, readings: tuple[Leaf, ...]) -> Explained:
    return Explained(pace.value, f"indicators.{name}", readings, unit=pace.method)


def _reading(year: int, value: Fraction) -> Leaf:
    return Leaf(value, "indicators.reading", unit=str(year))
