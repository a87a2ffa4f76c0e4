"""Every code that the rules of money give out, with the facts that come with it; texts belong to whoever shows them.

`REASONS`: why something is refused, invalid, left out or warned of. Code -> names of facts; amounts among them end in
`_fen`. `FORMULAS`: formula codes of explanations, those of form lines made from the keys of `rd_deduction.yaml`.
`LEAVES`: names of values that were taken as they are. Bridges and surveys name theirs by the step or kind:
`ledger.bridge.<step>`, `ledger.scope.<scope>`, `ledger.statistics.<kind>`.
"""

from collections.abc import Mapping
from types import MappingProxyType

from ceyuan.core.ledger.schema import CATEGORIES, DETAILS

REASONS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        # parameters and statements
        "ledger.no_rule": ("section", "year", "taxpayer_class"),
        "ledger.rule_unreadable": ("fault",),
        "ledger.rates_change_twice": ("rates",),
        "ledger.statement_unreadable": ("fault",),
        "ledger.statement_twice": ("company", "year"),
        "ledger.statement_negative": ("field", "fen"),
        "ledger.late_part_above_whole": ("late_fen", "whole_fen"),
        # who and what may not claim
        "ledger.not_resident": ("company", "year"),
        "ledger.assessed_collection": ("company", "year"),
        "ledger.unsound_accounts": ("company", "year"),
        "ledger.excluded_industry": ("company", "year", "industry", "excluded_fen", "income_fen"),
        "ledger.excluded_activity": ("project", "activity"),
        "ledger.claimed_by_entrusting_company": ("project", "buyer", "buyer_project"),
        "ledger.asset_not_formed": ("project",),
        # assets and capitalising
        "ledger.asset_life_too_short": ("asset", "months", "least_months"),
        "ledger.asset_starts_early": ("asset", "month"),
        "ledger.decided_by_finance": ("project",),
        "ledger.decider_is_member": ("project",),
        "ledger.capitalised_backwards": ("project", "decided_on", "effective_on"),
        "ledger.evidence_after_decision": ("project",),
        "ledger.research_is_expensed": ("project",),
        "ledger.stages_not_separable": ("project",),
        "ledger.evidence_missing": ("project", "missing"),
        "ledger.decision_without_reason": ("project",),
        "ledger.decision_out_of_order": ("project", "effective_on"),
        "ledger.wrong_project": ("project",),
        # auxiliary ledgers and surveys
        "ledger.transfer_above_balance": ("project", "fen", "balance_fen"),
        "ledger.transfer_without_cost": ("project", "fen"),
        "ledger.project_not_surveyed": ("projects", "year"),
        "ledger.government_above_cost": ("project", "fen", "cost_fen"),
        "ledger.partners_differ": ("company", "stated_fen", "entrusted_fen"),
        "ledger.persons_contradict": ("company", "persons"),
        "ledger.funds_above_cost": ("company", "cost_fen"),
        # intensity
        "ledger.company_twice": ("companies",),
        "ledger.no_revenue": (),
        # budget and commitments
        "ledger.budget_negative": ("project",),
        "ledger.act_differs": ("key",),
        "ledger.amount_not_positive": ("fen",),
        "ledger.on_negative_list": ("project", "subject"),
        "ledger.budget_exceeded": ("year", "source", "fen", "available_fen"),
        "ledger.commitment_unknown": ("commitment",),
        "ledger.commitment_closed": ("commitment", "state"),
        "ledger.above_commitment": ("commitment", "fen", "open_fen"),
        "ledger.other_place": ("commitment", "year", "source"),
        "ledger.post_unknown": ("post",),
        "ledger.paid_above_cost": ("post", "paid_fen", "cost_fen"),
        "ledger.paid_already": ("post", "paid_fen"),
        "ledger.release_without_reason": ("commitment",),
        "ledger.day_goes_back": ("day", "known"),
        "ledger.over_budget": ("project", "year", "source", "budget_fen", "used_fen"),
        "ledger.budget_nearly_used": ("project", "year", "source", "budget_fen", "used_fen"),
    }
)

_LINES = (
    *(f"detail_{detail.replace('.', '_')}" for details in DETAILS.values() for detail in details),
    *(f"category_{category}" for category in CATEGORIES),
    *("projects", "own", "entrusted", "domestic", "overseas", "individual", "eligible", "expensed", "capitalised"),
    *("formed_now", "formed_before", "deductible", "special_income", "after_income", "sold_material", "carried_in"),
    *("claimable", "claimable_late", "claimable_early", "rate", "additional", "carried_out"),
)
FORMULAS = frozenset(
    {
        *(f"ledger.line.{line}" for line in _LINES),
        *("ledger.no_claim", "ledger.project_part", "ledger.project_claim", "ledger.asset_amortisation"),
        *("ledger.other_limit", "ledger.other_allowed", "ledger.other_allowed_by_project", "ledger.domestic_allowed"),
        *("ledger.overseas_part", "ledger.overseas_limit", "ledger.overseas_allowed", "ledger.deduction_at_rate"),
        *(f"ledger.hnte.{part}" for part in ("five", "other_spent", "entrusted_paid", "entrusted")),
        *(f"ledger.hnte.{part}" for part in ("other_limit", "other", "total")),
        *("ledger.intensity", "ledger.intensity.spending", "ledger.intensity.revenue", "ledger.intensity.elimination"),
        *("ledger.profit.added_back", "ledger.profit.assessed"),
    }
)
LEAVES = frozenset(
    {
        *("ledger.cube_row", "ledger.project", "ledger.reason", "ledger.rate", "ledger.months_at_rate"),
        *("ledger.five", "ledger.other_spent", "ledger.other_share", "ledger.other_allowed"),
        *("ledger.domestic_paid", "ledger.domestic_allowed", "ledger.domestic_rate"),
        *("ledger.overseas_paid", "ledger.overseas_allowed", "ledger.overseas_rate"),
        *("ledger.special_income", "ledger.sold_material", "ledger.carried_in", "ledger.late_records"),
        *("ledger.asset_cost", "ledger.asset_months", "ledger.asset_life", "ledger.line.carried_in"),
        *("ledger.intensity.rd", "ledger.intensity.sales", "ledger.intensity.internal_rd"),
        *("ledger.intensity.internal_sales", "ledger.profit.expensed_rd", "ledger.profit.share"),
        "ledger.profit.stated",
    }
)
