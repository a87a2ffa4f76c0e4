"""What is wrong with a task book, judged with what the records know around it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from ceyuan.apps.projects.models import Project
from ceyuan.apps.projects.selectors import allocations, taskbooks
from ceyuan.core.kernel.period import Period
from ceyuan.core.taskbook import Finding, TaskBook
from ceyuan.core.taskbook import lowered as lowered_findings
from ceyuan.core.taskbook.checks import Context, validate


def findings_of(project: Project, book: TaskBook, *, is_change: bool = False) -> list[Finding]:
    """All findings in the order of the book.

    In the draft of a change what is lowered hinders nothing by itself: whether it may be is what the order decides.
    """
    context = context_of(project, book)
    found = validate(book, context)
    if not is_change:
        return found
    lowering = {(one.code, one.path) for one in lowered_findings(context.sources, book.indicators)}
    return [replace(one, severity="warning") if (one.code, one.path) in lowering else one for one in found]


def context_of(project: Project, book: TaskBook) -> Context:
    """The programme's period, the promises before, and what the people of the book do in other projects."""
    keys = [member.key for member in book.people]
    return Context(
        programme_period=_programme_period(project),
        sources=tuple(taskbooks.sources(project)),
        other_months=_months(allocations.elsewhere(project, keys)),
        leads_elsewhere=allocations.led_elsewhere(project, book.header.leader.key if book.header.leader else ""),
    )


def _programme_period(project: Project) -> Period | None:
    programme = project.programme
    if programme.starts_on is None or programme.ends_on is None or programme.ends_on < programme.starts_on:
        return None
    return Period.through(programme.starts_on, programme.ends_on)


def _months(rows: Sequence[tuple[str, int, Decimal]]) -> Mapping[str, Mapping[int, Decimal]]:
    found: dict[str, dict[int, Decimal]] = defaultdict(dict)
    for key, year, months in rows:
        found[key][year] = months
    return found
