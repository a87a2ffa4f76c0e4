"""Reading projects: search by words and initials, every filter, every order, and who reaches what."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from ceyuan.apps.projects import selectors
from ceyuan.apps.projects.models import ProjectText, Result

if TYPE_CHECKING:
    from ceyuan.apps.projects.tests.portfolio import Portfolio

pytestmark = pytest.mark.django_db
ALL = {"KY-1", "KY-2", "KY-3"}


def found(portfolio: Portfolio, who: str = "st_officer", sort: str = "title", **filters: Any) -> list[str]:
    listing = selectors.listing(portfolio.cast.members[who].actor, filters, sort)
    return [row.code for row in listing.slice(0, 50)]


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("铝电解", {"KY-1"}),
        ("电解 铝", {"KY-1"}),
        ("cdxdnh", {"KY-1"}),
        ("lhdjc", set()),
        ("cn", {"KY-2"}),
        ("ky-3", {"KY-3"}),
        ("赤泥 超大", set()),
        ("%", set()),
    ],
)
def test_it_finds_by_words_codes_and_pinyin_initials(portfolio: Portfolio, words: str, codes: set[str]) -> None:
    assert set(found(portfolio, q=words)) == codes


@pytest.mark.parametrize(
    ("filters", "codes"),
    [
        ({}, ALL),
        ({"state": "terminated"}, {"KY-3"}),
        ({"phase": "running"}, {"KY-1", "KY-2"}),
        ({"phase": "unknown"}, set()),
        ({"year": "2023"}, {"KY-3"}),
        ({"year": 2024}, {"KY-1", "KY-2"}),
        ({"unit": "A"}, {"KY-1", "KY-2"}),
        ({"unit": "B1"}, {"KY-2", "KY-3"}),
        ({"unit": "T"}, ALL),
        ({"unit": "X"}, set()),
        ({"programme": "P1"}, {"KY-1", "KY-2"}),
        ({"programme": "P"}, ALL),
        ({"programme": "none"}, set()),
        ({"start": (date(2024, 1, 1), None)}, {"KY-1", "KY-2"}),
        ({"start": (None, date(2023, 1, 1))}, {"KY-3"}),
        ({"end": (date(2020, 1, 1), None)}, set()),
        ({"tech_class": "frontier"}, set()),
        ({"programme": "P1", "unit": "B", "year": 2024}, {"KY-2"}),
    ],
)
def test_every_filter_narrows_the_list(portfolio: Portfolio, filters: dict[str, Any], codes: set[str]) -> None:
    assert set(found(portfolio, **filters)) == codes


def test_every_order_is_kept_and_its_reverse_is_the_reverse(portfolio: Portfolio) -> None:
    portfolio.project("KY-0", programme="P2", parts=[("B", 10_00)], starts_on=date(2022, 1, 1), state="applied")
    for sort in ("code", "start", "funding"):
        up = found(portfolio, sort=sort)
        assert len(up) == 4
        assert found(portfolio, sort=f"-{sort}") == up[::-1]
    assert found(portfolio, sort="start") == ["KY-0", "KY-3", "KY-1", "KY-2"]
    assert found(portfolio, sort="funding") == ["KY-0", "KY-3", "KY-1", "KY-2"]
    assert found(portfolio, sort="title") == ["KY-0", "KY-3", "KY-1", "KY-2"]  # Latin, then ch-ao, ch-i


def test_each_sort_word_of_the_page_is_known_to_the_selector(portfolio: Portfolio) -> None:
    from ceyuan.apps.projects.tables import ProjectTable

    words = {column.sort for column in ProjectTable.columns if column.sort}
    assert words <= set(selectors.SORTS)
    for word in words:
        assert set(found(portfolio, sort=word)) == set(found(portfolio, sort=f"-{word}")) == ALL


@pytest.mark.parametrize(
    ("who", "codes"),
    [
        ("st_officer", ALL),
        ("manager_a", {"KY-1", "KY-2"}),
        ("manager_b", {"KY-2", "KY-3"}),
        ("auditor", ALL),
        ("stranger", set()),
    ],
)
def test_one_sees_what_the_own_units_lead_or_take_part_in(portfolio: Portfolio, who: str, codes: set[str]) -> None:
    assert set(found(portfolio, who)) == codes
    actor = portfolio.cast.members[who].actor
    assert {code for code in ALL if selectors.detail(actor, code)} == codes
    assert {one.code for one in selectors.search(actor, "KY", 10)} == codes


def test_a_filter_never_widens_the_reach(portfolio: Portfolio) -> None:
    assert found(portfolio, "manager_a", unit="B") == ["KY-2"]  # where both branches take part
    assert found(portfolio, "manager_a", programme="P2") == []


def test_years_reach_from_the_first_start_to_the_last(portfolio: Portfolio) -> None:
    assert list(selectors.years(portfolio.cast.st_officer.actor)) == [2024, 2023]


def test_a_text_is_read_in_the_wanted_language_or_in_the_one_there_is(portfolio: Portfolio) -> None:
    project = portfolio.projects["KY-1"]
    ProjectText.objects.create(project=project, language="en", text="Aim")
    assert selectors.texts(project, "zh") == ["Aim"]
    ProjectText.objects.create(project=project, language="zh", text="目标")
    assert selectors.texts(project, "zh") == ["目标"]
    assert selectors.texts(project, "en") == ["Aim"]


def test_results_are_filtered_and_only_those_of_projects_in_reach_are_listed(portfolio: Portfolio) -> None:
    for code, kind, year in (("KY-1", "patent", 2024), ("KY-3", "paper", 2025)):
        project = portfolio.projects[code]
        Result.objects.create(
            group=portfolio.cast.group, project=project, kind=kind, title=f"成果{code}", year=year, source_key=code
        )
    officer, manager_a = portfolio.cast.st_officer.actor, portfolio.cast.manager_a.actor

    def titles(actor: Any, **filters: Any) -> list[str]:
        return [row.title for row in selectors.result_listing(actor, filters, "-year").slice(0, 9)]

    assert titles(officer) == ["成果KY-3", "成果KY-1"]
    assert titles(manager_a) == ["成果KY-1"]
    assert titles(officer, kind="paper") == titles(officer, year="2025") == titles(officer, q="KY-3") == ["成果KY-3"]
    assert titles(officer, project="KY-1") == ["成果KY-1"]
    assert list(selectors.result_years(manager_a)) == [2024]
    assert list(selectors.result_years(officer)) == [2025, 2024]
