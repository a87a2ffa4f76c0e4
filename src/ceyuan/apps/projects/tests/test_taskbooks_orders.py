"""Change orders: their class, who decides, what is stale, parallel or outside the rule on extensions."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from ceyuan.apps.projects.models import ChangeOrder, Project, TaskBookVersion
from ceyuan.apps.projects.selectors import taskbooks
from ceyuan.apps.projects.services.taskbooks import change_orders, editing, offering
from ceyuan.apps.projects.tests.contracts_desk import ContractsDesk
from ceyuan.core.kernel.verdict import Refused

pytestmark = pytest.mark.django_db


def _order(desk: ContractsDesk, path: str, **values: Any) -> ChangeOrder:
    order = change_orders.begin(actor=desk.office, code="KY-9", title="变更", grounds="理由")
    draft = order.versions.get()
    editing.edit(actor=desk.office, version_id=draft.pk, path=path, values=values)
    return ChangeOrder.objects.get(pk=order.pk)


def _take(actor: Any, order: ChangeOrder, action: str, reason: str = "") -> ChangeOrder:
    now = ChangeOrder.objects.get(pk=order.pk)
    return change_orders.advance(actor=actor, order_id=now.pk, action=action, revision=now.revision, reason=reason)


def _first_indicator(desk: ContractsDesk) -> str:
    book = taskbooks.book_of(desk.office, "KY-9")
    assert book is not None
    one = taskbooks.in_force(book)
    assert one is not None
    return f"indicators[{taskbooks.wording(one).indicators[0].key}]"


def test_editorial_changes_are_entered_into_the_log_by_the_team(contracts_desk: ContractsDesk) -> None:
    contracts_desk.in_force()
    order = _take(contracts_desk.office, _order(contracts_desk, "content", background="新的背景"), "submit")
    assert order.change_class == "C"

    assert _take(contracts_desk.office, order, "note").state == "approved"


def test_a_route_is_decided_by_the_lead_unit_and_filed(contracts_desk: ContractsDesk) -> None:
    contracts_desk.in_force()
    order = _take(contracts_desk.office, _order(contracts_desk, "content", technical_route="新路线"), "submit")
    assert order.change_class == "B"
    with pytest.raises(Refused):
        _take(contracts_desk.office, order, "endorse")

    done = _take(contracts_desk.leaders["leader_a1"].actor, order, "decide")

    assert done.state == "approved"
    assert done.filed_on is not None


def test_an_indicator_is_lowered_only_with_the_group(contracts_desk: ContractsDesk) -> None:
    contracts_desk.in_force()
    order = _order(contracts_desk, _first_indicator(contracts_desk), final="94")
    order = _take(contracts_desk.office, order, "submit")
    assert (order.change_class, order.is_lowering) == ("A", True)
    with pytest.raises(Refused):
        _take(contracts_desk.leaders["leader_a1"].actor, order, "decide")
    order = _take(contracts_desk.office, order, "endorse")

    order = _take(contracts_desk.leaders["chair"].actor, order, "approve")
    draft = order.versions.get()
    offering.adopt(actor=contracts_desk.office, version_id=draft.pk, revision=draft.revision, reason="会议纪要 3 号")

    assert ChangeOrder.objects.get(pk=order.pk).state == "in_force"
    now = Project.objects.get(pk=contracts_desk.project.pk).indicators.get(position=1)
    assert now.final == 94
    first = taskbooks.first_binding(draft.task_book)
    assert first is not None
    assert str(taskbooks.wording(first).indicators[0].final) == "95", "the original stays"


def test_a_version_waits_for_its_order(contracts_desk: ContractsDesk) -> None:
    contracts_desk.in_force()
    order = _order(contracts_desk, "content", technical_route="新路线")
    draft = TaskBookVersion.objects.get(change_order=order)

    with pytest.raises(Refused) as refused:
        offering.adopt(actor=contracts_desk.office, version_id=draft.pk, revision=draft.revision, reason="纸质")

    assert refused.value.reason.code == "projects.order_not_approved"


def test_an_order_that_changes_nothing_is_not_submitted(contracts_desk: ContractsDesk) -> None:
    contracts_desk.in_force()
    order = change_orders.begin(actor=contracts_desk.office, code="KY-9", title="变更", grounds="理由")

    with pytest.raises(Refused) as refused:
        _take(contracts_desk.office, order, "submit")

    assert refused.value.reason.code == "projects.order_empty"


def test_two_open_orders_never_touch_the_same_place(contracts_desk: ContractsDesk) -> None:
    contracts_desk.in_force()
    _take(contracts_desk.office, _order(contracts_desk, "content", technical_route="甲"), "submit")
    second = _order(contracts_desk, "content", technical_route="乙")
    third = _order(contracts_desk, "content", key_technologies="丙")

    with pytest.raises(Refused) as refused:
        _take(contracts_desk.office, second, "submit")

    assert refused.value.reason.code == "projects.change_parallel"
    assert "content.technical_route" in refused.value.reason.facts["parallel"]
    assert _take(contracts_desk.office, third, "submit").state == "submitted"


def test_orders_about_other_places_are_carried_over_onto_each_other(contracts_desk: ContractsDesk) -> None:
    contracts_desk.in_force()
    orders = [
        _order(contracts_desk, "content", background="甲"),
        _order(contracts_desk, "content", state_of_the_art="乙"),
    ]
    for order in orders:
        _take(contracts_desk.office, _take(contracts_desk.office, order, "submit"), "note")
        draft = order.versions.get()
        offering.adopt(actor=contracts_desk.office, version_id=draft.pk, revision=draft.revision, reason="日志")

    book = taskbooks.book_of(contracts_desk.office, "KY-9")
    assert book is not None
    now = taskbooks.in_force(book)
    assert now is not None
    content = taskbooks.wording(now).content
    assert (content.background, content.state_of_the_art) == ("甲", "乙")


def test_what_changed_meanwhile_makes_an_order_stale(contracts_desk: ContractsDesk) -> None:
    contracts_desk.in_force()
    late = _order(contracts_desk, "content", background="晚")
    early = _order(contracts_desk, "content", background="早")
    _take(contracts_desk.office, _take(contracts_desk.office, early, "submit"), "note")
    draft = early.versions.get()
    offering.adopt(actor=contracts_desk.office, version_id=draft.pk, revision=draft.revision, reason="日志")

    with pytest.raises(Refused) as refused:
        _take(contracts_desk.office, late, "submit")

    assert refused.value.reason.code == "projects.change_stale"


def test_an_extension_is_asked_for_in_time(contracts_desk: ContractsDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    contracts_desk.in_force()
    order = _order(contracts_desk, "header", ends_on="2027-06-30")
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_args: date(2026, 11, 1))

    with pytest.raises(Refused) as refused:
        _take(contracts_desk.office, order, "submit")

    assert refused.value.reason.code == "taskbook.extension_late"
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_args: date(2026, 5, 1))
    taken = _take(contracts_desk.office, order, "submit")
    assert (taken.change_class, taken.extension_months) == ("A", 6)


def test_a_withdrawn_order_takes_its_draft_along(contracts_desk: ContractsDesk) -> None:
    contracts_desk.in_force()
    order = _order(contracts_desk, "content", background="新")

    _take(contracts_desk.office, order, "withdraw", "不再需要")

    assert order.versions.get().state == "discarded"
