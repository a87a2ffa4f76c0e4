import time
from dataclasses import replace
from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ceyuan.core.kernel import Invalid, Refused
from ceyuan.core.review.assignment import Bid, Problem, Reviewer, check, engine, resolve, solve, solving, worth
from ceyuan.core.review.assignment.construct import construct
from ceyuan.core.review.assignment.grid import grid_of


def pool(count, most=2, **more):
    return tuple(Reviewer(f"r{n}", f"u{n // 2}", n % 4 < 2, most, **more) for n in range(count))


def problem(experts=8, bids=4, most=2, seed=1, externals=1, **more):
    dice = np.random.Generator(np.random.PCG64(seed))
    people, wanted = pool(experts, most), tuple(Bid(f"b{n}", 3, externals) for n in range(bids))
    affinity = {(one.key, bid.key): int(dice.integers(0, 100)) for one in people for bid in wanted}
    return Problem(people, wanted, affinity, **more)


@st.composite
def problems(draw):
    experts, bids = draw(st.integers(2, 6)), draw(st.integers(1, 3))
    homes = draw(st.lists(st.sampled_from(["", "in1", "in2", "out1", "out2"]), min_size=experts, max_size=experts))
    people = tuple(
        Reviewer(f"r{n}", home, home.startswith("out"), draw(st.integers(1, 3)), draw(st.integers(0, 1)))
        for n, home in enumerate(homes)
    )
    wanted = tuple(Bid(f"b{n}", draw(st.integers(1, 3)), draw(st.integers(0, 1))) for n in range(bids))
    pairs = [(one.key, bid.key) for one in people for bid in wanted]
    affinity = {pair: draw(st.integers(0, 5)) for pair in pairs}
    forbidden = draw(st.sets(st.sampled_from(pairs), max_size=3))
    return Problem(people, wanted, affinity, forbidden, draw(st.integers(1, 2)))


def all_solutions(given_problem):
    """By trying everything."""
    keys = [one.key for one in given_problem.reviewers]
    for panels in product(*(combinations(keys, bid.reviewers) for bid in given_problem.bids)):
        told = {bid.key: panel for bid, panel in zip(given_problem.bids, panels, strict=True)}
        if not check(given_problem, told):
            yield told


@settings(deadline=None, max_examples=200)
@given(problems())
def test_construction_finds_panels_whenever_there_are_any_and_else_says_why(given_problem):
    found = construct(given_problem)
    possible = next(all_solutions(given_problem), None) is not None
    if isinstance(found, list):
        assert not possible
        assert {fault.code for fault in found} <= {
            "review.too_few_reviewers",
            "review.too_few_externals",
            "review.too_few_units",
            "review.no_room",
            "review.least_unreachable",
        }
    else:
        assert possible
        assert check(given_problem, found) == []


@settings(deadline=None, max_examples=60)
@given(problems(), st.data())
def test_the_engine_finds_the_optimum_of_every_aim_in_order(given_problem, more):
    solutions = list(all_solutions(given_problem))
    if not solutions:
        return
    wished = more.draw(st.sampled_from([None, *solutions[:3]]))
    start = construct(given_problem)
    grid = grid_of(given_problem, wished)
    told = []
    known = _mask(given_problem, grid, start)
    engine.Search(grid, known, time.perf_counter() + 60, lambda pairs, bounds: told.append((pairs, bounds))).run()
    keys = [one.key for one in given_problem.reviewers]
    panels = {
        bid.key: tuple(keys[column] for column in np.flatnonzero(told[-1][0][row]))
        for row, bid in enumerate(given_problem.bids)
    }
    assert check(given_problem, panels) == []
    values = worth(given_problem, panels, wished)

    def rank(panel):
        one = worth(given_problem, panel, wished)
        return (one.get("kept", 0), one["fairest"], one["affinity"], -one["balance"])

    assert rank(panels) == max(map(rank, solutions))
    bounds = told[-1][1]
    assert bounds.items() >= {name: values[name] for name in ("fairest", "affinity", "balance")}.items()


def _mask(given_problem, grid, panels):
    mask = np.zeros(grid.shape, dtype=bool)
    keys = {one.key: n for n, one in enumerate(given_problem.reviewers)}
    for row, bid in enumerate(given_problem.bids):
        for key in panels[bid.key]:
            mask[row, keys[key]] = True
    return mask


def test_the_best_assignment_comes_from_a_process_of_its_own_with_proof():
    found = solve(problem(12, 6, 3), seconds=60)
    assert (found.engine, found.status) == ("ortools", "optimal")
    assert [stage.stage for stage in found.stages] == ["fairest", "affinity", "balance"]
    assert {stage.status for stage in found.stages} == {"optimal"}
    assert check(problem(12, 6, 3), found.panels) == []


def test_without_time_the_constructed_assignment_stands_by_with_honest_bounds():
    given_problem = problem(12, 6, 3)
    quick, best = solve(given_problem, seconds=0), solve(given_problem, seconds=60)
    assert quick.engine == "constructive"
    assert check(given_problem, quick.panels) == []
    for name in ("fairest", "affinity"):
        assert quick.stage(name).value <= quick.stage(name).bound
        assert best.stage(name).value <= quick.stage(name).bound
    assert quick.stage("balance").value >= quick.stage("balance").bound


