"""What the checks of several sections ask: the period of the project, whether a day or year lies in it."""

from collections.abc import Iterator
from datetime import date

from ceyuan.core.kernel import Period
from ceyuan.core.taskbook.book import TaskBook
from ceyuan.core.taskbook.findings import Finding, Severity


def period_of(book: TaskBook) -> Period | None:
    """First to last day, both belonging; None while one is missing or they are reversed."""
    first, last = book.header.starts_on, book.header.ends_on
    return Period.through(first, last) if first and last and first <= last else None


def years_of(book: TaskBook) -> range:
    """The calendar years that the project touches, none while the period is not known."""
    first, last = book.header.starts_on, book.header.ends_on
    return range(first.year, last.year + 1) if first and last else range(0)


def outside(book: TaskBook, day: date | None, path: str) -> Iterator[Finding]:
    """`taskbook.date_outside_project` for a day that is not in the period."""
    period = period_of(book)
    if day is not None and period is not None and not period.contains(day):
        facts = {"day": day.isoformat(), "first": period.start.isoformat(), "last": str(book.header.ends_on)}
        yield Finding("taskbook.date_outside_project", path, facts)


def year_outside(book: TaskBook, year: int, path: str, severity: Severity = "error") -> Iterator[Finding]:
    """`taskbook.year_outside_project` for a year that the project does not touch."""
    years = years_of(book)
    if years and year not in years:
        facts = {"year": str(year), "first": str(years[0]), "last": str(years[-1])}
        yield Finding("taskbook.year_outside_project", path, facts, severity)


def known(value: str, keys: set[str], path: str) -> Iterator[Finding]:
    """`taskbook.reference_unknown` for a key that names nothing in the book; blank refers to nothing."""
    if value and value not in keys:
        yield Finding("taskbook.reference_unknown", path, {"key": value})
