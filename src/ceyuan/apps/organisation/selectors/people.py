"""People: the list, one person, and what they hold."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from ceyuan.apps.organisation.models import Delegation, Grant, Person, Post
from ceyuan.apps.organisation.scoping import Actor
from ceyuan.apps.organisation.selectors.lookup import unit_by_code
from ceyuan.core.kernel.text import query
from ceyuan.kit.listing import QueryListing

VIEW = "people.view"
_ORDERS = {
    "name": ("sort_key", "pk"),
    "staff_no": ("staff_no", "pk"),
    "unit": ("unit__path", "sort_key", "pk"),
    "grade": ("talent_grade", "sort_key", "pk"),
}


@dataclass(frozen=True, slots=True)
class PersonDetail:
    """A person with posts, grants and delegations; `may_change` tells whether the actor keeps this person's record."""

    person: Person
    posts: Sequence[Post]
    grants: Sequence[Grant]
    delegations: Sequence[Delegation]
    has_account: bool


def matching(people: QuerySet[Person], text: str) -> QuerySet[Person]:
    """Those whose name or staff number holds every word, or whose name's pinyin initials do."""
    for word in query(text.replace("\x00", "")).words:
        hit = Q(search_text__contains=word.text) | Q(staff_no__istartswith=word.text)
        if word.initials_grams is not None:
            hit |= Q(search_initials__contains=word.text)
        people = people.filter(hit)
    return people


def people_listing(actor: Actor, filters: Mapping[str, Any], sort: str) -> QueryListing:
    """People within reach. Filters: `q` words, `unit` a code (with all below), `grade`, `state` present|left|all."""
    people: QuerySet[Person] = Person.objects.all().visible_to(actor, VIEW)
    state = filters.get("state", "present")
    if state != "all":
        people = people.filter(left_on__isnull=state == "present")
    if text := filters.get("q"):
        people = matching(people, text)
    if code := filters.get("unit"):
        unit = unit_by_code(actor, code)
        path = unit.path if unit else "-"
        people = people.filter(Q(unit__path=path) | Q(unit__path__startswith=f"{path}."))
    if grade := filters.get("grade"):
        people = people.filter(talent_grade=grade)
    order = _ORDERS.get(sort.removeprefix("-"), _ORDERS["name"])
    ordered = people.order_by(*order)
    return QueryListing(ordered.reverse() if sort.startswith("-") else ordered, related=("unit",))


def grades(actor: Actor) -> list[str]:
    """The talent grades that occur among the people within reach."""
    visible = Person.objects.all().visible_to(actor, VIEW).exclude(talent_grade="")
    return list(visible.values_list("talent_grade", flat=True).distinct().order_by("talent_grade"))


def find_person(actor: Actor, person_id: int) -> Person | None:
    """The person, if the actor may know them; everybody may know themselves."""
    found: Person | None = (
        Person.objects.all().visible_to(actor, VIEW).select_related("unit").filter(pk=person_id).first()
    )
    if found is None and actor.person_id == person_id:
        found = Person.objects.select_related("unit").filter(pk=person_id).first()
    return found


def person_detail(actor: Actor, person_id: int) -> PersonDetail | None:
    """A person and what they hold; grants only for those who may see grants over the unit, and for themselves."""
    person = find_person(actor, person_id)
    if person is None:
        return None
    own = actor.person_id == person.pk
    visible = Grant.objects.filter(person=person)
    grants = visible if own else Grant.objects.all().visible_to(actor, "grants.view").filter(person=person)
    involved = Q(giver=person) | Q(receiver=person)
    sees_delegations = own or actor.may("grants.view", person.unit.path)
    delegations = Delegation.objects.filter(involved) if sees_delegations else Delegation.objects.none()
    return PersonDetail(
        person=person,
        posts=list(Post.objects.filter(person=person).select_related("unit").order_by("-valid")),
        grants=list(grants.select_related("unit").order_by("-valid")),
        delegations=list(delegations.select_related("unit", "giver", "receiver").order_by("-valid")),
        has_account=hasattr(person, "account"),
    )


def by_staff_no(actor: Actor, staff_no: str) -> Person | None:
    """The person of the actor's group with this staff number, by which one names them in a form."""
    return Person.objects.filter(group=actor.group_id, staff_no=staff_no.strip()).first() if actor.group_id else None


def search_people(actor: Actor, text: str, limit: int = 20) -> list[Person]:
    """People within reach by words or pinyin initials of their names, or by staff number."""
    if not query(text).words:
        return []
    visible = Person.objects.all().visible_to(actor, VIEW).filter(left_on=None).select_related("unit")
    return list(matching(visible, text).order_by("sort_key", "pk")[:limit])


def colleagues(actor: Actor, text: str, limit: int = 20) -> list[Person]:
    """Whom a delegation can go to: anybody present in the group; no more than name and unit is shown of them."""
    present = Person.objects.filter(group=actor.group_id, left_on=None).exclude(pk=actor.person_id)
    return list(matching(present, text).select_related("unit").order_by("sort_key", "pk")[:limit])


def is_present(person: Person, day: date) -> bool:
    """Whether the person has not left by the day."""
    return person.left_on is None or day < person.left_on
