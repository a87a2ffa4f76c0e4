"""Acts on the register of duties (职责清单): make, change and end a duty of a post."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from django.db import transaction

from ceyuan.apps.audit import interface as audit
from ceyuan.apps.organisation.interface import Actor
from ceyuan.apps.strategy.models import Duty
from ceyuan.apps.strategy.policies.responsibility import may_keep_duties
from ceyuan.apps.strategy.selectors.duties import duty_of
from ceyuan.core.kernel.verdict import Invalid, Reason, Refused

_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
MOST_TIMES = 12


@dataclass(frozen=True, slots=True)
class DutyText:
    """What a duty says. `unit_kinds` empty means every unit; `month` and `day` when it is due every year."""

    kind: str
    title_zh: str
    title_en: str = ""
    text_zh: str = ""
    text_en: str = ""
    basis: str = ""
    unit_kinds: Sequence[str] = field(default_factory=tuple)
    leader_only: bool = True
    times_a_year: int = 1
    month: int | None = None
    day: int | None = None


@transaction.atomic
def make(*, actor: Actor, code: str, valid_from: date, text: DutyText) -> Duty:
    """Enter a duty of top leaders into the register, from a day on."""
    may_keep_duties(actor).require()
    group = actor.group_id or 0
    wrong = _faults(text)
    if not code.strip():
        wrong["code"] = ["kit.required"]
    elif Duty.objects.filter(group=group, code=code.strip()).exists():
        wrong["code"] = [Reason("strategy.duty_code_taken", {"code": code.strip()})]
    if wrong:
        raise Invalid(wrong)
    made = Duty.objects.create(group_id=group, code=code.strip(), valid_from=valid_from, **_columns(text))
    _record(actor, "strategy.duty.made", made, after={**_told(text), "valid_from": valid_from.isoformat()})
    return made


@transaction.atomic
def edit(*, actor: Actor, duty_id: int, text: DutyText, reason: str) -> Duty:
    """Change what a duty says; matters that were opened from it stay as they are. The change needs a reason."""
    duty = _duty(actor, duty_id)
    wrong = _faults(text)
    if not reason.strip():
        wrong["reason"] = ["workflow.reason_missing"]
    if wrong:
        raise Invalid(wrong)
    before = {name: getattr(duty, name) for name in _columns(text)}
    changed = {name: value for name, value in _columns(text).items() if value != before[name]}
    if not changed:
        return duty
    for name, value in changed.items():
        setattr(duty, name, value)
    duty.save(update_fields=list(changed))
    _record(
        actor, "strategy.duty.edited", duty, before={name: before[name] for name in changed}, after=changed, why=reason
    )
    return duty


@transaction.atomic
def end(*, actor: Actor, duty_id: int, on: date, reason: str) -> Duty:
    """The duty no longer holds from the day on."""
    duty = _duty(actor, duty_id)
    if duty.valid_to is not None:
        raise Refused("strategy.duty_ended", on=duty.valid_to.isoformat())
    wrong: dict[str, list[str | Reason]] = {}
    if on <= duty.valid_from:
        wrong["on"] = [Reason("strategy.duty_ends_before_it_starts", {"since": duty.valid_from.isoformat()})]
    if not reason.strip():
        wrong["reason"] = ["workflow.reason_missing"]
    if wrong:
        raise Invalid(wrong)
    duty.valid_to = on
    duty.save(update_fields=["valid_to"])
    _record(actor, "strategy.duty.ended", duty, after={"valid_to": on.isoformat()}, why=reason)
    return duty


def _duty(actor: Actor, duty_id: int) -> Duty:
    duty = duty_of(actor, duty_id)
    if duty is None:
        raise Refused("strategy.unknown_duty")
    may_keep_duties(actor).require()
    return Duty.objects.select_for_update().get(pk=duty.pk)


def _faults(text: DutyText) -> dict[str, list[str | Reason]]:
    wrong: dict[str, list[str | Reason]] = {}
    if text.kind not in Duty.Kind.values:
        wrong["kind"] = ["kit.not_a_choice"]
    if not text.title_zh.strip():
        wrong["title_zh"] = ["kit.required"]
    if not text.basis.strip():
        wrong["basis"] = ["strategy.duty_without_basis"]
    if not 1 <= text.times_a_year <= MOST_TIMES:
        wrong["times_a_year"] = ["strategy.duty_times"]
    if text.month is not None and not 1 <= text.month <= 12:
        wrong["month"] = ["strategy.no_such_day"]
    elif text.day is not None and (text.month is None or not 1 <= text.day <= _DAYS[text.month - 1]):
        wrong["day"] = ["strategy.no_such_day"]
    return wrong


def _columns(text: DutyText) -> dict[str, Any]:
    return {**asdict(text), "unit_kinds": sorted(text.unit_kinds)}


def _told(text: DutyText) -> dict[str, Any]:
    return {name: value for name, value in _columns(text).items() if value not in ("", None, [])}


def _record(
    actor: Actor,
    act: str,
    duty: Duty,
    *,
    after: dict[str, Any],
    before: dict[str, Any] | None = None,
    why: str = "",
) -> None:
    subject = ("strategy.duty", duty.pk, f"{duty.code} {duty}")
    audit.record(actor=actor, act=act, subject=subject, before=before or {}, after=after, reason=why)
