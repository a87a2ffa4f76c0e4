import re
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from ceyuan.core.indicators import FORMULAS, LEAVES, REASONS, Contribution, OverTime, RollUp, is_read, over_time
from ceyuan.core.kernel import Reason, Source

QUARTERS = [date(2025, month, 28) for month in (3, 6, 9, 12)]


def flow(*pairs):
    return [Contribution("mill", upper, lower, on=on) for (upper, lower), on in zip(pairs, QUARTERS, strict=False)]


def test_a_flow_over_the_year_is_the_sum_of_its_periods_part_by_part():
    year = over_time(OverTime.SUM, flow((1, 10), (2, 30), (3, 60)))
    assert (year.numerator, year.denominator, year.on) == (6, 100, QUARTERS[2])


def test_a_period_that_lacks_a_part_makes_that_part_of_the_year_missing_and_not_short():
    year = over_time(OverTime.SUM, flow((1, 10), (2, None)))
    assert (year.numerator, year.denominator) == (3, None)
    assert not is_read(RollUp.RATIO, year)
    assert over_time(OverTime.SUM, flow((1, 10), (None, 10))).numerator is None


def test_a_stock_over_the_year_is_what_stood_last_whatever_the_order():
    readings = flow((5, None), (9, None), (7, None))
    assert over_time(OverTime.LAST, readings[::-1]).numerator == 7
    assert over_time(OverTime.LAST, [*readings, Contribution("mill", None, on=QUARTERS[3])]).numerator == 7
    corrected = Contribution("mill", 8, on=QUARTERS[2])
    assert over_time(OverTime.LAST, [*readings, corrected]).numerator == 8
    assert over_time(OverTime.LAST, [*readings, Contribution("mill", 99)]).numerator == 7
    assert over_time(OverTime.LAST, [Contribution("mill", None)]).numerator is None


def test_the_peak_of_the_year_compares_quotients_where_there_are_any():
    assert over_time(OverTime.MAX, flow((5, None), (9, None), (7, None))).numerator == 9
    best = over_time(OverTime.MAX, flow((5, 10), (9, 90), (7, 0)))
    assert (best.numerator, best.denominator) == (5, 10)


def test_keys_and_records_of_all_periods_are_kept_once():
    one, two = (Source("ip.patent", key, key) for key in "12")
    first = Contribution("mill", None, keys=frozenset({"p1"}), sources=(one,))
    second = Contribution("mill", None, keys=frozenset({"p1", "p2"}), sources=(one, two))
    year = over_time(OverTime.SUM, [first, second])
    assert year.keys == {"p1", "p2"}
    assert year.sources == (one, two)


def test_readings_of_several_units_are_not_one_reading():
    for readings in ([], [Contribution("mill", 1), Contribution("mine", 1)]):
        with pytest.raises(ValueError, match="one unit at a time"):
            over_time(OverTime.SUM, readings)
    with pytest.raises(ValueError, match="elimination"):
        Contribution("mill", 1, kind="other")


def test_quantities_become_exact_fractions():
    reading = Contribution("mill", Decimal("12.34"), 3)
    assert (reading.numerator, reading.denominator) == (Fraction(617, 50), Fraction(3))


def test_every_code_of_the_room_is_listed_with_its_facts():
    room = Path(__file__).resolve().parents[1]
    texts = {path.name: path.read_text(encoding="utf-8") for path in room.glob("*.py")}
    listed = {*REASONS, *FORMULAS, *LEAVES, "indicators.closed"}
    used = {
        code for name, text in texts.items() if name != "codes.py" for code in re.findall(r'"(indicators\.\w+)"', text)
    }
    assert used <= listed
    assert len(used) > 80
    assert not set(REASONS) & (set(FORMULAS) | set(LEAVES))
    everything = "".join(text for name, text in texts.items() if name != "codes.py")
    for code in listed:
        stem = code.removeprefix("indicators.")
        parts = [stem, *(f"{{{part}}}" for part in ("code", "name", "kind.value"))]
        assert any(f"indicators.{part}" in everything for part in parts), code
        assert Reason(code).code == code
