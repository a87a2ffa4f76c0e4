"""Asking experts about an acceptance: a panel of those who are neither of the project nor of its units."""

from datetime import datetime

from django.db import transaction

from ceyuan.apps.organisation.interface import Actor
from ceyuan.apps.projects.models import Acceptance
from ceyuan.apps.projects.policies import execution as policies
from ceyuan.apps.projects.selectors import expert_panel as selectors
from ceyuan.apps.reviews.interface import open_panel
from ceyuan.core.kernel import Refused

from .acceptance import subject_of, under_way
from .held import held, noted


@transaction.atomic
def ask(*, actor: Actor, code: str, due_at: datetime, reviewers_per_case: int = 5, mode: str = "meeting") -> Acceptance:
    """Open a panel about the round under review. Until it closes (or is cancelled) nothing is concluded.

    Refused: `projects.review_not_begun`, `projects.panel_asked_already`. Invalid as `reviews.open_panel`.
    """
    project = held(actor, code)
    acceptance = under_way(project)
    policies.may_run(actor, project).require()
    if project.state != "acceptance_review":
        raise Refused("projects.review_not_begun")
    if selectors.state_of(acceptance) not in {"", "cancelled"}:
        raise Refused("projects.panel_asked_already")
    panel = open_panel(
        actor=actor,
        unit=project.lead_unit_id,
        kind=selectors.KIND,
        subject=subject_of(acceptance),
        title=f"{project.code} {project.title_zh or project.title_en}"[:200],
        mode=mode,
        cases=[selectors.case(project, acceptance)],
        criteria=selectors.criteria(project),
        reviewers_per_case=reviewers_per_case,
        due_at=due_at,
    )
    acceptance.panel_id = panel.pk
    acceptance.save(update_fields=["panel_id"])
    noted(
        actor,
        "projects.acceptance.panel_opened",
        project,
        subject_of(acceptance),
        after={"panel": panel.pk, "reviewers": reviewers_per_case, "due_at": due_at.isoformat()},
    )
    return acceptance
