"""The pool as plain values: three hundred experts of the group, two hundred from outside."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from ceyuan.apps.organisation.demo import names
from ceyuan.apps.organisation.demo.draw import stream
from ceyuan.apps.organisation.demo.generation import Organisation
from ceyuan.apps.organisation.demo.units import AS_OF

INTERNAL, EXTERNAL = 300, 200
GRADES = ("chief_scientist", "chief_engineer", "director_engineer", "supervising_engineer")
# theme of a unit -> fields (GB/T 13745), keywords
TRADES = {
    "alumina": (("450", "530"), ("氧化铝", "拜耳法", "赤泥")),
    "electrolysis": (("450", "470"), ("铝电解", "电解槽", "节能")),
    "alloys": (("430", "450"), ("铝合金", "热处理", "加工")),
    "copper": (("450", "430"), ("铜冶炼", "铜箔", "铜加工")),
    "lead_zinc": (("450", "610"), ("铅锌冶炼", "湿法冶金")),
    "rare": (("430", "150"), ("稀散金属", "高纯材料", "单晶")),
    "mining": (("440", "620"), ("采矿", "选矿", "充填")),
    "recycling": (("450", "610"), ("再生金属", "固废利用")),
    "digital": (("520", "510"), ("智能制造", "数字孪生", "过程控制")),
    "carbon": (("480", "610"), ("低碳", "氢能", "碳核算")),
    "engineering": (("460", "560"), ("工程设计", "冶金装备")),
}
_USUAL = (("450",), ("有色冶金",))
_EMPLOYERS = (
    "澜川工业大学", "北渚理工大学", "云岭矿冶学院", "东岳材料研究院", "江澜有色设计研究院", "青屿科技大学",
    "石门自动化研究所", "长汀环境科学研究院", "临溪检测认证中心", "望川安全工程研究院",
)  # fmt: skip
_REGIONS = ("北京", "湖南", "江西", "云南", "甘肃", "山东", "河南", "辽宁", "广西", "贵州")
_TITLES = ("教授", "研究员", "正高级工程师", "副教授", "高级工程师")
_BARRED, _NOTED, _SILENT = 3, 6, 25


@dataclass(frozen=True, slots=True)
class ExpertSeed:
    """An expert: `person` is the staff number of somebody of the group, else name and employer say who it is."""

    person: str
    name_zh: str
    name_en: str
    employer: str
    title: str
    fields: tuple[str, ...]
    keywords: tuple[str, ...]
    region: str
    consented_on: date | None
    standing: str = "clear"
    max_load: int = 5


def experts(organisation: Organisation, seed: int) -> tuple[ExpertSeed, ...]:
    """The experts of the group, the log-in `zhuanjia` first, then those from outside."""
    return (*_internal(organisation, stream(seed, "experts")), *_external(stream(seed, "external experts")))


def _internal(organisation: Organisation, rng: Random) -> Iterator[ExpertSeed]:
    units = organisation.structure.by_code()
    shown = next(one.person for one in organisation.accounts if one.username == "zhuanjia")
    logged_in = {one.person for one in organisation.accounts}
    senior = [one for one in organisation.people if one.grade in GRADES and one.staff_no not in logged_in]
    known = {one.staff_no: one for one in organisation.people}
    chosen = [known[shown], *rng.sample(senior, INTERNAL - 1)]
    for number, person in enumerate(chosen):
        fields, keywords = TRADES.get(units[person.unit].theme, _USUAL)
        yield ExpertSeed(
            person.staff_no,
            person.name_zh,
            person.name_en,
            person.unit,
            person.title_zh,
            fields,
            keywords,
            "",
            _consent(rng, number),
            max_load=rng.randint(4, 8),
        )


def _external(rng: Random) -> Iterator[ExpertSeed]:
    themes = list(TRADES.values())
    seen: set[tuple[str, str]] = set()
    while len(seen) < EXTERNAL:
        name_zh, name_en = names.draw(rng, rng.choice("MMF"), rng.randint(1962, 1985))
        employer = rng.choice(_EMPLOYERS)
        if (name_zh, employer) in seen:
            continue
        number = len(seen)
        seen.add((name_zh, employer))
        fields, keywords = themes[number % len(themes)]
        standing = "barred" if number < _BARRED else "noted" if number < _BARRED + _NOTED else "clear"
        yield ExpertSeed(
            "",
            name_zh,
            name_en,
            employer,
            rng.choice(_TITLES),
            fields,
            keywords,
            rng.choice(_REGIONS),
            _consent(rng, number),
            standing,
            rng.randint(3, 6),
        )


def _consent(rng: Random, number: int) -> date | None:
    """Every twenty-fifth has not answered yet."""
    return None if number % _SILENT == _SILENT - 1 else AS_OF - timedelta(days=rng.randint(30, 700))
