"""Acts of technology readiness: name critical elements, bring evidence, assess from outside the team."""

from collections.abc import Collection
from datetime import date

from django.db import transaction
from django.utils import timezone

from ceyuan.apps.organisation.interface import Actor
from ceyuan.apps.projects import scales
from ceyuan.apps.projects.models import Project, ReadinessAssessment, ReadinessElement, ReadinessEvidence
from ceyuan.apps.projects.policies import execution as policies
from ceyuan.apps.projects.selectors import readiness as selectors
from ceyuan.core.kernel import Invalid, Reason, Refused
from ceyuan.core.taskbook import reached_level

from .held import Upload, filed, held, noted, past, words

SUBJECT = "projects.readiness_element"
HIGHEST = 9
WHOLE = 1_000_000


@transaction.atomic
def add_element(
    *,
    actor: Actor,
    code: str,
    name_zh: str,
    scale: str,
    start_level: int,
    target_level: int,
    weight_ppm: int = 0,
    name_en: str = "",
) -> ReadinessElement:
    """A critical technology element of the project, with the scale that fits its class of technology."""
    project = held(actor, code)
    policies.may_speak(actor, project).require()
    name = words("name_zh", name_zh, 200)
    if not scales.criteria(scale):
        raise Invalid({"scale": ["kit.not_a_choice"]})
    if not 0 <= start_level <= target_level <= HIGHEST or target_level == 0:
        raise Invalid({"target_level": ["projects.readiness_levels"]})
    others = selectors.elements(project)
    if project.readiness_elements.filter(name_zh=name).exists():
        raise Invalid({"name_zh": ["projects.readiness_named_already"]})
    if not 0 <= weight_ppm <= WHOLE - sum(one.weight_ppm for one in others):
        raise Invalid({"weight_ppm": ["projects.readiness_weights"]})
    made = ReadinessElement.objects.create(
        project=project,
        position=len(others) + 1,
        name_zh=name,
        name_en=name_en.strip()[:200],
        scale=scale,
        start_level=start_level,
        target_level=target_level,
        weight_ppm=weight_ppm,
    )
    noted(actor, "projects.readiness.element_added", project, _subject(made), after={"scale": scale})
    return made


@transaction.atomic
def close_element(*, actor: Actor, code: str, element_id: int, reason: str) -> ReadinessElement:
    """An element that is critical no longer; its assessments stay."""
    project = held(actor, code)
    one = _element(project, element_id)
    policies.may_run(actor, project).require()
    why = words("reason", reason, 500)
    one.closed_on = timezone.localdate()
    one.save(update_fields=["closed_on"])
    noted(actor, "projects.readiness.element_closed", project, _subject(one), reason=why)
    return one


@transaction.atomic
def add_evidence(
    *, actor: Actor, code: str, element_id: int, criterion: str, text: str, file: Upload | None = None
) -> ReadinessEvidence:
    """What the team brings for one criterion."""
    project = held(actor, code)
    one = _element(project, element_id)
    policies.may_add_to_log(actor, project).require()
    if criterion not in {known.code for known in scales.criteria(one.scale)}:
        raise Invalid({"criterion": ["kit.not_a_choice"]})
    made = ReadinessEvidence.objects.create(
        element=one,
        criterion=criterion,
        text=words("text", text, 500),
        document=filed(actor, project, file, "readiness"),
        given_by_id=actor.person_id,
    )
    noted(actor, "projects.readiness.evidenced", project, _subject(one), after={"criterion": criterion})
    return made


@transaction.atomic
def withdraw_evidence(*, actor: Actor, code: str, element_id: int, evidence_id: int, reason: str) -> ReadinessEvidence:
    """Take evidence back: it stays, marked with who and why, and counts in no later assessment."""
    project = held(actor, code)
    one = selectors.evidence_piece(_element(project, element_id), evidence_id)
    if one is None:
        raise Refused("projects.unknown_evidence")
    policies.may_speak(actor, project).require()
    why = words("reason", reason, 500)
    one.withdrawn_at, one.withdrawn_by_id, one.withdrawn_reason = timezone.now(), actor.person_id, why
    one.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_reason"])
    noted(actor, "projects.readiness.evidence_withdrawn", project, _subject(one.element), reason=why)
    return one


@transaction.atomic
def assess(
    *,
    actor: Actor,
    code: str,
    element_id: int,
    met: Collection[str],
    grounds: str,
    assessed_on: date | None = None,
) -> ReadinessAssessment:
    """Say which criteria are met; the level follows: the highest of which all, and all of every lower one, are met.

    A criterion without evidence cannot be met. The level may be lower than before. Refused to whoever leads or works in
    the project or has brought evidence.
    """
    project = held(actor, code, policies.ASSESS)
    one = _element(project, element_id)
    policies.may_assess(actor, project).require()
    if actor.person_id is None:
        raise Refused("projects.of_the_assessor")
    if ReadinessEvidence.objects.filter(element__project=project, given_by=actor.person_id).exists():
        raise Refused("projects.assessor_in_team")
    day, why = past("assessed_on", assessed_on), words("grounds", grounds)
    last = one.assessments.order_by("-number").first()
    if last is not None and day < last.assessed_on:
        raise Invalid({"assessed_on": [Reason("projects.assessed_since", {"on": last.assessed_on.isoformat()})]})
    shown = selectors.evidence(project).get(one.pk, {})
    if bare := sorted(set(met) - set(shown)):
        raise Invalid({"met": [Reason("projects.criterion_unevidenced", {"criteria": "、".join(bare)})]})
    made = ReadinessAssessment.objects.create(
        element=one,
        number=(last.number if last else 0) + 1,
        level=int(str(reached_level(scales.for_engine(one.scale), set(met)).value)),
        assessed_on=day,
        assessor_id=actor.person_id,
        met={criterion: [piece.pk for piece in shown[criterion]] for criterion in sorted(set(met))},
        grounds=why,
    )
    before = last.level if last else one.start_level
    noted(
        actor,
        "projects.readiness.assessed",
        project,
        _subject(one),
        before={"level": before},
        after={"level": made.level, "assessed_on": day.isoformat()},
        reason=why,
    )
    return made


def _element(project: Project, pk: int) -> ReadinessElement:
    found = selectors.element(project, pk)
    if found is None:
        raise Refused("projects.unknown_element")
    return found


def _subject(one: ReadinessElement) -> tuple[str, int | str, str]:
    return (SUBJECT, one.pk, one.name_zh)
