"""Beginning the task book of a project."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from ceyuan.apps.audit import interface as audit
from ceyuan.apps.organisation.interface import Actor
from ceyuan.apps.projects import selectors
from ceyuan.apps.projects.models import Project, SourceIndicator, TaskBook, TaskBookVersion
from ceyuan.apps.projects.policies.taskbooks import may_draft
from ceyuan.apps.projects.services import steps
from ceyuan.apps.projects.services.taskbooks.drafting import book_from, number_of
from ceyuan.apps.projects.services.taskbooks.held import subject_of, write
from ceyuan.apps.projects.workflows.taskbooks import VERSION
from ceyuan.core.kernel.verdict import Refused
from ceyuan.core.taskbook.parts import Milestone

# Signed within this many days of its beginning, or it counts as overdue.
DAYS_TO_SIGN = 30
# In these states the project is decided on and its task book may be drafted.
READY = ("approved", "taskbook_draft", "taskbook_signed", "in_progress", "midterm")


@transaction.atomic
def start(
    *, actor: Actor, code: str, due_on: date | None = None, milestones: Sequence[Milestone] = ()
) -> TaskBookVersion:
    """Draft the first version from what the project, its parts and its application say.

    `milestones` are those of the bid, where there was one. Without promises on record, the indicators entered with the
    project count as what the application promised.
    """
    project = selectors.detail(actor, code)
    if project is None:
        raise Refused("projects.unknown_project", code=code)
    may_draft(actor, project).require()
    if project.state not in READY:
        raise Refused("projects.not_approved_yet", code=code)
    if TaskBook.objects.filter(project=project).exists():
        raise Refused("projects.taskbook_exists", code=code)
    if project.state == "approved":
        steps.advance(actor=actor, code=code, action="draft_taskbook", revision=project.revision)
        project.refresh_from_db(fields=["state", "revision"])
    sources = _sources(project)
    due = due_on or timezone.localdate() + timedelta(days=DAYS_TO_SIGN)
    book = TaskBook.objects.create(project=project, number=number_of(project), due_on=due, made_by_id=actor.account_id)
    made = TaskBookVersion(task_book=book, number=1, workflow=VERSION, workflow_version=1, state="draft")
    write(actor, made, replace(book_from(project, sources), milestones=tuple(milestones)))
    audit.record(
        actor=actor,
        act="projects.taskbook.started",
        subject=subject_of(made),
        after={"project": project.code, "indicators": len(sources), "due_on": due.isoformat()},
        unit_path=project.lead_unit.path,
    )
    return made


def _sources(project: Project) -> list[SourceIndicator]:
    known = list(project.source_indicators.order_by("position", "id"))
    if known:
        return known
    rows = project.indicators.filter(topic=None).order_by("position", "id")
    made = [
        SourceIndicator(
            project=project,
            key=f"s{one.pk}",
            origin="application",
            source_kind="projects.indicator",
            source_id=str(one.pk),
            position=number,
            name=one.name_zh or one.name_en,
            kind=one.kind,
            direction=one.direction,
            baseline=one.baseline,
            midterm=one.midterm,
            final=one.final,
            final_to=one.final_to,
            final_text=one.final_text,
            due_on=one.due_on,
            unit_of_measure=one.unit_of_measure,
            method=one.method,
            is_binding=one.is_binding,
            weight_ppm=one.weight_ppm,
        )
        for number, one in enumerate(rows, start=1)
    ]
    return list(SourceIndicator.objects.bulk_create(made))
