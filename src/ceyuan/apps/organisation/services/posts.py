"""Acts on posts: appoint and end. A unit has one top leader (一把手) on every day; the database sees to it."""

from datetime import date

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from ceyuan.apps.organisation import policies
from ceyuan.apps.organisation.models import Person, Post, Unit
from ceyuan.apps.organisation.models.people import PostKind
from ceyuan.apps.organisation.recording import record
from ceyuan.apps.organisation.scoping import Actor
from ceyuan.apps.organisation.services import reaching
from ceyuan.core.kernel import Invalid, Refused


@transaction.atomic
def appoint(
    *,
    actor: Actor,
    person_id: int,
    unit_id: int,
    kind: str,
    on: date,
    until: date | None = None,
    reason: str = "",
) -> Post:
    """The person holds the post from the day on, `until` being the first day without it.

    A new top leader ends the post of the former one on that day.
    """
    person = reaching.present_person(actor, person_id)
    unit = reaching.open_unit(actor, unit_id)
    policies.may_keep_people(actor, unit).require()
    policies.not_to_oneself(actor, person).require()
    _check(person, unit, kind, on, until)
    former = _succeed(unit, on, until) if kind == PostKind.TOP_LEADER else None
    try:
        with transaction.atomic():
            post = Post.objects.create(person=person, unit=unit, kind=kind, valid=DateRange(on, until))
    except IntegrityError as broken:
        # Somebody else appointed a leader at the same moment; the constraint let only one of the two through.
        if "post_one_top_leader_at_a_time" not in str(broken):
            raise
        raise Refused("organisation.other_top_leader", unit=str(unit), person="", since=on.isoformat()) from broken
    record(
        actor,
        "organisation.post.appointed",
        _subject(post),
        before={"former": str(former.person)} if former else {},
        after={"kind": kind, "unit": unit.code, "on": on.isoformat(), "until": until.isoformat() if until else ""},
        reason=reason,
        unit_path=unit.path,
    )
    return post


@transaction.atomic
def end(*, actor: Actor, post_id: int, on: date, reason: str = "") -> Post:
    """The post ends; the day is the first one without it."""
    post: Post | None = (
        Post.objects.select_for_update(of=("self",))
        .select_related("unit", "person")
        .filter(pk=post_id, unit__group=actor.group_id)
        .first()
    )
    if post is None:
        raise Refused("organisation.unknown_post")
    policies.may_keep_people(actor, post.unit).require()
    policies.not_to_oneself(actor, post.person).require()
    if post.valid.lower is not None and on <= post.valid.lower:
        raise Invalid({"on": ["organisation.ends_before_it_starts"]})
    if post.valid.upper is not None and post.valid.upper <= on:
        raise Refused("organisation.post_has_ended", on=post.valid.upper.isoformat())
    post.valid = DateRange(post.valid.lower, on)
    post.save(update_fields=["valid"])
    record(
        actor,
        "organisation.post.ended",
        _subject(post),
        after={"kind": post.kind, "unit": post.unit.code, "until": on.isoformat()},
        reason=reason,
        unit_path=post.unit.path,
    )
    return post


def _check(person: Person, unit: Unit, kind: str, on: date, until: date | None) -> None:
    policies.same_group(person, unit).require()
    if kind not in PostKind.values:
        raise Invalid({"kind": ["kit.not_a_choice"]})
    if until is not None and until <= on:
        raise Invalid({"until": ["organisation.ends_before_it_starts"]})
    if unit.opened_on is not None and on < unit.opened_on:
        raise Refused("organisation.before_parent", parent=str(unit), opened=unit.opened_on.isoformat())
    if Post.objects.filter(person=person, unit=unit, kind=kind, valid__overlap=DateRange(on, until)).exists():
        raise Refused("organisation.post_held_already", person=str(person), unit=str(unit))


def _succeed(unit: Unit, on: date, until: date | None) -> Post | None:
    """End the post of the leader who holds it on the day; refuse when another one's begins within the new term."""
    terms = Post.objects.select_for_update(of=("self",)).select_related("person")
    found = terms.filter(unit=unit, kind=PostKind.TOP_LEADER, valid__overlap=DateRange(on, until)).order_by("valid")
    former: Post | None = None
    for post in found:
        lower = post.valid.lower
        if lower is not None and lower >= on:
            raise Refused(
                "organisation.other_top_leader", unit=str(unit), person=str(post.person), since=lower.isoformat()
            )
        former = post
    if former is not None:
        former.valid = DateRange(former.valid.lower, on)
        former.save(update_fields=["valid"])
    return former


def _subject(post: Post) -> tuple[str, int | str, str]:
    return "organisation.post", post.pk, f"{post.unit} · {post.person}"
