"""Responsibility letters: which there are, what stands in them, and who may sign."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from ceyuan.apps.documents.interface import kept_bytes
from ceyuan.apps.organisation.interface import Actor, leads, led_units, top_leaders, unit_by_code, units_of
from ceyuan.apps.strategy import letter_content
from ceyuan.apps.strategy.letter_content import Content, Party
from ceyuan.apps.strategy.models import Letter, LetterSignature, Plan, PlanKind, Target
from ceyuan.apps.strategy.policies.responsibility import NEGOTIATE, VIEW
from ceyuan.apps.strategy.selectors.duties import duties_of_unit
from ceyuan.kit.listing import QueryListing

_ORDER = {
    "unit": ("unit__path", "-year"),
    "year": ("year", "unit__path"),
    "state": ("state", "unit__path"),
    "score": ("score", "unit__path"),
    "force": ("in_force_on", "unit__path"),
}
OPEN_STATES = ("draft", "offered", "signed_below")


@dataclass(frozen=True, slots=True)
class SigningSide:
    """A letter that the actor can sign now, and on which side."""

    letter: Letter
    side: str
    on_behalf: bool


def letters(actor: Actor) -> QuerySet[Letter]:
    """Letters within reach, those of units above included only as far as the reach goes."""
    found: QuerySet[Letter] = Letter.objects.visible_to(actor, VIEW)
    return found


def listing(actor: Actor, filters: Mapping[str, Any], sort: str) -> QueryListing:
    """Letters by `q` (unit), `year`, `state`, `unit` (a code, with all below) and `level` (kind of unit)."""
    found = letters(actor)
    if text := filters.get("q"):
        named = Q(unit__name_zh__icontains=text) | Q(unit__name_en__icontains=text) | Q(unit__code__istartswith=text)
        found = found.filter(named)
    if code := filters.get("unit"):
        unit = unit_by_code(actor, code)
        path = unit.path if unit else "-"
        found = found.filter(Q(unit__path=path) | Q(unit__path__startswith=f"{path}."))
    for name, column in (("year", "year"), ("state", "state"), ("level", "unit__kind")):
        if value := filters.get(name):
            found = found.filter(**{column: value})
    word = sort.removeprefix("-")
    down = sort.startswith("-")
    parts = [part.removeprefix("-") for part in _ORDER.get(word, _ORDER["unit"])]
    first = F(parts[0]).desc(nulls_last=True) if down else F(parts[0]).asc(nulls_last=True)
    return QueryListing(
        found.order_by(first, *parts[1:], "pk"), related=("unit", "upper_unit"), enrich=_with_leaders(actor)
    )


def _with_leaders(actor: Actor) -> Any:
    def enrich(rows: list[Any]) -> list[Any]:
        leaders = top_leaders(actor, {row.unit_id for row in rows}, timezone.localdate())
        for row in rows:
            row.leader = leaders.get(row.unit_id)
        return rows

    return enrich


def years(actor: Actor) -> list[int]:
    """The years that have letters, the latest first."""
    return list(letters(actor).order_by("-year").values_list("year", flat=True).distinct())


def letter_of(actor: Actor, pk: int) -> Letter | None:
    """One letter with its units and plan."""
    return letters(actor).select_related("unit", "upper_unit", "plan", "group").filter(pk=pk).first()


def signatures(letter: Letter) -> dict[str, LetterSignature]:
    """The signatures under a letter by side."""
    return {one.side: one for one in letter.signatures.select_related("person")}


def targets_of(letter: Letter) -> Sequence[Target]:
    """The targets that the letter is about, in the order of the library of indicators."""
    found = Target.objects.filter(plan=letter.plan_id, unit=letter.unit_id, year=letter.year).exclude(state="withdrawn")
    related = ("kpi__numerator", "kpi__denominator", "kpi__assessor", "assessor", "unit")
    return list(found.select_related(*related).order_by("kpi__position", "kpi__code"))


def content_now(actor: Actor, letter: Letter) -> dict[str, Any]:
    """What the letter would say if it were offered now."""
    today = timezone.localdate()
    leaders = top_leaders(actor, [letter.unit_id, letter.upper_unit_id], today)
    return letter_content.content_of(
        letter,
        upper=Party(letter.upper_unit, leaders.get(letter.upper_unit_id)),
        lower=Party(letter.unit, leaders.get(letter.unit_id)),
        targets=targets_of(letter),
        duties=duties_of_unit(actor, letter.unit.kind, today),
    )


def shown_content(actor: Actor, letter: Letter) -> Content:
    """What the letter says: the frozen words once it was offered, before that those of the moment."""
    if letter.state != "draft" and letter.content is not None:
        frozen: Content = letter.content
        return frozen
    return content_now(actor, letter)


def facts(letter: Letter, lines: Sequence[Content], open_targets: int) -> dict[str, Any]:
    """What the guards of offering and closing look at."""
    return {
        "line_count": len(lines),
        "weights_sum": letter_content.weight_sum(lines),
        "targets_open": open_targets,
        "scored": letter.score is not None,
    }


def open_targets(letter: Letter) -> int:
    """How many of its targets are not agreed yet."""
    return sum(target.state not in {"agreed", "in_force"} for target in targets_of(letter))


def annual_plan(actor: Actor, unit_path: str, unit_id: int, year: int) -> Plan | None:
    """The annual plan whose targets bind the unit in the year: one that has targets of it, the highest first."""
    above = [int(key) for key in unit_path.split(".")]
    plans = Plan.objects.filter(
        group=actor.group_id or 0, kind=PlanKind.ANNUAL, first_year=year, unit__in=above
    ).order_by("unit__path")
    binding = Target.objects.filter(plan__in=plans, unit=unit_id, year=year).exclude(state="withdrawn")
    wanted = set(binding.values_list("plan_id", flat=True))
    return next((plan for plan in plans if plan.pk in wanted), None) or plans.first()


def upper_unit_id(actor: Actor, unit_path: str, unit_id: int, plan: Plan, on: date) -> int | None:
    """The unit whose leader signs above: the highest that a target comes from, else the nearest with a top leader.

    The highest, because that leader reaches every unit that gave one of the targets.
    """
    above = [int(key) for key in unit_path.split(".")][:-1]
    given = Target.objects.filter(plan=plan, unit=unit_id).exclude(parent=None).exclude(state="withdrawn")
    givers = set(given.values_list("parent__unit_id", flat=True))
    led = set(top_leaders(actor, above, on))
    return next((key for key in above if key in givers and key in led), None) or next(
        (key for key in reversed(above) if key in led), None
    )


def without_letter(actor: Actor, upper_path: str, year: int) -> list[int]:
    """Units strictly below this one that have targets of the year's annual plan and no letter yet."""
    bound = (
        Target.objects.visible_to(actor, NEGOTIATE)
        .filter(year=year, plan__kind=PlanKind.ANNUAL, unit__path__startswith=f"{upper_path}.", unit__closed_on=None)
        .exclude(state="withdrawn")
    )
    have = Letter.objects.filter(year=year).exclude(state="cancelled").values("unit_id")
    return list(bound.exclude(unit__in=have).order_by("unit__path").values_list("unit_id", flat=True).distinct())


def units_named(actor: Actor, keys: Sequence[int]) -> list[Any]:
    """These units in the given order."""
    found = units_of(actor, keys)
    return [found[key] for key in keys if key in found]


def to_sign(actor: Actor, on: date, limit: int = 500) -> list[SigningSide]:
    """Letters that wait for the actor's signature, below first; of own right or for the leader who delegated."""
    led = {unit.pk for unit in led_units(actor, on)}
    if not led:
        return []
    waiting = Q(state="offered", unit__in=led) | Q(state="signed_below", upper_unit__in=led)
    found = letters(actor).filter(waiting).select_related("unit", "upper_unit").order_by("-state", "unit__path")
    sides = []
    for letter in found[:limit]:
        side = "lower" if letter.state == "offered" else "upper"
        leadership = leads(actor, letter.unit_id if side == "lower" else letter.upper_unit_id, on)
        if leadership is not None:
            sides.append(SigningSide(letter, side, leadership.on_behalf))
    return sides


def filed_paper(letter: Letter) -> bytes | None:
    """The signed document as it was filed; None before that. The caller has shown that the actor sees the letter."""
    return kept_bytes(("strategy.letter", letter.pk), letter.document_id) if letter.document_id else None
