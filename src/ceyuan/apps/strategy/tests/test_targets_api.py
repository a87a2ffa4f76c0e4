"""Targets for programs, and what waits for a person."""

from __future__ import annotations

from typing import Any

import pytest

from ceyuan.apps.strategy.models import Target
from ceyuan.apps.strategy.services import negotiation
from ceyuan.kit.registry import todos

from .boardroom import Boardroom
from .test_targets_changes import agreed, ask
from .test_targets_negotiation import cascade, edit

BASE = "/api/v1/strategy"


def send(client: Any, method: str, path: str, body: Any) -> Any:
    return getattr(client, method)(f"{BASE}{path}", body, content_type="application/json")


def told(client: Any, path: str) -> Any:
    answer = client.get(f"{BASE}{path}")
    assert answer.status_code == 200, answer.content
    return answer.json()


def test_a_program_reads_targets_their_moves_and_the_closure(boardroom: Boardroom) -> None:
    root, share, _other = cascade(boardroom)
    client = boardroom.chair.client()
    page = told(client, "/targets?kpi=PAT&unit=A")
    assert [(one["unit"], float(one["value"])) for one in page["items"]] == [("A", 60.0)]
    assert page["total"] == 1
    assert [move["kind"] for move in told(client, f"/targets/{share.pk}/moves")] == ["draft"]
    split = told(client, f"/targets/{root.pk}/split")
    assert split["closed"] is True
    assert float(split["difference"]) == 0


def test_a_program_splits_proposes_and_answers(boardroom: Boardroom) -> None:
    root = boardroom.target("PAT", "T", 100, state="in_force")
    chair, leader = boardroom.chair.client(), boardroom.leader_a.client()
    shares = [{"unit": "A", "value": "60"}, {"unit": "B", "value": "40"}]
    split = send(chair, "put", f"/targets/{root.pk}/split", {"shares": shares}).json()
    seen = [{"id": one["id"], "revision": one["revision"]} for one in split["shares"]]
    assert send(chair, "post", "/targets/propose", {"targets": seen}).status_code == 200
    mine = Target.objects.get(unit__code="A", parent=root)
    wish = {"id": mine.pk, "revision": mine.revision, "value": "62"}
    assert send(leader, "post", "/targets/counter", {"targets": [wish], "reason": "新线"}).status_code == 200
    mine.refresh_from_db()
    assert (mine.state, mine.value) == ("countered", 62)
    accepted = {"targets": [{"id": mine.pk, "revision": mine.revision}]}
    refused = send(chair, "post", "/targets/accept-counter", accepted)
    assert refused.status_code in {409, 422}
    assert "strategy." in refused.content.decode()


def test_a_program_asks_for_a_change_and_another_decides(boardroom: Boardroom) -> None:
    _root, share = agreed(boardroom)
    wish = {"revision": share.revision, "new_value": "52", "grounds": "检修"}
    made = send(boardroom.leader_a.client(), "post", f"/targets/{share.pk}/changes", wish).json()
    decision = {"action": "approve", "revision": made["revision"], "into_reserve": True}
    done = send(boardroom.chair.client(), "post", f"/target-changes/{made['id']}", decision).json()
    assert done["state"] == "approved"
    share.refresh_from_db()
    assert share.value == 52


@pytest.mark.parametrize("path", ["/targets/{pk}", "/targets/{pk}/moves", "/targets/{pk}/split"])
def test_another_group_finds_nothing(boardroom: Boardroom, path: str) -> None:
    root, _share, _other = cascade(boardroom)
    assert boardroom.cast.stranger.client().get(BASE + path.format(pk=root.pk)).status_code == 404


def waiting(member: Any) -> list[str]:
    keys = {"strategy.targets", "strategy.target_changes"}
    return [item.title for one in todos() if one.key in keys for item in one.items(member.actor, 20)]


def test_what_is_on_the_table_waits_for_the_other_side(boardroom: Boardroom) -> None:
    _root, share, other = cascade(boardroom)
    assert waiting(boardroom.leader_a) == []
    negotiation.propose(actor=boardroom.chair.actor, edits=[edit(share), edit(other)])
    assert len(waiting(boardroom.leader_a)) == 1
    assert waiting(boardroom.chair) == []
    negotiation.counter(actor=boardroom.leader_a.actor, edits=[edit(share, value=61)], reason="测算")
    assert waiting(boardroom.leader_a) == []
    assert len(waiting(boardroom.chair)) == 1


def test_a_request_waits_for_the_leader_above_and_not_for_who_asked(boardroom: Boardroom) -> None:
    _root, share = agreed(boardroom)
    ask(boardroom, share, 52)
    assert any("甲分公司" in title for title in waiting(boardroom.chair))
    assert waiting(boardroom.leader_a) == []
