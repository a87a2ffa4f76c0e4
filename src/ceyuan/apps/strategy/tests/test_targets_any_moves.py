"""Whatever the two sides do, in whatever order: splits close exactly, nothing falls in silence, history tells all."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ceyuan.apps.strategy.models import Target
from ceyuan.apps.strategy.selectors.splits import splits
from ceyuan.apps.strategy.services import cascade as saving
from ceyuan.apps.strategy.services import changes, negotiation
from ceyuan.apps.strategy.services.target_moves import Edit
from ceyuan.core.indicators import Direction, is_lowered
from ceyuan.core.kernel.verdict import Invalid, Refused

from .boardroom import Boardroom
from .test_targets_negotiation import cascade

LEADERS = {"A": "leader_a", "B": "leader_b"}
MOVES = st.tuples(
    st.sampled_from(["propose", "counter", "accept", "accept_counter", "reopen", "withdraw", "save", "ask", "approve"]),
    st.sampled_from(["A", "B"]),
    st.integers(0, 120),
    st.booleans(),
)


class Undo(Exception):
    """Ends an example; its transaction is rolled back."""


def act(room: Boardroom, target: Target, move: tuple[str, str, int, bool]) -> None:
    """Makes the move if it may be made; a refusal is an answer as good as any."""
    word, unit, number, flag = move
    target.refresh_from_db()
    value = {"value": Decimal(number)}
    chair, leader = room.chair.actor, room.leaders[LEADERS[unit]].actor
    seen, wished = Edit(target.pk, target.revision), Edit(target.pk, target.revision, value)
    others = Target.objects.filter(parent=target.parent_id).exclude(pk=target.pk).exclude(state="withdrawn")
    fitting = [
        Edit(one.pk, one.revision, {"value": Decimal(100 - number)})
        for one in others
        if flag and one.state in {"draft", "proposed", "countered"} and number <= 100
    ]
    acts: dict[str, Any] = {
        "propose": lambda: negotiation.propose(actor=chair, edits=[wished if flag else seen, *fitting]),
        "counter": lambda: negotiation.counter(actor=leader, edits=[wished], reason="测算"),
        "accept": lambda: negotiation.accept(actor=leader, edits=[seen]),
        "accept_counter": lambda: negotiation.accept_counter(actor=chair, edits=[seen], into_reserve=flag),
        "reopen": lambda: negotiation.reopen(actor=leader, edit=wished if flag else seen, reason="再议"),
        "withdraw": lambda: negotiation.withdraw(actor=chair, edits=[seen], reason="重组", into_reserve=flag),
        "save": lambda: saving.save(
            actor=chair, edits=[wished, *fitting], reserves={target.parent_id: Decimal(0)} if flag else None
        ),
        "ask": lambda: changes.ask(
            actor=leader, target_id=target.pk, revision=target.revision, new_value=Decimal(number), grounds="检修"
        ),
        "approve": lambda: _approve(chair, target, into_reserve=flag),
    }
    try:
        with transaction.atomic():
            acts[word]()
    except (Refused, Invalid):
        pass


def _approve(actor: Any, target: Target, *, into_reserve: bool) -> None:
    request = target.changes.filter(state="requested").first()
    if request is not None:
        changes.approve(actor=actor, change_id=request.pk, revision=request.revision, into_reserve=into_reserve)


def check(root: Target, shares: list[Target], source: Decimal) -> None:
    root.refresh_from_db()
    split = splits([root])[root.pk]
    closure = split.closure()
    assert closure is not None
    if split.is_open_to_others:
        assert closure.closed, closure.reasons
        assert root.reserve >= 0
    for share in shares:
        share.refresh_from_db()
        if share.state == "agreed" and is_lowered(Direction.AT_LEAST, source, share.value or 0):
            assert share.change is not None
            assert (share.change.state, share.change.new_value) == ("approved", share.value)
        last = share.moves.order_by("-number").first()
        assert last is not None
        assert last.value == share.value
        assert [move.number for move in share.moves.all()] == list(range(1, share.moves.count() + 1))


def play(room: Boardroom, moves: list[Any]) -> None:
    """One example from an empty room on, undone at its end."""
    with transaction.atomic():
        source = room.target("PAT", "A", 40, plan="five_year", state="in_force")
        root, share, other = cascade(room)
        by_unit = {"A": share, "B": other}
        for move in moves:
            act(room, by_unit[move[1]], move)
            check(root, [share], source.value or Decimal(0))
            check(root, [other], Decimal(0))
        raise Undo


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(moves=st.lists(MOVES, min_size=4, max_size=14))
def test_any_sequence_of_moves_keeps_the_promises(boardroom: Boardroom, moves: list[Any]) -> None:
    with pytest.raises(Undo):
        play(boardroom, moves)
