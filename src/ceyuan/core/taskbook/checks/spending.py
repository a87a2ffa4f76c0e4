"""The plan of spending: items within their ceilings, or a lump sum with its commitment and negative list."""

from collections import Counter
from collections.abc import Iterator

from ceyuan.core.taskbook.book import TaskBook
from ceyuan.core.taskbook.checks.context import Context
from ceyuan.core.taskbook.checks.dates import year_outside
from ceyuan.core.taskbook.checks.money import differs, told_money
from ceyuan.core.taskbook.findings import Finding
from ceyuan.core.taskbook.shares import WHOLE


def spending(book: TaskBook, context: Context) -> Iterator[Finding]:
    """The budget, by its mode."""
    if not 0 <= book.budget.capitalised_ppm <= WHOLE:
        yield Finding("taskbook.share_outside", "budget.capitalised_ppm", {"value": book.budget.capitalised_ppm})
    if book.header.budget_mode == "lump_sum":
        yield from _lump_sum(book)
    else:
        yield from _itemised(book, context)


def _lump_sum(book: TaskBook) -> Iterator[Finding]:
    # With a lump sum only the total and the negative list are watched: no sub-budget may creep back in.
    for name in ("items", "equipment"):
        if getattr(book.budget, name):
            yield Finding("taskbook.lump_sum_itemised", f"budget.{name}")
    lump = book.budget.lump_sum
    if lump is None or not lump.text_version.strip() or not lump.committed_by.strip() or lump.committed_on is None:
        yield Finding("taskbook.commitment_missing", "budget.lump_sum")
    if lump is None or not any(item.text.strip() for item in lump.negative_list):
        yield Finding("taskbook.negative_list_empty", "budget.lump_sum.negative_list")


def _itemised(book: TaskBook, context: Context) -> Iterator[Finding]:
    if book.budget.lump_sum is not None:
        yield Finding("taskbook.lump_sum_unused", "budget.lump_sum")
    items = book.budget.items
    yield from differs("taskbook.items_differ", "budget.items", sum(item.amount_minor for item in items), book)
    for item in items:
        yield from year_outside(book, item.year, f"budget.items[{item.key}].year")
    yield from _indirect(book, context)
    yield from _listed(book)
    yield from _sources(book)


def by_category(book: TaskBook) -> Counter[str]:
    """Planned amounts by category, in minor units."""
    found = Counter[str]()
    for item in book.budget.items:
        found[item.category] += item.amount_minor
    return found


def _indirect(book: TaskBook, context: Context) -> Iterator[Finding]:
    if context.indirect is None:
        return
    amounts = by_category(book)
    direct = sum(amounts.values()) - amounts["indirect"]
    ceiling = context.indirect.of(direct, amounts["equipment"])
    if amounts["indirect"] > ceiling:
        facts = {"amount": told_money(amounts["indirect"], book), "ceiling": told_money(ceiling, book)}
        yield Finding("taskbook.indirect_above", "budget.items", facts)


def _listed(book: TaskBook) -> Iterator[Finding]:
    amounts = by_category(book)
    listed = sum(item.amount_minor for item in book.budget.equipment)
    if listed > amounts["equipment"]:
        facts = {"sum": told_money(listed, book), "total": told_money(amounts["equipment"], book)}
        yield Finding("taskbook.equipment_exceeds", "budget.equipment", facts)
    entrusted = sum(item.amount_minor for item in book.budget.entrusted)
    if entrusted > amounts["operations"]:
        facts = {"sum": told_money(entrusted, book), "total": told_money(amounts["operations"], book)}
        yield Finding("taskbook.entrusted_exceeds", "budget.entrusted", facts, "warning")


def _sources(book: TaskBook) -> Iterator[Finding]:
    given, spent = Counter[tuple[str, int]](), Counter[tuple[str, int]]()
    for line in book.funding:
        given[line.source, line.year] += line.amount_minor
    for item in book.budget.items:
        spent[item.source, item.year] += item.amount_minor
    for source, year in sorted(given.keys() | spent.keys()):
        if given[source, year] != spent[source, year]:
            facts = {
                "source": source,
                "year": str(year),
                "sum": told_money(spent[source, year], book),
                "total": told_money(given[source, year], book),
            }
            yield Finding("taskbook.source_year_differs", "budget.items", facts, "warning")
