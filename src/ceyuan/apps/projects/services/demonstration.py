"""Writing the demonstration's programmes and projects: many prepared rows in one transaction, told of by one act."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db import models, transaction

from ceyuan.apps.audit import interface as audit
from ceyuan.apps.organisation.interface import Actor
from ceyuan.apps.projects.models import (
    Acceptance,
    DiligenceRecord,
    Programme,
    Project,
    ProjectTarget,
    TaskBookVersion,
)
from ceyuan.core.kernel import Invalid
from ceyuan.kit.copying import copy_in


def is_there(actor: Actor) -> bool:
    """Whether the actor's group has programmes already."""
    return Programme.objects.filter(group=actor.group_id).exists()


def is_tied(actor: Actor) -> bool:
    """Whether projects of the actor's group are tied to targets already."""
    return ProjectTarget.objects.filter(group=actor.group_id).exists()


@dataclass(frozen=True, slots=True)
class Named:
    """Ids of projects and programmes by code."""

    projects: Mapping[str, int]
    programmes: Mapping[str, int]


@transaction.atomic
def direct(*, actor: Actor, projects: Mapping[str, int], programmes: Mapping[str, int]) -> Named:
    """Give projects and programmes (by code) the directions they work for; the caller records the act."""
    rows = list(Project.objects.filter(group=actor.group_id, code__in=projects))
    for row in rows:
        row.direction_id = projects[row.code]
    Project.objects.bulk_update(rows, ["direction"])
    nodes = list(Programme.objects.filter(group=actor.group_id, code__in=programmes))
    for node in nodes:
        node.direction_id = programmes[node.code]
    Programme.objects.bulk_update(nodes, ["direction"])
    return Named({row.code: row.pk for row in rows}, {node.code: node.pk for node in nodes})


@transaction.atomic
def insert(*, actor: Actor, batches: Iterable[Sequence[models.Model]]) -> None:
    """Insert the rows batch after batch; a row may refer to rows of earlier batches. The caller tells of it."""
    _by_command_line(actor)
    for batch in batches:
        copy_in(batch)


def drafts(actor: Actor, codes: Collection[str]) -> Mapping[str, TaskBookVersion]:
    """The drafts of the projects' task books by code, in the order of the codes given."""
    rows = TaskBookVersion.objects.filter(
        task_book__project__group=actor.group_id, task_book__project__code__in=codes, state="draft"
    ).select_related("task_book__project")
    found = {row.task_book.project.code: row for row in rows}
    return {code: found[code] for code in codes if code in found}


def heads(projects: Iterable[int]) -> Mapping[int, str]:
    """The digest of the last line of the log of each project."""
    rows = DiligenceRecord.objects.filter(project__in=set(projects)).order_by("number")
    return dict(rows.values_list("project_id", "digest"))


@transaction.atomic
def conclude(*, actor: Actor, acceptances: Sequence[Acceptance]) -> None:
    """Write the conclusions of acceptances whose items and results are there; the database checks each of them."""
    _by_command_line(actor)
    Acceptance.objects.bulk_update(acceptances, ["conclusion", "grounds", "concluded_on", "concluded_by"])


def tell(*, actor: Actor, counts: Mapping[str, int]) -> None:
    """Record the one act that tells what was written."""
    audit.record(
        actor=actor,
        act="projects.demonstration.loaded",
        subject=("organisation.group", actor.group_id or 0, actor.group_code),
        after=dict(counts),
    )


def _by_command_line(actor: Actor) -> None:
    if actor.account_id is not None or actor.group_id is None:
        raise Invalid({"": ["organisation.groups_by_command_line"]})
