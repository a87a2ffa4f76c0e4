"""Where the demonstration's projects happen: sites by line of business, and the people who can lead and work there."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from random import Random

from ceyuan.apps.organisation.demo import SEED, generate
from ceyuan.apps.organisation.demo.draw import stream
from ceyuan.apps.organisation.demo.people import PersonSeed
from ceyuan.apps.organisation.demo.units import AS_OF, GROUP_CODE, UnitSeed

__all__ = ["AS_OF", "GROUP_CODE", "SEED", "PersonSeed", "Setting", "UnitSeed", "stream"]

INSTITUTE_THEMES = {
    "KYR01": ("carbon", "digital", "recycling"),
    "KYR02": ("alumina", "electrolysis", "alloys"),
    "KYR03": ("copper", "lead_zinc"),
    "KYR04": ("rare",),
    "KYR05": ("mining", "lead_zinc"),
    "KYR06": ("alloys",),
    "KYR07": ("recycling",),
}
OVERSEAS_HOLDING = "KY10"
PARTNER_THEMES = {
    "alumina": ("engineering", "mining", "digital"),
    "electrolysis": ("engineering", "digital", "carbon"),
    "alloys": ("recycling", "digital"),
    "copper": ("engineering", "mining"),
    "lead_zinc": ("engineering", "recycling"),
    "rare": ("lead_zinc", "copper"),
    "mining": ("engineering", "digital"),
    "recycling": ("alloys", "engineering"),
    "digital": ("electrolysis", "copper"),
    "carbon": ("electrolysis", "engineering"),
}
# a word of the title -> the units whose trade it is; the first word found decides
TRADES = tuple(
    (word, tuple(codes.split()))
    for word, codes in (
        line.split(":")
        for line in """
