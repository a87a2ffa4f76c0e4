"""For programs: task books, their versions as data, and change orders as differences."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest
from ninja import Query, Router, Schema

from ceyuan.apps.projects.selectors import change_orders
from ceyuan.apps.projects.selectors import taskbooks as selectors

router = Router(tags=["task books"])


class TaskBookOut(Schema):
    """A task book and how its newest version stands."""

    project: str
    number: str
    due_on: date | None
    state: str
    version: int
    errors: int
    lowered: int


class TaskBookPage(Schema):
    """One page of task books and how many there are."""

    total: int
    items: list[TaskBookOut]


class TaskBookQuery(Schema):
    """Filters as on the page; `only` is unsigned, overdue, lowered or changing."""

    q: str = ""
    state: str = ""
    only: str = ""
    unit: str = ""
    offset: int = Query(0, ge=0, le=10_000_000)
    limit: int = Query(50, ge=1, le=500)


class BookVersionOut(Schema):
    """A version: `data` is the whole book, `data_hash` the SHA-256 of its canonical JSON with the number."""

    project: str
    number: int
    state: str
    is_in_force: bool
    in_force_on: date | None
    change_order: int | None
    data_hash: str
    print_hash: str
    data: dict[str, Any]


class BookChangeOut(Schema):
    """One difference: the place, from what to what, its class."""

    path: str
    old: Any
    new: Any
    change_class: str
    kind: str
    is_lowered: bool


class OrderOut(Schema):
    """A change order with its differences."""

    id: int
    project: str
    number: int
    state: str
    change_class: str
    title: str
    grounds: str
    asked_on: date | None
    decided_on: date | None
    changes: list[BookChangeOut]


@router.get("/task-books", response=TaskBookPage, summary="Task books within reach")
def task_book_list(request: HttpRequest, query: Query[TaskBookQuery]) -> dict[str, Any]:
    """Filtered and paged like the page."""
    filters = {name: getattr(query, name) for name in ("q", "state", "only", "unit")}
    found = selectors.listing(request.actor, filters)  # type: ignore[attr-defined]
    rows = [
        {
            "project": one.project.code,
            "number": one.number,
            "due_on": one.due_on,
            "state": one.state or "",
            "version": one.version_number or 0,
            "errors": one.errors or 0,
            "lowered": one.lowered or 0,
        }
        for one in found.slice(query.offset, query.limit)
    ]
    return {"total": found.count(), "items": rows}


@router.get("/task-books/versions/{pk}", response=BookVersionOut, summary="One version of a task book")
def task_book_version(request: HttpRequest, pk: int) -> dict[str, Any]:
    """The whole wording as data; 404 outside the reach."""
    found = selectors.version(request.actor, pk)  # type: ignore[attr-defined]
    if found is None:
        raise Http404
    names = ("number", "state", "is_in_force", "in_force_on", "data_hash", "print_hash", "data")
    return {
        "project": found.task_book.project.code,
        "change_order": found.change_order_id,
        **{name: getattr(found, name) for name in names},
    }


@router.get("/task-books/orders/{pk}", response=OrderOut, summary="One change order")
def change_order(request: HttpRequest, pk: int) -> dict[str, Any]:
    """The order with its differences; 404 outside the reach."""
    found = change_orders.order(request.actor, pk)  # type: ignore[attr-defined]
    if found is None:
        raise Http404
    names = ("number", "state", "change_class", "title", "grounds", "asked_on", "decided_on")
    changes = [
        {name: getattr(one, name) for name in ("path", "old", "new", "change_class", "kind", "is_lowered")}
        for one in change_orders.changes_of(found)
    ]
    own = {name: getattr(found, name) for name in names}
    return {"id": found.pk, "project": found.task_book.project.code, "changes": changes, **own}
