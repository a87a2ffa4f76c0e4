"""Hand-over certificates: those made, those that are missing, and what a snapshot holds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from ceyuan.apps.organisation.interface import Actor, LeaderChange, leader_changes
from ceyuan.apps.strategy.letter_content import amount_text, line_of
from ceyuan.apps.strategy.models import Gap, Handover, Letter, Matter, MeasureUptake, Supervision, Target
from ceyuan.apps.strategy.policies.responsibility import SUPERVISE, VIEW
from ceyuan.apps.strategy.selectors.duties import responsible_since
from ceyuan.apps.strategy.selectors.standings import standings_of
from ceyuan.core.indicators import Direction, completion
from ceyuan.core.kernel.verdict import Refused
from ceyuan.kit.listing import SequenceListing


@dataclass(frozen=True, slots=True)
class HandoverLine:
    """A change of leaders as the list shows it: with its certificate, or without one yet."""

    unit: Any
    on: date
    from_person: Any
    to_person: Any
    certificate: Handover | None

    @property
    def pk(self) -> int | None:
        return self.certificate.pk if self.certificate else None

    @property
    def state(self) -> str:
        """missing, made (nobody signed), half (one signed), signed."""
        made = self.certificate
        if made is None:
            return "missing"
        return ("made", "half", "signed")[bool(made.from_signed_at) + bool(made.to_signed_at)]


def handovers(actor: Actor) -> QuerySet[Handover]:
    """Certificates of units within reach, and those that the actor has to sign wherever the unit is."""
    related = ("unit", "from_person", "to_person", "group")
    found = Handover.objects.visible_to(actor, VIEW)
    if actor.person_id is not None:
        party = Q(from_person=actor.person_id) | Q(to_person=actor.person_id)
        mine = Handover.objects.filter(party, group=actor.group_id)
        found = Handover.objects.filter(Q(pk__in=found.values("pk")) | Q(pk__in=mine.values("pk")))
    made: QuerySet[Handover] = found.select_related(*related)
    return made


def handover_of(actor: Actor, pk: int) -> Handover | None:
    """One certificate."""
    return handovers(actor).filter(pk=pk).first()


def changes(actor: Actor, permission: str = VIEW) -> Sequence[LeaderChange]:
    """Changes of top leaders since the register of duties began to hold; before that nobody answered by it."""
    since = responsible_since(actor)
    if since is None:
        return []
    return leader_changes(actor, permission, since, timezone.localdate())


def missing(actor: Actor, permission: str = SUPERVISE) -> list[LeaderChange]:
    """Changes of leaders without a certificate."""
    found = changes(actor, permission)
    made = set(Handover.objects.filter(unit__in={one.unit.pk for one in found}).values_list("unit_id", "on"))
    return [one for one in found if (one.unit.pk, one.on) not in made]


def change_of(actor: Actor, unit_code: str, on: date) -> LeaderChange | None:
    """The change of leaders of a unit on a day."""
    return next((one for one in changes(actor) if one.unit.code == unit_code and one.on == on), None)


def listing(actor: Actor, filters: Mapping[str, Any], sort: str) -> SequenceListing:
    """All changes with their certificates, the latest first. Filters: `q` (unit or person) and `state`."""
    made = {(one.unit_id, one.on): one for one in handovers(actor)}
    lines = [
        HandoverLine(one.unit, one.on, one.from_person, one.to_person, made.pop((one.unit.pk, one.on), None))
        for one in changes(actor)
    ]
    lines += [HandoverLine(one.unit, one.on, one.from_person, one.to_person, one) for one in made.values()]
    if text := str(filters.get("q") or "").lower():
        lines = [line for line in lines if text in _searched(line)]
    if state := filters.get("state"):
        lines = [line for line in lines if line.state == state]
    keys = {"unit": lambda line: line.unit.path, "on": lambda line: line.on}
    lines.sort(key=keys.get(sort.removeprefix("-"), keys["on"]), reverse=sort.startswith("-"))
    return SequenceListing(lines)


def _searched(line: HandoverLine) -> str:
    names = (line.unit.name_zh, line.unit.name_en, line.unit.code, str(line.from_person), str(line.to_person))
    return " ".join(names).lower()


def to_sign(actor: Actor, limit: int = 50) -> list[Handover]:
    """Certificates that wait for the actor's signature."""
    if actor.person_id is None:
        return []
    waiting = Q(from_person=actor.person_id, from_signed_at=None) | Q(to_person=actor.person_id, to_signed_at=None)
    return list(handovers(actor).filter(waiting, group=actor.group_id).order_by("on", "pk")[:limit])


