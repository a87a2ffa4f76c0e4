"""Milestones, deliverables, years and what is planned as intellectual property and benefit."""

from collections.abc import Iterator

from ceyuan.core.taskbook.book import TaskBook
from ceyuan.core.taskbook.checks.context import Context
from ceyuan.core.taskbook.checks.dates import known, outside, year_outside, years_of
from ceyuan.core.taskbook.findings import Finding
from ceyuan.core.taskbook.shares import WHOLE, are_whole


def schedule(book: TaskBook, context: Context) -> Iterator[Finding]:
    """Milestones to benefits."""
    yield from _milestones(book, context)
    yield from _deliverables(book)
    yield from _years(book)
    yield from _expected(book)


def _milestones(book: TaskBook, context: Context) -> Iterator[Finding]:
    if not book.milestones:
        yield Finding("taskbook.no_milestones", "milestones")
        return
    shares = [one.payment_share_ppm for one in book.milestones]
    if not are_whole(shares):
        yield Finding("taskbook.shares_not_whole", "milestones", {"total": sum(shares), "wanted": WHOLE})
    for one in book.milestones:
        path = f"milestones[{one.key}]"
        if one.due_on is None:
            yield Finding("taskbook.field_missing", f"{path}.due_on")
        yield from outside(book, one.due_on, f"{path}.due_on")
        if not one.criteria.strip():
            yield Finding("taskbook.criteria_missing", f"{path}.criteria", {"milestone": one.name or one.key})
        if one.trl_expected is not None and not 1 <= one.trl_expected <= context.highest_trl:
            facts = {"level": one.trl_expected, "highest": context.highest_trl}
            yield Finding("taskbook.trl_outside", f"{path}.trl_expected", facts)


def _deliverables(book: TaskBook) -> Iterator[Finding]:
    topics, nodes = {topic.key for topic in book.topics}, {milestone.key for milestone in book.milestones}
    for one in book.deliverables:
        path = f"deliverables[{one.key}]"
        if one.state == "cancelled":
            continue
        yield from outside(book, one.due_on, f"{path}.due_on")
        yield from known(one.topic, topics, f"{path}.topic")
        for node in one.milestones:
            yield from known(node.key, nodes, f"{path}.milestones[{node.key}]")
        if one.quantity < 1:
            yield Finding("taskbook.not_positive", f"{path}.quantity", {"value": one.quantity})
        if not one.acceptance_method.strip():
            facts = {"deliverable": one.title or one.key}
            yield Finding("taskbook.acceptance_method_missing", f"{path}.acceptance_method", facts, "warning")


def _years(book: TaskBook) -> Iterator[Finding]:
    for plan in book.annual_plan:
        path = f"annual_plan[{plan.key}]"
        if not (plan.key.isascii() and plan.key.isdigit() and len(plan.key) == 4):
            yield Finding("taskbook.year_unreadable", path, {"year": plan.key})
            continue
        yield from year_outside(book, int(plan.key), path)
        if not plan.text.strip():
            yield Finding("taskbook.text_blank", f"{path}.text")
    planned = {plan.key for plan in book.annual_plan}
    if missing := [str(year) for year in years_of(book) if str(year) not in planned]:
        yield Finding("taskbook.years_unplanned", "annual_plan", {"years": missing[:20]}, "warning")


def _expected(book: TaskBook) -> Iterator[Finding]:
    for item in book.ip_plan:
        if item.count < 1:
            yield Finding("taskbook.not_positive", f"ip_plan[{item.key}].count", {"value": item.count})
        if not 0 <= item.share_ppm <= WHOLE:
            yield Finding("taskbook.share_outside", f"ip_plan[{item.key}].share_ppm", {"value": item.share_ppm})
    for benefit in book.benefits:
        if not 0 <= benefit.attribution_ppm <= WHOLE:
            path = f"benefits[{benefit.key}].attribution_ppm"
            yield Finding("taskbook.share_outside", path, {"value": benefit.attribution_ppm})
        if benefit.confirmed_by is None:
            yield Finding("taskbook.field_missing", f"benefits[{benefit.key}].confirmed_by", severity="warning")
