"""The columns and codes of the ledger: canonical lines, cost lines, hours and rows of the cost cube.

Money is int64 in fen, a month is int32 `yyyymm`, rates are integer parts per million. A line's net is
`debit_fen - credit_fen`; red-letter lines are negative on their side.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

CATEGORIES = ("1", "2", "3", "4", "5", "6")

DETAILS: Mapping[str, tuple[str, ...]] = {
    "1": ("1.1", "1.2", "1.3"),
    "2": ("2.1", "2.2", "2.3", "2.4", "2.5", "2.6", "2.7", "2.8"),
    "3": ("3.1", "3.2"),
    "4": ("4.1", "4.2", "4.3"),
    "5": ("5.1", "5.2", "5.3", "5.4"),
    "6": ("6.1", "6.2", "6.3", "6.4", "6.5"),
}
"""Detail codes by category, in the order of lines 4–6, 8–15, 17–18, 20–22, 24–27 and 29–33 of form A107012:

1.1 wages, 1.2 five insurances and housing fund, 1.3 external labour; 2.1 materials, 2.2 fuel, 2.3 power, 2.4 moulds and
process equipment, 2.5 samples and general test means, 2.6 inspection of trial products, 2.7 operation, maintenance and
repair, 2.8 rental; 3.1 instruments, 3.2 equipment; 4.1 software, 4.2 patents, 4.3 non-patented technology; 5.1 new
product design, 5.2 new process specification, 5.3 clinical trial, 5.4 field trial of exploration; 6.1 library,
translation, consultation, insurance, 6.2 retrieval, analysis, review, acceptance, 6.3 intellectual property, 6.4
welfare and supplementary pension, 6.5 travel and meetings.
"""

OWN, DOMESTIC, OVERSEAS = "own", "entrusted_domestic", "entrusted_overseas"
OVERSEAS_INDIVIDUAL, COOPERATIVE, CENTRALISED = "entrusted_overseas_individual", "cooperative", "centralised"
FORMS = (OWN, DOMESTIC, OVERSEAS, OVERSEAS_INDIVIDUAL, COOPERATIVE, CENTRALISED)
ENTRUSTED = frozenset({DOMESTIC, OVERSEAS, OVERSEAS_INDIVIDUAL})
"""Forms whose payments have no category of their own: category and detail of such rows are empty."""

EXPENSED, CAPITALISED = "expensed", "capitalised"
TREATMENTS = (EXPENSED, CAPITALISED)
SCOPES = ("account", "hnte", "tax", "stat")

LINE_COLUMNS: Mapping[str, str] = {
    "delivery": "string",
    "line_no": "int64",
    "company": "string",
    "period": "int32",
    "booked_on": "date",
    "voucher": "string",
    "account": "string",
    "cost_centre": "string",
    "cost_object": "string",
    "project": "string",
    "department": "string",
    "text": "string",
    "counterparty": "string",
    "currency": "string",
    "debit_fen": "int64",
    "credit_fen": "int64",
}
"""A canonical line, whatever system it came from: column name to type."""

HOUR_COLUMNS: Mapping[str, str] = {
    "company": "string",
    "month": "int32",
    "resource": "string",
    "project": "string",
    "hours": "int64",
}
"""Confirmed hours of people and machines, in hundredths of an hour; an empty project is production or idle time."""

CUBE_COLUMNS: Mapping[str, str] = {
    "company": "string",
    "project": "string",
    "month": "int32",
    "unit": "string",
    "category": "string",
    "detail": "string",
    "form": "string",
    "treatment": "string",
    "in_account": "boolean",
    "in_hnte": "boolean",
    "in_tax": "boolean",
    "in_stat": "boolean",
    "amount_fen": "int64",
    "lines": "int64",
}
CUBE_KEYS = tuple(name for name in CUBE_COLUMNS if name not in {"amount_fen", "lines"})

# What becomes of a line. Accepted lines are cost, pool (apportioned by hours) or no R&D cost for a reason.
COST, SHARE, NONE = "cost", "share", "none"
OTHER_ACCOUNT, TRANSFER, PRODUCTION_SHARE = "other_account", "transfer", "production_share"
NO_COST_REASONS = (OTHER_ACCOUNT, TRANSFER, PRODUCTION_SHARE)

REJECTIONS = (
    "bad_amount",
    "bad_date",
    "bad_currency",
    "unknown_company",
    "unknown_account",
    "period_mismatch",
    "locked_period",
    "both_sides",
    "no_side",
    "unknown_project",
    "closed_project",
    "unbalanced_voucher",
    "duplicate_line",
    "duplicate_delivery",
    "voucher_of_rejected_line",
)
"""Why a line is rejected; where several apply, the first of this list is told."""


@dataclass(frozen=True, slots=True)
class CostRow:
    """One row of the cost cube: the net fen of all accepted cost lines that agree in everything else.

    `unit` is the path of the unit that bears the cost ("" when unknown). Entrusted rows have no category and detail.
    """

    company: str
    project: str
    month: int
    unit: str = ""
    category: str = ""
    detail: str = ""
    form: str = OWN
    treatment: str = EXPENSED
    in_account: bool = True
    in_hnte: bool = True
    in_tax: bool = True
    in_stat: bool = True
    amount_fen: int = 0
    lines: int = 1

    def __post_init__(self) -> None:
        if self.form not in FORMS or self.treatment not in TREATMENTS:
            raise ValueError(f"{self.key}: form is one of {FORMS}, treatment one of {TREATMENTS}.")
        if self.form in ENTRUSTED:
            if self.category or self.detail:
                raise ValueError(f"{self.key}: an entrusted row has no category and no detail.")
        elif self.detail not in DETAILS.get(self.category, ()):
            raise ValueError(f"{self.key}: the detail is none of category {self.category!r}; see schema.DETAILS.")

    @property
    def year(self) -> int:
        """The calendar year of the month."""
        return self.month // 100

    @property
    def key(self) -> str:
        """What a source in an explanation names: company|project|month|category|detail|form|treatment."""
        parts = (self.company, self.project, self.month, self.category, self.detail, self.form, self.treatment)
        return "|".join(map(str, parts))


def cost_rows(records: Iterable[Mapping[str, Any]]) -> list[CostRow]:
    """Rows of the cube from records as `pyarrow.Table.to_pylist()` gives them."""
    return [CostRow(**{name: record[name] for name in CUBE_COLUMNS}) for record in records]
