"""Two writers in one part, and paths upwards through keys that hold dots."""

from hypothesis import given
from hypothesis import strategies as st

from ceyuan.core.taskbook import changed, clashes, holder, mark_of, parent, plain

_PARTS = st.dictionaries(st.sampled_from(["title", "final", "unit", "note"]), st.integers(0, 3) | st.none())


@given(_PARTS, _PARTS, _PARTS)
def test_only_fields_that_both_changed_to_different_values_clash(present: dict, typed: dict, seen: dict) -> None:  # type: ignore[type-arg]
    found = clashes(present, typed, seen)

    for name, theirs in found.items():
        assert theirs == present[name]
        assert theirs not in (typed[name], seen.get(name))
        assert name in changed(typed, seen)
    merged = {**present, **{name: value for name, value in changed(typed, seen).items() if name not in found}}
    for name, value in present.items():
        if name not in changed(typed, seen) or name in found:
            assert merged[name] == value, "what the writer left alone stays as the other one wrote it"


@given(_PARTS, _PARTS, _PARTS)
def test_a_writer_who_was_shown_the_other_wording_may_keep_the_own(present: dict, typed: dict, seen: dict) -> None:  # type: ignore[type-arg]
    shown = {**seen, **clashes(present, typed, seen)}

    assert clashes(present, typed, shown) == {}


def test_where_nothing_is_known_of_the_start_nothing_clashes() -> None:
    assert clashes({"title": "甲"}, {"title": "乙"}, None) == {}


def test_marks_differ_with_the_value_and_not_with_the_order_of_names() -> None:
    assert mark_of({"a": 1, "b": 2}) == mark_of({"b": 2, "a": 1})
    assert mark_of({"a": 1}) != mark_of({"a": 2})


def test_the_way_up_passes_keys_with_dots() -> None:
    assert parent("topics[T1.1].tasks[T1.1.2]") == "topics[T1.1].tasks"
    assert holder("topics[T1.1].tasks[T1.1.2]") == "topics[T1.1]"
    assert holder("topics[T1.1].title") == "topics[T1.1]"
    assert holder("header.title") == "header"
    assert holder("indicators[1.2]") == ""
    assert plain(holder("budget.lump_sum.negative_list[n1]")) == "budget.lump_sum"
