"""Change requests: the only way to another value of what was agreed, and every split still closes."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.urls import reverse

from ceyuan.apps.strategy.models import Target, TargetChange
from ceyuan.apps.strategy.selectors import target_lists
from ceyuan.apps.strategy.services import changes, negotiation, targets
from ceyuan.apps.strategy.services.target_moves import Edit
from ceyuan.core.kernel.verdict import Invalid, Refused

from .boardroom import Boardroom
from .test_targets_negotiation import cascade, code_of, edit, wish


def agreed(room: Boardroom) -> tuple[Target, Target]:
    root, share, other = cascade(room)
    negotiation.propose(actor=room.chair.actor, edits=[edit(share), edit(other)])
    negotiation.accept(actor=room.leader_a.actor, edits=[edit(share)])
    share.refresh_from_db()
    return root, share


def ask(room: Boardroom, target: Target, value: int, who: str = "leader_a") -> TargetChange:
    target.refresh_from_db()
    return changes.ask(
        actor=room.leaders[who].actor,
        target_id=target.pk,
        revision=target.revision,
        new_value=Decimal(value),
        grounds="电解槽停产检修两个月",
    )


def test_an_approved_change_moves_the_value_and_the_reserve(boardroom: Boardroom) -> None:
    root, share = agreed(boardroom)
    request = ask(boardroom, share, 52)
    assert request.is_lowering
    changes.approve(actor=boardroom.chair.actor, change_id=request.pk, revision=0, into_reserve=True)
    root.refresh_from_db()
    share.refresh_from_db()
    assert (share.value, share.state, root.reserve, share.change_id) == (52, "agreed", 18, request.pk)
    assert share.moves.last().kind == "change"


def test_the_difference_goes_nowhere_by_itself(boardroom: Boardroom) -> None:
    _root, share = agreed(boardroom)
    request = ask(boardroom, share, 52)
    with pytest.raises(Refused) as refused:
        changes.approve(actor=boardroom.chair.actor, change_id=request.pk, revision=0)
    assert code_of(refused) == "strategy.change_breaks_split"
    share.refresh_from_db()
    request.refresh_from_db()
    assert (share.value, request.state) == (60, "requested")


def test_what_a_raise_takes_has_to_be_in_the_reserve(boardroom: Boardroom) -> None:
    root, share = agreed(boardroom)
    request = ask(boardroom, share, 68)
    changes.approve(actor=boardroom.chair.actor, change_id=request.pk, revision=0)
    root.refresh_from_db()
    assert root.reserve == 2
    more = ask(boardroom, share, 75)
    with pytest.raises(Refused) as refused:
        changes.approve(actor=boardroom.chair.actor, change_id=more.pk, revision=0, into_reserve=True)
    assert code_of(refused) == "strategy.change_breaks_split"


def test_a_change_needs_grounds_another_value_and_an_agreed_target(boardroom: Boardroom) -> None:
    _root, share = agreed(boardroom)
    actor, seen = boardroom.leader_a.actor, share.revision
    with pytest.raises(Invalid) as invalid:
        changes.ask(actor=actor, target_id=share.pk, revision=seen, new_value=None, grounds=" ")
    assert set(invalid.value.fields) == {"grounds", "new_value"}
    with pytest.raises(Invalid):
        changes.ask(actor=actor, target_id=share.pk, revision=seen, new_value=share.value, grounds="同值")
    draft = boardroom.target("LOSS", "A", 5)
    with pytest.raises(Refused) as refused:
        ask(boardroom, draft, 4)
    assert code_of(refused) == "strategy.change_not_needed"
    ask(boardroom, share, 50)
    with pytest.raises(Refused) as twice:
        ask(boardroom, share, 51)
    assert code_of(twice) == "strategy.change_open"


def test_nobody_decides_on_an_own_request(boardroom: Boardroom) -> None:
    _root, share = agreed(boardroom)
    request = ask(boardroom, share, 52, who="chair")
    with pytest.raises(Refused) as refused:
        changes.approve(actor=boardroom.chair.actor, change_id=request.pk, revision=0, into_reserve=True)
    assert code_of(refused) == "strategy.own_request"
    with pytest.raises(Refused) as below:
        changes.approve(actor=boardroom.leader_a.actor, change_id=request.pk, revision=0, into_reserve=True)
    assert code_of(below) == "strategy.not_permitted"


def test_a_source_is_not_raised_over_those_who_carry_it(boardroom: Boardroom) -> None:
    source = boardroom.target("PAT", "A", 40, plan="five_year", state="in_force")
    boardroom.target("PAT", "A", 40, source=source, state="in_force")
    request = ask(boardroom, source, 50)
    with pytest.raises(Refused) as refused:
        changes.approve(actor=boardroom.chair.actor, change_id=request.pk, revision=0)
    assert code_of(refused) == "strategy.source_raised"
    assert "甲分公司" in refused.value.reason.facts["units"]


def test_an_approved_lowering_below_the_source_stands_and_is_listed_as_such(boardroom: Boardroom) -> None:
    source = boardroom.target("PAT", "A", 40, plan="five_year", state="in_force")
    target = boardroom.target("PAT", "A", 40, source=source, state="in_force")
    request = ask(boardroom, target, 35)
    changes.approve(actor=boardroom.chair.actor, change_id=request.pk, revision=0)
    everything = Target.objects.all()
    assert not target_lists.lowered(everything).exists()
    assert list(target_lists.lowered_by_change(everything)) == [target]


def test_what_was_passed_on_holds_a_change(boardroom: Boardroom) -> None:
    _root, share = agreed(boardroom)
    leader = boardroom.leader_a.actor
    below = targets.split(actor=leader, parent_id=share.pk, shares=[wish("A1", 60)]).shares[0]
    negotiation.propose(actor=leader, edits=[Edit(below.pk, below.revision)])
    request = ask(boardroom, share, 52)
    with pytest.raises(Refused) as refused:
        changes.approve(actor=boardroom.chair.actor, change_id=request.pk, revision=0, into_reserve=True)
    assert code_of(refused) == "strategy.change_breaks_shares"


def test_a_request_is_refused_with_a_reason_or_taken_back(boardroom: Boardroom) -> None:
    _root, share = agreed(boardroom)
    request = ask(boardroom, share, 52)
    with pytest.raises(Invalid):
        changes.refuse(actor=boardroom.chair.actor, change_id=request.pk, revision=0, note="")
    done = changes.refuse(actor=boardroom.chair.actor, change_id=request.pk, revision=0, note="产能可以替代")
    assert (done.state, done.decision_note) == ("refused", "产能可以替代")
    again = ask(boardroom, share, 51)
    with pytest.raises(Refused) as refused:
        changes.withdraw(actor=boardroom.chair.actor, change_id=again.pk, revision=0)
    assert code_of(refused) == "strategy.not_your_request"
    changes.withdraw(actor=boardroom.leader_a.actor, change_id=again.pk, revision=0)


def test_a_change_is_asked_for_and_decided_on_its_pages(boardroom: Boardroom) -> None:
    root, share = agreed(boardroom)
    form = {"revision": share.revision, "new_value": "52", "grounds": "检修"}
    client = boardroom.leader_a.client()
    assert client.post(reverse("strategy:target_change_new", args=[share.pk]), form).status_code == 302
    (request,) = TargetChange.objects.all()
    chair = boardroom.chair.client()
    assert "检修" in chair.get(reverse("strategy:target_changes")).content.decode()
    page = chair.get(reverse("strategy:target_change", args=[request.pk])).content.decode()
    assert "60 件" in page
    assert "52 件" in page
    decision = {"action": "approve", "revision": "0", "into_reserve": "on"}
    assert chair.post(reverse("strategy:target_change_step", args=[request.pk]), decision).status_code == 302
    root.refresh_from_db()
    assert root.reserve == 18
