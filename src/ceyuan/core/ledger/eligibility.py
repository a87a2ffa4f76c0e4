"""Who may claim the additional deduction: the legal entity in the year, and the activity of a project."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ceyuan.core.kernel import Reason, Verdict
from ceyuan.core.ledger.parameters import ExclusionRule
from ceyuan.core.ledger.rounding import WHOLE


@dataclass(frozen=True, slots=True)
class Entity:
    """What the claim of a legal entity in one year depends on. Amounts in fen.

    `industry` is the registered GB/T 4754 code with its letter ("F51", "C3216"); `income_by_industry` the year's income
    from business by such a code. `total_income_fen` is the income of the tax law; without it the registered industry
    decides. `taxpayer_class` chooses the rate.
    """

    company: str
    year: int
    industry: str = ""
    taxpayer_class: str = "general"
    resident: bool = True
    assessed_collection: bool = False
    sound_accounts: bool = True
    total_income_fen: int = 0
    non_taxable_fen: int = 0
    investment_income_fen: int = 0
    income_by_industry: Mapping[str, int] = field(default_factory=dict)


def may_claim(entity: Entity, rule: ExclusionRule) -> Verdict:
    """Whether the legal entity may claim at all; every reason against it is named.

    Source: 财税〔2015〕119号, 国家税务总局公告2015年第97号. The main business counts by income: more than half of total
    income less non-taxable and investment income.
    """
    facts = {"company": entity.company, "year": entity.year}
    return Verdict.of(
        (
            None if entity.resident else Reason("ledger.not_resident", facts),
            Reason("ledger.assessed_collection", facts) if entity.assessed_collection else None,
            None if entity.sound_accounts else Reason("ledger.unsound_accounts", facts),
            _industry(entity, rule),
        )
    )


def comparable_income(entity: Entity) -> int:
    """Total income less non-taxable and investment income, in fen."""
    return entity.total_income_fen - entity.non_taxable_fen - entity.investment_income_fen


def activity_verdict(project: str, activity: str, rule: ExclusionRule) -> Verdict:
    """Whether a project of this kind of activity may claim; an empty activity is an ordinary R&D project."""
    if activity and activity in rule.activities:
        return Verdict.refused("ledger.excluded_activity", project=project, activity=activity)
    return Verdict.allowed()


def _industry(entity: Entity, rule: ExclusionRule) -> Reason | None:
    base = comparable_income(entity)
    if entity.income_by_industry and base > 0:
        excluded = sum(fen for code, fen in entity.income_by_industry.items() if _listed(code, rule))
        if excluded * WHOLE <= base * rule.income_share_ppm:
            return None
        return Reason(
            "ledger.excluded_industry",
            {"company": entity.company, "year": entity.year, "excluded_fen": excluded, "income_fen": base},
        )
    if _listed(entity.industry, rule):
        return Reason(
            "ledger.excluded_industry",
            {"company": entity.company, "year": entity.year, "industry": entity.industry},
        )
    return None


def _listed(code: str, rule: ExclusionRule) -> bool:
    return any(code.startswith(beginning) for beginning in rule.industries)
