"""What was said of measures, as far as it may be shown, and what a person has not answered yet."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q
from django.utils import timezone

from ceyuan.apps.organisation.interface import Actor
from ceyuan.apps.strategy import disclosure
from ceyuan.apps.strategy.disclosure import Published
from ceyuan.apps.strategy.models import FeedbackReceipt, Measure, MeasureFeedback, Policy
from ceyuan.apps.strategy.policies.measures import READ


@dataclass(frozen=True, slots=True)
class Question:
    """A measure of a policy in force, and whether the reader has answered about it this year."""

    measure: Measure
    answered: bool


@dataclass(frozen=True, slots=True)
class Results:
    """The published answers of a year by measure; `comments` only of measures with a published total."""

    year: int
    years: tuple[int, ...]
    measures: Mapping[int, Published]
    comments: Mapping[int, tuple[str, ...]]


def questions(actor: Actor) -> list[Question]:
    """All measures in force, those unanswered too."""
    answered: set[int] = set()
    if actor.person_id is not None:
        given = FeedbackReceipt.objects.filter(person_id=actor.person_id, year=timezone.localdate().year)
        answered = set(given.values_list("measure_id", flat=True))
    found = _measures(actor).filter(policy__ended_on=None)
    return [Question(one, one.pk in answered) for one in found]


def results(actor: Actor, year: int | None = None) -> Results:
    """What may be shown of a year; without one, of the last year of which anything may be."""
    keys = [one.pk for one in _measures(actor)]
    rows = (
        MeasureFeedback.objects.filter(measure__in=keys)
        .order_by()
        .values_list("measure_id", "unit_id", "month", "answer")
        .annotate(n=Count("pk"))
    )
    counts: dict[int, dict[int, list[disclosure.Count]]] = {}
    for measure, unit, month, answer, number in rows:
        counts.setdefault(month.year, {}).setdefault(measure, []).append(disclosure.Count(unit, month, answer, number))
    running = timezone.localdate().replace(day=1)
    published = {one: _published(counts[one], running) for one in sorted(counts)}
    years = tuple(one for one in published if published[one])
    chosen = year if year is not None else (years[-1] if years else running.year)
    measures = published.get(chosen, {})
    return Results(chosen, years, measures, _comments(chosen, measures, running))


def not_felt(found: Results, measure_id: int, unit_id: int) -> bool:
    """Whether the people of a unit contradict that a measure landed there."""
    shown = found.measures.get(measure_id)
    tally = shown.units.get(unit_id) if shown else None
    return tally is not None and tally.is_counter_evidence


def _measures(actor: Actor) -> Any:
    readable = Policy.objects.visible_to(actor, READ)
    found = Measure.objects.filter(policy__in=readable, is_heading=False).select_related("policy")
    return found.order_by("policy__issued_on", "policy_id", "position", "pk")


def _published(counts: Mapping[int, list[disclosure.Count]], running: date) -> dict[int, Published]:
    found = {measure: disclosure.publish(rows, running) for measure, rows in counts.items()}
    return {measure: one for measure, one in found.items() if one.total is not None}


def _comments(year: int, shown: Mapping[int, Published], running: date) -> dict[int, tuple[str, ...]]:
    """In the order of their random keys; without unit and month, and none of the running month."""
    rows = MeasureFeedback.objects.filter(
        ~Q(comment=""), measure__in=shown.keys(), month__year=year, month__lt=running
    ).order_by("shuffle")
    found: dict[int, list[str]] = {}
    for measure, comment in rows.values_list("measure_id", "comment"):
        found.setdefault(measure, []).append(comment)
    return {measure: tuple(lines) for measure, lines in found.items()}
