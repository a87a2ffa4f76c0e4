"""Signing responsibility letters: below, above, many in one sitting; and what the second signature sets going."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from ceyuan.apps.documents import interface as documents
from ceyuan.apps.organisation.interface import Actor, confirm, leads
from ceyuan.apps.strategy import letter_content
from ceyuan.apps.strategy.letter_paper import letter_pdf
from ceyuan.apps.strategy.models import Letter, LetterSignature
from ceyuan.apps.strategy.selectors import letters as selectors
from ceyuan.apps.strategy.services import letters, negotiation
from ceyuan.core.kernel.verdict import Invalid, Reason, Refused

POST = "top_leader"


@dataclass(frozen=True, slots=True)
class Pledge:
    """What somebody puts their name under: the letter, the revision and the fingerprint that they saw."""

    letter_id: int
    revision: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one letter of a sitting: signed, or why not."""

    letter: Letter
    refused: Reason | None = None


def sign(*, actor: Actor, pledge: Pledge, password: str, today: date | None = None) -> Letter:
    """Sign a letter as top leader of the unit below or above, whichever signs next, after the password.

    The second signature brings the targets in force and files the signed document, all in one transaction.
    """
    confirm(actor=actor, password=password)
    return _sign(actor, pledge, today or timezone.localdate())


def sign_many(*, actor: Actor, pledges: Sequence[Pledge], password: str, today: date | None = None) -> list[Outcome]:
    """Sign several letters in one sitting; the password is asked once, each letter is a transaction of its own."""
    confirm(actor=actor, password=password)
    if not pledges:
        raise Invalid({"": ["strategy.nothing_chosen"]})
    return [_outcome(actor, pledge, today or timezone.localdate()) for pledge in pledges]


def _outcome(actor: Actor, pledge: Pledge, today: date) -> Outcome:
    try:
        return Outcome(_sign(actor, pledge, today))
    except Refused as problem:
        seen = selectors.letter_of(actor, pledge.letter_id)
        if seen is None:
            raise
        return Outcome(seen, problem.reason)


@transaction.atomic
def _sign(actor: Actor, pledge: Pledge, today: date) -> Letter:
    letter = letters.hold(actor, pledge.letter_id)
    _check_words(letter, pledge.sha256)
    upper = letter.state == "signed_below"
    side_unit = letter.upper_unit if upper else letter.unit
    leadership = leads(actor, side_unit.pk, today)
    if leadership is None or actor.person_id is None:
        raise Refused("strategy.not_the_leader", unit=str(side_unit))
    if upper and letter.signatures.filter(person=actor.person_id).exists():
        raise Refused("strategy.same_signer")
    action = "sign_above" if upper else "sign_below"
    done = letters.step(actor, letter, action, pledge.revision, upper=upper, facts={"signer": True})
    LetterSignature.objects.create(
        letter=letter,
        side="upper" if upper else "lower",
        person_id=actor.person_id,
        account_id=actor.account_id,
        person_name=actor.name,
        post=POST,
        on_behalf=leadership.on_behalf,
        holder_name=str(leadership.holder) if leadership.on_behalf else "",
        sha256=letter.sha256,
    )
    if upper:
        _bring_into_force(actor, done, today)
    return done


def _check_words(letter: Letter, seen: str) -> None:
    if letter.state not in {"offered", "signed_below"}:
        raise Refused("strategy.letter_not_to_sign")
    if letter.sha256 != seen:
        raise Refused("strategy.letter_changed")
    if documents.fingerprint(letter.content or {}) != letter.sha256:
        raise Refused("strategy.letter_broken")


def _bring_into_force(actor: Actor, letter: Letter, today: date) -> None:
    targets = {target.pk: target for target in selectors.targets_of(letter)}
    if stale := letter_content.outdated(letter.content or {}, targets):
        raise Refused(stale)
    agreed = [target for target in targets.values() if target.state == "agreed"]
    if agreed:
        negotiation.put_in_force(actor=actor, targets=agreed, letter_id=letter.pk)
    letter.in_force_on = today
    paper = letter_pdf(letter, selectors.signatures(letter))
    kept = documents.keep(
        actor=actor,
        unit=letter.unit,
        subject=(letters.SUBJECT, letter.pk),
        name=f"{letter.unit.code}-{letter.year}.pdf",
        content=paper,
    )
    letter.document_id = kept.pk
    letter.save(update_fields=["in_force_on", "document_id"])
