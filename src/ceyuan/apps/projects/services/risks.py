"""Acts on the risks of a project: name one, say how it stands."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from ceyuan.apps.organisation.interface import Actor, people_of
from ceyuan.apps.projects.models import Project, ProjectRisk
from ceyuan.apps.projects.policies import execution as policies
from ceyuan.core.kernel import Invalid, Refused

from .held import held, noted, words

SUBJECT = "projects.risk"
ENDED = ("occurred", "closed")


@dataclass(frozen=True, slots=True)
class Answer:
    """How likely and how grave a risk is, what is done against it, who answers for that and until when."""

    probability: str
    impact: str
    measure: str
    owner_id: int | None = None
    due_on: date | None = None


@transaction.atomic
def name(*, actor: Actor, code: str, title: str, answer: Answer) -> ProjectRisk:
    """A risk with what is done against it; without an owner the leader of the project answers for it."""
    project = held(actor, code)
    policies.may_speak(actor, project).require()
    _levels(answer)
    made = ProjectRisk.objects.create(
        project=project,
        title=words("title", title, 300),
        probability=answer.probability,
        impact=answer.impact,
        measure=words("measure", answer.measure),
        owner=_owner(actor, project, answer.owner_id),
        due_on=answer.due_on,
        opened_on=timezone.localdate(),
    )
    after = {"probability": answer.probability, "impact": answer.impact}
    noted(actor, "projects.risk.named", project, _subject(made), after=after)
    return made


@transaction.atomic
def change(*, actor: Actor, code: str, risk_id: int, answer: Answer, state: str, outcome: str = "") -> ProjectRisk:
    """How a risk stands now; one that occurred or is closed says what came of it and changes no more."""
    project = held(actor, code)
    risk = ProjectRisk.objects.filter(project=project, pk=risk_id).first()
    if risk is None:
        raise Refused("projects.unknown_risk")
    policies.may_speak(actor, project).require()
    if risk.state in ENDED:
        raise Refused("projects.risk_ended", risk=risk.title)
    _levels(answer)
    if state not in ProjectRisk.State.values:
        raise Invalid({"state": ["kit.not_a_choice"]})
    before = {"state": risk.state, "probability": risk.probability, "impact": risk.impact}
    risk.probability, risk.impact, risk.state = answer.probability, answer.impact, state
    risk.measure, risk.due_on = words("measure", answer.measure), answer.due_on
    risk.owner = _owner(actor, project, answer.owner_id)
    if state in ENDED:
        risk.outcome, risk.closed_on = words("outcome", outcome, 300), timezone.localdate()
    risk.save()
    after = {"state": state, "probability": risk.probability, "impact": risk.impact}
    noted(actor, "projects.risk.changed", project, _subject(risk), before=before, after=after, reason=risk.outcome)
    return risk


def _levels(answer: Answer) -> None:
    for field, level in (("probability", answer.probability), ("impact", answer.impact)):
        if level not in ProjectRisk.Level.values:
            raise Invalid({field: ["kit.not_a_choice"]})


def _owner(actor: Actor, project: Project, owner_id: int | None) -> Any:
    if owner_id is None:
        return project.leader
    found = people_of(actor, [owner_id]).get(owner_id)
    if found is None:
        raise Invalid({"owner_id": ["organisation.unknown_person"]})
    return found


def _subject(risk: ProjectRisk) -> tuple[str, int | str, str]:
    return (SUBJECT, risk.pk, risk.title[:200])
