"""Offering a task book for signing, recalling it, putting it into force; many at once."""

import hashlib
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from ceyuan.apps.documents import interface as documents
from ceyuan.apps.organisation.interface import Actor
from ceyuan.apps.projects.models import Project, TaskBookVersion
from ceyuan.apps.projects.policies.execution import as_leader
from ceyuan.apps.projects.policies.taskbooks import may_draft, may_issue
from ceyuan.apps.projects.selectors import taskbooks as selectors
from ceyuan.apps.projects.services import steps
from ceyuan.apps.projects.services.taskbooks.change_orders import enter_into_force
from ceyuan.apps.projects.services.taskbooks.held import SUBJECT, held, keep, project_of, subject_of
from ceyuan.apps.projects.services.taskbooks.parties import sides
from ceyuan.apps.projects.services.taskbooks.projection import follow
from ceyuan.apps.projects.taskbook_paper import task_book_pdf
from ceyuan.apps.workflow import interface as workflow
from ceyuan.core.kernel.verdict import Invalid, Reason, Refused

logger = logging.getLogger(__name__)
MOST_AT_ONCE = 200
_ACTS: Mapping[str, str] = {
    "offer": "offered",
    "recall": "recalled",
    "complete": "signed",
    "adopt": "adopted",
    "discard": "discarded",
}


@transaction.atomic
def offer(*, actor: Actor, version_id: int, revision: int, reason: str = "") -> TaskBookVersion:
    """Freeze a draft, print it, and open its signing; refused while findings hinder it or indicators fall behind."""
    one = _issued(actor, version_id)
    if one.revision != revision:
        raise Refused("workflow.stale", seen=revision, now=one.revision)
    book = selectors.wording(one)
    if one.state == "draft":
        keep(one, book)
        if one.error_count == 0:
            paper = task_book_pdf(one)
            one.print_hash = hashlib.sha256(paper).hexdigest()
            one.save()
            parties = sides(project_of(one), book, one.change_order.change_class if one.change_order else "A")
            opened = _opened(actor, one, paper, parties)
            one.signing_id = opened.pk
        one.save()
    return _step(actor, one, "offer", revision, reason)


def _opened(actor: Actor, one: TaskBookVersion, paper: bytes, parties: Sequence[Any]) -> Any:
    if not parties:
        raise Refused("projects.no_parties")
    project = project_of(one)
    return documents.open_signing(
        actor=actor,
        unit=project.lead_unit,
        subject=(SUBJECT, one.pk),
        name=f"{one.task_book.number} v{one.number}",
        pdf=paper,
        data_hash=one.data_hash,
        parties=[
            documents.Party(
                key=side.key,
                label_zh=side.label_zh,
                label_en=side.label_en,
                unit_id=side.unit_id,
                person_id=side.person_id,
            )
            for side in parties
        ],
    )


@transaction.atomic
def recall(*, actor: Actor, version_id: int, revision: int, reason: str) -> TaskBookVersion:
    """Take an offered version back to rework it; signatures already given are void with it."""
    one = _issued(actor, version_id)
    signing = one.signing_id
    done = _step(actor, one, "recall", revision, reason)
    if signing is not None:
        documents.void(actor=actor, signing_id=signing, reason=reason)
    done.print_hash, done.signing_id = "", None
    done.save(update_fields=["print_hash", "signing_id"])
    return done


@transaction.atomic
def complete(*, actor: Actor, version_id: int, revision: int, reason: str = "") -> TaskBookVersion:
    """Put a version that every party has signed into force: the rows of the project follow it from now on.

    The last signature does so by itself; this is for one that something held up on that day.
    """
    one = _issued(actor, version_id)
    return _take_effect(actor, _step(actor, one, "complete", revision, reason))


def follow_signing(*, actor: Actor, signing: Any) -> None:
    """After a signature: with the last one the version comes into force, and with it its change order.

    What a guard refuses does not undo the signature: the version stays offered, and waits for the office to see why.
    """
    if signing.state != "complete":
        return
    one = selectors.signed_version(signing.pk)
    if one is None or one.state != "offered":
        return
    try:
        with transaction.atomic():
            done = _step(actor, one, "complete", one.revision, "", by_policy=True)
            _take_effect(actor, done, by_policy=True)
    except Refused as problem:
        logger.warning("Version %s was signed by all and did not come into force: %s", one.pk, problem.reason)


