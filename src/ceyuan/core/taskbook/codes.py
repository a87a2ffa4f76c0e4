"""Every code that this room gives out, with the facts that come with it; the texts belong to whoever shows them.

`REASONS`: why a book is refused, incomplete or lowered, why something may not be paid or prolonged. Code -> names of
facts; amounts among the facts are texts with their currency. `FORMULAS`: formula codes of explanations -> what the
inputs are. `LEAVES`: names of leaves -> what the value is. `CONCLUSIONS`: the values of a proposal.
"""

from collections.abc import Mapping
from types import MappingProxyType

CONCLUSIONS = ("passed", "rectify", "concluded", "not_passed")

REASONS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        # reading
        "taskbook.not_a_mapping": (),
        "taskbook.not_a_list": (),
        "taskbook.not_text": (),
        "taskbook.text_too_long": ("length", "most"),
        "taskbook.text_unreadable": (),
        "taskbook.not_a_whole_number": ("value",),
        "taskbook.not_a_number": ("value",),
        "taskbook.not_a_date": ("value",),
        "taskbook.not_a_flag": ("value",),
        "taskbook.not_a_choice": ("value", "choices"),
        "taskbook.unknown_field": ("field",),
        "taskbook.key_missing": (),
        "taskbook.key_bad": ("key",),
        "taskbook.key_twice": ("key",),
        # changes
        "taskbook.path_bad": ("path",),
        "taskbook.change_stale": ("path",),
        "taskbook.change_lost": ("path",),
        # cover and content
        "taskbook.field_missing": (),
        "taskbook.text_blank": (),
        "taskbook.title_too_long": ("length", "most"),
        "taskbook.period_reversed": ("first", "last"),
        "taskbook.outside_programme": ("first", "last"),
        "taskbook.date_outside_project": ("day", "first", "last"),
        "taskbook.year_outside_project": ("year", "first", "last"),
        "taskbook.year_unreadable": ("year",),
        "taskbook.years_unplanned": ("years",),
        "taskbook.trl_outside": ("level", "highest"),
        "taskbook.trl_falls": ("start", "target"),
        "taskbook.reference_unknown": ("key",),
        "taskbook.classified_content": (),
        # goals and indicators
        "taskbook.no_goals": (),
        "taskbook.goal_uncovered": ("goal",),
        "taskbook.no_indicators": (),
        "taskbook.indicator_orphan": ("indicator",),
        "taskbook.method_missing": ("indicator",),
        "taskbook.evidence_missing": ("indicator",),
        "taskbook.third_party_unsaid": ("indicator",),
        "taskbook.unit_missing": ("indicator",),
        "taskbook.final_missing": ("indicator",),
        "taskbook.range_reversed": ("indicator",),
        "taskbook.target_behind_baseline": ("indicator", "baseline", "final"),
        "taskbook.weights_not_whole": ("total", "wanted"),
        "taskbook.weights_unset": (),
        # less than promised
        "taskbook.source_dropped": ("source",),
        "taskbook.target_missing": ("indicator", "source"),
        "taskbook.target_lowered": ("indicator", "source", "value"),
        "taskbook.midterm_lowered": ("indicator", "source", "value"),
        "taskbook.range_widened": ("indicator", "source", "value"),
        "taskbook.date_postponed": ("indicator", "source", "value"),
        "taskbook.quality_differs": ("indicator", "source", "value"),
        "taskbook.indicator_recast": ("indicator", "source", "value"),
        "taskbook.unit_recast": ("indicator", "source", "value"),
        "taskbook.binding_dropped": ("indicator",),
        "taskbook.third_party_dropped": ("indicator",),
        # schedule
        "taskbook.no_milestones": (),
        "taskbook.criteria_missing": ("milestone",),
        "taskbook.shares_not_whole": ("total", "wanted"),
        "taskbook.share_outside": ("value",),
        "taskbook.not_positive": ("value",),
        "taskbook.acceptance_method_missing": ("deliverable",),
        # people and agreements
        "taskbook.leader_not_in_team": ("leader",),
        "taskbook.leads_too_many": ("leader", "projects", "most"),
        "taskbook.overloaded": ("person", "year", "months", "most"),
        "taskbook.months_negative": ("person",),
        "taskbook.agreement_missing": ("unit",),
        "taskbook.ip_agreement_missing": (),
        "taskbook.terms_missing": ("terms",),
        "taskbook.contract_missing": ("partner",),
        # money
        "taskbook.amount_negative": (),
        "taskbook.no_budget": (),
        "taskbook.topics_differ": ("sum", "total"),
        "taskbook.funding_differs": ("sum", "total"),
        "taskbook.funder_differs": ("unit", "sum", "total"),
        "taskbook.funders_exceed": ("sum", "total"),
        "taskbook.participants_exceed": ("sum", "total"),
        "taskbook.items_differ": ("sum", "total"),
        "taskbook.source_year_differs": ("source", "year", "sum", "total"),
        "taskbook.equipment_exceeds": ("sum", "total"),
        "taskbook.entrusted_exceeds": ("sum", "total"),
        "taskbook.indirect_above": ("amount", "ceiling"),
        "taskbook.brackets_unordered": (),
        "taskbook.lump_sum_itemised": (),
        "taskbook.lump_sum_unused": (),
        "taskbook.commitment_missing": (),
        "taskbook.negative_list_empty": (),
        # payments and extension
        "taskbook.total_negative": ("total",),
        "taskbook.amount_not_positive": ("amount",),
        "taskbook.beyond_reached": ("amount", "releasable"),
        "taskbook.extension_not_later": ("ends_on",),
        "taskbook.extension_late": ("asked_on", "latest", "months"),
        "taskbook.extension_again": ("granted", "most"),
        "taskbook.extension_too_long": ("new_end", "latest", "months"),
        # readiness
        "taskbook.level_unknown": ("criteria", "highest"),
        "taskbook.assessor_is_developer": ("assessor",),
        "taskbook.no_elements": (),
        "taskbook.effort_not_positive": ("effort",),
        # acceptance
        "taskbook.no_results": (),
        "taskbook.weight_negative": ("indicators",),
        "taskbook.results_missing": ("indicators",),
        "taskbook.finance_open": (),
        "taskbook.finance_refused": (),
        "taskbook.binding_missed": ("indicator", "percent"),
        "taskbook.below_threshold": ("percent", "wanted"),
        "taskbook.after_rectification": (),
        "taskbook.diligence_proven": (),
    }
)

FORMULAS: Mapping[str, str] = MappingProxyType(
    {
        "taskbook.releasable": "reached instalments less what is paid, never below zero",
        "taskbook.reached_instalments": "sum of the instalments of the reached milestones",
        "taskbook.level": "highest level evidenced with all lower ones; inputs: criteria missing next",
        "taskbook.lowest_level": "lowest level of the critical elements",
        "taskbook.added_value": "sum of weighted gains",
        "taskbook.weighted_gain": "weight times (level at the end less level at the start)",
        "taskbook.weighted_completion": "sum of the weighted completions",
        "taskbook.weighted_part": "weight times completion, the completion cut to 0..1",
    }
)

LEAVES: Mapping[str, str] = MappingProxyType(
    {
        "taskbook.instalment": "amount of a reached milestone",
        "taskbook.paid": "amount paid before",
        "taskbook.criterion_missing": "level of a criterion without evidence",
        "taskbook.element_level": "level of a critical element",
        "taskbook.weight": "weight, as ppm or fraction",
        "taskbook.level_at_start": "level at the start",
        "taskbook.level_at_end": "level at the end",
        "taskbook.completion": "completion, cut to 0..1",
    }
)
