"""Acts of acceptance: apply, evaluate the topics, enter what was achieved, accept the money, review."""

from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from ceyuan.apps.organisation.interface import Actor
from ceyuan.apps.projects.achieving import achieved as completion_of
from ceyuan.apps.projects.models import Acceptance, AcceptanceItem, Indicator, Project, TopicEvaluation
from ceyuan.apps.projects.policies import execution as policies
from ceyuan.apps.projects.selectors import acceptance as selectors
from ceyuan.apps.projects.selectors import promises, standing
from ceyuan.core.kernel import Invalid, Money, Refused

from . import archive, steps
from .held import Upload, filed, held, noted, words

SUBJECT = "projects.acceptance"
LEVELS = (0, 500_000, 1_000_000)
BEFORE_REVIEW = ("acceptance_applied",)
UNDER_WAY = ("acceptance_applied", "acceptance_review")


@transaction.atomic
def apply(*, actor: Actor, code: str, statement: str = "") -> Acceptance:
    """Apply for acceptance: the list of the file and a line for every indicator are made from what is known."""
    project = held(actor, code)
    policies.may_speak(actor, project).require()
    if project.acceptances.exists():
        raise Refused("projects.acceptance_applied_already")
    made = Acceptance.objects.create(
        project=project,
        applied_on=timezone.localdate(),
        applied_by_id=actor.person_id,
        statement=statement.strip(),
        due_on=project.ends_on,
    )
    archive.ensure(project)
    _prefill(project, made)
    steps.take(actor=actor, project=project, action="apply_for_acceptance", revision=project.revision)
    noted(actor, "projects.acceptance.applied", project, subject_of(made))
    return made


@transaction.atomic
def enter_item(
    *,
    actor: Actor,
    code: str,
    indicator_id: int,
    evidence: str,
    achieved: Decimal | None = None,
    level_ppm: int | None = None,
    is_third_party: bool = False,
    file: Upload | None = None,
) -> AcceptanceItem:
    """What was achieved of an indicator, and what shows it; how far that is follows by itself."""
    project = held(actor, code)
    acceptance = under_way(project)
    indicator = project.indicators.filter(pk=indicator_id, is_dropped=False).first()
    if indicator is None:
        raise Refused("projects.unknown_indicator")
    policies.may_speak(actor, project).require()
    if indicator.kind == Indicator.Kind.QUANTITY and achieved is None:
        raise Invalid({"achieved": ["kit.required"]})
    if indicator.kind != Indicator.Kind.QUANTITY and level_ppm not in LEVELS:
        raise Invalid({"level_ppm": ["kit.not_a_choice"]})
    if indicator.third_party and not is_third_party:
        raise Invalid({"is_third_party": ["projects.third_party_missing"]})
    is_quantity = indicator.kind == Indicator.Kind.QUANTITY
    item = acceptance.items.filter(indicator=indicator).first() or AcceptanceItem(
        acceptance=acceptance, indicator=indicator, original=promises.original(project).get(indicator.key, "")
    )
    before = {"achieved": str(item.achieved), "level_ppm": item.level_ppm} if item.pk else {}
    item.current = standing.text_of(indicator)[:200]
    item.achieved, item.level_ppm = (achieved, None) if is_quantity else (None, level_ppm)
    item.evidence, item.is_third_party = words("evidence", evidence), is_third_party
    item.document = filed(actor, project, file, "acceptance") or item.document
    item.entered_by_id = actor.person_id
    _measure(item, indicator)
    item.save()
    after = {"indicator": indicator.name_zh, "achieved": str(item.achieved), "level_ppm": item.level_ppm}
    noted(actor, "projects.acceptance.item_entered", project, subject_of(acceptance), before=before, after=after)
    return item


