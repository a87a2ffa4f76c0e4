from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ceyuan.core.kernel import Refused
from ceyuan.core.taskbook import blocking, lowered, three_columns, validate
from ceyuan.core.taskbook.checks import Context
from ceyuan.core.taskbook.columns import side_by_side
from ceyuan.core.taskbook.parts import Effort, Indicator, Task, Topic
from ceyuan.core.taskbook.tests.examples import complete, indicator

NUMBERS = st.decimals(-1000, 1000, places=1)


def _found(source, **fields):
    return [finding.code.removeprefix("taskbook.") for finding in lowered([source], [indicator(**fields)])]


@given(st.sampled_from(["at_least", "at_most", "equal"]), NUMBERS, NUMBERS)
def test_a_target_is_lowered_exactly_when_it_no_longer_assures_the_source(direction, source, value):
    promised = indicator("s1", direction=direction, final=source, baseline=None)
    found = _found(promised, direction=direction, final=value, baseline=None)
    assured = {"at_least": value >= source, "at_most": value <= source, "equal": value == source}[direction]
    assert found == ([] if assured else ["target_lowered"])


@given(st.lists(NUMBERS, min_size=2, max_size=2), st.lists(NUMBERS, min_size=2, max_size=2))
def test_a_range_may_only_become_narrower(source, value):
    (low, high), (least, most) = sorted(source), sorted(value)
    promised = indicator("s1", direction="range", final=low, final_to=high)
    found = _found(promised, direction="range", final=least, final_to=most)
    assert bool(found) == (not low <= least <= most <= high)


@given(st.lists(NUMBERS, min_size=3, max_size=3))
def test_what_is_kept_at_each_hand_over_is_kept_in_all(values):
    application, book, contract = values
    steps = [(application, book), (book, contract)]
    kept = all(not _found(indicator("s1", final=one), final=other) for one, other in steps)
    if kept:
        assert not _found(indicator("s1", final=application), final=contract)


@pytest.mark.parametrize(
    ("source", "fields", "code"),
    [
        ({}, {"final": None}, "target_missing"),
        ({}, {"unit_of_measure": "MWh/t"}, "unit_recast"),
        ({}, {"direction": "at_least"}, "indicator_recast"),
        ({}, {"kind": "quality"}, "indicator_recast"),
        ({}, {"is_binding": False}, "binding_dropped"),
        ({}, {"third_party": False}, "third_party_dropped"),
        ({"midterm": Decimal(13000)}, {"midterm": Decimal(13100)}, "midterm_lowered"),
        ({"kind": "quality", "final_text": "优"}, {"kind": "quality", "final_text": "良"}, "quality_differs"),
        (
            {"kind": "milestone", "due_on": date(2026, 1, 1)},
            {"kind": "milestone", "due_on": date(2026, 1, 2)},
            "date_postponed",
        ),
        ({"kind": "milestone", "due_on": date(2026, 1, 1)}, {"kind": "milestone"}, "date_postponed"),
    ],
)
def test_each_way_of_promising_less_is_found(source, fields, code):
    assert _found(indicator("s1", **source), **fields) == [code]


def test_a_source_that_nothing_refers_to_is_dropped():
    assert _found(indicator("s2")) == ["source_dropped"]
    assert lowered([], [indicator()]) == []


def test_an_earlier_day_is_not_less():
    source = indicator("s1", kind="milestone", due_on=date(2026, 1, 1))
    assert _found(source, kind="milestone", due_on=date(2025, 12, 1)) == []


def test_the_checks_of_a_book_find_what_was_lowered_since_the_application():
    context = Context(sources=(indicator("s1", final=Decimal(12700)),))
    (finding,) = blocking(validate(complete(), context))
    assert (finding.code, finding.path) == ("taskbook.target_lowered", "indicators[i1].final")
    assert finding.facts == {"indicator": "吨铝直流电耗", "source": "12700", "value": "12800"}


def test_three_columns_show_original_current_and_achieved():
    original = complete()
    current = replace(original, indicators=(indicator(final=Decimal(12900)), Indicator("i2", "新指标")))
    rows = three_columns(original, current, {"i1": Decimal(12880)})
    assert [(row.key, row.kind, row.changed, row.is_lowered, row.achieved) for row in rows] == [
        ("i1", "changed", ("final",), True, Decimal(12880)),
        ("i2", "added", (), False, None),
    ]
    (gone,) = [row for row in three_columns(current, original) if row.key == "i2"]
    assert (gone.kind, gone.original, gone.current) == ("removed", Indicator("i2", "新指标"), None)
    assert [row.kind for row in side_by_side("milestones", original, current)] == ["same", "same"]


def test_tasks_and_efforts_of_all_topics_stand_side_by_side():
    original = replace(complete(), topics=(Topic("t1", tasks=(Task("a"),), effort=(Effort("u1", Decimal(2)),)),))
    moved = (Topic("t1", effort=(Effort("u1", Decimal(3)),)), Topic("t2", tasks=(Task("a", person_months=Decimal(1)),)))
    current = replace(original, topics=moved)
    assert [(row.key, row.kind) for row in side_by_side("tasks", original, current)] == [
        ("t2 › a", "added"),
        ("t1 › a", "removed"),
    ]
    (effort,) = side_by_side("effort", original, current)
    assert (effort.key, effort.changed) == ("t1 › u1", ("person_months",))
    with pytest.raises(Refused, match="path_bad"):
        side_by_side("header", original, current)
