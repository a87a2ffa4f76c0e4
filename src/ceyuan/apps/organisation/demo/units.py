"""Units of the demonstration group: five management tiers, institutes, technology centres and five restructurings.

Everything is fictional. A `UnitSeed` is the unit as it was founded; what happened to it afterwards (merge, split,
move, rename, closure) is a `ChangeSeed` with its day, so that a loader can replay the history through the services.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ceyuan.apps.organisation.demo import unit_lists
from ceyuan.apps.organisation.demo.draw import SEED, stream

AS_OF = date(2025, 11, 30)
GROUP_CODE = "KY"
GROUP_NAME_ZH = "昆岳有色金属集团"
GROUP_NAME_EN = "Kunyue Nonferrous Group"
FOUNDED = date(2001, 2, 23)
THIRD_SUBSIDIARY = 40  # so many enterprises, the largest first, have a third subsidiary
BRANCHES = 60
PRODUCING = frozenset({"alumina", "electrolysis", "alloys", "copper", "lead_zinc", "rare", "mining", "recycling"})


@dataclass(frozen=True, slots=True)
class UnitSeed:
    """One unit as founded: `tier` is the management tier 1-5, `theme` its line of business (`unit_lists.THEMES`)."""

    code: str
    kind: str
    tier: int
    parent: str
    name_zh: str
    name_en: str
    theme: str
    opened_on: date
    closed_on: date | None = None
    traits: frozenset[str] = frozenset()

    def alive(self, start: date, end: date | None = None) -> bool:
        """Whether the unit exists on the whole of [start, end] (on `start` alone without an end)."""
        return self.opened_on <= start and (self.closed_on is None or self.closed_on >= (end or start))


@dataclass(frozen=True, slots=True)
class ChangeSeed:
    """One restructuring. `into` is the successor, the new unit of a split or the new parent, by `kind`."""

    kind: str
    on: date
    unit: str
    into: str = ""
    name_zh: str = ""
    name_en: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Structure:
    """The units (parents before children) and what happened to them, in the order of time."""

    units: tuple[UnitSeed, ...]
    changes: tuple[ChangeSeed, ...]

    def by_code(self) -> dict[str, UnitSeed]:
        return {unit.code: unit for unit in self.units}

    def parent_on(self, code: str, day: date) -> str:
        """The parent's code on a day; the day of a move already counts as new."""
        parent = self.by_code()[code].parent
        for change in self.changes:
            if change.on > day:
                break
            if change.kind == "move" and change.unit == code:
                parent = change.into
            if change.kind == "merge" and change.unit == parent:
                parent = change.into
        return parent


CHANGES = (
    ChangeSeed(
        "rename",
        date(2022, 1, 1),
        "KY1101",
        name_zh="昆岳工业软件有限公司",
        name_en="Kunyue Industrial Software Co., Ltd.",
        reason="主业由信息运维转向工业软件研发",
    ),
    ChangeSeed("merge", date(2022, 7, 1), "KY0108", into="KY0107", reason="同一区域电解铝产能整合，压减管理层级"),
    ChangeSeed("move", date(2023, 1, 1), "KY0206", into="KY08", reason="再生铝业务划归循环科技统一管理"),
    ChangeSeed("split", date(2023, 4, 1), "KY0203", into="KY0208", reason="电池箔业务独立运营，引入战略投资者"),
    ChangeSeed("close", date(2024, 7, 1), "KY120202", reason="自备小机组按期关停，人员分流安置"),
)


def generate(seed: int = SEED) -> Structure:
    """The whole structure, the same for the same seed."""
    units = [UnitSeed(GROUP_CODE, "group", 1, "", GROUP_NAME_ZH, GROUP_NAME_EN, "group", FOUNDED)]
    units += _headquarters()
    enterprises = _enterprises(seed)
    units += enterprises
    subsidiaries = _subsidiaries(seed, [unit for unit in enterprises if unit.tier == 3])
    units += subsidiaries
    units += _institutes()
    units += _centres()
    units += _branches(seed, subsidiaries)
    return Structure(tuple(_closed(unit) for unit in units), CHANGES)


def _closed(unit: UnitSeed) -> UnitSeed:
    ends = {change.unit: change.on for change in CHANGES if change.kind in {"merge", "close"}}
    if unit.code not in ends:
        return unit
    return UnitSeed(
        unit.code,
        unit.kind,
        unit.tier,
        unit.parent,
        unit.name_zh,
        unit.name_en,
        unit.theme,
        unit.opened_on,
        ends[unit.code],
        unit.traits,
    )


