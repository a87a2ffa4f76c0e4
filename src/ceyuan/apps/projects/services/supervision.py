"""Supervision over a project: who stands above its unit asks its leader, who answers; the record is the strategy's."""

from datetime import date

from django.db import transaction

from ceyuan.apps.organisation.interface import Actor
from ceyuan.apps.projects.naming import project_url
from ceyuan.apps.projects.policies import execution as policies
from ceyuan.apps.projects.selectors.supervision import KIND
from ceyuan.apps.strategy.interface import Link, Supervision, answer_supervision, issue_supervision

from .held import held


@transaction.atomic
def ask(*, actor: Actor, code: str, title: str, text: str, due_on: date) -> Supervision:
    """Ask the leader of a project to put something right by a day; unanswered, it falls to the heads of the unit.

    Refused: `projects.unknown_project`, `projects.supervised_from_above`. Invalid on "title" and "due_on".
    """
    project = held(actor, code, content=False)
    policies.may_supervise(actor, project).require()
    return issue_supervision(
        actor=actor,
        unit_code=project.lead_unit.code,
        title=title,
        text=text,
        due_on=due_on,
        link=Link(KIND, str(project.pk), f"{project_url(project)}execution#supervision"),
        person_id=project.leader_id,
    )


@transaction.atomic
def answer(*, actor: Actor, code: str, item_id: int, revision: int, answer: str, evidence: str = "") -> Supervision:
    """Say what was done; by whoever speaks for the project now, also when another person led it on that day."""
    project = held(actor, code, content=False)
    policies.may_speak(actor, project).require()
    return answer_supervision(
        actor=actor,
        item_id=item_id,
        revision=revision,
        answer=answer,
        evidence=evidence,
        about=(KIND, str(project.pk)),
    )
