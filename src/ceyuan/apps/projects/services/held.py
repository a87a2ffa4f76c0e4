"""What every act on a project begins and ends with: the project held for writing, the act recorded."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Protocol

from django.utils import timezone

from ceyuan.apps.audit import interface as audit
from ceyuan.apps.documents import interface as documents
from ceyuan.apps.organisation.interface import Actor
from ceyuan.apps.projects import selectors
from ceyuan.apps.projects.models import Project
from ceyuan.apps.projects.policies import execution as policies
from ceyuan.core.kernel import Invalid, Refused


class Upload(Protocol):
    """A file as the form gives it."""

    name: Any

    def chunks(self) -> Any: ...


def held(actor: Actor, code: str, permission: str = "", *, content: bool = True) -> Project:
    """The project, locked. `permission` opens a second way of seeing it; `content` refuses classified projects."""
    seen = selectors.detail(actor, code)
    if seen is None and permission:
        seen = Project.objects.known_to(actor, permission).filter(code=code).first()
    if seen is None:
        raise Refused("projects.unknown_project", code=code)
    if content:
        policies.is_online(seen).require()
    locked = Project.objects.select_for_update(of=("self",)).select_related("lead_unit", "programme", "group")
    project: Project = locked.get(pk=seen.pk)
    return project


def noted(
    actor: Actor,
    act: str,
    project: Project,
    subject: tuple[str, int | str, str] | None = None,
    *,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    reason: str = "",
) -> None:
    """Record the act over the unit of the project; without `subject` it is about the project itself."""
    audit.record(
        actor=actor,
        act=act,
        subject=subject or ("projects.project", project.pk, project.code),
        before=dict(before or {}),
        after={"project": project.code, **(after or {})},
        reason=reason,
        unit_path=project.lead_unit.path,
    )


def words(field: str, text: str, length: int = 20_000) -> str:
    """The text without blanks around it; Invalid on its field when nothing is left or too much."""
    cleaned = text.strip()
    if not cleaned:
        raise Invalid({field: ["kit.required"]})
    return cleaned[:length]


def past(field: str, day: date | None) -> date:
    """The day, today without one; Invalid on its field when it has not come yet."""
    today = timezone.localdate()
    if day is not None and day > today:
        raise Invalid({field: ["projects.day_to_come"]})
    return day or today


def filed(actor: Actor, project: Project, file: Upload | None, purpose: str) -> Any:
    """The document made of an uploaded file, attached to the project; None without a file."""
    if file is None:
        return None
    return documents.store(
        actor=policies.as_leader(actor, project),
        unit=project.lead_unit,
        subject=("projects.project", project.pk),
        name=str(file.name),
        stream=file.chunks(),
        purpose=purpose,
    )
