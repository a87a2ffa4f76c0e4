"""Reading task books: the book of a project, its versions, and lists of them."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from ceyuan.apps.documents import interface as documents
from ceyuan.apps.organisation.interface import Actor, unit_by_code
from ceyuan.apps.organisation.scoping import within
from ceyuan.apps.projects.models import ChangeOrder, Project, SourceIndicator, TaskBook, TaskBookVersion
from ceyuan.core.taskbook import TaskBook as Book
from ceyuan.core.taskbook import data_hash, read, read_part
from ceyuan.core.taskbook.parts import Indicator as BookIndicator
from ceyuan.kit.listing import QueryListing

PERMISSION = "projects.view"
OPEN_ORDERS = ("submitted", "endorsed", "approved")


def book_of(actor: Actor, code: str) -> TaskBook | None:
    """The task book of a project within reach, with its project; None when there is none."""
    found = known_to(actor).filter(project__code=code)
    return found.select_related("project__lead_unit", "project__programme", "project__leader", "project__group").first()


def version(actor: Actor, pk: int) -> TaskBookVersion | None:
    """A version of a task book within reach, with its book, project and order."""
    found = TaskBookVersion.objects.filter(pk=pk, task_book__in=known_to(actor))
    return _with_project(found).first()


def version_numbered(actor: Actor, code: str, number: int) -> TaskBookVersion | None:
    """The version with this number of the task book of a project within reach."""
    found = TaskBookVersion.objects.filter(number=number, task_book__in=known_to(actor).filter(project__code=code))
    return _with_project(found).first()


def versions(book: TaskBook) -> Sequence[TaskBookVersion]:
    """All versions, the newest first."""
    return list(book.versions.select_related("change_order", "edited_by").defer("data").order_by("-number"))


def in_force(book: TaskBook) -> TaskBookVersion | None:
    """The version that binds now."""
    return book.versions.filter(is_in_force=True).select_related("task_book__project").first()


def first_binding(book: TaskBook) -> TaskBookVersion | None:
    """The version that was agreed first: what "original" means."""
    return book.versions.filter(state__in=("signed", "adopted")).order_by("number").first()


def signed_facts(project: Project) -> dict[str, Any]:
    """Whether a version binds, and how many indicators it lowers without an approved order; unknown while none does."""
    found = TaskBookVersion.objects.filter(task_book__project=project, is_in_force=True).select_related("change_order")
    one = found.defer("data").first()
    if one is None:
        return {"taskbook_signed": False}
    allowed = one.change_order is not None and one.change_order.change_class == "A"
    return {"taskbook_signed": True, "indicators_lowered": 0 if allowed else one.lowered_count}


def data_hash_now(subject_id: str) -> str:
    """The fingerprint of a version's words as they stand, for whoever is about to sign them; "" when it is gone."""
    one = TaskBookVersion.objects.filter(pk=subject_id).first()
    return data_hash(read(one.data), one.number) if one else ""


def wording(one: TaskBookVersion) -> Book:
    """What a version says."""
    return read(one.data)


def sources(project: Project) -> Sequence[BookIndicator]:
    """What was promised before the task book, as indicators of the engine."""
    return [as_indicator(one) for one in project.source_indicators.order_by("position", "id")]


def as_indicator(one: SourceIndicator) -> BookIndicator:
    """A promise in the terms of the engine."""
    names = ("name", "kind", "direction", "baseline", "midterm", "final", "final_to", "final_text", "due_on")
    more = ("unit_of_measure", "method", "is_binding", "weight_ppm")
    return read_part(BookIndicator, {"key": one.key, **{name: getattr(one, name) for name in (*names, *more)}})