@pytest.mark.parametrize(
    "fate", ["import sys; sys.exit(3)", "import time; time.sleep(60)", 'print(\'{"pairs": [[0, 0]], "bounds": {}}\')']
)
def test_an_engine_that_dies_hangs_or_lies_is_survived(fate, monkeypatch, tmp_path):
    (tmp_path / "sick_engine.py").write_text(fate, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setattr(solving, "_ENGINE", "sick_engine")
    monkeypatch.setattr(solving, "_GRACE_SECONDS", 0.5)
    found = solve(problem(), seconds=0.5)
    assert found.engine == "constructive"
    assert check(problem(), found.panels) == []


def test_who_declines_is_replaced_work_begun_stays_and_the_others_stay_where_they_can():
    given_problem = problem(16, 6, 4)
    first = solve(given_problem, seconds=60)
    gone = min(first.pairs())
    begun = {pair for pair in first.pairs() if pair[1] == "b3" and pair != gone}
    again = resolve(given_problem, first.panels, [gone], begun, seconds=60)
    assert gone not in again.pairs()
    assert begun <= again.pairs()
    assert len(first.pairs() - again.pairs()) == 1
    assert again.stage("kept").status == "optimal"


def test_bids_that_cannot_be_served_are_named_with_the_reason():
    given_problem = problem(8, 4, 1)
    with pytest.raises(Refused) as refusal:
        solve(given_problem, seconds=0)
    assert refusal.value.reason.code == "review.bids_not_served"
    reason = refusal.value.reason.facts["reasons"][0]
    assert reason.code == "review.no_room"
    assert reason.facts["need"] > reason.facts["room"]


def test_a_bid_with_too_many_conflicts_says_how_many_are_left():
    barred = {(f"r{n}", "b1") for n in range(6)}
    with pytest.raises(Refused) as refusal:
        solve(problem(8, 2, forbidden=barred), seconds=0)
    reason = refusal.value.reason.facts["reasons"][0]
    assert (reason.code, reason.facts["allowed"], reason.facts["barred"]) == ("review.too_few_reviewers", 2, 6)


@pytest.mark.parametrize(
    ("wrong", "code"),
    [({"externals": 3}, "review.too_few_externals"), ({"per_unit": 1, "experts": 4}, "review.too_few_units")],
)
def test_too_few_externals_or_units_are_told_apart(wrong, code):
    with pytest.raises(Refused) as refusal:
        solve(problem(**{"experts": 6, "bids": 1, **wrong}), seconds=0)
    assert refusal.value.reason.facts["reasons"][0].code == code


def test_nothing_to_assign_is_assigned_at_once():
    assert solve(Problem(pool(2), ())).status == "optimal"


def test_a_minimum_of_work_that_cannot_be_given_is_told():
    people = tuple(replace(one, least=2) for one in pool(8))
    with pytest.raises(Refused) as refusal:
        solve(Problem(people, (Bid("b0"), Bid("b1"))), seconds=0)
    assert "review.least_unreachable" in {reason.code for reason in refusal.value.reason.facts["reasons"]}


def test_the_check_finds_every_kind_of_breach():
    given_problem = problem(8, 2, forbidden={("r0", "b0")}, begun=frozenset({("r4", "b1")}))
    panels = {"b0": ("r0", "r1", "r0"), "b1": ("r2", "r3", "r6")}
    codes = {fault.code for fault in check(given_problem, panels)}
    assert codes == {
        "review.panel_size",
        "review.unit_crowded",
        "review.pair_forbidden",
        "review.begun_lost",
        "review.externals_missing",
    }
    assert check(given_problem, {"b0": ("nobody",)})[0].code == "review.unknown_key"
    crowded = dict.fromkeys(("b0", "b1", "b2"), ("r0", "r2", "r4"))
    assert "review.load_broken" in {fault.code for fault in check(problem(8, 3), crowded)}


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"reviewers": (Reviewer("a"), Reviewer("a"))}, "key_twice"),
        ({"reviewers": (Reviewer("a", most=1, least=2),)}, "load_bounds"),
        ({"reviewers": (Reviewer("a", "u"), Reviewer("b", "u", external=True))}, "unit_mixed"),
        ({"bids": (Bid("x", 0),)}, "need_not_positive"),
        ({"bids": (Bid("x", 2, 3),)}, "externals_above_need"),
        ({"affinity": {("a", "x"): -1}}, "affinity_range"),
        ({"affinity": {("z", "x"): 1}}, "unknown_key"),
        ({"per_unit": 0}, "per_unit_not_positive"),
        ({"begun": frozenset({("a", "x")}), "forbidden": {("a", "x")}}, "begun_forbidden"),
        ({"begun": frozenset({("a", "x")}), "reviewers": (Reviewer("a", most=0),)}, "begun_too_many"),
        ({"begun": frozenset({("a", "x")}), "bids": (Bid("x", 1, 1),)}, "begun_breaks_rules"),
    ],
)
def test_a_problem_that_contradicts_itself_is_invalid(wrong, code):
    with pytest.raises(Invalid) as invalid:
        Problem(**{"reviewers": (Reviewer("a"),), "bids": (Bid("x"),), **wrong})
    assert f"review.{code}" in str(invalid.value)
