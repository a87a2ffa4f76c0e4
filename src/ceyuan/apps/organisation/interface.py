"""What other capabilities may call."""

from .scoping import NOBODY, Actor
from .selectors.actors import actor_of, group_by_code, service_actor

from .selectors.lookup import unit_by_code, unit_name

__all__ = ["NOBODY", "Actor", "actor_of", "group_by_code", "service_actor", "unit_by_code", "unit_name"]
