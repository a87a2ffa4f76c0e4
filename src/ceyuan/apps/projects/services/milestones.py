"""Acts at milestones: bring evidence, take it back, decide go or no-go on recorded grounds."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from ceyuan.apps.organisation.interface import Actor
from ceyuan.apps.projects.models import Milestone, MilestoneDecision, MilestoneEvidence, Project
from ceyuan.apps.projects.policies import execution as policies
from ceyuan.apps.projects.selectors import standing
from ceyuan.core.kernel import Invalid, Refused

from . import payments
from .held import Upload, filed, held, noted, past, words

SUBJECT = "projects.milestone"
OUTCOMES = frozenset(MilestoneDecision.Outcome.values)
REACHED = ("reached", "late")


@transaction.atomic
def add_evidence(
    *, actor: Actor, code: str, milestone_id: int, text: str, file: Upload | None = None
) -> MilestoneEvidence:
    """Say, and show by a file, what was reached; the file belongs to the project."""
    project = held(actor, code)
    milestone = _milestone(project, milestone_id)
    policies.may_speak(actor, project).require()
    _is_open(milestone)
    made = MilestoneEvidence.objects.create(
        milestone=milestone,
        text=words("text", text, 500),
        document=filed(actor, project, file, "milestone"),
        given_by_id=actor.person_id,
    )
    noted(actor, "projects.evidence.added", project, _subject(milestone), after={"text": made.text})
    return made


@transaction.atomic
def withdraw_evidence(*, actor: Actor, code: str, evidence_id: int, reason: str) -> MilestoneEvidence:
    """Take evidence back; it stays, marked, as long as the milestone is not decided."""
    project = held(actor, code)
    found = MilestoneEvidence.objects.select_related("milestone").filter(
        pk=evidence_id, milestone__project=project, withdrawn_at=None
    )
    one = found.first()
    if one is None:
        raise Refused("projects.unknown_evidence")
    policies.may_speak(actor, project).require()
    _is_open(one.milestone)
    why = words("reason", reason, 500)
    one.withdrawn_at = timezone.now()
    one.save(update_fields=["withdrawn_at"])
    noted(actor, "projects.evidence.withdrawn", project, _subject(one.milestone), before={"text": one.text}, reason=why)
    return one


@transaction.atomic
def decide(
    *, actor: Actor, code: str, milestone_id: int, outcome: str, grounds: str, decided_on: date | None = None
) -> MilestoneDecision:
    """Go, no-go or exempt. The grounds and the state of the project on that day are kept and never change.

    "go" needs evidence; reached after the due day it is late. It releases the milestone's share of the money: the
    payment is planned and its condition met. "exempt" excuses from reaching it and releases nothing.
    """
    project = held(actor, code, content=False)
    milestone = _milestone(project, milestone_id)
    allowed = policies.may_decide if outcome == "exempt" else policies.may_run
    allowed(actor, project).require()
    if outcome not in OUTCOMES:
        raise Invalid({"outcome": ["kit.not_a_choice"]})
    if project.state not in standing.LIVE:
        raise Refused("projects.not_under_way", state=project.state)
    _is_open(milestone)
    day = past("decided_on", decided_on)
    why = words("grounds", grounds)
    if outcome == "go" and not milestone.evidence.filter(withdrawn_at=None).exists():
        raise Refused("projects.milestone_without_evidence", milestone=milestone.name)
    made = MilestoneDecision.objects.create(
        milestone=milestone,
        number=milestone.decisions.count() + 1,
        outcome=outcome,
        decided_on=day,
        decided_by_id=actor.person_id,
        decider_name=actor.name,
        grounds=why,
        snapshot=standing.snapshot(project),
    )
    before = milestone.state
    milestone.state = _state_after(milestone, outcome, day)
    milestone.reached_on = day if milestone.state in REACHED else None
    milestone.save(update_fields=["state", "reached_on"])
    noted(
        actor,
        "projects.milestone.decided",
        project,
        _subject(milestone),
        before={"state": before},
        after={"state": milestone.state, "outcome": outcome, "decided_on": day.isoformat()},
        reason=why,
    )
    if outcome == "go" and milestone.payment_share_ppm and standing.has_funding(project):
        payments.release(actor=actor, project=project, milestone=milestone)
    return made


def _state_after(milestone: Milestone, outcome: str, day: date) -> str:
    if outcome == "exempt":
        return "exempted"
    if outcome == "no_go":
        return "missed"
    in_time = milestone.due_on is None or day <= milestone.due_on
    return "reached" if in_time and milestone.state != "missed" else "late"


def _milestone(project: Project, pk: int) -> Milestone:
    nodes = Milestone.objects.select_for_update()
    found: Milestone | None = nodes.filter(project=project, pk=pk, is_dropped=False).first()
    if found is None:
        raise Refused("projects.unknown_milestone")
    return found


def _is_open(milestone: Milestone) -> None:
    if milestone.state in (*REACHED, "exempted"):
        raise Refused("projects.milestone_decided", milestone=milestone.name)


def _subject(milestone: Milestone) -> tuple[str, int | str, str]:
    return (SUBJECT, milestone.pk, milestone.name[:200])
