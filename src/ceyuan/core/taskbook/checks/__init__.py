"""Whether a task book is complete and agrees with itself and with what it comes from."""

from collections.abc import Callable, Iterator

from ceyuan.core.taskbook.book import TaskBook
from ceyuan.core.taskbook.checks.classified import classified
from ceyuan.core.taskbook.checks.context import Context
from ceyuan.core.taskbook.checks.cover import cover
from ceyuan.core.taskbook.checks.money import money
from ceyuan.core.taskbook.checks.people import people
from ceyuan.core.taskbook.checks.schedule import schedule
from ceyuan.core.taskbook.checks.spending import spending
from ceyuan.core.taskbook.checks.targets import targets
from ceyuan.core.taskbook.findings import Finding
from ceyuan.core.taskbook.lowering import lowered

_CHECKS: tuple[Callable[[TaskBook, Context], Iterator[Finding]], ...] = (
    cover,
    targets,
    schedule,
    people,
    money,
    spending,
)


def validate(book: TaskBook, context: Context | None = None) -> list[Finding]:
    """All that is wrong, in the order of the book. Of a classified project only what must not be kept here.

    The codes with their facts are in `codes.REASONS`.
    """
    around = context or Context()
    if book.is_classified:
        return list(classified(book))
    found = [finding for check in _CHECKS for finding in check(book, around)]
    return found + lowered(around.sources, book.indicators)


__all__ = ["Context", "validate"]
