"""Reads of plans, their versions and clauses. A wording is read by the whole group once it is submitted."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Case, Count, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When

from ceyuan.apps.organisation.interface import Actor, unit_by_code
from ceyuan.apps.strategy.clause_order import Place
from ceyuan.apps.strategy.models import Clause, ClauseTarget, Plan, PlanVersion
from ceyuan.apps.strategy.policies.plans import APPROVE, OPEN, PLAN, PUBLIC, READ
from ceyuan.kit.listing import QueryListing

SORTS: Mapping[str, tuple[str, ...]] = {
    "period": ("first_year", "kind"),
    "title": ("title_zh",),
    "unit": ("unit__sort_key",),
    "state": ("shown_state",),
}
# What a clause says, by which two writers are told apart.
_CONTENT = ("number", "kind", "text_zh", "text_en", "lead_unit_id", "due_on", "direction_id")


def versions(actor: Actor) -> QuerySet[PlanVersion]:
    """All wordings the actor may read: submitted ones of the whole group, drafts of units the actor plans for."""
    drafts = Q(pk__in=[])
    for permission in (PLAN, APPROVE):
        drafts |= Q(pk__in=PlanVersion.objects.visible_to(actor, permission).values("pk"))
    readable: QuerySet[PlanVersion] = PlanVersion.objects.visible_to(actor, READ)
    return readable.filter(Q(state__in=PUBLIC) | drafts)


def _by_worth() -> Case:
    """In force first, then what is on its way there, then the past."""
    order = ("in_force", "approved", "submitted", "draft", "closed")
    return Case(
        *(When(state=state, then=Value(at)) for at, state in enumerate(order)),
        default=Value(9),
        output_field=IntegerField(),
    )


def plans(actor: Actor) -> QuerySet[Plan]:
    """Plans with a wording the actor may read; `shown_id` and `shown_state` tell the one to show."""
    best = versions(actor).filter(plan=OuterRef("pk")).annotate(worth=_by_worth()).order_by("worth", "-number")
    found: QuerySet[Plan] = Plan.objects.visible_to(actor, READ)
    return found.annotate(
        shown_id=Subquery(best.values("pk")[:1]), shown_state=Subquery(best.values("state")[:1])
    ).filter(shown_id__isnull=False)


def listing(actor: Actor, filters: Mapping[str, Any], sort: str = "-period") -> QueryListing:
    """Plans as the list shows them; each row gets `shown` (its version), `target_clauses` and `linked_clauses`."""
    found: Any = plans(actor)
    if q := filters.get("q"):
        found = found.filter(Q(title_zh__icontains=q) | Q(title_en__icontains=q))
    if kind := filters.get("kind"):
        found = found.filter(kind=kind)
    if state := filters.get("state"):
        found = found.filter(shown_state=state)
    if year := filters.get("year"):
        found = found.filter(first_year__lte=int(year), last_year__gte=int(year))
    if code := filters.get("unit"):
        unit = unit_by_code(actor, str(code), READ)
        found = found.filter(unit=unit) if unit else found.none()
    down = "-" if sort.startswith("-") else ""
    words = SORTS.get(sort.removeprefix("-"), SORTS["period"])
    ordered = found.order_by(*(f"{down}{word}" for word in words), "unit__path", "pk")

    def enrich(rows: list[Any]) -> Sequence[Any]:
        return _with_versions(actor, rows)

    return QueryListing(ordered, related=("unit",), enrich=enrich)


def _with_versions(actor: Actor, rows: list[Any]) -> Sequence[Any]:
    newest: dict[int, PlanVersion] = {}
    readable = versions(actor).filter(plan__in=[row.pk for row in rows]).annotate(worth=_by_worth())
    for version in readable.order_by("-worth", "number"):
        newest[version.plan_id] = version
    counts = coverage([version.pk for version in newest.values()])
    for row in rows:
        row.shown = newest[row.pk]
        row.target_clauses, row.linked_clauses = counts.get(row.shown.pk, (0, 0))
    return rows


def coverage(version_ids: Iterable[int]) -> dict[int, tuple[int, int]]:
    """version -> (target clauses, those of them with at least one target)."""
    found = (
        Clause.objects.filter(version__in=list(version_ids), kind="target")
        .values("version")
        .annotate(targets=Count("pk", distinct=True), linked=Count("target_links__clause", distinct=True))
    )
    return {row["version"]: (row["targets"], row["linked"]) for row in found}


def plan(actor: Actor, pk: int) -> Plan | None:
    """One plan, when the actor may read any wording of it."""
    found: Plan | None = plans(actor).select_related("unit", "parent", "group").filter(pk=pk).first()
    return found


def version(actor: Actor, pk: int) -> PlanVersion | None:
    """One wording by its id."""
    return versions(actor).select_related("plan__unit", "plan__group", "plan__parent").filter(pk=pk).first()


def version_of(actor: Actor, plan_id: int, number: int | None = None) -> PlanVersion | None:
    """A wording by its number in the plan; without number the one to show: in force, else the nearest to it."""
    found = versions(actor).select_related("plan__unit", "plan__group", "plan__parent").filter(plan=plan_id)
    if number is not None:
        return found.filter(number=number).first()
    return found.annotate(worth=_by_worth()).order_by("worth", "-number").first()


def versions_of(actor: Actor, plan_id: int) -> Sequence[PlanVersion]:
    """The wordings of a plan that the actor may read, the newest first, each with its number of `clause_count`."""
    found = versions(actor).filter(plan=plan_id).annotate(clause_count=Count("clauses")).order_by("-number")
    return list(found)


def clauses(shown: PlanVersion) -> Sequence[Clause]:
    """The clauses of a wording in the order of reading. The caller has found the wording through the gate."""
    found = Clause.objects.filter(version=shown).select_related("lead_unit", "direction").order_by("position")
    return list(found)


def clause(actor: Actor, pk: int) -> Clause | None:
    """One clause with its wording, plan and unit."""
    found = Clause.objects.filter(version__in=versions(actor).values("pk")).filter(pk=pk)
    return found.select_related("version__plan__unit", "lead_unit", "direction").first()


def places(version_id: int) -> list[Place]:
    """Where the clauses of a wording stand."""
    rows = Clause.objects.filter(version=version_id).order_by("position").values_list("pk", "parent_id", "depth")
    return [Place(*row) for row in rows]


def digest(one: Clause) -> str:
    """A short fingerprint of what the clause says: two writers who saw different ones do not overwrite each other."""
    said = [str(getattr(one, name)) for name in _CONTENT]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()[:16]


def linked_targets(version_id: int) -> dict[int, list[int]]:
    """clause -> the ids of the targets that make it measurable."""
    found: dict[int, list[int]] = {}
    for clause_id, target_id in (
        ClauseTarget.objects.filter(clause__version=version_id).order_by("pk").values_list("clause_id", "target_id")
    ):
        found.setdefault(clause_id, []).append(target_id)
    return found


def lineage(one: Plan) -> list[int]:
    """The plan and the plans it carries out, nearest first."""
    found = [one.pk]
    above = one.parent_id
    while above is not None and above not in found:
        found.append(above)
        above = Plan.objects.filter(pk=above).values_list("parent_id", flat=True).first()
    return found


def in_force(plan_id: int) -> PlanVersion | None:
    """The wording of the plan in force."""
    return PlanVersion.objects.filter(plan=plan_id, state="in_force").first()


def on_its_way(plan_id: int) -> PlanVersion | None:
    """The wording of the plan that is not in force yet; there is one at most."""
    return PlanVersion.objects.filter(plan=plan_id, state__in=OPEN).order_by("-number").first()


def carrying(actor: Actor, above: Plan) -> Sequence[Plan]:
    """The plans that carry this one out, as far as the actor may read them."""
    return list(plans(actor).filter(parent=above).select_related("unit").order_by("first_year", "unit__path"))


def possible_parents(actor: Actor) -> Sequence[Plan]:
    """Plans that a new one can carry out."""
    return list(plans(actor).select_related("unit").order_by("-first_year", "unit__path", "pk"))


def years(actor: Actor) -> list[int]:
    """The years that plans cover, newest first."""
    spans = plans(actor).values_list("first_year", "last_year")
    return sorted({year for first, last in spans for year in range(first, last + 1)}, reverse=True)


def shown_year(one: Plan, today: date, asked: str = "") -> int:
    """The year whose figures stand beside the clauses: the one asked for, else today's, within the plan's years."""
    year = int(asked) if asked.isdecimal() and len(asked) == 4 else today.year
    return max(one.first_year, min(one.last_year, year))


def waiting_for_approval(actor: Actor, limit: int) -> Sequence[PlanVersion]:
    """Submitted plans of the units that the actor leads, the oldest first; not those of units below."""
    roots = actor.reach.get(APPROVE, ())
    found = PlanVersion.objects.visible_to(actor, APPROVE).filter(state="submitted", plan__unit__path__in=roots)
    return list(found.select_related("plan__unit").order_by("made_at", "pk")[:limit])
