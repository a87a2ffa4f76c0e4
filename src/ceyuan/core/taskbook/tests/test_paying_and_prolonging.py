from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ceyuan.core.kernel import Money, Refused
from ceyuan.core.taskbook import (
    ExtensionRule,
    Instalment,
    add_months,
    extension,
    instalments,
    latest_notice,
    may_pay,
    releasable,
)


@st.composite
def _plans(draw):
    cuts = sorted(draw(st.lists(st.integers(0, 1_000_000), max_size=6)))
    shares = [high - low for low, high in zip([0, *cuts], [*cuts, 1_000_000], strict=True)]
    return [Instalment(f"m{n}", share, draw(st.booleans())) for n, share in enumerate(shares)]


AMOUNTS = st.integers(0, 10**14).map(Money)


@given(AMOUNTS, _plans())
def test_instalments_add_up_to_the_total_exactly(total, plan):
    amounts = instalments(total, plan)
    assert Money.total(amounts.values()) == total
    for one in plan:
        exact = total.minor * one.share_ppm
        assert abs(amounts[one.key].minor * 1_000_000 - exact) < 1_000_000


@given(AMOUNTS, _plans(), st.lists(st.integers(0, 10**13), max_size=8))
def test_no_order_of_payments_goes_beyond_the_reached_milestones(total, plan, wishes):
    paid = Money(0)
    for wish in map(Money, wishes):
        if may_pay(total, plan, paid, wish):
            paid += wish
    amounts = instalments(total, plan)
    assert paid <= Money.total(amounts[one.key] for one in plan if one.is_reached)
    left = releasable(total, plan, paid).value
    assert bool(may_pay(total, plan, paid, left)) == (left.minor > 0)
    assert not may_pay(total, plan, paid, left + Money(1))


def test_the_payment_says_what_it_is_made_of():
    plan = [Instalment("m1", 300_000, is_reached=True), Instalment("m2", 700_000)]
    told = releasable(Money(100_000), plan, Money(10_000))
    assert told.value == Money(20_000)
    assert [(leaf.name, leaf.value) for leaf in told.walk()] == [
        ("taskbook.instalment", Money(30_000)),
        ("taskbook.paid", Money(10_000)),
    ]
    assert releasable(Money(100_000), plan, Money(90_000)).value == Money(0)
    (reason,) = may_pay(Money(100_000), plan, Money(0), Money(30_001)).reasons
    assert reason.code == "taskbook.beyond_reached"
    assert not may_pay(Money(100_000), plan, Money(0), Money(0))


@pytest.mark.parametrize(
    ("total", "shares", "code"),
    [(1, [999_999], "shares_not_whole"), (1, [1_000_001, -1], "shares_not_whole"), (-1, [1_000_000], "total_negative")],
)
def test_shares_that_are_not_whole_are_refused(total, shares, code):
    with pytest.raises(Refused, match=code):
        instalments(Money(total), [Instalment(f"m{n}", share) for n, share in enumerate(shares)])


def test_a_milestone_listed_twice_is_refused():
    with pytest.raises(Refused, match="key_twice"):
        instalments(Money(1), [Instalment("m1", 500_000), Instalment("m1", 500_000)])


def _codes(**asked):
    given_ = {"ends_on": date(2025, 6, 30), "asked_on": date(2024, 12, 31), "new_end": date(2026, 6, 30), "granted": 0}
    return [reason.code.removeprefix("taskbook.") for reason in extension(**{**given_, **asked}).reasons]


def test_an_extension_is_asked_for_half_a_year_before_the_end():
    # V22: the end is 2025-06-30 and it is asked for on 2025-02-01.
    assert _codes(asked_on=date(2025, 2, 1)) == ["extension_late"]
    assert _codes() == []
    assert _codes(asked_on=date(2025, 1, 1)) == ["extension_late"]
    assert latest_notice(date(2025, 6, 30)) == date(2024, 12, 31)


def test_an_extension_is_given_once_and_for_a_year_at_most():
    assert _codes(granted=1) == ["extension_again"]
    assert _codes(new_end=date(2026, 7, 1)) == ["extension_too_long"]
    assert _codes(new_end=date(2025, 6, 30)) == ["extension_not_later"]
    late_again_and_too_long = {"asked_on": date(2025, 6, 1), "granted": 2, "new_end": date(2027, 1, 1)}
    assert _codes(**late_again_and_too_long) == ["extension_late", "extension_again", "extension_too_long"]
    lenient = ExtensionRule(notice_months=0, max_count=3, max_months=24)
    assert _codes(**late_again_and_too_long, rule=lenient) == []


DAYS = st.dates(date(1990, 1, 1), date(2100, 12, 31))


@given(DAYS, st.integers(-120, 120))
def test_adding_months_moves_by_whole_months_and_keeps_the_end_of_a_month(day, months):
    moved = add_months(day, months)
    assert (moved.year * 12 + moved.month) - (day.year * 12 + day.month) == months
    if (day + timedelta(days=1)).day == 1:
        assert (moved + timedelta(days=1)).day == 1
    else:
        assert moved.day == day.day or (moved.day < day.day and (moved + timedelta(days=1)).day == 1)


@given(DAYS, DAYS, st.integers(-24, 24))
def test_a_later_day_never_becomes_an_earlier_one(one, other, months):
    early, late = sorted((one, other))
    assert add_months(early, months) <= add_months(late, months)


def test_the_ends_of_the_calendar_hold():
    assert add_months(date.max, 1) == date.max
    assert add_months(date.min, -1) == date.min
    assert add_months(date(2024, 1, 31), 1) == date(2024, 2, 29)
    assert add_months(date(2025, 2, 28), 12) == date(2026, 2, 28)
