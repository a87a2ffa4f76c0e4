from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal, localcontext

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ceyuan.core.kernel import CurrencyMismatch, Money, Refused

minors = st.integers(-(10**20), 10**20)
weights = st.lists(st.integers(0, 10**9), min_size=1, max_size=30).filter(any)


@given(minors, minors)
def test_adding_and_taking_away_are_exact(a, b):
    assert Money(a) + Money(b) == Money(a + b)
    assert Money(a) - Money(b) == Money(a) + -Money(b)
    assert (Money(a) < Money(b), Money(a) >= Money(b)) == (a < b, a >= b)


@settings(max_examples=50)
@given(minors, weights)
def test_a_split_adds_up_and_no_part_is_off_by_a_whole_unit(minor, shares):
    parts = Money(minor, "EUR").split(shares)
    assert Money.total(parts, "EUR") == Money(minor, "EUR")
    whole = sum(shares)
    assert all(abs(part.minor * whole - minor * share) < whole for part, share in zip(parts, shares, strict=True))


@settings(max_examples=50)
@given(minors, weights)
def test_a_negative_amount_splits_as_its_mirror(minor, shares):
    assert Money(-minor).split(shares) == [-part for part in Money(minor).split(shares)]


@settings(max_examples=50)
@given(st.integers(0, 10**12), weights)
def test_a_larger_weight_never_gets_less(minor, shares):
    got = [part.minor for part in Money(minor).split(shares)]
    order = sorted(range(len(shares)), key=lambda i: (shares[i], -i))
    assert [got[i] for i in order] == sorted(got)


def test_equal_remainders_are_served_in_order():
    assert [p.minor for p in Money(100).split([1, 1, 1])] == [34, 33, 33]
    assert [p.minor for p in Money(5).split([1, 0, 1, 1])] == [2, 0, 2, 1]
    assert [p.minor for p in Money(0).split([3, 0])] == [0, 0]


@pytest.mark.parametrize(("shares", "code"), [([], "money.weights_all_zero"), ([0, 0], "money.weights_all_zero"),
                                              ([2, -1], "money.weight_negative")])  # fmt: skip
def test_it_refuses_weights_that_share_nothing_out(shares, code):
    with pytest.raises(Refused) as caught:
        Money(100).split(shares)
    assert caught.value.reason.code == code


@pytest.mark.parametrize("shares", [[0.5, 0.5], [True, False], ["1"]])
def test_it_refuses_weights_that_are_not_whole_numbers(shares):
    with pytest.raises(TypeError, match="integer weights"):
        Money(100).split(shares)


def test_currencies_never_mix():
    yuan, euro = Money(1), Money(1, "EUR")
    for mix in (lambda: yuan + euro, lambda: yuan - euro, lambda: yuan < euro, lambda: yuan >= euro,
                lambda: Money.total([yuan, euro])):  # fmt: skip
        with pytest.raises(CurrencyMismatch, match="convert"):
            mix()
    assert yuan != euro
    assert len({yuan, euro, Money(1)}) == 2


def test_it_refuses_an_unknown_currency():
    with pytest.raises(Refused) as caught:
        Money(1, "XYZ")
    assert caught.value.reason.facts["known"] == ["CNY", "EUR"]


@pytest.mark.parametrize("value", [1.0, True, "1", Decimal(1), None])
def test_it_refuses_minor_units_that_are_no_integer(value):
    with pytest.raises(TypeError, match="whole minor units"):
        Money(value)


def test_only_integers_multiply_money():
    assert 3 * Money(5) == Money(5) * 3 == Money(15)
    for times in (1.5, Decimal(2), True):
        with pytest.raises(TypeError):
            Money(5) * times
    with pytest.raises(TypeError):
        Money(5) + 5


def test_only_zero_counts_as_no_money():
    assert not Money(0)
    assert Money(-1)
    assert abs(Money(-7, "EUR")) == Money(7, "EUR")
    assert Money.total([], "EUR") == Money(0, "EUR")