def listing(actor: Actor, filters: Mapping[str, Any], sort: str = "due") -> QueryListing:
    """Task books within reach, each with how its latest version stands; filters q, unit, state, only."""
    latest = TaskBookVersion.objects.filter(task_book=OuterRef("pk")).exclude(state="discarded").order_by("-number")
    found = within_reach(actor).annotate(
        state=Subquery(latest.values("state")[:1]),
        version_number=Subquery(latest.values("number")[:1]),
        errors=Subquery(latest.values("error_count")[:1]),
        lowered=Subquery(latest.values("lowered_count")[:1]),
        open_order=Exists(ChangeOrder.objects.filter(task_book=OuterRef("pk"), state__in=OPEN_ORDERS)),
    )
    if q := filters.get("q"):
        text = str(q)
        found = found.filter(
            Q(number__icontains=text) | Q(project__title_zh__icontains=text) | Q(project__title_en__icontains=text)
        )
    if code := filters.get("unit"):
        unit = unit_by_code(actor, str(code))
        found = found.filter(within((unit.path,), "project__lead_unit__")) if unit else found.none()
    if state := filters.get("state"):
        found = found.filter(state=state)
    if only := filters.get("only"):
        found = found.filter(_only(str(only)))
    column = {"number": "number", "title": "project__sort_key", "due": "due_on", "lowered": "lowered"}[
        sort.removeprefix("-") if sort.removeprefix("-") in {"number", "title", "due", "lowered"} else "due"
    ]
    order = F(column).desc(nulls_last=True) if sort.startswith("-") else F(column).asc(nulls_last=True)
    return QueryListing(
        ordered=found.order_by(order, "id"), related=("project", "project__lead_unit"), enrich=_with_standing
    )


def _with_standing(rows: list[Any]) -> Sequence[Any]:
    """How the newest version of each book stands, read for a page at once."""
    newest: dict[int, TaskBookVersion] = {}
    found = TaskBookVersion.objects.filter(task_book__in=[row.pk for row in rows]).exclude(state="discarded")
    for one in found.defer("data").order_by("number"):
        newest[one.task_book_id] = one
    for row in rows:
        last = newest.get(row.pk)
        row.state, row.version_number = (last.state, last.number) if last else ("", None)
        row.errors, row.lowered = (last.error_count, last.lowered_count) if last else (None, None)
    return rows


def _only(word: str) -> Q:
    unsigned = Q(state__in=("draft", "offered"))
    if word == "overdue":
        return unsigned & Q(due_on__lt=timezone.localdate())
    return {"unsigned": unsigned, "lowered": Q(lowered__gt=0), "changing": Q(open_order=True)}.get(word, Q())


def drafts_to_offer(actor: Actor, ids: Sequence[int]) -> Sequence[TaskBookVersion]:
    """The newest drafts of these task books, as far as they are within reach."""
    found = TaskBookVersion.objects.filter(state="draft", task_book__in=within_reach(actor).filter(pk__in=list(ids)))
    return list(_with_project(found).order_by("task_book_id", "number"))


def issuable(actor: Actor, permission: str, limit: int) -> Sequence[TaskBookVersion]:
    """Drafts that could be opened for signing: nothing hinders them, and the actor may issue them."""
    found = TaskBookVersion.objects.visible_to(actor, permission).filter(state="draft", error_count=0)
    ready = found.filter(Q(change_order=None) | Q(change_order__state="approved"))
    return list(_with_project(ready).order_by("task_book__due_on", "id")[:limit])


def signed_by_all(actor: Actor, permission: str, limit: int) -> Sequence[TaskBookVersion]:
    """Offered versions that every party has signed and that are not in force yet."""
    found = TaskBookVersion.objects.visible_to(actor, permission).filter(state="offered", signing_id__isnull=False)
    open_ones = list(_with_project(found).order_by("task_book__due_on", "id")[: 10 * limit])
    return [one for one in open_ones if documents.is_complete(one.signing_id or 0)][:limit]


def signed_version(signing_id: int) -> TaskBookVersion | None:
    """The version behind a signing, locked, for what follows from its last signature."""
    found = _with_project(TaskBookVersion.objects.filter(signing_id=signing_id))
    one: TaskBookVersion | None = found.select_for_update(of=("self",)).first()
    return one


def known_to(actor: Actor) -> QuerySet[TaskBook]:
    """Task books within reach and those of the projects that the actor leads: for one record, not for lists."""
    return TaskBook.objects.filter(project__in=Project.objects.known_to(actor, PERMISSION))


def within_reach(actor: Actor) -> QuerySet[TaskBook]:
    """Task books of the projects that the actor may see."""
    seen = Project.objects.visible_to(actor, PERMISSION)
    if actor.reaches_whole_group(PERMISSION):
        return TaskBook.objects.filter(project__group=actor.group_id)
    return TaskBook.objects.filter(project__in=seen)


def _with_project(found: QuerySet[TaskBookVersion]) -> QuerySet[TaskBookVersion]:
    book = "task_book__project__"
    return found.select_related(
        "task_book", f"{book}lead_unit", f"{book}leader", f"{book}programme", f"{book}group", "change_order"
    )
