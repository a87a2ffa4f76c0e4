"""Whether less is promised than before: from the application to the task book, and from version to version.

Rule: the task book must not lower the indicators of the application (filling rules of the national task book). Kind,
direction and unit must be those of the source, or nothing can be compared, which counts as lowered as well.
"""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from ceyuan.core.taskbook.book import TaskBook
from ceyuan.core.taskbook.codec import decimal_text
from ceyuan.core.taskbook.findings import Finding
from ceyuan.core.taskbook.parts import Deliverable, Indicator


def lowered(sources: Iterable[Indicator], indicators: Iterable[Indicator]) -> list[Finding]:
    """Where the indicators fall behind the ones they come from (`indicator.source` is the key of the source).

    Errors: `taskbook.source_dropped` (nothing refers to the source), `.target_missing`, `.target_lowered`,
    `.range_widened`, `.date_postponed`, `.indicator_recast` (other kind or direction), `.unit_recast`,
    `.binding_dropped`, `.third_party_dropped`. Warnings: `.quality_differs` (words, judged by people),
    `.midterm_lowered`.
    """
    by_source: dict[str, list[Indicator]] = {}
    for indicator in indicators:
        by_source.setdefault(indicator.source, []).append(indicator)
    found: list[Finding] = []
    for source in sources:
        takers = by_source.get(source.key, [])
        if not takers:
            found.append(Finding("taskbook.source_dropped", "indicators", {"source": source.name or source.key}))
        for taker in takers:
            found += _behind(source, taker)
    return found


def lowers(old: TaskBook, new: TaskBook) -> list[str]:
    """The paths at which `new` promises less than `old`: indicators and deliverables, by key."""
    paths: list[str] = []
    after = {indicator.key: indicator for indicator in new.indicators}
    for indicator in old.indicators:
        if indicator.key not in after:
            paths.append(f"indicators[{indicator.key}]")
        else:
            paths += [one.path for one in _behind(indicator, after[indicator.key])]
    handed = {one.key: one for one in new.deliverables}
    for deliverable in old.deliverables:
        paths += _less(deliverable, handed.get(deliverable.key))
    return paths


def _less(old: Deliverable, new: Deliverable | None) -> Iterator[str]:
    path = f"deliverables[{old.key}]"
    if new is None:
        yield path
        return
    if new.quantity < old.quantity:
        yield f"{path}.quantity"
    if new.state == "cancelled" and old.state != "cancelled":
        yield f"{path}.state"


def _behind(source: Indicator, taker: Indicator) -> Iterator[Finding]:
    path, name = f"indicators[{taker.key}]", {"indicator": taker.name or taker.key}
    recast = False
    for field_name in ("kind", "direction"):
        was, now = getattr(source, field_name), getattr(taker, field_name)
        if was != now and (field_name == "kind" or source.kind == "quantity"):
            recast = True
            yield Finding("taskbook.indicator_recast", f"{path}.{field_name}", {**name, "source": was, "value": now})
    if not recast:
        yield from _COMPARED[source.kind](source, taker)
    if source.is_binding and not taker.is_binding:
        yield Finding("taskbook.binding_dropped", f"{path}.is_binding", name)
    if source.third_party and not taker.third_party:
        yield Finding("taskbook.third_party_dropped", f"{path}.third_party", name)


def _quantity(source: Indicator, taker: Indicator) -> Iterator[Finding]:
    path, name = f"indicators[{taker.key}]", taker.name or taker.key
    if source.unit_of_measure.strip() != taker.unit_of_measure.strip():
        facts = {"indicator": name, "source": source.unit_of_measure, "value": taker.unit_of_measure}
        yield Finding("taskbook.unit_recast", f"{path}.unit_of_measure", facts)
    elif source.direction == "range":
        yield from _range(source, taker)
    elif source.final is not None and taker.final is None:
        yield Finding("taskbook.target_missing", f"{path}.final", {"indicator": name, "source": _told(source.final)})
    elif is_behind(source.direction, source.final, taker.final):
        facts = {"indicator": name, "source": _told(source.final), "value": _told(taker.final)}
        yield Finding("taskbook.target_lowered", f"{path}.final", facts)
    if source.direction in ("at_least", "at_most") and is_behind(source.direction, source.midterm, taker.midterm):
        facts = {"indicator": name, "source": _told(source.midterm), "value": _told(taker.midterm)}
        yield Finding("taskbook.midterm_lowered", f"{path}.midterm", facts, "warning")


def is_behind(direction: str, source: Decimal | None, value: Decimal | None) -> bool:
    """Whether `value` asks for less than `source`; of "equal" any other value is another target."""
    if source is None or value is None:
        return False
    if direction == "at_least":
        return value < source
    return value > source if direction == "at_most" else value != source


def _range(source: Indicator, taker: Indicator) -> Iterator[Finding]:
    below = source.final is not None and (taker.final is None or taker.final < source.final)
    above = source.final_to is not None and (taker.final_to is None or taker.final_to > source.final_to)
    facts = {"indicator": taker.name or taker.key, "source": _span(source), "value": _span(taker)}
    if below:
        yield Finding("taskbook.range_widened", f"indicators[{taker.key}].final", facts)
    if above:
        yield Finding("taskbook.range_widened", f"indicators[{taker.key}].final_to", facts)


def _quality(source: Indicator, taker: Indicator) -> Iterator[Finding]:
    if source.final_text.strip() != taker.final_text.strip():
        facts = {"indicator": taker.name or taker.key, "source": source.final_text, "value": taker.final_text}
        yield Finding("taskbook.quality_differs", f"indicators[{taker.key}].final_text", facts, "warning")


def _milestone(source: Indicator, taker: Indicator) -> Iterator[Finding]:
    if source.due_on is not None and (taker.due_on is None or taker.due_on > source.due_on):
        late = taker.due_on.isoformat() if taker.due_on else ""
        facts = {"indicator": taker.name or taker.key, "source": source.due_on.isoformat(), "value": late}
        yield Finding("taskbook.date_postponed", f"indicators[{taker.key}].due_on", facts)


def _told(value: Decimal | None) -> str:
    return "" if value is None else decimal_text(value)


def _span(indicator: Indicator) -> str:
    return f"{_told(indicator.final)}–{_told(indicator.final_to)}"


_COMPARED = {"quantity": _quantity, "quality": _quality, "milestone": _milestone}
