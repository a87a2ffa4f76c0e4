"""The kept standings: V21 through the database, what a reading touches, and that nothing drifts."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ceyuan.apps.strategy.models import Kpi, Reading, Standing
from ceyuan.apps.strategy.selectors import standings as selectors
from ceyuan.apps.strategy.services import standings
from ceyuan.core.kernel import Leaf

from .boardroom import YEAR, Boardroom


def refresh(room: Boardroom, quantity: str, unit: str) -> int:
    return standings.refresh(
        group_id=room.cast.group.pk,
        quantity_ids=[room.quantities[quantity].pk],
        year=YEAR,
        unit_id=room.cast.units[unit].pk,
    )


def put(room: Boardroom, quantity: str, unit: str, value: Any, **facts: Any) -> Reading:
    made: Reading = room.reading(quantity, unit, value, **facts)
    refresh(room, quantity, unit)
    return made


def of(room: Boardroom, kpi: str, unit: str) -> Standing | None:
    return Standing.objects.filter(kpi=room.kpis[kpi], unit=room.cast.units[unit], year=YEAR).first()


def value(room: Boardroom, kpi: str, unit: str) -> Decimal | None:
    found = of(room, kpi, unit)
    assert found is not None
    return found.value


def test_the_intensity_of_the_group_is_consolidated_and_never_a_mean(boardroom: Boardroom) -> None:
    for unit, revenue, spending in (("A", 100, 5), ("B", 300, 6)):
        put(boardroom, "REV", unit, revenue)
        put(boardroom, "RD", unit, spending)
    assert value(boardroom, "INT", "A") == 5
    assert value(boardroom, "INT", "B") == 2
    assert value(boardroom, "INT", "T") == Decimal("2.75")


def test_internal_revenue_is_taken_out_where_it_is_recorded(boardroom: Boardroom) -> None:
    for unit, revenue, spending in (("A", 100, 5), ("B", 300, 6)):
        put(boardroom, "REV", unit, revenue)
        put(boardroom, "RD", unit, spending)
    put(boardroom, "REV", "T", 180, kind="elimination")
    assert value(boardroom, "INT", "T") == 5
    assert value(boardroom, "INT", "A") == 5


def test_a_unit_with_spending_but_no_revenue_is_named_and_not_taken_as_zero(boardroom: Boardroom) -> None:
    put(boardroom, "REV", "A", 100)
    put(boardroom, "RD", "A", 5)
    put(boardroom, "RD", "B", 6)
    root, silent = of(boardroom, "INT", "T"), of(boardroom, "INT", "B")
    assert root is not None
    assert silent is not None
    assert (root.value, root.unread) == (Decimal(5), 1)
    assert (silent.value, silent.missing) == (None, "indicators.no_reading")


def test_a_denominator_of_zero_gives_a_reason_and_no_figure(boardroom: Boardroom) -> None:
    put(boardroom, "REV", "A", 0)
    put(boardroom, "RD", "A", 5)
    found = of(boardroom, "INT", "A")
    assert found is not None
    assert (found.value, found.missing) == (None, "indicators.denominator_zero")


def test_three_quarters_of_spending_are_not_set_against_two_of_revenue(boardroom: Boardroom) -> None:
    for quarter in (1, 2):
        put(boardroom, "REV", "A", 100, quarter=quarter)
    for quarter in (1, 2, 3):
        put(boardroom, "RD", "A", 5, quarter=quarter)
    assert value(boardroom, "INT", "A") == 5
    put(boardroom, "REV", "A", 50, quarter=3)
    assert value(boardroom, "INT", "A") == 6


def test_a_platform_of_two_units_counts_once(boardroom: Boardroom) -> None:
    put(boardroom, "LAB", "A", None, keys=["铝国重", "镁中心"])
    put(boardroom, "LAB", "B", None, keys=["铝国重"])
    assert value(boardroom, "LAB", "T") == 2
    assert value(boardroom, "LAB", "B") == 1


def test_the_latest_quarter_of_a_stock_counts(boardroom: Boardroom) -> None:
    put(boardroom, "LAB", "A", None, keys=["铝国重", "镁中心"], quarter=1)
    put(boardroom, "LAB", "A", None, keys=["铝国重"], quarter=2)
    assert value(boardroom, "LAB", "A") == 1


def test_who_reported_a_year_ago_and_is_silent_is_counted_as_unread(boardroom: Boardroom) -> None:

    Reading.objects.create(
        group=boardroom.cast.group,
        unit=boardroom.cast.units["B"],
        quantity=boardroom.quantities["PAT"],
        starts_on=date(YEAR - 1, 1, 1),
        ends_on=date(YEAR - 1, 3, 31),
        value=3,
    )
    put(boardroom, "PAT", "A", 7)
    found = of(boardroom, "PAT", "T")
    assert found is not None
    assert (found.value, found.unread) == (Decimal(7), 1)


def test_who_holds_a_target_that_nobody_reports_on_is_counted_as_unread(boardroom: Boardroom) -> None:
    boardroom.target("PAT", "B", 5, state="in_force")
    boardroom.target("PAT", "A", 9, state="in_force")
    put(boardroom, "PAT", "A1", 7)
    found = of(boardroom, "PAT", "T")
    assert found is not None
    assert (found.value, found.unread) == (Decimal(7), 1)


def test_an_agreed_target_makes_its_holder_owe_a_reading_at_once(boardroom: Boardroom) -> None:
    put(boardroom, "PAT", "A", 7)
    made = boardroom.target("PAT", "T", 5)
    share = boardroom.target("PAT", "B", 5, state="agreed", parent=made)
    assert standings.follow_targets([share]) == 1
    found = of(boardroom, "PAT", "T")
    assert found is not None
    assert found.unread == 1
    assert standings.differences(boardroom.cast.group.pk) == []


def test_a_reading_writes_only_the_way_up(boardroom: Boardroom) -> None:
    put(boardroom, "PAT", "B1", 2)
    boardroom.reading("PAT", "A1", 3)
    assert refresh(boardroom, "PAT", "A1") == 3
    assert refresh(boardroom, "PAT", "A1") == 0


def test_an_indicator_of_another_year_is_left_alone(boardroom: Boardroom) -> None:
    Kpi.objects.filter(code="PAT").update(valid_from=YEAR + 1)
    put(boardroom, "PAT", "A", 2)
    assert of(boardroom, "PAT", "A") is None


def test_the_explanation_ends_at_the_readings_and_gives_the_kept_value(boardroom: Boardroom) -> None:
    made = [
        put(boardroom, quantity, unit, amount)
        for unit, revenue, spending in (("A1", 100, 5), ("B1", 300, 6))
        for quantity, amount in (("REV", revenue), ("RD", spending))
    ]
    actor = boardroom.cast.st_officer.actor
    tree = selectors.explanation(actor, boardroom.kpis["INT"], boardroom.cast.units["T"].pk, YEAR)
    assert tree is not None
    assert tree.value == Fraction(11, 4)
    leaves = [leaf for leaf in tree.walk() if isinstance(leaf, Leaf) and leaf.name == "indicators.own"]
    assert {source.key for leaf in leaves for source in leaf.sources} == {str(one.pk) for one in made}


def test_whose_figures_are_out_of_reach_are_not_explained(boardroom: Boardroom) -> None:
    put(boardroom, "PAT", "A", 3)
    unit = boardroom.cast.units["A"].pk
    for member in (boardroom.cast.manager_b, boardroom.cast.stranger, boardroom.cast.member_a):
        assert selectors.explanation(member.actor, boardroom.kpis["PAT"], unit, YEAR) is None
        assert selectors.standing(member.actor, boardroom.kpis["PAT"].pk, unit, YEAR) is None


_ENTRY = st.tuples(
    st.sampled_from(["RD", "REV", "PAT", "LOSS", "LAB"]),
    st.sampled_from(["T", "A", "A1", "B", "B1"]),
    st.integers(1, 4),
    st.integers(0, 50),
    st.sampled_from(["own", "own", "own", "elimination"]),
)


@contextmanager
def taken_back() -> Iterator[None]:
    """Everything written inside is gone afterwards, so that each example begins anew."""
    mark = transaction.savepoint()
    try:
        yield
    finally:
        transaction.savepoint_rollback(mark)


@pytest.fixture
def all_kinds(boardroom: Boardroom) -> Boardroom:
    """Also an indicator of each kind that the boardroom has none of."""
    for code, roll_up, upper, lower in (
        ("WM", "weighted_mean", "LOSS", "REV"),
        ("MX", "max", "PAT", ""),
        ("LA", "last", "LOSS", ""),
        ("RR", "ratio", "PAT", "LOSS"),
    ):
        boardroom.kpis[code] = Kpi.objects.create(
            group=boardroom.cast.group,
            code=code,
            name_zh=code,
            roll_up=roll_up,
            numerator=boardroom.quantities[upper],
            denominator=boardroom.quantities.get(lower),
            valid_from=YEAR - 1,
        )
    return boardroom


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(entries=st.lists(_ENTRY, max_size=14))
def test_following_single_readings_gives_what_a_whole_rebuild_gives(
    all_kinds: Boardroom, entries: list[tuple[str, str, int, int, str]]
) -> None:
    boardroom = all_kinds
    group_id = boardroom.cast.group.pk
    seen: set[tuple[Any, ...]] = set()
    with taken_back():
        for quantity, unit, quarter, amount, kind in entries:
            if (quantity, unit, quarter, kind) in seen or (quantity == "LAB" and kind == "elimination"):
                continue
            seen.add((quantity, unit, quarter, kind))
            keys = [f"L{amount}", f"L{amount % 3}"] if quantity == "LAB" else []
            put(boardroom, quantity, unit, amount, quarter=quarter, kind=kind, keys=sorted(set(keys)))
        assert standings.differences(group_id) == []
        agrees_with_explanations(boardroom)
        kept = set(Standing.objects.values_list("kpi", "unit", "value", "missing", "unread"))
        Standing.objects.all().delete()
        standings.rebuild(group_id=group_id)
        assert set(Standing.objects.values_list("kpi", "unit", "value", "missing", "unread")) == kept


def agrees_with_explanations(room: Boardroom) -> None:
    actor = room.cast.st_officer.actor
    for row in Standing.objects.select_related("kpi", "kpi__numerator", "kpi__denominator"):
        tree = selectors.explanation(actor, row.kpi, row.unit_id, row.year)
        assert tree is not None
        told = tree.value
        if row.value is None:
            assert told == row.missing
        else:
            assert isinstance(told, Fraction)
            assert abs(Fraction(row.value) - told) <= Fraction(1, 10**12)


def test_a_touched_figure_is_found_and_named(boardroom: Boardroom) -> None:
    put(boardroom, "PAT", "A", 3)
    Standing.objects.filter(unit=boardroom.cast.units["A"]).update(value=4)
    [found] = standings.differences(boardroom.cast.group.pk)
    assert (found.kpi, found.unit_id, found.year) == ("PAT", boardroom.cast.units["A"].pk, YEAR)
    standings.rebuild(group_id=boardroom.cast.group.pk)
    assert standings.differences(boardroom.cast.group.pk) == []
