"""The whole of one draw, written so that a third party can repeat and check it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ceyuan.core.kernel import Reason
from ceyuan.core.review.admissible import Candidate, DrawPlan, plan_read, plan_told
from ceyuan.core.review.canonical import canonical, fingerprint, reason_told, told

VERSION = "ceyuan.review.draw/1"


@dataclass(frozen=True, slots=True)
class Turn:
    """One expert's turn in the random order: drawn, with the strata that this fills, or passed over, with reason."""

    key: str
    drawn: bool
    strata: tuple[str, ...] = ()
    passed: Reason | None = None

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready."""
        passed = told(self.passed) if self.passed else None
        return {"key": self.key, "drawn": self.drawn, "strata": list(self.strata), "passed": passed}

    @classmethod
    def from_dict(cls, record: Mapping[str, Any]) -> "Turn":
        """The turn that `to_dict` wrote."""
        passed = reason_told(record["passed"]) if record["passed"] else None
        return cls(record["key"], record["drawn"], tuple(record["strata"]), passed)


@dataclass(frozen=True, slots=True)
class Replacement:
    """Who left and why (a code of the caller), who was found unfit since, and the turns up to the one drawn instead."""

    left: str
    why: str
    excluded: Mapping[str, tuple[Reason, ...]]
    turns: tuple[Turn, ...]

    @property
    def drawn(self) -> str:
        """The expert drawn instead."""
        return self.turns[-1].key

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready."""
        return {
            "left": self.left,
            "why": self.why,
            "excluded": _exclusions_told(self.excluded),
            "turns": [turn.to_dict() for turn in self.turns],
        }

    @classmethod
    def from_dict(cls, record: Mapping[str, Any]) -> "Replacement":
        """The replacement that `to_dict` wrote."""
        turns = tuple(Turn.from_dict(turn) for turn in record["turns"])
        return cls(record["left"], record["why"], _exclusions_read(record["excluded"]), turns)


@dataclass(frozen=True, slots=True)
class DrawRecord:
    """A draw from beginning to end. `candidates` are in canonical order (by key), `order` is the random order of those
    not excluded, `turns` go through it until the panel is full; replacements go through it again from the beginning."""

    plan: DrawPlan
    commitment: str
    seed: str
    public: str
    candidates: tuple[Candidate, ...]
    exclusions: Mapping[str, tuple[Reason, ...]]
    order: tuple[str, ...]
    turns: tuple[Turn, ...]
    replacements: tuple[Replacement, ...] = ()

    @property
    def panel(self) -> tuple[str, ...]:
        """Who sits in the panel now; a replacement takes the place of who left."""
        seats = [turn.key for turn in self.turns if turn.drawn]
        for change in self.replacements:
            seats[seats.index(change.left)] = change.drawn
        return tuple(seats)

    @property
    def digest(self) -> str:
        """The fingerprint of the record, for the chain of the review."""
        return fingerprint("draw", canonical(self.to_dict()))

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready, with the seed: for the supervisor until the draw is over, afterwards for everybody entitled."""
        return {
            "version": VERSION,
            "plan": plan_told(self.plan),
            "commitment": self.commitment,
            "seed": self.seed,
            "public": self.public,
            "candidates": [_candidate_told(one) for one in self.candidates],
            "exclusions": _exclusions_told(self.exclusions),
            "order": list(self.order),
            "turns": [turn.to_dict() for turn in self.turns],
            "replacements": [one.to_dict() for one in self.replacements],
        }

    @classmethod
    def from_dict(cls, record: Mapping[str, Any]) -> "DrawRecord":
        """The record that `to_dict` wrote."""
        return cls(
            plan_read(record["plan"]),
            record["commitment"],
            record["seed"],
            record["public"],
            tuple(_candidate_read(one) for one in record["candidates"]),
            _exclusions_read(record["exclusions"]),
            tuple(record["order"]),
            tuple(Turn.from_dict(turn) for turn in record["turns"]),
            tuple(Replacement.from_dict(one) for one in record["replacements"]),
        )


def _candidate_told(one: Candidate) -> dict[str, Any]:
    traits = sorted(list(trait) for trait in one.traits)
    return {"key": one.key, "unit": one.unit, "traits": traits, "workload": one.workload}


def _candidate_read(record: Mapping[str, Any]) -> Candidate:
    traits = frozenset((dimension, value) for dimension, value in record["traits"])
    return Candidate(record["key"], record["unit"], traits, record["workload"])


def _exclusions_told(exclusions: Mapping[str, tuple[Reason, ...]]) -> dict[str, Any]:
    return {key: [told(reason) for reason in reasons] for key, reasons in sorted(exclusions.items())}


def _exclusions_read(record: Mapping[str, Any]) -> dict[str, tuple[Reason, ...]]:
    return {key: tuple(reason_told(reason) for reason in reasons) for key, reasons in record.items()}
