"""Writing the demonstration's strategy: many prepared rows in one transaction, told of by one act.

Rows go in by COPY: the triggers see them as any others, and they may say when things happened in the past.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from django.db import connection, models, transaction

from ceyuan.apps.audit import interface as audit
from ceyuan.apps.organisation.interface import Actor
from ceyuan.apps.strategy.models import Direction, PeriodLock, Plan, PlanKind, PlanVersion, Target, TargetChange
from ceyuan.apps.strategy.services import standings
from ceyuan.apps.workflow.interface import adopting
from ceyuan.core.kernel import Invalid
from ceyuan.kit.copying import copy_in

Rows = Sequence[models.Model]


def is_there(actor: Actor) -> bool:
    """Whether the actor's group has plans already."""
    return Plan.objects.filter(group=actor.group_id or 0).exists()


def keys(actor: Actor, year: int) -> tuple[dict[str, int], dict[tuple[str, str], int]]:
    """Ids of the group's directions by code, and of its targets in the annual plan by indicator and unit."""
    directions = Direction.objects.filter(group=actor.group_id or 0).values_list("code", "id")
    targets = Target.objects.filter(group=actor.group_id or 0, year=year, plan__kind=PlanKind.ANNUAL)
    rows = targets.order_by("id").values_list("kpi__code", "unit__code", "id")
    return dict(directions), {(kpi, unit): key for kpi, unit, key in rows}


@transaction.atomic
def write(*, actor: Actor, batches: Sequence[Rows]) -> None:
    """Insert the rows batch after batch, each of one model; a row may refer to rows of earlier batches or its own.

    The caller records the act, in the same transaction, once all is written.
    """
    if actor.account_id is not None or actor.group_id is None:
        raise Invalid({"": ["organisation.groups_by_command_line"]})
    for batch in batches:
        copy_in(batch)


@transaction.atomic
def bring_forward(*, actor: Actor, versions: Mapping[int, str]) -> None:
    """Give plan versions, written as drafts with their clauses, the states in which they are told to be."""
    rows = list(PlanVersion.objects.filter(plan__group=actor.group_id or 0, pk__in=versions))
    with adopting():
        for row in rows:
            row.state = versions[row.pk]
        PlanVersion.objects.bulk_update(rows, ["state"])


@transaction.atomic
def lower(*, actor: Actor, changes: Sequence[TargetChange], reserves: Mapping[int, Decimal]) -> None:
    """Carry out approved changes of targets; what they give up goes to the reserve of the target above."""
    mine = Target.objects.filter(group=actor.group_id or 0)
    for change in changes:
        mine.filter(pk=change.target_id).update(value=change.new_value, change=change)
    for target, reserve in reserves.items():
        mine.filter(pk=target).update(reserve=reserve)


@transaction.atomic
def close_periods(*, actor: Actor, periods: Sequence[tuple[date, date]]) -> None:
    """Close periods of reporting after their readings were written."""
    PeriodLock.objects.bulk_create(
        PeriodLock(group_id=actor.group_id or 0, starts_on=first, ends_on=last) for first, last in periods
    )


@transaction.atomic
def roll_up(*, actor: Actor) -> int:
    """Make the kept standings of the group; the tables are measured first, so that the questions are answered fast."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE strategy_reading, strategy_target")
    return standings.rebuild(group_id=actor.group_id or 0)


def tell(*, actor: Actor, counts: Mapping[str, int]) -> None:
    """Record that the demonstration's strategy was loaded, with how many rows of each kind."""
    audit.record(
        actor=actor,
        act="strategy.demonstration.loaded",
        subject=("organisation.group", actor.group_id or 0, actor.group_code),
        after=dict(counts),
    )
