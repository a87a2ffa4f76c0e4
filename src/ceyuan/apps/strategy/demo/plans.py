"""The plans of the demonstration as documents: titles, versions and clauses with what they link to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_FLOOR, Decimal

from ceyuan.apps.strategy.demo import plan_five_year, plan_others
from ceyuan.apps.strategy.demo.scope import GROUP_CODE, Scope

FIVE_YEAR, ANNUAL, NEXT, NEXT_ANNUAL = "five_year", "annual", "next", "next_annual"
_CHINESE = "一二三四五六七八九十"


@dataclass(frozen=True, slots=True)
class ClauseSeed:
    """A numbered clause; `kpis` name the group's or unit's targets of the plan's last year (or only year)."""

    number: str
    kind: str
    depth: int
    text_zh: str
    text_en: str
    kpis: tuple[str, ...] = ()
    lead_unit: str = ""
    due_on: date | None = None
    direction: str = ""


@dataclass(frozen=True, slots=True)
class VersionSeed:
    """One wording of a plan with the days on which it was approved and came in force."""

    number: int
    state: str
    document_number: str
    note: str
    clauses: tuple[ClauseSeed, ...]
    approved_on: date | None = None
    in_force_on: date | None = None


@dataclass(frozen=True, slots=True)
class PlanSeed:
    """A plan of a unit; `target_key` names the set of targets that its clauses link to, in the year `target_year`."""

    key: str
    unit: str
    kind: str
    first_year: int
    last_year: int
    title_zh: str
    title_en: str
    parent: str
    target_key: str
    target_year: int
    versions: tuple[VersionSeed, ...]


# what the group asks for in the last year of each plan, by the set of targets and the indicator
Wanted = Mapping[str, Mapping[str, Decimal]]


def plans(units: Scope, wanted: Wanted) -> tuple[PlanSeed, ...]:
    """All plans, those above before those that carry them out; figures in the text are those of the targets."""
    told = {key: {kpi: _written(kpi, value) for kpi, value in of.items()} for key, of in wanted.items()}
    return (
        _five_year(told[FIVE_YEAR]),
        _annual(told[ANNUAL]),
        _next(told[NEXT]),
        _next_annual(told[NEXT_ANNUAL]),
        *_of_units(units),
    )


def _written(kpi: str, value: Decimal) -> str:
    """Money in hundred millions of yuan, cut off; shares as they are; counts with thousands."""
    if kpi == "K13":
        return f"{(value / 10_000_000_000).quantize(Decimal('0.1'), ROUND_FLOOR)}"
    return f"{value:,}"


Figures = Mapping[str, str]


def _five_year(figures: Figures) -> PlanSeed:
    clauses = tuple(read(plan_five_year.TEXT.format(**figures)))
    first = tuple(_as_first_worded(clause, figures) for clause in clauses if "B01" not in clause.kpis)
    versions = (
        VersionSeed(
            1, "closed", plan_five_year.NUMBER, plan_five_year.NOTE, first, date(2021, 11, 18), date(2021, 11, 30)
        ),
        VersionSeed(
            2,
            "in_force",
            plan_five_year.NUMBER_REVISED,
            plan_five_year.NOTE_REVISED,
            clauses,
            date(2023, 6, 15),
            date(2023, 7, 1),
        ),
    )
    return PlanSeed(
        FIVE_YEAR,
        GROUP_CODE,
        "five_year",
        2021,
        2025,
        plan_five_year.TITLE_ZH,
        plan_five_year.TITLE_EN,
        "",
        FIVE_YEAR,
        2025,
        versions,
    )


def _as_first_worded(clause: ClauseSeed, figures: Figures) -> ClauseSeed:
    """What the clause said before the revision of 2023; it had no link to indicators of the new perimeter then."""
    zh, en = clause.text_zh, clause.text_en
    for words in plan_five_year.REVISED:
        new, old, new_en, old_en = (one.format(**figures) for one in words)
        zh, en = zh.replace(new, old), en.replace(new_en, old_en)
    return replace(clause, text_zh=zh, text_en=en)


def _annual(figures: Figures) -> PlanSeed:
    version = VersionSeed(
        1,
        "in_force",
        "昆岳科〔2025〕3号",
        "2025年度首次下达",
        tuple(read(plan_others.ANNUAL_2025.format(**figures))),
        date(2025, 1, 10),
        date(2025, 1, 15),
    )
    return PlanSeed(
        ANNUAL,
        GROUP_CODE,
        "annual",
        2025,
        2025,
        "昆岳有色金属集团2025年度科技创新计划",
        "Kunyue Nonferrous Group: annual plan for innovation 2025",
        FIVE_YEAR,
        ANNUAL,
        2025,
        (version,),
    )


def _next(figures: Figures) -> PlanSeed:
    version = VersionSeed(1, "submitted", "", "送审稿", tuple(read(plan_others.NEXT_FIVE_YEARS.format(**figures))))
    return PlanSeed(
        NEXT,
        GROUP_CODE,
        "five_year",
        2026,
        2030,
        "昆岳有色金属集团“十五五”科技创新规划（送审稿）",
        "Kunyue Nonferrous Group: plan for innovation 2026-2030 (submitted)",
        "",
        NEXT,
        2026,
        (version,),
    )


def _next_annual(figures: Figures) -> PlanSeed:
    version = VersionSeed(1, "draft", "", "协商稿", tuple(read(plan_others.ANNUAL_2026.format(**figures))))
    return PlanSeed(
        NEXT_ANNUAL,
        GROUP_CODE,
        "annual",
        2026,
        2026,
        "昆岳有色金属集团2026年度科技创新计划（协商稿）",
        "Kunyue Nonferrous Group: annual plan for innovation 2026 (under negotiation)",
        NEXT,
        NEXT_ANNUAL,
        2026,
        (version,),
    )


def _of_units(units: Scope) -> Iterator[PlanSeed]:
    for number, (code, focus_zh, focus_en, task_zh, task_en, direction) in enumerate(plan_others.UNIT_PLANS, start=1):
        unit = units.units[code]
        text = plan_others.UNIT_PLAN.format(
            name=unit.name_zh,
            name_en=unit.name_en,
            focus_zh=focus_zh,
            focus_en=focus_en,
            kpis="K01 K10 K12",
            kpis_effect="K13 K08",
            task_zh=task_zh,
            task_en=task_en,
            unit=code,
            direction=direction,
        )
        version = VersionSeed(
            1,
            "in_force",
            f"昆岳{code[2:]}科〔2022〕{number + 4}号",
            "承接集团规划",
            tuple(read(text)),
            date(2022, 3, 10 + number),
            date(2022, 4, 1),
        )
        yield PlanSeed(
            code,
            code,
            "five_year",
            2021,
            2025,
            f"{unit.name_zh}“十四五”科技创新规划",
            f"{unit.name_en}: plan for innovation 2021-2025",
            FIVE_YEAR,
            FIVE_YEAR,
            2025,
            (version,),
        )


def read(text: str) -> Iterator[ClauseSeed]:
    """The clauses of a document; a chapter stands above "一、", that above "（一）"."""
    has_chapters = "章|" in text
    for line in text.strip().splitlines():
        number, kind, zh, en, links = line.split("|")
        depth = 1 if number.startswith("第") else (1 if number[0] in _CHINESE else 2) + int(has_chapters)
        named = dict(link.split("=") for link in links.split() if "=" in link)
        due = date.fromisoformat(named["due"]) if "due" in named else None
        kpis = tuple(link for link in links.split() if "=" not in link)
        yield ClauseSeed(number, kind, depth, zh, en, kpis, named.get("unit", ""), due, named.get("dir", ""))
