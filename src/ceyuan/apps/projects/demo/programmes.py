"""The programme tree of the demonstration: five kinds, the 15+1 major programmes, and one node per kind and year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ceyuan.apps.projects.demo.programme_lists import PROGRAMMES

ROOT = "KY-PROG"
MAJOR = "KY-ZX"
SPECIAL = "P16"
FIRST_YEAR, LAST_YEAR = 2021, 2026
YEARS_OF_A_NODE = 5  # projects of a year's plan end within so many years
KINDS = (
    (MAJOR, "major", "重大专项", "Major programmes"),
    ("KY-ZD", "key", "重点项目", "Key projects"),
    ("KY-YB", "general", "一般项目", "General projects"),
    ("KY-QN", "youth", "青年项目", "Youth projects"),
    ("KY-TS", "free", "自由探索项目", "Free exploration"),
)
PREFIX_OF_KIND = {kind: code for code, kind, _, _ in KINDS}


@dataclass(frozen=True, slots=True)
class ProgrammeSeed:
    """A node of the tree; [starts_on, ends_on] holds all projects below it."""

    code: str
    kind: str
    parent: str
    name_zh: str
    name_en: str
    starts_on: date
    ends_on: date
    is_special: bool = False


def generate() -> tuple[ProgrammeSeed, ...]:
    """All nodes, parents first."""
    first, last = date(FIRST_YEAR, 1, 1), date(LAST_YEAR + YEARS_OF_A_NODE - 1, 12, 31)
    nodes = [ProgrammeSeed(ROOT, "root", "", "昆岳科技项目", "Kunyue R&D projects", first, last)]
    nodes += [ProgrammeSeed(code, kind, ROOT, zh, en, first, last) for code, kind, zh, en in KINDS]
    nodes += [
        ProgrammeSeed(
            programme.code,
            "major",
            MAJOR,
            programme.name_zh,
            programme.name_en,
            date(programme.first_year, 1, 1),
            date(programme.last_year, 12, 31),
            is_special=programme.code == SPECIAL,
        )
        for programme in PROGRAMMES
    ]
    nodes += [
        ProgrammeSeed(
            f"{code}-{year}",
            kind,
            code,
            f"{year}年度{zh}",
            f"{en} {year}",
            date(year, 1, 1),
            date(year + YEARS_OF_A_NODE - 1, 12, 31),
        )
        for code, kind, zh, en in KINDS[1:]
        for year in range(FIRST_YEAR, LAST_YEAR + 1)
    ]
    return tuple(nodes)
