"""The final score of a year, written once into the letter."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from ceyuan.apps.audit import interface as audit
from ceyuan.apps.organisation.interface import Actor
from ceyuan.apps.strategy.models import Letter
from ceyuan.apps.strategy.policies import readings as policies
from ceyuan.apps.strategy.selectors import scores
from ceyuan.core.kernel import Refused


@transaction.atomic
def judge(*, actor: Actor, letter: Letter, today: date | None = None) -> Letter:
    """Write the score of the letter's unit and year; it is never written twice. Closing the letter is another step.

    Refused: `strategy.only_from_above`, `strategy.letter_not_in_force`, `strategy.year_not_over`,
    `strategy.score_frozen`, and why there is no score (weights that are not whole, no agreed targets).
    """
    letters = Letter.objects.select_for_update(of=("self",)).select_related("unit", "upper_unit")
    found: Letter = letters.get(pk=letter.pk)
    policies.may_judge(actor, found).require()
    if found.score is not None:
        raise Refused("strategy.score_frozen", year=found.year)
    if found.state != "in_force":
        raise Refused("strategy.letter_not_in_force", unit=str(found.unit), year=found.year)
    if (today or timezone.localdate()) <= date(found.year, 12, 31):
        raise Refused("strategy.year_not_over", year=found.year)
    card = scores.card(actor, found.unit_id, found.year)
    if card.total is None or card.score is None:
        raise Refused(card.faults[0])
    found.score, found.scored_at = card.score, timezone.now()
    found.save(update_fields=["score", "scored_at"])
    audit.record(
        actor=actor,
        act="strategy.letter.scored",
        subject=("strategy.letter", found.pk, f"{found.unit.code} {found.year}"),
        after={
            "score": card.score,
            "gates_missed": card.gates_missed,
            "lines": {line.target.kpi.code: line.worth for line in card.lines},
        },
        unit_path=found.unit.path,
    )
    return found
