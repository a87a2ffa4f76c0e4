"""Capitalising development cost: five evidences, decided by finance, from then on and never backwards.

Source: CAS 6 (企业会计准则第6号——无形资产) article 9. A gate or a readiness level only triggers the assessment; until a
decision stands, all cost is expensed, and cost that cannot be told apart is expensed too.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ceyuan.core.kernel import Reason, Refused, Verdict
from ceyuan.core.ledger.schema import CAPITALISED, EXPENSED

EVIDENCES = ("technical_feasibility", "intention", "economic_benefit", "resources", "reliable_measurement")
"""Feasible to complete; meant to be completed and used or sold; a market or a use inside; enough technical, financial
and other resources; cost can be measured reliably."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One of the five, with the document that shows it."""

    kind: str
    document: str
    noted_on: date
    noted_by: str


@dataclass(frozen=True, slots=True)
class Decision:
    """Finance's decision on a project's development stage. `capitalise` says which way; both are kept.

    `effective_on` is the first day whose cost follows it, not before the decision itself.
    """

    project: str
    decided_on: date
    effective_on: date
    capitalise: bool
    decided_by: str
    evidences: tuple[Evidence, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Situation:
    """What an assessment looks at: whether research is over, cost can be told apart, and who wants to decide."""

    project: str
    development_stage: bool
    separable: bool
    decider_is_finance: bool
    decider: str
    project_members: frozenset[str] = frozenset()


def due(readiness: int, decisions: Sequence[Decision], *, threshold: int = 6) -> bool:
    """Whether an assessment is due: the readiness level that triggers it is reached and nothing is decided yet."""
    return readiness >= threshold and not decisions


def missing(evidences: Iterable[Evidence]) -> tuple[str, ...]:
    """Which of the five evidences have no document yet."""
    shown = {evidence.kind for evidence in evidences if evidence.document.strip()}
    return tuple(kind for kind in EVIDENCES if kind not in shown)


def assess(situation: Situation, decision: Decision) -> Verdict:
    """Whether the decision may stand; every reason against it is named."""
    facts = {"project": decision.project}
    reasons = [
        None if situation.decider_is_finance else Reason("ledger.decided_by_finance", facts),
        _reason(situation.decider in situation.project_members, "ledger.decider_is_member", facts),
        _reason(
            decision.effective_on < decision.decided_on,
            "ledger.capitalised_backwards",
            {**facts, "decided_on": decision.decided_on, "effective_on": decision.effective_on},
        ),
        _reason(
            any(evidence.noted_on > decision.decided_on for evidence in decision.evidences),
            "ledger.evidence_after_decision",
            facts,
        ),
    ]
    if decision.capitalise:
        absent = missing(decision.evidences)
        reasons += [
            _reason(not situation.development_stage, "ledger.research_is_expensed", facts),
            _reason(not situation.separable, "ledger.stages_not_separable", facts),
            _reason(bool(absent), "ledger.evidence_missing", {**facts, "missing": absent}),
        ]
    else:
        reasons.append(_reason(not decision.reason.strip(), "ledger.decision_without_reason", facts))
    return Verdict.of(reasons)


def decide(situation: Situation, decision: Decision, known: Sequence[Decision]) -> tuple[Decision, ...]:
    """The decisions with the new one at their end. Refused for the first reason `assess` finds, `ledger.wrong_project`,
    and `ledger.decision_out_of_order` when it would take effect before one already taken."""
    if situation.project != decision.project or any(one.project != decision.project for one in known):
        raise Refused("ledger.wrong_project", project=decision.project)
    assess(situation, decision).require()
    if known and decision.effective_on < known[-1].effective_on:
        raise Refused(
            "ledger.decision_out_of_order", project=decision.project, effective_on=known[-1].effective_on.isoformat()
        )
    return (*known, decision)


def treatment_on(decisions: Iterable[Decision], project: str, day: date, formed_on: date | None = None) -> str:
    """How cost of the day is treated: by the last decision in effect, and expensed once the asset has formed."""
    if formed_on is not None and day > formed_on:
        return EXPENSED
    standing = [one for one in decisions if one.project == project and one.effective_on <= day]
    return CAPITALISED if standing and standing[-1].capitalise else EXPENSED


def _reason(applies: bool, code: str, facts: Mapping[str, object]) -> Reason | None:  # noqa: FBT001 - the condition itself
    return Reason(code, facts) if applies else None
