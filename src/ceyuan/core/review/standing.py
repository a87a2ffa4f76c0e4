"""Abstaining and being recused are different things, and each act of a review asks which one it is.

An *abstention* is the expert's own: entitled and present, but without judgement on this case. It counts for the quorum
and in those bases that the rule of the vote names; its score drops out of the mean. The expert keeps seeing the case.

A *recusal* follows from a conflict of interest or is ordered by whoever runs the review. The expert does not learn of
the case, does not see it, is not assigned (not again either, whatever is re-assigned), neither scores nor votes, and is
taken out of *both* sides of every count: not entitled, not present.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from ceyuan.core.kernel import Reason, Refused
from ceyuan.core.review.conflicts import Conflict


@dataclass(frozen=True, slots=True)
class Abstention:
    """An expert refrains from judging a case, for a reason in one's own words."""

    expert: str
    case: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Recusal:
    """An expert is kept from a case: because of `conflicts`, or ordered with a written reason."""

    expert: str
    case: str
    conflicts: tuple[Conflict, ...] = ()
    words: str = ""

    def __post_init__(self) -> None:
        if not self.conflicts and not self.words.strip():
            raise Refused("review.recusal_without_reason", expert=self.expert, case=self.case)


class Standing(StrEnum):
    """How an expert stands to a case."""

    ENTITLED = "entitled"
    ABSTAINED = "abstained"
    RECUSED = "recused"

    @property
    def sees_case(self) -> bool:
        """Whether the case, its papers and the others' judgements may be shown."""
        return self is not Standing.RECUSED

    @property
    def assignable(self) -> bool:
        """Whether the expert may be assigned, drawn or kept in a panel for it."""
        return self is Standing.ENTITLED

    @property
    def judges(self) -> bool:
        """Whether a score or a yes or no is taken."""
        return self is Standing.ENTITLED

    @property
    def counts_as_entitled(self) -> bool:
        """Whether the expert is in the base of the quorum."""
        return self is not Standing.RECUSED


class Standings:
    """Who abstained from or was recused of which case; a recusal goes before an abstention."""

    def __init__(self, recusals: Iterable[Recusal] = (), abstentions: Iterable[Abstention] = ()) -> None:
        self._recused = {(one.expert, one.case): one for one in recusals}
        self._abstained = {(one.expert, one.case) for one in abstentions}

    def of(self, expert: str, case: str) -> Standing:
        """How the expert stands to the case."""
        if (expert, case) in self._recused:
            return Standing.RECUSED
        return Standing.ABSTAINED if (expert, case) in self._abstained else Standing.ENTITLED

    def recused(self, case: str) -> frozenset[str]:
        """Who is recused of a case."""
        return frozenset(expert for expert, of in self._recused if of == case)

    def barred(self) -> frozenset[tuple[str, str]]:
        """All pairs that must not be assigned, as assignment wants them; also after any re-assignment."""
        return frozenset(self._recused) | frozenset(self._abstained)

    def objection(self, expert: str, case: str) -> Reason | None:
        """Why the expert may not judge the case, None when allowed. The text for a recused one names no case."""
        match self.of(expert, case):
            case Standing.RECUSED:
                return Reason("review.recused")
            case Standing.ABSTAINED:
                return Reason("review.abstained", {"case": case})
            case _:
                return None


def recusals(conflicts: Iterable[Conflict]) -> list[Recusal]:
    """One recusal for each expert and case with conflicts."""
    found: dict[tuple[str, str], list[Conflict]] = {}
    for one in conflicts:
        found.setdefault((one.expert, one.case), []).append(one)
    return [Recusal(expert, case, tuple(which)) for (expert, case), which in found.items()]
