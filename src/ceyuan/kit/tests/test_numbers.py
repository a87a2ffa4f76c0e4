"""Money, numbers and dates as the reader's language writes them."""

import datetime
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from ceyuan.core.kernel.explain import Explained, Leaf, Source
from ceyuan.core.kernel.money import Money
from ceyuan.kit import numbers, trees
from ceyuan.kit.templatetags import kit as tags


@pytest.mark.parametrize(
    ("minor", "language", "text"),
    [
        (12_345, "zh-hans", "123.45 元"),
        (123_456_789, "zh-hans", "123.46 万元"),
        (32_000_000_000, "zh-hans", "3.20 亿元"),
        (-12_345_678_900, "zh-hans", "-1.23 亿元"),
        (123_456_789, "en", "CNY 1,234.6 thousand"),
        (0, "zh-hans", "0.00 元"),
    ],
)
def test_money_is_shown_in_the_unit_that_reads_best(minor, language, text):
    with translation.override(language):
        assert numbers.money_text(Money(minor)) == text


@given(st.integers(-(10**18), 10**18), st.sampled_from([(100, 2), (1_000_000, 2), (100_000, 1), (100, 0)]))
def test_scaling_rounds_half_up_like_decimals_do(minor, scale):
    divisor, digits = scale
    exact = (Decimal(minor) / divisor).quantize(Decimal(1).scaleb(-digits), rounding="ROUND_HALF_UP")
    shown = numbers.scaled(minor, divisor, digits)
    assert Decimal(shown.replace(",", "")) == exact
    assert not (exact == 0 and shown.startswith("-"))


def test_numbers_and_dates_look_the_same_in_both_languages():
    assert numbers.number_text(1234567) == "1,234,567"
    assert numbers.number_text(Decimal("2.345"), 2) == "2.35"
    assert numbers.percent_text(Decimal("61.84"), 1) == "61.8%"
    assert numbers.date_text(datetime.date(2026, 3, 1)) == "2026-03-01"
    moment = datetime.datetime(2026, 3, 1, 1, 2, tzinfo=datetime.UTC)
    assert numbers.date_text(moment) == "2026-03-01 09:02"


def test_a_name_is_given_in_the_readers_language_or_else_the_other():
    unit = SimpleNamespace(name_zh="科技部", name_en="S&T")
    with translation.override("en"):
        assert tags.named(unit) == "S&T"
        assert tags.named({"name_zh": "铝业", "name_en": ""}) == "铝业"
    with translation.override("zh-hans"):
        assert tags.named(unit) == "科技部"


def test_an_icon_that_is_not_in_the_sprite_is_refused():
    with pytest.raises(KeyError, match=r"icons\.mjs"):
        tags.icon("no-such-icon")
    assert "#home" in tags.icon("home")


def test_an_explanation_keeps_every_fen_and_leads_to_its_sources():
    tree = Explained(
        Money(4_128_637), "share", (Leaf(Money(4_128_637), "pool", (Source("doc", "7", "Voucher 7"),)),), unit=""
    )
    with translation.override("zh-hans"):
        node = trees.explained(
            tree, labels={"share": "应得"}, formulas={"share": "全额"}, url_of=lambda kind, key: f"/{kind}/{key}"
        )
    assert (node.label, node.text, node.formula) == ("应得", "41,286.37 元", "全额")
    assert node.inputs[0].label == "pool"
    assert node.inputs[0].sources == (trees.SourceLine("Voucher 7", "/doc/7"),)
