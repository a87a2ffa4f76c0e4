"""Acts on objections: receive, handle, take back, and look who it was.

What the objector does is recorded without their name: the name is kept sealed in the objection alone, so that the trail
of acts, which leaders of the disputed side may read, tells that somebody objected and not who.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from ceyuan.apps.audit import interface as audit
from ceyuan.apps.documents import interface as documents
from ceyuan.apps.notices.calendars import calendar
from ceyuan.apps.notices.lines import personal_number
from ceyuan.apps.notices.models import OPEN_STATES, Notice, NoticeLine, Objection, ObjectionLine
from ceyuan.apps.notices.notice_templates import templates
from ceyuan.apps.notices.policies import OBJECTION, may_decide, may_object
from ceyuan.apps.notices.selectors.notices import notice_seen
from ceyuan.apps.notices.selectors.objections import MARK, Case, Objector, case, is_own, mark_of, objector
from ceyuan.apps.organisation.interface import Actor, home_unit
from ceyuan.apps.workflow import interface as workflow
from ceyuan.core.kernel.verdict import Invalid, Reason, Refused
from ceyuan.kit.sealed import mark

UNNAMED = "***"
ACTS: Mapping[str, str] = {
    "accept": "accepted",
    "investigate": "investigated",
    "uphold": "upheld",
    "reject": "rejected",
}
_DECISIONS = frozenset({"uphold", "reject"})
_ANSWER_DAYS = 15


@dataclass(frozen=True, slots=True)
class Evidence:
    """A file that comes with an objection."""

    name: str
    content: bytes


@transaction.atomic
def receive(
    *,
    actor: Actor,
    notice_id: int,
    lines: Sequence[str],
    kind: str,
    grounds: str,
    contact: str,
    evidence: Evidence | None = None,
) -> Objection:
    """Object to lines of a notice (their keys) under one's own name, while it is on show.

    Raises `Refused` for a notice that is not there or over, and for a line the person disputes already; `Invalid` for
    what is missing.
    """
    may_object(actor).require()
    notice = _on_show(actor, notice_id)
    wrong: dict[str, list[str | Reason]] = {}
    disputed = list(NoticeLine.objects.filter(notice=notice, key__in=list(lines)))
    if not disputed or len(disputed) != len(set(lines)):
        wrong["lines"] = ["notices.choose_lines"]
    if kind not in Objection.Kind.values:
        wrong["kind"] = ["kit.not_a_choice"]
    for name, text in (("grounds", grounds), ("contact", contact)):
        if not text.strip():
            wrong[name] = ["kit.required"]
    if personal := personal_number(grounds):
        wrong["grounds"] = [personal]
    if wrong:
        raise Invalid(wrong)
    _not_twice(actor, disputed)
    made = _keep(actor, notice, disputed, kind, grounds, contact)
    unnamed = _unnamed(actor)
    if evidence is not None:
        documents.keep(
            actor=unnamed,
            unit=notice.unit,
            subject=(OBJECTION, made.pk),
            name=evidence.name,
            content=evidence.content,
        )
    audit.record(
        actor=unnamed,
        act="notices.objection.received",
        subject=_subject(made),
        after={"notice": notice.pk, "lines": [line.key for line in disputed], "kind": kind, "due_on": made.due_on},
        unit_path=notice.unit.path,
    )
    return made


@transaction.atomic
def step(*, actor: Actor, objection_id: int, action: str, revision: int, reason: str = "") -> Objection:
    """Accept, investigate, uphold or reject: `reason` of a decision is the written answer that the objector reads."""
    _handled(actor, objection_id)
    held: Objection = (
        Objection.objects.select_for_update(of=("self",)).select_related("notice", "unit").get(pk=objection_id)
    )
    may_decide(actor, published_by=held.notice.published_by_id, is_objector=is_own(actor, held)).require()
    if action == "take_back":
        raise Refused("workflow.unknown_action", action=action)
    if action in _DECISIONS and held.state in OPEN_STATES and held.revision == revision and reason.strip():
        held.answer, held.answered_on = reason.strip(), timezone.localdate()
        held.save(update_fields=["answer", "answered_on"])
    return workflow.advance(
        actor=actor,
        case=held,
        action=action,
        revision=revision,
        unit_path=held.unit.path,
        act=f"notices.objection.{ACTS.get(action, 'refused')}",
        subject=_subject(held),
        reason=reason,
    )


@transaction.atomic
def take_back(*, actor: Actor, objection_id: int, revision: int) -> Objection:
    """The objector withdraws the objection while it is open."""
    found = case(actor, objection_id)
    if found is None or not found.is_own:
        raise Refused("notices.unknown_objection")
    return workflow.advance(
        actor=_unnamed(actor),
        case=found.objection,
        action="take_back",
        revision=revision,
        unit_path=found.objection.unit.path,
        act="notices.objection.taken_back",
        subject=_subject(found.objection),
        facts={"own": True},
    )


@transaction.atomic
def reveal(*, actor: Actor, objection_id: int, purpose: str) -> Objector:
    """Open the seal over the objector's name: for a handler, for a purpose that is recorded before it is shown."""
    held = _handled(actor, objection_id).objection
    if len(purpose.strip()) < 4:
        raise Invalid({"purpose": ["notices.purpose_missing"]})
    told = objector(held)
    audit.record(
        actor=actor,
        act="notices.objection.identity_seen",
        subject=_subject(held),
        reason=purpose.strip(),
        unit_path=held.unit.path,
    )
    return told


