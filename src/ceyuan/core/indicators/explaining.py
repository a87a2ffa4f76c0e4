"""Why a rolled-up value is what it is: the tree of units, formulas and readings, built only when somebody asks."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from ceyuan.core.indicators.planes import milestone, quotient
from ceyuan.core.indicators.quantities import Contribution, Number, RollUp, exact, is_read, one_each
from ceyuan.core.indicators.trees import Layout, Tree
from ceyuan.core.kernel import Explained, Leaf, Reason, Source

Part = Explained | Leaf
NO_READING = "indicators.no_reading"


def unit_source(unit: Hashable) -> Source:
    """The unit that a part of the tree stands for; whoever shows it puts the name in place of the key."""
    return Source("unit", str(unit), str(unit))


def told(answer: Fraction | Reason) -> Fraction | str:
    """The value of an explanation: the number, or the code of the reason why there is none."""
    return answer.code if isinstance(answer, Reason) else answer


def parts_of(explained: Part, code: str) -> Iterator[Part]:
    """All parts of an explanation, itself included, with this formula code or leaf name, from left to right."""
    waiting: list[Part] = [explained]
    while waiting:
        part = waiting.pop()
        if code == (part.formula_code if isinstance(part, Explained) else part.name):
            yield part
        if isinstance(part, Explained):
            waiting.extend(reversed(part.inputs))


def explain(
    kind: RollUp, tree: Tree, contributions: Iterable[Contribution], unit: Hashable, scale: Number = 1
) -> Explained:
    """The whole explanation of a unit's value, down to the readings with their sources.

    Where `roll_up` gives no value, the value here is the code of the reason. Branches without any reading are left out;
    a unit that has to report and did not is a leaf "indicators.unread". Every part of a unit carries a source of kind
    "unit". Refused: as `roll_up`.
    """
    branch = _Branch(kind, Layout(tree), contributions, unit)
    if kind is RollUp.MAX:
        return branch.fold("indicators.max", _value, _largest)
    if kind is RollUp.DISTINCT:
        return branch.fold("indicators.distinct", _keys, _count)
    if kind in (RollUp.SUM, RollUp.LAST):
        return branch.fold(f"indicators.{kind.value}", _value, _added, _upper_amount)
    above, below = {
        RollUp.RATIO: (_value, _base),
        RollUp.WEIGHTED_MEAN: (_weighted, _weight),
        RollUp.BOOLEAN: (_reached, _due),
    }[kind]
    upper = branch.fold("indicators.numerator", above, _added, _upper_amount)
    lower = branch.fold("indicators.denominator", below, _added, _lower_amount)
    return _divided(kind, branch, upper, lower, exact(scale))


def _divided(kind: RollUp, branch: "_Branch", upper: Explained, lower: Explained, scale: Fraction) -> Explained:
    above, below = upper.value, lower.value
    sources = (unit_source(branch.unit),)
    if not isinstance(above, Fraction) or not isinstance(below, Fraction):
        return Explained(NO_READING, f"indicators.{kind.value}", (upper, lower), sources)
    if kind is RollUp.BOOLEAN:
        answer = milestone(int(above), int(below), branch.unread)
        return Explained(told(answer), "indicators.boolean", (upper, lower), sources)
    answer = quotient(above, below, scale if kind is RollUp.RATIO else Fraction(1))
    inputs: tuple[Part, ...] = (upper, lower)
    if kind is RollUp.RATIO and scale != 1:
        inputs = (*inputs, Leaf(scale, "indicators.scale"))
    return Explained(told(answer), f"indicators.{kind.value}", inputs, sources)


class _Branch:
    """The readings at and below one unit, folded from the lowest unit upwards."""

    def __init__(self, kind: RollUp, layout: Layout, contributions: Iterable[Contribution], unit: Hashable) -> None:
        self.kind = kind
        self.unit = unit
        self._layout = layout
        self._top = layout.position(unit)
        self._own: dict[int, Contribution] = {}
        self._internal: dict[int, Contribution] = {}
        for contribution in one_each(kind, contributions):
            position = layout.position(contribution.unit)
            (self._own if contribution.kind == "own" else self._internal)[position] = contribution
        branch = range(self._top, layout.end[self._top])
        reporting = [position for position in branch if position in self._own]
        self.unread = tuple(self._own[position].unit for position in reporting if not self._reads(position))
        self._is_read = len(self.unread) < len(reporting)

    def fold(
        self,
        code: str,
        own: Callable[[Contribution], Part],
        together: Callable[[Sequence[Part]], Fraction],
        internal: Callable[[Contribution], Fraction | None] = lambda _: None,
    ) -> Explained:
        """The tree of the branch: `own` makes the part of a reading, `together` the value of several parts."""
        nodes: dict[int, Explained] = {}
        for position in range(self._layout.end[self._top] - 1, self._top - 1, -1):
            parts = self._reading(position, own)
            parts += [nodes[child] for child in self._layout.below[position] if child in nodes]
            parts += self._eliminated(position, internal)
            if parts or position == self._top:
                numbers = [part for part in parts if not isinstance(part.value, str)]
                value = together(numbers) if numbers else NO_READING
                nodes[position] = Explained(value, code, tuple(parts), (unit_source(self._layout.units[position]),))
        top = nodes[self._top]
        # Eliminations alone are no reading, though they count as soon as there is one above.
        return top if self._is_read else replace(top, value=NO_READING)

    def _reads(self, position: int) -> bool:
        return is_read(self.kind, self._own[position])

    def _reading(self, position: int, own: Callable[[Contribution], Part]) -> list[Part]:
        if position not in self._own:
            return []
        reading = self._own[position]
        if self._reads(position) or own is _due:
            return [own(reading)]
        return [Leaf(NO_READING, "indicators.unread", (unit_source(reading.unit), *reading.sources))]

    def _eliminated(self, position: int, internal: Callable[[Contribution], Fraction | None]) -> list[Part]:
        if position not in self._internal or not (amount := internal(self._internal[position])):
            return []
        leaf = Leaf(amount, "indicators.internal", self._internal[position].sources)
        return [Explained(-amount, "indicators.elimination", (leaf,))]


def _added(parts: Sequence[Part]) -> Fraction:
    return sum((part.value for part in parts if isinstance(part.value, Fraction)), Fraction(0))


def _largest(parts: Sequence[Part]) -> Fraction:
    return max(part.value for part in parts if isinstance(part.value, Fraction))


def _count(parts: Sequence[Part]) -> Fraction:
    return Fraction(len({key.value for part in parts for key in parts_of(part, "indicators.key")}))


def _upper_amount(reading: Contribution) -> Fraction | None:
    return reading.numerator


def _lower_amount(reading: Contribution) -> Fraction | None:
    return reading.denominator


def _value(reading: Contribution) -> Part:
    return Leaf(reading.numerator or Fraction(0), "indicators.own", reading.sources)


def _base(reading: Contribution) -> Part:
    return Leaf(reading.denominator or Fraction(0), "indicators.own", reading.sources)


def _weight(reading: Contribution) -> Part:
    return Leaf(reading.denominator or Fraction(0), "indicators.weight", reading.sources)


def _weighted(reading: Contribution) -> Part:
    value = Leaf(reading.numerator or Fraction(0), "indicators.own", reading.sources)
    weight = Leaf(reading.denominator or Fraction(0), "indicators.weight", reading.sources)
    product = (reading.numerator or Fraction(0)) * (reading.denominator or Fraction(0))
    return Explained(product, "indicators.weighted", (value, weight))


def _reached(reading: Contribution) -> Part:
    return Leaf(Fraction(1 if reading.numerator else 0), "indicators.reached", reading.sources)


def _due(reading: Contribution) -> Part:
    return Leaf(Fraction(1), "indicators.due", reading.sources)


def _keys(reading: Contribution) -> Part:
    leaves = tuple(Leaf(key, "indicators.key") for key in sorted(reading.keys))
    return Explained(Fraction(len(leaves)), "indicators.own_keys", leaves, reading.sources)
