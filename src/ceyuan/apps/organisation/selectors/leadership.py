"""Who leads which unit: the top leader's post (一把手), who acts for its holder, and when it changed hands."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from ceyuan.apps.organisation.models import Delegation, Person, Post, Unit
from ceyuan.apps.organisation.models.people import PostKind
from ceyuan.apps.organisation.roles import GROUP_LEADER, ROLE_OF_POST
from ceyuan.apps.organisation.scoping import Actor

_LEADING = (ROLE_OF_POST[PostKind.TOP_LEADER], GROUP_LEADER)


@dataclass(frozen=True, slots=True)
class Leadership:
    """In what standing somebody acts as the top leader of a unit. `holder` has the post; on behalf, another acts."""

    unit_id: int
    holder: Person
    on_behalf: bool


@dataclass(frozen=True, slots=True)
class LeaderChange:
    """The top leader's post of a unit went from one person to another; `on` is the new one's first day."""

    unit: Unit
    on: date
    from_person: Person
    to_person: Person


def leads(actor: Actor, unit_id: int, on: date) -> Leadership | None:
    """How the actor is top leader of the unit on the day: of own right or by delegation of the holder; else None."""
    if actor.person_id is None:
        return None
    post = _posts([unit_id], on).filter(unit__group=actor.group_id).first()
    if post is None:
        return None
    if post.person_id == actor.person_id:
        return Leadership(unit_id, post.person, on_behalf=False)
    above = [int(key) for key in post.unit.path.split(".")]
    passed_on = Delegation.objects.filter(
        giver=post.person_id,
        receiver=actor.person_id,
        role__in=_LEADING,
        unit__in=above,
        valid__contains=on,
        revoked_at=None,
    )
    return Leadership(unit_id, post.person, on_behalf=True) if passed_on.exists() else None


def led_units(actor: Actor, on: date) -> Sequence[Unit]:
    """The units whose top leader the actor is on the day, of own right or for another; the highest first."""
    if actor.person_id is None:
        return []
    own = set(
        Post.objects.filter(person=actor.person_id, kind=PostKind.TOP_LEADER, valid__contains=on).values_list(
            "unit_id", flat=True
        )
    )
    received = Delegation.objects.filter(
        receiver=actor.person_id, role__in=_LEADING, valid__contains=on, revoked_at=None
    ).values_list("giver_id", "unit__path")
    for giver, path in received:
        held = Post.objects.filter(person=giver, kind=PostKind.TOP_LEADER, valid__contains=on)
        own |= {
            unit for unit, at in held.values_list("unit_id", "unit__path") if at == path or at.startswith(f"{path}.")
        }
    return list(Unit.objects.filter(pk__in=own, group=actor.group_id, closed_on=None).order_by("path"))


def top_leaders(actor: Actor, unit_ids: Iterable[int], on: date) -> dict[int, Person]:
    """The top leaders of units of the actor's group on the day; a unit without one is left out."""
    posts = _posts(unit_ids, on).filter(unit__group=actor.group_id)
    return {post.unit_id: post.person for post in posts}


def units_with_leader(actor: Actor, permission: str, on: date) -> Sequence[Unit]:
    """Open units within the reach of the permission that have a top leader on the day, parents first."""
    held = Post.objects.filter(kind=PostKind.TOP_LEADER, valid__contains=on).values("unit_id")
    found = Unit.objects.visible_to(actor, permission).filter(pk__in=held, closed_on=None)
    return list(found.order_by("path"))


def leader_changes(actor: Actor, permission: str, since: date, until: date) -> Sequence[LeaderChange]:
    """Changes of top leaders between the days (both included) within reach, the latest first; open units only."""
    posts = (
        Post.objects.visible_to(actor, permission)
        .filter(kind=PostKind.TOP_LEADER, unit__closed_on=None)
        .select_related("unit", "person")
        .order_by("unit_id", "valid")
    )
    found = []
    former: Post | None = None
    for post in posts:
        on = post.valid.lower
        if (
            former is not None
            and former.unit_id == post.unit_id
            and former.person_id != post.person_id
            and on is not None
            and since <= on <= until
        ):
            found.append(LeaderChange(post.unit, on, former.person, post.person))
        former = post
    return sorted(found, key=lambda change: (change.on, change.unit.code), reverse=True)


def units_of(actor: Actor, unit_ids: Iterable[int]) -> dict[int, Unit]:
    """Units of the actor's group by id, whatever the reach: for the names on a record that the actor may see."""
    return Unit.objects.filter(group=actor.group_id or 0).in_bulk(list(unit_ids))


def _posts(unit_ids: Iterable[int], on: date) -> QuerySet[Post]:
    found: QuerySet[Post] = Post.objects.filter(unit__in=list(unit_ids), kind=PostKind.TOP_LEADER, valid__contains=on)
    return found.select_related("person", "unit")
