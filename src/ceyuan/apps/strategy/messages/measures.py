"""Texts: policy measures."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

REASONS: dict[str, Promise] = {
    "strategy.unknown_policy": _("There is no such policy within your reach."),
    "strategy.unknown_measure": _("There is no such measure within your reach."),
    "strategy.unknown_uptake": _("There is no such entry within your reach."),
    "strategy.policy_not_permitted": _("Policies of %(unit)s are kept by its S&T office; ask there."),
    "strategy.policy_number_taken": _("There is a policy with this document number already; open that one instead."),
    "strategy.policy_ended": _("This policy has ended; work on the one that replaced it."),
    "strategy.policy_order": _("A policy cannot end before it was issued: please correct the date."),
    "strategy.measure_number_taken": _("This policy has a clause with this number already; choose another."),
    "strategy.measure_parent": _("Clauses hang below a heading of the same policy: choose such a heading."),
    "strategy.measure_theme": _("A measure belongs to the theme of its heading; change one of the two."),
    "strategy.bounds_reversed": _("The ceiling lies below the floor: please swap the two."),
    "strategy.bounds_without_unit": _("Say in what floor and ceiling are counted, for example % or ten thousand yuan."),
    "strategy.bounds_break": _("%(units)s have settled on values outside these bounds; settle that first."),
    "strategy.heading_has_no_units": _("A heading obliges nobody: choose a measure below it."),
    "strategy.unit_outside_policy": _("%(unit)s does not stand below the unit that issued the policy; leave it out."),
    "strategy.no_units": _("Choose at least one unit."),
    "strategy.no_measures": _("This policy has no measures yet; add them first."),
    "strategy.uptake_not_permitted": _("The offices of %(unit)s report on its measures; ask there."),
    "strategy.uptake_ended": _("This measure has ended here; nothing more is reported."),
    "strategy.uptake_stale": _("In the meantime: %(changes)s. Nothing of yours was saved; look again, then decide."),
    "strategy.verify_not_permitted": _("Only the group's S&T office and the auditors verify."),
    "strategy.self_verification": _("You reported on this yourself; somebody else has to verify it."),
    "strategy.not_landed": _("Only what has landed can be verified."),
    "strategy.already_verified": _("This has been verified already."),
    "strategy.no_own_rule": _("Name the unit's own rule document first."),
    "strategy.outside_bounds": _(
        "%(own_value)s lies outside what the group allows (%(floor)s to %(ceiling)s): adapt the unit's own rule."
    ),
    "strategy.own_value_missing": _("The group sets bounds (%(floor)s to %(ceiling)s): give the unit's own value."),
    "strategy.no_beneficiaries": _("Landed means that people got something: enter how many."),
    "strategy.no_evidence": _("Say what proves it: a list of payments, a decision, minutes."),
    "strategy.no_obstacle": _("Say what stands in the way."),
    "strategy.negative": _("This cannot be less than nothing."),
    "strategy.day_in_future": _("This day lies in the future; enter the day it really happened."),
    "strategy.feedback_given": _("You have answered about this measure this year; you can do so again next year."),
    "strategy.feedback_unknown_answer": _("Please choose one of the three answers."),
    "strategy.feedback_nobody": _("Only people who work in a unit of the group can answer."),
}

ACTS: dict[str, Promise] = {
    "strategy.policy.made": _("Policy entered"),
    "strategy.policy.superseded": _("Policy replaced"),
    "strategy.measure.added": _("Policy clause added"),
    "strategy.measure.changed": _("Policy clause changed"),
    "strategy.uptake.opened": _("Units put in scope of a measure"),
    "strategy.uptake.reported": _("Reported on a measure"),
    "strategy.uptake.advanced": _("Step taken with a measure"),
    "strategy.uptake.verified": _("Landing verified"),
}

THEMES: dict[str, Promise] = {
    "responsibility": _("Responsibility of top leaders"),
    "talent": _("Talent highland"),
    "incentive": _("Talent incentives"),
    "safeguard": _("Promotion and safeguards"),
}

STATES: dict[str, Promise] = {
    "not_started": pgettext_lazy("uptake state", "Not started"),
    "drafting": pgettext_lazy("uptake state", "Drafting own rule"),
    "issued": pgettext_lazy("uptake state", "Rule issued"),
    "landed": pgettext_lazy("uptake state", "Landed"),
    "effective": pgettext_lazy("uptake state", "Taking effect"),
    "blocked": pgettext_lazy("uptake state", "Blocked"),
    "ended": pgettext_lazy("uptake state", "Ended"),
}

STATE_TONES: dict[str, str] = {
    "not_started": "neutral",
    "drafting": "warn",
    "issued": "info",
    "landed": "good",
    "effective": "special",
    "blocked": "bad",
    "ended": "neutral",
}

# One sign per state: a cell of the matrix must not speak by colour alone.
STATE_SIGNS: dict[str, Promise] = {
    "not_started": pgettext_lazy("uptake sign", "N"),
    "drafting": pgettext_lazy("uptake sign", "D"),
    "issued": pgettext_lazy("uptake sign", "I"),
    "landed": pgettext_lazy("uptake sign", "L"),
    "effective": pgettext_lazy("uptake sign", "E"),
    "blocked": pgettext_lazy("uptake sign", "B"),
    "ended": pgettext_lazy("uptake sign", "X"),
}

STEPS: dict[str, Promise] = {
    "draft_rule": pgettext_lazy("uptake step", "Begin drafting the own rule"),
    "issue": pgettext_lazy("uptake step", "The rule is issued"),
    "land": pgettext_lazy("uptake step", "It has landed"),
    "take_effect": pgettext_lazy("uptake step", "Find that it takes effect"),
    "fall_back": pgettext_lazy("uptake step", "Set back to issued"),
    "block": pgettext_lazy("uptake step", "Report as blocked"),
    "end": pgettext_lazy("uptake step", "End for this unit"),
}

# What to do next, for the people of the unit.
NEXT: dict[str, Promise] = {
    "not_started": _("Draft the unit's own rule, or issue it."),
    "drafting": _("Issue the rule."),
    "issued": _("Put it into practice: report who got something, and the evidence."),
    "landed": _("Wait for the verification; keep the figures up to date."),
    "effective": _("Keep the figures up to date."),
    "blocked": _("Remove the obstacle, then take up the draft again."),
    "ended": _("Nothing more to do."),
}

FIELDS: dict[str, Promise] = {
    "own_rule": _("Own rule"),
    "own_rule_number": _("Document number"),
    "own_value": _("Own value"),
    "beneficiaries": _("Beneficiaries"),
    "money_minor": _("Money paid"),
    "landed_on": _("Landed on"),
    "evidence": _("Evidence"),
    "obstacle": _("Obstacle"),
    "state": _("State"),
}

ANSWERS: dict[str, Promise] = {
    "reached": pgettext_lazy("feedback", "It reached me"),
    "heard": pgettext_lazy("feedback", "I have heard of it"),
    "not_reached": pgettext_lazy("feedback", "It did not reach me"),
}

FINDINGS: dict[str, Promise] = {
    "overdue": pgettext_lazy("finding", "Overdue"),
    "blocked": pgettext_lazy("finding", "Blocked"),
    "outside_bounds": pgettext_lazy("finding", "Outside the bounds"),
    "not_felt": pgettext_lazy("finding", "Landed, but not felt"),
}

FINDING_TONES: dict[str, str] = {"overdue": "warn", "blocked": "bad", "outside_bounds": "bad", "not_felt": "special"}
