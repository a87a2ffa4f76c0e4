"""Is a target measurable and assessable? What has to be said about it before anybody signs."""

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date

from ceyuan.core.indicators.quantities import RollUp
from ceyuan.core.kernel import Reason, Verdict


@dataclass(frozen=True, slots=True)
class TargetFacts:
    """What is known about a target. Texts are empty and the others None while nothing is said.

    `is_typed`: the value was typed as it stands, not computed from a numerator and a denominator. `owner` answers for
    the target, `assessor` decides whether it is reached.
    """

    kind: RollUp
    unit_of_measure: str = ""
    definition: str = ""
    source: str = ""
    is_typed: bool = False
    due: date | None = None
    method: str = ""
    owner: Hashable | None = None
    assessor: Hashable | None = None
    verdict_rule: str = ""


def measurable(facts: TargetFacts) -> Verdict:
    """Whether a reading would mean the same to everybody: unit (not for a milestone), definition, source, and for a
    ratio or a mean only raw quantities. All reasons: `indicators.unit_missing`, `definition_missing`, `source_missing`,
    `typed_ratio`."""
    return Verdict.of(
        [
            _unless(facts.unit_of_measure.strip() or facts.kind is RollUp.BOOLEAN, "unit_missing"),
            _unless(facts.definition.strip(), "definition_missing"),
            _unless(facts.source.strip(), "source_missing"),
            _unless(not (facts.is_typed and facts.kind in (RollUp.RATIO, RollUp.WEIGHTED_MEAN)), "typed_ratio"),
        ]
    )


def assessable(facts: TargetFacts) -> Verdict:
    """Whether it can be decided if the target is reached: by when, how, by whom (not its owner), by which rule.

    All reasons: `indicators.date_missing`, `method_missing`, `assessor_missing`, `assessor_is_owner`,
    `verdict_rule_missing`.
    """
    known = facts.assessor is not None
    return Verdict.of(
        [
            _unless(facts.due is not None, "date_missing"),
            _unless(facts.method.strip(), "method_missing"),
            _unless(known, "assessor_missing"),
            _unless(not known or facts.assessor != facts.owner, "assessor_is_owner"),
            _unless(facts.verdict_rule.strip(), "verdict_rule_missing"),
        ]
    )


def _unless(said: object, code: str) -> Reason | None:
    return None if said else Reason(f"indicators.{code}")
