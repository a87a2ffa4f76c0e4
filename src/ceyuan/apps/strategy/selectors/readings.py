"""Readings: the catalogue they follow, the sheet of a unit, one reading with its versions, closed periods."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, Q
from django.utils import timezone

from ceyuan.apps.organisation.interface import Actor, children
from ceyuan.apps.strategy import periods
from ceyuan.apps.strategy.models import Kpi, PeriodLock, Quantity, Reading
from ceyuan.apps.strategy.policies import readings as policies
from ceyuan.core.kernel import Reason

READ, VIEW = "strategy.read", policies.VIEW


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One quantity on the sheet of a unit: what stands there, what stood in the period before, and why it is locked."""

    quantity: Quantity
    span: periods.Span
    kind: str
    current: Reading | None
    before: Reading | None
    closed: bool
    barred: Reason | None
    today: date
    is_owed: bool = True

    @property
    def field(self) -> str:
        """The name of its fields on the page."""
        return f"{self.quantity.code}:{self.kind}" if self.kind != "own" else self.quantity.code

    @property
    def due_on(self) -> date:
        """Until when it is in time."""
        return self.span.due_on(self.quantity.due_days)

    @property
    def state(self) -> str:
        """done, late (entered late), closed, overdue, due, later (the period is not over) or free (not owed)."""
        if self.current is not None:
            return "late" if self.current.is_late else "done"
        if self.closed:
            return "closed"
        if not self.is_owed or self.kind != "own":
            return "free"
        if self.span.ends_on > self.today:
            return "later"
        return "overdue" if self.today > self.due_on else "due"

    @property
    def is_open(self) -> bool:
        """Whether the actor can enter something here."""
        return not self.closed and self.barred is None and self.span.ends_on <= self.today


def quantities(actor: Actor) -> list[Quantity]:
    """All quantities of the group, by code."""
    return list(_catalogue(Quantity, actor).order_by("code"))


def quantity(actor: Actor, code: str) -> Quantity | None:
    """One quantity of the group."""
    found: Quantity | None = _catalogue(Quantity, actor).filter(code=code).first()
    return found


def kpis(actor: Actor, filters: Mapping[str, Any]) -> list[Kpi]:
    """Indicators by place in the list: of a year, by words."""
    found = _catalogue(Kpi, actor).select_related("numerator", "denominator", "assessor")
    if year := filters.get("year"):
        found = found.filter(Q(valid_to=None) | Q(valid_to__gte=int(year)), valid_from__lte=int(year))
    if words := filters.get("q"):
        for word in words.split():
            hit = Q(code__icontains=word) | Q(name_zh__icontains=word) | Q(name_en__icontains=word)
            found = found.filter(hit | Q(definition_zh__icontains=word) | Q(definition_en__icontains=word))
    if gate := filters.get("gate"):
        found = found.filter(is_gate=gate == "yes")
    return list(found.order_by("position", "code"))


def kpi(actor: Actor, code: str) -> Kpi | None:
    """One indicator of the group with its quantities."""
    found: Kpi | None = (
        _catalogue(Kpi, actor).select_related("numerator", "denominator", "assessor").filter(code=code).first()
    )
    return found


def kpis_with(actor: Actor, quantity_id: int) -> list[Kpi]:
    """The indicators that a quantity goes into."""
    found = _catalogue(Kpi, actor).filter(Q(numerator=quantity_id) | Q(denominator=quantity_id))
    return list(found.order_by("position", "code"))


def kpi_years(actor: Actor) -> list[int]:
    """The years for which some indicator holds, latest first, none beyond the next."""
    bounds = _catalogue(Kpi, actor).values_list("valid_from", "valid_to")
    today = timezone.localdate().year + 1
    years = {year for first, last in bounds for year in range(first, min(last or today, today) + 1)}
    return sorted(years, reverse=True)


def sheet_ends(actor: Actor, year: int) -> list[periods.Span]:
    """The shortest period in use that ends on each day on which one ends, for choosing a sheet."""
    used = set(_catalogue(Quantity, actor).values_list("frequency", flat=True))
    shortest: dict[date, periods.Span] = {}
    for frequency in sorted(used, key=lambda one: -periods.MONTHS[one]):
        for span in periods.spans(frequency, year):
            shortest[span.ends_on] = span
    return [shortest[day] for day in sorted(shortest)]


