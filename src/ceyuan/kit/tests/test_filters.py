"""Filters: only what is valid reaches the selector, and every active filter can be taken away."""

import datetime

from django.http import QueryDict
from django.utils import translation

from ceyuan.kit.filters import Choice, DateRange, Filters, Pick, Text


class UnitFilters(Filters):
    q = Text("Search")
    state = Choice("State", choices=lambda actor: [("run", "Running"), ("done", f"Done by {actor}")])
    unit = Pick("Unit", name_of=lambda _actor, code: {"KY01": "Light metals"}.get(code))
    end = DateRange("End", more=True)


class YearFilters(UnitFilters):
    year = Choice("Year", choices=[("2025", "2025")])


def read(query):
    return UnitFilters(QueryDict(query), "Li")


def test_valid_values_are_handed_on_and_empty_ones_are_not():
    found = read("q=+cell+&state=run&unit=KY01&end_from=2025-01-01&end_until=")
    assert found.values == {"q": "cell", "state": "run", "unit": "KY01", "end": (datetime.date(2025, 1, 1), None)}
    assert found.errors == {}
    assert read("q=&state=&sort=code").values == {}


def test_wrong_values_are_dropped_and_named_beside_their_field():
    with translation.override("en"):
        found = read("state=gone&unit=KY99&end_from=31.12.2025")
    assert found.values == {}
    assert set(found.errors) == {"state", "unit", "end"}
    assert "2026-03-31" in found.errors["end"]
    assert found.bound()[3].first == "31.12.2025"
    assert found.has_more_active()


def test_a_range_that_ends_before_it_starts_is_refused():
    assert "end" in read("end_from=2025-02-01&end_until=2025-01-01").errors


def test_each_chip_takes_away_its_own_filter_and_goes_back_to_the_first_page():
    chips = read("q=cell&state=done&end_from=2025-01-01&page=3&sort=code").chips()
    assert [(chip.label, chip.text) for chip in chips] == [
        ("Search", "cell"),
        ("State", "Done by Li"),
        ("End", "2025-01-01 – …"),
    ]
    assert chips[2].remove == "?q=cell&state=done&sort=code"


def test_a_subclass_keeps_the_filters_it_inherits():
    assert list(YearFilters.declared()) == ["q", "state", "unit", "end", "year"]
