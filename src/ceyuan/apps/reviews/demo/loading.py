"""Writes the demonstration's pool of experts with what is known of their interests."""

from __future__ import annotations

from datetime import timedelta

from django.db import models, transaction

from ceyuan.apps.organisation.demo import generate, keys
from ceyuan.apps.organisation.demo.draw import stream
from ceyuan.apps.organisation.demo.units import AS_OF, GROUP_CODE
from ceyuan.apps.organisation.interface import service_actor
from ceyuan.apps.reviews.demo.pool import ExpertSeed, experts
from ceyuan.apps.reviews.models import Declaration, Expert, Tie
from ceyuan.apps.reviews.services import demonstration
from ceyuan.core.kernel.text import sort_key

_NOTES = {"barred": "违反评审纪律，暂停评审资格", "noted": "逾期未提交评审意见一次", "clear": ""}
_DECLARED, _TIED = 60, 40
_WORDS = ("曾任该单位技术顾问", "与该单位有在执行的横向合同", "配偶在该单位任职")


@transaction.atomic
def load(seed: int) -> bool:
    """Write the pool below the group that `organisation.demo.load` made; False when it is there already."""
    actor = service_actor(GROUP_CODE, "demonstration")
    if demonstration.is_there(actor):
        return False
    units, people = keys(actor)
    organisation = generate(seed)
    rows = [_expert(one, actor.group_id or 0, units, people) for one in experts(organisation, seed)]
    rng = stream(seed, "interests")
    # Enterprises only: an interest in the whole group would keep an expert from everything.
    codes = [unit.code for unit in organisation.structure.units if unit.kind == "enterprise"]
    declared: list[models.Model] = [
        Declaration(
            expert=row,
            unit_id=units[rng.choice(codes)],
            words=rng.choice(_WORDS),
            declared_on=AS_OF - timedelta(days=rng.randint(10, 400)),
        )
        for row in rng.sample(rows, _DECLARED)
    ]
    numbers = sorted(people)
    tied: list[models.Model] = []
    for row in rng.sample(rows, _TIED):
        other = people[rng.choice(numbers)]
        if other != row.person_id:
            kind = rng.choice(("relative", "teacher_student"))
            noted = AS_OF - timedelta(days=rng.randint(10, 400))
            tied.append(Tie(expert=row, kind=kind, person_id=other, noted_on=noted))
    demonstration.write(actor=actor, batches=[[*rows], declared, tied])
    return True


def _expert(one: ExpertSeed, group: int, units: dict[str, int], people: dict[str, int]) -> Expert:
    return Expert(
        group_id=group,
        keeper_id=units[GROUP_CODE],
        person_id=people[one.person] if one.person else None,
        unit_id=units[one.employer] if one.person else None,
        unit_name="" if one.person else one.employer,
        name_zh=one.name_zh,
        name_en=one.name_en,
        title=one.title,
        fields=list(one.fields),
        keywords=list(one.keywords),
        is_external=not one.person,
        region=one.region,
        integrity_state=one.standing,
        integrity_note=_NOTES[one.standing],
        consented_on=one.consented_on,
        max_load=one.max_load,
        sort_key=sort_key(one.name_zh)[:700],
    )
