"""What projects tell other capabilities: who worked with whom, and which projects a new bid may resemble."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from django.db.models import IntegerField, Q
from django.db.models.expressions import RawSQL

from ceyuan.apps.calls.interface import EarlierWork
from ceyuan.apps.organisation.interface import Actor
from ceyuan.apps.projects.models import Indicator, PersonAllocation, Project, ProjectText, Topic
from ceyuan.apps.projects.naming import project_url
from ceyuan.apps.reviews.interface import Work

PERMISSION = "projects.view"


def worked_together(group_id: int, person_ids: Collection[int], since: date) -> Sequence[Work]:
    """Projects that ended on `since` or later, or go on, in which one of the people leads or works."""
    people = set(person_ids)
    touched = {
        *Project.objects.filter(group=group_id, leader__in=people).values_list("pk", flat=True),
        *Topic.objects.filter(project__group=group_id, leader__in=people).values_list("project_id", flat=True),
        *PersonAllocation.objects.filter(project__group=group_id, person__in=people).values_list(
            "project_id", flat=True
        ),
    }
    alive = Project.objects.filter(pk__in=touched).filter(Q(ends_on=None) | Q(ends_on__gte=since))
    found = {one.pk: one for one in alive.only("code", "title_zh", "title_en", "leader_id", "ends_on")}
    team: dict[int, set[int]] = {key: {one.leader_id} if one.leader_id else set() for key, one in found.items()}
    for model, name in ((Topic, "leader_id"), (PersonAllocation, "person_id")):
        rows: Any = model._default_manager.filter(project__in=found).exclude(**{name: None})  # noqa: SLF001
        for key, person in rows.values_list("project_id", name):
            team[key].add(person)
    return [
        Work("co_project", one.title_zh or one.title_en or one.code, frozenset(team[key]), one.ends_on)
        for key, one in sorted(found.items())
    ]


def earlier_projects(actor: Actor, grams: list[str], limit: int) -> list[EarlierWork]:
    """The projects within reach whose search words agree most with these; the office compares a bid with them."""
    shared = RawSQL(
        "(SELECT count(*) FROM unnest(projects_project.search_grams) gram WHERE gram = ANY(%s))",
        (grams,),
        output_field=IntegerField(),
    )
    near = Project.objects.visible_to(actor, PERMISSION).filter(search_grams__overlap=grams)
    found = list(near.annotate(shared=shared).order_by("-shared", "-pk")[:limit])
    ids = [one.pk for one in found]
    routes: dict[int, list[str]] = {}
    for key, text in ProjectText.objects.filter(project__in=ids).order_by("pk").values_list("project_id", "text"):
        routes.setdefault(key, []).append(text)
    names: dict[int, list[str]] = {}
    indicators = Indicator.objects.filter(project__in=ids).order_by("position", "pk")
    for key, name in indicators.values_list("project_id", "name_zh"):
        names.setdefault(key, []).append(name)
    return [
        EarlierWork(
            kind="projects.project",
            key=str(one.pk),
            label=f"{one.code} · {one.title_zh or one.title_en}",
            texts={
                "title": one.title_zh or one.title_en,
                "route": "\n".join(routes.get(one.pk, [])),
                "indicators": "\n".join(names.get(one.pk, [])),
            },
            url=project_url(one),
            unit_ids=frozenset({one.lead_unit_id}),
            person_ids=frozenset({one.leader_id} if one.leader_id else ()),
        )
        for one in found
    ]
