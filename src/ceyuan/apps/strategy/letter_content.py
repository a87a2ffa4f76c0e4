"""What a responsibility letter says, as plain values in both languages: frozen and fingerprinted when it is offered."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Protocol

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ceyuan.apps.strategy import target_numbers
from ceyuan.apps.strategy.models import Duty, Letter, Target
from ceyuan.apps.strategy.target_numbers import Writing
from ceyuan.core.kernel.verdict import Reason

WHOLE = 1_000_000
FIGURES = ("baseline", "basic", "value", "challenge")
Content = Mapping[str, Any]

# The terms of every letter of the year; they are frozen with it.
TERMS: tuple[Promise, ...] = (
    _(
        "The targets of this letter are binding for the unit and its top leader. A target in force changes only by a "
        "request that the leader of the unit above has approved; every value it ever had stays on record."
    ),
    _(
        "The year is scored out of 100 points: each target by its weight and by its basic, agreed and challenge "
        "values. A missed hard target is not balanced by the others."
    ),
    _(
        "Bonus and deduction points count only with evidence and after somebody else than who entered them has "
        "confirmed them."
    ),
    _(
        "Readings come from the books and records; ratios are computed from them, never typed. A changed or late "
        "reading is marked as such."
    ),
    _(
        "When the post changes hands, the letter goes on: what is open is handed over by a signed certificate, and the "
        "successor answers for the rest of the year."
    ),
)


class Named(Protocol):
    """A unit or a person: its id and its names."""

    @property
    def pk(self) -> int: ...
    @property
    def name_zh(self) -> str: ...
    @property
    def name_en(self) -> str: ...


class NamedUnit(Named, Protocol):
    """A unit with its code."""

    @property
    def code(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Party:
    """One side of a letter: the unit and the person who leads it at the moment, if there is one."""

    unit: NamedUnit
    leader: Named | None


def content_of(
    letter: Letter, *, upper: Party, lower: Party, targets: Iterable[Target], duties: Iterable[Duty]
) -> dict[str, Any]:
    """All that the letter says, ready for JSON: texts, whole numbers, yes or no; amounts as exact decimal texts."""
    return {
        "form": 1,
        "year": letter.year,
        "plan": {"id": letter.plan_id, "title_zh": letter.plan.title_zh, "title_en": letter.plan.title_en},
        "upper": _party(upper),
        "lower": _party(lower),
        "lines": [line_of(target) for target in targets],
        "duties": [
            {
                "code": duty.code,
                "title_zh": duty.title_zh,
                "title_en": duty.title_en,
                "text_zh": duty.text_zh,
                "text_en": duty.text_en,
                "basis": duty.basis,
            }
            for duty in duties
        ],
        "terms": [_in_both(term) for term in TERMS],
    }


def line_of(target: Target) -> dict[str, Any]:
    """One target as a line of the letter."""
    kpi, assessor = target.kpi, target.assessor or target.kpi.assessor
    writing = target_numbers.of_value(kpi)
    with translation.override("en"):
        unit_en = target_numbers.of_value(kpi).unit
    with translation.override("zh-hans"):
        unit_zh = target_numbers.of_value(kpi).unit
    return {
        "target": target.pk,
        "code": kpi.code,
        "name_zh": kpi.name_zh,
        "name_en": kpi.name_en,
        "direction": kpi.direction,
        "is_gate": kpi.is_gate,
        "divisor": writing.divisor,
        "decimals": writing.decimals,
        "unit_zh": unit_zh,
        "unit_en": unit_en,
        **{name: amount_text(getattr(target, name)) for name in FIGURES},
        "weight_ppm": target.weight_ppm,
        "due_on": target.due_on.isoformat() if target.due_on else "",
        "method": target.method or kpi.method,
        "verdict_rule": target.verdict_rule or kpi.verdict_rule,
        "assessor_zh": assessor.name_zh or assessor.name_en if assessor else "",
        "assessor_en": assessor.name_en or assessor.name_zh if assessor else "",
    }


def amount_text(value: Decimal | None) -> str | None:
    """An amount as exact text, the same for the same amount however many zeros it carries."""
    if value is None:
        return None
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def figure(line: Content, name: str, *, chinese: bool, bare: bool = False) -> str:
    """A figure of a line as it is read: number and unit, or `bare` the number alone; a dash where there is none."""
    value = line[name]
    unit = line["unit_zh"] if chinese else line["unit_en"]
    writing = Writing(line["divisor"], line["decimals"], "" if bare else unit)
    return writing.phrase(None if value is None else Decimal(value))


def named(thing: Content, *, chinese: bool, name: str = "name") -> str:
    """A text that is kept in both languages."""
    first, second = (f"{name}_zh", f"{name}_en") if chinese else (f"{name}_en", f"{name}_zh")
    return str(thing.get(first) or thing.get(second) or "")


def weight_sum(lines: Iterable[Content]) -> int:
    """The weights together, in millionths; a whole letter has 1,000,000."""
    return sum(int(line["weight_ppm"]) for line in lines)


def outdated(content: Content, targets: Mapping[int, Target]) -> Reason | None:
    """The first target whose value is no longer the one in the letter, worded as a reason; None when all stand."""
    for line in content["lines"]:
        target = targets.get(line["target"])
        now = amount_text(target.value) if target is not None else None
        if now != line["value"]:
            facts = {
                "kpi": f"{line['code']} {line['name_zh'] or line['name_en']}",
                "written": line["value"],
                "now": now,
            }
            return Reason("strategy.letter_outdated", {**facts, "now": now or "–"})
    return None


def _party(party: Party) -> dict[str, Any]:
    unit, leader = party.unit, party.leader
    return {
        "unit": unit.pk,
        "code": unit.code,
        "name_zh": unit.name_zh,
        "name_en": unit.name_en,
        "leader": {"id": leader.pk, "name_zh": leader.name_zh, "name_en": leader.name_en} if leader else None,
    }


def _in_both(text: Promise) -> dict[str, str]:
    told: dict[str, str] = {}
    for language, name in (("zh-hans", "zh"), ("en", "en")):
        with translation.override(language):
            told[f"text_{name}"] = str(text)
    return told


def texts(parts: Sequence[Content], *, chinese: bool) -> list[str]:
    """The terms in one language."""
    return [named(part, chinese=chinese, name="text") for part in parts]
