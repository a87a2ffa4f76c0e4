"""What capabilities above calls offer on a chosen bid, the making of its project say.

A capability brings a file `bid_actions.py` with a list `providers` of functions that are given the actor and the bid
and answer with buttons (`kit.views.Action`).
"""

from typing import Any

from ceyuan.apps.calls.models import Bid
from ceyuan.kit.registry import collect
from ceyuan.kit.views import Action


def actions_of(actor: Any, found: Bid) -> list[Action]:
    """The buttons of all providers."""
    return [
        action
        for several in collect("bid_actions", "providers")
        for provider in several
        for action in provider(actor, found)
    ]