@transaction.atomic
def adopt(*, actor: Actor, version_id: int, revision: int, reason: str) -> TaskBookVersion:
    """Put a version into force that was agreed on paper or in an older system; the reason names where it stands."""
    one = _issued(actor, version_id)
    if not reason.strip():
        raise Invalid({"reason": ["workflow.reason_missing"]})
    if one.state == "draft":
        one.basis = reason[:300]
        one.save(update_fields=["basis"])
    return _take_effect(actor, _step(actor, one, "adopt", revision, reason))


@transaction.atomic
def discard(*, actor: Actor, version_id: int, revision: int, reason: str) -> TaskBookVersion:
    """Give up a draft; its number is not used again."""
    one = held(actor, version_id)
    may_draft(actor, project_of(one)).require()
    return _step(actor, one, "discard", revision, reason)


STEPS = {"offer": offer, "recall": recall, "complete": complete, "adopt": adopt, "discard": discard}


def advance(*, actor: Actor, version_id: int, action: str, revision: int, reason: str = "") -> TaskBookVersion:
    """Take one step with a version, as its page's buttons ask."""
    if action not in STEPS:
        raise Refused("workflow.no_such_step", action=action)
    return STEPS[action](actor=actor, version_id=version_id, revision=revision, reason=reason)


@dataclass(frozen=True, slots=True)
class Offered:
    """What became of one task book of many: offered, or the reason why not."""

    version: TaskBookVersion
    refused: Reason | None


def offer_many(*, actor: Actor, book_ids: Sequence[int]) -> list[Offered]:
    """Offer the newest drafts of these task books, each on its own: one that is refused does not hold up the others."""
    found = []
    for one in selectors.drafts_to_offer(actor, book_ids[:MOST_AT_ONCE]):
        try:
            done = offer(actor=actor, version_id=one.pk, revision=one.revision)
        except Refused as problem:
            found.append(Offered(one, problem.reason))
        else:
            found.append(Offered(done, None))
    return found


def facts_of(one: TaskBookVersion) -> dict[str, Any]:
    """What the guards of a version look at."""
    order = one.change_order
    approved = order is None or order.state == "approved"
    may_lower = order is not None and order.change_class == "A" and order.state == "approved"
    return {
        "error_count": one.error_count,
        "lowered_count": 0 if may_lower else one.lowered_count,
        "is_signed": one.signing_id is not None and documents.is_complete(one.signing_id),
        "order_approved": approved,
        "basis": one.basis or "paper",
    }


def _issued(actor: Actor, version_id: int) -> TaskBookVersion:
    one = held(actor, version_id)
    may_issue(actor, project_of(one)).require()
    return one


def _step(
    actor: Actor, one: TaskBookVersion, action: str, revision: int, reason: str, *, by_policy: bool = False
) -> TaskBookVersion:
    return workflow.advance(
        actor=as_leader(actor, project_of(one)),
        case=one,
        action=action,
        revision=revision,
        unit_path=project_of(one).lead_unit.path,
        act=f"projects.taskbook.{_ACTS[action]}",
        subject=subject_of(one),
        facts=facts_of(one),
        reason=reason,
        by_policy=by_policy,
    )


def _take_effect(actor: Actor, one: TaskBookVersion, *, by_policy: bool = False) -> TaskBookVersion:
    one.task_book.versions.filter(is_in_force=True).update(is_in_force=False)
    one.is_in_force, one.in_force_on = True, timezone.localdate()
    one.save(update_fields=["is_in_force", "in_force_on"])
    follow(one)
    if one.change_order is not None:
        enter_into_force(actor=actor, order=one.change_order, by_policy=by_policy)
    project = Project.objects.select_related("lead_unit").get(pk=one.task_book.project_id)
    if project.state == "taskbook_draft":
        project.signed_on = project.signed_on or timezone.localdate()
        project.save(update_fields=["signed_on"])
        steps.take(actor=actor, project=project, action="sign_taskbook", revision=project.revision, by_policy=by_policy)
    return one
