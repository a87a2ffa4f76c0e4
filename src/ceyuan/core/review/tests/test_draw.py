import hashlib
import json
from dataclasses import replace as changed
from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from ceyuan.core.kernel import Invalid, Reason, Refused
from ceyuan.core.review import draw
from ceyuan.core.review.admissible import Candidate, DrawPlan, Room, Stratum
from ceyuan.core.review.draw_record import DrawRecord
from ceyuan.core.review.stream import Stream

SEED = "00112233445566778899aabbccddeeff"
COMMITMENT = draw.commit(SEED)
COMMITTED = "3310ba293873609e016d1945d7f401548a9466ec3b6b07d0c9343672bd517fc9"
SHUFFLED = ["a", "f", "b", "d", "e", "c"]
EXTERNAL = {"affiliation": frozenset({"external"})}
FULL = {"title": frozenset({"full"})}


def expert(number, unit="", *, external=False, full=False, workload=0):
    traits = {("affiliation", "external" if external else "internal"), ("title", "full" if full else "associate")}
    return Candidate(f"e{number:03}", unit, frozenset(traits), workload)


POOL = [expert(n, f"u{n % 7}", external=n % 3 == 0, full=n % 2 == 0) for n in range(40)]
PLAN = DrawPlan("bid-1", 5, (Stratum("external", EXTERNAL, 2), Stratum("full", FULL, 3, 3)))


def drawn(plan=PLAN, pool=POOL, exclusions=None, seed=SEED, **more):
    return draw.draw(plan, pool, exclusions or {}, seed=seed, commitment=draw.commit(seed), **more)


def test_a_panel_of_three_full_and_two_associate_professors_with_two_externals():
    record = drawn()
    chosen = [one for one in POOL if one.key in record.panel]
    assert len(chosen) == 5
    assert sum(EXTERNAL["affiliation"] <= {value for _, value in one.traits} for one in chosen) >= 2
    assert sum(("title", "full") in one.traits for one in chosen) == 3
    assert len({one.unit for one in chosen}) == 5


def test_the_stream_is_that_of_its_written_definition():
    block = hashlib.sha256(hashlib.sha256(b"seed").digest() + b"label\x00" + (0).to_bytes(8, "big")).digest()
    stream = Stream(b"seed", "label")
    assert [stream.below(1 << 64) for _ in range(4)] == [
        int.from_bytes(block[n : n + 8], "big") for n in (0, 8, 16, 24)
    ]
    # As it was when the definition was written; a change would make old draws unverifiable.
    assert Stream(b"seed", "label").shuffled("abcdef") == SHUFFLED
    assert draw.commit(SEED) == COMMITTED


def test_the_seed_must_be_the_one_committed_to():
    with pytest.raises(Refused) as refusal:
        draw.draw(PLAN, POOL, {}, seed="ff" * 16, commitment=COMMITMENT)
    assert refusal.value.reason.code == "review.seed_not_committed"
    assert draw.verify(COMMITMENT, SEED)
    assert not draw.verify(COMMITMENT, "ff" * 16)


@pytest.mark.parametrize("seed", ["", "00" * 8, "XX" * 16, "AB" * 16, "00" * 65])
def test_a_weak_or_misspelt_seed_is_refused(seed):
    with pytest.raises(Refused) as refusal:
        draw.commit(seed)
    assert refusal.value.reason.code == "review.seed_weak"


def test_the_order_of_the_pool_as_given_makes_no_difference():
    assert drawn(pool=POOL[::-1]) == drawn()


def test_a_public_number_changes_the_draw():
    assert drawn(public="2026-11-20: 03 11 17").order != drawn().order


def test_who_is_excluded_stays_in_the_record_with_the_reason():
    record = drawn(exclusions={"e001": [Reason("review.conflict_declared", {"words": "former colleague"})]})
    assert "e001" not in record.order
    assert record.exclusions["e001"][0].facts["words"] == "former colleague"


def test_who_has_too_much_to_review_is_excluded_by_the_plan():
    pool = [*POOL, expert(90, "u90", workload=6)]
    record = drawn(changed(PLAN, workload_limit=6), pool)
    assert record.exclusions["e090"] == (Reason("review.workload_full", {"workload": 6, "limit": 6}),)


def test_a_record_survives_its_written_form_and_replays():
    record = drawn(exclusions={"e002": [Reason("review.conflict_relative", {"person": "p1"})]}, public="x")
    record = draw.replace(record, record.panel[1], "declined")
    read = DrawRecord.from_dict(json.loads(json.dumps(record.to_dict())))
    assert read.to_dict() == record.to_dict()
    assert read.digest == record.digest
    assert draw.replay(read).to_dict() == record.to_dict()
    assert draw.check(read, COMMITMENT) == []


def test_a_record_with_somebody_else_in_it_is_found_out():
    told = drawn().to_dict()
    told["turns"][0]["key"], told["turns"][1]["key"] = told["turns"][1]["key"], told["turns"][0]["key"]
    faults = draw.check(DrawRecord.from_dict(told), COMMITMENT)
    assert [fault.facts["part"] for fault in faults] == ["turns"]
    assert draw.check(drawn(seed="11" * 16), COMMITMENT)[0].code == "review.seed_not_committed"


def test_impossible_strata_are_refused_with_what_is_missing():
    with pytest.raises(Refused) as refusal:
        drawn(DrawPlan("c", 5, (Stratum("external", EXTERNAL, 3),)), [one for one in POOL if one.key < "e006"])
    assert refusal.value.reason.code == "review.draw_impossible"
    facts = {"stratum": "external", "need": 3, "available": 2}
    assert refusal.value.reason.facts["missing"] == (Reason("review.draw_stratum_short", facts),)
    with pytest.raises(Refused) as refusal:
        drawn(DrawPlan("c", 9), POOL)
    assert refusal.value.reason.facts["missing"] == (Reason("review.draw_too_few", {"need": 9, "available": 7}),)


