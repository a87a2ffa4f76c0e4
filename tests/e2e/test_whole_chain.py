"""The same records all the way: from a challenge to a bid, a pledge, a task book, a project that is accepted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.e2e import legs_calls as calls
from tests.e2e import legs_projects as projects

if TYPE_CHECKING:
    from ceyuan.apps.calls.tests.council import Council
    from ceyuan.apps.projects.tests.portfolio import Portfolio
    from ceyuan.apps.reviews.tests.pool_desk import Pool
    from tests.e2e.journey import Window

pytestmark = pytest.mark.usefixtures("own_stores")


def test_a_challenge_is_bid_on_decided_pledged_contracted_worked_on_and_accepted(
    council: Council, pool: Pool, portfolio: Portfolio, window: Window
) -> None:
    for one_outside in pool.outside:
        one_outside.delete()  # only people with an account judge here
    team = projects.team_of(council)

    one = calls.published(council, window)
    bid = calls.bid_on(council, window, one)
    office = calls.admitted(council, window, one, bid)
    calls.reviewed(office, one, pool, window)
    calls.decided(council, office, window, one, bid)
    office = calls.pledged(council, window, one, bid)

    project = projects.made_of(office, bid, portfolio.programmes["P1"])
    projects.contracted(council, office, window, project)
    projects.reached(team, office, window, project)
    projects.accepted(team, office, window, project)
