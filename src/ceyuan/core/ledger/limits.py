"""The limits of the additional deduction: other related cost, entrusted R&D at home and abroad.

Each limit is computed once, on totals, half-up to the fen, and then spread over the strands by largest remainder, so
that what the projects may claim adds up to what the company may claim. Corrections that make a total negative reduce
the claim; a limit itself is never below zero.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ceyuan.core.kernel import Explained
from ceyuan.core.ledger.explaining import figure, given, project_source
from ceyuan.core.ledger.gathering import Strand
from ceyuan.core.ledger.parameters import LimitRule
from ceyuan.core.ledger.rounding import WHOLE, at_rate, half_up, spread


def other_limit(five_fen: int, share_ppm: int) -> int:
    """How much other related cost is allowed beside so much of categories 1 to 5: five × share ÷ (1 − share).

    90 of five categories allow 10 of other, so that other is 10 % of the total. Source: 国家税务总局公告2021年第28号.
    """
    return half_up(max(five_fen, 0) * share_ppm, WHOLE - share_ppm)


def overseas_limit(base_fen: int, share: tuple[int, int]) -> int:
    """Two thirds of the eligible domestic R&D cost. Source: 财税〔2018〕64号."""
    return half_up(max(base_fen, 0) * share[0], share[1])


@dataclass(frozen=True, slots=True)
class Allowed:
    """What of a strand may be claimed, in fen."""

    strand: Strand
    other: int
    domestic: int
    overseas: int

    @property
    def total(self) -> int:
        """Everything the strand may claim; payments to persons abroad never count."""
        return self.strand.five + self.other + self.domestic + self.overseas


@dataclass(frozen=True, slots=True)
class Limited:
    """All strands within the limits, and the limited totals with their explanation."""

    parts: tuple[Allowed, ...]
    other: Explained
    domestic: Explained
    overseas: Explained

    @property
    def total(self) -> int:
        """Line 40 of the form: all that may be claimed."""
        return sum(part.total for part in self.parts)


def limited(strands: Sequence[Strand], rule: LimitRule) -> Limited:
    """The strands of one company and year within the limits of the rule."""
    five = sum(strand.five for strand in strands)
    others, other = _other(strands, rule)
    other_fen = sum(others)
    paid_home = [strand.domestic for strand in strands]
    home_fen = at_rate(sum(paid_home), rule.domestic_ppm)
    home_base = home_fen if rule.overseas_base == "allowed" else sum(paid_home)
    paid_abroad = [strand.overseas for strand in strands]
    abroad_part = at_rate(sum(paid_abroad), rule.overseas_ppm)
    ceiling = overseas_limit(five + other_fen + home_base, rule.overseas_share)
    abroad_fen = min(abroad_part, ceiling)
    homes, abroads = spread(home_fen, paid_home), spread(abroad_fen, paid_abroad)
    domestic = figure(
        home_fen,
        "ledger.domestic_allowed",
        (given(sum(paid_home), "ledger.domestic_paid"), rule.leaf("domestic_rate", rule.domestic_ppm)),
    )
    overseas = figure(
        abroad_fen,
        "ledger.overseas_allowed",
        (
            figure(
                abroad_part,
                "ledger.overseas_part",
                (given(sum(paid_abroad), "ledger.overseas_paid"), rule.leaf("overseas_rate", rule.overseas_ppm)),
            ),
            figure(
                ceiling,
                "ledger.overseas_limit",
                (given(five, "ledger.five"), other, given(home_base, f"ledger.domestic_{rule.overseas_base}")),
            ),
        ),
    )
    parts = tuple(Allowed(*quad) for quad in zip(strands, others, homes, abroads, strict=True))
    return Limited(parts, other, domestic, overseas)


def _other(strands: Sequence[Strand], rule: LimitRule) -> tuple[list[int], Explained]:
    groups = _groups(strands, (lambda strand: strand.project) if rule.other_per == "project" else (lambda _: ""))
    shares = [0] * len(strands)
    explained = []
    for project, positions in groups.items():
        five = sum(strands[position].five for position in positions)
        spent = [strands[position].other for position in positions]
        limit = other_limit(five, rule.other_share_ppm)
        allowed = min(sum(spent), limit)
        within = spent if allowed == sum(spent) else spread(allowed, spent)
        for position, share in zip(positions, within, strict=True):
            shares[position] = share
        ceiling = figure(
            limit, "ledger.other_limit", (given(five, "ledger.five"), rule.leaf("other_share", rule.other_share_ppm))
        )
        sources = (project_source(project),) if project else ()
        explained.append(
            figure(allowed, "ledger.other_allowed", (given(sum(spent), "ledger.other_spent"), ceiling), sources)
        )
    if len(explained) == 1:
        return shares, explained[0]
    return shares, figure(sum(shares), "ledger.other_allowed_by_project", explained)


def _groups(strands: Sequence[Strand], name: Callable[[Strand], str]) -> dict[str, list[int]]:
    groups: dict[str, list[int]] = defaultdict(list)
    for position, strand in enumerate(strands):
        groups[name(strand)].append(position)
    return groups
