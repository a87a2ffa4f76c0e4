"""Scores set right for harsh and lenient reviewers, beside the raw mean and with how sure that is.

Who got strict reviewers has bad luck. When reviewers overlap enough, severity can be told from quality: see `two_way`.
Bids and reviewers that no chain of common bids connects cannot be compared, so each connected part is calibrated and
ranked by itself, and it is said so. The raw mean stands, with the reason, where there are too few scores beyond the
unknowns, or where the reviewers do not differ by more than chance would make them.

Scores and weights come in exact (int, Decimal, Fraction) and the raw mean is exact. Estimates are decimals rounded to
four places; the floats behind them are used for nothing else.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

import numpy as np

from ceyuan.core.kernel import Invalid, Reason
from ceyuan.core.review.calibrated import (
    Calibrated,
    CalibratedBid,
    Component,
    Outlier,
    Severity,
    TieBand,
    rounded,
)
from ceyuan.core.review.quantiles import f_tail, t_quantile
from ceyuan.core.review.scoring_reasons import Leaning, why
from ceyuan.core.review.two_way import Fit, Reals, components, fit, simulated

Number = int | Decimal | Fraction


@dataclass(frozen=True, slots=True)
class Score:
    """One score of a reviewer for a bid. Abstentions and recusals give none."""

    reviewer: str
    bid: str
    value: Number
    weight: Number = 1


@dataclass(frozen=True, slots=True)
class CalibrationRules:
    """`least_df`: scores beyond the unknowns that are needed. `significance`: reviewers must differ so clearly that
    chance alone would do it no more often than this (1 switches the test off). `confidence` of intervals and bands.
    `places` of which the probability of getting one is told. `draws` and `seed` of the simulation."""

    least_df: int = 4
    significance: Fraction = Fraction(1, 20)
    confidence: Fraction = Fraction(9, 10)
    places: int | None = None
    draws: int = 2000
    seed: int = 20260101


def calibrate(scores: Sequence[Score], rules: CalibrationRules | None = None) -> Calibrated:
    """Calibrate. Invalid: `review.no_scores`, `review.score_twice`, `review.score_inexact`,
    `review.weight_not_positive`."""
    rules = rules or CalibrationRules()
    _check(scores)
    bids = {key: number for number, key in enumerate(dict.fromkeys(one.bid for one in scores))}
    people = {key: number for number, key in enumerate(dict.fromkeys(one.reviewer for one in scores))}
    part = components([bids[one.bid] for one in scores], [people[one.reviewer] for one in scores])
    groups: dict[int, list[Score]] = {}
    for one, number in zip(scores, part, strict=True):
        groups.setdefault(number, []).append(one)
    found = [_component(number + 1, group, rules) for number, group in groups.items()]
    reasons = (Reason("review.graph_split", {"parts": len(found)}),) if len(found) > 1 else ()
    return Calibrated(tuple(found), reasons)


def _component(number: int, scores: list[Score], rules: CalibrationRules) -> Component:
    bids = list(dict.fromkeys(one.bid for one in scores))
    people = list(dict.fromkeys(one.reviewer for one in scores))
    df = len(scores) - len(bids) - len(people) + 1
    if df < rules.least_df:
        facts = {"scores": len(scores), "unknowns": len(scores) - df, "df": df, "least": rules.least_df}
        return _raw(number, scores, bids, Reason("review.too_few_scores", facts), df)
    row, column = {key: n for n, key in enumerate(bids)}, {key: n for n, key in enumerate(people)}
    at = np.array([row[one.bid] for one in scores]), np.array([column[one.reviewer] for one in scores])
    weights = np.array([float(one.weight) for one in scores])
    model = fit(*at, np.array([float(one.value) for one in scores]), weights)
    if not _differ(model, len(people), rules):
        return _raw(number, scores, bids, Reason("review.severity_by_chance", {"reviewers": len(people)}), df)
    return _calibrated(number, scores, bids, people, model, rules)


def _differ(model: Fit, reviewers: int, rules: CalibrationRules) -> bool:
    """Whether severities explain more than noise would: an F test. Differences below rounding are none."""
    if float(np.abs(model.severity).max()) < 1e-9:
        return False
    if rules.significance == 1 or model.squares < 1e-18 * model.squares_of_severity:
        return True
    ratio = model.squares_of_severity / (reviewers - 1) / model.variance
    return f_tail(ratio, reviewers - 1, model.df) <= rules.significance


def _calibrated(
    number: int, scores: list[Score], bids: list[str], people: list[str], model: Fit, rules: CalibrationRules
) -> Component:
    covariance = model.quality_cov * model.variance
    error = np.sqrt(np.clip(np.diag(covariance), 0, None))
    reach = t_quantile(float(1 + rules.confidence) / 2, model.df)
    # Ties in the data must stay ties: beyond nine digits there is only the noise of computing.
    quality = np.round(model.quality, 9)
    ranks = _ranks(simulated(model, rules.draws, rules.seed))
    order = sorted(range(len(bids)), key=lambda one: (-quality[one], bids[one]))
    bands = _bands(order, quality, covariance, reach)
    severe = np.sqrt(np.clip(np.diag(model.severity_cov) * model.variance, 0, None))
    given = Counter(one.reviewer for one in scores)
    severities = tuple(
        Severity(key, rounded(model.severity[one]), rounded(severe[one]), given[key]) for one, key in enumerate(people)
    )
    leanings = {key: Leaning(float(model.severity[one]), float(severe[one])) for one, key in enumerate(people)}
    tail = float(1 - rules.confidence) / 2
    lowest, highest = np.quantile(ranks, (tail, 1 - tail), axis=0, method="inverted_cdf")
    of_bid: dict[str, list[Score]] = {key: [] for key in bids}
    for one in scores:
        of_bid[one.bid].append(one)
    told = []
    for place in order:
        mine = of_bid[bids[place]]
        mean = raw_mean(mine)
        lift = float(quality[place]) - float(mean)

        told.append(
            CalibratedBid(
                bid=bids[place],
                raw=mean,
                value=rounded(quality[place]),
                error=rounded(error[place]),
                low=rounded(quality[place] - reach * error[place]),
                high=rounded(quality[place] + reach * error[place]),
                rank=1 + int((quality > quality[place]).sum()),
                ranks=(int(lowest[place]), int(highest[place])),
                in_places=None if rules.places is None else rounded((ranks[:, place] <= rules.places).mean()),
                reasons=why([leanings[one.reviewer] for one in mine], lift),
            )
        )
    tied = tuple(TieBand(tuple(sorted(bids[one] for one in band))) for band in bands)
    outliers = _outliers(scores, model)
    return Component(number, None, model.df, tuple(told), severities, tied, outliers)


def _ranks(drawn: Reals) -> Reals:
    """The rank of each bid in each draw, 1 the best."""
    order = np.argsort(-drawn, axis=1, kind="stable")
    ranks = np.empty_like(order)
    np.put_along_axis(ranks, order, np.arange(1, drawn.shape[1] + 1)[None, :], axis=1)
    return ranks.astype(np.float64)


def _bands(order: list[int], quality: Reals, covariance: Reals, reach: float) -> list[list[int]]:
    """Bids in order, cut where one is clearly worse than the best of the band it would belong to."""
    bands: list[list[int]] = []
    for one in order:
        if bands:
            head = bands[-1][0]
            spread = covariance[head, head] + covariance[one, one] - 2 * covariance[head, one]
            if quality[head] - quality[one] <= reach * np.sqrt(max(spread, 0.0)) + 1e-9:
                bands[-1].append(one)
                continue
        bands.append([one])
    return bands


def _outliers(scores: list[Score], model: Fit) -> tuple[Outlier, ...]:
    """Scores that lie further from what quality and severity let expect than chance would allow: |z| > 2."""
    found = []
    for number, one in enumerate(scores):
        free = 1 - model.leverage[number]
        if free < 1e-9 or model.squares < 1e-18:
            continue
        z = model.residual[number] * np.sqrt(float(one.weight) / (model.variance * free))
        if abs(z) > 2:
            expected = rounded(float(one.value) - model.residual[number])
            found.append(Outlier(one.reviewer, one.bid, Fraction(one.value), expected, rounded(z)))
    return tuple(found)


def _raw(number: int, scores: list[Score], bids: list[str], reason: Reason, df: int) -> Component:
    means = {bid: raw_mean([one for one in scores if one.bid == bid]) for bid in bids}
    order = sorted(bids, key=lambda bid: (-means[bid], bid))
    told = tuple(
        CalibratedBid(bid=bid, raw=means[bid], rank=1 + sum(other > means[bid] for other in means.values()))
        for bid in order
    )
    return Component(number, reason=reason, df=df, bids=told)


def raw_mean(scores: Sequence[Score]) -> Fraction:
    """The weighted mean, exact."""
    weights = [Fraction(one.weight) for one in scores]
    total = sum((Fraction(one.value) * weight for one, weight in zip(scores, weights, strict=True)), Fraction(0))
    return total / sum(weights, Fraction(0))


def _check(scores: Sequence[Score]) -> None:
    faults: list[Reason] = [] if scores else [Reason("review.no_scores")]
    seen: set[tuple[str, str]] = set()
    for one in scores:
        facts = {"reviewer": one.reviewer, "bid": one.bid}
        if (one.reviewer, one.bid) in seen:
            faults.append(Reason("review.score_twice", facts))
        seen.add((one.reviewer, one.bid))
        if any(isinstance(number, bool) or not isinstance(number, Number) for number in (one.value, one.weight)):
            faults.append(Reason("review.score_inexact", facts))
        elif one.weight <= 0:
            faults.append(Reason("review.weight_not_positive", facts))
    if faults:
        raise Invalid({"scores": faults})
