"""What waits for one person: of the projects and topics they lead, and of the offices they hold."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from ceyuan.apps.organisation.interface import Actor
from ceyuan.apps.organisation.scoping import within
from ceyuan.apps.projects.deadlines import SOON_DAYS, acceptance_due, report_due
from ceyuan.apps.projects.models import Acceptance, Milestone, Project

from . import standing
from .overdue import WAITING

ARCHIVE, CHECK_MONEY = "projects.archive", "projects.check_money"
MOST_MINE = 60


def my_projects(actor: Actor) -> QuerySet[Project]:
    """The projects that the actor leads or leads a topic of."""
    if actor.person_id is None:
        return Project.objects.none()
    mine = Q(leader=actor.person_id) | Q(topics__leader=actor.person_id)
    return Project.objects.filter(mine, group=actor.group_id).distinct()


def leads_any(actor: Actor) -> bool:
    """Whether the actor leads a project at all."""
    if actor is None or actor.person_id is None:
        return False
    return Project.objects.filter(leader=actor.person_id, group=actor.group_id).exists()


def my_milestones(actor: Actor, limit: int) -> Sequence[Milestone]:
    """Milestones of the actor's own projects that are due within thirty days or late."""
    until = timezone.localdate() + timedelta(days=SOON_DAYS)
    found = Milestone.objects.filter(
        project__in=my_projects(actor).filter(state__in=standing.LIVE),
        state="planned",
        is_dropped=False,
        due_on__lte=until,
    )
    return list(found.select_related("project").order_by("due_on", "id")[:limit])


def my_entries(actor: Actor, limit: int) -> Sequence[tuple[Project, date, date]]:
    """Months that the actor's projects have not told, with the day they were due, the oldest first."""
    owed = [
        (project, month, report_due(month))
        for project in my_projects(actor).filter(state__in=standing.REPORTING).order_by("id")[:MOST_MINE]
        for month in standing.reports_overdue(project)
    ]
    return sorted(owed, key=lambda one: (one[2], one[0].code))[:limit]


def my_overdue_acceptances(actor: Actor, limit: int) -> Sequence[tuple[Project, date]]:
    """The actor's own projects whose acceptance should have been applied for."""
    today = timezone.localdate()
    ended = my_projects(actor).filter(state__in=WAITING, ends_on__lt=today).order_by("ends_on", "id")
    found = [(one, acceptance_due(one.ends_on)) for one in ended[:MOST_MINE] if one.ends_on is not None]
    return [(one, due_on) for one, due_on in found if due_on < today][:limit]


def files_to_check(actor: Actor, limit: int) -> Sequence[Project]:
    """Projects at acceptance whose file the archive has not confirmed."""
    found = _over(actor, ARCHIVE).filter(state="acceptance_applied")
    confirmed = found.filter(archive_checks__outcome="complete").values("pk")
    return list(found.exclude(pk__in=confirmed).order_by("code")[:limit])


def money_to_check(actor: Actor, limit: int) -> Sequence[Project]:
    """Projects at acceptance whose money side nobody has decided on."""
    open_rounds = Acceptance.objects.filter(conclusion="", money="").values("project_id")
    found = _over(actor, CHECK_MONEY).filter(state__in=("acceptance_applied", "acceptance_review"), pk__in=open_rounds)
    return list(found.order_by("code")[:limit])


def _over(actor: Actor, permission: str) -> QuerySet[Project]:
    roots = actor.reach.get(permission, ())
    if not roots or actor.group_id is None:
        return Project.objects.none()
    mine = Project.objects.filter(group=actor.group_id)
    return mine if actor.reaches_whole_group(permission) else mine.filter(within(roots, "lead_unit__"))
