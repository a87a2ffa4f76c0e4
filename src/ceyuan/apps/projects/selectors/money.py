"""What the milestones of a project release, by the engine of the task book."""

from collections.abc import Mapping

from django.db.models import F, Sum

from ceyuan.apps.projects.models import Milestone, Project
from ceyuan.core.kernel import Money, Refused
from ceyuan.core.taskbook import Instalment, instalments


def funding_of(project: Project) -> Money | None:
    """The money that milestones release: the funding, or all cost where no funding is named."""
    minor = project.funding_minor if project.funding_minor is not None else project.total_minor
    return None if minor is None else Money(minor, project.currency)


def shares(project: Project) -> list[Milestone]:
    """The milestones on which money hangs, in the order of the plan."""
    found = project.milestones.filter(is_dropped=False, payment_share_ppm__gt=0)
    return list(found.order_by("position", "id"))


def amounts(project: Project) -> Mapping[str, Money]:
    """The amount of each milestone by its key; empty when the shares are not whole or there is no funding."""
    total, found = funding_of(project), shares(project)
    if total is None or not found:
        return {}
    try:
        return instalments(total, [Instalment(one.key, one.payment_share_ppm) for one in found])
    except Refused:
        return {}


def left_of(project: Project, milestone: Milestone) -> Money | None:
    """What is left of a milestone's amount after its payments; None where no amount follows from the task book."""
    amount = amounts(project).get(milestone.key)
    if amount is None:
        return None
    under_way = project.payments.filter(milestone=milestone).exclude(state="cancelled")
    taken = under_way.aggregate(sum=Sum(F("amount_minor") - F("returned_minor")))["sum"] or 0
    return amount - Money(taken, project.currency)
