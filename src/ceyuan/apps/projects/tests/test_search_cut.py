"""A search with too many hits to count says so, and still shows the first ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from ceyuan.apps.projects import selectors

if TYPE_CHECKING:
    from ceyuan.apps.projects.tests.portfolio import Portfolio

pytestmark = pytest.mark.django_db


def test_counting_stops_behind_the_most_hits(portfolio: Portfolio, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(selectors, "MOST_HITS", 2)
    for number in range(4):
        portfolio.project(f"S-{number}", programme="P2", parts=[("A", 1)], title_zh=f"稀散金属提取{number}")
    listing = selectors.listing(portfolio.cast.st_officer.actor, {"q": "稀散"})
    assert listing.count() == 3
    assert listing.exceeds(3)
    assert not listing.exceeds(4)
    assert len(listing.slice(0, 50)) == 4
    page = portfolio.cast.st_officer.client().get(reverse("projects:project_list") + "?q=稀散").content.decode()
    assert "共 2 条以上" in page


def test_a_search_with_few_hits_counts_them_all(portfolio: Portfolio) -> None:
    listing = selectors.listing(portfolio.cast.st_officer.actor, {"q": "赤泥"})
    assert listing.count() == 1
    page = portfolio.cast.st_officer.client().get(reverse("projects:project_list") + "?q=赤泥").content.decode()
    assert "条以上" not in page
