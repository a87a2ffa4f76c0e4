"""Whether panels keep every rule of a problem, and what they are worth; shares nothing with those who find them."""

from collections import Counter

from ceyuan.core.kernel import Reason
from ceyuan.core.review.assignment.problem import Bid, Panels, Problem, Reviewer


def check(problem: Problem, panels: Panels) -> list[Reason]:
    """Every breach of the rules; empty when the panels are good."""
    people = {one.key: one for one in problem.reviewers}
    strange = [key for panel in panels.values() for key in panel if key not in people]
    strange += sorted(set(panels) - {bid.key for bid in problem.bids})
    if strange:
        return [Reason("review.unknown_key", {"keys": strange})]
    faults = [fault for bid in problem.bids for fault in _panel_faults(problem, bid, panels.get(bid.key, ()), people)]
    loads = Counter(key for panel in panels.values() for key in panel)
    faults += [
        Reason(
            "review.load_broken",
            {"reviewer": one.key, "load": loads[one.key], "least": one.least, "most": one.most},
        )
        for one in problem.reviewers
        if not one.least <= loads[one.key] <= one.most
    ]
    return faults + [
        Reason("review.begun_lost", {"reviewer": reviewer, "bid": bid})
        for reviewer, bid in sorted(problem.begun)
        if reviewer not in panels.get(bid, ())
    ]


def worth(problem: Problem, panels: Panels, wished: Panels | None = None) -> dict[str, int]:
    """`fairest`: lowest sum of affinities of a bid; `affinity`: their total; `balance`: sum of squared loads; and,
    with wished panels, `kept`: how many of their pairs are there."""
    sums = [sum(problem.affinity.get((key, bid), 0) for key in panel) for bid, panel in panels.items()]
    loads = Counter(key for panel in panels.values() for key in panel)
    told = {} if wished is None else {"kept": sum(len({*panels[bid]} & {*wished.get(bid, ())}) for bid in panels)}
    return {
        **told,
        "fairest": min(sums, default=0),
        "affinity": sum(sums),
        "balance": sum(load * load for load in loads.values()),
    }


def _panel_faults(problem: Problem, bid: Bid, panel: tuple[str, ...], people: dict[str, Reviewer]) -> list[Reason]:
    faults = []
    if len(panel) != bid.reviewers or len(set(panel)) != len(panel):
        faults.append(Reason("review.panel_size", {"bid": bid.key, "given": len(set(panel)), "need": bid.reviewers}))
    outside = sum(people[key].external for key in panel)
    if outside < bid.externals:
        faults.append(Reason("review.externals_missing", {"bid": bid.key, "given": outside, "need": bid.externals}))
    crowd = Counter(people[key].home for key in panel)
    crowded = sorted(key for key in panel if crowd[people[key].home] > problem.per_unit)
    if crowded:
        facts = {"bid": bid.key, "reviewers": crowded, "per_unit": problem.per_unit}
        faults.append(Reason("review.unit_crowded", facts))
    return faults + [
        Reason("review.pair_forbidden", {"reviewer": key, "bid": bid.key})
        for key in panel
        if (key, bid.key) in problem.forbidden
    ]
