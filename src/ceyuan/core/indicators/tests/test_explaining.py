from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ceyuan.core.indicators import FORMULAS, LEAVES, Contribution, RollUp, explain, parts_of, roll_up
from ceyuan.core.indicators.quantities import one_each
from ceyuan.core.indicators.tests.examples import GROUP, evaluated, readings, trees
from ceyuan.core.kernel import Explained, Source

LEDGER = Source("costs.line", "77", "voucher 77")


@pytest.mark.parametrize("kind", list(RollUp))
@settings(max_examples=25, deadline=None)
@given(trees(8), st.data())
def test_the_leaves_of_an_explanation_give_the_rolled_up_value_again(kind, tree, data):
    drawn = data.draw(st.lists(readings(kind, tree), max_size=8))
    own = list({(contribution.unit, contribution.kind): contribution for contribution in drawn}.values())
    rolled = roll_up(kind, tree, own, 100)
    for unit in tree:
        explained = explain(kind, tree, own, unit, 100)
        expected = rolled[unit].missing.code if rolled[unit].missing else rolled[unit].value
        assert explained.value == expected
        assert evaluated(explained) == expected
        known(explained)


def known(part):
    if isinstance(part, Explained):
        assert part.formula_code in FORMULAS
        for below in part.inputs:
            known(below)
    else:
        assert part.name in LEAVES


def test_the_records_behind_a_reading_are_found_under_every_unit_above_it():
    own = [Contribution("mill", 5, 100, sources=(LEDGER,)), Contribution("port", 6, 300)]
    explained = explain(RollUp.RATIO, GROUP, own, "group", 100)
    assert explained.value == Fraction(11, 4)
    assert [leaf.value for leaf in explained.walk() if LEDGER in leaf.sources] == [5, 100]
    units = [part.sources[0].key for part in parts_of(explained, "indicators.numerator")]
    assert units == ["group", "north", "mill", "south", "port"]


def test_a_unit_without_reading_is_shown_as_such():
    explained = explain(RollUp.SUM, GROUP, [Contribution("mill", 5), Contribution("mine", None)], "group")
    (leaf,) = parts_of(explained, "indicators.unread")
    assert leaf.sources[0].key == "mine"
    assert explained.value == 5
    assert evaluated(explained) == 5


def test_what_was_eliminated_is_shown_where_it_was_recorded():
    internal = Contribution("north", 2, kind="elimination", sources=(LEDGER,))
    explained = explain(RollUp.SUM, GROUP, [Contribution("mill", 5), internal], "group")
    assert explained.value == 3
    (part,) = parts_of(explained, "indicators.elimination")
    assert part.value == -2
    assert part.inputs[0].sources == (LEDGER,)


def test_only_the_branch_of_the_unit_is_explained():
    explained = explain(RollUp.SUM, GROUP, [Contribution("mill", 5), Contribution("port", 7)], "south")
    assert [leaf.value for leaf in explained.walk()] == [7]
    nothing = explain(RollUp.RATIO, GROUP, [Contribution("mill", 5, 5)], "south")
    assert nothing.value == "indicators.no_reading"


def test_readings_of_one_unit_bring_all_their_records():
    other = Source("costs.line", "78", "voucher 78")
    own = [Contribution("mill", 5, sources=(LEDGER,)), Contribution("mill", 6, sources=(LEDGER, other))]
    (whole,) = one_each(RollUp.SUM, own)
    assert whole.numerator == 11
    assert whole.sources == (LEDGER, other)
