import json
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ceyuan.core.kernel import Explained, Leaf, Money, Source

values = st.one_of(
    st.integers(),
    st.integers().map(Money),
    st.fractions(),
    st.decimals(-(10**6), 10**6, places=3),
    st.text(),
    st.dates(),
)
leaves = st.builds(Leaf, values, st.just("budget.item"), unit=st.sampled_from(["", "person"]))
trees = st.recursive(
    leaves,
    lambda inner: st.builds(Explained, values, st.just("sum"), st.lists(inner, min_size=1, max_size=3).map(tuple)),
    max_leaves=6,
)


@settings(max_examples=50)
@given(trees)
def test_every_tree_becomes_json_without_a_float(tree):
    def refuse(text):
        raise AssertionError(text)

    assert json.loads(json.dumps(tree.to_dict()), parse_float=refuse) == tree.to_dict()


def count_of_leaves(described):
    return sum(map(count_of_leaves, described["inputs"])) if "inputs" in described else 1


@settings(max_examples=50)
@given(trees)
def test_walking_meets_each_leaf_once(tree):
    met = list(tree.walk())
    assert all(isinstance(leaf, Leaf) for leaf in met)
    assert len(met) == count_of_leaves(tree.to_dict())


def share():
    budget = Leaf(Money(100_00), "projects.budget", (Source("projects.project", "4711", "2023-AL-07"),))
    rate = Leaf(Fraction(1, 3), "incentives.rate")
    return Explained(Money(33_33), "incentives.share_from_2024_01_01", (budget, rate), unit="")


def test_a_figure_tells_formula_inputs_and_sources():
    assert share().to_dict() == {
        "formula": "incentives.share_from_2024_01_01",
        "value": {"minor": 3333, "currency": "CNY"},
        "unit": "",
        "sources": [],
        "inputs": [
            {
                "name": "projects.budget",
                "value": {"minor": 10000, "currency": "CNY"},
                "unit": "",
                "sources": [{"kind": "projects.project", "key": "4711", "label": "2023-AL-07"}],
            },
            {
                "name": "incentives.rate",
                "value": {"numerator": 1, "denominator": 3},
                "unit": "",
                "sources": [],
            },
        ],
    }


def test_trees_are_equal_when_all_their_parts_are():
    assert share() == share()
    assert hash(share()) == hash(share())
    assert share() != Explained(Money(33_33), "incentives.share_from_2024_01_01", share().inputs[:1])


def test_a_formula_without_inputs_is_its_own_leaf():
    constant = Explained(Decimal("1.20"), "rules.factor")
    assert next(Explained(2, "double", (constant, Leaf(date(2025, 1, 1), "on"))).walk()) is constant
    assert constant.to_dict()["value"] == {"decimal": "1.20"}


def test_a_long_chain_can_be_walked():
    tree = Leaf(1, "start")
    for step in range(5000):
        tree = Explained(step, "plus_one", (tree,))
    assert list(tree.walk()) == [Leaf(1, "start")]


@pytest.mark.parametrize("value", [1.5, None, True, [1], datetime(2025, 1, 1, tzinfo=UTC)])
def test_it_refuses_values_that_cannot_be_exact(value):
    with pytest.raises(TypeError, match="cannot be explained"):
        Leaf(value, "projects.budget")
    with pytest.raises(TypeError, match="cannot be explained"):
        Explained(value, "sum")


def test_it_refuses_plain_inputs_lists_and_missing_names():
    for inputs in ((1,), [Leaf(1, "one")]):
        with pytest.raises(TypeError, match="wrap plain values"):
            Explained(1, "sum", inputs)
    with pytest.raises(TypeError, match="tuple of Source"):
        Leaf(1, "one", ("4711",))
    with pytest.raises(ValueError, match="needs a code"):
        Leaf(1, "")
