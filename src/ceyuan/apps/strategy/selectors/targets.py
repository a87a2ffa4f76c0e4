"""Reads of targets, their moves and change requests, one at a time. Lists are in `target_lists`."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from django.db.models import Max, QuerySet

from ceyuan.apps.organisation.interface import Actor
from ceyuan.apps.strategy.models import Clause, Kpi, Plan, PlanVersion, Standing, Target, TargetChange, TargetMove
from ceyuan.apps.strategy.policies.targets import VIEW

RELATED = (
    "unit",
    "kpi__numerator",
    "kpi__denominator",
    "kpi__assessor",
    "plan",
    "parent__unit",
    "source__plan",
    "assessor",
)
# Moves that say what the unit above stands by; a counter-proposal and a reopening do not.
STANDING_MOVES = ("proposal", "acceptance", "signature", "change", "setting")
SETTLED = ("agreed", "in_force", "closed")


def visible(actor: Actor) -> QuerySet[Target]:
    """Targets within reach, with what a page needs of them."""
    found: QuerySet[Target] = Target.objects.visible_to(actor, VIEW).select_related(*RELATED)
    return found


def detail(actor: Actor, pk: int) -> Target | None:
    """One target within reach."""
    return visible(actor).filter(pk=pk).first()


def target_at(actor: Actor, *, plan: int, kpi: str, unit: str, year: int) -> Target | None:
    """The living target of a unit in an indicator, plan and year."""
    found = visible(actor).filter(plan_id=plan, kpi__code=kpi, unit__code=unit, year=year)
    return found.exclude(state="withdrawn").first()


def shares_of(target: Target) -> Sequence[Target]:
    """What the target was split into, without what was withdrawn, by unit."""
    return list(
        Target.objects.filter(parent=target).exclude(state="withdrawn").select_related(*RELATED).order_by("unit__code")
    )


def moves_of(target: Target) -> Sequence[TargetMove]:
    """Every move about the target, oldest first."""
    return list(target.moves.order_by("number"))


def last_moves(targets: Iterable[int]) -> Mapping[int, TargetMove]:
    """The newest move of each target."""
    found = TargetMove.objects.filter(target__in=list(targets)).order_by("target_id", "-number").distinct("target_id")
    return {move.target_id: move for move in found}


def move_counts(targets: Iterable[int]) -> dict[int, int]:
    """The number of the newest move of each target that has one."""
    rows = TargetMove.objects.filter(target__in=list(targets)).values("target_id").annotate(last=Max("number"))
    return {row["target_id"]: row["last"] for row in rows}


def offers(targets: Iterable[Target]) -> dict[int, tuple[Decimal | None, Decimal | None]]:
    """For countered targets the value and basis that the unit above stands by; for all others their own."""
    given = list(targets)
    found = {one.pk: (one.value, one.basis) for one in given}
    countered = [one.pk for one in given if one.state == "countered"]
    if countered:
        moves = TargetMove.objects.filter(target__in=countered, kind__in=STANDING_MOVES)
        for move in moves.order_by("target_id", "-number").distinct("target_id"):
            found[move.target_id] = (move.value, move.basis)
    return found


def changes_of(target: Target) -> Sequence[TargetChange]:
    """Change requests of the target, newest first."""
    return list(target.changes.select_related("asked_by__person", "decided_by__person").order_by("-asked_at"))


def change(actor: Actor, pk: int) -> TargetChange | None:
    """One change request within reach, with its target."""
    found = TargetChange.objects.visible_to(actor, VIEW).select_related(
        "asked_by__person", "decided_by__person", *(f"target__{name}" for name in RELATED)
    )
    one: TargetChange | None = found.filter(pk=pk).first()
    return one


def clauses_of(target: Target) -> Sequence[Clause]:
    """The clauses that the target, or the one it carries out, makes measurable."""
    wanted = [pk for pk in (target.pk, target.source_id) if pk]
    return list(
        Clause.objects.filter(target_links__target__in=wanted).select_related("version__plan").distinct().order_by("id")
    )


def history(kpi: Kpi, units: Iterable[int], before: int) -> dict[int, list[tuple[int, Decimal]]]:
    """Where the units stood at the ends of the years before this one: unit -> (year, value), oldest first."""
    rows = Standing.objects.filter(kpi=kpi, unit__in=list(units), year__lt=before, value__isnull=False)
    found: dict[int, list[tuple[int, Decimal]]] = {}
    for row in rows.order_by("year"):
        if row.value is not None:
            found.setdefault(row.unit_id, []).append((row.year, row.value))
    return found


def standings(kpi: Kpi, units: Iterable[int], years: Iterable[int]) -> dict[tuple[int, int], Standing]:
    """The kept standings of an indicator: (unit, year) -> standing."""
    rows = Standing.objects.filter(kpi=kpi, unit__in=list(units), year__in=list(years))
    return {(row.unit_id, row.year): row for row in rows}


def is_in_force(plan: Plan) -> bool:
    """Whether a version of the plan is in force."""
    return PlanVersion.objects.filter(plan=plan, state="in_force").exists()


def kpi_by_code(actor: Actor, code: str) -> Kpi | None:
    """An indicator of the actor's group."""
    found = Kpi.objects.visible_to(actor, "strategy.read").select_related("numerator", "denominator", "assessor")
    one: Kpi | None = found.filter(code=code).first()
    return one


def kpis_in(actor: Actor, year: int) -> Sequence[Kpi]:
    """The indicators that hold in a year, in the order of the catalogue."""
    found = Kpi.objects.visible_to(actor, "strategy.read").filter(valid_from__lte=year)
    return list(found.exclude(valid_to__lt=year).order_by("position", "code"))


def plans(actor: Actor) -> Sequence[Plan]:
    """Plans that have living targets within reach, newest first."""
    used = Target.objects.visible_to(actor, VIEW).exclude(state="withdrawn").values("plan")
    found = Plan.objects.visible_to(actor, "strategy.read").filter(pk__in=used)
    return list(found.select_related("unit").order_by("-first_year", "kind", "unit__code"))


def plan(actor: Actor, pk: int) -> Plan | None:
    """One plan of the group."""
    one: Plan | None = Plan.objects.visible_to(actor, "strategy.read").select_related("unit").filter(pk=pk).first()
    return one


def plans_to_fill(actor: Actor) -> Sequence[Plan]:
    """Plans that can still take targets, newest first."""
    found = Plan.objects.visible_to(actor, "strategy.read").exclude(versions__state="closed").distinct()
    return list(found.select_related("unit").order_by("-first_year", "kind", "unit__code"))


def all_kpis(actor: Actor) -> Sequence[Kpi]:
    """All indicators of the catalogue in their order."""
    return list(Kpi.objects.visible_to(actor, "strategy.read").order_by("position", "code"))
