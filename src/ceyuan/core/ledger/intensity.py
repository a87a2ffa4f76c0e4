"""R&D intensity, consolidated: sums first, what one company pays another taken out, the ratio last. Never a mean."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from ceyuan.core.kernel import Explained, Leaf, Reason, Refused, Source
from ceyuan.core.ledger.explaining import Part, added, fen_of, figure, given
from ceyuan.core.ledger.rounding import at_rate


@dataclass(frozen=True, slots=True)
class CompanyYear:
    """Operating revenue and R&D spending of one company in a year, in fen."""

    company: str
    revenue_fen: int
    rd_fen: int


@dataclass(frozen=True, slots=True)
class Internal:
    """What one company of the group paid another in the year: R&D entrusted to it, or other sales. In fen.

    `rd_fen` is counted as R&D by both unless taken out once; `revenue_fen` is revenue of the seller.
    """

    buyer: str
    seller: str
    rd_fen: int = 0
    revenue_fen: int = 0


def intensity(companies: Sequence[CompanyYear], internal: Iterable[Internal] = ()) -> Explained:
    """R&D spending over operating revenue of the companies as one, an exact fraction (11/400 for 2.75 %).

    Internal payments count only when both companies are inside. Without revenue the value is the code
    `ledger.no_revenue`. Refused: `ledger.company_twice`.
    """
    names = [one.company for one in companies]
    if len(set(names)) < len(names):
        raise Refused("ledger.company_twice", companies=sorted({name for name in names if names.count(name) > 1}))
    inside = [one for one in internal if one.buyer in names and one.seller in names]
    above = _consolidated(
        "ledger.intensity.spending",
        [given(one.rd_fen, "ledger.intensity.rd", _source(one.company)) for one in companies],
        [given(one.rd_fen, "ledger.intensity.internal_rd", *_pair(one)) for one in inside if one.rd_fen],
    )
    below = _consolidated(
        "ledger.intensity.revenue",
        [given(one.revenue_fen, "ledger.intensity.sales", _source(one.company)) for one in companies],
        [given(one.revenue_fen, "ledger.intensity.internal_sales", *_pair(one)) for one in inside if one.revenue_fen],
    )
    if fen_of(below) <= 0:
        return Explained("ledger.no_revenue", "ledger.intensity", (above, below))
    return Explained(Fraction(fen_of(above), fen_of(below)), "ledger.intensity", (above, below), unit="ratio")


def assessed_profit(profit_fen: int, expensed_rd_fen: int, share_ppm: int) -> Explained:
    """Profit for the assessment of a unit: profit plus a share of its expensed R&D, which counts as profit.

    Source: 中央企业负责人经营业绩考核办法 (研发投入视同利润加回); the share is a rule of the group.
    """
    added_back = figure(
        at_rate(max(expensed_rd_fen, 0), share_ppm),
        "ledger.profit.added_back",
        (given(expensed_rd_fen, "ledger.profit.expensed_rd"), Leaf(share_ppm, "ledger.profit.share", unit="ppm")),
    )
    return added("ledger.profit.assessed", (given(profit_fen, "ledger.profit.stated"), added_back))


def _consolidated(code: str, own: Sequence[Part], eliminated: Sequence[Part]) -> Explained:
    taken = [figure(-fen_of(part), "ledger.intensity.elimination", (part,)) for part in eliminated]
    return added(code, [*own, *taken])


def _source(company: str) -> Source:
    return Source("ledger.company", company, company)


def _pair(one: Internal) -> tuple[Source, Source]:
    return _source(one.buyer), _source(one.seller)


@dataclass(frozen=True, slots=True)
class InternalContract:
    """R&D that one company of the group entrusted to another, by the project each of them books it on."""

    buyer: str
    buyer_project: str
    seller: str
    seller_project: str


def double_claims(
    contracts: Iterable[InternalContract], claimed: Iterable[tuple[str, str]]
) -> dict[tuple[str, str], Reason]:
    """Which (company, project) of those `claimed` must not claim, because the work was done for another company.

    Only who entrusts R&D may claim it, whether it does so or not.
    Source: 财税〔2015〕119号, 国家税务总局公告2015年第97号.
    """
    claims = set(claimed)
    return {
        (contract.seller, contract.seller_project): Reason(
            "ledger.claimed_by_entrusting_company",
            {"project": contract.seller_project, "buyer": contract.buyer, "buyer_project": contract.buyer_project},
        )
        for contract in contracts
        if (contract.seller, contract.seller_project) in claims
    }
