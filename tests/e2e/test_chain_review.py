"""From an admitted bid to a signed pledge: drawn by lot, judged in secret, decided with reasons, on notice, pledged."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ceyuan.apps.calls.tests.council import bids_of
from tests.e2e import legs_calls as calls
from tests.e2e.journey import at_window

if TYPE_CHECKING:
    from ceyuan.apps.calls.tests.council import Council
    from ceyuan.apps.reviews.tests.pool_desk import Pool
    from tests.e2e.journey import Window

pytestmark = pytest.mark.usefixtures("own_stores")


def test_bids_are_drawn_for_judged_decided_put_on_notice_and_pledged(
    council: Council, pool: Pool, window: Window
) -> None:
    for one_outside in pool.outside:
        one_outside.delete()  # only people with an account judge here
    one = council.in_formal_check(bids=1)
    bid = bids_of(one)[0]
    office = at_window(window, council.cast.st_officer)
    calls.reviewed(office, one, pool, window)
    calls.decided(council, office, window, one, bid)
    calls.pledged(council, window, one, bid)
