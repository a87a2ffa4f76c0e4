"""People and units: nobody works more than full time, money is not given without an agreement."""

from collections.abc import Iterator
from decimal import Decimal

from ceyuan.core.taskbook.book import TaskBook
from ceyuan.core.taskbook.checks.context import Context
from ceyuan.core.taskbook.checks.dates import known, year_outside
from ceyuan.core.taskbook.codec import decimal_text
from ceyuan.core.taskbook.findings import Finding
from ceyuan.core.taskbook.parts import CONSORTIUM_TERMS, Agreement, Member


def people(book: TaskBook, context: Context) -> Iterator[Finding]:
    """Team, participants and agreements."""
    leader = book.header.leader
    if leader is not None and leader.key not in {member.key for member in book.people}:
        yield Finding("taskbook.leader_not_in_team", "people", {"leader": leader.name}, "warning")
    if leader is not None and context.leads_elsewhere + 1 > context.leads_at_most:
        facts = {"leader": leader.name, "projects": context.leads_elsewhere + 1, "most": context.leads_at_most}
        yield Finding("taskbook.leads_too_many", "header.leader", facts, "warning")
    for member in book.people:
        yield from _load(book, member, context)
    yield from _participants(book)
    yield from _consortium(book)
    for agreement in book.agreements:
        keys = {participant.key for participant in book.participants}
        yield from known(agreement.unit, keys, f"agreements[{agreement.key}].unit")
    yield from _cooperation(book)


def _load(book: TaskBook, member: Member, context: Context) -> Iterator[Finding]:
    elsewhere = context.other_months.get(member.key, {})
    for one in member.months:
        path = f"people[{member.key}].months[{one.key}]"
        if not (one.key.isascii() and one.key.isdigit() and len(one.key) == 4):
            yield Finding("taskbook.year_unreadable", path, {"year": one.key})
            continue
        yield from year_outside(book, int(one.key), path, "warning")
        if one.months < 0:
            yield Finding("taskbook.months_negative", path, {"person": member.name})
        total = one.months + elsewhere.get(int(one.key), Decimal(0))
        if total > context.months_a_year:
            facts = {
                "person": member.name,
                "year": one.key,
                "months": decimal_text(total),
                "most": decimal_text(context.months_a_year),
            }
            yield Finding("taskbook.overloaded", path, facts, "warning")


def _participants(book: TaskBook) -> Iterator[Finding]:
    agreed = {one.unit for one in book.agreements if one.kind == "partner" and one.document.strip()}
    for participant in book.participants:
        if participant.amount_minor > 0 and participant.key not in agreed:
            facts = {"unit": participant.name or participant.key}
            yield Finding("taskbook.agreement_missing", f"participants[{participant.key}]", facts)


def _consortium(book: TaskBook) -> Iterator[Finding]:
    if not book.participants:
        return
    agreements = [one for one in book.agreements if one.kind == "ip_benefit"]
    if not agreements:
        yield Finding("taskbook.ip_agreement_missing", "agreements")
    for agreement in agreements:
        if missing := _unsaid(agreement):
            yield Finding("taskbook.terms_missing", f"agreements[{agreement.key}].terms", {"terms": missing})


def _unsaid(agreement: Agreement) -> list[str]:
    said = {term.key for term in agreement.terms if term.text.strip()}
    return [key for key in CONSORTIUM_TERMS if key not in said]


def _cooperation(book: TaskBook) -> Iterator[Finding]:
    for one in book.cooperation:
        if one.amount_minor > 0 and not one.contract_number.strip():
            path, facts = f"cooperation[{one.key}].contract_number", {"partner": one.partner}
            yield Finding("taskbook.contract_missing", path, facts, "warning")
