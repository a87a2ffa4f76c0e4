"""Texts of core.indicators: reasons, names of values, formulas in words, levels of challenge."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

REASONS: dict[str, Promise] = {
    "indicators.no_reading": _("No reading yet. Enter the readings of: %(units)s."),
    "indicators.denominator_zero": _(
        "The denominator is zero, so there is no ratio. Check the denominator of the units."
    ),
    "indicators.not_computable": _(
        "The denominator is negative (%(denominator)s), so a ratio would mislead. Report "
        "numerator and denominator instead."
    ),
    "indicators.unknown_unit": _("Unit %(unit)s is not in the organisation of this period. Choose a unit of the tree."),
    "indicators.unknown_indicator": _("Indicator %(indicator)s is not defined here. Add it to the plan first."),
    "indicators.cyclic_tree": _("These units stand above each other: %(units)s. Correct their superior units."),
    "indicators.reading_twice": _("%(unit)s already has a reading for this period. Change that one."),
    "indicators.elimination_impossible": _(
        "Internal amounts can only be eliminated from sums, stocks and ratios. Remove the elimination."
    ),
    "indicators.count_without_keys": _(
        "%(count)s were reported but %(keys)s are listed. List every item, so that each counts once."
    ),
    "indicators.weight_negative": _("The weight of %(unit)s is negative (%(weight)s). Enter a weight from 0."),
    "indicators.target_behind_baseline": _(
        "The target %(target)s lies behind the baseline %(baseline)s, so getting worse would "
        "count as progress. Correct it, or leave the baseline out: then it is judged as met or not."
    ),
    "indicators.cap_below_floor": _("The cap %(cap)s is below the floor %(floor)s. Correct one of them."),
    "indicators.levels_turn_back": _(
        "%(value)s asks for less than the level before (%(before)s). Put the levels in order from easy to hard."
    ),
    "indicators.points_fall": _("A harder level gives fewer points. Let the points rise or stay."),
    "indicators.curve_points": _("%(given)s scores were given for %(wanted)s levels. Give one per level."),
    "indicators.no_curve_for_equal": _(
        "A target with an exact value has no scoring curve. Choose at least or at most."
    ),
    "indicators.weights_not_whole": _(
        "The weights add up to %(total)s ppm instead of %(wanted)s. Adjust them to one hundred per cent."
    ),
    "indicators.weight_below_zero": _("Negative weight in: %(lines)s. Enter weights from 0."),
    "indicators.line_twice": _("Listed twice: %(lines)s. Keep one line per indicator."),
    "indicators.cap_negative": _("The limit %(cap)s is negative. Enter the amount from 0."),
    "indicators.no_evidence": _("Not counted: no evidence is attached. Attach it."),
    "indicators.unconfirmed": _("Not counted: not confirmed yet. Have it confirmed by the assessor."),
    "indicators.not_closed": _(
        "Shares %(total)s and reserve %(reserve)s do not make the target %(parent)s; the "
        "difference is %(difference)s. Adjust shares or reserve."
    ),
    "indicators.milestone_not_taken": _(
        "Not taken on by: %(units)s. Every unit that carries the milestone has to take it on."
    ),
    "indicators.share_missing": _("No share yet for: %(units)s. Enter one or take the unit out."),
    "indicators.unit_twice": _("Listed twice: %(units)s. Give each unit one share."),
    "indicators.no_shares": _("No unit has taken it on. Add at least one unit."),
    "indicators.reserve_negative": _(
        "The reserve %(reserve)s is negative: more is given out than was asked. Allow "
        "planning for more, or lower the shares."
    ),
    "indicators.reserve_impossible": _("Only amounts that add up can hold a reserve. Set it to 0."),
    "indicators.basis_missing": _(
        "No planned denominator for: %(units)s. Enter it, so that the ratio can be consolidated."
    ),
    "indicators.basis_negative": _("The planned denominator is negative for: %(units)s. Correct it."),
    "indicators.step_not_positive": _("The step %(step)s has to be above 0."),
    "indicators.step_does_not_divide": _("%(parent)s is no multiple of the step %(step)s. Choose a finer step."),
    "indicators.weights_empty": _("No weight is above 0, so nothing can be proposed. Enter at least one."),
    "indicators.share_weight_negative": _("Negative weight at position %(positions)s. Enter weights from 0."),
    "indicators.unit_missing": _("Say in which unit it is measured."),
    "indicators.definition_missing": _("Define what is counted."),
    "indicators.source_missing": _("Say where the figures come from."),
    "indicators.typed_ratio": _("A ratio must not be typed. Enter numerator and denominator; it is computed."),
    "indicators.date_missing": _("Say by when it is due."),
    "indicators.method_missing": _("Say how it is assessed."),
    "indicators.assessor_missing": _("Name who assesses it."),
    "indicators.assessor_is_owner": _("Nobody assesses an own target. Name somebody else."),
    "indicators.verdict_rule_missing": _("Say by which rule it is reached or not."),
    "indicators.history_too_short": _(
        "Fewer than two years of history, so the own pace cannot be told. Enter earlier years."
    ),
    "indicators.year_twice": _("Two values for %(years)s. Keep one per year."),
    "indicators.target_year_past": _(
        "The target year %(target_year)s is not after the last reading (%(last_year)s). Choose a later year."
    ),
    "indicators.no_peers": _("No comparable units."),
    "indicators.no_shares_of_zero": _("The unit stands at zero, so its growth cannot be compared as a percentage."),
}

LABELS: dict[str, Promise] = {
    "indicators.sum": pgettext_lazy("indicators", "Sum"),
    "indicators.last": pgettext_lazy("indicators", "Stock at the end"),
    "indicators.max": pgettext_lazy("indicators", "Largest value"),
    "indicators.distinct": pgettext_lazy("indicators", "Counted once"),
    "indicators.own_keys": pgettext_lazy("indicators", "Named by the unit"),
    "indicators.ratio": pgettext_lazy("indicators", "Ratio"),
    "indicators.weighted_mean": pgettext_lazy("indicators", "Weighted mean"),
    "indicators.boolean": pgettext_lazy("indicators", "Milestone"),
    "indicators.numerator": pgettext_lazy("indicators", "Numerator"),
    "indicators.denominator": pgettext_lazy("indicators", "Denominator"),
    "indicators.weighted": pgettext_lazy("indicators", "Weighted value"),
    "indicators.elimination": pgettext_lazy("indicators", "Internal elimination"),
    "indicators.completion": pgettext_lazy("indicators", "Completion"),
    "indicators.completion_plain": pgettext_lazy("indicators", "Completion"),
    "indicators.completion_inverse": pgettext_lazy("indicators", "Completion"),
    "indicators.completion_equal": pgettext_lazy("indicators", "Completion"),
    "indicators.met_or_not": pgettext_lazy("indicators", "Completion"),
    "indicators.capped": pgettext_lazy("indicators", "Completion, capped"),
    "indicators.floored": pgettext_lazy("indicators", "Completion, not below the floor"),
    "indicators.curve": pgettext_lazy("indicators", "Points"),
    "indicators.curve_below": pgettext_lazy("indicators", "Points"),
    "indicators.curve_above": pgettext_lazy("indicators", "Points"),
    "indicators.rounded": pgettext_lazy("indicators", "Score"),
    "indicators.score": pgettext_lazy("indicators", "Score before rounding"),
    "indicators.weighted_points": pgettext_lazy("indicators", "Weighted points"),
    "indicators.line": pgettext_lazy("indicators", "Line"),
    "indicators.bonus": pgettext_lazy("indicators", "Bonus"),
    "indicators.deduction": pgettext_lazy("indicators", "Deduction"),
    "indicators.bonus_capped": pgettext_lazy("indicators", "Bonus, capped"),
    "indicators.deduction_capped": pgettext_lazy("indicators", "Deduction, capped"),
    "indicators.adjustment": pgettext_lazy("indicators", "Bonus or deduction item"),
    "indicators.not_counted": pgettext_lazy("indicators", "Not counted"),
    "indicators.gate_limited": pgettext_lazy("indicators", "Limited by a missed gate"),
    "indicators.closure": pgettext_lazy("indicators", "Closure"),
    "indicators.shares_sum": pgettext_lazy("indicators", "Shares together"),
    "indicators.shares_last": pgettext_lazy("indicators", "Shares together"),
    "indicators.shares_distinct": pgettext_lazy("indicators", "Shares together"),
    "indicators.shares_ratio": pgettext_lazy("indicators", "Shares together"),
    "indicators.shares_weighted_mean": pgettext_lazy("indicators", "Shares together"),
    "indicators.shares_max": pgettext_lazy("indicators", "Shares together"),
    "indicators.shares_boolean": pgettext_lazy("indicators", "Shares together"),
    "indicators.challenge": pgettext_lazy("indicators", "How challenging"),
    "indicators.needed_growth": pgettext_lazy("indicators", "Needed growth a year"),
    "indicators.history_growth": pgettext_lazy("indicators", "Own growth a year"),
    "indicators.peer_percentile": pgettext_lazy("indicators", "Percentile among peers"),
    "indicators.own": pgettext_lazy("indicators", "Own amount"),
    "indicators.weight": pgettext_lazy("indicators", "Weight"),
    "indicators.internal": pgettext_lazy("indicators", "Internal amount"),
    "indicators.key": pgettext_lazy("indicators", "Named item"),
    "indicators.reached": pgettext_lazy("indicators", "Reached"),
    "indicators.due": pgettext_lazy("indicators", "Has to reach it"),
    "indicators.unread": pgettext_lazy("indicators", "No reading"),
    "indicators.scale": pgettext_lazy("indicators", "Scale"),
    "indicators.actual": pgettext_lazy("indicators", "Actual"),
    "indicators.baseline": pgettext_lazy("indicators", "Baseline"),
    "indicators.target": pgettext_lazy("indicators", "Target"),
    "indicators.cap": pgettext_lazy("indicators", "Cap"),
    "indicators.floor": pgettext_lazy("indicators", "Floor"),
    "indicators.level_baseline": pgettext_lazy("indicators", "Baseline level"),
    "indicators.level_basic": pgettext_lazy("indicators", "Basic level"),
    "indicators.level_satisfactory": pgettext_lazy("indicators", "Satisfactory level"),
    "indicators.level_challenge": pgettext_lazy("indicators", "Challenge level"),
    "indicators.points_baseline": pgettext_lazy("indicators", "Points at the baseline"),
    "indicators.points_basic": pgettext_lazy("indicators", "Points at the basic level"),
    "indicators.points_satisfactory": pgettext_lazy("indicators", "Points at the satisfactory level"),
    "indicators.points_challenge": pgettext_lazy("indicators", "Points at the challenge level"),
    "indicators.points": pgettext_lazy("indicators", "Points"),
    "indicators.full": pgettext_lazy("indicators", "Full score"),
    "indicators.line_missing": pgettext_lazy("indicators", "Why there are no points"),
    "indicators.gate_missed": pgettext_lazy("indicators", "Gate missed"),
    "indicators.why": pgettext_lazy("indicators", "Why"),
    "indicators.share": pgettext_lazy("indicators", "Share"),
    "indicators.basis": pgettext_lazy("indicators", "Planned denominator"),
    "indicators.reserve": pgettext_lazy("indicators", "Reserve"),
    "indicators.reading": pgettext_lazy("indicators", "Reading"),
    "indicators.peer": pgettext_lazy("indicators", "Peer"),
    "indicators.closed": pgettext_lazy("indicators", "Closed"),
    "below_history": pgettext_lazy("indicators", "Below its own pace"),
    "as_history": pgettext_lazy("indicators", "At its own pace"),
    "stretch": pgettext_lazy("indicators", "Stretching"),
    "leap": pgettext_lazy("indicators", "A leap"),
    "too_little_history": pgettext_lazy("indicators", "Too little history"),
    "not_comparable": pgettext_lazy("indicators", "Not comparable"),
}

FORMULAS: dict[str, Promise] = {
    "indicators.sum": pgettext_lazy("indicators", "own amount + units below − internal amounts"),
    "indicators.last": pgettext_lazy("indicators", "latest reading of each unit, added up, − internal amounts"),
    "indicators.max": pgettext_lazy("indicators", "the larger of own value and units below"),
    "indicators.distinct": pgettext_lazy("indicators", "everything named by any unit, each once"),
    "indicators.ratio": pgettext_lazy("indicators", "consolidated numerator ÷ consolidated denominator × scale"),
    "indicators.weighted_mean": pgettext_lazy("indicators", "sum of value × weight ÷ sum of weights"),
    "indicators.boolean": pgettext_lazy("indicators", "units that reached it ÷ units that have to"),
    "indicators.numerator": pgettext_lazy("indicators", "own amount + units below − internal amounts"),
    "indicators.denominator": pgettext_lazy("indicators", "own amount + units below − internal amounts"),
    "indicators.weighted": pgettext_lazy("indicators", "value × weight"),
    "indicators.elimination": pgettext_lazy("indicators", "amount between units below, taken off"),
    "indicators.completion": pgettext_lazy("indicators", "(actual − baseline) ÷ (target − baseline)"),
    "indicators.completion_plain": pgettext_lazy("indicators", "actual ÷ target"),
    "indicators.completion_inverse": pgettext_lazy("indicators", "2 − actual ÷ target"),
    "indicators.completion_equal": pgettext_lazy("indicators", "1 − deviation ÷ distance to the target"),
    "indicators.met_or_not": pgettext_lazy("indicators", "1 when the target is met, otherwise 0"),
    "indicators.capped": pgettext_lazy("indicators", "not above the cap"),
    "indicators.floored": pgettext_lazy("indicators", "not below the floor"),
    "indicators.curve": pgettext_lazy("indicators", "between two levels, in proportion"),
    "indicators.curve_below": pgettext_lazy("indicators", "below the lowest level: its points"),
    "indicators.curve_above": pgettext_lazy("indicators", "above the highest level: its points"),
    "indicators.rounded": pgettext_lazy("indicators", "rounded half up to two places, at the end only"),
    "indicators.score": pgettext_lazy("indicators", "weighted points + bonus − deduction"),
    "indicators.weighted_points": pgettext_lazy("indicators", "sum of the lines"),
    "indicators.line": pgettext_lazy("indicators", "weight × points"),
    "indicators.bonus": pgettext_lazy("indicators", "sum of the confirmed items"),
    "indicators.deduction": pgettext_lazy("indicators", "sum of the confirmed deductions"),
    "indicators.bonus_capped": pgettext_lazy("indicators", "not above the limit"),
    "indicators.deduction_capped": pgettext_lazy("indicators", "not above the limit"),
    "indicators.gate_limited": pgettext_lazy(
        "indicators", "a hard indicator is missed, so the score does not exceed the limit"
    ),
    "indicators.closure": pgettext_lazy("indicators", "target = shares + reserve"),
    "indicators.shares_sum": pgettext_lazy("indicators", "sum of the shares"),
    "indicators.shares_last": pgettext_lazy("indicators", "sum of the shares"),
    "indicators.shares_distinct": pgettext_lazy("indicators", "sum of the shares"),
    "indicators.shares_ratio": pgettext_lazy(
        "indicators", "sum of share × planned denominator ÷ sum of planned denominators"
    ),
    "indicators.shares_weighted_mean": pgettext_lazy("indicators", "sum of share × weight ÷ sum of weights"),
    "indicators.shares_max": pgettext_lazy("indicators", "the largest share"),
    "indicators.shares_boolean": pgettext_lazy("indicators", "every unit takes it on"),
    "indicators.challenge": pgettext_lazy("indicators", "needed growth against own pace and against peers"),
    "indicators.needed_growth": pgettext_lazy("indicators", "from the last reading to the target"),
    "indicators.history_growth": pgettext_lazy("indicators", "over the years of the history"),
    "indicators.peer_percentile": pgettext_lazy(
        "indicators", "share of peers that need less growth; equal ones count half"
    ),
}

ACTS: dict[str, Promise] = {}
