"""The totals of a run, in the shape that test deliveries expect them in."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ceyuan.core.ledger.schema import CATEGORIES, ENTRUSTED


@dataclass(slots=True)
class Totals:
    """Counts and sums that grow batch by batch.

    `debit_fen` and `credit_fen` are of accepted lines. `by_category` is the net of accepted cost in the account scope
    after apportioning; entrusted cost has no category and stands beside it. `controls` holds, by delivery, company and
    month, what was read and what of it was accepted.
    """

    read: int = 0
    accepted: int = 0
    rejected: int = 0
    debit_fen: int = 0
    credit_fen: int = 0
    by_category: Counter[str] = field(default_factory=Counter)
    entrusted_fen: int = 0
    production_fen: int = 0
    transfer_lines: int = 0
    cost_lines: int = 0
    share_lines: int = 0
    rejected_by_reason: Counter[str] = field(default_factory=Counter)
    by_company: Counter[str] = field(default_factory=Counter)
    controls: dict[tuple[str, str, int], dict[str, int]] = field(default_factory=dict)

    def add_controls(self, read: Iterable[Mapping[str, Any]], accepted: Iterable[Mapping[str, Any]]) -> None:
        """Add the control totals of a batch: rows with delivery, company, period, lines, debit_fen and credit_fen."""
        for row in read:
            entry = self._entry(row)
            self.read += row["lines"]
            entry["read"] += row["lines"]
            entry["read_debit_fen"] += row["debit_fen"] or 0
            entry["read_credit_fen"] += row["credit_fen"] or 0
        for row in accepted:
            entry = self._entry(row)
            self.accepted += row["lines"]
            self.debit_fen += row["debit_fen"]
            self.credit_fen += row["credit_fen"]
            entry["accepted"] += row["lines"]
            entry["debit_fen"] += row["debit_fen"]
            entry["credit_fen"] += row["credit_fen"]

    def add_cost(self, rows: Iterable[Mapping[str, Any]]) -> None:
        """Add rows of company, category, form and amount_fen in the account scope."""
        for row in rows:
            self.by_company[row["company"]] += row["amount_fen"]
            if row["form"] in ENTRUSTED:
                self.entrusted_fen += row["amount_fen"]
            else:
                self.by_category[row["category"]] += row["amount_fen"]

    def add_rejected(self, reasons: Mapping[str, int]) -> None:
        """Add numbers of rejected lines by reason."""
        self.rejected_by_reason.update(reasons)
        self.rejected += sum(reasons.values())

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready; the first six keys are what every totals.json and expected.json has."""
        return {
            "read": self.read,
            "accepted": self.accepted,
            "rejected": self.rejected,
            "debit_fen": self.debit_fen,
            "credit_fen": self.credit_fen,
            "by_category": {category: self.by_category[category] for category in CATEGORIES},
            "entrusted_fen": self.entrusted_fen,
            "production_fen": self.production_fen,
            "cost_lines": self.cost_lines,
            "share_lines": self.share_lines,
            "transfer_lines": self.transfer_lines,
            "rejected_by_reason": dict(sorted(self.rejected_by_reason.items())),
            "by_company": dict(sorted(self.by_company.items())),
        }

    def control_rows(self) -> list[dict[str, Any]]:
        """Control totals by delivery, company and month, in this order."""
        return [
            {"delivery": delivery, "company": company, "month": month, **entry}
            for (delivery, company, month), entry in sorted(self.controls.items())
        ]

    def _entry(self, row: Mapping[str, Any]) -> dict[str, int]:
        empty = dict.fromkeys(("read", "read_debit_fen", "read_credit_fen", "accepted", "debit_fen", "credit_fen"), 0)
        return self.controls.setdefault((row["delivery"], row["company"], row["period"]), empty)
