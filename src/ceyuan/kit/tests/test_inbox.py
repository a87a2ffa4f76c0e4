"""The inbox: nothing is lost between providers and list, and the order is by day."""

import datetime

from hypothesis import given
from hypothesis import strategies as st

from ceyuan.kit import inbox as room
from ceyuan.kit import registry
from ceyuan.kit.registry import TodoItem, TodoProvider

TODAY = datetime.date(2026, 3, 2)
DAYS = st.sampled_from([None, *(TODAY + datetime.timedelta(days=days) for days in (-400, -1, 0, 1, 6, 7, 400))])


class Person:
    """Somebody logged in with one permission."""

    account_id = 1
    reach = {"a.see": ("1",)}


def _provider(key: str, dues: list[datetime.date | None], permission: str = "") -> TodoProvider:
    items = [TodoItem(f"{key} {place}", "/", due) for place, due in enumerate(dues)]
    return TodoProvider(key, key, 10, lambda _actor, limit: items[:limit], permission)


@given(st.lists(st.lists(DAYS, max_size=6), max_size=4), st.integers(1, 6))
def test_what_providers_name_stands_in_one_list_by_day(dues: list[list[datetime.date | None]], limit: int) -> None:
    providers = [_provider(str(place), days) for place, days in enumerate(dues)]
    found = _with(providers, limit)
    assert len(found.waiting) == sum(min(len(days), limit) for days in dues)
    assert {one.key for one in found.cut} == {str(place) for place, days in enumerate(dues) if len(days) > limit}
    dated = [one.item.due for one in found.waiting if one.item.due]
    assert dated == sorted(dated)
    assert all(one.item.due is None for one in found.waiting[len(dated) :])
    assert sum(found.counts().values()) == len(found.waiting) == sum(count for _one, count in found.kinds())
    assert all((one.span == room.OVERDUE) == (one.late > 0) for one in found.waiting)


def test_a_provider_whose_permission_is_missing_is_not_asked() -> None:
    found = _with([_provider("seen", [TODAY], "a.see"), _provider("hidden", [TODAY], "b.see")], 5)
    assert [one.provider.key for one in found.waiting] == ["seen"]
    assert found.only(kind="hidden").waiting == ()


def _with(providers: list[TodoProvider], limit: int) -> room.Inbox:
    kept = registry.todos
    registry.todos = lambda: providers
    try:
        return room.inbox(Person(), TODAY, limit)
    finally:
        registry.todos = kept
