"""What other capabilities and the doors may call."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ceyuan.apps.organisation.picks import PersonPick, UnitPick
from ceyuan.apps.organisation.scoping import NOBODY, Actor
from ceyuan.apps.organisation.selectors.access import mail_address, my_delegations
from ceyuan.apps.organisation.selectors.actors import (
    actor_of,
    actor_of_token,
    actor_of_username,
    group_by_code,
    service_actor,
)
from ceyuan.apps.organisation.selectors.leadership import (
    LeaderChange,
    Leadership,
    leader_changes,
    leads,
    led_units,
    top_leaders,
    units_of,
    units_with_leader,
)
from ceyuan.apps.organisation.selectors.lines import home_unit, line_of, open_units
from ceyuan.apps.organisation.selectors.lookup import people_of, unit_by_code, unit_name
from ceyuan.apps.organisation.selectors.ownership import effective_shares
from ceyuan.apps.organisation.selectors.trees import children, heirs, restated, tree_as_of
from ceyuan.apps.organisation.selectors.units import search_units
from ceyuan.apps.organisation.services.accounts import create_token, digest_of
from ceyuan.apps.organisation.services.confirming import confirm
from ceyuan.apps.organisation.services.delivered import (
    ensure_group,
    stage_next_names,
    stage_next_units,
    take_next_names,
    take_next_units,
)
from ceyuan.apps.organisation.services.guests import close_guest, newcomer, open_guest
from ceyuan.apps.organisation.services.guests import set_password as set_guest_password
from ceyuan.apps.organisation.services.opening import Newcomer, open_account
from ceyuan.apps.organisation.services.staff_sessions import close_session as close_staff_session
from ceyuan.apps.organisation.services.staff_sessions import open_session as open_staff_session

if TYPE_CHECKING:
    from ceyuan.apps.organisation.services.imports import Taken


def take_files(
    *, actor: Actor, paths: Sequence[Path], group_code: str | None = None, on: date | None = None
) -> "Taken":
    """Bring a group to what files say; see `services.imports.take`. Loaded on call: the readers are heavy."""
    from ceyuan.apps.organisation.services import imports

    return imports.take(actor=actor, paths=paths, group_code=group_code, on=on)


__all__ = [
    "NOBODY",
    "Actor",
    "LeaderChange",
    "Leadership",
    "Newcomer",
    "PersonPick",
    "UnitPick",
    "actor_of",
    "actor_of_token",
    "actor_of_username",
    "children",
    "close_guest",
    "close_staff_session",
    "confirm",
    "create_token",
    "digest_of",
    "effective_shares",
    "ensure_group",
    "group_by_code",
    "heirs",
    "home_unit",
    "leader_changes",
    "leads",
    "led_units",
    "line_of",
    "mail_address",
    "my_delegations",
    "newcomer",
    "open_account",
    "open_guest",
    "open_staff_session",
    "open_units",
    "people_of",
    "restated",
    "search_units",
    "service_actor",
    "set_guest_password",
    "stage_next_names",
    "stage_next_units",
    "take_files",
    "take_next_names",
    "take_next_units",
    "top_leaders",
    "tree_as_of",
    "unit_by_code",
    "unit_name",
    "units_of",
    "units_with_leader",
]
