"""What an accounting of the delivery must find, added up while it is made."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from ceyuan.core.ledger.generate.catalogue import SHARED, Catalogue
from ceyuan.core.ledger.generate.dirt import FAULTS, GOOD, Spoilt
from ceyuan.core.ledger.generate.vouchers import ACCOUNT_CODES, MEANT_ENTRUSTED, MEANT_SHARE, Page
from ceyuan.core.ledger.schema import CATEGORIES, REJECTIONS

Hours = dict[tuple[str, int, str], dict[str, int]]
"""By company, month and resource: hours by project, "" for production."""


@dataclass(slots=True)
class Expected:
    """Counts and sums over all pages."""

    read: int = 0
    accepted: int = 0
    debit_fen: int = 0
    credit_fen: int = 0
    entrusted_fen: int = 0
    production_fen: int = 0
    by_category: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)

    def add(self, page: Page, spoilt: Spoilt) -> None:
        """Add a page but for its shares."""
        good = spoilt.reason == GOOD
        debit, credit, meant = (page.columns[name] for name in ("debit", "credit", "meant"))
        copies = int((spoilt.fault == FAULTS.index("duplicate_line")).sum())
        self.read += page.lines + copies
        self.accepted += int(good.sum())
        self.debit_fen += int(debit[good].sum())
        self.credit_fen += int(credit[good].sum())
        net = np.where(good, debit - credit, 0)
        for category in CATEGORIES:
            self.by_category[category] += int(net[meant == int(category)].sum())
        self.entrusted_fen += int(net[meant == MEANT_ENTRUSTED].sum())
        self.reasons["duplicate_line"] += copies
        numbers, counts = np.unique(spoilt.reason[~good], return_counts=True)
        self.reasons.update({REJECTIONS[n]: int(count) for n, count in zip(numbers, counts, strict=True)})

    def reject(self, reason: str, lines: int) -> None:
        """Add lines that are rejected as a whole."""
        self.read += lines
        self.reasons[reason] += lines

    def add_shares(self, page: Page, spoilt: Spoilt, known: Catalogue, place: tuple[str, int], hours: Hours) -> None:
        """Add the shares of a page: each pool (resource and account) by hours, the largest remainders first."""
        company, month = place
        names = known.resources(company)
        chosen = np.flatnonzero((spoilt.reason == GOOD) & (page.columns["meant"] == MEANT_SHARE))
        pools: defaultdict[tuple[str, str], int] = defaultdict(int)
        account, item, debit, credit = (
            page.columns[name][chosen].tolist() for name in ("account", "object", "debit", "credit")
        )
        for code, place_of, plus, minus in zip(account, item, debit, credit, strict=True):
            pools[names[place_of - known.projects_each], ACCOUNT_CODES[code]] += plus - minus
        for (resource, code), paid in pools.items():
            worked = hours.get((company, month, resource), {"": 1})
            production = largest_remainder(paid, worked).get("", 0)
            self.production_fen += production
            self.by_category[SHARED[code][0]] += paid - production

    def to_dict(self) -> dict[str, Any]:
        """In the shape of totals.json."""
        return {
            "read": self.read,
            "accepted": self.accepted,
            "rejected": sum(self.reasons.values()),
            "debit_fen": self.debit_fen,
            "credit_fen": self.credit_fen,
            "by_category": {category: self.by_category[category] for category in CATEGORIES},
            "entrusted_fen": self.entrusted_fen,
            "production_fen": self.production_fen,
            "rejected_by_reason": {reason: count for reason, count in sorted(self.reasons.items()) if count},
        }


def largest_remainder(paid: int, worked: dict[str, int]) -> dict[str, int]:
    """An amount over projects in proportion to hours, exactly; ties go by code, production last."""
    whole = sum(worked.values())
    parts = {project: abs(paid) * each // whole for project, each in worked.items()}
    order = sorted(worked, key=lambda project: (-(abs(paid) * worked[project] % whole), not project, project))
    for project in order[: abs(paid) - sum(parts.values())]:
        parts[project] += 1
    return {project: part if paid >= 0 else -part for project, part in parts.items()}
