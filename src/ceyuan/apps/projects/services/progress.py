"""Telling a month's progress, once: reports are compiled from it and nobody writes them."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from ceyuan.apps.organisation.interface import Actor
from ceyuan.apps.projects.deadlines import first_of
from ceyuan.apps.projects.models import ProgressEntry, ProgressValue, Project, ProjectRisk, Topic
from ceyuan.apps.projects.policies import execution as policies
from ceyuan.apps.projects.selectors import standing
from ceyuan.core.kernel import Invalid, Refused

from .held import held, noted, words

SUBJECT = "projects.progress"
MOST_HOURS = 20_000


@transaction.atomic
def enter(
    *,
    actor: Actor,
    code: str,
    month: date,
    text: str,
    topic_id: int | None = None,
    values: Mapping[int, Decimal] | None = None,
    risk: str = "",
    hours: int | None = None,
) -> ProgressEntry:
    """What changed in a month, of one topic or of the whole project, with the values of its indicators.

    Entered again for the same month it replaces what was told, until the acceptance is applied for. A `risk` named in a
    few words becomes a risk of the project by itself.
    """
    project = held(actor, code)
    topic = _topic(project, topic_id)
    policies.may_report(actor, project, topic).require()
    _check(project, month, hours=hours)
    told = words("text", text)
    entry = ProgressEntry.objects.filter(project=project, topic=topic, month=first_of(month)).first()
    before = {"text": entry.text} if entry else {}
    entry = entry or ProgressEntry(project=project, topic=topic, month=first_of(month))
    named = risk.strip()[:300]
    entry.text, entry.at_risk, entry.risk_text = told, bool(named), named
    entry.hours, entry.entered_by_id = hours, actor.person_id
    entry.save()
    _keep_values(project, topic, entry, values or {})
    if named:
        _name_risk(entry)
    noted(
        actor,
        "projects.progress.entered",
        project,
        (SUBJECT, entry.pk, f"{project.code} {entry.month:%Y-%m}"),
        before=before,
        after={"month": f"{entry.month:%Y-%m}", "topic": topic.code if topic else "", "at_risk": bool(named)},
    )
    return entry


def _check(project: Project, month: date, *, hours: int | None) -> None:
    if project.state not in standing.REPORTING:
        raise Refused("projects.not_reporting", state=project.state)
    if month > timezone.localdate():
        raise Invalid({"month": ["projects.month_to_come"]})
    if project.starts_on and month < first_of(project.starts_on):
        raise Invalid({"month": ["projects.month_before_start"]})
    if hours is not None and not 0 <= hours <= MOST_HOURS:
        raise Invalid({"hours": ["projects.hours_outside"]})


def _topic(project: Project, topic_id: int | None) -> Topic | None:
    if topic_id is None:
        return None
    found: Topic | None = project.topics.filter(pk=topic_id).first()
    if found is None:
        raise Refused("projects.unknown_topic")
    return found


def _keep_values(project: Project, topic: Topic | None, entry: ProgressEntry, values: Mapping[int, Decimal]) -> None:
    known = {one.pk for one in standing.indicators_of(project) if topic is None or one.topic_id in (None, topic.pk)}
    if strange := set(values) - known:
        raise Invalid({f"value_{min(strange)}": ["projects.unknown_indicator"]})
    entry.values.all().delete()
    ProgressValue.objects.bulk_create(
        ProgressValue(entry=entry, indicator_id=key, value=value) for key, value in sorted(values.items())
    )


def _name_risk(entry: ProgressEntry) -> None:
    known = ProjectRisk.objects.filter(project=entry.project, title=entry.risk_text, state__in=("open", "mitigated"))
    if not known.exists():
        ProjectRisk.objects.create(
            project=entry.project,
            entry=entry,
            title=entry.risk_text,
            probability="medium",
            impact="medium",
            owner_id=entry.topic.leader_id if entry.topic else entry.project.leader_id,
            opened_on=timezone.localdate(),
        )
