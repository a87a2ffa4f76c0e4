"""Values of an explanation as the reader sees them."""

from fractions import Fraction

import pytest

from ceyuan.core.kernel.explain import Leaf
from ceyuan.kit.trees import explained, value_text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Fraction(11, 4), "2.75"),
        (Fraction(450, 550), "≈ 0.818182 (9/11)"),
        (Fraction(120), "120"),
        (Fraction(-5, 2), "-2.5"),
        (Fraction(12_345_678), "12,345,678"),
        (Fraction(1, 3_000_000), "≈ 0 (1/3000000)"),
    ],
)
def test_a_fraction_is_written_out_where_that_is_exact_and_shown_whole_where_not(value: Fraction, text: str) -> None:
    assert value_text(value) == text


def test_a_value_that_is_a_code_is_worded() -> None:
    assert explained(Leaf("stretch", "challenge"), labels={"stretch": "有挑战"}, formulas={}).text == "有挑战"
    assert explained(Leaf("unknown", "challenge"), labels={}, formulas={}).text == "unknown"
