from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ceyuan.core.kernel import Invalid, Refused
from ceyuan.core.review.elections import Election, ListRule
from ceyuan.core.review.votes import (
    HALF,
    TWO_THIRDS,
    Base,
    Choice,
    Share,
    Sitting,
    Tally,
    Ties,
    VoteRule,
    decide,
    quorum,
    tally,
)

FIRST_PRIZE = VoteRule(TWO_THIRDS, Base.PRESENT)
YES, NO, ABSTAIN = Choice


def committee(members, present, recused=0):
    names = [f"m{number:02}" for number in range(members)]
    return Sitting(frozenset(names), frozenset(names[: present + recused]), frozenset(names[:recused]))


def code_of(act, *given_to):
    with pytest.raises(Refused) as refusal:
        act(*given_to)
    return refusal.value.reason.code


def test_of_fifteen_two_recused_thirteen_are_entitled_and_nine_are_a_quorum():
    found = quorum(FIRST_PRIZE, committee(15, 9, 2))
    assert (found.entitled, found.present, found.needed) == (13, 9, 9)
    assert found.exact == Fraction(26, 3)
    assert found.met
    assert not quorum(FIRST_PRIZE, committee(15, 8, 2)).met


@pytest.mark.parametrize(("yes", "passed"), [(5, False), (6, True), (9, True)])
def test_a_first_prize_needs_two_thirds_of_the_nine_present(yes, passed):
    decision = decide(FIRST_PRIZE, committee(15, 9, 2), Tally(yes, 9 - yes))
    assert (decision.needed, decision.base, decision.passed) == (6, 9, passed)


def test_the_result_explains_itself_down_to_the_members():
    tree = decide(FIRST_PRIZE, committee(15, 9, 2), Tally(6, 3)).explained
    leaves = [(leaf.name, leaf.value) for leaf in tree.walk()]
    assert ("review.members", 15) in leaves
    assert ("review.recused_members", 2) in leaves
    assert ("review.share", Fraction(2, 3)) in leaves
    assert tree.value == "review.vote_passed"
    assert tree.to_dict()["formula"] == "review.vote"


@pytest.mark.parametrize(
    ("base", "cast_counts", "expected"),
    [(Base.ENTITLED, False, 13), (Base.PRESENT, False, 10), (Base.CAST, False, 8), (Base.CAST, True, 9)],
)
def test_the_base_is_what_the_rule_says(base, cast_counts, expected):
    rule = VoteRule(HALF, base, abstentions_cast=cast_counts)
    assert decide(rule, committee(15, 10, 2), Tally(5, 3, 1, 1)).base == expected


def test_more_than_half_of_eight_are_five_and_half_of_eight_are_four():
    assert HALF.needed(8) == 5
    assert Share(Fraction(1, 2)).needed(8) == 4
    assert Share(Fraction(2, 3), more_than=True).needed(9) == 7


def test_without_a_single_yes_nothing_passes():
    rule = VoteRule(Share(Fraction(0)), Base.CAST)
    assert not decide(rule, committee(5, 5), Tally(0, 0, 5)).passed


def test_a_missed_quorum_decides_nothing():
    assert code_of(decide, FIRST_PRIZE, committee(15, 8, 2), Tally(8)) == "review.quorum_missed"


def test_when_all_are_recused_nobody_can_decide():
    assert code_of(quorum, FIRST_PRIZE, committee(3, 0, 3)) == "review.nobody_entitled"


def test_more_votes_than_members_present_are_refused():
    assert code_of(decide, FIRST_PRIZE, committee(15, 9, 2), Tally(9, 0, 0, 1)) == "review.more_votes_than_present"


@pytest.mark.parametrize(
    ("voter", "code"),
    [("m00", "vote_of_recused"), ("m14", "vote_of_absent"), ("somebody", "vote_of_stranger")],
)
def test_only_entitled_members_who_are_there_vote(voter, code):
    assert code_of(tally, committee(15, 9, 2), {"m05": YES, voter: YES}) == f"review.{code}"


def test_an_open_vote_is_counted():
    assert tally(committee(15, 9, 2), {"m02": YES, "m03": NO, "m04": ABSTAIN, "m05": YES}) == Tally(2, 1, 1)


def test_strangers_at_the_table_are_invalid_and_shares_are_exact_fractions():
    with pytest.raises(Invalid):
        Sitting(frozenset("ab"), frozenset("abc"))
    for wrong in (Fraction(3, 2), Fraction(-1, 2), 0.5):
        with pytest.raises(Invalid):
            Share(wrong)


