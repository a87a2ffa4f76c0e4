"""The parameters of the additional deduction, dated and sourced, read from the mapping of `rules/cn/rd_deduction.yaml`.

Months are whole numbers `yyyymm`, rates parts per million. What applies is asked by year or month; where no rule is
given for it, the question is refused rather than answered with a neighbour's value.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, TypeVar

from ceyuan.core.kernel import Invalid, Leaf, Reason, Refused, Source

LAST_MONTH = 999_912


@dataclass(frozen=True, slots=True)
class Validity:
    """The months a rule is in force, `first` to `last` both included, and where it is written."""

    first: int
    last: int
    source: str
    verified: bool

    def covers(self, month: int) -> bool:
        """Whether the month belongs to it."""
        return self.first <= month <= self.last

    def origin(self, name: str) -> Source:
        """The rule as a source of an explanation; "?" marks a value nobody has compared with the notice."""
        return Source("rule", f"rd_deduction.{name}.{self.first}", self.source + ("" if self.verified else " ?"))


@dataclass(frozen=True, slots=True)
class RateRule:
    """The additional deduction of a class of taxpayers: 1,000,000 for 100 %, so an asset is amortised at 200 %."""

    validity: Validity
    taxpayer_class: str
    rate_ppm: int

    def leaf(self) -> Leaf:
        """The rate with its source, for an explanation."""
        return Leaf(self.rate_ppm, "ledger.rate", (self.validity.origin(f"rates.{self.taxpayer_class}"),), "ppm")


@dataclass(frozen=True, slots=True)
class LimitRule:
    """The limits on other related cost and on entrusted R&D.

    `other_per`: one limit per company over all projects (since 2021) or per project. `overseas_base`: two thirds of
    what - entrusted domestic R&D counts as "allowed" (80 %) or as "paid".
    """

    validity: Validity
    other_share_ppm: int
    other_per: Literal["company", "project"]
    domestic_ppm: int
    overseas_ppm: int
    overseas_share: tuple[int, int]
    overseas_base: Literal["allowed", "paid"] = "allowed"

    def leaf(self, name: str, value_ppm: int) -> Leaf:
        """One of its rates with the source, for an explanation."""
        return Leaf(value_ppm, f"ledger.{name}", (self.validity.origin("limits"),), "ppm")


@dataclass(frozen=True, slots=True)
class ExclusionRule:
    """Industries (beginnings of GB/T 4754 codes) and activities that may not claim."""

    validity: Validity
    industries: tuple[str, ...]
    income_share_ppm: int
    activities: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HighTechnologyRule:
    """Limits of the high-technology enterprise scope: other cost in the total, entrusted, share inside the country."""

    validity: Validity
    other_share_ppm: int
    entrusted_ppm: int
    domestic_share_ppm: int


@dataclass(frozen=True, slots=True)
class AssetRule:
    """The least number of months over which a formed asset is amortised."""

    validity: Validity
    least_months: int


@dataclass(frozen=True, slots=True)
class FormLine:
    """A line of the form: its `number` that year, what it holds, and both wordings with the year's line numbers."""

    number: str
    key: str
    level: int
    unit: str
    title_zh: str
    title_en: str
    formula: str


@dataclass(frozen=True, slots=True)
class FormVersion:
    """The lines of A107012 as printed for some years."""

    validity: Validity
    lines: tuple[FormLine, ...]

    def number(self, key: str) -> str:
        """The number of the line that holds `key`."""
        return next(line.number for line in self.lines if line.key == key)

    @property
    def name(self) -> str:
        """ "A107012-2023": the form and the first year it was used."""
        return f"A107012-{self.validity.first // 100}"


Rule = TypeVar("Rule", RateRule, LimitRule, ExclusionRule, HighTechnologyRule, AssetRule, FormVersion)


@dataclass(frozen=True, slots=True)
class DeductionRules:
    """All parameters of the additional deduction. Questions without a rule are refused `ledger.no_rule`."""

    rates: tuple[RateRule, ...]
    limits: tuple[LimitRule, ...]
    exclusions: tuple[ExclusionRule, ...]
    high_technology: tuple[HighTechnologyRule, ...]
    assets: tuple[AssetRule, ...]
    forms: tuple[FormVersion, ...]

    @classmethod
    def read(cls, content: Mapping[str, Any]) -> "DeductionRules":
        """From the rules file. `Invalid` names each place that cannot be used, such as "limits.0.other"."""
        return read(content)

    def rates_of(self, year: int, taxpayer_class: str) -> tuple[RateRule, ...]:
        """The rates in force during the year, earliest first; two when the rate changed within it."""
        touching = [
            rule
            for rule in self.rates
            if rule.taxpayer_class == taxpayer_class
            and rule.validity.first <= year * 100 + 12
            and rule.validity.last >= year * 100 + 1
        ]
        if not touching:
            raise Refused("ledger.no_rule", section="rates", year=year, taxpayer_class=taxpayer_class)
        return tuple(sorted(touching, key=lambda rule: rule.validity.first))

    def limit(self, year: int) -> LimitRule:
        """The limits at the end of the tax year, which govern the whole year."""
        return _in_force(self.limits, year, "limits")

    def exclusion(self, year: int) -> ExclusionRule:
        """Who and what may not claim in the year."""
        return _in_force(self.exclusions, year, "exclusions")

    def high_tech(self, year: int) -> HighTechnologyRule:
        """The limits of the high-technology scope."""
        return _in_force(self.high_technology, year, "high_technology")

    def asset(self, year: int) -> AssetRule:
        """How long an asset that is formed in the year lives at least."""
        return _in_force(self.assets, year, "assets")

    def form(self, year: int) -> FormVersion:
        """The printed form of the year."""
        return _in_force(self.forms, year, "a107012")


