"""The two ways of planning the money: by items, or as a lump sum for whose use the leader answers (经费包干制)."""

from dataclasses import replace

from django.db import transaction
from django.utils import timezone

from ceyuan.apps.organisation.interface import Actor
from ceyuan.apps.projects.models import TaskBookVersion
from ceyuan.apps.projects.selectors import taskbooks as selectors
from ceyuan.apps.projects.services.taskbooks.drafting import budget_lines, fresh_lump_sum
from ceyuan.apps.projects.services.taskbooks.editing import draft, recorded
from ceyuan.apps.projects.services.taskbooks.held import project_of
from ceyuan.core.kernel.verdict import Refused

# The wording of the commitment that is printed; another wording gets another number.
COMMITMENT_VERSION = "1"


@transaction.atomic
def switch_budget_mode(*, actor: Actor, version_id: int, revision: int) -> TaskBookVersion:
    """Change a draft from an itemised budget to a lump sum, or back.

    A lump sum begins with its negative list and takes the items and the listed equipment out; the log keeps them.
    Back, the items begin with what the records of the project know. Total and funding stay as they are.
    """
    one = draft(actor, version_id)
    if one.revision != revision:
        raise Refused("workflow.stale", seen=revision, now=one.revision)
    book = selectors.wording(one)
    if book.header.budget_mode == "lump_sum":
        mode, items = "itemised", book.budget.items or budget_lines(project_of(one))
        budget = replace(book.budget, lump_sum=None, items=items)
    else:
        mode, lump = "lump_sum", book.budget.lump_sum or fresh_lump_sum()
        budget = replace(book.budget, lump_sum=lump, items=(), equipment=())
    return recorded(actor, one, replace(book, header=replace(book.header, budget_mode=mode), budget=budget))


@transaction.atomic
def give_commitment(*, actor: Actor, version_id: int) -> TaskBookVersion:
    """The leader of the project gives the commitment of the lump sum, in the words that stand beside the act."""
    one = draft(actor, version_id)
    book, project = selectors.wording(one), project_of(one)
    if book.budget.lump_sum is None:
        raise Refused("projects.no_lump_sum")
    if actor.person_id is None or actor.person_id != project.leader_id:
        raise Refused("projects.commitment_of_the_leader", leader=str(project.leader or project.leader_name or "–"))
    given = replace(
        book.budget.lump_sum,
        text_version=COMMITMENT_VERSION,
        committed_by=actor.name,
        committed_on=timezone.localdate(),
    )
    return recorded(actor, one, replace(book, budget=replace(book.budget, lump_sum=given)))