def test_strata_that_only_collide_together_are_named_together():
    pool = [expert(1, external=True), expert(2, full=True), expert(3), expert(4, external=True)]
    plan = DrawPlan("c", 2, (Stratum("external", EXTERNAL, 2), Stratum("full", FULL, 1)))
    with pytest.raises(Refused) as refusal:
        drawn(plan, pool)
    assert [one.code for one in refusal.value.reason.facts["missing"]] == ["review.draw_strata_collide"]


def test_a_seat_needed_for_a_scarce_expert_is_kept():
    pool = [expert(n) for n in range(20)] + [expert(30, external=True)]
    record = drawn(DrawPlan("c", 2, (Stratum("external", EXTERNAL, 1),)), pool)
    assert "e030" in record.panel
    assert {turn.passed.code for turn in record.turns if turn.passed} <= {"review.draw_seat_kept"}


def test_half_of_five_are_three():
    assert Stratum.share("external", EXTERNAL, of=5, at_least=Fraction(1, 2)).minimum == 3


def test_replacing_who_is_not_there_is_refused():
    with pytest.raises(Refused) as refusal:
        draw.replace(drawn(), "nobody", "declined")
    assert refusal.value.reason.code == "review.not_in_panel"


def test_when_nobody_is_left_it_says_what_is_missing():
    pool = [expert(n, external=n == 0) for n in range(3)]
    record = drawn(DrawPlan("c", 2, (Stratum("external", EXTERNAL, 1),)), pool)
    with pytest.raises(Refused) as refusal:
        draw.replace(record, "e000", "ill")
    assert refusal.value.reason.code == "review.no_replacement"
    assert [one.facts["stratum"] for one in refusal.value.reason.facts["missing"]] == ["external"]


@pytest.mark.parametrize(
    ("plan", "code"),
    [
        ({"size": 0}, "review.panel_empty"),
        ({"per_unit": 0}, "review.per_unit_not_positive"),
        ({"strata": (Stratum("a", FULL), Stratum("a", EXTERNAL))}, "review.stratum_twice"),
        ({"strata": (Stratum("a", FULL, 6),)}, "review.stratum_bounds"),
        ({"strata": (Stratum("a", FULL, 2, 1),)}, "review.stratum_bounds"),
    ],
)
def test_a_plan_that_cannot_be_meant_is_invalid(plan, code):
    with pytest.raises(Invalid) as invalid:
        DrawPlan(**{"case": "c", "size": 5, **plan})
    assert code in [reason.code for reasons in invalid.value.fields.values() for reason in reasons]


def test_everybody_eligible_has_a_chance():
    pool = [expert(n, f"u{n % 4}", external=n % 3 == 0) for n in range(12)]
    plan = DrawPlan("c", 3, (Stratum("external", EXTERNAL, 1),))
    chosen = {key for n in range(200) for key in drawn(plan, pool, seed=f"{n:032x}").panel}
    assert chosen == {one.key for one in pool}


pools = st.lists(
    st.builds(
        expert,
        st.integers(0, 60),
        st.sampled_from(["", "u1", "u2", "u3", "u4"]),
        external=st.booleans(),
        full=st.booleans(),
        workload=st.integers(0, 3),
    ),
    min_size=3,
    max_size=14,
    unique_by=lambda one: one.key,
)
plans = st.builds(
    lambda size, external, full, most, per_unit: DrawPlan(
        "c",
        size,
        (Stratum("external", EXTERNAL, min(external, size)), Stratum("full", FULL, min(full, most, size), most)),
        per_unit,
        3,
    ),
    st.integers(1, 4),
    st.integers(0, 2),
    st.integers(0, 2),
    st.integers(1, 4),
    st.sampled_from([1, 2, None]),
)


@settings(deadline=None, max_examples=150)
@given(pools, plans, st.sets(st.integers(0, 60)), st.binary(min_size=16, max_size=16))
def test_a_draw_never_picks_an_excluded_one_keeps_every_condition_and_replays(pool, plan, out, seed):
    exclusions = {f"e{number:03}": [Reason("review.conflict_declared")] for number in out}
    try:
        record = drawn(plan, pool, exclusions, seed.hex())
    except Refused as refusal:
        event(refusal.reason.code)
        return
    seen = set(record.panel)
    for _ in range(3):
        panel = [one for one in pool if one.key in record.panel]
        assert len(panel) == plan.size
        assert not set(record.panel) & set(exclusions)
        assert all(one.workload < 3 for one in panel)
        assert Room(plan, panel).completable([])
        left = record.panel[0]
        try:
            record = draw.replace(record, left, "declined")
        except Refused:
            break
        assert record.replacements[-1].drawn not in seen
        seen.add(record.replacements[-1].drawn)
    assert draw.replay(record) == record


@settings(deadline=None, max_examples=150)
@given(pools, plans)
def test_whether_a_panel_can_be_completed_agrees_with_trying_all(pool, plan):
    def good(panel):
        room = Room(plan)
        for one in panel:
            if room.refusal(one):
                return False
            room.panel.append(one)
        return all(sum(each.holds(one) for one in panel) >= each.minimum for each in plan.strata)

    assert Room(plan).completable(pool) == any(good(panel) for panel in combinations(pool, plan.size))