@given(st.integers(-(10**25), 10**25))
def test_a_decimal_goes_in_and_comes_out_unchanged_under_any_context(minor):
    with localcontext(prec=5):
        money = Money(minor, "EUR")
        assert Money.from_decimal(money.to_decimal(), "EUR") == money
        assert Money.from_decimal(str(money.to_decimal()), "EUR") == money


def test_finer_amounts_need_a_rounding():
    with pytest.raises(Refused) as caught:
        Money.from_decimal("1.005")
    assert caught.value.reason.code == "money.too_many_decimals"
    assert Money.from_decimal("1.005", rounding=ROUND_HALF_UP) == Money(101)
    assert Money.from_decimal("-1.005", rounding=ROUND_HALF_UP) == Money(-101)
    assert Money.from_decimal("1.009", rounding=ROUND_DOWN) == Money(100)
    assert Money.from_decimal("1.500") == Money(150)


def test_rounding_looks_at_every_digit():
    assert Money.from_decimal("0.00" + "4" + "9" * 200, rounding=ROUND_HALF_UP) == Money(0)
    assert Money.from_decimal("0.00" + "5", rounding=ROUND_HALF_UP) == Money(1)


@pytest.mark.parametrize("value", ["", "abc", "1,234.50", "¥1", "NaN", "-Infinity", "1e999999", "1_000", "1 2"])
def test_it_refuses_a_text_that_is_no_plain_number(value):
    with pytest.raises(Refused) as caught:
        Money.from_decimal(value)
    assert caught.value.reason.code == "money.not_a_number"


def test_a_tiny_exponent_costs_no_memory():
    assert Money.from_decimal("1e-999999", rounding=ROUND_HALF_UP) == Money(0)
    assert Money.from_decimal("0e999999") == Money(0)


def test_it_refuses_a_float_with_a_reason():
    with pytest.raises(TypeError, match="floats are never exact"):
        Money.from_decimal(1.5)


@pytest.mark.parametrize(
    ("minor", "currency", "unit", "language", "text"),
    [
        (123456, "CNY", "yuan", "zh", "1,234.56 元"),
        (12345000, "CNY", "wan", "zh", "12.35 万元"),
        (32000000000, "CNY", "yi", "zh", "3.20 亿元"),
        (123456, "EUR", "yuan", "zh", "1,234.56 欧元"),
        (123456, "CNY", "auto", "zh", "1,234.56 元"),
        (999999, "CNY", "auto", "zh", "9,999.99 元"),
        (1000000, "CNY", "auto", "zh", "1.00 万元"),
        (9999999999, "CNY", "auto", "zh", "1.00 亿元"),
        (-1234500000, "CNY", "auto", "zh", "-1,234.50 万元"),
        (0, "CNY", "auto", "zh", "0.00 元"),
        (123000000, "CNY", "auto", "en", "CNY 1.23 m"),
        (123000000, "EUR", "auto", "en", "€1.23 m"),
        (-123000000, "EUR", "auto", "en", "-€1.23 m"),
        (-123456, "CNY", "auto", "en", "CNY -1,234.56"),
        (99999999999, "EUR", "auto", "en", "€1.00 bn"),
        (12345600, "CNY", "wan", "en", "CNY 123.46 k"),
        (50, "CNY", "yi", "zh", "0.00 亿元"),
        (-50, "CNY", "yi", "zh", "0.00 亿元"),
    ],
)
def test_amounts_read_as_people_write_them(minor, currency, unit, language, text):
    assert Money(minor, currency).format(unit, language) == text


@given(st.integers(-(10**40), 10**40), st.sampled_from(["yuan", "wan", "yi", "auto"]), st.sampled_from(["zh", "en"]))
def test_every_amount_has_a_text_with_two_decimals(minor, unit, language):
    digits = "".join(c for c in Money(minor).format(unit, language) if c.isdigit() or c == ".")
    assert len(digits.partition(".")[2]) == 2


def test_an_unknown_unit_of_display_is_a_fault():
    with pytest.raises(KeyError):
        Money(1).format("fen")
