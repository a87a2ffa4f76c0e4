"""Clauses across plans: the list, and what the search of the shell finds."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Count, Q, QuerySet

from ceyuan.apps.organisation.interface import Actor, unit_by_code
from ceyuan.apps.strategy.models import Clause, PlanVersion
from ceyuan.apps.strategy.policies.plans import READ
from ceyuan.kit.listing import QueryListing

from .plans import versions

# A clause is found in the wording that holds or is about to; earlier ones are the history of their plan.
LIVING = ("in_force", "approved", "submitted")
SORTS: Mapping[str, tuple[str, ...]] = {
    "plan": ("version__plan__unit__path", "version__plan__first_year", "version_id", "position"),
    "due": ("due_on", "version_id", "position"),
}
RELATED = ("version__plan__unit", "lead_unit")


def living(actor: Actor) -> QuerySet[Clause]:
    """The clauses of all wordings that hold or are on their way."""
    readable = versions(actor).filter(state__in=LIVING)
    found: QuerySet[Clause] = Clause.objects.filter(version__in=readable.values("pk"))
    return found


def listing(actor: Actor, filters: Mapping[str, Any], sort: str = "plan") -> QueryListing:
    """Clauses as the list shows them; each row gets `target_count`."""
    found = living(actor)
    if q := filters.get("q"):
        found = found.filter(_said(str(q)))
    if kind := filters.get("kind"):
        found = found.filter(kind=kind)
    if (linked := filters.get("linked")) in {"yes", "no"}:
        found = found.filter(target_links__isnull=linked == "no").distinct()
    for name, way in (("lead", "lead_unit"), ("unit", "version__plan__unit")):
        if code := filters.get(name):
            unit = unit_by_code(actor, str(code), READ)
            found = found.filter(**{way: unit}) if unit else found.none()
    down = "-" if sort.startswith("-") else ""
    words = SORTS.get(sort.removeprefix("-"), SORTS["plan"])
    return QueryListing(found.order_by(*(f"{down}{word}" for word in words), "pk"), related=RELATED, enrich=_counted)


def search(actor: Actor, query: str, limit: int) -> Sequence[Clause]:
    """Clauses that hold all words of the query, those in force first."""
    words = query.split()[:6]
    if not words:
        return []
    found = living(actor)
    for word in words:
        found = found.filter(_said(word))
    return list(
        found.select_related(*RELATED).order_by("-version__state", "version__plan__unit__path", "position")[:limit]
    )


def led_by(actor: Actor, unit_id: int, year: int) -> Sequence[Clause]:
    """The tasks that a unit leads in the plans in force in a year."""
    holding: QuerySet[PlanVersion] = versions(actor).filter(
        state="in_force", plan__first_year__lte=year, plan__last_year__gte=year
    )
    found = Clause.objects.filter(version__in=holding.values("pk"), lead_unit=unit_id)
    return list(found.select_related("version__plan").order_by("due_on", "version__plan__unit__path", "position"))


def _said(word: str) -> Q:
    return Q(text_zh__icontains=word) | Q(text_en__icontains=word)


def _counted(rows: list[Any]) -> Sequence[Any]:
    found = Clause.objects.filter(pk__in=[row.pk for row in rows]).annotate(number_of=Count("target_links"))
    counts = dict(found.values_list("pk", "number_of"))
    for row in rows:
        row.target_count = counts.get(row.pk, 0)
    return rows
