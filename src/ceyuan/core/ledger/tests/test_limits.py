"""The vectors of the rule books for each limit, and what must hold of limits whatever is spent."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from ceyuan.core.ledger.gathering import Strand, gather
from ceyuan.core.ledger.limits import limited, other_limit
from ceyuan.core.ledger.rounding import half_up, spread
from ceyuan.core.ledger.schema import OVERSEAS_INDIVIDUAL, CostRow
from ceyuan.core.ledger.tests.tax_cases import COMPANY, case, form, paid, row, rules

NOW = rules().limit(2025)
BEFORE_2021 = rules().limit(2020)


def strands(rows: list[CostRow], year: int = 2025) -> tuple[Strand, ...]:
    return gather(rows, company=COMPANY, year=year).strands


def test_v1_other_cost_is_ten_of_hundred_not_ten_per_cent_of_what_was_spent() -> None:
    found = form(case(five=90, other=20))

    assert found.fen("other_limited") == 10_00
    assert found.fen("eligible") == 100_00


def test_v2_one_limit_over_all_projects_since_2021_and_one_for_each_before() -> None:
    rows = [*case(five=90, other=12), *case(five=84, other=8, project="P2")]

    assert form(rows).fen("other_limited") == 19_33
    old = limited(strands(rows), BEFORE_2021)
    assert sum(part.other for part in old.parts) == 18_00


def test_v2_what_the_projects_may_claim_adds_up_to_the_unified_limit() -> None:
    rows = [*case(five=90, other=12), *case(five=84, other=8, project="P2")]
    parts = form(rows).parts

    assert [part.other for part in parts] == [11_60, 7_73]


def test_v3_domestic_at_eighty_per_cent_and_overseas_within_two_thirds() -> None:
    found = form(case(five=900, other=130, domestic=200, overseas=900))

    assert found.fen("other_limited") == 100_00
    assert found.fen("overseas_allowed") == 720_00
    assert found.fen("eligible") == 1_880_00


def test_v4_without_enough_domestic_cost_two_thirds_cut_the_overseas_part() -> None:
    found = form(case(five=300, overseas=900))

    assert found.fen("overseas_allowed") == 200_00
    assert found.fen("eligible") == 500_00


def test_the_overseas_base_may_count_domestic_payments_in_full() -> None:
    rows = case(five=300, domestic=300, overseas=900)

    assert form(rows).fen("overseas_allowed") == 360_00
    found = limited(strands(rows), replace(NOW, overseas_base="paid"))
    assert sum(part.overseas for part in found.parts) == 400_00


def test_payments_to_persons_abroad_are_shown_and_never_claimed() -> None:
    found = form([*case(five=300), paid(OVERSEAS_INDIVIDUAL, 500)])

    assert found.fen("individual") == 500_00
    assert found.fen("entrusted") == 500_00
    assert found.fen("eligible") == 300_00


def test_overseas_payments_could_not_be_claimed_before_2018() -> None:
    found = limited(strands(case(five=900, overseas=100)), rules().limit(2017))

    assert found.total == 900_00


def test_a_correction_larger_than_the_cost_reduces_the_claim_and_no_limit_falls_below_zero() -> None:
    found = form([row("2.1", -50), row("6.5", 20), row("1.1", 20)])

    assert found.fen("other_limited") == 0
    assert found.fen("eligible") == -30_00
    assert found.fen("additional") == 0


amounts = st.integers(min_value=0, max_value=10**12)
projects = st.lists(st.tuples(amounts, amounts, amounts, amounts), min_size=1, max_size=6)


def spent(cases: list[tuple[int, int, int, int]]) -> list[CostRow]:
    return [
        replace(found, amount_fen=found.amount_fen // 100)
        for number, (five, other, home, abroad) in enumerate(cases)
        for found in case(five, other, home, abroad, project=f"P{number}")
    ]


@given(projects)
def test_no_limit_is_ever_exceeded_and_nothing_is_negative(cases: list[tuple[int, int, int, int]]) -> None:
    five, other, home, abroad = (sum(column) for column in zip(*cases, strict=True))
    found = limited(strands(spent(cases)), NOW)
    allowed_other = sum(part.other for part in found.parts)
    allowed_abroad = sum(part.overseas for part in found.parts)

    assert allowed_other <= min(other, half_up(five, 9))
    assert sum(part.domestic for part in found.parts) == half_up(home * 8, 10)
    assert allowed_abroad <= half_up(abroad * 8, 10)
    assert allowed_abroad <= half_up(2 * (five + allowed_other + half_up(home * 8, 10)), 3)
    for part in found.parts:
        assert 0 <= part.other <= part.strand.other
        assert 0 <= part.domestic <= part.strand.domestic
        assert 0 <= part.overseas <= part.strand.overseas


@given(projects, st.sampled_from(["five", "other", "domestic", "overseas"]), amounts)
def test_spending_more_never_lowers_the_claim(cases: list[tuple[int, int, int, int]], where: str, more: int) -> None:
    extra = [replace(found, amount_fen=found.amount_fen // 100) for found in case(**{where: more})]

    assert limited(strands([*spent(cases), *extra]), NOW).total >= limited(strands(spent(cases)), NOW).total


@given(st.lists(st.integers(-(10**9), 10**12), max_size=8), st.integers(0, 1_000_000))
def test_a_spread_total_adds_up_and_stays_beside_the_exact_share(parts: list[int], rate: int) -> None:
    whole = sum(parts)
    total = half_up(whole * rate, 1_000_000) if whole else 0
    shares = spread(total, parts)

    assert sum(shares) == total
    if whole:
        assert all(abs(share * whole - part * total) < abs(whole) for share, part in zip(shares, parts, strict=True))


@given(amounts, st.integers(1, 500_000))
def test_the_limit_is_its_share_of_five_categories_and_itself(five: int, share: int) -> None:
    limit = other_limit(five, share)

    assert abs(limit * (1_000_000 - share) - five * share) * 2 <= 1_000_000 - share
