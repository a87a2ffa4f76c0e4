"""The money: topics, funding and budget have the same sum, nothing is negative, every year belongs."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from ceyuan.core.kernel import Money
from ceyuan.core.taskbook.book import TaskBook
from ceyuan.core.taskbook.checks.context import Context
from ceyuan.core.taskbook.checks.dates import year_outside
from ceyuan.core.taskbook.findings import Finding
from ceyuan.core.taskbook.schema import shape_of


def money(book: TaskBook, _context: Context) -> Iterator[Finding]:
    """Sums and years."""
    yield from _negative(book, "")
    if book.budget.total_minor <= 0:
        yield Finding("taskbook.no_budget", "budget.total_minor")
    yield from _sums(book)
    for line in book.funding:
        yield from year_outside(book, line.year, f"funding[{line.key}].year")


def told_money(minor: int, book: TaskBook) -> str:
    """An amount for the facts of a finding."""
    return str(Money(minor, book.header.currency))


def differs(code: str, path: str, found: int, book: TaskBook) -> Iterator[Finding]:
    """A finding when the sum is not the total of the budget."""
    total = book.budget.total_minor
    if found != total:
        facts = {"sum": told_money(found, book), "total": told_money(total, book)}
        yield Finding(code, path, facts)


def _negative(part: Any, path: str) -> Iterator[Finding]:
    prefix = f"{path}." if path else ""
    for name, shape in shape_of(type(part)).items():
        value = getattr(part, name)
        if name.endswith("_minor") and value < 0:
            yield Finding("taskbook.amount_negative", f"{prefix}{name}")
        elif shape.kind == "list":
            for item in value:
                yield from _negative(item, f"{prefix}{name}[{item.key}]")
        elif shape.kind == "part" and value is not None:
            yield from _negative(value, f"{prefix}{name}")


def _sums(book: TaskBook) -> Iterator[Finding]:
    total = book.budget.total_minor
    if book.topics:
        yield from differs("taskbook.topics_differ", "topics", sum(one.budget_minor for one in book.topics), book)
    yield from differs("taskbook.funding_differs", "funding", sum(one.amount_minor for one in book.funding), book)
    for code, path, amount in (
        ("taskbook.participants_exceed", "participants", sum(one.amount_minor for one in book.participants)),
        ("taskbook.funders_exceed", "header.funding_units", sum(one.amount_minor for one in book.header.funding_units)),
    ):
        if amount > total:
            yield Finding(code, path, {"sum": told_money(amount, book), "total": told_money(total, book)})
    paid = Counter[str]()
    for line in book.funding:
        paid[line.unit] += line.amount_minor
    for unit in book.header.funding_units:
        if unit.amount_minor != paid[unit.key]:
            facts = {
                "unit": unit.name or unit.key,
                "sum": told_money(paid[unit.key], book),
                "total": told_money(unit.amount_minor, book),
            }
            yield Finding("taskbook.funder_differs", f"header.funding_units[{unit.key}]", facts, "warning")