def sheet(
    actor: Actor,
    unit: Any,
    ends_on: date,
    today: date,
    *,
    owed: frozenset[int] = frozenset(),
    has_parts: bool = False,
) -> list[SheetRow]:
    """All quantities with a period that ends on the day; with units below also the internal amounts between them.

    `owed` are the quantities that the unit has to report; the others may be reported as well.
    """
    wanted = quantities(actor)
    spans = {one.pk: span for one in wanted if (span := periods.ending(one.frequency, ends_on))}
    rows = _rows_of(actor, unit, list(spans), ends_on.year)
    locks = _locks(actor)
    kinds = [("own", wanted)]
    if has_parts:
        kinds.append(("elimination", [one for one in wanted if one.kind in {"money", "count", "physical"}]))
    found = []
    for kind, listed in kinds:
        for one in listed:
            if one.pk not in spans:
                continue
            span = spans[one.pk]
            previous = _before(span)
            verdict = policies.may_report(actor, unit, one)
            found.append(
                SheetRow(
                    quantity=one,
                    span=span,
                    kind=kind,
                    current=rows.get((one.pk, kind, span.starts_on, span.ends_on)),
                    before=rows.get((one.pk, kind, previous.starts_on, previous.ends_on)),
                    closed=any(a <= span.starts_on and span.ends_on <= b for a, b in locks),
                    barred=verdict.reasons[0] if verdict.reasons else None,
                    today=today,
                    is_owed=one.pk in owed,
                )
            )
    return found


def has_units_below(actor: Actor, unit: Any) -> bool:
    """Whether something consolidates here, so that internal amounts are possible."""
    return bool(children(actor, unit.pk, timezone.localdate(), limit=1))


def reading(actor: Actor, pk: int) -> Reading | None:
    """One reading that the actor may see."""
    visible = Reading.objects.visible_to(actor, VIEW).select_related("unit", "quantity", "account")
    found: Reading | None = visible.filter(pk=pk).first()
    return found


def versions(actor: Actor, of: Reading) -> list[Reading]:
    """All that was ever said of the same unit, quantity, period and kind, the latest first."""
    return list(
        Reading.objects.visible_to(actor, VIEW)
        .filter(unit=of.unit_id, quantity=of.quantity_id, starts_on=of.starts_on, ends_on=of.ends_on, kind=of.kind)
        .order_by("-pk")
    )


def readings(actor: Actor, filters: Mapping[str, Any], sort: str) -> Any:
    """Readings as a listing source: by unit, quantity, period, late, corrected."""
    found = Reading.objects.visible_to(actor, VIEW)
    if unit := filters.get("unit"):
        found = found.filter(unit__code=unit)
    if code := filters.get("quantity"):
        found = found.filter(quantity__code=code)
    if year := filters.get("year"):
        found = found.filter(starts_on__year=int(year))
    which = filters.get("which")
    if which != "all":
        found = found.filter(is_current=True)
    if which == "late":
        found = found.filter(is_late=True)
    if which == "corrected":
        found = found.filter(supersedes__isnull=False)
    orders = {"unit": "unit__code", "quantity": "quantity__code", "period": "ends_on", "at": "at"}
    column = F(orders[sort.removeprefix("-")])
    return found.order_by(column.desc() if sort.startswith("-") else column.asc(), "-pk")


def locks(actor: Actor, year: int) -> list[PeriodLock]:
    """Closed periods of a year and those that were reopened, latest first."""
    if actor.group_id is None or not actor.may(VIEW):
        return []
    return list(
        PeriodLock.objects.filter(group=actor.group_id, ends_on__year=year)
        .select_related("locked_by__person", "reopened_by__person")
        .order_by("-ends_on", "-pk")
    )


def lock(actor: Actor, lock_id: int) -> PeriodLock | None:
    """A closed period of the reader's group; none when it was reopened."""
    if actor.group_id is None or not actor.may(VIEW):
        return None
    return PeriodLock.objects.filter(group=actor.group_id, reopened_at=None, pk=lock_id).first()


def _locks(actor: Actor) -> list[tuple[date, date]]:
    open_locks = PeriodLock.objects.filter(group=actor.group_id or 0, reopened_at=None)
    return list(open_locks.values_list("starts_on", "ends_on"))


def _before(span: periods.Span) -> periods.Span:
    of_year = periods.spans(span.frequency, span.year)
    return of_year[span.number - 2] if span.number > 1 else periods.spans(span.frequency, span.year - 1)[-1]


def _rows_of(actor: Actor, unit: Any, keys: Sequence[int], year: int) -> dict[tuple[Any, ...], Reading]:
    found = Reading.objects.visible_to(actor, VIEW).filter(
        unit=unit, quantity__in=keys, is_current=True, starts_on__year__in=(year - 1, year)
    )
    return {(row.quantity_id, row.kind, row.starts_on, row.ends_on): row for row in found}


def _catalogue(model: Any, actor: Actor) -> Any:
    return model.objects.visible_to(actor, READ)
