"""What the parts of this capability and those above it tell the guards of a challenge's and a bid's steps.

A part registers a function that is given the challenge (or the bid) and answers with the facts it keeps: the decisions
tell `decided`, the notices `notice_clear`, the pledges `pledged`, the races `archived`.
"""

from collections.abc import Callable, Mapping
from typing import Any

from ceyuan.apps.calls.models import Bid, Challenge

Teller = Callable[[Any], Mapping[str, Any]]
_OF_CHALLENGES: dict[str, Teller] = {}
_OF_BIDS: dict[str, Teller] = {}


def tell_of_challenges(part: str, teller: Callable[[Challenge], Mapping[str, Any]]) -> None:
    """The facts a part keeps about a challenge; a second call for the same part replaces the first."""
    _OF_CHALLENGES[part] = teller


def tell_of_bids(part: str, teller: Callable[[Bid], Mapping[str, Any]]) -> None:
    """The facts a part keeps about a bid."""
    _OF_BIDS[part] = teller


def of_challenge(one: Challenge) -> dict[str, Any]:
    """All that the parts tell about this challenge."""
    return {name: fact for teller in _OF_CHALLENGES.values() for name, fact in teller(one).items()}


def of_bid(one: Bid) -> dict[str, Any]:
    """All that the parts tell about this bid."""
    return {name: fact for teller in _OF_BIDS.values() for name, fact in teller(one).items()}
