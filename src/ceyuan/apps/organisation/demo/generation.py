"""The whole organisation of the demonstration in one value, the same for the same seed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from ceyuan.apps.organisation.demo import cast, people, posts, units
from ceyuan.apps.organisation.demo.cast import AccountSeed
from ceyuan.apps.organisation.demo.draw import SEED
from ceyuan.apps.organisation.demo.people import PersonSeed
from ceyuan.apps.organisation.demo.posts import DelegationSeed, PostSeed
from ceyuan.apps.organisation.demo.units import Structure


@dataclass(frozen=True, slots=True)
class Organisation:
    """Units with their history, people, posts, delegations and log-ins."""

    structure: Structure
    people: tuple[PersonSeed, ...]
    posts: tuple[PostSeed, ...]
    delegations: tuple[DelegationSeed, ...]
    accounts: tuple[AccountSeed, ...]


@lru_cache(maxsize=2)
def generate(seed: int = SEED) -> Organisation:
    """Units first, then the engineers in them, then those who lead; later parts never change earlier ones."""
    structure = units.generate(seed)
    personnel = people.engage(structure, seed)
    register = posts.fill(structure, personnel, seed)
    persons = tuple(personnel.people)
    return Organisation(structure, persons, register, posts.delegate(register), cast.accounts(persons, register))
