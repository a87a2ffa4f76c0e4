"""Dates, amounts and shares as people write them."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ceyuan.core.intake.amounts import NotAnAmount, currency_of, parse_amount, parse_ratio, scale_of, to_minor
from ceyuan.core.intake.convert import Amount, Style, convert
from ceyuan.core.intake.dates import parse_date, parse_period
from ceyuan.core.intake.field_sets import FieldSpec
from ceyuan.core.intake.plain import Unfit

DAYS = st.dates(date(1990, 1, 1), date(2060, 12, 31))
COINS = st.integers(-(10**14), 10**14)


@given(DAYS, st.sampled_from(["%Y-%m-%d", "%Y.%m.%d", "%Y/%m/%d", "%Y年%m月%d日", "%Y%m%d", "%Y-%m-%d 00:00:00.000"]))
def test_a_written_date_is_read_back(day: date, form: str) -> None:
    assert parse_date(day.strftime(form)) == day


@given(DAYS)
def test_the_order_of_day_and_month_is_as_told(day: date) -> None:
    assert parse_date(day.strftime("%d.%m.%Y"), order="dmy") == day
    assert parse_date(day.strftime("%m/%d/%Y"), order="mdy") == day


@given(DAYS)
def test_a_spreadsheet_serial_is_its_day(day: date) -> None:
    assert parse_date((day - date(1899, 12, 30)).days) == day


@given(DAYS, st.integers(0, 4000), st.sampled_from(["-", "~", "至", " to ", "—"]))
def test_a_written_period_is_read_back(start: date, length: int, mark: str) -> None:
    end = start + timedelta(days=length)
    assert parse_period(f"{start:%Y.%m.%d}{mark}{end:%Y.%m.%d}") == (start, end)


def test_a_month_or_year_stands_for_its_edge() -> None:
    assert parse_date("2018.02") == date(2018, 2, 1)
    assert parse_date("2016年2月", edge="end") == date(2016, 2, 29)
    assert parse_date(2020, edge="end") == date(2020, 12, 31)
    assert parse_period("2018.01-2020.12") == (date(2018, 1, 1), date(2020, 12, 31))


@pytest.mark.parametrize(
    "text", ["0000-00-00", "2014-06-31", "2014-11-00", "2009+2010", "x", "31/02/2015", "1234567", ""]
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert parse_date(text) is None


def written(coins: int, mark: str, grouping: str) -> str:
    """The amount grouped by threes with the given marks."""
    whole, rest = divmod(abs(coins), 100)
    grouped = f"{whole:,}".replace(",", grouping)
    return f"{'-' if coins < 0 else ''}{grouped}{mark}{rest:02}"


@given(
    COINS,
    st.sampled_from([(".", ","), (",", "."), (",", " "), (".", " "), (".", "'"), (".", ""), (",", "")]),
    st.sampled_from(["{}", "{} EUR", "€ {}", "{} €", "￥{}", "{}元"]),
)
def test_a_written_amount_is_read_back_exactly(coins: int, marks: tuple[str, str], frame: str) -> None:
    exact, _ = parse_amount(frame.format(written(coins, *marks)))
    assert to_minor(exact, rounded=False) == coins


@given(st.integers(0, 10**9), st.sampled_from([("万元", 10**4), ("亿元", 10**8), ("千元", 10**3)]))
def test_unit_words_multiply_exactly(hundredths: int, unit: tuple[str, int]) -> None:
    text = f"{Decimal(hundredths) / 100:f}"
    assert parse_amount(f"{text}{unit[0]}") == (Decimal(hundredths) / 100 * unit[1], "CNY")
    assert parse_amount(text, scale=unit[1], decimal_mark=".")[0] == Decimal(hundredths) / 100 * unit[1]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("1.234,50 EUR", "1234.50"), ("1 234,50", "1234.50"), ("12.3万元", "123000"), ("(1,234)", "-1234"),
     ("1.234", "1234"), ("0.123", "0.123"), ("60.0（万元）", "600000"), ("12 500 Kč", "12500"), ("-3,00 €", "-3.00")],
)  # fmt: skip
def test_amounts_of_real_files(text: str, expected: str) -> None:
    assert parse_amount(text)[0] == Decimal(expected)


@pytest.mark.parametrize("text", ["abc", "1.2.3", "12 Stück", "£ 12,681,882,27", "2.645.000***", "--", "1,23,45"])
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(NotAnAmount):
        parse_amount(text)


def test_units_and_currencies_are_found_in_headers() -> None:
    assert [scale_of(text) for text in ("经费（万元）", "amount_10k_cny", "Total (Mio. €)", "万达集团", "金额")] == [
        10**4, 10**4, 10**6, 1, 1,
    ]  # fmt: skip
    assert [currency_of(text) for text in ("总投资（元）", "Kosten in €", "levs (BGN)", "Summe")] == [
        "CNY",
        "EUR",
        "BGN",
        "",
    ]


def test_shares_are_exact_in_percent_and_fractions() -> None:
    assert parse_ratio("25,45%", percent=False) == Decimal("0.2545")
    assert parse_ratio(85, percent=True) == Decimal("0.85")
    assert parse_ratio(0.4, percent=False) == Decimal("0.4")


def test_money_keeps_every_coin_and_names_what_does_not_fit() -> None:
    money = FieldSpec("total_cost", "money")
    assert convert("12.3", money, Style(scale=10_000)) == Amount(12_300_000, "CNY")
    assert convert(2888913.3333333335, money, Style(currency="GBP")) == Amount(288891333, "GBP")
    with pytest.raises(Unfit, match=r"row\.money_too_fine"):
        convert("0.125", money, Style())
    with pytest.raises(Unfit, match=r"row\.other_currency"):
        convert("5 EUR", money, Style())
    with pytest.raises(Unfit, match=r"row\.excel_error"):
        convert("#DIV/0!", money, Style())


def test_a_month_that_a_spreadsheet_cut_is_not_guessed() -> None:
    with pytest.raises(Unfit, match=r"row\.spreadsheet_precision"):
        convert(2018.1, FieldSpec("start", "date"), Style())
    assert convert("0000-00-00", FieldSpec("start", "date"), Style()) is None