def _on_show(actor: Actor, notice_id: int) -> Notice:
    if notice_seen(actor, notice_id) is None:
        raise Refused("notices.unknown_notice")
    # Held, so that two sendings of one form become one objection.
    notice: Notice = Notice.objects.select_for_update(of=("self",)).select_related("unit").get(pk=notice_id)
    if notice.state != "running" or notice.ends_on is None or timezone.localdate() > notice.ends_on:
        raise Refused("notices.over")
    return notice


def _not_twice(actor: Actor, lines: Sequence[NoticeLine]) -> None:
    known = Objection.objects.filter(
        objector_mark__in=mark_of(actor), state__in=OPEN_STATES, disputed__line__in=lines
    ).first()
    if known is not None:
        raise Refused("notices.objected_already", number=known.pk)


def _keep(
    actor: Actor, notice: Notice, lines: Sequence[NoticeLine], kind: str, grounds: str, contact: str
) -> Objection:
    home = home_unit(actor)
    told = {
        "person_id": actor.person_id,
        "account_id": actor.account_id,
        "name": actor.name,
        "unit": str(home) if home else "",
        "contact": contact.strip()[:200],
    }
    today = timezone.localdate()
    made = Objection.objects.create(
        group_id=notice.group_id,
        unit_id=notice.unit_id,
        notice=notice,
        kind=kind,
        grounds=grounds.strip(),
        objector=json.dumps(told, ensure_ascii=False),
        objector_mark=mark(str(actor.person_id), MARK),
        received_on=today,
        due_on=_due(notice),
        workflow="objection",
        workflow_version=1,
        state="received",
    )
    ObjectionLine.objects.bulk_create(ObjectionLine(objection=made, line=line) for line in lines)
    return made


def _due(notice: Notice) -> date | None:
    kind = templates().get(notice.template)
    try:
        return calendar().add(timezone.localdate(), kind.answer_days if kind else _ANSWER_DAYS)
    except Refused:
        # An objection is received whether or not next year's holidays are known; the clock stands until they are.
        return None


def _handled(actor: Actor, objection_id: int) -> Case:
    found = case(actor, objection_id)
    if found is None or not found.handles:
        raise Refused("notices.unknown_objection")
    return found


def _unnamed(actor: Actor) -> Actor:
    # Built anew, not copied: a request's actor is a lazy stand-in for one.
    return Actor(None, None, UNNAMED, actor.group_id, actor.group_code, actor.reach, actor.roles)


def _subject(objection: Objection) -> tuple[str, int | str, str]:
    return OBJECTION, objection.pk, objection.notice.title
