import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ceyuan.core.kernel import Invalid, Refused
from ceyuan.core.review import ballots, chain
from ceyuan.core.review.ballots import Ballot, Publication, Register, Urn
from ceyuan.core.review.canonical import canonical
from ceyuan.core.review.votes import Choice, Tally

YES, NO, ABSTAIN = Choice
TOKENS = [f"{number:064x}" for number in range(5)]
BOX = ballots.open_box("prize-2026", ["a", "b"], TOKENS)
VOTERS = [f"m{number}" for number in range(5)]
SALT = "0123456789abcdef"


def code_of(act, *given_to):
    with pytest.raises(Refused) as refusal:
        act(*given_to)
    return refusal.value.reason.code


def voted(choices):
    """All of VOTERS vote with these choices."""
    urn, register = Urn(BOX), Register(frozenset(VOTERS))
    for voter, token, said in zip(VOTERS, ballots.mixed(TOKENS, b"0" * 16), choices, strict=False):
        register = register.hand_out(voter)
        urn = urn.cast(Ballot(token, said))
    untaken = ballots.mixed(TOKENS, b"0" * 16)[len(choices) :]
    return ballots.publish(urn, register, untaken)


def test_anybody_counts_the_published_ballots():
    shown = voted([{"a": YES, "b": NO}] * 3 + [{"a": NO, "b": ABSTAIN}])
    read = Publication.from_dict(json.loads(json.dumps(shown.to_dict())))
    assert read == shown
    counted = ballots.recount(read)
    assert counted.faults == ()
    assert counted.tallies == {"a": Tally(3, 1), "b": Tally(0, 3, 1)}


def test_nothing_published_tells_who_voted_how_or_in_which_order():
    one, other = [{"a": YES}] * 3 + [{"a": NO}], [{"a": NO}] + [{"a": YES}] * 3
    assert voted(one).voters == voted(other).voters == ("m0", "m1", "m2", "m3")
    marks = [BOX.mark(ballot.token) for ballot in voted(one).ballots]
    assert marks == sorted(marks)
    assert not set(map(str, VOTERS)) & set(json.dumps([b["token"] for b in voted(one).to_dict()["ballots"]]).split('"'))


def test_forged_and_used_tokens_and_foreign_items_are_refused():
    urn = Urn(BOX).cast(Ballot(TOKENS[0], {"a": YES}))
    assert code_of(urn.cast, Ballot("f" * 64, {"a": YES})) == "review.token_forged"
    assert code_of(urn.cast, Ballot(TOKENS[0], {"a": NO})) == "review.token_used"
    assert code_of(urn.cast, Ballot(TOKENS[1], {"z": YES})) == "review.choice_of_other_item"


def test_a_token_of_another_box_is_forged_here():
    other = ballots.open_box("prize-2027", ["a", "b"], TOKENS)
    assert not set(other.commitments) & set(BOX.commitments)


def test_one_envelope_for_each_entitled_voter():
    register = Register(frozenset(VOTERS)).hand_out("m1")
    assert code_of(register.hand_out, "m1") == "review.envelope_taken"
    assert code_of(register.hand_out, "recused") == "review.not_entitled_to_vote"


def test_every_voter_finds_the_own_ballot():
    shown = voted([{"a": YES}] * 4)
    token = ballots.mixed(TOKENS, b"0" * 16)[2]
    assert ballots.found(shown, token) == Ballot(token, {"a": YES})
    assert ballots.found(shown, "nothing") is None


def faults(shown):
    return {fault.code.removeprefix("review.") for fault in ballots.recount(shown).faults}


def test_a_stuffed_or_altered_publication_is_found_out():
    shown = voted([{"a": YES}] * 4)
    untaken = shown.untaken[0]
    stuffed = replace(shown, ballots=(*shown.ballots, Ballot(untaken, {"a": YES})))
    assert faults(stuffed) == {"untaken_voted", "more_ballots_than_voters"}
    assert faults(replace(stuffed, untaken=())) == {"envelopes_differ", "more_ballots_than_voters"}
    assert faults(replace(stuffed, untaken=(), voters=(*shown.voters, "m4"))) == set()  # m4 sees that and complains
    assert faults(replace(shown, ballots=(*shown.ballots[:-1], Ballot("f" * 64, {"a": YES})))) == {"token_forged"}
    assert "token_used" in faults(replace(shown, ballots=(*shown.ballots[:-1], shown.ballots[0])))
    assert faults(replace(shown, untaken=("f" * 64,))) == {"untaken_forged"}


