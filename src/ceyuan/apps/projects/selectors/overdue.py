"""What is overdue over all projects within reach: milestones, entries, payments, acceptances, rectifications."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from ceyuan.apps.organisation.interface import Actor, unit_by_code
from ceyuan.apps.organisation.scoping import within
from ceyuan.apps.projects.deadlines import RECTIFY_MONTHS, acceptance_due, months_due, report_due
from ceyuan.apps.projects.models import Acceptance, Milestone, Payment, ProgressEntry, Project, TaskBookVersion
from ceyuan.apps.strategy.interface import supervising_path
from ceyuan.core.taskbook import add_months
from ceyuan.kit.listing import SequenceListing

from . import payments, standing

PERMISSION = "projects.view"
WAITING = ("in_progress", "midterm", "completion_due", "change_pending", "suspended")


@dataclass(frozen=True, slots=True)
class Overdue:
    """Something that should have been done by a day."""

    kind: str
    project: Project
    subject: str
    due_on: date
    days: int
    url: str
    supervise: str = ""


def listing(actor: Actor, filters: Mapping[str, Any], sort: str = "-days") -> SequenceListing:
    """All of it, the latest first; filters kind, unit."""
    found = list(rows(actor, kind=str(filters.get("kind") or ""), unit=str(filters.get("unit") or "")))
    keys: dict[str, Any] = {
        "kind": lambda row: row.kind,
        "project": lambda row: row.project.code,
        "due": lambda row: row.due_on,
        "days": lambda row: row.days,
    }
    key = keys.get(sort.removeprefix("-"), keys["days"])
    found.sort(key=lambda row: (key(row), row.project.code, row.subject), reverse=sort.startswith("-"))
    return SequenceListing(found)


def rows(actor: Actor, *, kind: str = "", unit: str = "", today: date | None = None) -> Iterator[Overdue]:
    """What is overdue today, in a number of queries that does not grow with it."""
    now = today or timezone.localdate()
    projects = _projects(actor, unit)
    for one_kind, find in _KINDS.items():
        if kind and kind != one_kind:
            continue
        for project, subject, due_on, page in find(projects, now):
            yield _row(actor, one_kind, project, subject, due_on, now, page)


def _row(actor: Actor, kind: str, project: Project, subject: str, due_on: date, today: date, page: str) -> Overdue:
    url = reverse(f"projects:{page}", args=[project.code])
    asked = {"title": f"{project.code} {subject}".strip()[:200]}
    asks = supervising_path(actor, project.lead_unit.path) is not None
    link = f"{reverse('projects:supervise', args=[project.code])}?{urlencode(asked)}" if asks else ""
    return Overdue(kind, project, subject, due_on, (today - due_on).days, url, link)


def _projects(actor: Actor, unit_code: str) -> QuerySet[Project]:
    found: QuerySet[Project] = Project.objects.visible_to(actor, PERMISSION)
    if unit_code:
        unit = unit_by_code(actor, unit_code)
        found = found.filter(within((unit.path,), "lead_unit__")) if unit else found.none()
    return found


Found = Iterator[tuple[Project, str, date, str]]


def _milestones(projects: QuerySet[Project], today: date) -> Found:
    late = Milestone.objects.filter(
        project__in=projects, project__state__in=standing.LIVE, state="planned", is_dropped=False, due_on__lt=today
    )
    for one in late.select_related("project__lead_unit").order_by("due_on"):
        yield one.project, one.name, one.due_on, "execution"


def _progress(projects: QuerySet[Project], today: date) -> Found:
    reporting = projects.filter(state__in=standing.REPORTING, task_book__versions__is_in_force=True).select_related(
        "lead_unit"
    )
    since = Prefetch(
        "task_book__versions",
        TaskBookVersion.objects.filter(in_force_on__isnull=False).defer("data").order_by("in_force_on"),
        to_attr="agreed",
    )
    told: dict[int, set[date]] = {}
    for key, month in ProgressEntry.objects.filter(project__in=reporting).values_list("project_id", "month"):
        told.setdefault(key, set()).add(month)
    for project in reporting.prefetch_related(since).distinct():
        book: Any = project.task_book
        agreed: Sequence[TaskBookVersion] = book.agreed
        begin = max(filter(None, (agreed[0].in_force_on if agreed else None, project.starts_on)), default=None)
        if begin is None:
            continue
        owed = [
            month
            for month in months_due(begin, project.ends_on or today, today)
            if month not in told.get(project.pk, set())
        ]
        if owed:
            yield (
                project,
                f"{owed[0]:%Y-%m}" + (f" – {owed[-1]:%Y-%m}" if len(owed) > 1 else ""),
                report_due(owed[0]),
                "progress",
            )


def _payments(projects: QuerySet[Project], today: date) -> Found:
    late = Payment.objects.filter(project__in=projects, state__in=payments.WAITING, due_on__lt=today)
    for one in late.select_related("project__lead_unit", "milestone").order_by("due_on"):
        if one.due_on is not None:
            yield one.project, f"#{one.number} {one.milestone.name}", one.due_on, "execution"


def _acceptances(projects: QuerySet[Project], today: date) -> Found:
    ended = projects.filter(Q(state__in=WAITING), ends_on__lt=add_months(today, -1)).select_related("lead_unit")
    for project in ended.order_by("ends_on"):
        if project.ends_on is not None and acceptance_due(project.ends_on) < today:
            yield project, "", acceptance_due(project.ends_on), "acceptance"


def _rectifications(projects: QuerySet[Project], today: date) -> Found:
    ordered = Acceptance.objects.filter(project__in=projects, project__state="rectifying", conclusion="rectify")
    for one in ordered.select_related("project__lead_unit"):
        until = add_months(one.concluded_on or one.applied_on, RECTIFY_MONTHS)
        if until < today:
            yield one.project, "", until, "acceptance"


_KINDS: Mapping[str, Any] = {
    "milestone": _milestones,
    "progress": _progress,
    "payment": _payments,
    "acceptance": _acceptances,
    "rectification": _rectifications,
}
