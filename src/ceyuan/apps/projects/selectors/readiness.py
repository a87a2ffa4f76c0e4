"""Technology readiness of a project: elements, evidence, assessments, the level of the project and its curve."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import QuerySet

from ceyuan.apps.organisation.interface import Actor
from ceyuan.apps.projects.models import Project, ReadinessAssessment, ReadinessElement, ReadinessEvidence
from ceyuan.core.kernel import Explained, Refused
from ceyuan.core.taskbook import Element, added_value
from ceyuan.core.taskbook import project_level as lowest

PERMISSION, ASSESS = "projects.view", "projects.assess"


def seen(actor: Actor, code: str) -> Project | None:
    """The project, seen as everybody with reach sees it or as an assessor."""
    for permission in (PERMISSION, ASSESS):
        found = Project.objects.known_to(actor, permission).select_related("lead_unit", "programme", "leader", "group")
        one: Project | None = found.filter(code=code).first()
        if one is not None:
            return one
    return None


def elements(project: Project) -> Sequence[ReadinessElement]:
    """The critical elements that still count."""
    return list(project.readiness_elements.filter(closed_on=None).order_by("position", "id"))


def element(project: Project, pk: int) -> ReadinessElement | None:
    """One element of the project."""
    found: ReadinessElement | None = project.readiness_elements.filter(pk=pk, closed_on=None).first()
    return found


def evidence(project: Project) -> Mapping[int, Mapping[str, list[ReadinessEvidence]]]:
    """The evidence that stands, by element and criterion."""
    found: dict[int, dict[str, list[ReadinessEvidence]]] = {}
    rows = ReadinessEvidence.objects.filter(element__project=project, withdrawn_at=None)
    for one in rows.select_related("document__file", "given_by").order_by("id"):
        found.setdefault(one.element_id, {}).setdefault(one.criterion, []).append(one)
    return found


def withdrawn(project: Project) -> Mapping[int, Mapping[str, list[ReadinessEvidence]]]:
    """The evidence that was taken back, by element and criterion."""
    found: dict[int, dict[str, list[ReadinessEvidence]]] = {}
    rows = ReadinessEvidence.objects.filter(element__project=project, withdrawn_at__isnull=False)
    for one in rows.select_related("withdrawn_by", "given_by").order_by("id"):
        found.setdefault(one.element_id, {}).setdefault(one.criterion, []).append(one)
    return found


def evidence_piece(element: ReadinessElement, pk: int) -> ReadinessEvidence | None:
    """A piece of evidence for this element that stands."""
    found: ReadinessEvidence | None = element.evidence.filter(pk=pk, withdrawn_at=None).first()
    return found


def assessments(project: Project) -> Sequence[ReadinessAssessment]:
    """All assessments, in the order of the days they are of."""
    found: QuerySet[ReadinessAssessment] = ReadinessAssessment.objects.filter(element__project=project)
    return list(found.select_related("assessor", "element").order_by("assessed_on", "id"))


def levels(project: Project) -> Mapping[int, int]:
    """The present level of each element: of its last assessment, or the one it started from."""
    now = {one.pk: one.start_level for one in elements(project)}
    for one in assessments(project):
        if one.element_id in now:
            now[one.element_id] = one.level
    return now


def project_level(project: Project) -> Explained | None:
    """The lowest level of the critical elements, explained; None without elements."""
    named = {one.pk: one.name_zh for one in elements(project)}
    if not named:
        return None
    return lowest({named[key]: level for key, level in levels(project).items()})


def technology_added(project: Project) -> Explained | None:
    """The added value of technology since the start; None while the weights are not whole."""
    now = levels(project)
    parts = [Element(one.name_zh, one.weight_ppm, one.start_level, now[one.pk]) for one in elements(project)]
    try:
        return added_value(parts) if parts else None
    except Refused:
        return None


@dataclass(frozen=True, slots=True)
class Curve:
    """The levels over time: days, one line per element, and the project as their minimum."""

    days: Sequence[date]
    lines: Mapping[str, Sequence[int]]
    project: Sequence[int] = field(default_factory=tuple)


def curve(project: Project, names: Mapping[int, str]) -> Curve:
    """The curve from the start of the project on; `names` gives the word of each element."""
    open_elements = elements(project)
    told = [one for one in assessments(project) if one.element_id in names]
    days = sorted({one.assessed_on for one in told} | ({project.starts_on} if project.starts_on else set()))
    lines: dict[str, list[int]] = {}
    for one in open_elements:
        level, line = one.start_level, []
        mine = [found for found in told if found.element_id == one.pk]
        for day in days:
            level = next((found.level for found in reversed(mine) if found.assessed_on <= day), one.start_level)
            line.append(level)
        lines[names[one.pk]] = line
    weakest = [min(column) for column in zip(*lines.values(), strict=True)] if lines else []
    return Curve(days, lines, weakest)


def levels_of(actor: Actor, ids: Sequence[int]) -> Mapping[int, int]:
    """The present level of many projects within reach, those without elements left out."""
    visible = Project.objects.visible_to(actor, PERMISSION).filter(pk__in=list(ids))
    rows: dict[int, dict[int, int]] = {}
    for one in ReadinessElement.objects.filter(project__in=visible, closed_on=None):
        rows.setdefault(one.project_id, {})[one.pk] = one.start_level
    told: Any = ReadinessAssessment.objects.filter(element__project__in=visible, element__closed_on=None)
    for project_id, element_id, level in told.order_by("assessed_on", "id").values_list(
        "element__project_id", "element_id", "level"
    ):
        rows[project_id][element_id] = level
    return {project_id: min(found.values()) for project_id, found in rows.items()}
