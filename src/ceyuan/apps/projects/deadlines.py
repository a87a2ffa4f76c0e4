"""Clocks of the execution of projects, and the months between two days.

Sources: thirty days for paying after signature and one rectification within three months (measures on acceptance of
major projects); acceptance is applied for within three months after the end. They are parameters, not laws of nature.
"""

from datetime import date, timedelta

from ceyuan.core.taskbook import add_months

PAY_DAYS = 30
REPORT_DAYS = 10
TOLERATED_REPORTS = 1
ACCEPTANCE_MONTHS = 3
RECTIFY_MONTHS = 3
SOON_DAYS = 30
MONTHS_OF_A_YEAR = 12


def first_of(day: date) -> date:
    """The first day of its month."""
    return day.replace(day=1)


def months_between(first: date, last: date) -> list[date]:
    """The first days of the months from that of `first` to that of `last`, both counted."""
    start = first_of(first)
    count = (last.year - start.year) * MONTHS_OF_A_YEAR + last.month - start.month
    return [add_months(start, number) for number in range(count + 1)]


def report_due(month: date) -> date:
    """The last day on which the entry of a month is in time."""
    return add_months(first_of(month), 1) + timedelta(days=REPORT_DAYS - 1)


def months_due(since: date, until: date, today: date) -> list[date]:
    """The months of a project from `since` to `until` whose entries should be there today."""
    return [month for month in months_between(since, min(until, today)) if report_due(month) < today]


def payment_due(reached_on: date, signed_on: date | None) -> date:
    """The last of the thirty days after the milestone, or after the signature where that came later."""
    return max(reached_on, signed_on or reached_on) + timedelta(days=PAY_DAYS)


def acceptance_due(ends_on: date) -> date:
    """The last day on which acceptance is applied for in time."""
    return add_months(ends_on, ACCEPTANCE_MONTHS)
