"""Policies and their clause trees."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from ceyuan.apps.organisation.interface import Actor
from ceyuan.apps.strategy.models import Measure, MeasureUptake, Policy
from ceyuan.apps.strategy.policies.measures import READ, VIEW
from ceyuan.kit.listing import QueryListing

SORTS = {"number": "document_number", "issued": "issued_on", "title": "title_zh", "unit": "unit__path"}


@dataclass(frozen=True, slots=True)
class Progress:
    """How many units stand where with a measure, as far as the reader sees them."""

    states: Mapping[str, int]

    @property
    def total(self) -> int:
        """Units in scope, those that ended aside."""
        return sum(number for state, number in self.states.items() if state != "ended")

    @property
    def landed(self) -> int:
        """Units where it landed or takes effect already."""
        return self.states.get("landed", 0) + self.states.get("effective", 0)

    @property
    def percent(self) -> int | None:
        """Landed of all in scope, rounded down: 100 means every unit."""
        return 100 * self.landed // self.total if self.total else None

    def __add__(self, other: "Progress") -> "Progress":
        keys = {*self.states, *other.states}
        return Progress({key: self.states.get(key, 0) + other.states.get(key, 0) for key in keys})


@dataclass(frozen=True, slots=True)
class Branch:
    """A clause with those below it; a heading's progress is that of its measures together."""

    clause: Measure
    progress: Progress
    below: Sequence["Branch"] = field(default_factory=tuple)


def policies(actor: Actor, filters: Mapping[str, Any], sort: str) -> QueryListing:
    """Policies of the group: `q` looks in numbers and titles, `standing` leaves out those that ended."""
    found = Policy.objects.visible_to(actor, READ)
    if words := filters.get("q"):
        found = found.filter(
            Q(document_number__icontains=words) | Q(title_zh__icontains=words) | Q(title_en__icontains=words)
        )
    if filters.get("standing") == "in_force":
        found = found.filter(ended_on=None)
    elif filters.get("standing") == "ended":
        found = found.exclude(ended_on=None)
    down = "-" if sort.startswith("-") else ""
    word = SORTS.get(sort.removeprefix("-"), "issued_on")
    counted = Count("measures", filter=Q(measures__is_heading=False))

    def with_counts(rows: list[Any]) -> list[Any]:
        numbers = dict(
            Policy.objects.filter(pk__in=[row.pk for row in rows]).annotate(n=counted).values_list("pk", "n")
        )
        shares = progress(actor, Q(measure__policy__in=[row.pk for row in rows]), "measure__policy_id")
        for row in rows:
            row.measure_count = numbers.get(row.pk, 0)
            row.landed_percent = shares[row.pk].percent if row.pk in shares else None
        return rows

    return QueryListing(found.order_by(f"{down}{word}", f"{down}pk"), related=("unit",), enrich=with_counts)


def policy(actor: Actor, policy_id: int) -> Policy | None:
    """A policy with its unit and the one it replaced."""
    visible = Policy.objects.visible_to(actor, READ).select_related("unit", "supersedes", "group")
    found: Policy | None = visible.prefetch_related("superseded_by").filter(pk=policy_id).first()
    return found


def current_policy(actor: Actor) -> Policy | None:
    """The policy that a reader most likely means: in force or the last to end, with the most measures."""
    counted = Count("measures", filter=Q(measures__is_heading=False))
    visible = Policy.objects.visible_to(actor, READ).select_related("unit", "group").annotate(n=counted)
    found: Policy | None = visible.order_by(F("ended_on").desc(nulls_first=True), "-n", "-issued_on", "-pk").first()
    return found


def policy_choices(actor: Actor) -> list[tuple[int, str, str, str]]:
    """(id, number, Chinese title, English title) of the policies that have measures, newest first."""
    visible = Policy.objects.visible_to(actor, READ).filter(measures__is_heading=False).distinct()
    return list(visible.order_by("-issued_on", "-pk").values_list("pk", "document_number", "title_zh", "title_en"))


def clause(actor: Actor, measure_id: int) -> Measure | None:
    """A clause of a policy that the actor may read."""
    readable = Policy.objects.visible_to(actor, READ)
    related = Measure.objects.select_related("policy__unit", "lead_unit", "parent")
    return related.filter(pk=measure_id, policy__in=readable).first()


def headings(policy: Policy) -> list[Measure]:
    """The headings of a policy, in order."""
    return list(policy.measures.filter(is_heading=True))


def tree(actor: Actor, policy: Policy) -> list[Branch]:
    """The clauses as the document has them, with progress; two queries."""
    clauses = list(policy.measures.select_related("lead_unit").order_by("position", "pk"))
    known = progress(actor, Q(measure__policy=policy))
    below: dict[int | None, list[Measure]] = {}
    keys = {one.pk for one in clauses}
    for one in clauses:
        below.setdefault(one.parent_id if one.parent_id in keys else None, []).append(one)
    return [_branch(one, below, known) for one in below.get(None, ())]


def _branch(clause: Measure, below: Mapping[int | None, Sequence[Measure]], known: Mapping[int, Progress]) -> Branch:
    parts = tuple(_branch(one, below, known) for one in below.get(clause.pk, ()))
    own = known.get(clause.pk, Progress({}))
    for part in parts:
        own = own + part.progress
    return Branch(clause, own, parts)


def progress(actor: Actor, condition: Q, key: str = "measure_id") -> dict[int, Progress]:
    """Units by state within the actor's reach, under each value of `key`."""
    rows = _in_reach(actor).filter(condition).order_by().values_list(key, "state").annotate(n=Count("pk"))
    found: dict[int, dict[str, int]] = {}
    for one, state, number in rows:
        found.setdefault(one, {})[state] = number
    return {one: Progress(states) for one, states in found.items()}


def _in_reach(actor: Actor) -> "QuerySet[MeasureUptake]":
    return MeasureUptake.objects.visible_to(actor, VIEW)


def search(actor: Actor, words: str, limit: int) -> list[Measure]:
    """Measures by their number or words of their titles, of policies in force first."""
    if not words.strip() or "\x00" in words:
        return []
    hit = Q(title_zh__icontains=words) | Q(title_en__icontains=words) | Q(number__iexact=words)
    readable = Policy.objects.visible_to(actor, READ)
    found = Measure.objects.filter(hit, is_heading=False, policy__in=readable).select_related("policy")
    return list(found.order_by("policy__ended_on", "position", "pk")[:limit])