def snapshot(change: LeaderChange, today: date) -> dict[str, Any]:
    """What is open in a unit on a day, as plain values for a certificate."""
    unit = change.unit
    return {
        "form": 1,
        "taken_on": today.isoformat(),
        "unit": {"id": unit.pk, "code": unit.code, "name_zh": unit.name_zh, "name_en": unit.name_en},
        "on": change.on.isoformat(),
        "from": _person(change.from_person),
        "to": _person(change.to_person),
        "letters": [
            {"id": one.pk, "year": one.year, "state": one.state, "sha256": one.sha256, "score": amount_text(one.score)}
            for one in Letter.objects.filter(unit=unit)
            .exclude(state__in=["closed", "cancelled"])
            .order_by("year", "pk")
        ],
        "targets": _targets(unit.pk, today.year),
        "matters": [
            {
                "id": one.pk,
                "title": one.title,
                "title_en": one.duty.title_en if one.duty else "",
                "due_on": one.due_on.isoformat(),
            }
            for one in Matter.objects.filter(unit=unit, done_on=None).select_related("duty").order_by("due_on", "pk")
        ],
        "supervision": [
            {"id": one.pk, "title": one.title, "due_on": one.due_on.isoformat(), "state": one.state}
            for one in Supervision.objects.filter(unit=unit, state__in=["open", "answered"]).order_by("due_on", "pk")
        ],
        "gaps": [
            {"id": one.pk, "title": one.title, "due_on": one.due_on.isoformat()}
            for one in Gap.objects.filter(unit=unit, closed_on=None).order_by("due_on", "pk")
        ],
        "measures": [
            {"id": one.pk, "number": one.measure.number, **_titles(one.measure), "state": one.state}
            for one in MeasureUptake.objects.filter(unit=unit)
            .exclude(state__in=["effective", "ended"])
            .select_related("measure")
            .order_by("measure__policy_id", "measure__position")
        ],
    }


def _targets(unit_id: int, year: int) -> list[dict[str, Any]]:
    found = (
        Target.objects.filter(unit=unit_id, state="in_force", year=year, plan__kind="annual")
        .select_related("kpi__numerator", "kpi__denominator", "kpi__assessor", "assessor")
        .order_by("kpi__position", "kpi__code")
    )
    stands = standings_of([unit_id], [year])
    rows = []
    for target in found:
        standing = stands.get((unit_id, target.kpi_id, year))
        actual = standing.value if standing else None
        rows.append({**line_of(target), "actual": amount_text(actual), "completion_ppm": _completion(target, actual)})
    return rows


def _completion(target: Target, actual: Any) -> int | None:
    if target.value is None or actual is None:
        return None
    try:
        reached = completion(Direction(target.kpi.direction), target.baseline, target.value, actual).value
    except Refused:  # a target behind its baseline has no way to go
        reached = completion(Direction(target.kpi.direction), None, target.value, actual).value
    return None if isinstance(reached, str) else int(reached * 1_000_000)  # type: ignore[operator, arg-type]


def _person(person: Any) -> dict[str, Any]:
    return {"id": person.pk, "name_zh": person.name_zh, "name_en": person.name_en}


def _titles(measure: Any) -> dict[str, str]:
    return {"title_zh": measure.title_zh, "title_en": measure.title_en}