赤泥:KY0801 KYJ01 KY0101 KYR02
铝灰:KY0206 KY0801
铜箔:KY0304 KYJ10 KYR03
锗:KY0501 KYJ12 KYR04
镓:KY0502 KYR04
铟:KY0502 KYR04
砷化:KY0502 KYR04
钛:KY0503
稀土:KY0504
永磁:KY0504
钨:KY0505 KYJ13
钼溅射:KY0505 KYJ13
硬质合金:KY0505 KYJ13
铜钼:KY0306 KYR05
铅锌矿:KY0403 KYR05
铝土矿:KY0601 KY0602 KYJ15
铝锂:KY0202 KYJ07 KYR06
航空:KY0207 KYJ06
厚板:KY0207 KYJ06 KY0201
锻:KY0204 KYJ08
箔:KY0203 KY0208
电池壳:KY0201 KY0208
型材:KY0205
散热:KY0205
铜带:KY0303
铜杆:KY0307
铜线:KY0307
导体:KY0307 KY0303
带材:KY0303
铜管:KY0303
再生铝:KY0206 KYJ17
废铝:KY0206 KYJ17
铝件:KY0206 KYJ17
易拉罐:KY0206 KYJ17
废杂铜:KY0802 KYJ18
再生铜:KY0802 KYJ18
废铅:KY0804 KYJ18
废线路板:KY0803 KY0802
锂电:KY0803 KYR01
阳极焙烧:KY0109 KYJ05
预焙阳极:KY0109 KYJ05
碳渣:KY0109 KYJ05
炭素:KY0109 KY1202
惰性阳极:KYJ04 KYR02
锌合金:KY0405
锌铝镁:KY0405
锌浮渣:KY0405 KY0402
锌:KY0402 KY0401 KYR03
铅:KY0404 KY0401 KYJ11
氢:KY1203 KYJ21
CO2:KY1204 KYJ22
碳排放:KY1204
碳足迹:KY1204
光伏:KY1201
绿电:KY1201 KY1204
微电网:KY1201
蒸汽:KY1202
热电:KY1202
机器人:KY1102 KYJ20
无人:KY1102 KYJ16
软件:KY1101
平台:KY1101 KY1103 KYJ16
充填:KY0603 KYJ14 KYR05
深部:KY0603 KYJ14 KYR05
深井:KY0603 KYJ14
尾矿:KY0605 KYR05
爆破:KY0606
""".strip().splitlines()
    )
)
_TRADE_SHARE = 0.75
_WEIGHTS = {"institute": 4, "domain_centre": 3, "enterprise": 4, "strategic_unit": 2, "branch": 0}


class Setting:
    """Finds sites and people. A person leads at most one project of the demonstration."""

    def __init__(self, seed: int = SEED) -> None:
        organisation = generate(seed)
        self.units = organisation.structure.by_code()
        self.accounts = {account.username: account.person for account in organisation.accounts}
        self.people = {person.staff_no: person for person in organisation.people}
        self._staff: dict[str, list[PersonSeed]] = {}
        today = [post for post in organisation.posts if post.unit == GROUP_CODE and post.ends_on is None]
        leading = ("top_leader", "general_manager", "st_vice_president")
        self.sponsors = [post.person for kind in leading for post in today if post.kind == kind]
        in_office = {post.person for post in organisation.posts}
        for person in organisation.people:
            if person.grade and person.staff_no not in in_office:
                self._staff.setdefault(person.unit, []).append(person)
        self._taken: set[str] = set(self.accounts.values())
        self._sites: dict[str, list[UnitSeed]] = {}
        for unit in self.units.values():
            for theme in INSTITUTE_THEMES.get(unit.code, (unit.theme,)):
                self._sites.setdefault(theme, []).extend([unit] * self._weight(unit))

    @staticmethod
    def _weight(unit: UnitSeed) -> int:
        if (
            unit.code == OVERSEAS_HOLDING
            or "trading" in unit.traits
            or "overseas" in unit.traits
            or unit.kind not in _WEIGHTS
        ):
            return 0
        return 1 if unit.kind == "enterprise" and unit.tier == 4 else _WEIGHTS[unit.kind]

    def site(self, rng: Random, theme: str, start: date, end: date, *, senior: bool = False) -> UnitSeed:
        """A unit of this line of business that exists from start to end; `senior` leaves subsidiaries out."""
        fitting = [
            unit
            for unit in self._sites[theme]
            if unit.alive(start, min(end, AS_OF)) and not (senior and unit.kind == "enterprise" and unit.tier == 4)
        ]
        return rng.choice(fitting)

    def of_grade(self, grade: str) -> list[str]:
        """Staff numbers of everybody with this grade."""
        return [person.staff_no for person in self.people.values() if person.grade == grade]

    def home(self, rng: Random, title: str, theme: str, span: tuple[date, date], *, senior: bool) -> UnitSeed:
        """The unit to lead a project: mostly one whose trade the title names, else any of the line of business."""
        trade = next((codes for word, codes in TRADES if word in title), ())
        skilled = [self.units[code] for code in trade if self._fits(self.units[code], theme, span)]
        if skilled and rng.random() < _TRADE_SHARE:
            return rng.choice(skilled)
        return self.site(rng, theme, *span, senior=senior)

    @staticmethod
    def _fits(unit: UnitSeed, theme: str, span: tuple[date, date]) -> bool:
        return unit.alive(span[0], min(span[1], AS_OF)) and theme in (*INSTITUTE_THEMES.get(unit.code, ()), unit.theme)

    def partners(self, rng: Random, theme: str, lead: UnitSeed, count: int, span: tuple[date, date]) -> list[UnitSeed]:
        """Up to `count` other units, mostly of the same line of business, that exist over the span."""
        found: list[UnitSeed] = []
        for attempt in range(4 * count):
            other = theme if attempt % 3 else rng.choice((theme, *PARTNER_THEMES[theme]))
            unit = self.site(rng, other, *span)
            if len(found) < count and unit != lead and unit not in found:
                found.append(unit)
        return found

    def leader(self, rng: Random, unit: UnitSeed, grades: Collection[str], *, start: date, young: bool = False) -> str:
        """Staff number of somebody of the unit, or of its surroundings, who leads no other project yet."""
        for scope in (unit.code, unit.parent, unit.code[:6], unit.code[:4]):
            near = [
                p for code in self._around(scope) for p in self._staff.get(code, ()) if p.staff_no not in self._taken
            ]
            fitting = [p for p in near if p.grade in grades and (not young or p.age(start.year) <= 35)]
            if fitting:
                chosen = rng.choice([p for p in fitting if p.joined_on < start] or fitting)
                self._taken.add(chosen.staff_no)
                return chosen.staff_no
        raise LookupError(f"Nobody of {sorted(grades)} is free around {unit.code}.")

    def _around(self, code: str) -> list[str]:
        return [code] if code in {"", GROUP_CODE} else [other for other in self.units if other.startswith(code)]

    def members(self, rng: Random, units: list[UnitSeed], count: int, without: str) -> list[str]:
        """Different engineers of the given units, in the order of the units as far as they go."""
        crowd = [p.staff_no for unit in units for p in self._staff.get(unit.code, ()) if p.staff_no != without]
        return rng.sample(crowd, min(count, len(crowd)))
