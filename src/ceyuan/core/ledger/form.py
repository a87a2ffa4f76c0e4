"""Form A107012 of a legal entity and year: every line as an explained figure, numbered as printed that year."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from ceyuan.core.kernel import Explained, Leaf, Money, Reason, Refused, Verdict
from ceyuan.core.ledger.assets import Asset, formed
from ceyuan.core.ledger.claim import closing_lines
from ceyuan.core.ledger.eligibility import Entity, activity_verdict, may_claim
from ceyuan.core.ledger.explaining import Part, added, company_source, figure, given, project_source
from ceyuan.core.ledger.gathering import FIVE, OTHER, Formation, Gathered, LeftOut, Strand, gather
from ceyuan.core.ledger.limits import Allowed, Limited, limited
from ceyuan.core.ledger.parameters import DeductionRules, FormLine, FormVersion
from ceyuan.core.ledger.schema import (
    CAPITALISED,
    DETAILS,
    DOMESTIC,
    EXPENSED,
    OVERSEAS,
    OVERSEAS_INDIVIDUAL,
    CostRow,
)

PAID = {"domestic": DOMESTIC, "overseas": OVERSEAS, "individual": OVERSEAS_INDIVIDUAL}


@dataclass(frozen=True, slots=True)
class Statement:
    """What finance states beside the cost cube for a legal entity and year. Amounts in fen, none below zero.

    `special_income_fen`: scrap, defective and pilot products. `sold_material_fen`: material in R&D products sold this
    year; `carried_in_fen`: line 52 of the year before. `earlier_assets`: assets formed before this year, as the forms
    of those years gave them. `activities`: by project, the code of an excluded activity. `late_fen`: where the rate
    changed within the year, the claimable cost of the later part by actual records; None: by months. `barred`: by
    project, another reason why it may not claim, such as work done for a company of the group.
    """

    entity: Entity
    formations: tuple[Formation, ...] = ()
    earlier_assets: tuple[Asset, ...] = ()
    special_income_fen: int = 0
    sold_material_fen: int = 0
    carried_in_fen: int = 0
    late_fen: int | None = None
    activities: Mapping[str, str] = field(default_factory=dict)
    barred: Mapping[str, Reason] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name in ("special_income_fen", "sold_material_fen", "carried_in_fen"):
            if getattr(self, name) < 0:
                raise Refused("ledger.statement_negative", field=name, fen=getattr(self, name))


@dataclass(frozen=True, slots=True)
class Form:
    """The filled form. `verdict` says whether the entity may claim; if not, all lines are zero and explain why.

    `parts` is what each project may claim, in the order of the auxiliary summary; `assets` are those formed this year,
    to be stated as `earlier_assets` in the years to come; `left_out` is tax-scope cost that did not enter.
    """

    entity: Entity
    version: FormVersion
    verdict: Verdict
    figures: Mapping[str, Explained]
    parts: tuple[Allowed, ...] = ()
    assets: tuple[Asset, ...] = ()
    left_out: tuple[LeftOut, ...] = ()

    def fen(self, key: str) -> int:
        """The amount of a line by its key, such as "eligible" or "1.1"."""
        value = self.figures[key].value
        if not isinstance(value, Money):
            raise KeyError(f"{key} is not an amount of money.")
        return value.minor

    def line(self, number: str) -> Explained:
        """The figure printed under a line number of this year's form."""
        return self.figures[next(line.key for line in self.version.lines if line.number == number)]

    def lines(self) -> Iterable[tuple[FormLine, Explained]]:
        """All lines in the order of print."""
        return ((line, self.figures[line.key]) for line in self.version.lines)


def a107012(rows: Iterable[CostRow], statement: Statement, rules: DeductionRules) -> Form:
    """The form from the rows of the cost cube; rows of other companies, years and scopes are passed over.

    Rows of earlier years are needed for capitalised cost whose asset forms this year. Refused: `ledger.no_rule`, the
    refusals of `assets.formed`, `ledger.late_part_above_whole`.
    """
    entity = statement.entity
    version, exclusion = rules.form(entity.year), rules.exclusion(entity.year)
    verdict = may_claim(entity, exclusion)
    if not verdict:
        return Form(entity, version, verdict, _nothing(version, statement, verdict))
    excluded = dict(statement.barred) | {
        project: reason
        for project, activity in statement.activities.items()
        for reason in activity_verdict(project, activity, exclusion).reasons
    }
    gathered = gather(
        rows, company=entity.company, year=entity.year, formations=statement.formations, excluded=excluded
    )
    within = limited(gathered.strands, rules.limit(entity.year))
    assets = _assets(within.parts, statement, rules)
    figures = _cost_lines(gathered, within, entity) | _assets_lines(assets, statement)
    figures |= closing_lines(
        figures,
        special_income_fen=statement.special_income_fen,
        sold_material_fen=statement.sold_material_fen,
        carried_in_fen=statement.carried_in_fen,
        rates=rules.rates_of(entity.year, entity.taxpayer_class),
        late_fen=statement.late_fen,
    )
    shown = {line.key: figures[line.key] for line in version.lines}
    return Form(entity, version, verdict, shown, within.parts, assets, gathered.left_out)


