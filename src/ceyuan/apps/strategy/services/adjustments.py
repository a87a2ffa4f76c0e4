"""Bonus and deduction beside the weighted score: entered from above with evidence, confirmed by another."""

from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from ceyuan.apps.audit import interface as audit
from ceyuan.apps.organisation.interface import Actor, unit_by_code
from ceyuan.apps.strategy.models import Letter, ScoreAdjustment
from ceyuan.apps.strategy.policies import readings as policies
from ceyuan.core.kernel import Invalid, Reason, Refused

MOST = Decimal(50)


@transaction.atomic
def adjust(
    *, actor: Actor, unit_code: str, year: int, points: Decimal, title: str, evidence: str, today: date | None = None
) -> ScoreAdjustment:
    """Enter points above zero (bonus) or below (deduction); they count once another confirms them.

    Refused: `strategy.only_from_above`, `strategy.no_such_unit`, `strategy.score_frozen` (the year is judged). Invalid
    beside the fields: no points, no title, no evidence, a year to come.
    """
    unit = unit_by_code(actor, unit_code, policies.VIEW)
    if unit is None:
        raise Refused("strategy.no_such_unit", code=unit_code)
    policies.may_adjust(actor, unit).require()
    faults: dict[str, list[str | Reason]] = {}
    if not points or abs(points) > MOST or points != points.quantize(Decimal("0.01")):
        faults["points"] = [Reason("strategy.adjustment_points", {"most": MOST})]
    if not title.strip():
        faults["title"] = ["kit.required"]
    if not evidence.strip():
        faults["evidence"] = ["strategy.adjustment_evidence"]
    if year > (today or timezone.localdate()).year:
        faults["year"] = ["strategy.year_to_come"]
    if faults:
        raise Invalid(faults)
    _open(unit.pk, year)
    made: ScoreAdjustment = ScoreAdjustment.objects.create(
        group_id=unit.group_id,
        unit=unit,
        year=year,
        points=points,
        title=title.strip()[:200],
        evidence=evidence.strip()[:300],
        entered_by_id=actor.account_id,
    )
    audit.record(
        actor=actor,
        act="strategy.adjustment.entered",
        subject=("strategy.adjustment", made.pk, f"{unit.code} {year} {made.title}"),
        after={"points": points, "evidence": made.evidence},
        unit_path=unit.path,
    )
    return made


@transaction.atomic
def confirm(*, actor: Actor, adjustment_id: int) -> ScoreAdjustment:
    """Confirm what another entered; from now on it counts. Refused: `strategy.own_adjustment`, `already_confirmed`."""
    found = (
        ScoreAdjustment.objects.visible_to(actor, policies.VIEW)
        .select_related("unit")
        .select_for_update(of=("self",))
        .filter(pk=adjustment_id)
        .first()
    )
    if found is None:
        raise Refused("strategy.unknown_adjustment")
    policies.may_confirm(actor, found.unit).require()
    if found.confirmed_at is not None:
        raise Refused("strategy.already_confirmed", title=found.title)
    if found.entered_by_id is not None and found.entered_by_id == actor.account_id:
        raise Refused("strategy.own_adjustment", title=found.title)
    _open(found.unit_id, found.year)
    found.confirmed_by_id, found.confirmed_at = actor.account_id, timezone.now()
    found.save(update_fields=["confirmed_by", "confirmed_at"])
    audit.record(
        actor=actor,
        act="strategy.adjustment.confirmed",
        subject=("strategy.adjustment", found.pk, f"{found.unit.code} {found.year} {found.title}"),
        after={"points": found.points},
        unit_path=found.unit.path,
    )
    adjusted: ScoreAdjustment = found
    return adjusted


def _open(unit_id: int, year: int) -> None:
    if Letter.objects.filter(unit=unit_id, year=year, score__isnull=False).exists():
        raise Refused("strategy.score_frozen", year=year)
