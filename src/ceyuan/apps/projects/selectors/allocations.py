"""What people give to projects: person-months by year, and who leads how many."""

from collections.abc import Sequence
from decimal import Decimal

from django.db.models import Sum

from ceyuan.apps.projects.labels import STATES_OF_PHASE
from ceyuan.apps.projects.models import PersonAllocation, Project

# A project that has not ended binds its people.
_ALIVE = (*STATES_OF_PHASE["running"], *STATES_OF_PHASE["accepting"], "taskbook_signed")


def elsewhere(project: Project, keys: Sequence[str]) -> Sequence[tuple[str, int, Decimal]]:
    """Staff number, year and person-months of these people in other projects under way of the group."""
    found = PersonAllocation.objects.filter(
        key__in=list(keys), project__group=project.group_id, project__state__in=_ALIVE
    ).exclude(project=project.pk)
    rows = found.values_list("key", "year").annotate(months=Sum("person_months")).order_by("key", "year")
    return [(key, year, months) for key, year, months in rows]


def led_elsewhere(project: Project, staff_no: str) -> int:
    """How many other projects under way the person leads."""
    if not staff_no:
        return 0
    led = Project.objects.filter(group=project.group_id, leader__staff_no=staff_no, state__in=_ALIVE)
    return led.exclude(pk=project.pk).count()
