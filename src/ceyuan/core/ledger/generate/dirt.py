"""What goes wrong with vouchers: one line of some vouchers is spoilt, and what must be said of each line is noted."""

from dataclasses import dataclass

import numpy as np

from ceyuan.core.ledger.generate.vouchers import Ints, Page
from ceyuan.core.ledger.schema import REJECTIONS

FAULTS = (
    "unbalanced_voucher",
    "unknown_account",
    "bad_currency",
    "period_mismatch",
    "both_sides",
    "no_side",
    "bad_amount",
    "bad_date",
    "unknown_project",
    "closed_project",
    "duplicate_line",
)
SPOILT_PERCENT = 1
GOOD = -1


@dataclass(frozen=True, slots=True)
class Spoilt:
    """For each line the fault put into it (position in FAULTS or GOOD) and the reason that it must be rejected with
    (position in REJECTIONS or GOOD). Lines with "duplicate_line" are good and come a second time."""

    fault: Ints
    reason: Ints


def spoil(random: np.random.Generator, page: Page, *, dirty: bool) -> Spoilt:
    """Spoil some vouchers of a page; amounts are changed in place, other faults are left to the writer."""
    fault = np.full(page.lines, GOOD, dtype=np.int64)
    reason = np.full(page.lines, GOOD, dtype=np.int64)
    if dirty:
        chosen = np.flatnonzero(random.random(len(page.first_lines)) * 100 < SPOILT_PERCENT)
        first = page.first_lines[chosen]  # always a debit
        kinds = random.integers(0, len(FAULTS), len(chosen))
        has_project = page.columns["project"][first] >= 0
        for name in ("unknown_project", "closed_project"):
            # Where no project is needed, a wrong one does no harm.
            kinds[(kinds == FAULTS.index(name)) & ~has_project] = FAULTS.index("unbalanced_voucher")
        fault[first] = kinds
        _change_amounts(page, first, kinds)
        _expect(page, chosen, kinds, reason)
    return Spoilt(fault, reason)


def _change_amounts(page: Page, first: Ints, kinds: Ints) -> None:
    debit, credit = page.columns["debit"], page.columns["credit"]
    debit[first[kinds == FAULTS.index("unbalanced_voucher")]] += 1
    debit[first[kinds == FAULTS.index("no_side")]] = 0
    both = first[kinds == FAULTS.index("both_sides")]
    credit[both] = debit[both]


def _expect(page: Page, chosen: Ints, kinds: Ints, reason: Ints) -> None:
    of_voucher = np.full(len(page.first_lines), GOOD, dtype=np.int64)
    repeated, unbalanced = FAULTS.index("duplicate_line"), FAULTS.index("unbalanced_voucher")
    of_voucher[chosen] = np.where(
        kinds == repeated,
        GOOD,
        np.where(
            kinds == unbalanced, REJECTIONS.index("unbalanced_voucher"), REJECTIONS.index("voucher_of_rejected_line")
        ),
    )
    reason[:] = of_voucher[page.voucher]
    own = np.array([REJECTIONS.index(name) for name in FAULTS])[kinds]
    reason[page.first_lines[chosen]] = np.where(kinds == repeated, GOOD, own)
