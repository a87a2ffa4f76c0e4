"""What the doors and the pages may call. Whoever asks for a figure first brings the roll-ups up to date."""

from ceyuan.apps.organisation.interface import Actor

from .selectors import flows as _flows
from .selectors import rollup as _rollup
from .selectors.flows import Flow, YearState
from .selectors.rollup import RollUp, RollUpRow, Scope
from .services.rollups import differences, rebuild, refresh_if_stale


def rollup(actor: Actor, *, by: str, at: str = "", measure: str = "money", scope: Scope | None = None) -> RollUp:
    """The figures of a node and of its children, as `selectors.rollup.rollup`."""
    refresh_if_stale()
    return _rollup.rollup(actor, by=by, at=at, measure=measure, scope=scope)


def flows(actor: Actor, scope: Scope) -> list[Flow]:
    """Programme → unit → unit below, as `selectors.flows.flows`."""
    refresh_if_stale()
    return _flows.flows(actor, scope)


def by_year_and_state(actor: Actor, scope: Scope) -> list[YearState]:
    """Figures by year of start and state, as `selectors.flows.by_year_and_state`."""
    refresh_if_stale()
    return _flows.by_year_and_state(actor, scope)


__all__ = [
    "Flow",
    "RollUp",
    "RollUpRow",
    "Scope",
    "YearState",
    "by_year_and_state",
    "differences",
    "flows",
    "rebuild",
    "refresh_if_stale",
    "rollup",
]
