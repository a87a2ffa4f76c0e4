"""What a panel is run by: the conditions of its draw and of its assignment, kept as `Panel.settings`."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor
from typing import Any

from ceyuan.core.kernel import Invalid, Reason
from ceyuan.core.review.admissible import DrawPlan, Stratum

LETTER = "letter"
LEAST_BY_LETTER = 3
MOST_SEATS = 400
USUAL_LOAD = 5
OUTSIDE = "outside"
_PPM = 1_000_000
_BY_DEFAULT = {
    "externals_ppm": 0,
    "workload_limit": None,
    "blind": False,
    "strategic_unit": False,
    "years": 3,
    "colleagues": 1,
}


@dataclass(frozen=True, slots=True)
class StratumRule:
    """A stratum as the office set it: limits in people, or in per cent of the seats (`in_percent`), which follow when
    the number of seats changes. A least share is rounded up to people, a greatest share down."""

    code: str
    wanted: Mapping[str, frozenset[str]]
    minimum: int = 0
    maximum: int | None = None
    in_percent: bool = False

    def of(self, seats: int) -> Stratum:
        """The stratum of a draw of so many seats."""
        if not self.in_percent:
            return Stratum(self.code, self.wanted, self.minimum, self.maximum)
        most = None if self.maximum is None else floor(Fraction(seats * self.maximum, 100))
        return Stratum(self.code, self.wanted, ceil(Fraction(seats * self.minimum, 100)), most)

    def told(self) -> dict[str, Any]:
        """As it is kept."""
        return {
            "code": self.code,
            "wanted": {name: sorted(values) for name, values in sorted(self.wanted.items())},
            "minimum": self.minimum,
            "maximum": self.maximum,
            "in_percent": self.in_percent,
        }

    @classmethod
    def read(cls, kept: Mapping[str, Any]) -> "StratumRule":
        """As `told` wrote it."""
        wanted = {name: frozenset(values) for name, values in kept["wanted"].items()}
        return cls(kept["code"], wanted, kept.get("minimum", 0), kept.get("maximum"), kept.get("in_percent", False))


@dataclass(frozen=True, slots=True)
class PanelSettings:
    """`seats` experts are drawn, at most `per_unit` of one unit (None: any number), of them at least `externals_ppm`
    millionths from outside, and as many of each stratum as it says. Who has `workload_limit` open reviews is not drawn.

    `barred_by` says which conflicts keep somebody out of the draw: "any" (everybody in the panel judges every case) or
    "all" (somebody who is kept from some cases reviews others). `externals` of the reviewers of each case
    are external, and at most `colleagues` of them of one unit.
    `blind` cases are read without the names in them. `years` of shared work count, and with `strategic_unit` the same
    strategic unit is a conflict.
    """

    seats: int
    per_unit: int | None = 1
    externals_ppm: int = 0
    externals: int = 0
    strata: tuple[StratumRule, ...] = ()
    workload_limit: int | None = None
    barred_by: str = "any"
    blind: bool = False
    years: int = 3
    strategic_unit: bool = False
    colleagues: int = 1

    def plan(self, case: str) -> DrawPlan:
        """The draw that follows. Invalid as `DrawPlan`."""
        strata = tuple(one.of(self.seats) for one in self.strata)
        if self.externals_ppm:
            share = Fraction(self.externals_ppm, _PPM)
            wanted = {"affiliation": frozenset({"external"})}
            strata = (*strata, Stratum.share(OUTSIDE, wanted, of=self.seats, at_least=share))
        return DrawPlan(case, self.seats, strata, self.per_unit, self.workload_limit)

    def told(self) -> dict[str, Any]:
        """As it is kept."""
        names = (
            "seats",
            "per_unit",
            "externals_ppm",
            "externals",
            "workload_limit",
            "barred_by",
            "blind",
            "years",
            "colleagues",
        )
        return {
            **{name: getattr(self, name) for name in names},
            "strategic_unit": self.strategic_unit,
            "strata": [one.told() for one in self.strata],
        }

    @classmethod
    def read(cls, kept: Mapping[str, Any], *, mode: str, reviewers_per_case: int, cases: int) -> "PanelSettings":
        """The settings that are kept; what is missing follows from the mode, the reviewers and the cases."""
        by_letter = mode == LETTER
        usual = max(reviewers_per_case, ceil(cases * reviewers_per_case / USUAL_LOAD)) if by_letter else None
        given = {name: kept.get(name, usually) for name, usually in _BY_DEFAULT.items()}
        return cls(
            seats=kept.get("seats") or usual or reviewers_per_case,
            per_unit=kept.get("per_unit", None if by_letter else 1),
            externals=kept.get("externals", 0),
            barred_by=kept.get("barred_by") or ("all" if by_letter else "any"),
            strata=tuple(StratumRule.read(one) for one in kept.get("strata", ())),
            **given,
        )

    def faults(self, *, mode: str, reviewers_per_case: int) -> dict[str, list[Reason]]:
        """What is wrong with them, by field."""
        found: dict[str, list[Reason]] = {}
        if mode == LETTER and reviewers_per_case < LEAST_BY_LETTER:
            found["reviewers_per_case"] = [Reason("reviews.letter_least", {"least": LEAST_BY_LETTER})]
        if not reviewers_per_case <= self.seats <= MOST_SEATS:
            found["seats"] = [Reason("reviews.seats_range", {"least": reviewers_per_case, "most": MOST_SEATS})]
        if not 0 <= self.externals <= reviewers_per_case:
            found["externals"] = [Reason("reviews.externals_range", {"most": reviewers_per_case})]
        if not 0 <= self.externals_ppm <= _PPM:
            found["externals_ppm"] = [Reason("reviews.share_range")]
        if self.colleagues < 1:
            found["colleagues"] = [Reason("review.per_unit_not_positive", {"per_unit": self.colleagues})]
        if self.barred_by not in {"any", "all"}:
            found["barred_by"] = [Reason("kit.not_a_choice")]
        if not found:
            try:
                self.plan("")
            except Invalid as problem:
                found = {name: list(reasons) for name, reasons in problem.fields.items()}
        return found
