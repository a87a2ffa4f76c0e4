"""The last act on a letter: its year is scored, and it is closed."""

from django.db import transaction

from ceyuan.apps.organisation.interface import Actor
from ceyuan.apps.strategy.models import Letter
from ceyuan.apps.strategy.policies.responsibility import may_shape_letter
from ceyuan.apps.strategy.services import letters, scores


@transaction.atomic
def close(*, actor: Actor, letter_id: int, revision: int) -> Letter:
    """Close a letter in force after its year; the score is judged and written once, in the same transaction."""
    letter = letters.hold(actor, letter_id)
    may_shape_letter(actor, letter.upper_unit.path).require()
    if letter.state == "in_force" and letter.score is None:
        letter = scores.judge(actor=actor, letter=letter)
    facts = {"scored": letter.score is not None}
    return letters.step(actor, letter, "close", revision, upper=True, facts=facts)
