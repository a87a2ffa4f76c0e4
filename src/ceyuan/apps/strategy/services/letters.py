"""Acts on responsibility letters (责任书) up to the signatures: draft, weigh, offer, return, cancel; and the close."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from ceyuan.apps.audit import interface as audit
from ceyuan.apps.documents.interface import fingerprint
from ceyuan.apps.organisation.interface import Actor, unit_by_code, units_of
from ceyuan.apps.strategy.letter_content import WHOLE
from ceyuan.apps.strategy.models import Letter, Target
from ceyuan.apps.strategy.policies.responsibility import NEGOTIATE, may_return_letter, may_shape_letter
from ceyuan.apps.strategy.selectors import letters as selectors
from ceyuan.apps.strategy.services import meanwhile
from ceyuan.apps.workflow import interface as workflow
from ceyuan.core.indicators import spread
from ceyuan.core.kernel.verdict import Invalid, Reason, Refused

SUBJECT = "strategy.letter"


@transaction.atomic
def draft(*, actor: Actor, unit_code: str, year: int, today: date | None = None) -> Letter:
    """Draw up the letter of a unit's leader for a year; its lines are the unit's targets in the annual plan.

    The unit above is the one with a top leader that its targets come from, else the nearest with a top leader.
    """
    unit = unit_by_code(actor, unit_code, NEGOTIATE)
    if unit is None:
        raise Invalid({"unit_code": ["strategy.unknown_unit"]})
    plan = selectors.annual_plan(actor, unit.path, unit.pk, year)
    if plan is None:
        raise Refused("strategy.no_annual_plan", unit=str(unit), year=year)
    upper_id = selectors.upper_unit_id(actor, unit.path, unit.pk, plan, today or timezone.localdate())
    if upper_id is None:
        raise Refused("strategy.no_leader_above", unit=str(unit))
    upper = units_of(actor, [upper_id])[upper_id]
    may_shape_letter(actor, upper.path).require()
    if Letter.objects.filter(unit=unit, year=year).exclude(state="cancelled").exists():
        raise Refused("strategy.letter_exists", unit=str(unit), year=year)
    made = Letter.objects.create(
        group_id=unit.group_id,
        plan=plan,
        unit=unit,
        upper_unit=upper,
        year=year,
        workflow="letter",
        workflow_version=1,
        state="draft",
    )
    audit.record(
        actor=actor,
        act="strategy.letter.drafted",
        subject=subject_of(made),
        after={"unit": unit.code, "above": upper.code, "year": year, "plan": str(plan)},
        unit_path=unit.path,
    )
    return made


@transaction.atomic
def draft_all(*, actor: Actor, upper_code: str, year: int) -> list[Letter]:
    """Draw up the letters of all units below that have targets for the year and no letter yet."""
    upper = unit_by_code(actor, upper_code, NEGOTIATE)
    if upper is None:
        raise Invalid({"upper_code": ["strategy.unknown_unit"]})
    units = selectors.units_named(actor, selectors.without_letter(actor, upper.path, year))
    return [draft(actor=actor, unit_code=unit.code, year=year) for unit in units]


@transaction.atomic
def set_weights(*, actor: Actor, letter_id: int, weights: Mapping[int, int], revision: int) -> Letter:
    """Weigh the targets of a draft, in millionths by target id. What is not named keeps its weight.

    The sum may be open while one works on it; a letter is offered only when it is exactly 100 per cent.
    """
    letter = hold(actor, letter_id)
    may_shape_letter(actor, letter.upper_unit.path).require()
    if letter.state != "draft":
        raise Refused("strategy.letter_not_a_draft")
    with meanwhile.told(actor, SUBJECT, letter.pk):
        if letter.revision != revision:
            raise Refused("workflow.stale", seen=revision, now=letter.revision)
    targets = {target.pk: target for target in selectors.targets_of(letter)}
    wrong: dict[str, list[str | Reason]] = {
        f"weight_{key}": ["strategy.weight_out_of_range" if key in targets else "strategy.unknown_target"]
        for key, weight in weights.items()
        if key not in targets or not 0 <= weight <= WHOLE
    }
    if wrong:
        raise Invalid(wrong)
    changed = [targets[key] for key, weight in weights.items() if targets[key].weight_ppm != weight]
    before = {target.kpi.code: target.weight_ppm for target in changed}
    for target in changed:
        target.weight_ppm = weights[target.pk]
    if not changed:
        return letter
    Target.objects.bulk_update(changed, ["weight_ppm"])
    letter.revision += 1
    letter.save(update_fields=["revision"])
    audit.record(
        actor=actor,
        act="strategy.letter.weighed",
        subject=subject_of(letter),
        before=before,
        after={target.kpi.code: target.weight_ppm for target in changed},
        unit_path=letter.unit.path,
    )
    return letter


def weigh_evenly(*, actor: Actor, letter_id: int, revision: int) -> Letter:
    """The same weight for every target, in whole per cent by largest remainder, adding up exactly."""
    letter = selectors.letter_of(actor, letter_id)
    if letter is None:
        raise Refused("strategy.unknown_letter")
    targets = selectors.targets_of(letter)
    if not targets:
        raise Refused("strategy.letter_empty")
    shares = spread(WHOLE, [1] * len(targets), WHOLE // 100)
    weights = {target.pk: int(share) for target, share in zip(targets, shares, strict=True)}
    return set_weights(actor=actor, letter_id=letter_id, weights=weights, revision=revision)


@transaction.atomic
def offer(*, actor: Actor, letter_id: int, revision: int, reason: str = "") -> Letter:
    """Offer the letter for signature: its words are frozen and get their fingerprint.

    Refused unless it has targets, all of them agreed, and their weights add up to 100 per cent.
    """
    letter = hold(actor, letter_id)
    may_shape_letter(actor, letter.upper_unit.path).require()
    if letter.state == "draft":
        content = selectors.content_now(actor, letter)
        letter.content, letter.sha256, letter.offered_at = content, fingerprint(content), timezone.now()
        letter.save(update_fields=["content", "sha256", "offered_at"])
    facts = selectors.facts(letter, (letter.content or {}).get("lines", ()), selectors.open_targets(letter))
    return step(actor, letter, "offer", revision, upper=True, facts=facts, reason=reason)


@transaction.atomic
def hand_back(*, actor: Actor, letter_id: int, revision: int, reason: str) -> Letter:
    """Hand an offered letter back to be reworked, with the reason."""
    letter = hold(actor, letter_id)
    upper_path = letter.upper_unit.path
    may_return_letter(actor, letter.unit.path, upper_path).require()
    return step(actor, letter, "return", revision, upper=actor.may("strategy.sign", upper_path), reason=reason)


@transaction.atomic
def cancel(*, actor: Actor, letter_id: int, revision: int, reason: str) -> Letter:
    """Cancel a letter that is not in force, with the reason; another one can be drawn up in its place."""
    letter = hold(actor, letter_id)
    may_shape_letter(actor, letter.upper_unit.path).require()
    return step(actor, letter, "cancel", revision, upper=True, reason=reason)


def hold(actor: Actor, letter_id: int) -> Letter:
    """The letter, locked; refused when it is not within reach. Call it inside a transaction."""
    if selectors.letter_of(actor, letter_id) is None:
        raise Refused("strategy.unknown_letter")
    held: Letter = (
        Letter.objects.select_for_update(of=("self",))
        .select_related("unit", "upper_unit", "plan", "group")
        .get(pk=letter_id)
    )
    return held


def step(
    actor: Actor,
    letter: Letter,
    action: str,
    revision: int,
    *,
    upper: bool,
    facts: Mapping[str, Any] | None = None,
    reason: str = "",
) -> Letter:
    """Take one step of the letter's workflow, with the roles over the unit above or over the unit itself."""
    with meanwhile.told(actor, SUBJECT, letter.pk):
        return workflow.advance(
            actor=actor,
            case=letter,
            action=action,
            revision=revision,
            unit_path=letter.upper_unit.path if upper else letter.unit.path,
            act=f"strategy.letter.{ACTS[action]}",
            subject=subject_of(letter),
            facts=facts,
            reason=reason,
        )


ACTS: Mapping[str, str] = {
    "offer": "offered",
    "return": "returned",
    "cancel": "cancelled",
    "sign_below": "signed_below",
    "sign_above": "signed_above",
    "close": "closed",
}


def subject_of(letter: Letter) -> tuple[str, int | str, str]:
    """How acts name a letter."""
    return SUBJECT, letter.pk, f"{letter.unit} {letter.year}"
