"""The pledge (军令状): what a chosen bid promises, signed by its leader and the head of its unit."""

from typing import Any

from django.db import transaction
from django.utils import timezone, translation

from ceyuan.apps.audit import interface as audit
from ceyuan.apps.calls.models import Bid, Pledge
from ceyuan.apps.calls.modes import MODES
from ceyuan.apps.calls.pledge_paper import pledge_pdf
from ceyuan.apps.calls.policies import decisions as policies
from ceyuan.apps.calls.selectors import bids as bid_selectors
from ceyuan.apps.calls.selectors import decisions as selectors
from ceyuan.apps.documents.interface import Party, fingerprint, open_signing
from ceyuan.apps.documents.interface import void as void_signing
from ceyuan.apps.organisation.interface import Actor, top_leaders
from ceyuan.core.kernel.verdict import Invalid, Refused

from . import bids
from .reviewing import people_in, require_alive, step_bid

SUBJECT = "calls.pledge"


@transaction.atomic
def offer(*, actor: Actor, bid_id: int, consequences: str) -> Pledge:
    """Lay the pledge out for signature, once the notice of the bid's line is clear. Laid out anew, it voids the former.

    Refused: `calls.pledge_not_of_mode`, `calls.not_selected_yet`, the notice's own reasons, `calls.no_head`,
    `calls.pledge_frozen`.
    """
    found = bids.hold(actor, bid_id)
    one = found.challenge
    policies.may_run(actor, one.unit.path, people_in(one)).require()
    require_alive(one)
    if not MODES[one.mode].pledge:
        raise Refused("calls.pledge_not_of_mode")
    if found.state != "selected":
        raise Refused("calls.not_selected_yet")
    selectors.notice_verdict(found.pk).require()
    if not consequences.strip():
        raise Invalid({"consequences": ["kit.required"]})
    if not top_leaders(actor, [found.unit_id], timezone.localdate()):
        raise Refused("calls.no_head", unit=str(found.unit))
    _take_back(actor, found, consequences)
    content = told(found, consequences.strip())
    made: Pledge = Pledge.objects.create(
        bid=found,
        content=content,
        data_hash=fingerprint(content),
        consequences=consequences.strip(),
        offered_at=timezone.now(),
    )
    with translation.override("zh-hans"):
        paper = pledge_pdf(content, made.data_hash, made.offered_at)
    signing = open_signing(
        actor=actor,
        unit=one.unit,
        subject=(SUBJECT, found.pk, f"{one.code} {found.title}"),
        name=f"军令状 {one.code} {found.title}"[:200],
        pdf=paper,
        data_hash=made.data_hash,
        parties=[
            Party(key="leader", label_zh="项目负责人", label_en="Project leader", person_id=found.leader_id),
            Party(key="head", label_zh="单位主要负责人", label_en="Head of the unit", unit_id=found.unit_id),
        ],
    )
    made.signing_id = signing.pk
    made.save(update_fields=["signing_id"])
    _record(actor, "calls.bid.pledge_offered", found, {"data_hash": made.data_hash, "signing": signing.pk})
    return made


def _take_back(actor: Actor, found: Bid, reason: str) -> None:
    """Void a pledge that was laid out before and not signed by all."""
    old = selectors.pledge_of(found)
    if old is None:
        return
    if old.signed_at is not None:
        raise Refused("calls.pledge_frozen")
    if old.signing_id is not None:
        void_signing(actor=actor, signing_id=old.signing_id, reason=reason)
    old.delete()


def told(found: Bid, consequences: str) -> dict[str, Any]:
    """What is promised, as plain data: from the frozen submission and the decision that stands."""
    content = bid_selectors.content(found)
    decision = selectors.decision_of(found)
    granted = decision.funds_minor if decision is not None and decision.funds_minor is not None else found.funds_minor
    return {
        "challenge": {"code": found.challenge.code, "title": found.challenge.title},
        "bid": {"title": found.title, "sha256": found.sha256},
        "unit": content["unit"],
        "leader": content["leader"],
        "indicators": content["indicators"],
        "milestones": content["milestones"],
        "funds_minor": granted,
        "currency": found.currency,
        "conditions": decision.conditions if decision else "",
        "consequences": consequences,
        "kill_on": found.challenge.kill_on.isoformat() if found.challenge.kill_on else None,
    }


def follow(*, actor: Actor, signing: Any) -> None:
    """After a signature: with the last one the pledge is signed. The office confirms it and the bid goes on."""
    if signing.state != "complete":
        return
    kept = Pledge.objects.select_related("bid", "bid__challenge__unit").get(bid=int(signing.subject_id))
    kept.signed_at = timezone.now()
    kept.save(update_fields=["signed_at"])
    _record(actor, "calls.bid.pledge_signed", kept.bid, {"data_hash": kept.data_hash})


@transaction.atomic
def confirm(*, actor: Actor, bid_id: int, revision: int) -> Bid:
    """The bid counts as pledged: with a signed pledge, or at once where the mode asks for none."""
    found = _going_on(actor, bid_id, revision)
    selectors.notice_verdict(found.pk).require()
    return step_bid(actor, found, "pledge")


@transaction.atomic
def start(*, actor: Actor, bid_id: int, revision: int) -> Bid:
    """The work of a pledged bid starts."""
    return step_bid(actor, _going_on(actor, bid_id, revision), "start")


def _going_on(actor: Actor, bid_id: int, revision: int) -> Bid:
    found = bids.hold(actor, bid_id)
    policies.may_run(actor, found.challenge.unit.path, people_in(found.challenge)).require()
    if found.revision != revision:
        raise Refused("workflow.stale", seen=revision, now=found.revision)
    return found


def _record(actor: Actor, act: str, found: Bid, after: dict[str, Any]) -> None:
    audit.record(
        actor=actor,
        act=act,
        subject=bids.subject_of(found),
        before={},
        after=after,
        unit_path=found.challenge.unit.path,
    )
