import json
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ceyuan.core.kernel import Invalid
from ceyuan.core.taskbook import TaskBook, canonical, data_hash, read, read_part, shape_of, told
from ceyuan.core.taskbook.parts import Indicator
from ceyuan.core.taskbook.tests.examples import books, complete, indicator


@given(books())
@settings(max_examples=60, deadline=None)
def test_what_is_told_is_read_back_the_same(book):
    assert read(json.loads(json.dumps(told(book)))) == book


@given(books())
@settings(max_examples=40, deadline=None)
def test_equal_books_have_one_spelling_and_one_hash(book):
    again = read(told(book))
    assert canonical(again) == canonical(book)
    assert data_hash(again, 3) == data_hash(book, 3)
    assert data_hash(book, 3) != data_hash(book, 4)


def test_decimals_are_text_and_spelt_in_one_way():
    one, other = (replace(complete(), indicators=(indicator(final=Decimal(n)),)) for n in ("1.50", "1.5"))
    assert told(one)["indicators"][0]["final"] == "1.5"
    assert canonical(one) == canonical(other)
    assert told(replace(one.indicators[0], final=Decimal("-0.0")))["final"] == "0"


def test_the_hash_does_not_depend_on_the_order_of_names():
    shuffled = dict(reversed(told(complete()).items()))
    assert data_hash(read(shuffled)) == data_hash(complete())


@pytest.mark.parametrize(
    ("mapping", "path", "code"),
    [
        ([], "", "taskbook.not_a_mapping"),
        ({"nonsense": 1}, "nonsense", "taskbook.unknown_field"),
        ({"header": {"title": 7}}, "header.title", "taskbook.not_text"),
        ({"header": {"title": "a\x00"}}, "header.title", "taskbook.text_unreadable"),
        ({"header": {"title": "a" * 100_001}}, "header.title", "taskbook.text_too_long"),
        ({"header": {"starts_on": "2025-02-30"}}, "header.starts_on", "taskbook.not_a_date"),
        ({"header": {"secrecy": "hidden"}}, "header.secrecy", "taskbook.not_a_choice"),
        ({"header": {"currency": "XXX"}}, "header.currency", "taskbook.not_a_choice"),
        ({"budget": {"total_minor": 1.5}}, "budget.total_minor", "taskbook.not_a_whole_number"),
        ({"budget": {"total_minor": True}}, "budget.total_minor", "taskbook.not_a_whole_number"),
        ({"indicators": {}}, "indicators", "taskbook.not_a_list"),
        ({"indicators": [{}]}, "indicators[1]", "taskbook.key_missing"),
        ({"indicators": [{"key": "a]"}]}, "indicators[a]]", "taskbook.key_bad"),
        ({"indicators": [{"key": "a"}, {"key": "a"}]}, "indicators", "taskbook.key_twice"),
        ({"indicators": [{"key": "a", "final": "1e5"}]}, "indicators[a].final", "taskbook.not_a_number"),
        ({"indicators": [{"key": "a", "is_binding": 1}]}, "indicators[a].is_binding", "taskbook.not_a_flag"),
        ({"indicators": [{"key": ["x"]}]}, "indicators[['x']]", "taskbook.key_bad"),
    ],
)
def test_every_fault_is_named_with_its_path(mapping, path, code):
    with pytest.raises(Invalid) as caught:
        read(mapping)
    assert code in [reason.code for reason in caught.value.fields[path]]


_JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=4),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from([*shape_of(TaskBook), "key", "title", "x"]), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(_JUNK)
@settings(max_examples=150, deadline=None)
def test_whatever_comes_in_is_read_or_refused_with_reasons(junk):
    try:
        book = read(junk)
    except Invalid:
        # Anything else that is raised fails the test.
        return
    assert read(told(book)) == book


def test_a_single_part_is_read_for_its_form():
    assert read_part(Indicator, {"key": "i1", "final": "3"}).final == 3
    with pytest.raises(Invalid):
        read_part(Indicator, {"key": "i1", "final": "three"}, "indicators[i1]")
