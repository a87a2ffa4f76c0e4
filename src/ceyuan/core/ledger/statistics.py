"""Forms of the national R&D survey: 107-1 by project and 107-2 by enterprise, in thousand yuan and person-months.

Cost of 107-1 is what belongs to the statistics scope; 107-2 tells R&D cost as the accounts have it, depreciation
included. Amounts are rounded once: a total half-up, its parts by largest remainder, so that printed parts add up.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from ceyuan.core.kernel import Explained, Refused
from ceyuan.core.ledger.explaining import added, fen_of, given, of_rows
from ceyuan.core.ledger.rounding import WHOLE, half_up, spread
from ceyuan.core.ledger.schema import CATEGORIES, DOMESTIC, ENTRUSTED, OVERSEAS, OVERSEAS_INDIVIDUAL, CostRow
from ceyuan.core.ledger.sheets import Cell, Column, Sheet, placed

FEN_PER_THOUSAND_YUAN = 100_000

HOME_PARTNERS = ("institute", "university", "enterprise")
"""Whom R&D in the country is entrusted to: research institutes, universities, enterprises."""

PROJECTS = (
    Column("number", "count"),
    Column("project_name", "text"),
    Column("origin", "code"),
    Column("collaboration", "code"),
    Column("result", "code"),
    Column("objective", "code"),
    Column("started_on", "date"),
    Column("finished_on", "date"),
    Column("stage", "code"),
    Column("persons", "count"),
    Column("person_months", "count"),
    Column("expenditure", "thousand"),
    Column("government", "thousand", "expenditure_of_which"),
    Column("exploration", "thousand", "expenditure_of_which"),
    Column("own_work", "thousand", "expenditure_of_which"),
    Column("entrusted_work", "thousand", "expenditure_of_which"),
)
ENTERPRISE = (Column("line", "code"), Column("measure", "code"), Column("value", "count"))


@dataclass(frozen=True, slots=True)
class SurveyedProject:
    """What 107-1 asks about a project besides its cost; codes are those of the survey's own lists.

    `month_shares_ppm` is one entry per person and month worked: the confirmed share of that month. `government_fen` is
    what of the year's cost public money paid; `exploration` whether it explores scientific principles.
    """

    code: str
    name: str
    origin: str
    collaboration: str
    result: str
    objective: str
    started_on: date
    finished_on: date | None
    stage: str
    persons: int
    month_shares_ppm: tuple[int, ...] = ()
    government_fen: int = 0
    exploration: bool = False


@dataclass(frozen=True, slots=True)
class Enterprise:
    """What 107-2 asks of a legal entity besides its cost. Amounts in fen.

    `home_partners` splits what was paid for R&D in the country by kind of partner. `funds` says where all R&D money
    came from besides the enterprise's own: government, bank, venture, others.
    """

    persons: int
    managing: int = 0
    women: int = 0
    full_time: int = 0
    graduates: int = 0
    external: int = 0
    assets_formed_fen: int = 0
    instruments_formed_fen: int = 0
    home_partners: Mapping[str, int] = field(default_factory=dict)
    funds: Mapping[str, int] = field(default_factory=dict)


def thousand_yuan(fen: int) -> int:
    """Fen as thousand yuan, half-up: 49,999 fen are 0, 50,000 fen are 1."""
    return half_up(fen, FEN_PER_THOUSAND_YUAN)


def thousands(parts_fen: Sequence[int]) -> list[int]:
    """Parts in thousand yuan that add up to their rounded total."""
    whole = sum(parts_fen)
    return spread(thousand_yuan(whole), parts_fen) if whole else [thousand_yuan(part) for part in parts_fen]


def person_months(month_shares_ppm: Iterable[int]) -> int:
    """Confirmed shares of months as whole person-months, rounded once, half-up."""
    return half_up(sum(month_shares_ppm), WHOLE)


def projects_form(rows: Iterable[CostRow], projects: Sequence[SurveyedProject], *, company: str, year: int) -> Sheet:
    """Form 107-1: one row per project with expenditure in the statistics scope.

    Refused `ledger.project_not_surveyed` when cost belongs to a project that is not described, and
    `ledger.government_above_cost`.
    """
    by_project: dict[str, list[CostRow]] = {}
    for row in rows:
        if row.company == company and row.year == year and row.in_stat:
            by_project.setdefault(row.project, []).append(row)
    if unknown := sorted(set(by_project) - {project.code for project in projects}):
        raise Refused("ledger.project_not_surveyed", projects=unknown, year=year)
    described = [project for project in projects if project.code in by_project]
    lines = [
        placed(PROJECTS, {"number": number, **_project_cells(project, by_project[project.code])})
        for number, project in enumerate(described, start=1)
    ]
    return Sheet("statistics_107_1", PROJECTS, tuple(lines), heading={"company": company, "year": year})


def _project_cells(project: SurveyedProject, rows: Sequence[CostRow]) -> dict[str, Cell]:
    entrusted = sum(row.amount_fen for row in rows if row.form in ENTRUSTED)
    own = sum(row.amount_fen for row in rows) - entrusted
    if project.government_fen > max(own + entrusted, 0):
        raise Refused(
            "ledger.government_above_cost", project=project.code, fen=project.government_fen, cost_fen=own + entrusted
        )
    own_thousand, entrusted_thousand = thousands([own, entrusted])
    spent = own_thousand + entrusted_thousand
    return {
        "project_name": project.name,
        "origin": project.origin,
        "collaboration": project.collaboration,
        "result": project.result,
        "objective": project.objective,
        "started_on": project.started_on,
        "finished_on": project.finished_on,
        "stage": project.stage,
        "persons": project.persons,
        "person_months": person_months(project.month_shares_ppm),
        "expenditure": spent,
        "government": thousand_yuan(project.government_fen),
        "exploration": spent if project.exploration else 0,
        "own_work": own_thousand,
        "entrusted_work": entrusted_thousand,
    }


def cost_lines(rows: Iterable[CostRow], *, company: str, year: int) -> dict[str, Explained]:
    """The eight kinds of R&D cost of 107-2 in fen, as the accounts have them, down to the cube.

    Design (5) is product and process design; trials (6) are clinical and field trials; other (8) is category 6.
    """
    found = [row for row in rows if row.company == company and row.year == year and row.in_account]
    kinds: Mapping[str, Callable[[CostRow], bool]] = {
        "personnel": lambda row: row.category == "1",
        "direct_input": lambda row: row.category == "2",
        "depreciation": lambda row: row.category == "3",
        "amortisation": lambda row: row.category == "4",
        "design": lambda row: row.detail in {"5.1", "5.2"},
        "trials": lambda row: row.detail in {"5.3", "5.4"},
        "entrusted_cost": lambda row: row.form in ENTRUSTED,
        "other": lambda row: row.category == CATEGORIES[-1],
    }
    return {
        kind: added(f"ledger.statistics.{kind}", of_rows(row for row in found if belongs(row)))
        for kind, belongs in kinds.items()
    }


def enterprise_form(rows: Iterable[CostRow], enterprise: Enterprise, *, company: str, year: int) -> Sheet:
    """Form 107-2: persons, R&D cost by kind, R&D assets formed and sources of money, in thousand yuan.

    Refused `ledger.partners_differ` when the partners do not add up to what was entrusted in the country,
    `ledger.persons_contradict` and `ledger.funds_above_cost`.
    """
    found = [row for row in rows if row.company == company and row.year == year and row.in_account]
    kinds = {kind: fen_of(told) for kind, told in cost_lines(found, company=company, year=year).items()}
    home = sum(row.amount_fen for row in found if row.form == DOMESTIC)
    abroad = sum(row.amount_fen for row in found if row.form in (OVERSEAS, OVERSEAS_INDIVIDUAL))
    _check(enterprise, home, sum(kinds.values()), company)
    whole = dict(zip(kinds, thousands(list(kinds.values())), strict=True))
    partners = [enterprise.home_partners.get(kind, 0) for kind in HOME_PARTNERS] + [abroad]
    split = spread(whole["entrusted_cost"], partners) if sum(partners) else [0] * 4
    funds = dict(enterprise.funds)
    own_money = sum(kinds.values()) - sum(funds.values())
    money = thousands([own_money, *funds.values()])
    people = ("persons", "managing", "women", "full_time", "graduates", "external")
    lines: list[tuple[str, str, int]] = [(name, "person", getattr(enterprise, name)) for name in people]
    lines.append(("total_cost", "thousand_yuan", sum(whole.values())))
    for kind, value in whole.items():
        lines.append((kind, "thousand_yuan", value))
        if kind == "entrusted_cost":
            lines += [
                (f"entrusted_{name}", "thousand_yuan", part)
                for name, part in zip((*HOME_PARTNERS, "abroad"), split, strict=True)
            ]
    lines.append(("assets_formed", "thousand_yuan", thousand_yuan(enterprise.assets_formed_fen)))
    lines.append(("instruments_formed", "thousand_yuan", thousand_yuan(enterprise.instruments_formed_fen)))
    lines += [(f"funds_{name}", "thousand_yuan", part) for name, part in zip(("own", *funds), money, strict=True)]
    return Sheet("statistics_107_2", ENTERPRISE, tuple(lines), heading={"company": company, "year": year})


def expenditure(rows: Iterable[CostRow], *, company: str, year: int, assets_formed_fen: int = 0) -> Explained:
    """R&D expenditure done inside the enterprise, by the definition of the Frascati Manual.

    The statistics scope without entrusted R&D, depreciation and amortisation, with what was spent on R&D assets.
    """
    inside = [
        row
        for row in rows
        if row.company == company
        and row.year == year
        and row.in_stat
        and row.form not in ENTRUSTED
        and row.category not in {"3", "4"}
    ]
    current = added("ledger.statistics.current", of_rows(inside))
    return added("ledger.statistics.expenditure", (current, given(assets_formed_fen, "ledger.statistics.assets")))


def _check(enterprise: Enterprise, home_fen: int, cost_fen: int, company: str) -> None:
    if sum(enterprise.home_partners.values()) != home_fen:
        raise Refused(
            "ledger.partners_differ",
            company=company,
            stated_fen=sum(enterprise.home_partners.values()),
            entrusted_fen=home_fen,
        )
    parts = (enterprise.managing, enterprise.women, enterprise.full_time, enterprise.graduates, enterprise.external)
    if max(parts) > enterprise.persons:
        raise Refused("ledger.persons_contradict", company=company, persons=enterprise.persons)
    if sum(enterprise.funds.values()) > max(cost_fen, 0):
        raise Refused("ledger.funds_above_cost", company=company, cost_fen=cost_fen)
