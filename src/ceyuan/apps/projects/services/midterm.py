"""The mid-term check: its inputs are compiled, people conclude, the project takes the step that follows."""

from datetime import date

from django.db import transaction

from ceyuan.apps.organisation.interface import Actor
from ceyuan.apps.projects.models import MidtermCheck
from ceyuan.apps.projects.policies import execution as policies
from ceyuan.apps.projects.selectors import standing
from ceyuan.core.kernel import Invalid, Refused

from . import steps
from .held import held, noted, past, words

SUBJECT = "projects.midterm"
STEP = {"continue": "pass_midterm", "adjust": "pass_midterm", "rectify": "order_correction", "terminate": "terminate"}


@transaction.atomic
def conclude(
    *,
    actor: Actor,
    code: str,
    conclusion: str,
    grounds: str,
    correct_by: date | None = None,
    held_on: date | None = None,
) -> MidtermCheck:
    """Continue, rectify by a day, adjust (a change order follows) or terminate; the records of the day are frozen."""
    project = held(actor, code, content=False)
    allowed = policies.may_terminate if conclusion == "terminate" else policies.may_run
    allowed(actor, project).require()
    if conclusion not in STEP:
        raise Invalid({"conclusion": ["kit.not_a_choice"]})
    if project.state != "midterm":
        raise Refused("projects.not_in_midterm", state=project.state)
    day, why = past("held_on", held_on), words("grounds", grounds)
    if conclusion == "rectify" and (correct_by is None or correct_by <= day):
        raise Invalid({"correct_by": ["projects.correct_by_missing"]})
    made = MidtermCheck.objects.create(
        project=project,
        number=project.midterm_checks.count() + 1,
        held_on=day,
        conclusion=conclusion,
        grounds=why,
        correct_by=correct_by if conclusion == "rectify" else None,
        snapshot=standing.snapshot(project),
        decided_by_id=actor.person_id,
        decider_name=actor.name,
    )
    noted(
        actor,
        "projects.midterm.concluded",
        project,
        (SUBJECT, made.pk, f"{project.code} #{made.number}"),
        after={"conclusion": conclusion, "held_on": day.isoformat()},
        reason=why,
    )
    steps.take(actor=actor, project=project, action=STEP[conclusion], revision=project.revision, reason=why)
    return made