def _headquarters() -> list[UnitSeed]:
    return [
        UnitSeed(f"KYD{number:02d}", "department", 1, GROUP_CODE, zh, en, "group", FOUNDED)
        for number, (zh, en) in enumerate(unit_lists.DEPARTMENTS, start=1)
    ]


def _enterprises(seed: int) -> list[UnitSeed]:
    rng = stream(seed, "enterprises")
    units: list[UnitSeed] = []
    splits = {change.into: change.on for change in CHANGES if change.kind == "split"}
    opened = FOUNDED
    for line in unit_lists.ENTERPRISES:
        tier = 2 if len(line.code) == 4 else 3
        earliest = FOUNDED.year if tier == 2 else opened.year + 1
        year = rng.randint(earliest, 2014 if tier == 2 else 2019)
        day = splits.get(line.code, date(year, rng.randint(1, 12), rng.choice((1, 8, 16, 26))))
        if tier == 2:
            opened = day = max(day, FOUNDED)
        units.append(
            UnitSeed(
                line.code,
                "strategic_unit" if tier == 2 else "enterprise",
                tier,
                GROUP_CODE if tier == 2 else line.code[:4],
                line.name_zh,
                line.name_en,
                line.theme,
                day,
                traits=frozenset({"legal_person", *line.traits}),
            )
        )
    return units


def _subsidiaries(seed: int, enterprises: list[UnitSeed]) -> list[UnitSeed]:
    rng = stream(seed, "subsidiaries")
    units = [
        UnitSeed(
            code,
            "enterprise",
            4,
            code[:6],
            zh,
            en,
            theme,
            date(2019, 12, 16),
            traits=frozenset({"legal_person", *traits}),
        )
        for code, theme, zh, en, traits in unit_lists.NAMED_SUBSIDIARIES
    ]
    producing = [unit for unit in enterprises if unit.theme not in {"trading"} and "overseas" not in unit.traits]
    turn: dict[str, int] = {}
    for position, parent in enumerate(producing):
        place = unit_lists.PLACES[parent.code]
        for number in range(1, 4 if position < THIRD_SUBSIDIARY else 3):
            lines = unit_lists.SUBSIDIARY_LINES[parent.theme]
            turn[parent.theme] = turn.get(parent.theme, -1) + 1
            zh, en = lines[turn[parent.theme] % len(lines)]
            year = rng.randint(min(parent.opened_on.year + 1, 2020), 2020)
            opened = max(date(year, rng.randint(1, 12), rng.choice((1, 11, 21))), parent.opened_on)
            units.append(
                UnitSeed(
                    f"{parent.code}{number:02d}",
                    "enterprise",
                    4,
                    parent.code,
                    f"{place[0]}{zh}有限公司",
                    f"{place[1]} {en} Co., Ltd.",
                    parent.theme,
                    opened,
                    traits=frozenset({"legal_person"}),
                )
            )
    return units


def _institutes() -> list[UnitSeed]:
    return [
        UnitSeed(
            code,
            "institute",
            4 if parent != GROUP_CODE else 3,
            parent,
            zh,
            en,
            theme,
            date(year, 6, 18),
            traits=frozenset({"legal_person", *traits}),
        )
        for code, parent, theme, zh, en, year, traits in unit_lists.INSTITUTES
    ]


def _centres() -> list[UnitSeed]:
    centres = [
        UnitSeed(
            f"KYJ{number:02d}",
            "domain_centre",
            4,
            host,
            f"{zh}领域技术中心",
            f"{en} Technology Centre",
            theme,
            date(2019 + number % 2, 9, 28),
        )
        for number, (host, theme, zh, en) in enumerate(unit_lists.CENTRES, start=1)
    ]
    platforms = [
        UnitSeed(code, "platform", 4, parent, zh, en, theme, date(year, 12, 1))
        for code, parent, theme, zh, en, year in unit_lists.PLATFORMS
    ]
    return centres + platforms


def _branches(seed: int, subsidiaries: list[UnitSeed]) -> list[UnitSeed]:
    rng = stream(seed, "branches")
    closing = {change.unit for change in CHANGES}
    hosts = [u for u in subsidiaries if u.theme in PRODUCING and u.code not in closing]
    units: list[UnitSeed] = []
    for host in sorted(rng.sample(hosts, BRANCHES // 2), key=lambda unit: unit.code):
        for number, (zh, en) in enumerate(rng.sample(unit_lists.BRANCH_LINES, 2), start=1):
            units.append(
                UnitSeed(
                    f"{host.code}{number:02d}",
                    "branch",
                    5,
                    host.code,
                    f"{host.name_zh}{zh}",
                    f"{host.name_en} {en}",
                    host.theme,
                    max(host.opened_on, date(2020, 7, 1)),
                )
            )
    return units