def _cost_lines(gathered: Gathered, within: Limited, entity: Entity) -> dict[str, Explained]:
    strands, source = gathered.strands, (company_source(entity.company, entity.year),)
    lines = {
        detail: _by_strand(f"ledger.line.detail_{detail.replace('.', '_')}", strands, detail)
        for details in DETAILS.values()
        for detail in details
    }
    for category in (*FIVE, OTHER):
        lines[category] = added(f"ledger.line.category_{category}", [lines[detail] for detail in DETAILS[category]])
    lines |= {key: _by_strand(f"ledger.line.{key}", strands, form) for key, form in PAID.items()}
    lines["other_limited"] = within.other
    lines["overseas_allowed"] = within.overseas
    lines["own"] = added("ledger.line.own", [lines[category] for category in FIVE] + [within.other])
    lines["entrusted"] = added("ledger.line.entrusted", [lines[key] for key in PAID])
    lines["eligible"] = added("ledger.line.eligible", (lines["own"], within.domestic, within.overseas), source)
    for key, treatment in (("expensed", EXPENSED), ("capitalised", CAPITALISED)):
        lines[key] = added(f"ledger.line.{key}", [_claim(part) for part in within.parts if _is(part, treatment)])
    claiming = {part.strand.project for part in within.parts if part.total}
    lines["projects"] = Explained(
        len(claiming),
        "ledger.line.projects",
        tuple(Leaf(project, "ledger.project", (project_source(project),)) for project in sorted(claiming)),
        unit="count",
    )
    return lines


def _by_strand(code: str, strands: Sequence[Strand], detail_or_form: str) -> Explained:
    parts = (strand.explained(detail_or_form) for strand in strands)
    return added(code, [part for part in parts if part.inputs])


def _is(part: Allowed, treatment: str) -> bool:
    return part.strand.treatment == treatment


def _claim(part: Allowed) -> Explained:
    source = project_source(part.strand.project)
    inputs = (
        given(part.strand.five, "ledger.five", source),
        given(part.other, "ledger.other_allowed", source),
        given(part.domestic, "ledger.domestic_allowed", source),
        given(part.overseas, "ledger.overseas_allowed", source),
    )
    return added("ledger.project_claim", inputs, (source,))


def _assets(parts: Sequence[Allowed], statement: Statement, rules: DeductionRules) -> tuple[Asset, ...]:
    year = statement.entity.year
    cost = {part.strand.asset: part.total for part in parts if part.strand.asset}
    return tuple(
        formed(formation, cost[formation.key], rules.asset(year))
        for formation in statement.formations
        if formation.month // 100 == year and formation.key in cost
    )


def _assets_lines(assets: Sequence[Asset], statement: Statement) -> dict[str, Explained]:
    year = statement.entity.year
    now: list[Part] = [asset.explained(year) for asset in assets]
    before: list[Part] = [asset.explained(year) for asset in statement.earlier_assets]
    return {
        "formed_now": added("ledger.line.formed_now", now),
        "formed_before": added("ledger.line.formed_before", before),
    }


def _nothing(version: FormVersion, statement: Statement, verdict: Verdict) -> dict[str, Explained]:
    entity = statement.entity
    source = (company_source(entity.company, entity.year),)
    reasons = tuple(Leaf(reason.code, "ledger.reason", source) for reason in verdict.reasons)
    lines = {line.key: figure(0, "ledger.no_claim", reasons, source) for line in version.lines}
    for line in version.lines:
        if line.unit != "fen":
            lines[line.key] = Explained(0, "ledger.no_claim", reasons, source, line.unit)
    # What was carried forward is not used up in a year without claim.
    carried = given(statement.carried_in_fen, "ledger.line.carried_in", *source)
    lines["carried_out"] = figure(statement.carried_in_fen, "ledger.no_claim", (*reasons, carried), source)
    return lines
