"""Reads of challenges: those that are open to everybody, those of one's own office, and what their steps look at."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from ceyuan.apps.calls.models import Challenge, ChallengeIndicator, Question
from ceyuan.apps.calls.modes import MODES
from ceyuan.apps.calls.policies.challenges import HIDDEN_STATES, MANAGE, READ, VIEW
from ceyuan.apps.organisation.interface import Actor, home_unit
from ceyuan.apps.organisation.scoping import within
from ceyuan.kit.listing import QueryListing

_ORDER = {
    "code": "code",
    "title": "title",
    "closes": "closes_at",
    "budget": "budget_minor",
    "state": "state",
    "mode": "mode",
}
# Bids that were handed in and not taken back.
NOT_IN = ("draft", "discarded", "withdrawn")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as its reader sees it; `mine` tells the asker alone whose it is."""

    question: Question
    mine: bool


def visible(actor: Actor) -> QuerySet[Challenge]:
    """What was published for the actor, and what the actor's office or unit has in hand."""
    if not actor.may(READ):
        return Challenge.objects.none()
    found: QuerySet[Challenge] = Challenge.objects.visible_to(actor, READ)
    home = home_unit(actor)
    published = ~Q(state__in=HIDDEN_STATES) & ~Q(published_at=None)
    line = [int(part) for part in home.path.split(".")] if home else []
    for_me = published & (~Q(scope="unit") | Q(unit__in=line))
    in_hand = within(actor.reach.get(MANAGE, ()), "unit__") | within(actor.reach.get(VIEW, ()), "demander__")
    return found.filter(for_me | in_hand | within(actor.reach.get(VIEW, ()), "unit__"))


def listing(actor: Actor, filters: Mapping[str, Any], sort: str) -> QueryListing:
    """Challenges by `q`, `state`, `mode` and `unit` (code of demander or publisher)."""
    found = visible(actor)
    if text := filters.get("q"):
        found = found.filter(Q(code__icontains=text) | Q(title__icontains=text) | Q(problem__icontains=text))
    for name in ("state", "mode"):
        if value := filters.get(name):
            found = found.filter(**{name: value})
    if code := filters.get("unit"):
        found = found.filter(Q(demander__code=code) | Q(unit__code=code))
    down = sort.startswith("-")
    first = _ORDER.get(sort.removeprefix("-"), "closes_at")
    return QueryListing(
        found.order_by(f"-{first}" if down else first, "pk"), related=("demander", "unit"), enrich=with_counts
    )


def with_counts(rows: list[Any]) -> list[Any]:
    """The rows with `bids_in`: how many bids were handed in; a number tells nothing about what they say."""
    counted = dict(
        Challenge.objects.filter(pk__in=[row.pk for row in rows])
        .annotate(n=Count("bids", filter=~Q(bids__state__in=NOT_IN)))
        .values_list("pk", "n")
    )
    for row in rows:
        row.bids_in = counted.get(row.pk, 0)
    return rows


def taking_bids(actor: Actor, now: datetime | None = None, limit: int = 60) -> list[Challenge]:
    """Published challenges whose deadline lies ahead, the most urgent first."""
    moment = now or timezone.now()
    found = visible(actor).filter(state="published", closes_at__gt=moment)
    return list(found.select_related("demander", "unit").order_by("closes_at", "pk")[:limit])


def challenge(actor: Actor, code: str) -> Challenge | None:
    """The challenge with this code; None when there is none that the actor may read."""
    if "\x00" in code:
        return None
    related = ("unit", "demander", "direction", "group")
    return visible(actor).select_related(*related).filter(code=code).first()


def by_id(actor: Actor, key: int) -> Challenge | None:
    """The challenge with this id, as far as the actor may read it."""
    return visible(actor).select_related("unit", "demander", "group").filter(pk=key).first()


def indicators_of(one: Challenge) -> list[ChallengeIndicator]:
    """Its indicators in their order."""
    return list(one.indicators.order_by("position"))


def questions_of(actor: Actor, one: Challenge) -> list[Asked]:
    """Its questions: answered ones for all; those still open for the asker and the office."""
    found = one.questions.all()
    if not actor.may(MANAGE, one.unit.path):
        own = Q(asked_by=actor.account_id) if actor.account_id else Q(pk__in=[])
        found = found.filter(~Q(answered_at=None) | own)
    return [Asked(each, actor.account_id is not None and each.asked_by_id == actor.account_id) for each in found]


def unanswered(actor: Actor, limit: int) -> list[Question]:
    """Questions that wait for an answer of the actor's office, the oldest first."""
    mine = Challenge.objects.visible_to(actor, MANAGE).filter(state="published")
    found = Question.objects.filter(challenge__in=mine, answered_at=None)
    return list(found.select_related("challenge").order_by("asked_at")[:limit])


def waiting_for_office(actor: Actor, now: datetime, limit: int) -> list[Challenge]:
    """Challenges whose deadline has passed and whose bids nobody has opened or checked yet."""
    mine = Challenge.objects.visible_to(actor, MANAGE)
    waiting = Q(state="published", closes_at__lte=now) | Q(state__in=["closed", "formal_check"])
    return list(mine.filter(waiting).order_by("closes_at", "pk")[:limit])


def invited(one: Challenge) -> list[Any]:
    """The invitations, with their units."""
    return list(one.invitations.select_related("unit").order_by("pk"))


def facts(one: Challenge, now: datetime | None = None) -> dict[str, Any]:
    """What the guards of the challenge's steps can be told from challenge and bids.

    The review, the decision, the notice, the pledges and the lanes are told by the parts that keep them.
    """
    moment = now or timezone.now()
    mode = MODES[one.mode]
    counted = one.bids.aggregate(
        bids_in=Count("pk", filter=~Q(state__in=NOT_IN)),
        unchecked=Count("pk", filter=Q(state="submitted")),
        admitted=Count("pk", filter=~Q(state__in=[*NOT_IN, "submitted", "turned_away", "quit"])),
    )
    return {
        "hard_count": one.indicators.filter(is_hard=True).count(),
        "needs_hard": mode.hard_indicators,
        "budget_minor": one.budget_minor,
        "deadline_ahead": one.closes_at is not None and one.closes_at > moment,
        "deadline_passed": one.closes_at is not None and one.closes_at <= moment,
        "closes_at": f"{timezone.localtime(one.closes_at):%Y-%m-%d %H:%M}" if one.closes_at else "–",
        "awarded_min": one.awarded_min,
        "review_needed": mode.review,
        **counted,
    }
