"""Writes the demonstration's strategy: numbers first, then the documents, then what leaders answer for."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from django.db import models, transaction

from ceyuan.apps.organisation.demo import keys as organisation_keys
from ceyuan.apps.organisation.interface import actor_of_username, service_actor, units_of
from ceyuan.apps.organisation.scoping import Actor
from ceyuan.apps.strategy.demo import (
    direction_rows,
    hand_overs,
    measure_rows,
    number_rows,
    plan_rows,
    reading_rows,
    responsibility_rows,
)
from ceyuan.apps.strategy.demo.cascade import Cascade, cascade
from ceyuan.apps.strategy.demo.kpi_lists import KPIS
from ceyuan.apps.strategy.demo.negotiation import Negotiation
from ceyuan.apps.strategy.demo.plans import ANNUAL, FIVE_YEAR, NEXT, NEXT_ANNUAL, PlanSeed, plans
from ceyuan.apps.strategy.demo.references import Keys
from ceyuan.apps.strategy.demo.scope import GROUP_CODE, SEED, scope
from ceyuan.apps.strategy.services import demonstration

ACTOR_NAME = "demonstration"


@transaction.atomic
def load(seed: int = SEED) -> bool:
    """Write everything below the group that `organisation.demo.load` made; False when it is there already."""
    actor = service_actor(GROUP_CODE, ACTOR_NAME)
    if demonstration.is_there(actor):
        return False
    keys = _keys(actor, seed)
    writer = Writer(actor)
    numbers = cascade(seed)
    negotiation = Negotiation(numbers, seed)
    documents = plans(keys.scope, _wanted(numbers, negotiation))
    _numbers(writer, keys, numbers, negotiation, documents)
    writer.write(*reading_rows.Readings(keys, numbers.figures, seed).rows())
    demonstration.close_periods(actor=actor, periods=reading_rows.LOCKED)
    _documents(writer, keys, documents)
    _measures(writer, keys, seed)
    _responsibility(writer, keys, seed)
    lowered, told, reserves = number_rows.changes(keys, numbers)
    writer.write(lowered, told)
    demonstration.lower(actor=actor, changes=lowered, reserves=reserves)
    demonstration.roll_up(actor=actor)
    writer.write(list(hand_overs.certificates(actor)))
    demonstration.tell(actor=actor, counts=writer.counts)
    return True


class Writer:
    """Writes batches as the actor, and counts what it wrote."""

    def __init__(self, actor: Actor) -> None:
        self.actor = actor
        self.counts: dict[str, int] = {}

    def write(self, *batches: Sequence[models.Model]) -> None:
        """Insert the batches in their order."""
        demonstration.write(actor=self.actor, batches=batches)
        for batch in batches:
            if batch:
                name = type(batch[0]).__name__.lower()
                self.counts[name] = self.counts.get(name, 0) + len(batch)


def _keys(actor: Actor, seed: int) -> Keys:
    units, people = organisation_keys(actor)
    where = scope(seed)
    assessors = {kpi.assessor for kpi in KPIS}
    named = units_of(actor, [units[code] for code in assessors])
    departments = {code: named[units[code]] for code in assessors}
    accounts = {
        staff_no: who.account_id
        for username, staff_no in where.accounts.items()
        if (who := actor_of_username(username)).account_id is not None
    }
    return Keys(actor.group_id or 0, where, units, people, accounts, departments)


def _wanted(numbers: Cascade, negotiation: Negotiation) -> dict[str, dict[str, Decimal]]:
    """What the group asks for in the last year of the plans that name figures."""
    last = {FIVE_YEAR: 2025, ANNUAL: 2025, NEXT: 2026, NEXT_ANNUAL: 2026}
    seeds = [
        *numbers.targets.values(),
        *negotiation.sources.values(),
        *(bargain.target for bargain in negotiation.bargains),
    ]
    found: dict[str, dict[str, Decimal]] = {plan: {} for plan in last}
    for seed in seeds:
        plan, kpi, unit, year = seed.key
        if unit == GROUP_CODE and last.get(plan) == year:
            found[plan][kpi] = seed.value
    return found


def _numbers(
    writer: Writer, keys: Keys, numbers: Cascade, negotiation: Negotiation, documents: tuple[PlanSeed, ...]
) -> None:
    writer.write(number_rows.quantities(keys), number_rows.kpis(keys), plan_rows.plans(keys, documents))
    writer.write(number_rows.targets(keys, numbers, negotiation))
    writer.write(list(number_rows.moves(keys, numbers, negotiation)))


def _documents(writer: Writer, keys: Keys, documents: tuple[PlanSeed, ...]) -> None:
    writer.write(*direction_rows.directions(keys))
    writer.write(list(direction_rows.levels(keys)), list(direction_rows.gaps(keys)))
    written = plan_rows.Documents(keys)
    for plan in documents:
        written.add(plan)
    writer.write(written.versions, written.clauses, written.links)
    demonstration.bring_forward(actor=writer.actor, versions=written.states())


def _measures(writer: Writer, keys: Keys, seed: int) -> None:
    policies = measure_rows.policies(keys)
    writer.write(*policies)
    writer.write(*measure_rows.measures(keys, policies[1][0]))
    writer.write(measure_rows.Uptakes(keys, seed).rows)
    voices = measure_rows.Voices(keys, seed)
    writer.write(voices.answers, voices.receipts)


def _responsibility(writer: Writer, keys: Keys, seed: int) -> None:
    duties = responsibility_rows.duties(keys)
    writer.write(duties)
    letters = responsibility_rows.Letters(keys, duties, seed)
    writer.write(letters.rows)
    writer.write(list(letters.signatures()), list(responsibility_rows.matters(keys, duties, seed)))
    writer.write(list(responsibility_rows.supervisions(keys, seed)), list(responsibility_rows.adjustments(keys)))
