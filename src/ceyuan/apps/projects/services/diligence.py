"""The log of a project, the exemption that may rest on it, and the evaluation afterwards."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from ceyuan.apps.organisation.interface import Actor
from ceyuan.apps.projects.models import DiligenceRecord, Exemption, PostEvaluation
from ceyuan.apps.projects.policies import execution as policies
from ceyuan.apps.projects.selectors import diligence as selectors
from ceyuan.core.kernel import Invalid, Money, Reason, Refused

from . import steps
from .held import Upload, filed, held, noted, past, words

ENDED = ("archived", "post_evaluation")


@transaction.atomic
def log(
    *, actor: Actor, code: str, kind: str, text: str, happened_on: date | None = None, file: Upload | None = None
) -> DiligenceRecord:
    """Add a line to the log of experiments and decisions; it is chained to the one before and cannot be taken back."""
    project = held(actor, code)
    policies.may_add_to_log(actor, project).require()
    if actor.person_id is None:
        raise Refused("projects.of_the_team", unit=str(project.lead_unit))
    if kind not in DiligenceRecord.Kind.values:
        raise Invalid({"kind": ["kit.not_a_choice"]})
    day, told = past("happened_on", happened_on), words("text", text)
    document = filed(actor, project, file, "log")
    made = DiligenceRecord.objects.create(
        project=project,
        happened_on=day,
        kind=kind,
        text=told,
        document_sha256=document.file.sha256 if document else "",
        author_id=actor.person_id,
        author_name=actor.name,
    )
    made.refresh_from_db()
    subject = ("projects.diligence", made.pk, f"{project.code} #{made.number}")
    noted(actor, "projects.diligence.logged", project, subject, after={"number": made.number, "digest": made.digest})
    return made


@transaction.atomic
def exempt(
    *,
    actor: Actor,
    code: str,
    is_granted: bool,
    meeting: str,
    reason: str,
    records: Sequence[int] = (),
    decided_on: date | None = None,
) -> Exemption:
    """What a panel decided on due diligence: on which lines of the log it rests, and the head of the chain that day."""
    project = held(actor, code, content=False)
    policies.may_decide(actor, project).require()
    log_lines = selectors.records(project)
    if (broken := selectors.first_break(log_lines)) is not None:
        raise Refused("projects.log_broken", number=broken)
    known = {one.number for one in log_lines}
    if strange := sorted(set(records) - known):
        raise Invalid({"records": [Reason("projects.unknown_log_line", {"number": strange[0]})]})
    if is_granted and not records:
        raise Invalid({"records": ["projects.exemption_without_records"]})
    last = project.exemptions.order_by("-number").first()
    made = Exemption.objects.create(
        project=project,
        number=(last.number if last else 0) + 1,
        is_granted=is_granted,
        meeting=words("meeting", meeting, 120),
        reason=words("reason", reason),
        records=sorted(set(records)),
        head_digest=log_lines[-1].digest if log_lines else "",
        decided_on=past("decided_on", decided_on),
        decided_by_id=actor.person_id,
    )
    subject = ("projects.exemption", made.pk, f"{project.code} #{made.number}")
    after = {"granted": is_granted, "meeting": made.meeting, "records": made.records}
    noted(actor, "projects.exemption.decided", project, subject, after=after, reason=made.reason)
    return made


@transaction.atomic
def evaluate(
    *, actor: Actor, code: str, year: int, in_use: str, text: str, benefit: Money | None = None
) -> PostEvaluation:
    """What became of the project after so many years; the first evaluation takes the project's last step."""
    project = held(actor, code)
    policies.may_run(actor, project).require()
    if project.state not in ENDED:
        raise Refused("projects.not_archived", state=project.state)
    if in_use not in PostEvaluation.InUse.values:
        raise Invalid({"in_use": ["kit.not_a_choice"]})
    if project.post_evaluations.filter(year=year).exists():
        raise Invalid({"year": ["projects.evaluated_already"]})
    made = PostEvaluation.objects.create(
        project=project,
        year=year,
        evaluated_on=past("evaluated_on", None),
        in_use=in_use,
        benefit_minor=benefit.minor if benefit else None,
        text=words("text", text),
        evaluated_by_id=actor.person_id,
    )
    subject = ("projects.post_evaluation", made.pk, f"{project.code} {year}")
    noted(actor, "projects.post_evaluation.made", project, subject, after={"in_use": in_use, "year": year})
    if project.state == "archived":
        steps.take(actor=actor, project=project, action="evaluate", revision=project.revision)
    return made
