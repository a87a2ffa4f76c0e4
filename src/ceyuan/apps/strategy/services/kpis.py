"""The catalogue: raw quantities that units report, and the indicators computed from them."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from ceyuan.apps.audit import interface as audit
from ceyuan.apps.organisation.interface import Actor, unit_by_code
from ceyuan.apps.strategy import computed, entering
from ceyuan.apps.strategy.models import Kpi, Quantity, Reading, Standing, Target
from ceyuan.apps.strategy.policies import readings as policies
from ceyuan.core.kernel import Invalid, Reason, Refused

Faults = dict[str, list[str | Reason]]
QUANTITY_FIELDS = (
    "name_zh",
    "name_en",
    "kind",
    "unit_of_measure",
    "over_time",
    "frequency",
    "reported_by",
    "computed_by",
    "needs_evidence",
    "due_days",
)
KPI_FIELDS = (
    "name_zh",
    "name_en",
    "definition_zh",
    "definition_en",
    "roll_up",
    "direction",
    "scale",
    "decimals",
    "unit_of_measure",
    "scope_note",
    "method",
    "verdict_rule",
    "is_gate",
    "valid_from",
    "valid_to",
    "position",
)
# What a figure means must not change under figures that are kept already: end the indicator and begin another.
_MEANING = ("roll_up", "direction", "scale")
_RHYTHM = ("kind", "over_time", "frequency")
_FITTING = {
    "distinct": {"keys"},
    "boolean": {"yes_no"},
    "sum": {"money", "count", "physical"},
    "last": {"money", "count", "physical"},
    "max": {"money", "count", "physical"},
    "ratio": {"money", "count", "physical"},
    "weighted_mean": {"money", "count", "physical"},
}


@transaction.atomic
def save_quantity(*, actor: Actor, code: str, facts: Mapping[str, Any]) -> Quantity:
    """Make a quantity or change it. `facts` are QUANTITY_FIELDS; those left out stay.

    Refused: `strategy.typed_ratio` (a quantity in per cent is a ratio that somebody typed), `strategy.quantity_in_use`
    (its kind, rhythm or combination over the year, when there are readings). Invalid beside the fields.
    """
    policies.may_define(actor).require()
    found = Quantity.objects.select_for_update().filter(group=actor.group_id, code=code.strip()).first()
    row = found or Quantity(group_id=actor.group_id or 0, code=code.strip())
    before = _facts(row, QUANTITY_FIELDS)
    for name in QUANTITY_FIELDS:
        if name in facts:
            setattr(row, name, facts[name])
    _check_quantity(row, before if found else None)
    row.save()
    _record(actor, "strategy.quantity", row, before if found else {}, _facts(row, QUANTITY_FIELDS))
    return row


@transaction.atomic
def save_kpi(
    *,
    actor: Actor,
    code: str,
    numerator: str,
    denominator: str = "",
    assessor: str = "",
    facts: Mapping[str, Any],
) -> Kpi:
    """Make an indicator or change it. `numerator` and `denominator` are codes of quantities, `assessor` of a unit.

    Refused: `strategy.kpi_in_use` (its roll-up, direction or quantities, when there are figures or targets). Invalid:
    `strategy.denominator_missing`, `strategy.roll_up_does_not_fit`, `strategy.valid_years` and missing texts.
    """
    policies.may_define(actor).require()
    found = Kpi.objects.select_for_update().filter(group=actor.group_id, code=code.strip()).first()
    row = found or Kpi(group_id=actor.group_id or 0, code=code.strip())
    before = _kpi_facts(row) if found else {}
    for name in KPI_FIELDS:
        if name in facts:
            setattr(row, name, facts[name])
    faults: Faults = {}
    upper = _quantity(actor, numerator, "numerator", faults)
    lower = _quantity(actor, denominator, "denominator", faults) if denominator else None
    row.denominator = lower
    if upper is not None:
        row.numerator = upper
    row.assessor = unit_by_code(actor, assessor) if assessor else None
    if assessor and row.assessor is None:
        faults["assessor"] = [Reason("strategy.no_such_unit", {"code": assessor})]
    _check_kpi(row, upper, lower, faults)
    if faults:
        raise Invalid(faults)
    if found and _kpi_meaning(before) != _kpi_meaning(_kpi_facts(row)) and _has_figures(row):
        raise Refused("strategy.kpi_in_use", kpi=str(row))
    row.save()
    _record(actor, "strategy.kpi", row, before, _kpi_facts(row))
    return row


def _check_quantity(row: Quantity, before: Mapping[str, Any] | None) -> None:
    faults: Faults = {}
    if not row.code:
        faults["code"] = ["kit.required"]
    if not (row.name_zh or row.name_en):
        faults["name_zh"] = ["kit.required"]
    if row.kind == "yes_no" and row.over_time == "sum":
        faults["over_time"] = ["strategy.milestones_do_not_add"]
    provider = computed.providers().get(row.computed_by) if row.computed_by else None
    if row.computed_by and (provider is None or provider.kind != row.kind or row.frequency not in provider.frequencies):
        faults["computed_by"] = ["strategy.no_such_source"]
    if faults:
        raise Invalid(faults)
    if row.kind in {"physical", "count"} and entering.RATIOS & set(row.unit_of_measure):
        raise Refused("strategy.typed_ratio", quantity=str(row))
    is_other = before is not None and any(before[name] != getattr(row, name) for name in _RHYTHM)
    if is_other and Reading.objects.filter(quantity=row).exists():
        raise Refused("strategy.quantity_in_use", quantity=str(row))


def _check_kpi(row: Kpi, upper: Quantity | None, lower: Quantity | None, faults: Faults) -> None:
    if not row.code:
        faults["code"] = ["kit.required"]
    if not (row.name_zh or row.name_en):
        faults["name_zh"] = ["kit.required"]
    needs_lower = row.roll_up in {"ratio", "weighted_mean"}
    if needs_lower and lower is None:
        faults.setdefault("denominator", ["strategy.denominator_missing"])
    if not needs_lower and lower is not None:
        faults["denominator"] = ["strategy.denominator_without_use"]
    if upper is not None and upper.kind not in _FITTING.get(row.roll_up, set()):
        faults["roll_up"] = [Reason("strategy.roll_up_does_not_fit", {"quantity": str(upper)})]
    if lower is not None and lower.kind not in _FITTING["ratio"]:
        faults["denominator"] = [Reason("strategy.roll_up_does_not_fit", {"quantity": str(lower)})]
    if row.valid_from is None or (row.valid_to is not None and row.valid_to < row.valid_from):
        faults["valid_to"] = ["strategy.valid_years"]


def _quantity(actor: Actor, code: str, name: str, faults: Faults) -> Quantity | None:
    found = Quantity.objects.filter(group=actor.group_id or 0, code=code).first()
    if found is None:
        faults[name] = [Reason("strategy.unknown_quantity", {"code": code})]
    return found


def _has_figures(kpi: Kpi) -> bool:
    return Standing.objects.filter(kpi=kpi).exists() or Target.objects.filter(kpi=kpi).exists()


def _kpi_meaning(facts: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(facts.get(name) for name in (*_MEANING, "numerator", "denominator"))


def _kpi_facts(row: Kpi) -> dict[str, Any]:
    return _facts(row, KPI_FIELDS) | {
        "numerator": row.numerator_id,
        "denominator": row.denominator_id,
        "assessor": row.assessor_id,
    }


def _facts(row: Any, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}


def _record(actor: Actor, kind: str, row: Any, before: Mapping[str, Any], after: Mapping[str, Any]) -> None:
    changed = {name for name in after if before.get(name) != after[name]} if before else set(after)
    if not changed and before:
        return
    audit.record(
        actor=actor,
        act=f"{kind}.changed" if before else f"{kind}.added",
        subject=(kind, row.pk, f"{row.code} {row.name_zh or row.name_en}"),
        before={name: before[name] for name in sorted(changed)} if before else {},
        after={name: after[name] for name in sorted(changed)},
    )
