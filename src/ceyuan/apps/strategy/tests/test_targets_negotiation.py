"""Catchball between two leaders: who may move, what closes, what is never lowered in silence."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from ceyuan.apps.audit import interface as audit
from ceyuan.apps.strategy.models import Letter, LetterSignature, Target
from ceyuan.apps.strategy.services import negotiation, targets
from ceyuan.apps.strategy.services.target_moves import Edit
from ceyuan.apps.strategy.services.targets import ShareWish
from ceyuan.core.kernel.verdict import Invalid, Refused
from ceyuan.kit.reasons import reason_text

from .boardroom import YEAR, Boardroom


def code_of(problem: pytest.ExceptionInfo[Refused]) -> str:
    assert "%(" not in reason_text(problem.value.reason)
    return problem.value.reason.code


def edit(target: Target, **given: Any) -> Edit:
    target.refresh_from_db()
    kept = {name: None if value is None else Decimal(str(value)) for name, value in given.items()}
    return Edit(target.pk, target.revision, kept)


def wish(unit: str, value: Any, basis: Any = None) -> ShareWish:
    return ShareWish(unit, Decimal(str(value)), None if basis is None else Decimal(str(basis)))


def cascade(room: Boardroom, *, a: int = 60, b: int = 30, reserve: int = 10) -> tuple[Target, Target, Target]:
    """100 patents of the group, split among A and B."""
    root = room.target("PAT", "T", 100, state="in_force")
    shares = [wish("A", a), wish("B", b)]
    split = targets.split(actor=room.chair.actor, parent_id=root.pk, shares=shares, reserve=Decimal(reserve))
    by_unit = {share.unit.code: share for share in split.shares}
    return root, by_unit["A"], by_unit["B"]


def test_a_split_begins_with_what_the_catalogue_says(boardroom: Boardroom) -> None:
    _root, share, _other = cascade(boardroom)
    assert (share.state, share.method, share.verdict_rule) == ("draft", "年报", "达到目标值")
    assert share.assessor_id == boardroom.cast.units["T"].pk
    assert str(share.due_on) == f"{YEAR}-12-31"


def test_a_draft_may_stay_open_and_cannot_be_proposed_open(boardroom: Boardroom) -> None:
    root, share, other = cascade(boardroom, reserve=5)
    with pytest.raises(Refused) as refused:
        negotiation.propose(actor=boardroom.chair.actor, edits=[edit(share), edit(other)])
    assert code_of(refused) == "strategy.split_open"
    facts = refused.value.reason.facts
    assert (facts["children"], facts["reserve"], facts["difference"]) == ("90 件", "5 件", "-5")
    share.refresh_from_db()
    assert (share.state, share.moves.count()) == ("draft", 1)
    targets.split(actor=boardroom.chair.actor, parent_id=root.pk, shares=[], reserve=Decimal(10))
    negotiation.propose(actor=boardroom.chair.actor, edits=[edit(share), edit(other)])
    share.refresh_from_db()
    assert share.state == "proposed"


def test_a_proposal_of_many_is_one_act(boardroom: Boardroom) -> None:
    _root, share, other = cascade(boardroom)
    negotiation.propose(actor=boardroom.chair.actor, edits=[edit(share), edit(other)])
    (act,) = audit.of_subject(boardroom.cast.auditor.actor, "strategy.target", share.pk)
    assert act.act == "strategy.target.proposed"
    assert [one["unit"] for one in act.after["values"]] == ["A", "B"]


def test_a_full_round_ends_in_agreement(boardroom: Boardroom) -> None:
    root, share, other = cascade(boardroom)
    chair, leader = boardroom.chair.actor, boardroom.leader_a.actor
    negotiation.propose(actor=chair, edits=[edit(share), edit(other)])
    negotiation.counter(actor=leader, edits=[edit(share, value=64)], reason="新线投产")
    negotiation.accept_counter(actor=chair, edits=[edit(share)])
    root.refresh_from_db()
    share.refresh_from_db()
    assert (share.state, share.value, root.reserve) == ("agreed", 64, 6)
    assert [move.kind for move in share.moves.all()] == ["draft", "proposal", "counter", "acceptance"]
    assert [move.side for move in share.moves.all()] == ["upper", "upper", "lower", "upper"]
    assert share.moves.get(kind="counter").reason == "新线投产"


def test_a_counter_without_a_reason_or_without_another_value_is_refused(boardroom: Boardroom) -> None:
    _root, share, other = cascade(boardroom)
    negotiation.propose(actor=boardroom.chair.actor, edits=[edit(share), edit(other)])
    with pytest.raises(Invalid):
        negotiation.counter(actor=boardroom.leader_a.actor, edits=[edit(share, value=50)], reason=" ")
    with pytest.raises(Refused) as refused:
        negotiation.counter(actor=boardroom.leader_a.actor, edits=[edit(share, value=60)], reason="不变")
    assert code_of(refused) == "strategy.counter_is_the_same"


def test_a_shortfall_needs_somebody_who_takes_it(boardroom: Boardroom) -> None:
    root, share, other = cascade(boardroom)
    chair = boardroom.chair.actor
    negotiation.propose(actor=chair, edits=[edit(share), edit(other)])
    negotiation.counter(actor=boardroom.leader_a.actor, edits=[edit(share, value=50)], reason="检修")
    with pytest.raises(Refused) as refused:
        negotiation.accept_counter(actor=chair, edits=[edit(share)])
    assert code_of(refused) == "strategy.split_open"
    negotiation.accept_counter(actor=chair, edits=[edit(share)], adjust=[edit(other, value=40)])
    other.refresh_from_db()
    root.refresh_from_db()
    assert (other.value, other.state, root.reserve) == (40, "proposed", 10)


def test_the_reserve_takes_a_shortfall_when_told_so(boardroom: Boardroom) -> None:
    root, share, other = cascade(boardroom)
    chair = boardroom.chair.actor
    negotiation.propose(actor=chair, edits=[edit(share), edit(other)])
    negotiation.counter(actor=boardroom.leader_a.actor, edits=[edit(share, value=50)], reason="检修")
    negotiation.accept_counter(actor=chair, edits=[edit(share)], into_reserve=True)
    root.refresh_from_db()
    assert root.reserve == 20


def test_more_than_the_reserve_holds_is_refused(boardroom: Boardroom) -> None:
    _root, share, other = cascade(boardroom)
    chair = boardroom.chair.actor
    negotiation.propose(actor=chair, edits=[edit(share), edit(other)])
    negotiation.counter(actor=boardroom.leader_a.actor, edits=[edit(share, value=75)], reason="加码")
    with pytest.raises(Refused) as refused:
        negotiation.accept_counter(actor=chair, edits=[edit(share)], into_reserve=True)
    assert code_of(refused) in {"strategy.split_open", "strategy.reserve_negative"}


@pytest.mark.parametrize("who", ["chair", "leader_b", "leader_a1"])
def test_only_the_unit_itself_answers(boardroom: Boardroom, who: str) -> None:
    _root, share, other = cascade(boardroom)
    negotiation.propose(actor=boardroom.chair.actor, edits=[edit(share), edit(other)])
    with pytest.raises(Refused) as refused:
        negotiation.accept(actor=boardroom.leaders[who].actor, edits=[edit(share)])
    assert code_of(refused) in {"strategy.not_your_side", "strategy.unknown_target"}


def test_an_office_negotiates_but_does_not_accept(boardroom: Boardroom) -> None:
    _root, share, other = cascade(boardroom)
    negotiation.propose(actor=boardroom.cast.st_officer.actor, edits=[edit(share), edit(other)])
    with pytest.raises(Refused) as refused:
        negotiation.accept(actor=boardroom.cast.manager_a.actor, edits=[edit(share)])
    assert code_of(refused) == "strategy.not_permitted"
    negotiation.counter(actor=boardroom.cast.manager_a.actor, edits=[edit(share, value=55)], reason="测算")


def test_a_target_below_its_source_is_never_agreed(boardroom: Boardroom) -> None:
    boardroom.target("PAT", "A", 58, plan="five_year", state="in_force")
    _root, share, other = cascade(boardroom)
    assert share.source is not None
    chair, leader = boardroom.chair.actor, boardroom.leader_a.actor
    negotiation.propose(actor=chair, edits=[edit(share), edit(other)])
    negotiation.counter(actor=leader, edits=[edit(share, value=50)], reason="检修")
    with pytest.raises(Refused) as refused:
        negotiation.accept_counter(actor=chair, edits=[edit(share)], into_reserve=True)
    assert code_of(refused) == "strategy.target_lowered"
    assert refused.value.reason.facts["source_value"] == "58 件"
    share.refresh_from_db()
    assert share.state == "countered"


def test_the_second_of_two_leaders_sees_what_the_first_changed(boardroom: Boardroom) -> None:
    _root, share, other = cascade(boardroom)
    chair = boardroom.chair.actor
    negotiation.propose(actor=chair, edits=[edit(share), edit(other)])
    seen = edit(share)
    negotiation.propose(actor=boardroom.cast.st_officer.actor, edits=[edit(share, value=65), edit(other, value=25)])
    with pytest.raises(Refused) as refused:
        negotiation.accept(actor=boardroom.leader_a.actor, edits=[seen])
    assert code_of(refused) == "strategy.stale_targets"
    (conflict,) = refused.value.reason.facts["conflicts"]
    assert (conflict["who"], conflict["old"], conflict["new"]) == ("安科技", "60", "65")
    share.refresh_from_db()
    assert share.state == "proposed"


def test_a_ratio_closes_by_its_basis_and_not_by_its_mean(boardroom: Boardroom) -> None:
    root = boardroom.target("INT", "T", 3, state="in_force")
    chair = boardroom.chair.actor
    # The mean is 3.5, but the large unit pulls the whole below 3 per cent.
    shares = [wish("A", 5, 1_000), wish("B", 2, 9_000)]
    split = targets.split(actor=chair, parent_id=root.pk, shares=shares)
    with pytest.raises(Refused) as refused:
        negotiation.propose(actor=chair, edits=[edit(share) for share in split.shares])
    assert code_of(refused) == "strategy.split_misses"
    edits = [edit(share, value=4 if share.unit.code == "B" else 5) for share in split.shares]
    negotiation.propose(actor=chair, edits=edits)


def test_a_withdrawn_share_gives_its_place_free(boardroom: Boardroom) -> None:
    root, share, other = cascade(boardroom)
    chair = boardroom.chair.actor
    negotiation.propose(actor=chair, edits=[edit(share), edit(other)])
    negotiation.withdraw(actor=chair, edits=[edit(other)], reason="重组", into_reserve=True)
    root.refresh_from_db()
    assert root.reserve == 40
    again = targets.split(actor=chair, parent_id=root.pk, shares=[wish("B", 30)], reserve=Decimal(10))
    assert [one.value for one in again.shares] == [60, 30]


def test_what_was_passed_on_holds_the_target_above(boardroom: Boardroom) -> None:
    _root, share, other = cascade(boardroom)
    chair, leader = boardroom.chair.actor, boardroom.leader_a.actor
    negotiation.propose(actor=chair, edits=[edit(share), edit(other)])
    split = targets.split(actor=leader, parent_id=share.pk, shares=[wish("A1", 60)])
    with pytest.raises(Refused) as refused:
        negotiation.propose(actor=leader, edits=[edit(split.shares[0])])
    assert code_of(refused) == "strategy.parent_not_agreed"
    negotiation.accept(actor=leader, edits=[edit(share)])
    negotiation.propose(actor=leader, edits=[edit(split.shares[0])])
    with pytest.raises(Refused) as held:
        negotiation.reopen(actor=leader, edit=edit(share), reason="再议")
    assert code_of(held) == "strategy.shares_below_stand"


def test_a_reopened_target_waits_for_the_unit_above(boardroom: Boardroom) -> None:
    root, share, other = cascade(boardroom)
    chair, leader = boardroom.chair.actor, boardroom.leader_a.actor
    negotiation.propose(actor=chair, edits=[edit(share), edit(other)])
    negotiation.accept(actor=leader, edits=[edit(share)])
    negotiation.reopen(actor=leader, edit=edit(share, value=57), reason="停炉")
    share.refresh_from_db()
    assert (share.state, share.value) == ("countered", 57)
    negotiation.accept_counter(actor=chair, edits=[edit(share)], into_reserve=True)
    root.refresh_from_db()
    assert root.reserve == 13


def letter(room: Boardroom, *sides: str) -> Letter:
    made = Letter.objects.create(
        group=room.cast.group,
        plan=room.annual,
        unit=room.cast.units["A"],
        upper_unit=room.cast.units["T"],
        year=YEAR,
        workflow="letter",
        workflow_version=1,
        state="signed_below",
        content={"lines": []},
        sha256="a" * 64,
        offered_at=timezone.now(),
    )
    for side, who in zip(sides, ("leader_a", "chair"), strict=False):
        LetterSignature.objects.create(
            letter=made,
            side=side,
            person=room.leaders[who].person,
            person_name="某",
            post="一把手",
            sha256="a" * 64,
        )
    return made


def test_a_letter_with_both_signatures_puts_targets_in_force(boardroom: Boardroom) -> None:
    _root, share, other = cascade(boardroom)
    chair = boardroom.chair.actor
    negotiation.propose(actor=chair, edits=[edit(share), edit(other)])
    negotiation.accept(actor=boardroom.leader_a.actor, edits=[edit(share)])
    half = letter(boardroom, "lower")
    with pytest.raises(Refused) as refused:
        negotiation.put_in_force(actor=chair, targets=[share.pk], letter_id=half.pk)
    assert code_of(refused) == "strategy.letter_unsigned"
    LetterSignature.objects.create(
        letter=half, side="upper", person=boardroom.chair.person, person_name="陈", post="董事长", sha256="a" * 64
    )
    negotiation.put_in_force(actor=chair, targets=[share.pk], letter_id=half.pk)
    share.refresh_from_db()
    assert share.state == "in_force"
    assert share.moves.last().kind == "signature"


def test_a_head_of_a_cascade_is_set_by_its_own_leader_once_the_plan_stands(boardroom: Boardroom) -> None:
    made = targets.make(
        actor=boardroom.cast.st_officer.actor,
        plan_id=boardroom.annual.pk,
        kpi_code="PAT",
        unit_code="T",
        year=YEAR,
        value=Decimal(100),
    )
    with pytest.raises(Refused) as refused:
        negotiation.set_root(actor=boardroom.cast.st_officer.actor, edit=edit(made))
    assert code_of(refused) == "strategy.not_permitted"
    negotiation.set_root(actor=boardroom.chair.actor, edit=edit(made))
    made.refresh_from_db()
    assert made.state == "in_force"


def test_a_unit_that_does_not_stand_below_gets_no_share(boardroom: Boardroom) -> None:
    root = boardroom.target("PAT", "A", 10, state="in_force")
    with pytest.raises(Refused) as refused:
        targets.split(actor=boardroom.chair.actor, parent_id=root.pk, shares=[wish("B1", 5)])
    assert code_of(refused) == "strategy.unit_not_below"
