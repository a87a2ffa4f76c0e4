"""What other capabilities and the doors may call."""

from ceyuan.apps.organisation.scoping import NOBODY, Actor
from ceyuan.apps.organisation.selectors.actors import actor_of, actor_of_token, group_by_code, service_actor
from ceyuan.apps.organisation.selectors.lookup import unit_by_code, unit_name
from ceyuan.apps.organisation.selectors.ownership import effective_shares
from ceyuan.apps.organisation.selectors.trees import children, heirs, restated, tree_as_of
from ceyuan.apps.organisation.selectors.units import search_units
from ceyuan.apps.organisation.services.accounts import digest_of
from ceyuan.apps.organisation.services.delivered import (
    ensure_group,
    stage_next_names,
    stage_next_units,
    take_next_names,
    take_next_units,
)

__all__ = [
    "NOBODY",
    "Actor",
    "actor_of",
    "actor_of_token",
    "children",
    "digest_of",
    "effective_shares",
    "ensure_group",
    "group_by_code",
    "heirs",
    "restated",
    "search_units",
    "service_actor",
    "stage_next_names",
    "stage_next_units",
    "take_next_names",
    "take_next_units",
    "tree_as_of",
    "unit_by_code",
    "unit_name",
]
