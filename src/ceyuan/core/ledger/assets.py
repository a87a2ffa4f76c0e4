"""Amortisation of intangible assets formed by R&D, on the cost that the limits of the year of forming allowed."""

from dataclasses import dataclass

from ceyuan.core.kernel import Explained, Leaf, Refused, Source
from ceyuan.core.ledger.explaining import figure, given
from ceyuan.core.ledger.gathering import Formation
from ceyuan.core.ledger.parameters import AssetRule
from ceyuan.core.ledger.rounding import half_up


@dataclass(frozen=True, slots=True)
class Asset:
    """A formed asset: `eligible_fen` of its cost may be amortised with the additional deduction, straight-line.

    Kept from the form of the year it was formed in, so that later years amortise what was allowed then.
    """

    key: str
    project: str
    eligible_fen: int
    first_month: int
    life_months: int

    def through(self, month: int) -> int:
        """Fen amortised from the beginning up to and including the month, half-up; the whole at the end of its life."""
        elapsed = min(max(_count(self.first_month, month), 0), self.life_months)
        return half_up(self.eligible_fen * elapsed, self.life_months)

    def in_year(self, year: int) -> int:
        """Fen amortised in the year. The years of its life add up to the eligible cost exactly."""
        return self.through(year * 100 + 12) - self.through((year - 1) * 100 + 12)

    def explained(self, year: int) -> Explained:
        """The year's amortisation with cost, life and months."""
        months = min(_count(self.first_month, year * 100 + 12), self.life_months) - min(
            max(_count(self.first_month, (year - 1) * 100 + 12), 0), self.life_months
        )
        source = Source("ledger.asset", self.key, self.project)
        return figure(
            self.in_year(year),
            "ledger.asset_amortisation",
            (
                given(self.eligible_fen, "ledger.asset_cost", source),
                Leaf(max(months, 0), "ledger.asset_months", (source,), "month"),
                Leaf(self.life_months, "ledger.asset_life", (source,), "month"),
            ),
            (source,),
        )


def formed(formation: Formation, eligible_fen: int, rule: AssetRule) -> Asset:
    """The asset of a formation. Refused `ledger.asset_life_too_short` without a basis, `ledger.asset_starts_early`."""
    if formation.life_months < rule.least_months and not formation.life_basis:
        raise Refused(
            "ledger.asset_life_too_short",
            asset=formation.key,
            months=formation.life_months,
            least_months=rule.least_months,
        )
    if formation.first_month < formation.month:
        raise Refused("ledger.asset_starts_early", asset=formation.key, month=formation.first_month)
    return Asset(formation.key, formation.project, eligible_fen, formation.first_month, formation.life_months)


def _count(first: int, last: int) -> int:
    """Months from `first` to `last`, both yyyymm and both counted."""
    return (last // 100 - first // 100) * 12 + last % 100 - first % 100 + 1