@transaction.atomic
def evaluate_topic(*, actor: Actor, code: str, topic_id: int, outcome: str, grounds: str) -> TopicEvaluation:
    """Step one: the lead unit evaluates a topic; nobody evaluates a topic of his own."""
    project = held(actor, code)
    acceptance = under_way(project)
    topic = project.topics.filter(pk=topic_id).first()
    if topic is None:
        raise Refused("projects.unknown_topic")
    policies.may_speak(actor, project).require()
    if topic.leader_id is not None and topic.leader_id == actor.person_id:
        raise Refused("projects.own_topic")
    if project.state not in BEFORE_REVIEW and acceptance.round == 1:
        raise Refused("projects.review_begun")
    if outcome not in TopicEvaluation.Outcome.values:
        raise Invalid({"outcome": ["kit.not_a_choice"]})
    made, _new = TopicEvaluation.objects.update_or_create(
        acceptance=acceptance,
        topic=topic,
        defaults={
            "outcome": outcome,
            "grounds": words("grounds", grounds),
            "evaluated_on": timezone.localdate(),
            "evaluated_by_id": actor.person_id,
        },
    )
    after = {"topic": topic.code, "outcome": outcome}
    noted(
        actor, "projects.acceptance.topic_evaluated", project, subject_of(acceptance), after=after, reason=made.grounds
    )
    return made


@transaction.atomic
def check_money(
    *, actor: Actor, code: str, outcome: str, arrived: Money | None, spent: Money | None, note: str = ""
) -> Acceptance:
    """The money side is accepted or refused, with what arrived and what was spent; refusing says why."""
    project = held(actor, code, content=False)
    acceptance = under_way(project)
    policies.may_check_money(actor, project).require()
    if outcome not in Acceptance.Money.values:
        raise Invalid({"outcome": ["kit.not_a_choice"]})
    if arrived is not None and spent is not None and spent > arrived:
        raise Invalid({"spent": ["projects.spent_beyond_arrived"]})
    acceptance.money = outcome
    acceptance.money_note = words("note", note) if outcome == "refused" else note.strip()
    acceptance.money_arrived_minor = arrived.minor if arrived else None
    acceptance.money_spent_minor = spent.minor if spent else None
    acceptance.money_on, acceptance.money_by_id = timezone.localdate(), actor.person_id
    acceptance.save()
    noted(
        actor,
        "projects.acceptance.money_checked",
        project,
        subject_of(acceptance),
        after={"outcome": outcome, "arrived": acceptance.money_arrived_minor, "spent": acceptance.money_spent_minor},
        reason=acceptance.money_note,
    )
    return acceptance


@transaction.atomic
def begin_review(*, actor: Actor, code: str) -> Acceptance:
    """Step two begins: the file is complete and every topic is evaluated."""
    project = held(actor, code, content=False)
    acceptance = under_way(project)
    policies.may_run(actor, project).require()
    evaluated = selectors.topic_evaluations(acceptance)
    if left := [one.code for one in project.topics.order_by("code") if one.pk not in evaluated]:
        raise Refused("projects.topics_unevaluated", topics="、".join(left))
    steps.take(actor=actor, project=project, action="review_acceptance", revision=project.revision)
    noted(actor, "projects.acceptance.review_begun", project, subject_of(acceptance))
    return acceptance


def under_way(project: Project) -> Acceptance:
    """The round that is open; refused without one."""
    acceptance = selectors.current(project)
    if acceptance is None or acceptance.conclusion or project.state not in UNDER_WAY:
        raise Refused("projects.no_acceptance", state=project.state)
    return acceptance


def subject_of(acceptance: Acceptance) -> tuple[str, int | str, str]:
    """How the record is named in the chain of acts."""
    return (SUBJECT, acceptance.pk, f"{acceptance.project.code} #{acceptance.round}")


def _prefill(project: Project, acceptance: Acceptance) -> None:
    first = promises.original(project)
    told = standing.latest_values(project)
    items = []
    for one in standing.indicators_of(project):
        item = AcceptanceItem(
            acceptance=acceptance,
            indicator=one,
            original=first.get(one.key, "")[:200],
            current=standing.text_of(one)[:200],
        )
        if one.pk in told and one.kind == Indicator.Kind.QUANTITY and not one.third_party:
            entry = told[one.pk].entry
            item.achieved, item.evidence = told[one.pk].value, f"{entry.month:%Y-%m}: {entry.text[:300]}"
            item.entered_by_id = entry.entered_by_id
            _measure(item, one)
        items.append(item)
    AcceptanceItem.objects.bulk_create(items)


def _measure(item: AcceptanceItem, indicator: Indicator) -> None:
    found = completion_of(indicator, item.achieved, item.level_ppm)
    item.completion_n = None if found is None else found.numerator
    item.completion_d = None if found is None else found.denominator
