"""Quantities computed from records: asked of the capability that knows them, written as readings like any other."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from ceyuan.apps.audit import interface as audit
from ceyuan.apps.organisation.interface import Actor
from ceyuan.apps.strategy import entering, periods
from ceyuan.apps.strategy.computed import Computed, providers
from ceyuan.apps.strategy.models import Quantity, Reading
from ceyuan.apps.strategy.policies import readings as policies
from ceyuan.core.kernel import Refused

from . import periods as locks
from . import standings
from .readings import TEXT, follow

REASON = "records changed"
_NAMED = 12
_ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Filled:
    """What computing did: readings written for the first time, corrected, and found unchanged."""

    written: int
    corrected: int
    unchanged: int


def compute(*, actor: Actor, quantity_code: str, period: str, today: date | None = None) -> Filled:
    """Fill a computed quantity for all units in a period such as 2026-Q3; a second time only what records changed.

    A unit that had an amount and has none any more is corrected to nothing (0, no names). Refused: not permitted,
    `strategy.unknown_quantity`, `strategy.no_such_source`, `strategy.not_a_period`, `strategy.period_not_over`,
    `strategy.period_closed`.
    """
    if not actor.reaches_whole_group(policies.REPORT):
        raise Refused("strategy.periods_of_the_group")
    quantity = Quantity.objects.filter(group=actor.group_id or 0, code=quantity_code).first()
    if quantity is None:
        raise Refused("strategy.unknown_quantity", code=quantity_code)
    source = providers().get(quantity.computed_by)
    if source is None:
        raise Refused("strategy.no_such_source", quantity=str(quantity))
    span = _span(actor, quantity, period, today or timezone.localdate())
    with transaction.atomic():
        standings.hold(actor.group_id or 0)
        found = source.compute(actor.group_id or 0, span.starts_on, span.ends_on)
        filled = _write(actor, quantity, span, found)
        audit.record(
            actor=actor,
            act="strategy.quantity.computed",
            subject=("strategy.quantity", quantity.pk, f"{quantity.code} {span.code}"),
            after={"written": filled.written, "corrected": filled.corrected, "unchanged": filled.unchanged},
        )
    return filled


def _span(actor: Actor, quantity: Quantity, period: str, today: date) -> periods.Span:
    span = periods.read(period)
    if span is None or span.frequency != quantity.frequency:
        raise Refused(
            "strategy.not_a_period", quantity=str(quantity), frequency=quantity.frequency, starts_on=period, ends_on=""
        )
    if span.ends_on > today:
        raise Refused("strategy.period_not_over", ends_on=span.ends_on.isoformat())
    if locks.covering(actor.group_id or 0, span.starts_on, span.ends_on):
        raise Refused("strategy.period_closed", starts_on=span.starts_on.isoformat(), ends_on=span.ends_on.isoformat())
    return span


def _write(actor: Actor, quantity: Quantity, span: periods.Span, found: Mapping[int, Computed]) -> Filled:
    olds = {
        row.unit_id: row
        for row in Reading.objects.filter(
            quantity=quantity, starts_on=span.starts_on, ends_on=span.ends_on, kind="own", is_current=True
        )
    }
    nothing = Computed() if quantity.kind == "keys" else Computed(entering.checked(quantity, _ZERO))
    made, gone = [], []
    for unit_id in sorted(found.keys() | olds.keys()):
        old, now = olds.get(unit_id), found.get(unit_id, nothing)
        keys = sorted(set(now.keys))
        value = None if quantity.kind == "keys" else entering.checked(quantity, now.value or _ZERO)
        if old is not None and (old.value, sorted(old.keys)) == (value, keys):
            continue
        if old is not None:
            gone.append(old.pk)
        made.append(
            Reading(
                group_id=quantity.group_id,
                unit_id=unit_id,
                quantity=quantity,
                starts_on=span.starts_on,
                ends_on=span.ends_on,
                value=value,
                keys=keys,
                evidence=_named(now),
                is_computed=True,
                supersedes=old,
                reason=REASON if old else "",
                account_id=actor.account_id,
                person_name=actor.name[:120],
            )
        )
    Reading.objects.filter(pk__in=gone).update(is_current=False)
    Reading.objects.bulk_create(made, batch_size=1000)
    follow(quantity.group_id, [(quantity.pk, row.unit_id, span.year) for row in made])
    return Filled(len(made) - len(gone), len(gone), len(olds) - len(gone))


def _named(computed: Computed) -> str:
    """The first records by name; the page of the reading asks for all of them."""
    names = [source.label for source in computed.sources[:_NAMED]]
    more = f" … ({len(computed.sources)})" if len(computed.sources) > _NAMED else ""
    return ("; ".join(names) + more)[:TEXT]
