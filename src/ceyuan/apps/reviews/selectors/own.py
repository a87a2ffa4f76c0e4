"""Whose expert, seat or review it is: of a person on record by the person, of a guest from outside by the account."""

from django.db.models import Q

from ceyuan.apps.organisation.interface import Actor
from ceyuan.apps.reviews.models import Expert


def own(actor: Actor, path: str = "") -> Q:
    """The condition "this is the actor's own"; `path` leads to the expert ("seat__expert__")."""
    if actor.person_id is not None:
        return Q(**{f"{path}person": actor.person_id})
    if actor.account_id is not None:
        return Q(**{f"{path}account": actor.account_id})
    return Q(pk__in=[])


def is_own(actor: Actor, expert: Expert) -> bool:
    """Whether the actor is this expert."""
    if actor.person_id is not None:
        return bool(expert.person_id == actor.person_id)
    return actor.account_id is not None and bool(expert.account_id == actor.account_id)
