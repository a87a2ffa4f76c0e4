"""Rights as lists: grants, delegations, staff sessions, tokens."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q

from ceyuan.apps.organisation.models import (
    AccessToken,
    Account,
    Delegation,
    Grant,
    MailWish,
    Person,
    Post,
    StaffSession,
    Unit,
)
from ceyuan.apps.organisation.policies import UNGRANTABLE
from ceyuan.apps.organisation.roles import ROLE_OF_POST
from ceyuan.apps.organisation.scoping import Actor
from ceyuan.apps.organisation.selectors.lookup import unit_by_code
from ceyuan.apps.organisation.selectors.people import matching
from ceyuan.kit.listing import QueryListing

_ORDERS = {
    "person": ("person__sort_key", "pk"),
    "role": ("role", "person__sort_key", "pk"),
    "unit": ("unit__path", "pk"),
    "start": ("valid", "pk"),
}


@dataclass(frozen=True, slots=True)
class OwnRole:
    """A role that a person holds of own right, and over which unit: what they can pass on."""

    role: str
    unit: Unit


def grants_listing(actor: Actor, filters: Mapping[str, Any], sort: str) -> QueryListing:
    """Grants within reach. Filters: `q` person, `role`, `unit` a code (with all below), `state` running|ended|all."""
    grants = Grant.objects.all().visible_to(actor, "grants.view")
    state, today = filters.get("state", "running"), filters.get("today", date.max)
    if state == "running":
        grants = grants.filter(Q(valid__endswith__gt=today) | Q(valid__upper_inf=True))
    elif state == "ended":
        grants = grants.filter(valid__endswith__lte=today)
    if role := filters.get("role"):
        grants = grants.filter(role=role)
    if text := filters.get("q"):
        grants = grants.filter(person__in=matching(Person.objects.filter(group=actor.group_id), text))
    if code := filters.get("unit"):
        unit = unit_by_code(actor, code)
        path = unit.path if unit else "-"
        grants = grants.filter(Q(unit__path=path) | Q(unit__path__startswith=f"{path}."))
    ordered = grants.order_by(*_ORDERS.get(sort.removeprefix("-"), _ORDERS["person"]))
    return QueryListing(ordered.reverse() if sort.startswith("-") else ordered, related=("person", "unit"))


def find_grant(actor: Actor, grant_id: int) -> Grant | None:
    """The grant, if the actor may see it."""
    visible = Grant.objects.all().visible_to(actor, "grants.view")
    found: Grant | None = visible.select_related("person", "unit").filter(pk=grant_id).first()
    return found


def my_delegations(actor: Actor) -> Sequence[Delegation]:
    """Those that the actor gave and received, the latest first."""
    mine = Delegation.objects.filter(Q(giver=actor.person_id) | Q(receiver=actor.person_id))
    if actor.person_id is None:
        return []
    return list(mine.select_related("giver", "receiver", "unit").order_by("-valid", "-pk")[:200])


def may_see_delegation(actor: Actor, delegation_id: int) -> bool:
    """Whether the actor gave it, received it, or sees grants over its unit."""
    found = Delegation.objects.select_related("unit").filter(pk=delegation_id, unit__group=actor.group_id).first()
    if found is None:
        return False
    involved = actor.person_id is not None and actor.person_id in {found.giver_id, found.receiver_id}
    return involved or actor.may("grants.view", found.unit.path)


def delegations_in_force(actor: Actor, today: date) -> Sequence[Delegation]:
    """Those received and in force today."""
    if actor.person_id is None:
        return []
    mine = Delegation.objects.filter(receiver=actor.person_id, revoked_at=None, valid__contains=today)
    return list(mine.select_related("giver", "unit").order_by("pk"))


def posts_today(actor: Actor, today: date) -> Sequence[Post]:
    """The posts the actor holds today."""
    if actor.person_id is None:
        return []
    held = Post.objects.filter(person=actor.person_id, valid__contains=today)
    return list(held.select_related("unit").order_by("kind", "pk"))


def own_roles(actor: Actor, today: date) -> list[OwnRole]:
    """What the actor holds by post or grant today and can pass on, each once."""
    found: dict[tuple[str, int], OwnRole] = {}
    for post in posts_today(actor, today):
        if post.kind in ROLE_OF_POST:
            role = ROLE_OF_POST[post.kind]
            found[role, post.unit_id] = OwnRole(role, post.unit)
    for grant in Grant.objects.filter(person=actor.person_id, valid__contains=today).select_related("unit"):
        if grant.role not in UNGRANTABLE:
            found[grant.role, grant.unit_id] = OwnRole(grant.role, grant.unit)
    return list(found.values())


def own_account(actor: Actor) -> Account | None:
    """The actor's account."""
    return Account.objects.select_related("group", "person", "person__unit").filter(pk=actor.account_id or 0).first()


def mail_address(actor: Actor) -> str:
    """Where the actor's own mail goes; empty without an address."""
    account = own_account(actor)
    return account.email if account else ""


def mail_rhythm(actor: Actor) -> str:
    """How often the actor wants mail about what waits."""
    found = MailWish.objects.filter(account=actor.account_id or 0).first()
    return found.rhythm if found else MailWish.Rhythm.NEVER


def account_with_group(key: int) -> Account | None:
    """The account behind a session, with its group and person, which every page needs."""
    return Account.objects.select_related("group", "person").filter(pk=key).first()


def own_tokens(actor: Actor) -> Sequence[AccessToken]:
    """The actor's tokens, the newest first."""
    return list(AccessToken.objects.filter(account=actor.account_id).order_by("-created_at")[:100])


def own_staff_sessions(actor: Actor, now: datetime) -> tuple[StaffSession | None, Sequence[StaffSession]]:
    """The open staff session, if there is one, and the latest ones."""
    sessions = list(StaffSession.objects.filter(account=actor.account_id).order_by("-opened_at")[:20])
    running = next((one for one in sessions if one.closed_at is None and one.expires_at > now), None)
    return running, sessions
