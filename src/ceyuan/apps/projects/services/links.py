"""Acts that tie projects and programmes to the strategy: the direction they work for, the targets they serve."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from ceyuan.apps.audit import interface as audit
from ceyuan.apps.organisation.interface import Actor
from ceyuan.apps.projects import policies, selectors
from ceyuan.apps.projects.models import Programme, Project, ProjectChange, ProjectTarget
from ceyuan.apps.strategy import interface as strategy
from ceyuan.core.kernel import Invalid, Refused

NOTE_LENGTH = 300


@transaction.atomic
def set_direction(*, actor: Actor, code: str, direction_id: int | None) -> Project:
    """The project works for this direction; None has it follow its programme."""
    project = _project(actor, code)
    direction = _direction(actor, direction_id)
    before = str(project.direction or "")
    if project.direction_id == direction_id:
        return project
    project.direction_id = direction_id
    project.save(update_fields=["direction"])
    _note(project, "direction", before, str(direction or ""))
    _record(actor, "projects.project.directed", project, before=before, after=str(direction or ""))
    return project


@transaction.atomic
def set_programme_direction(*, actor: Actor, code: str, direction_id: int | None) -> Programme:
    """The programme works for this direction, with all below it that names none of its own."""
    one = _programme(actor, code)
    direction = _direction(actor, direction_id)
    before = str(one.direction or "")
    if one.direction_id == direction_id:
        return one
    one.direction_id = direction_id
    one.save(update_fields=["direction"])
    _record(actor, "projects.programme.directed", one, before=before, after=str(direction or ""))
    return one


@transaction.atomic
def link(*, actor: Actor, code: str, target_id: int, note: str = "") -> ProjectTarget:
    """The project serves the target."""
    project = _project(actor, code)
    made = _linked(actor, target_id, note, project=project)
    _note(project, "target", "", strategy.target_title(made.target))
    _record(actor, "projects.target.linked", project, after=strategy.target_title(made.target))
    return made


@transaction.atomic
def link_programme(*, actor: Actor, code: str, target_id: int, note: str = "") -> ProjectTarget:
    """The programme serves the target, with all projects below it."""
    one = _programme(actor, code)
    made = _linked(actor, target_id, note, programme=one)
    _record(actor, "projects.target.linked", one, after=strategy.target_title(made.target))
    return made


@transaction.atomic
def unlink(*, actor: Actor, code: str, link_id: int) -> Project:
    """The project serves the target no longer."""
    project = _project(actor, code)
    title = _removed(project.target_links.select_related("target__kpi", "target__unit").filter(pk=link_id).first())
    _note(project, "target", title, "")
    _record(actor, "projects.target.unlinked", project, before=title)
    return project


@transaction.atomic
def unlink_programme(*, actor: Actor, code: str, link_id: int) -> Programme:
    """The programme serves the target no longer."""
    one = _programme(actor, code)
    title = _removed(one.target_links.select_related("target__kpi", "target__unit").filter(pk=link_id).first())
    _record(actor, "projects.target.unlinked", one, before=title)
    return one


def _linked(actor: Actor, target_id: int, note: str, **side: Project | Programme) -> ProjectTarget:
    target = strategy.target_of(actor, target_id)
    if target is None:
        # Of another group, outside the reach, or not there: the same answer, so that nothing is given away.
        raise Invalid({"target_id": ["strategy.unknown_target"]})
    if target.state == "withdrawn":
        raise Invalid({"target_id": ["projects.target_withdrawn"]})
    links = ProjectTarget.objects.filter(target=target, **side)
    if links.exists():
        raise Refused("projects.linked_already", target=strategy.target_title(target))
    return ProjectTarget.objects.create(
        group_id=target.group_id, target=target, note=note.strip()[:NOTE_LENGTH], **side
    )


def _removed(found: ProjectTarget | None) -> str:
    if found is None:
        raise Refused("projects.unknown_link")
    title = strategy.target_title(found.target)
    found.delete()
    return title


def _project(actor: Actor, code: str) -> Project:
    seen = selectors.detail(actor, code)
    if seen is None:
        raise Refused("projects.unknown_project", code=code)
    policies.may_keep(actor, seen).require()
    project: Project = Project.objects.select_for_update().get(pk=seen.pk)
    return project


def _programme(actor: Actor, code: str) -> Programme:
    seen = selectors.programme(actor, code)
    if seen is None:
        raise Refused("projects.unknown_programme", code=code)
    policies.may_keep_programmes(actor).require()
    one: Programme = Programme.objects.select_for_update().get(pk=seen.pk)
    return one


def _direction(actor: Actor, direction_id: int | None) -> Any:
    if direction_id is None:
        return None
    found = strategy.direction_by_id(actor, direction_id)
    if found is None:
        raise Invalid({"direction_id": ["strategy.unknown_direction"]})
    if found.closed_on is not None:
        raise Refused("strategy.direction_closed", direction=str(found), on=found.closed_on.isoformat())
    return found


def _note(project: Project, field: str, old: str, new: str) -> None:
    ProjectChange.objects.create(
        project=project,
        at=timezone.now(),
        as_of=timezone.localdate(),
        subject="project",
        subject_key=project.code,
        change="changed",
        field=field,
        old=old,
        new=new,
    )


def _record(actor: Actor, act: str, one: Project | Programme, *, before: str = "", after: str = "") -> None:
    kind = "projects.project" if isinstance(one, Project) else "projects.programme"
    path = one.lead_unit.path if isinstance(one, Project) else ""
    audit.record(
        actor=actor,
        act=act,
        subject=(kind, one.pk, one.code),
        before={"link": before} if before else {},
        after={"link": after} if after else {},
        unit_path=path,
    )
