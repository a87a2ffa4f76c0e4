"""Questions about a challenge: asked by anybody, answered for all, the asker unnamed."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from ceyuan.apps.audit import interface as audit
from ceyuan.apps.calls.models import Challenge, Question
from ceyuan.apps.calls.policies import challenges as policies
from ceyuan.apps.calls.selectors import challenges as selectors
from ceyuan.apps.organisation.interface import Actor
from ceyuan.core.kernel.verdict import Invalid, Refused

SUBJECT = "calls.question"
MOST_LETTERS = 2000


@transaction.atomic
def ask(*, actor: Actor, challenge_id: int, text: str, key: str, now: datetime | None = None) -> Question:
    """Ask about a challenge that takes bids. The same `key` sent twice is one question."""
    one = selectors.by_id(actor, challenge_id)
    if one is None:
        raise Refused("calls.unknown_challenge")
    policies.may_ask(actor, one.state).require()
    moment = now or timezone.now()
    if one.closes_at is not None and one.closes_at <= moment:
        raise Refused("calls.questions_over")
    if not text.strip():
        raise Invalid({"text": ["kit.required"]})
    made, is_new = Question.objects.get_or_create(
        challenge=one,
        key=key[:64],
        defaults={"text": text.strip()[:MOST_LETTERS], "asked_by_id": actor.account_id, "asked_at": moment},
    )
    if is_new:
        # Who asked stands in the chain of acts alone; its label names the challenge.
        _record(actor, "calls.question.asked", made, one)
    return made


@transaction.atomic
def answer(*, actor: Actor, question_id: int, text: str, now: datetime | None = None) -> Question:
    """Answer for everybody to read. A better answer replaces the first; the chain of acts keeps both."""
    found = Question.objects.select_for_update(of=("self",)).filter(pk=question_id).select_related("challenge").first()
    one = selectors.by_id(actor, found.challenge_id) if found is not None else None
    if found is None or one is None:
        raise Refused("calls.unknown_question")
    policies.may_manage(actor, one.unit.path).require()
    if not text.strip():
        raise Invalid({"text": ["kit.required"]})
    before = found.answer
    found.answer = text.strip()[:MOST_LETTERS]
    found.answered_by_id = actor.account_id
    found.answered_at = now or timezone.now()
    found.save(update_fields=["answer", "answered_by", "answered_at"])
    _record(actor, "calls.question.answered", found, one, before=before)
    return found


def _record(actor: Actor, act: str, made: Question, one: Challenge, before: str = "") -> None:
    audit.record(
        actor=actor,
        act=act,
        subject=(SUBJECT, made.pk, one.code),
        before={"answer": before} if before else {},
        after={"answer": made.answer} if made.answer else {"question": made.text},
        unit_path=one.unit.path,
    )
