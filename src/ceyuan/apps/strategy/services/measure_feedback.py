"""Anonymous answers to "Did it reach you?". Why nothing leads from an answer to a person: docs/decisions/0011."""

import uuid
from random import SystemRandom

from django.db import transaction
from django.utils import timezone

from ceyuan.apps.organisation.interface import Actor, home_unit, line_of
from ceyuan.apps.strategy.models import FeedbackReceipt, Measure, MeasureFeedback
from ceyuan.apps.strategy.policies.measures import READ
from ceyuan.core.kernel.verdict import Invalid, Refused

ASKED_OF = frozenset({"strategic_unit", "enterprise"})


def answer(*, actor: Actor, measure_id: int, said: str, comment: str = "") -> None:
    """Keep an answer with the strategic unit or enterprise above the person and the month, and a receipt beside it.

    There is no audit act: it would name the actor at the moment of the answer, and the receipt says all that may be
    known. `Refused` when the person has answered about this measure this year.
    """
    if said not in MeasureFeedback.Answer.values:
        raise Invalid({"said": ["strategy.feedback_unknown_answer"]})
    home = home_unit(actor)
    if home is None or actor.person_id is None or not actor.may(READ):
        raise Refused("strategy.feedback_nobody")
    line = line_of(home)
    unit = next((one for one in line if one.kind in ASKED_OF), line[-1])
    today = timezone.localdate()
    with transaction.atomic():
        # The lock makes one answer at a time, so that the shuffling below always takes the earlier ones along.
        measure = Measure.objects.select_for_update().filter(pk=measure_id, is_heading=False).first()
        if measure is None or measure.policy.group_id != actor.group_id or measure.policy.ended_on is not None:
            raise Refused("strategy.unknown_measure")
        _receipt, is_new = FeedbackReceipt.objects.get_or_create(
            person_id=actor.person_id, measure=measure, year=today.year
        )
        if not is_new:
            raise Refused("strategy.feedback_given")
        given = MeasureFeedback(
            measure=measure, unit_id=unit.pk, month=today.replace(day=1), answer=said, comment=comment.strip()
        )
        _shuffle_in(given)


def _shuffle_in(given: MeasureFeedback) -> None:
    """Write all answers of the unit anew, in random order and under new keys.

    Otherwise the place of a row in the table, or the transaction that it was written in, would pair it with the
    receipt of the same moment.
    """
    same = MeasureFeedback.objects.filter(measure_id=given.measure_id, unit_id=given.unit_id)
    rows = [given, *same]
    same.delete()
    for row in rows:
        row.shuffle = uuid.uuid4()
    SystemRandom().shuffle(rows)
    MeasureFeedback.objects.bulk_create(rows)
