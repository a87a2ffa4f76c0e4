"""Acts on matters: what only the leader can decide is put on the desk with a deadline, and done with an outcome."""

from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from ceyuan.apps.audit import interface as audit
from ceyuan.apps.organisation.interface import Actor, leads, unit_by_code, units_with_leader
from ceyuan.apps.strategy.models import Duty, Matter
from ceyuan.apps.strategy.policies.responsibility import STEER, VIEW, may_finish_matter, may_open_matter
from ceyuan.apps.strategy.selectors.duties import duties, matter_of
from ceyuan.core.kernel.verdict import Invalid, Refused


@dataclass(frozen=True, slots=True)
class Link:
    """The record that a matter or a supervision item is about: its kind, its key, and our page that shows it."""

    kind: str = ""
    key: str = ""
    url: str = ""

    def require_own_page(self) -> None:
        """Raises `Invalid` on the field "url" unless the address is one of our own pages or empty."""
        if self.url and (not self.url.startswith("/") or self.url.startswith(("//", "/\\"))):
            raise Invalid({"url": ["strategy.foreign_address"]})


@transaction.atomic
def open_matters(*, actor: Actor, year: int) -> list[Matter]:
    """Put this year's dated duties on the desks of all leaders within reach; what is there already is left alone.

    A duty counts on the days when it is in force, for units of the kinds it names that have a top leader.
    """
    if not actor.may(STEER):
        raise Refused("strategy.desk_not_permitted")
    held = list(duties(actor).filter(post_kind="top_leader").select_for_update().order_by("code"))
    units = units_with_leader(actor, STEER, timezone.localdate())
    known = set(Matter.objects.filter(duty__in=held, due_on__year=year).values_list("unit_id", "duty_id", "due_on"))
    wanted = [
        Matter(group_id=unit.group_id, unit=unit, duty=duty, title=duty.title_zh or duty.title_en, due_on=due)
        for duty in held
        for due in due_days(duty, year)
        for unit in units
        if fits(duty, unit.kind) and (unit.pk, duty.pk, due) not in known
    ]
    made: list[Matter] = Matter.objects.bulk_create(wanted)
    audit.record(
        actor=actor,
        act="strategy.matters.opened",
        subject=("strategy.matter", year, str(year)),
        after={"year": year, "opened": len(made), "units": len(units), "duties": len({one.duty_id for one in made})},
    )
    return made


@transaction.atomic
def open_matter(
    *, actor: Actor, unit_code: str, title: str, due_on: date, text: str = "", link: Link | None = None
) -> Matter:
    """Put a single matter on the desk of a unit's leader: "only you can decide"."""
    unit = unit_by_code(actor, unit_code, VIEW)
    if unit is None:
        raise Invalid({"unit_code": ["strategy.unknown_unit"]})
    may_open_matter(actor, unit.path).require()
    about = link or Link()
    about.require_own_page()
    if not title.strip():
        raise Invalid({"title": ["kit.required"]})
    made = Matter.objects.create(
        group_id=unit.group_id,
        unit=unit,
        title=title.strip()[:200],
        text=text.strip(),
        due_on=due_on,
        subject_kind=about.kind[:60],
        subject_id=about.key[:60],
        url=about.url[:300],
    )
    audit.record(
        actor=actor,
        act="strategy.matter.opened",
        subject=("strategy.matter", made.pk, made.title),
        after={"unit": unit.code, "due_on": due_on.isoformat()},
        unit_path=unit.path,
    )
    return made


@transaction.atomic
def finish(*, actor: Actor, matter_id: int, outcome: str, today: date | None = None) -> Matter:
    """The matter was decided or done; `outcome` says what came out. Who acts for the leader is named in the act."""
    seen = matter_of(actor, matter_id)
    if seen is None:
        raise Refused("strategy.unknown_matter")
    matter: Matter = Matter.objects.select_for_update(of=("self",)).select_related("unit", "duty").get(pk=seen.pk)
    day = today or timezone.localdate()
    leadership = leads(actor, matter.unit_id, day)
    leader_only = matter.duty is None or matter.duty.leader_only
    may_finish_matter(actor, matter.unit.path, leads=leadership is not None, leader_only=leader_only).require()
    if matter.done_on is not None:
        raise Refused("strategy.matter_done", on=matter.done_on.isoformat(), outcome=matter.outcome)
    if not outcome.strip():
        raise Invalid({"outcome": ["strategy.outcome_missing"]})
    matter.done_on, matter.done_by_id, matter.outcome = day, actor.account_id, outcome.strip()
    matter.save(update_fields=["done_on", "done_by", "outcome"])
    for_whom = str(leadership.holder) if leadership and leadership.on_behalf else ""
    audit.record(
        actor=actor,
        act="strategy.matter.finished",
        subject=("strategy.matter", matter.pk, matter.title),
        after={"on": day.isoformat(), "outcome": matter.outcome, "for": for_whom},
        unit_path=matter.unit.path,
    )
    return matter


def fits(duty: Duty, unit_kind: str) -> bool:
    """Whether leaders of units of this kind have the duty."""
    return not duty.unit_kinds or unit_kind in duty.unit_kinds


def due_days(duty: Duty, year: int) -> list[date]:
    """When a duty is due in a year, on the days when it is in force.

    Once: on its month and day (without a day, the last of the month). Several times: at the end of as many equal parts
    of the year, on its day where one is given. Once and without a month: not dated.
    """
    return [day for day in _dates(duty, year) if duty.valid_from <= day and (not duty.valid_to or day < duty.valid_to)]


def _dates(duty: Duty, year: int) -> Iterable[date]:
    if duty.times_a_year > 1:
        return _parts(duty, year)
    return [_on(year, duty.month, duty.day)] if duty.month else []


def _parts(duty: Duty, year: int) -> Iterator[date]:
    for part in range(1, duty.times_a_year + 1):
        yield _on(year, max(1, 12 * part // duty.times_a_year), duty.day)


def _on(year: int, month: int, day: int | None) -> date:
    last = monthrange(year, month)[1]
    return date(year, month, min(day or last, last))


def may_finish_now(actor: Actor, matter: Matter, today: date) -> bool:
    """Whether the actor could finish this matter now."""
    leader_only = matter.duty is None or matter.duty.leader_only
    found = leads(actor, matter.unit_id, today) is not None
    return matter.done_on is None and bool(
        may_finish_matter(actor, matter.unit.path, leads=found, leader_only=leader_only)
    )
