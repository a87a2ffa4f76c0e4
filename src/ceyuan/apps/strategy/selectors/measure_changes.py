"""Who changed what of an uptake: its history on the page, and what happened since somebody looked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone

from ceyuan.apps.audit import interface as audit
from ceyuan.apps.organisation.scoping import Actor
from ceyuan.apps.strategy.messages import measures as messages
from ceyuan.apps.strategy.models import MeasureUptake
from ceyuan.core.kernel.money import Money
from ceyuan.kit.numbers import date_text, money_text, number_text
from ceyuan.kit.registry import Label

KIND = "strategy.uptake"


@dataclass(frozen=True, slots=True)
class ChangedField:
    """One fact before and after, as the reader sees it."""

    label: Label
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Change:
    """One act on an uptake."""

    label: Label
    who: str
    when: datetime
    reason: str
    revision: int
    fields: Sequence[ChangedField]


def history(actor: Actor, uptake: MeasureUptake) -> list[Change]:
    """All acts on an uptake that the actor sees, newest first."""
    currency = uptake.group.currency
    return [_change(act, currency) for act in audit.of_subject(actor, KIND, uptake.pk)]


def meanwhile(actor: Actor, uptake: MeasureUptake, seen: int) -> str:
    """What happened since the revision somebody saw: who, when, and each fact before and after."""
    told = []
    for change in reversed(history(actor, uptake)):
        if change.revision <= seen:
            continue
        facts = ", ".join(f"{one.label}: {one.before} → {one.after}" for one in change.fields)
        told.append(f"{change.who} {date_text(change.when)} {facts or change.label}".strip())
    return "; ".join(told)


def reporters(actor: Actor, uptake: MeasureUptake) -> set[int]:
    """The accounts that ever reported on an uptake: none of them may verify it."""
    found = audit.of_subject(actor, KIND, uptake.pk).filter(act="strategy.uptake.reported")
    known = {key for key in found.values_list("account_id", flat=True) if key is not None}
    return known | ({uptake.reported_by_id} if uptake.reported_by_id else set())


def _change(act: Any, currency: str) -> Change:
    names = [name for name in messages.FIELDS if name in act.after]
    return Change(
        label=messages.STEPS.get(act.after.get("action", ""), messages.ACTS.get(act.act, act.act)),
        who=act.actor_name,
        when=timezone.localtime(act.at),
        reason=act.reason,
        revision=int(act.after.get("revision", 0)),
        fields=[
            ChangedField(
                messages.FIELDS[name],
                shown(name, act.before.get(name), currency),
                shown(name, act.after[name], currency),
            )
            for name in names
        ],
    )


def shown(name: str, value: Any, currency: str) -> str:
    """A fact of an uptake as text; `value` is as the audit keeps it."""
    if value is None or value == "":
        return "–"
    if name == "money_minor":
        return money_text(Money(int(value), currency))
    if name == "state":
        return str(messages.STATES.get(value, value))
    if name == "own_value":
        return plain(Decimal(str(value)))
    if name == "landed_on":
        return date_text(date.fromisoformat(str(value)))
    return number_text(value) if isinstance(value, int) else str(value)


def plain(value: Decimal) -> str:
    """A decimal without trailing zeros."""
    return f"{value.normalize():f}"


def bounds(measure: Any) -> Mapping[str, str]:
    """Floor and ceiling with their unit; "…" where there is none."""
    unit = f" {measure.bound_unit}" if measure.bound_unit else ""
    return {
        name: "…" if value is None else f"{plain(value)}{unit}"
        for name, value in (("floor", measure.floor), ("ceiling", measure.ceiling))
    }
