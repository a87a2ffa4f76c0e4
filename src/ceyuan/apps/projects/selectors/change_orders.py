"""Reading change orders: one, those of a book, what stands in their way."""

from collections.abc import Sequence
from typing import Any

from django.utils import timezone

from ceyuan.apps.organisation.interface import Actor
from ceyuan.apps.projects.models import ChangeOrder, TaskBook, TaskBookVersion
from ceyuan.apps.projects.selectors import taskbooks
from ceyuan.core.kernel.verdict import Reason, Refused
from ceyuan.core.taskbook import Change, apply, collisions, compare
from ceyuan.core.taskbook import TaskBook as Book
from ceyuan.core.taskbook.extension import extension

OWN_LEVELS = frozenset({"enterprise", "strategic_unit"})


def order(actor: Actor, pk: int) -> ChangeOrder | None:
    """A change order of a task book within reach, with its book, project and base."""
    found = ChangeOrder.objects.filter(pk=pk, task_book__in=taskbooks.known_to(actor))
    book = "task_book__project__"
    return found.select_related(
        "task_book", "base", f"{book}lead_unit", f"{book}programme", f"{book}leader", f"{book}group", "asked_by__person"
    ).first()


def orders(book: TaskBook) -> Sequence[ChangeOrder]:
    """The change orders of a book, the newest first."""
    return list(book.orders.order_by("-number").defer("changes"))


def waiting(actor: Actor, limit: int) -> Sequence[ChangeOrder]:
    """Orders whose next step this actor may take: the office endorses, leaders decide."""
    found = ChangeOrder.objects.filter(
        task_book__in=taskbooks.within_reach(actor), state__in=("submitted", "endorsed")
    ).select_related("task_book__project__lead_unit")
    return [one for one in found.order_by("asked_on", "id")[: 10 * limit] if _is_mine(actor, one)][:limit]


def locked(pk: int) -> ChangeOrder:
    """An order, locked, for what follows from its version; call it inside a transaction."""
    found: ChangeOrder = (
        ChangeOrder.objects.select_for_update(of=("self",)).select_related("task_book__project__lead_unit").get(pk=pk)
    )
    return found


# Whose step an order of a class waits for, by its state.
_WAITS_FOR = {
    ("A", "submitted"): frozenset({"st_officer"}),
    ("A", "endorsed"): frozenset({"group_leader"}),
    ("B", "submitted"): frozenset({"unit_leader"}),
    ("C", "submitted"): frozenset({"st_manager", "st_officer"}),
}


def _is_mine(actor: Actor, one: ChangeOrder) -> bool:
    wanted = _WAITS_FOR.get((one.change_class, one.state), frozenset())
    return bool(wanted & actor.roles_over(one.task_book.project.lead_unit.path)) and one.asked_by_id != actor.account_id


def version_of(one: ChangeOrder) -> TaskBookVersion | None:
    """The version that carries the order's new wording, unless it was discarded."""
    found = one.versions.exclude(state="discarded").select_related("task_book__project__lead_unit", "change_order")
    return found.order_by("-number").first()


def changes_of(one: ChangeOrder) -> list[Change]:
    """What the order changes: while it is drafted, what its wording and its base differ in now."""
    version = version_of(one) if one.state == "drafting" else None
    if version is not None:
        return compare(taskbooks.wording(one.base), taskbooks.wording(version))
    return [Change.read(change) for change in one.changes]


def stale_path(one: ChangeOrder, changes: Sequence[Change]) -> str:
    """The first place that has changed in the version in force since the order began; "" when there is none."""
    now = taskbooks.in_force(one.task_book)
    if now is None or now.pk == one.base_id:
        return ""
    try:
        apply(taskbooks.wording(now), changes)
    except Refused as problem:
        return str(problem.reason.facts.get("path", problem.reason.code))
    return ""


def parallel_paths(one: ChangeOrder, changes: Sequence[Change]) -> str:
    """The places that other open orders of the book touch as well, in words; "" when there are none."""
    others = one.task_book.orders.filter(state__in=taskbooks.OPEN_ORDERS).exclude(pk=one.pk)
    found = [
        f"#{other.number}: {path}"
        for other in others
        for path in collisions(changes, [Change.read(change) for change in other.changes])
    ]
    return ", ".join(found[:5])


def extension_reason(one: ChangeOrder, before: Book, after: Book) -> Reason | None:
    """The rule of extensions that a later end breaks; None when the end stays or the rule allows it."""
    old, new = before.header.ends_on, after.header.ends_on
    if old is None or new is None or new <= old:
        return None
    granted = one.task_book.orders.filter(state="in_force", extension_months__gt=0).exclude(pk=one.pk).count()
    asked_on = one.asked_on or timezone.localdate()
    verdict = extension(ends_on=old, asked_on=asked_on, new_end=new, granted=granted)
    return verdict.reasons[0] if verdict.reasons else None


def facts_of(one: ChangeOrder, actor: Actor) -> dict[str, Any]:
    """What the guards of an order look at."""
    changes = changes_of(one)
    version = version_of(one)
    before = taskbooks.wording(one.base)
    after = taskbooks.wording(version) if version else before
    broken = extension_reason(one, before, after)
    project = one.task_book.project
    return {
        "change_count": len(changes),
        "grounds": one.grounds,
        "change_class": one.change_class,
        "stale": stale_path(one, changes),
        "parallel": parallel_paths(one, changes),
        "extension_refused": broken.code if broken else "",
        "own_project": project.source_level in OWN_LEVELS,
        "is_asker": one.asked_by_id is not None and one.asked_by_id == actor.account_id,
        "version_in_force": bool(version and version.is_in_force),
    }
