"""The project that a plan belongs to: found by its number, or made."""

from typing import Any

from ceyuan.apps.organisation.interface import Actor, unit_by_code
from ceyuan.apps.projects.models import Programme, Project
from ceyuan.apps.projects.workflows import projects as life
from ceyuan.core.kernel import text
from ceyuan.core.kernel.verdict import Refused

from .books import Frame

# The plan has come to its end; whether it was accepted is not in its files.
_STATE = "completion_due"


def ensure_project(actor: Actor, frame: Frame, delivery_id: int) -> tuple[Project, bool]:
    """The project of this number in the actor's group, and whether it was made now."""
    found = Project.objects.filter(group=actor.group_id, code=frame.code).select_related("lead_unit").first()
    if found is not None:
        return found, False
    unit = unit_by_code(actor, frame.lead)
    if unit is None:
        raise Refused("projects.unknown_unit", code=frame.lead)
    made = Project(
        group_id=actor.group_id or 0,
        code=frame.code,
        programme=_programme(actor),
        lead_unit_id=unit.pk,
        acronym=frame.title,
        title_en=frame.title,
        starts_on=frame.starts_on,
        ends_on=frame.ends_on,
        currency=frame.currency,
        source_level="external",
        mode="competitive",
        workflow=life.NAME,
        workflow_version=1,
        state=_STATE,
        sort_key=text.sort_key(frame.title),
        search_text=text.search_text(frame.title, frame.code),
        search_initials=text.search_initials(frame.title),
        search_grams=list(text.grams(frame.title, frame.code)),
        delivery_id=delivery_id,
    )
    made.save()
    return Project.objects.select_related("lead_unit").get(pk=made.pk), True


def _programme(actor: Actor) -> Any:
    root = Programme.objects.filter(group=actor.group_id, parent=None).first()
    if root is None:
        root = Programme.objects.create(
            group_id=actor.group_id or 0, code=actor.group_code, kind="root", name_zh="", name_en=actor.group_code
        )
    names = {"kind": "programme", "name_zh": "地平线2020", "name_en": "Horizon 2020"}
    return Programme.objects.get_or_create(group_id=actor.group_id or 0, parent=root, code="H2020", defaults=names)[0]
