"""Technology readiness by evidence: levels are reached in order, and the weakest critical element counts.

Scales: nine levels (NASA; GB/T 22900) and thirteen, which go on to sales and return of the investment (GB/T 22900).
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from ceyuan.core.kernel import Explained, Leaf, Refused, Source, Verdict
from ceyuan.core.taskbook.shares import WHOLE, are_whole


@dataclass(frozen=True, slots=True)
class Level:
    """A level and the code of its name."""

    number: int
    code: str


_CODES = (
    "reported",
    "scheme",
    "function",
    "simulation",
    "first_sample",
    "formal_sample",
    "environment",
    "product",
    "system",
    "sales",
    "break_even",
    "profit",
    "return",
)
SCALE_13 = tuple(Level(number, code) for number, code in enumerate(_CODES, start=1))
SCALE_9 = SCALE_13[:9]


@dataclass(frozen=True, slots=True)
class Criterion:
    """Something that has to be evidenced for a level."""

    key: str
    level: int
    text: str = ""


@dataclass(frozen=True, slots=True)
class Element:
    """A part of the project (WBE): weight in parts per million, level at the start and at the end."""

    key: str
    weight_ppm: int
    start: int
    end: int


def reached_level(
    criteria: Sequence[Criterion], evidenced: Collection[str], scale: Sequence[Level] = SCALE_9
) -> Explained:
    """The highest level of which all criteria, and all of every lower one, are evidenced; 0 when not even the first.

    A level without criteria cannot be shown and so stops the way up. The inputs are the criteria missing on the next
    level (`taskbook.criterion_missing`). Refused `taskbook.level_unknown` for a criterion outside the scale.
    """
    numbers = [level.number for level in scale]
    if strange := [criterion.key for criterion in criteria if criterion.level not in numbers]:
        raise Refused("taskbook.level_unknown", criteria=strange, highest=max(numbers))
    reached = 0
    for number in numbers:
        own = [criterion for criterion in criteria if criterion.level == number]
        missing = [criterion for criterion in own if criterion.key not in evidenced]
        if missing or not own:
            return Explained(reached, "taskbook.level", tuple(_missing(criterion) for criterion in missing), (), "trl")
        reached = number
    return Explained(reached, "taskbook.level", (), (), "trl")


def may_assess(assessor: str, developers: Collection[str]) -> Verdict:
    """Whether this person may assess: `taskbook.assessor_is_developer` for one of those who developed it."""
    if assessor in developers:
        return Verdict.refused("taskbook.assessor_is_developer", assessor=assessor)
    return Verdict.allowed()


def project_level(levels: Mapping[str, int]) -> Explained:
    """The level of the project: the lowest of its critical elements. Refused `taskbook.no_elements` without any."""
    if not levels:
        raise Refused("taskbook.no_elements")
    parts = tuple(
        Leaf(level, "taskbook.element_level", (Source("projects.readiness_element", key, key),), "trl")
        for key, level in levels.items()
    )
    return Explained(min(levels.values()), "taskbook.lowest_level", parts, (), "trl")


def added_value(elements: Sequence[Element]) -> Explained:
    """Technology added value (GB/T 22900): sum of weight times levels gained, an exact fraction; it may be negative.

    Weights .5/.3/.2 with gains of 3/3/2 make 2.8. Refused `taskbook.weights_not_whole`.
    """
    if not are_whole(element.weight_ppm for element in elements):
        raise Refused("taskbook.weights_not_whole", total=sum(element.weight_ppm for element in elements), wanted=WHOLE)
    parts = tuple(
        Explained(
            Fraction(element.weight_ppm, WHOLE) * (element.end - element.start),
            "taskbook.weighted_gain",
            (
                Leaf(element.weight_ppm, "taskbook.weight", (), "ppm"),
                Leaf(element.start, "taskbook.level_at_start", (), "trl"),
                Leaf(element.end, "taskbook.level_at_end", (), "trl"),
            ),
            (Source("projects.readiness_element", element.key, element.key),),
        )
        for element in elements
    )
    total = sum(
        (Fraction(element.weight_ppm * (element.end - element.start), WHOLE) for element in elements), Fraction(0)
    )
    return Explained(total, "taskbook.added_value", parts)


def efficiency(value: Fraction, effort: Fraction) -> Fraction:
    """Added value for each unit of effort (million yuan or person-month); Refused `taskbook.effort_not_positive`."""
    if effort <= 0:
        raise Refused("taskbook.effort_not_positive", effort=str(effort))
    return value / effort


def _missing(criterion: Criterion) -> Leaf:
    return Leaf(
        criterion.level, "taskbook.criterion_missing", (Source("criterion", criterion.key, criterion.text),), "trl"
    )
