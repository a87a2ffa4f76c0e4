"""Tables: escaping, sorting, paging, and the speed a list page relies on."""

import datetime
import time
from types import SimpleNamespace

import pytest
from django.http import QueryDict
from django.utils import translation

from ceyuan.core.kernel.money import Money
from ceyuan.kit.columns import Column
from ceyuan.kit.listing import SequenceListing
from ceyuan.kit.paging import Page, query_string, turn_to
from ceyuan.kit.tables import Table, plain_table


class ShortTable(Table):
    columns = (
        Column("code", "Code", "code", sort="code"),
        Column("title", "Title", wide=True, url=lambda row: f"/p/{row.code}"),
        Column("budget", "Budget", "money", unit="wan", currency="CNY", sort="budget"),
        Column("state", "State", "badge", labels={"run": "Running"}, tones={"run": "info"}),
        Column("done", "Done", "progress"),
        Column("end", "End", "date"),
        Column("unit.name", "Unit"),
    )
    default_sort = "code"


def row(code="A1", title="Cells", minor=123_456_789, state="run"):
    unit = SimpleNamespace(name="Lab")
    return SimpleNamespace(
        code=code, title=title, budget=Money(minor), state=state, done=120, end=datetime.date(2026, 3, 1), unit=unit
    )


def html(rows, query="", language="zh-hans"):
    params = QueryDict(query)
    page = turn_to(SequenceListing(rows), params)
    with translation.override(language):
        return ShortTable(page, params, sort=ShortTable.sort_of(params)).render()


class PlainTable(Table):
    columns = (
        Column("budget", "Budget", "money", unit="wan"),
        Column("note", "Note", optional=True),
        Column("budget.currency", "Currency", only_in_files=True),
    )


def plain_html(*rows):
    with translation.override("en"):
        return PlainTable(Page(rows=rows, number=1, size=50, total=len(rows)), {}).render()


def test_the_head_names_the_currency_when_all_rows_share_it_and_each_row_when_they_do_not():
    yuan, euro = (SimpleNamespace(budget=Money(12_300_000, c), note="") for c in ("CNY", "EUR"))
    shared = plain_html(yuan, SimpleNamespace(budget=None, note=""))
    assert "Budget (CNY thousand)" in shared
    assert ">123.0</td>" in shared
    mixed = plain_html(yuan, euro)
    assert ">CNY 123.0 thousand</td>" in mixed
    assert ">EUR 123.0 thousand</td>" in mixed


def test_an_optional_column_shows_itself_only_where_a_row_has_a_value():
    assert "Note" not in plain_html(SimpleNamespace(budget=None, note=""))
    assert "Note" in plain_html(SimpleNamespace(budget=None, note=""), SimpleNamespace(budget=None, note="x"))


def test_a_column_for_files_stays_off_the_page():
    assert "Currency" not in plain_html(SimpleNamespace(budget=Money(1), note=""))


def test_every_value_is_escaped():
    found = html([row(code='"><script>', title="<b>x</b>", state="<i>")])
    assert "<script>" not in found
    assert "<b>" not in found
    assert "&lt;i&gt;" in found


def test_money_stands_in_the_unit_that_the_head_names():
    found = html([row()])
    assert "Budget（万元）" in found
    assert ">123.46</td>" in found
    english = html([row()], language="en")
    assert "Budget (CNY thousand)" in english
    assert ">1,234.6</td>" in english


def test_a_badge_has_its_text_and_tone_and_an_unknown_code_is_neutral():
    assert '<span class="pill pill-info">Running</span>' in html([row()])
    assert '<span class="pill pill-neutral">odd</span>' in html([row(state="odd")])


def test_a_share_above_a_hundred_fills_the_bar_and_says_the_figure():
    assert 'class="meter over"' in html([row()])
    assert "120%" in html([row()])


def test_the_sorted_column_says_so_and_the_second_click_turns_it_round():
    found = html([row()], "sort=budget&q=x&page=3")
    assert 'aria-sort="ascending"' in found
    assert 'href="?sort=-budget&amp;q=x"' in found
    assert 'href="?sort=code&amp;q=x"' in found


@pytest.mark.parametrize("wish", ["password", "-unit", "", "code'; drop"])
def test_a_sorting_that_no_column_offers_falls_back_to_the_default(wish):
    assert ShortTable.sort_of({"sort": wish}) == "code"


@pytest.mark.parametrize(("query", "number", "first"), [("page=2&size=25", 2, 26), ("page=99&size=25", 4, 76)])
def test_the_asked_page_is_shown_or_the_nearest(query, number, first):
    page = turn_to(SequenceListing(list(range(100))), QueryDict(query))
    assert (page.number, page.first, len(page.rows)) == (number, first, 25)


@pytest.mark.parametrize("query", ["page=-4", "page=x", "size=7", "size=999999999999", "page=１"])
def test_nonsense_in_the_address_gives_the_first_page(query):
    page = turn_to(SequenceListing(list(range(100))), QueryDict(query))
    assert (page.number, page.size) == (1, 50)


def test_the_window_of_pages_leaves_out_the_middle():
    assert Page(rows=[1], number=6, size=1, total=12).window() == [1, None, 5, 6, 7, None, 12]
    assert Page(rows=[1], number=1, size=1, total=1).window() == [1]


def test_the_query_keeps_repeated_values_and_drops_empty_ones():
    assert query_string(QueryDict("a=1&a=2&b=&c=3"), c=None, d="x y") == "?a=1&a=2&d=x+y"


def test_a_missing_value_is_a_dash():
    empty = SimpleNamespace(name=None, sum=None, day=None)
    columns = (Column("name", "Name"), Column("sum", "Sum", "money"), Column("day", "Day", "date"))
    assert plain_table(columns, [empty]).count(">–</td>") == 3


def test_a_hundred_rows_take_less_than_five_milliseconds():
    rows = [row(code=f"A{n}") for n in range(100)]
    page = Page(rows=rows, number=1, size=100, total=100)
    best = 1.0
    for _attempt in range(20):
        began = time.process_time()
        ShortTable(page, {}).body()
        best = min(best, time.process_time() - began)
    assert best < 0.005
