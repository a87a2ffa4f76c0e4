"""What keeps a chosen bid from stepping back: capabilities above calls say what has been made of it.

A capability registers `keeper(bid_id)`, which gives the reason while something of its own hangs on the bid, else None.
The bid is locked when it is asked for an act, so that nothing new comes to hang on it meanwhile.
"""

from collections.abc import Callable

from ceyuan.core.kernel.verdict import Reason

Keeper = Callable[[int], Reason | None]
_KEEPERS: dict[str, Keeper] = {}


def register_bid_keeper(kind: str, keeper: Keeper) -> None:
    """Makes known who may keep a bid ("projects.project"); a second call replaces the first."""
    _KEEPERS[kind] = keeper


def kept_by(bid_id: int) -> Reason | None:
    """The first reason why the bid cannot step back, None when nothing hangs on it."""
    return next((reason for keeper in _KEEPERS.values() if (reason := keeper(bid_id)) is not None), None)
