"""The end of an acceptance: what the facts propose, what people decide, and the one rectification."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from ceyuan.apps.organisation.interface import Actor
from ceyuan.apps.projects.deadlines import RECTIFY_MONTHS
from ceyuan.apps.projects.models import Acceptance, AcceptanceItem, Project, ResultUse, TopicEvaluation
from ceyuan.apps.projects.policies import execution as policies
from ceyuan.apps.projects.selectors import acceptance as selectors
from ceyuan.apps.projects.selectors import expert_panel
from ceyuan.core.kernel import Invalid, Reason, Refused
from ceyuan.core.taskbook import Judgement, add_months

from . import steps
from .acceptance import subject_of
from .held import held, noted, words

STEP = {"passed": "pass", "rectify": "order_rectification", "concluded": "conclude", "not_passed": "fail"}
# What leaves nothing but "not passed", whatever was reached.
VETOES = ("false_records", "unapproved_change", "misuse_of_money", "refused_supervision")
# What the office says without a head.
OF_THE_OFFICE = ("passed", "rectify")


@transaction.atomic
def conclude(*, actor: Actor, code: str, conclusion: str, grounds: str, vetoes: Sequence[str] = ()) -> Acceptance:
    """Conclude the round. "passed" only where the facts propose it; a veto leaves only "not_passed".

    The proposal with its explanation, and what a panel of experts found, are kept beside the conclusion; none of it
    ever changes. Refused while that panel is still at work.
    """
    project = held(actor, code, content=False)
    if conclusion not in STEP:
        raise Invalid({"conclusion": ["kit.not_a_choice"]})
    allowed = policies.may_run if conclusion in OF_THE_OFFICE else policies.may_decide
    allowed(actor, project).require()
    why = words("grounds", grounds)
    acceptance = _round_to_conclude(project, conclusion, actor)
    if expert_panel.is_running(acceptance):
        raise Refused("projects.panel_open")
    judged = selectors.judgement(project, acceptance, _reasons(vetoes))
    _is_possible(judged, conclusion, vetoes)
    steps.take(actor=actor, project=project, action=STEP[conclusion], revision=project.revision, reason=why)
    acceptance.conclusion, acceptance.grounds = conclusion, why
    acceptance.proposal = {**told(judged), **_experts(acceptance)}
    acceptance.concluded_on, acceptance.concluded_by_id = timezone.localdate(), actor.person_id
    acceptance.save()
    noted(
        actor,
        "projects.acceptance.concluded",
        project,
        subject_of(acceptance),
        after={"conclusion": conclusion, "vetoes": list(vetoes)},
        reason=why,
    )
    return acceptance


@transaction.atomic
def resubmit(*, actor: Actor, code: str, statement: str) -> Acceptance:
    """The second and last round, within three months; everything entered in the first one is carried over."""
    project = held(actor, code)
    policies.may_speak(actor, project).require()
    first = selectors.current(project)
    if project.state != "rectifying" or first is None or first.conclusion != "rectify":
        raise Refused("projects.no_rectification")
    until = add_months(first.concluded_on or first.applied_on, RECTIFY_MONTHS)
    if timezone.localdate() > until:
        raise Refused("projects.rectification_late", until=until.isoformat())
    made = _second_round(project, first, actor, words("statement", statement))
    steps.take(actor=actor, project=project, action="resubmit", revision=project.revision)
    noted(actor, "projects.acceptance.resubmitted", project, subject_of(made))
    return made


def told(judged: Judgement | None) -> dict[str, Any]:
    """The proposal as it is kept."""
    if judged is None:
        return {}
    return {
        "recommended": judged.recommended or "",
        "weighted": judged.weighted.to_dict(),
        "obstacles": [_reason(one) for one in judged.obstacles],
        "open": [_reason(one) for one in judged.open_reasons],
    }


def _experts(acceptance: Acceptance) -> dict[str, Any]:
    """What the experts found, as it is kept beside the proposal."""
    found = expert_panel.finding(acceptance)
    if found is None:
        return {}
    mean = "" if found.mean is None else str(found.mean)
    return {"experts": {"panel": acceptance.panel_id, "mean": mean, "advice": dict(found.advice)}}


def _reason(one: Reason) -> dict[str, Any]:
    return {"code": one.code, "facts": {name: str(value) for name, value in one.facts.items()}}


def _reasons(vetoes: Sequence[str]) -> list[Reason]:
    if strange := set(vetoes) - set(VETOES):
        raise Invalid({"vetoes": [Reason("kit.not_a_choice", {"value": min(strange)})]})
    return [Reason(f"projects.veto_{one}") for one in vetoes]


def _is_possible(judged: Judgement | None, conclusion: str, vetoes: Sequence[str]) -> None:
    if vetoes and conclusion != "not_passed":
        raise Invalid({"conclusion": ["projects.veto_leaves_one"]})
    if conclusion != "passed":
        return
    if judged is None:
        raise Refused("projects.no_indicators")
    if judged.recommended != "passed":
        raise Invalid({"conclusion": [*judged.open_reasons, *judged.obstacles]})


def _round_to_conclude(project: Project, conclusion: str, actor: Actor) -> Acceptance:
    found = selectors.current(project)
    if found is None:
        raise Refused("projects.no_acceptance", state=project.state)
    if project.state == "rectifying" and conclusion == "not_passed":
        return _second_round(project, found, actor, "")
    if found.conclusion or project.state != "acceptance_review":
        raise Refused("projects.no_acceptance", state=project.state)
    return found


def _second_round(project: Project, first: Acceptance, actor: Actor, statement: str) -> Acceptance:
    is_accepted = first.money == "accepted"
    made = Acceptance.objects.create(
        project=project,
        round=2,
        applied_on=timezone.localdate(),
        applied_by_id=actor.person_id,
        statement=statement,
        due_on=add_months(first.concluded_on or first.applied_on, RECTIFY_MONTHS),
        money=first.money if is_accepted else "",
        money_on=first.money_on if is_accepted else None,
        money_by_id=first.money_by_id if is_accepted else None,
        money_arrived_minor=first.money_arrived_minor if is_accepted else None,
        money_spent_minor=first.money_spent_minor if is_accepted else None,
    )
    parts: tuple[tuple[Any, Any], ...] = (
        (AcceptanceItem, first.items.all()),
        (TopicEvaluation, first.topic_evaluations.all()),
        (ResultUse, first.results_used.all()),
    )
    for model, rows in parts:
        copies = list(rows)
        for one in copies:
            one.pk, one._state.adding, one.acceptance = None, True, made  # noqa: SLF001
        model.objects.bulk_create(copies)
    return made
