"""Writing the demonstration's notices whose period lies in the past."""

from datetime import date

from django.db import transaction

from ceyuan.apps.audit import interface as audit
from ceyuan.apps.notices.models import Notice
from ceyuan.apps.organisation.interface import Actor
from ceyuan.apps.workflow.interface import adopting


def is_there(actor: Actor) -> bool:
    """Whether the actor's group has notices already."""
    return Notice.objects.filter(group=actor.group_id or 0).exists()


@transaction.atomic
def close(*, actor: Actor, notice: Notice, days: tuple[date, date, date, date]) -> None:
    """Give a draft the past in which it hung: the days it was published, began, ended and was closed."""
    notice.published_on, notice.starts_on, notice.ends_on, notice.closed_on = days
    notice.least_ends_on, notice.published_by_id = notice.ends_on, actor.account_id
    with adopting():
        notice.state = "closed"
        notice.save()
    audit.record(
        actor=actor,
        act="notices.notice.published",
        subject=("notices.notice", notice.pk, notice.title[:200]),
        after={"published_on": days[0].isoformat(), "ends_on": days[2].isoformat()},
        unit_path=notice.unit.path,
    )
