"""Every code that this room gives out, with the facts that come with it; the texts belong to whoever shows them.

`REASONS`: why something is refused, invalid or not told. Code -> names of facts. Numbers among the facts are exact
fractions, units and lines are what the caller gave. An explanation without a number has a code of these as its value.
`FORMULAS`: formula codes of explanations -> what the inputs are. `LEAVES`: names of leaves -> what the value is.
`CHALLENGE_LEVELS`: the values of `challenging`.
"""

from collections.abc import Mapping
from types import MappingProxyType

REASONS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        # readings and roll-up
        "indicators.no_reading": ("units",),
        "indicators.denominator_zero": ("numerator",),
        "indicators.not_computable": ("numerator", "denominator"),
        "indicators.unknown_unit": ("unit",),
        "indicators.unknown_indicator": ("indicator",),
        "indicators.cyclic_tree": ("units",),
        "indicators.reading_twice": ("unit", "kind"),
        "indicators.elimination_impossible": ("unit", "kind"),
        "indicators.count_without_keys": ("unit", "kind", "count", "keys"),
        "indicators.weight_negative": ("unit", "kind", "weight"),
        # completion and score
        "indicators.target_behind_baseline": ("direction", "baseline", "target"),
        "indicators.cap_below_floor": ("cap", "floor"),
        "indicators.levels_turn_back": ("level", "value", "before", "direction"),
        "indicators.points_fall": ("points",),
        "indicators.curve_points": ("given", "wanted"),
        "indicators.no_curve_for_equal": (),
        "indicators.weights_not_whole": ("total", "wanted"),
        "indicators.weight_below_zero": ("lines",),
        "indicators.line_twice": ("lines",),
        "indicators.cap_negative": ("cap",),
        "indicators.no_evidence": (),
        "indicators.unconfirmed": (),
        # decomposition
        "indicators.not_closed": ("parent", "total", "reserve", "difference"),
        "indicators.milestone_not_taken": ("parent", "total", "reserve", "difference", "units"),
        "indicators.share_missing": ("units",),
        "indicators.unit_twice": ("units",),
        "indicators.no_shares": (),
        "indicators.reserve_negative": ("reserve", "direction"),
        "indicators.reserve_impossible": ("reserve", "kind"),
        "indicators.basis_missing": ("units",),
        "indicators.basis_negative": ("units",),
        "indicators.step_not_positive": ("step",),
        "indicators.step_does_not_divide": ("parent", "step"),
        "indicators.weights_empty": (),
        "indicators.share_weight_negative": ("positions",),
        # quality of a target
        "indicators.unit_missing": (),
        "indicators.definition_missing": (),
        "indicators.source_missing": (),
        "indicators.typed_ratio": (),
        "indicators.date_missing": (),
        "indicators.method_missing": (),
        "indicators.assessor_missing": (),
        "indicators.assessor_is_owner": (),
        "indicators.verdict_rule_missing": (),
        "indicators.history_too_short": (),
        "indicators.year_twice": ("years",),
        "indicators.target_year_past": ("target_year", "last_year"),
        "indicators.no_peers": (),
        "indicators.no_shares_of_zero": (),
    }
)

FORMULAS: Mapping[str, str] = MappingProxyType(
    {
        "indicators.sum": "own amount, amounts of the units below, less eliminations",
        "indicators.last": "as sum, over the latest readings",
        "indicators.max": "own value and the largest of the units below",
        "indicators.distinct": "own keys and those of the units below, each once",
        "indicators.own_keys": "the keys of one unit",
        "indicators.ratio": "numerator, denominator and, if not 1, scale",
        "indicators.weighted_mean": "sum of weighted values, sum of weights",
        "indicators.boolean": "how many reached it, how many have to",
        "indicators.numerator": "upper part of one unit and those below it",
        "indicators.denominator": "lower part of one unit and those below it",
        "indicators.weighted": "value (or share), weight (or basis)",
        "indicators.elimination": "internal amount, subtracted",
        "indicators.completion": "actual, baseline, target",
        "indicators.completion_plain": "actual over target",
        "indicators.completion_inverse": "2 less actual over target",
        "indicators.completion_equal": "1 less deviation over the way",
        "indicators.met_or_not": "1 when the target is met, else 0",
        "indicators.capped": "completion, cap",
        "indicators.floored": "completion, floor",
        "indicators.curve": "actual, lower level and its points, upper level and its points",
        "indicators.curve_below": "actual, first level and its points",
        "indicators.curve_above": "actual, last level and its points",
        "indicators.rounded": "exact score",
        "indicators.score": "weighted points, bonus, deduction",
        "indicators.weighted_points": "lines",
        "indicators.line": "weight, points, full; or weight, missing",
        "indicators.bonus": "adjustments",
        "indicators.deduction": "adjustments",
        "indicators.bonus_capped": "bonus, cap",
        "indicators.deduction_capped": "deduction, cap",
        "indicators.adjustment": "points with their evidence",
        "indicators.not_counted": "points, why they do not count",
        "indicators.gate_limited": "score, cap, gates missed",
        "indicators.closure": "target, shares, reserve; the value is indicators.closed or the first reason",
        "indicators.shares_sum": "shares",
        "indicators.shares_last": "shares",
        "indicators.shares_distinct": "shares",
        "indicators.shares_ratio": "shares with their basis",
        "indicators.shares_weighted_mean": "shares with their weight",
        "indicators.shares_max": "shares",
        "indicators.shares_boolean": "shares",
        "indicators.challenge": "needed growth, own growth, percentile; the value is a level",
        "indicators.needed_growth": "last reading, target; unit compound, linear or absolute",
        "indicators.history_growth": "readings of the history",
        "indicators.peer_percentile": "needed growth of the peers",
    }
)

LEAVES: Mapping[str, str] = MappingProxyType(
    {
        "indicators.own": "what a unit itself contributes",
        "indicators.weight": "weight of a unit or, in ppm, of a line",
        "indicators.internal": "amount exchanged between units below",
        "indicators.key": "one counted key",
        "indicators.reached": "1 or 0",
        "indicators.due": "1 for each unit that has to",
        "indicators.unread": "unit without reading",
        "indicators.scale": "factor, 100 for per cent",
        "indicators.actual": "what was reached",
        "indicators.baseline": "where it began",
        "indicators.target": "what was to be reached",
        "indicators.cap": "upper limit",
        "indicators.floor": "lower limit",
        "indicators.level_baseline": "level of a curve",
        "indicators.level_basic": "level of a curve",
        "indicators.level_satisfactory": "level of a curve",
        "indicators.level_challenge": "level of a curve",
        "indicators.points_baseline": "points at the level",
        "indicators.points_basic": "points at the level",
        "indicators.points_satisfactory": "points at the level",
        "indicators.points_challenge": "points at the level",
        "indicators.points": "points as given",
        "indicators.full": "what 100 points are worth",
        "indicators.line_missing": "code of the reason why a line has no points",
        "indicators.gate_missed": "code of the line",
        "indicators.why": "code of the reason",
        "indicators.share": "what a unit took on",
        "indicators.basis": "planned denominator or weight",
        "indicators.reserve": "held back by the unit above",
        "indicators.reading": "value of the year in `unit`",
        "indicators.peer": "needed growth of one peer",
    }
)

CLOSED = "indicators.closed"
CHALLENGE_LEVELS = ("below_history", "as_history", "stretch", "leap", "too_little_history", "not_comparable")
