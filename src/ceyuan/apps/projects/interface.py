"""What other capabilities may call."""

from ceyuan.apps.organisation.interface import unit_name

from .labels import PARTICIPATION_ROLES, PHASE_OF_STATE, PHASES, STATES_OF_PHASE
from .messages import STATE_TONES, STATES
from .naming import programme_url
from .naming import project_url as url
from .naming import sum_of as money
from .naming import title_of as title
from .selectors import (
    listing,
    matching,
    participation_listing,
    participation_sum,
    programme,
    programme_name,
    years,
)
from .selectors.under_way import alive_in, for_targets
from .selectors.under_way import by_ids as projects_by_ids


def state_name(code: str) -> object:
    """The text of a project state."""
    return STATES.get(code, code)


__all__ = [
    "PARTICIPATION_ROLES",
    "PHASES",
    "PHASE_OF_STATE",
    "STATES",
    "STATES_OF_PHASE",
    "STATE_TONES",
    "alive_in",
    "for_targets",
    "listing",
    "matching",
    "money",
    "participation_listing",
    "participation_sum",
    "programme",
    "programme_name",
    "programme_url",
    "projects_by_ids",
    "state_name",
    "title",
    "unit_name",
    "url",
    "years",
]
