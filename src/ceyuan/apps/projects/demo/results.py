"""Results of the demonstration's projects: papers, patents, standards, prototypes and reports."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from random import Random

from ceyuan.apps.projects.demo.setting import AS_OF
from ceyuan.apps.projects.demo.titles import Title

PADDED = 5
_COUNTS = {"major": (8, 20), "key": (4, 11), "general": (1, 5), "youth": (1, 4), "free": (1, 4)}
_KINDS = (("patent", 9), ("paper", 7), ("report", 5), ("standard", 2), ("prototype", 3))
_PATENTS = (
    "一种{}方法",
    "一种{}装置",
    "一种用于{}的控制方法",
    "一种{}的评价方法",
    "一种{}系统及其应用",
    "一种{}用装备",
    "{}的工艺与设备",
    "一种{}参数优化方法",
)
_PAPERS = (
    "{}的影响因素分析",
    "{}研究进展",
    "{}机理",
    "{}的数值模拟",
    "{}的工业实践",
    "{}过程动力学",
    "基于现场数据的{}分析",
)
_REPORTS = ("{}试验报告", "{}年度科技报告", "{}技术总结报告", "{}中期技术报告", "{}测试报告")
_STANDARDS = ("{} 技术规范", "{} 试验方法", "{} 能效与评价导则")
_PROTOTYPES = ("{}样机", "{}中试装置", "{}示范线")
_PATTERNS = {"patent": _PATENTS, "paper": _PAPERS, "report": _REPORTS, "standard": _STANDARDS, "prototype": _PROTOTYPES}
_JOURNALS = ("昆岳有色科技", "轻金属技术进展", "有色冶金工程", "矿冶研究与实践", "金属材料与应用", "绿色冶金")
_ENGLISH = {
    "patent": "Patent",
    "paper": "Paper",
    "report": "Technical report",
    "standard": "Standard",
    "prototype": "Prototype",
}


@dataclass(frozen=True, slots=True)
class ResultSeed:
    """A result. `identifier` is the group's own register number, never one of a real office."""

    key: str
    kind: str
    title_zh: str
    title_en: str
    year: int
    published_in: str
    identifier: str
    is_padded: bool = False


def results(rng: Random, *, kind: str, title: Title, code: str, span: tuple[date, date]) -> tuple[ResultSeed, ...]:
    """What came out between start and today, the more the longer the project runs; no title twice."""
    start, end = span
    last = min(end, AS_OF)
    share = (last - start).days / max((end - start).days, 1)
    count = int(rng.randint(*_COUNTS[kind]) * share)
    found: dict[str, ResultSeed] = {}
    weighted = [name for name, weight in _KINDS for _ in range(weight)]
    for number in range(1, count + 1):
        sort = rng.choice(weighted)
        text = rng.choice(_PATTERNS[sort]).format(title.stem)
        year = rng.randint(start.year, last.year)
        if text not in found:
            found[text] = ResultSeed(
                f"{code}-R{number:02d}",
                sort,
                text,
                f"{_ENGLISH[sort]}: {title.en}",
                year,
                rng.choice(_JOURNALS) if sort == "paper" else "",
                "" if sort in {"paper", "prototype"} else f"KY-{sort[:2].upper()}-{year}-",
            )
    return tuple(found.values())


def number_all(grouped: list[tuple[ResultSeed, ...]]) -> list[tuple[ResultSeed, ...]]:
    """Gives every registered result its running number; a title that another project has already is left out."""
    running = 0
    numbered = []
    seen: set[str] = set()
    for group in grouped:
        own = []
        for result in group:
            if result.title_zh in seen:
                continue
            seen.add(result.title_zh)
            if result.identifier:
                running += 1
                result = replace(result, identifier=f"{result.identifier}{running:05d}")  # noqa: PLW2901
            own.append(result)
        numbered.append(tuple(own))
    return numbered


def pad(rng: Random, grouped: list[tuple[ResultSeed, ...]], hosts: list[int], places: list[int]) -> None:
    """Five projects claim a patent of another project as their own, so that the detection has something to find.

    `hosts` are at acceptance, where results are looked at; `places` are not, so that only the claim is conspicuous.
    """
    owners = [place for place in places if any(r.kind == "patent" for r in grouped[place])]
    for host in rng.sample(hosts, PADDED):
        owner = rng.choice([place for place in owners if place != host])
        taken = next(result for result in grouped[owner] if result.kind == "patent")
        grouped[host] = (*grouped[host], replace(taken, key=f"{taken.key}-P{host}", is_padded=True))
