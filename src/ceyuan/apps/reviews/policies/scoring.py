"""Who may read what came out of a panel, and who is kept from it."""

from ceyuan.apps.organisation.scoping import Actor

from .panels import knows_panel

OPENED = frozenset({"closed", "published"})


def may_read_results(actor: Actor, unit_path: str, state: str) -> bool:
    """Results are for who runs or supervises the panel once it is closed, for readers once it is published. Nobody
    reads a score before."""
    return state in OPENED and knows_panel(actor, unit_path, state)