@given(st.integers(1, 40), st.data())
def test_a_recused_member_is_in_neither_side_of_any_fraction(members, more):
    recused = more.draw(st.integers(0, members - 1))
    present = more.draw(st.integers(0, members - recused))
    with_them, without = committee(members, present, recused), committee(members - recused, present)
    assert quorum(FIRST_PRIZE, with_them).needed == quorum(FIRST_PRIZE, without).needed
    if not quorum(FIRST_PRIZE, without).met:
        return
    yes = more.draw(st.integers(0, present))
    base = more.draw(st.sampled_from(Base))
    rule = VoteRule(TWO_THIRDS, base)
    mine, other = decide(rule, with_them, Tally(yes, present - yes)), decide(rule, without, Tally(yes, present - yes))
    assert (mine.passed, mine.base, mine.needed) == (other.passed, other.base, other.needed)
    assert mine.passed == (yes > 0 and yes * 3 >= mine.base * 2)


# Elections -----------------------------------------------------------------------------------------------------------

RULE = ListRule(VoteRule(HALF), places=2)
SEVEN = committee(7, 7)


def papers(*marked, items="abcd"):
    return [{item: YES if item in yes else NO for item in items} for yes in marked]


def test_the_places_go_by_yes_votes_among_those_who_reach_the_threshold():
    done = Election(RULE, tuple("abcd")).hold(SEVEN, papers("ab", "ab", "ab", "ac", "ac", "bc", "ad"))
    assert done.elected == ("a", "b")
    assert done.log[0].failed == ("c", "d")
    assert done.standing == ()
    assert done.log[0].explained.value == 2


def test_rather_no_prize_than_a_poor_one():
    done = Election(RULE, tuple("abcd")).hold(SEVEN, papers("a", "a", "a", "a", "b", "c", "d"))
    assert done.elected == ("a",)
    assert done.places_left == 1
    assert done.standing == ()


def test_a_paper_with_more_yes_than_places_is_invalid_as_a_whole():
    done = Election(RULE, tuple("abcd")).hold(SEVEN, papers("abc", "ab", "ab", "ab", "ab", "ab", "ab"))
    assert (done.log[0].papers, done.log[0].invalid) == (7, 1)
    assert done.log[0].decisions["c"].tally == Tally(0, 6, 0, 1)


def test_a_tie_for_the_last_place_is_voted_on_again_and_every_round_is_kept():
    first = Election(RULE, tuple("abcd")).hold(SEVEN, papers("ab", "ab", "ab", "ab", "ac", "ac", "c"))
    first = Election(RULE, tuple("abc")).hold(SEVEN, papers("ab", "ab", "ac", "ac", "ab", "ac", "bc", items="abc"))
    assert first.elected == ("a",)
    assert first.log[0].tied == ("b", "c")
    assert first.standing == ("b", "c")
    second = first.hold(SEVEN, papers("b", "b", "b", "b", "c", "c", "c", items="bc"))
    assert second.elected == ("a", "b")
    assert [done.number for done in second.log] == [1, 2]
    assert code_of(second.hold, SEVEN, []) == "review.no_round_left"


def test_after_the_last_round_a_tie_stays_without_a_place():
    rule = ListRule(VoteRule(HALF), places=1, most_yes=2, rounds=2)
    tied = papers(*["ab"] * 7, items="ab")
    done = Election(rule, ("a", "b")).hold(SEVEN, tied).hold(SEVEN, tied)
    assert done.elected == ()
    assert done.standing == ()


def test_a_tie_may_be_settled_by_a_rank_given_beforehand_or_not_at_all():
    tied = papers(*["ab"] * 7, items="ab")
    ranked = ListRule(VoteRule(HALF), places=1, most_yes=2, ties=Ties.RANKED, ranks={"b": 1, "a": 2})
    assert Election(ranked, ("a", "b")).hold(SEVEN, tied).elected == ("b",)
    level = ListRule(VoteRule(HALF), places=1, most_yes=2, ties=Ties.RANKED, ranks={"b": 1, "a": 1})
    assert Election(level, ("a", "b")).hold(SEVEN, tied).elected == ()
    none = ListRule(VoteRule(HALF), places=1, most_yes=2, ties=Ties.NONE)
    assert Election(none, ("a", "b")).hold(SEVEN, tied).standing == ()


def test_recusals_differ_by_item():
    sittings = {"a": committee(7, 5, 2), "b": SEVEN}
    said = [{"a": YES, "b": NO}] * 3 + [{"a": NO, "b": YES}] * 2 + [{"b": YES}] * 2
    done = Election(ListRule(VoteRule(HALF), 2), ("a", "b")).hold(sittings, said)
    assert [done.log[0].decisions[item].base for item in "ab"] == [5, 7]
    assert done.elected == ("b", "a")


def test_a_paper_with_an_item_of_another_round_is_refused():
    assert code_of(Election(RULE, tuple("ab")).hold, SEVEN, [{"z": YES}]) == "review.paper_of_other_item"


@pytest.mark.parametrize("wrong", [{"places": 0}, {"places": 1, "rounds": 0}])
def test_an_election_without_places_or_rounds_is_invalid(wrong):
    with pytest.raises(Invalid):
        ListRule(VoteRule(HALF), **wrong)
    with pytest.raises(Invalid):
        Election(RULE, ("a", "a"))
