from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ceyuan.core.indicators import Contribution, RollUp, Sheet, roll_up
from ceyuan.core.indicators.tests.examples import GROUP, readings, trees
from ceyuan.core.kernel import Refused


@pytest.mark.parametrize("kind", list(RollUp))
@settings(max_examples=25, deadline=None)
@given(trees(8), st.data())
def test_a_change_gives_what_a_full_recomputation_gives_and_names_every_unit_it_touched(kind, tree, data):
    sheet = Sheet(tree)
    sheet.define("k", kind, 100)
    entered = {}
    for contribution in data.draw(st.lists(readings(kind, tree), max_size=8), label="before"):
        sheet.put("k", 2025, contribution)
        entered[contribution.unit, contribution.kind] = contribution
    sheet.compute()
    before = {unit: sheet.value("k", 2025, unit) for unit in tree}
    for contribution in data.draw(st.lists(readings(kind, tree), min_size=1, max_size=4), label="changes"):
        changed = sheet.change("k", 2025, contribution)
        entered[contribution.unit, contribution.kind] = contribution
        after = {unit: sheet.value("k", 2025, unit) for unit in tree}
        assert {unit for unit in tree if before[unit] != after[unit]} <= set(changed)
        assert set(changed) <= above(tree, contribution.unit)
        assert after == roll_up(kind, tree, entered.values(), 100)
        before = after


def above(tree, unit):
    found = set()
    while unit is not None:
        found.add(unit)
        unit = tree[unit]
    return found


def test_a_change_names_the_units_from_the_lowest_to_the_root():
    sheet = Sheet(GROUP)
    sheet.define("spend", RollUp.SUM)
    sheet.put("spend", 2025, Contribution("mill", 1))
    sheet.put("spend", 2025, Contribution("port", 5))
    sheet.compute()
    assert sheet.change("spend", 2025, Contribution("mill", 3)) == ("mill", "north", "group")
    assert sheet.change("spend", 2025, Contribution("mill", 3)) == ()
    assert sheet.value("spend", 2025, "group").value == 8
    assert sheet.change("spend", 2025, Contribution("mill", None)) == ("mill", "north", "group")
    assert sheet.value("spend", 2025, "group").unread == ("mill",)


def test_a_larger_reading_elsewhere_hides_a_change_of_the_max():
    sheet = Sheet(GROUP)
    sheet.define("peak", RollUp.MAX)
    sheet.put("peak", 2025, Contribution("mill", 9))
    sheet.put("peak", 2025, Contribution("mine", 1))
    sheet.compute()
    assert sheet.change("peak", 2025, Contribution("mine", 2)) == ("mine",)


def test_indicators_and_years_do_not_touch_each_other():
    sheet = Sheet(GROUP)
    sheet.define("spend", RollUp.SUM)
    sheet.define("intensity", RollUp.RATIO, 100)
    sheet.put("spend", 2024, Contribution("mill", 1))
    sheet.put("intensity", 2024, Contribution("mill", 1, 40))
    sheet.compute()
    sheet.change("spend", 2025, Contribution("mill", Fraction(1, 3)))
    assert sheet.value("spend", 2024, "group").value == 1
    assert sheet.value("spend", 2025, "group").value == Fraction(1, 3)
    assert sheet.value("intensity", 2024, "group").value == Fraction(5, 2)
    assert sheet.value("intensity", 2025, "group").missing.code == "indicators.no_reading"


def test_a_value_asked_before_computing_is_computed():
    sheet = Sheet(GROUP)
    sheet.define("spend", RollUp.SUM)
    sheet.put("spend", 2025, Contribution("mill", 4))
    assert sheet.value("spend", 2025, "group").value == 4
    assert sheet.explain("spend", 2025, "group").value == 4


def test_it_refuses_an_indicator_that_was_not_defined_and_a_unit_that_does_not_exist():
    sheet = Sheet(GROUP)
    with pytest.raises(Refused) as refusal:
        sheet.put("spend", 2025, Contribution("mill", 1))
    assert refusal.value.reason.code == "indicators.unknown_indicator"
    sheet.define("spend", RollUp.SUM)
    with pytest.raises(Refused) as refusal:
        sheet.change("spend", 2025, Contribution("moon", 1))
    assert refusal.value.reason.code == "indicators.unknown_unit"
    with pytest.raises(ValueError, match="already defined"):
        sheet.define("spend", RollUp.LAST)
    sheet.define("spend", RollUp.SUM)


def test_a_refused_change_leaves_the_sheet_as_it_was():
    sheet = Sheet(GROUP)
    sheet.define("patents", RollUp.DISTINCT)
    sheet.put("patents", 2025, Contribution("mill", None, keys=frozenset({"p1"})))
    sheet.compute()
    with pytest.raises(Refused):
        sheet.change("patents", 2025, Contribution("mill", 4, keys=frozenset({"p1"})))
    assert sheet.value("patents", 2025, "group").value == 1
