"""Votes: exact, recused on neither side, secret ones without a way back to a person."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from ceyuan.apps.audit.models import Act
from ceyuan.apps.organisation.interface import NOBODY
from ceyuan.apps.organisation.tests.cast import Cast
from ceyuan.apps.reviews.models import Ballot, ChainLink, Envelope, OpenVote, Vote, WaitingEnvelope
from ceyuan.apps.reviews.services import secret, voting
from ceyuan.apps.reviews.vote_rules import DEFAULT, checked
from ceyuan.core.kernel import Invalid, Refused
from ceyuan.core.review import ballots

from .chamber import Chamber, in_review


def refused(code: str) -> Any:
    return pytest.raises(Refused, match=code)


@pytest.fixture
def committee(cast: Cast) -> Chamber:
    """Seven members and three cases; nobody scores."""
    return in_review(cast, experts=7, cases=3, mode="meeting")


def opened(room: Chamber, *cases: int, **facts: Any) -> list[Vote]:
    return voting.open_vote(
        actor=room.cast.manager_a.actor,
        panel_id=room.panel.pk,
        title="立项表决",
        case_ids=[room.cases[case].pk for case in cases],
        rule=facts.pop("rule", {}),
        **facts,
    )


def says(room: Chamber, expert: int, vote: Vote, *choices: str) -> None:
    voting.say(actor=room.experts[expert].actor, vote_id=vote.pk, choices=dict(zip(vote.items, choices, strict=False)))


def votes_secretly(room: Chamber, expert: int, vote: Vote, *choices: str) -> str:
    token = secret.take_envelope(actor=room.experts[expert].actor, vote_id=vote.pk)
    said = {str(case): choice for case, choice in zip(vote.items, choices, strict=True)}
    secret.cast(actor=NOBODY, vote_id=vote.pk, token=token, choices=said)
    return token


def closed(room: Chamber, vote: Vote) -> Vote:
    return voting.close_vote(actor=room.cast.manager_a.actor, vote_id=vote.pk)


def test_of_fifteen_with_two_recused_nine_present_decide_with_six(cast: Cast) -> None:
    """V20 of the domain: entitled 13, quorum 8.67 -> 9; 2/3 of those present: 6 yes."""
    room = in_review(cast, experts=15, cases=1, mode="meeting")
    room.bar(13, 0)
    room.bar(14, 0)
    (vote,) = opened(room, 0)
    for expert in range(8):
        says(room, expert, vote, "yes" if expert < 6 else "no")
    with refused("review.quorum_missed"):
        closed(room, vote)
    says(room, 8, vote, "abstain")
    result = closed(room, vote).result
    decided = result["decisions"][str(room.cases[0].pk)]
    assert (decided["yes"], decided["needed"], decided["base"], decided["passed"]) == (6, 6, 9, True)
    sitting = result["sittings"][str(room.cases[0].pk)]
    assert (len(sitting["members"]), len(sitting["recused"]), len(sitting["attending"])) == (15, 2, 9)


def test_a_recused_member_neither_votes_nor_counts(committee: Chamber) -> None:
    committee.bar(0, 0)
    (vote,) = opened(committee, 0, 1)
    with refused("review.recused"):
        voting.say(actor=committee.experts[0].actor, vote_id=vote.pk, choices={committee.cases[0].pk: "yes"})
    voting.say(actor=committee.experts[0].actor, vote_id=vote.pk, choices={committee.cases[1].pk: "yes"})
    with pytest.raises(IntegrityError, match=r"reviews\.recused_pair"), transaction.atomic():
        OpenVote.objects.create(vote=vote, seat=committee.seats[0], case=committee.cases[0], choice="yes")
    for expert in range(1, 7):
        says(committee, expert, vote, "yes", "no")
    decided = closed(committee, vote).result["decisions"]
    assert [decided[str(committee.cases[case].pk)]["base"] for case in (0, 1)] == [6, 7]
    assert [decided[str(committee.cases[case].pk)]["passed"] for case in (0, 1)] == [True, False]


def test_a_vote_is_given_once_and_by_members_only(committee: Chamber) -> None:
    (vote,) = opened(committee, 0)
    says(committee, 0, vote, "yes")
    with refused("reviews.voted_already"):
        says(committee, 0, vote, "no")
    with refused("reviews.not_seated"):
        voting.say(actor=committee.cast.manager_a.actor, vote_id=vote.pk, choices={committee.cases[0].pk: "yes"})
    for other in (committee.cast.manager_b, committee.cast.stranger, committee.cast.member_a):
        with refused("reviews.unknown_vote"):
            voting.say(actor=other.actor, vote_id=vote.pk, choices={committee.cases[0].pk: "yes"})


def test_every_case_is_answered(committee: Chamber) -> None:
    (vote,) = opened(committee, 0, 1)
    with pytest.raises(Invalid, match="paper_incomplete"):
        says(committee, 0, vote, "yes")


def test_a_case_is_in_one_open_vote_at_a_time(committee: Chamber) -> None:
    opened(committee, 0)
    with pytest.raises(Invalid, match="case_in_other_vote"):
        opened(committee, 0, 1)


def test_only_the_office_opens_and_closes(committee: Chamber) -> None:
    (vote,) = opened(committee, 0)
    with refused("reviews.run_not_permitted"):
        voting.close_vote(actor=committee.experts[0].actor, vote_id=vote.pk)
    for other in (committee.cast.auditor, committee.cast.manager_b, committee.cast.stranger):
        with pytest.raises(Refused):
            voting.close_vote(actor=other.actor, vote_id=vote.pk)
        with pytest.raises(Refused):
            voting.open_vote(
                actor=other.actor, panel_id=committee.panel.pk, title="x", case_ids=[committee.cases[1].pk], rule={}
            )


@pytest.mark.parametrize(
    ("rule", "field"),
    [
        ({"quorum": "0"}, "quorum"),
        ({"threshold": "7/6"}, "threshold"),
        ({"threshold": "half"}, "threshold"),
        ({"places": 4}, "places"),
        ({"most_yes": 0}, "most_yes"),
        ({"rounds": 0}, "rounds"),
        ({"base": "all"}, "base"),
    ],
)
def test_it_refuses_rules_that_are_none(rule: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as problem:
        checked(rule, 3)
    assert set(problem.value.fields) == {field}


def test_a_rule_is_kept_exactly() -> None:
    assert checked({"threshold": "0.6"}, 3) == {**DEFAULT, "threshold": "3/5"}


def test_a_list_votes_again_on_those_that_tie(committee: Chamber) -> None:
    (vote,) = opened(committee, 0, 1, 2, rule={"places": 2, "threshold": "1/2"})
    for expert in range(7):
        # 7 yes for the first; 4 for the second and 4 for the third would be 15 yes of 14.
        second = expert % 2 == 0 or expert == 1
        says(
            committee,
            expert,
            vote,
            "yes" if expert else "abstain",
            "yes" if second else "no",
            "no" if second else "yes",
        )
    result = closed(committee, vote).result
    assert result["elected"] == [str(committee.cases[0].pk), str(committee.cases[1].pk)]
    assert not result["tied"]


def test_a_tie_goes_into_the_next_round_until_the_rounds_are_over(committee: Chamber) -> None:
    rule = {"places": 1, "threshold": "1/3", "rounds": 2, "most_yes": 2}
    (vote,) = opened(committee, 0, 1, rule=rule)
    for expert in range(7):
        says(committee, expert, vote, "yes", "yes")
    assert closed(committee, vote).result["tied"] == [str(one) for one in vote.items]
    again = voting.next_round(actor=committee.cast.manager_a.actor, vote_id=vote.pk)
    assert (again.round_of, again.rule["places"]) == (vote, 1)
    with refused("review.no_round_left"):
        voting.next_round(actor=committee.cast.manager_a.actor, vote_id=vote.pk)
    for expert in range(7):
        says(committee, expert, again, "yes", "no" if expert else "yes")
    assert closed(committee, again).result["elected"] == [str(vote.items[0])]


def test_more_yes_than_places_make_no_paper(committee: Chamber) -> None:
    (vote,) = opened(committee, 0, 1, 2, rule={"places": 1})
    with pytest.raises(Invalid, match="too_many_yes"):
        says(committee, 0, vote, "yes", "yes", "no")


def test_a_secret_vote_is_counted_by_anyone_and_leads_to_nobody(committee: Chamber) -> None:
    (vote,) = opened(committee, 0, is_secret=True)
    assert len(vote.commitments) == 7
    tokens = [votes_secretly(committee, expert, vote, "yes" if expert < 5 else "no") for expert in range(6)]
    assert WaitingEnvelope.objects.filter(vote=vote).count() == 1
    done = closed(committee, vote)
    decided = done.result["decisions"][str(committee.cases[0].pk)]
    assert (decided["yes"], decided["no"], decided["base"], decided["passed"]) == (5, 1, 6, True)
    shown = ballots.Publication.from_dict(done.result["publication"])
    recounted = ballots.recount(shown)
    assert (recounted.faults, recounted.tallies[str(committee.cases[0].pk)].yes) == ((), 5)
    assert ballots.found(shown, tokens[2]) is not None
    assert len(shown.untaken) == 1
    assert set(shown.voters) == {str(committee.seats[expert].pk) for expert in range(6)}
    names = {field.name for field in Ballot._meta.get_fields()}
    assert names == {"id", "vote", "mark", "token", "choices"}
    assert not Act.objects.filter(act__startswith="reviews.ballot").exists()
    said = "".join(str(one.entry) for one in ChainLink.objects.all())
    assert not any(token in said for token in tokens)
    assert not WaitingEnvelope.objects.exists()


def test_an_envelope_is_taken_once_and_a_token_used_once(committee: Chamber) -> None:
    (vote,) = opened(committee, 0, is_secret=True)
    token = votes_secretly(committee, 0, vote, "yes")
    with refused("review.envelope_taken"):
        secret.take_envelope(actor=committee.experts[0].actor, vote_id=vote.pk)
    said = {str(committee.cases[0].pk): "no"}
    with refused("review.token_used"):
        secret.cast(actor=NOBODY, vote_id=vote.pk, token=token, choices=said)
    with refused("review.token_forged"):
        secret.cast(actor=NOBODY, vote_id=vote.pk, token="x" * 43, choices=said)
    with refused("reviews.vote_is_secret"):
        says(committee, 1, vote, "yes")
    assert Ballot.objects.count() == 1


def test_secret_votes_part_by_who_is_recused(committee: Chamber) -> None:
    committee.bar(0, 1)
    first, second = opened(committee, 0, 1, 2, is_secret=True)
    assert [len(first.commitments), len(second.commitments)] == [7, 6]
    assert second.items == [committee.cases[1].pk]
    with refused("review.recused"):
        secret.take_envelope(actor=committee.experts[0].actor, vote_id=second.pk)
    with pytest.raises(IntegrityError, match=r"reviews\.recused_pair"), transaction.atomic():
        Envelope.objects.create(vote=second, seat=committee.seats[0])
    for expert in range(1, 7):
        votes_secretly(committee, expert, second, "yes")
    decided = closed(committee, second).result["decisions"][str(committee.cases[1].pk)]
    assert (decided["base"], decided["passed"]) == (6, True)


def test_a_secret_list_is_refused_where_it_would_betray_the_recused(committee: Chamber) -> None:
    committee.bar(0, 1)
    with refused("reviews.list_with_recusals"):
        opened(committee, 0, 1, 2, is_secret=True, rule={"places": 1})


def test_two_voters_have_no_secret(cast: Cast) -> None:
    room = in_review(cast, experts=2, cases=1, mode="meeting")
    with pytest.raises(Invalid, match="too_few_for_secrecy"):
        opened(room, 0, is_secret=True)
    assert not Vote.objects.exists()


def test_a_counted_vote_and_its_papers_never_change(committee: Chamber) -> None:
    (vote,) = opened(committee, 0, is_secret=True)
    for expert in range(7):
        votes_secretly(committee, expert, vote, "yes")
    closed(committee, vote)
    for change in (
        lambda: Ballot.objects.update(choices={}),
        lambda: Ballot.objects.all().delete(),
        lambda: Vote.objects.filter(pk=vote.pk).update(result={}),
        lambda: ChainLink.objects.update(entry={}),
    ):
        with pytest.raises(IntegrityError, match=r"reviews\.(append_only|vote_frozen)"), transaction.atomic():
            change()


def test_a_cancelled_vote_counts_for_nothing(committee: Chamber) -> None:
    (vote,) = opened(committee, 0)
    says(committee, 0, vote, "yes")
    with pytest.raises(Invalid, match="reason_missing"):
        voting.cancel_vote(actor=committee.cast.manager_a.actor, vote_id=vote.pk, reason=" ")
    voting.cancel_vote(actor=committee.cast.manager_a.actor, vote_id=vote.pk, reason="到会人数不足")
    with refused("reviews.vote_not_open"):
        closed(committee, vote)
    assert opened(committee, 0)[0].number == 2
