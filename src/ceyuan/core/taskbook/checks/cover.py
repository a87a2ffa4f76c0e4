"""Cover and content: what has to be filled in, the period, the levels of readiness."""

from collections.abc import Iterator

from ceyuan.core.taskbook.book import TaskBook
from ceyuan.core.taskbook.checks.context import Context
from ceyuan.core.taskbook.checks.dates import period_of
from ceyuan.core.taskbook.findings import Finding

REQUIRED = ("title", "party_a", "party_b", "lead_unit", "leader", "starts_on", "ends_on")
# Filling rule (6) of the national form: what does not apply is answered with "无".
REQUIRED_TEXTS = (
    "background",
    "state_of_the_art",
    "novelty_search",
    "research",
    "key_technologies",
    "innovations",
    "technical_route",
    "demonstration_site",
    "organisation",
)


def cover(book: TaskBook, context: Context) -> Iterator[Finding]:
    """Header and content."""
    yield from _header(book, context)
    yield from _period(book, context)
    yield from _texts(book)
    yield from _readiness(book, context)


def _header(book: TaskBook, context: Context) -> Iterator[Finding]:
    for name in REQUIRED:
        value = getattr(book.header, name)
        if value is None or (isinstance(value, str) and not value.strip()):
            yield Finding("taskbook.field_missing", f"header.{name}")
    if len(book.header.title) > context.title_length:
        facts = {"length": len(book.header.title), "most": context.title_length}
        yield Finding("taskbook.title_too_long", "header.title", facts, "warning")


def _period(book: TaskBook, context: Context) -> Iterator[Finding]:
    first, last = book.header.starts_on, book.header.ends_on
    if first and last and last < first:
        facts = {"first": first.isoformat(), "last": last.isoformat()}
        yield Finding("taskbook.period_reversed", "header.ends_on", facts)
    period, programme = period_of(book), context.programme_period
    if period is None or programme is None or programme.intersect(period) == period:
        return
    facts = {"first": programme.start.isoformat(), "last": str(programme.last_day or "…")}
    late = not period.start < programme.start
    yield Finding("taskbook.outside_programme", "header.ends_on" if late else "header.starts_on", facts)


def _texts(book: TaskBook) -> Iterator[Finding]:
    content = book.content
    for name in REQUIRED_TEXTS:
        answered = getattr(content, name).strip() or (name == "technical_route" and content.route_document)
        if not answered:
            yield Finding("taskbook.text_blank", f"content.{name}")


def _readiness(book: TaskBook, context: Context) -> Iterator[Finding]:
    start, target = book.content.trl_start, book.content.trl_target
    for name, level in (("trl_start", start), ("trl_target", target)):
        if level is None:
            yield Finding("taskbook.field_missing", f"content.{name}", severity="warning")
        elif not 1 <= level <= context.highest_trl:
            facts = {"level": level, "highest": context.highest_trl}
            yield Finding("taskbook.trl_outside", f"content.{name}", facts)
    if start is not None and target is not None and target < start:
        yield Finding("taskbook.trl_falls", "content.trl_target", {"start": start, "target": target})
    if start is not None and start > 1 and not book.content.trl_evidence.strip():
        yield Finding("taskbook.text_blank", "content.trl_evidence")