def _in_force(rules: Sequence[Rule], year: int, section: str) -> Rule:
    found = [rule for rule in rules if rule.validity.covers(year * 100 + 12)]
    if not found:
        raise Refused("ledger.no_rule", section=section, year=year)
    return found[-1]


def read(content: Mapping[str, Any]) -> DeductionRules:
    """The rules of a file's content; see `DeductionRules.read`."""
    faults: dict[str, list[Reason | str]] = {}
    form = content.get("a107012") or {}

    def entries(section: str, found: Any, make: Any) -> Iterable[Any]:
        for index, entry in enumerate(found or ()):
            try:
                yield make(entry)
            except (KeyError, TypeError, ValueError, AttributeError) as error:
                faults.setdefault(f"{section}.{index}", []).append(
                    Reason("ledger.rule_unreadable", {"fault": str(error)})
                )

    rates = [
        rule
        for name, found in (content.get("rates") or {}).items()
        for rule in entries(f"rates.{name}", found, lambda entry, name=name: _rate(entry, name))
    ]
    rules = DeductionRules(
        rates=tuple(rates),
        limits=tuple(entries("limits", content.get("limits"), _limit)),
        exclusions=tuple(entries("exclusions", content.get("exclusions"), _exclusion)),
        high_technology=tuple(entries("high_technology", content.get("high_technology"), _high_technology)),
        assets=tuple(entries("assets", content.get("assets"), _asset)),
        forms=tuple(entries("a107012.versions", form.get("versions"), lambda entry: _version(entry, form["lines"]))),
    )
    if faults:
        raise Invalid(faults)
    return rules


def _validity(entry: Mapping[str, Any]) -> Validity:
    first, last = _month(entry["from"], 1), _month(entry.get("until"), 12)
    if last < first:
        raise ValueError("until is before from")
    return Validity(first, last, str(entry["source"]), entry.get("verified") is True)


def _month(value: Any, month_of_year: int) -> int:
    match value:
        case None:
            return LAST_MONTH
        case date():
            return value.year * 100 + value.month
        case int():
            return value * 100 + month_of_year
        case _:
            raise ValueError(f"{value!r} is neither a date nor a year")


def _ppm(value: Any, most: int = 1_000_000) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= most:
        raise ValueError(f"{value!r} is no rate in parts per million up to {most}")
    return value


def _one_of(value: str, *known: Any) -> Any:
    if value not in known:
        raise ValueError(f"{value!r} is none of {', '.join(known)}")
    return value


def _rate(entry: Mapping[str, Any], taxpayer_class: str) -> RateRule:
    return RateRule(_validity(entry), taxpayer_class, _ppm(entry["ppm"], most=10_000_000))


def _limit(entry: Mapping[str, Any]) -> LimitRule:
    other, overseas = entry["other"], entry["overseas"]
    share = (int(overseas["numerator"]), int(overseas["denominator"]))
    if not 0 <= share[0] <= share[1] or not share[1]:
        raise ValueError("the overseas share is a fraction between 0 and 1")
    return LimitRule(
        _validity(entry),
        other_share_ppm=_ppm(other["share_ppm"], most=999_999),
        other_per=_one_of(other["per"], "company", "project"),
        domestic_ppm=_ppm(entry["domestic_ppm"]),
        overseas_ppm=_ppm(overseas["ppm"]),
        overseas_share=share,
        overseas_base=_one_of(overseas["base"], "allowed", "paid"),
    )


def _exclusion(entry: Mapping[str, Any]) -> ExclusionRule:
    return ExclusionRule(
        _validity(entry),
        industries=tuple(industry["code"] for industry in entry["industries"]),
        income_share_ppm=_ppm(entry["income_share_ppm"]),
        activities=tuple(activity["code"] for activity in entry["activities"]),
    )


def _high_technology(entry: Mapping[str, Any]) -> HighTechnologyRule:
    other = _ppm(entry["other_share_ppm"], most=999_999)
    return HighTechnologyRule(_validity(entry), other, _ppm(entry["entrusted_ppm"]), _ppm(entry["domestic_share_ppm"]))


def _asset(entry: Mapping[str, Any]) -> AssetRule:
    months = entry["least_months"]
    if not isinstance(months, int) or months < 1:
        raise ValueError("an asset lives for at least one month")
    return AssetRule(_validity(entry), months)


def _version(entry: Mapping[str, Any], lines: Sequence[Mapping[str, Any]]) -> FormVersion:
    absent, labels = set(entry.get("without") or ()), dict(entry.get("labels") or {})
    if unknown := (absent | set(labels)) - {line["key"] for line in lines}:
        raise ValueError(f"there is no line {', '.join(sorted(unknown))}")
    shown = [line for line in lines if line["key"] not in absent]
    counted = [line["key"] for line in shown if line["key"] not in labels]
    numbers = {key: str(number) for number, key in enumerate(counted, start=int(entry["first"]))} | labels
    return FormVersion(_validity(entry), tuple(_form_line(line, numbers) for line in shown))


def _form_line(line: Mapping[str, Any], numbers: Mapping[str, str]) -> FormLine:
    formula = str(line.get("formula", ""))
    for key, number in numbers.items():
        formula = formula.replace("{" + key + "}", number)
    if "{" in formula:
        raise ValueError(f"the formula of {line['key']} names a line that is not there: {formula}")
    unit = str(line.get("unit", "fen"))
    return FormLine(numbers[line["key"]], line["key"], int(line["level"]), unit, line["zh"], line["en"], formula)
