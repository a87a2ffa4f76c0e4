"""Whether a task book is fulfilled: binding indicators are gates, the others count by weight.

Conclusions: passed, rectify (once), concluded (not reached although everything reasonable was done), not_passed. The
engine proposes with reasons, people decide. Sources: 国科发资〔2018〕 on acceptance; Law on S&T Progress, article 68.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from ceyuan.core.kernel import Explained, Leaf, Reason, Refused, Source

Conclusion = Literal["passed", "rectify", "concluded", "not_passed"]
DEFAULT_THRESHOLD = Fraction(4, 5)


@dataclass(frozen=True, slots=True)
class IndicatorResult:
    """How far an indicator is reached: 1 is the target. None: nobody has entered a result. Weight as ppm."""

    key: str
    name: str
    completion: Fraction | None
    weight_ppm: int = 0
    is_binding: bool = True


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """What counts beside the indicators. `finance_accepted` None: not decided. `vetoes`: false data, unapproved change
    and the like. `rectifications`: how often one was ordered before, of at most `most_rectifications`."""

    finance_accepted: bool | None = None
    diligence_proven: bool = False
    rectifications: int = 0
    most_rectifications: int = 1
    vetoes: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """A conclusion that the facts allow, with the reasons for it."""

    conclusion: Conclusion
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Judgement:
    """The weighted completion explained, what keeps it from passing, and the proposals, the recommended one first.

    `open_reasons` is not empty while something is not known yet; then there is no proposal.
    """

    weighted: Explained
    obstacles: tuple[Reason, ...]
    open_reasons: tuple[Reason, ...]
    proposals: tuple[Proposal, ...]

    @property
    def recommended(self) -> Conclusion | None:
        """The first proposal, None while something is open."""
        return self.proposals[0].conclusion if self.proposals else None


def verdict(results: Sequence[IndicatorResult], case: CaseFacts, threshold: Fraction = DEFAULT_THRESHOLD) -> Judgement:
    """What the facts propose.

    passed: every binding indicator is reached, the weighted completion is at least `threshold`, the money is accepted.
    A veto leaves only not_passed. Otherwise, in this order: concluded when diligence is proven and the
    money accepted, rectify when none was ordered before, not_passed. Refused `taskbook.no_results` without indicators.
    """
    if not results:
        raise Refused("taskbook.no_results")
    weighted = weighted_completion(results)
    obstacles = (*_gates(results), *_below(weighted, threshold), *_money(case))
    if case.vetoes:
        return Judgement(weighted, obstacles, (), (Proposal("not_passed", case.vetoes),))
    still_open = _open(results, case)
    if still_open:
        return Judgement(weighted, obstacles, still_open, ())
    if not obstacles:
        reasons = (Reason("taskbook.after_rectification"),) if case.rectifications else ()
        return Judgement(weighted, (), (), (Proposal("passed", reasons),))
    return Judgement(weighted, obstacles, (), _ways_out(case, obstacles))


def weighted_completion(results: Sequence[IndicatorResult]) -> Explained:
    """The mean of the completions by weight, each cut to 0..1, so that nothing done twice makes up for something left
    undone; all indicators count alike when no weight is set. A missing result counts as zero."""
    weights = [result.weight_ppm for result in results]
    if any(weight < 0 for weight in weights):
        raise Refused("taskbook.weight_negative", indicators=[one.key for one in results if one.weight_ppm < 0])
    total = sum(weights)
    shares = [Fraction(weight, total) if total else Fraction(1, len(results)) for weight in weights]
    parts = tuple(
        Explained(
            share * _counted(result),
            "taskbook.weighted_part",
            (Leaf(share, "taskbook.weight"), Leaf(_counted(result), "taskbook.completion")),
            (Source("projects.indicator", result.key, result.name),),
        )
        for share, result in zip(shares, results, strict=True)
    )
    whole = sum((share * _counted(one) for share, one in zip(shares, results, strict=True)), Fraction(0))
    return Explained(whole, "taskbook.weighted_completion", parts)


def _counted(result: IndicatorResult) -> Fraction:
    return min(max(result.completion or Fraction(0), Fraction(0)), Fraction(1))


def _gates(results: Sequence[IndicatorResult]) -> tuple[Reason, ...]:
    return tuple(
        Reason(
            "taskbook.binding_missed", {"indicator": result.name or result.key, "percent": _percent(result.completion)}
        )
        for result in results
        if result.is_binding and result.completion is not None and result.completion < 1
    )


def _below(weighted: Explained, threshold: Fraction) -> tuple[Reason, ...]:
    value = weighted.value
    if isinstance(value, Fraction) and value < threshold:
        return (Reason("taskbook.below_threshold", {"percent": _percent(value), "wanted": _percent(threshold)}),)
    return ()


def _money(case: CaseFacts) -> tuple[Reason, ...]:
    return (Reason("taskbook.finance_refused"),) if case.finance_accepted is False else ()


def _open(results: Sequence[IndicatorResult], case: CaseFacts) -> tuple[Reason, ...]:
    missing = [result.name or result.key for result in results if result.completion is None]
    reasons = [Reason("taskbook.results_missing", {"indicators": missing})] if missing else []
    if case.finance_accepted is None:
        reasons.append(Reason("taskbook.finance_open"))
    return tuple(reasons)


def _ways_out(case: CaseFacts, obstacles: tuple[Reason, ...]) -> tuple[Proposal, ...]:
    ways: list[Proposal] = []
    excused = case.diligence_proven and case.finance_accepted is not False
    if excused:
        ways.append(Proposal("concluded", (Reason("taskbook.diligence_proven"), *obstacles)))
    if case.rectifications < case.most_rectifications:
        ways.append(Proposal("rectify", obstacles))
    if not excused:
        ways.append(Proposal("not_passed", obstacles))
    return tuple(ways)


def _percent(value: Fraction | None) -> str:
    # Rounded down, so that 99.99 % is never told as reached.
    tenths = int((value or Fraction(0)) * 1000) if (value or 0) >= 0 else 0
    return f"{tenths // 10}.{tenths % 10}"
