"""Goals and indicators: every goal has one, every binding one can be checked, the numbers make sense."""

from collections.abc import Iterator
from decimal import Decimal

from ceyuan.core.taskbook.book import TaskBook
from ceyuan.core.taskbook.checks.context import Context
from ceyuan.core.taskbook.checks.dates import known, outside
from ceyuan.core.taskbook.codec import decimal_text
from ceyuan.core.taskbook.findings import Finding
from ceyuan.core.taskbook.lowering import is_behind
from ceyuan.core.taskbook.parts import Indicator
from ceyuan.core.taskbook.shares import WHOLE, are_whole


def targets(book: TaskBook, context: Context) -> Iterator[Finding]:
    """Goals and indicators."""
    yield from _goals(book)
    if not book.indicators:
        yield Finding("taskbook.no_indicators", "indicators")
    for indicator in book.indicators:
        yield from _named(indicator)
        yield from _checkable(indicator)
        yield from _FINAL[indicator.kind](book, indicator)
        yield from _references(book, indicator, context)
    yield from _weights(book)


def _goals(book: TaskBook) -> Iterator[Finding]:
    if not book.content.goals:
        yield Finding("taskbook.no_goals", "content.goals")
    covered = {indicator.goal for indicator in book.indicators}
    for goal in book.content.goals:
        if not goal.text.strip():
            yield Finding("taskbook.text_blank", f"content.goals[{goal.key}].text")
        if goal.key not in covered:
            yield Finding("taskbook.goal_uncovered", f"content.goals[{goal.key}]", {"goal": goal.text[:80]})


def _named(indicator: Indicator) -> Iterator[Finding]:
    if not indicator.name.strip():
        yield Finding("taskbook.field_missing", f"indicators[{indicator.key}].name")


def _checkable(indicator: Indicator) -> Iterator[Finding]:
    if not indicator.is_binding:
        return
    path, facts = f"indicators[{indicator.key}]", {"indicator": indicator.name or indicator.key}
    if not indicator.method.strip():
        yield Finding("taskbook.method_missing", f"{path}.method", facts)
    if not indicator.evidence.strip():
        yield Finding("taskbook.evidence_missing", f"{path}.evidence", facts)
    if indicator.third_party is None:
        yield Finding("taskbook.third_party_unsaid", f"{path}.third_party", facts)


def _quantity(_book: TaskBook, indicator: Indicator) -> Iterator[Finding]:
    path, facts = f"indicators[{indicator.key}]", {"indicator": indicator.name or indicator.key}
    if not indicator.unit_of_measure.strip():
        yield Finding("taskbook.unit_missing", f"{path}.unit_of_measure", facts)
    if indicator.direction == "range":
        yield from _range(indicator)
        return
    if indicator.final is None:
        yield Finding("taskbook.final_missing", f"{path}.final", facts)
    if indicator.direction != "equal" and is_behind(indicator.direction, indicator.baseline, indicator.final):
        numbers = {name: decimal_text(getattr(indicator, name) or Decimal(0)) for name in ("baseline", "final")}
        yield Finding("taskbook.target_behind_baseline", f"{path}.final", {**facts, **numbers})


def _range(indicator: Indicator) -> Iterator[Finding]:
    path, facts = f"indicators[{indicator.key}]", {"indicator": indicator.name or indicator.key}
    if indicator.final is None or indicator.final_to is None:
        yield Finding("taskbook.final_missing", f"{path}.final", facts)
    elif indicator.final > indicator.final_to:
        yield Finding("taskbook.range_reversed", f"{path}.final_to", facts)


def _quality(_book: TaskBook, indicator: Indicator) -> Iterator[Finding]:
    if not indicator.final_text.strip():
        facts = {"indicator": indicator.name or indicator.key}
        yield Finding("taskbook.final_missing", f"indicators[{indicator.key}].final_text", facts)


def _milestone(book: TaskBook, indicator: Indicator) -> Iterator[Finding]:
    path = f"indicators[{indicator.key}].due_on"
    if indicator.due_on is None:
        yield Finding("taskbook.final_missing", path, {"indicator": indicator.name or indicator.key})
    yield from outside(book, indicator.due_on, path)


def _references(book: TaskBook, indicator: Indicator, context: Context) -> Iterator[Finding]:
    path = f"indicators[{indicator.key}]"
    yield from known(indicator.goal, {goal.key for goal in book.content.goals}, f"{path}.goal")
    yield from known(indicator.topic, {topic.key for topic in book.topics}, f"{path}.topic")
    if context.sources:
        yield from known(indicator.source, {source.key for source in context.sources}, f"{path}.source")
    if book.topics and not indicator.topic:
        facts = {"indicator": indicator.name or indicator.key}
        yield Finding("taskbook.indicator_orphan", f"{path}.topic", facts, "warning")


def _weights(book: TaskBook) -> Iterator[Finding]:
    for name in ("indicators", "topics"):
        weights = [item.weight_ppm for item in getattr(book, name)]
        if any(weights) and not are_whole(weights):
            yield Finding("taskbook.weights_not_whole", name, {"total": sum(weights), "wanted": WHOLE})
    if len(book.indicators) > 1 and not any(indicator.weight_ppm for indicator in book.indicators):
        yield Finding("taskbook.weights_unset", "indicators", severity="warning")


_FINAL = {"quantity": _quantity, "quality": _quality, "milestone": _milestone}
