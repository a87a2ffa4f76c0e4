"""Which rows of the cost cube enter the form of a legal entity and year, as strands: one project, one treatment.

Expensed cost enters in its year. Capitalised cost enters in the year in which the intangible asset forms, all at once,
whatever year it was spent in (国家税务总局公告2021年第28号); until then it is parked.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ceyuan.core.kernel import Explained, Reason
from ceyuan.core.ledger.explaining import added, of_rows, project_source
from ceyuan.core.ledger.schema import (
    CAPITALISED,
    DOMESTIC,
    ENTRUSTED,
    EXPENSED,
    OVERSEAS,
    OVERSEAS_INDIVIDUAL,
    CostRow,
)

FIVE = ("1", "2", "3", "4", "5")
OTHER = "6"


@dataclass(frozen=True, slots=True)
class Formation:
    """An intangible asset formed by a project: capitalised cost up to `month` (yyyymm) became the asset `key`.

    It is amortised over `life_months` from `first_month` on, usually the month of forming. `life_basis` names the law
    or contract where the life is shorter than the least one.
    """

    key: str
    project: str
    month: int
    life_months: int
    first_month: int
    life_basis: str = ""


@dataclass(frozen=True, slots=True)
class Strand:
    """The cost of one project in one treatment that enters the year; capitalised cost with the asset it became."""

    project: str
    treatment: str
    asset: str
    rows: tuple[CostRow, ...]

    def of_category(self, *categories: str) -> int:
        """Fen of own, co-operative and centralised R&D in these categories."""
        return sum(row.amount_fen for row in self.rows if row.category in categories)

    def of_detail(self, detail: str) -> int:
        """Fen of one detail code."""
        return sum(row.amount_fen for row in self.rows if row.detail == detail)

    def of_form(self, form: str) -> int:
        """Fen paid for one form of entrusted R&D."""
        return sum(row.amount_fen for row in self.rows if row.form == form)

    @property
    def five(self) -> int:
        """Categories 1 to 5, on which the limit of the sixth is built."""
        return self.of_category(*FIVE)

    @property
    def other(self) -> int:
        """Category 6 as spent."""
        return self.of_category(OTHER)

    @property
    def domestic(self) -> int:
        """Paid to institutions and persons in the country."""
        return self.of_form(DOMESTIC)

    @property
    def overseas(self) -> int:
        """Paid to institutions abroad."""
        return self.of_form(OVERSEAS)

    @property
    def individual(self) -> int:
        """Paid to persons abroad, never deductible."""
        return self.of_form(OVERSEAS_INDIVIDUAL)

    def explained(self, detail_or_form: str) -> Explained:
        """What the strand contributes to one detail line or to one form of entrusted R&D, down to its rows."""
        field = "form" if detail_or_form in ENTRUSTED else "detail"
        rows = [row for row in self.rows if getattr(row, field) == detail_or_form]
        return added("ledger.project_part", of_rows(rows), (project_source(self.project),))


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Cost tagged for tax that does not enter, and why."""

    project: str
    reason: Reason
    amount_fen: int
    rows: tuple[CostRow, ...]


@dataclass(frozen=True, slots=True)
class Gathered:
    """The strands that enter the form, and what does not: parked capitalised cost and excluded projects."""

    strands: tuple[Strand, ...] = ()
    left_out: tuple[LeftOut, ...] = ()

    def total(self, name: str) -> int:
        """The sum of one figure over all strands, such as "five" or "domestic"."""
        return sum(getattr(strand, name) for strand in self.strands)


def gather(
    rows: Iterable[CostRow],
    *,
    company: str,
    year: int,
    formations: Sequence[Formation] = (),
    excluded: Mapping[str, Reason] | None = None,
) -> Gathered:
    """The strands of the company's tax-scope rows that enter its form of the year.

    `excluded` gives, by project, why it may not claim. Left out are rows of excluded projects of this year, and
    capitalised rows up to the end of the year whose asset has not formed by then (`ledger.asset_not_formed`).
    """
    barred = excluded or {}
    entering: dict[tuple[str, str, str], list[CostRow]] = defaultdict(list)
    kept_out: dict[tuple[str, Reason], list[CostRow]] = defaultdict(list)
    months = _formations(formations)
    for row in rows:
        if row.company != company or not row.in_tax or row.year > year:
            continue
        formed = _formed(row, months.get(row.project, ())) if row.treatment == CAPITALISED else None
        entered = _entry_year(row, formed)
        if entered is not None and entered < year:
            continue
        if row.project in barred:
            if year in (entered, row.year):
                kept_out[row.project, barred[row.project]].append(row)
        elif entered == year:
            entering[row.project, row.treatment, formed.key if formed else ""].append(row)
        else:
            kept_out[row.project, Reason("ledger.asset_not_formed", {"project": row.project})].append(row)
    return Gathered(
        tuple(Strand(*key, tuple(found)) for key, found in sorted(entering.items())),
        tuple(
            LeftOut(project, reason, sum(row.amount_fen for row in found), tuple(found))
            for (project, reason), found in sorted(kept_out.items(), key=lambda item: (item[0][0], item[0][1].code))
        ),
    )


def _entry_year(row: CostRow, formed: Formation | None) -> int | None:
    if row.treatment == EXPENSED:
        return row.year
    return formed.month // 100 if formed else None


def _formations(formations: Sequence[Formation]) -> Mapping[str, tuple[Formation, ...]]:
    by_project: dict[str, list[Formation]] = defaultdict(list)
    for formation in sorted(formations, key=lambda formation: formation.month):
        by_project[formation.project].append(formation)
    return {project: tuple(found) for project, found in by_project.items()}


def _formed(row: CostRow, formations: Sequence[Formation]) -> Formation | None:
    # Cost goes into the first asset that forms at or after it was spent.
    return next((formation for formation in formations if row.month <= formation.month), None)