@pytest.mark.parametrize(
    ("items", "tokens", "code"),
    [
        (["a"], TOKENS[:2], "too_few_for_secrecy"),
        (["a"], ["short"] * 3, "token_weak"),
        (["a"], [TOKENS[0]] * 3, "token_twice"),
        ([], TOKENS, "items_twice_or_none"),
    ],
)
def test_a_box_that_could_not_keep_the_secret_is_not_opened(items, tokens, code):
    with pytest.raises(Invalid) as invalid:
        ballots.open_box("k", items, tokens)
    assert f"review.{code}" in str(invalid.value)


@given(st.lists(st.dictionaries(st.sampled_from("ab"), st.sampled_from(Choice)), max_size=5))
def test_ballots_recount_to_what_was_said(choices):
    counted = ballots.recount(voted(choices))
    assert counted.faults == ()
    for item in "ab":
        said = [one[item] for one in choices if item in one]
        assert counted.tallies[item] == Tally(said.count(YES), said.count(NO), said.count(ABSTAIN))


# The chain -----------------------------------------------------------------------------------------------------------

entries = st.lists(st.dictionaries(st.text(max_size=5), st.integers() | st.text(max_size=8), max_size=3), max_size=8)


def linked(told):
    return chain.chained("call-1", [(entry, SALT) for entry in told])


@given(entries, entries)
def test_a_chain_verifies_against_its_seal_and_may_go_on(told, more):
    seal = chain.publish("call-1", linked(told))
    assert chain.verify(seal, linked(told)) == []
    assert chain.verify(seal, linked([*told, *more])) == []


@settings(max_examples=60)
@given(entries.filter(bool), st.data())
def test_any_change_of_any_entry_is_found_with_its_number(told, more):
    links = linked(told)
    place = more.draw(st.integers(0, len(links) - 1))
    changed = [*links[:place], replace(links[place], entry={"changed": 1, "n": len(told)}), *links[place + 1 :]]
    found = chain.verify(chain.publish("call-1", links), changed)
    assert [(fault.code, fault.facts["number"]) for fault in found] == [("review.chain_broken", place + 1)]


def test_left_out_swapped_and_rewritten_entries_are_found():
    links = linked([{"n": number} for number in range(4)])
    seal = chain.publish("call-1", links)
    assert chain.verify(seal, links[:3])[0].code == "review.chain_short"
    assert chain.verify(seal, [links[1], links[0], *links[2:]])[0].code == "review.chain_broken"
    again = linked([{"n": number} for number in (0, 9, 2, 3)])
    assert chain.verify(seal, again)[0].code == "review.chain_other_head"
    assert chain.verify(replace(seal, record="call-2"), links)[0].code == "review.chain_broken"


def test_one_entry_can_be_shown_while_the_others_stay_closed():
    links = linked([{"score": 81}, {"score": 92}])
    shown = [links[0].withheld(), chain.Link.from_dict(json.loads(json.dumps(links[1].to_dict())))]
    assert chain.verify(chain.publish("call-1", links), shown) == []
    assert shown[0].entry is None
    guessed = chain.append("call-1", [], {"score": 81}, "another salt, guessed")
    assert guessed.content != links[0].content


def test_floats_dates_and_short_salts_are_refused():
    assert code_of(canonical, {"a": [1, {"b": 0.5}]}) == "review.not_canonical"
    assert code_of(canonical, {1: "a"}) == "review.not_canonical"
    assert code_of(chain.append, "r", [], {"a": 1}, "short") == "review.salt_short"
    assert canonical({"b": None, "a": ["水", True]}) == '{"a":["水",true],"b":null}'.encode()
