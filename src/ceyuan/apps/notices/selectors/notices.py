"""Notices that somebody may read: the board, one notice, and those to close."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from ceyuan.apps.notices.calendars import calendar
from ceyuan.apps.notices.models import OPEN_STATES, Notice, NoticeLine, NoticeProlonging, Objection
from ceyuan.apps.notices.policies import HANDLE, PUBLISH, VIEW, home_line
from ceyuan.apps.organisation.interface import Actor, unit_by_code
from ceyuan.apps.organisation.scoping import within
from ceyuan.core.kernel.verdict import Refused
from ceyuan.kit.listing import QueryListing

from .clearing import standings

_ORDER = {
    "end": ("ends_on",),
    "published": ("published_on",),
    "title": ("title",),
    "unit": ("unit__path", "ends_on"),
    "template": ("template", "ends_on"),
}


def notices(actor: Actor) -> QuerySet[Notice]:
    """What hangs where the actor looks, and the drafts of the actor's own office."""
    office = within(actor.reach.get(PUBLISH, ()), "unit__")
    roots = {int(path) for path in actor.reach.get(VIEW, ()) if "." not in path}
    inside = Q(unit__in=home_line(actor) | roots) | office | within(actor.reach.get(HANDLE, ()), "unit__")
    shown = Q(published_on__isnull=False) & (~Q(audience="unit") | inside)
    found: QuerySet[Notice] = Notice.objects.visible_to(actor, VIEW).filter(shown | office)
    return found


def phase(notice: Any, today: date) -> str:
    """ "draft", "running", "over" (the period has passed, the result is not recorded), "closed" or "withdrawn"."""
    if notice.state != "running":
        return str(notice.state)
    return "running" if notice.ends_on is None or today <= notice.ends_on else "over"


def listing(actor: Actor, filters: Mapping[str, Any], sort: str) -> QueryListing:
    """Notices by `q`, `phase`, `unit` (a code, with all below), `template`, `disputed` and `end` (two days)."""
    today = timezone.localdate()
    found = notices(actor)
    if text := filters.get("q"):
        found = found.filter(Q(title__icontains=text) | Q(subject_label__icontains=text))
    if wanted := filters.get("phase"):
        found = found.filter(_in_phase(wanted, today))
    if code := filters.get("unit"):
        unit = unit_by_code(actor, code)
        path = unit.path if unit else "-"
        found = found.filter(Q(unit__path=path) | Q(unit__path__startswith=f"{path}."))
    if kind := filters.get("template"):
        found = found.filter(template=kind)
    if filters.get("disputed"):
        found = found.filter(_disputed())
    first, last = filters.get("end", (None, None))
    if first:
        found = found.filter(ends_on__gte=first)
    if last:
        found = found.filter(ends_on__lte=last)
    word, down = _ORDER.get(sort.removeprefix("-"), _ORDER["end"]), sort.startswith("-")
    order = [F(part).desc(nulls_first=True) if down else F(part).asc(nulls_last=True) for part in word]
    return QueryListing(found.order_by(*order, "-pk"), related=("unit",), enrich=_with_standing)


def _in_phase(wanted: str, today: date) -> Q:
    if wanted == "running":
        return Q(state="running", ends_on__gte=today)
    if wanted == "over":
        return Q(state="running", ends_on__lt=today)
    return Q(state=wanted)


def _disputed() -> Exists:
    return Exists(Objection.objects.filter(notice=OuterRef("pk"), state__in=OPEN_STATES))


def _with_standing(rows: list[Any]) -> Sequence[Any]:
    today = timezone.localdate()
    disputed = set(
        Objection.objects.filter(notice__in=[row.pk for row in rows], state__in=OPEN_STATES).values_list(
            "notice", flat=True
        )
    )
    for row in rows:
        row.phase = phase(row, today)
        row.dispute = "disputed" if row.pk in disputed else ""
        row.days_left = days_left(row, today) if row.phase == "running" else None
    return rows


def days_left(notice: Notice, today: date) -> int | None:
    """Working days of the period that are left, today included; None when the calendar does not reach that far."""
    if notice.ends_on is None or notice.starts_on is None:
        return None
    days = calendar()
    try:
        first = max(today, notice.starts_on)
        return days.between(first, notice.ends_on) + days.is_workday(first) if first <= notice.ends_on else 0
    except Refused:
        return None


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A line as it hangs on the board: `standing` is "", "disputed" or "upheld"."""

    line: NoticeLine
    standing: str


@dataclass(frozen=True, slots=True)
class Board:
    """A notice with everything a reader sees of it."""

    notice: Notice
    phase: str
    days_left: int | None
    lines: tuple[ShownLine, ...]
    prolongings: tuple[NoticeProlonging, ...]
    open_objections: int

    @property
    def disputed(self) -> int:
        """How many lines are postponed."""
        return sum(1 for one in self.lines if one.standing == "disputed")


def notice_seen(actor: Actor, pk: int) -> Notice | None:
    """One notice with its unit; None for what the actor may not see."""
    return notices(actor).select_related("unit", "group").filter(pk=pk).first()


def board(actor: Actor, pk: int) -> Board | None:
    """One notice as it hangs."""
    notice = notice_seen(actor, pk)
    if notice is None:
        return None
    today = timezone.localdate()
    lines = list(notice.lines.all())
    found = standings(lines)
    return Board(
        notice=notice,
        phase=phase(notice, today),
        days_left=days_left(notice, today),
        lines=tuple(ShownLine(line, found[line.pk]) for line in lines),
        prolongings=tuple(notice.prolongings.order_by("pk")),
        open_objections=Objection.objects.filter(notice=notice, state__in=OPEN_STATES).count(),
    )


def facts(notice: Notice) -> dict[str, Any]:
    """What the steps of a notice ask for."""
    today = timezone.localdate()
    return {
        "line_count": notice.lines.count(),
        "over": notice.ends_on is not None and today > notice.ends_on,
        "ends_on": notice.ends_on,
        "open_objections": Objection.objects.filter(notice=notice, state__in=OPEN_STATES).count(),
    }


def to_close(actor: Actor, limit: int) -> Sequence[Notice]:
    """Notices of the actor's office whose period is over and against which nothing is open, the oldest first."""
    office = Notice.objects.visible_to(actor, PUBLISH).filter(state="running", ends_on__lt=timezone.localdate())
    return list(office.exclude(_disputed()).select_related("unit").order_by("ends_on", "pk")[:limit])


def search(actor: Actor, query: str, limit: int) -> Sequence[Notice]:
    """Notices whose title or subject holds the words, the latest first."""
    found = notices(actor)
    for word in query.split():
        found = found.filter(Q(title__icontains=word) | Q(subject_label__icontains=word))
    return list(found.select_related("unit").order_by("-pk")[:limit])
