"""The plan of the demonstration's projects: how many of each kind, when, where, and of which class."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date
from random import Random

from ceyuan.apps.projects.demo import programmes, states, titles
from ceyuan.apps.projects.demo.programme_lists import PROGRAMMES
from ceyuan.apps.projects.demo.setting import Setting

GROUP_KEY, UNIT_KEY, GENERAL, YOUTH, FREE = 18, 100, 120, 50, 30
# (year, weight): the plan of 2026 is being made on the as-of day
_YEARS = ((14, "2021"), (19, "2022"), (21, "2023"), (20, "2024"), (18, "2025"), (8, "2026"))
_MONTHS = {"key": (24, 36), "general": (12, 24), "youth": (18, 24), "free": (12, 24)}
_CHOKEPOINTS = frozenset({"P02", "P03", "P04", "P05", "P09", "P11"})
_MERGED_UNIT = "KY0108"  # two projects were finished there before it was merged
_CLASSES = {
    "key": ((3, "core_competence"), (3, "industry_common"), (1, "chokepoint")),
    "general": ((5, "core_competence"), (4, "shop_floor")),
    "youth": ((2, "frontier"), (3, "core_competence")),
    "free": ((1, "frontier"),),
}
_LEVELS = {
    "major": ((17, "group"), (5, "national"), (3, "provincial")),
    "group_key": ((4, "group"), (1, "provincial")),
    "key": ((3, "strategic_unit"), (4, "enterprise"), (1, "external")),
    "general": ((1, "strategic_unit"), (6, "enterprise")),
    "youth": ((1, "strategic_unit"), (3, "enterprise")),
    "free": ((1, "strategic_unit"), (3, "enterprise")),
}
_MODES = {
    "major": ((6, "directed"), (4, "competitive"), (4, "open_challenge"), (2, "race")),
    "key": ((4, "competitive"), (4, "directed"), (1, "open_challenge")),
    "general": ((3, "competitive"), (2, "directed")),
    "youth": ((1, "competitive"),),
    "free": ((1, "free"),),
}


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in the plan, before people and money.

    `level` is "group" or "unit"; `account` names a log-in that leads it.
    """

    code: str
    programme: str
    kind: str
    level: str
    title: titles.Title
    starts_on: date
    ends_on: date
    lead_unit: str
    tech_class: str
    source_level: str
    mode: str
    secrecy: str = "public"
    account: str = ""


def plan(setting: Setting, rng: Random) -> list[Slot]:
    """All slots: the major programmes, then the yearly kinds."""
    slots = _major(setting, rng)
    subjects = titles.of_units(rng)
    slots += _yearly(setting, rng, "key", "group", titles.of_secrets(), secrecy="secret")
    for kind, level, count in (
        ("youth", "unit", YOUTH),
        ("key", "group", GROUP_KEY),
        ("key", "unit", UNIT_KEY),
        ("general", "unit", GENERAL),
    ):
        wanted = [title for title in subjects if kind != "youth" or title.stage == 0][:count]
        subjects = [title for title in subjects if title not in set(wanted)]
        slots += _yearly(setting, rng, kind, level, wanted)
    slots += _yearly(setting, rng, "free", "unit", titles.of_exploration()[:FREE])
    return _coded(_into_the_merged_unit(slots))


def month_end(year: int, month: int) -> date:
    """The last day of a month; months beyond twelve run on into later years."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return date(year, month, monthrange(year, month)[1])


def _major(setting: Setting, rng: Random) -> list[Slot]:
    found = []
    own = titles.of_programmes()
    for programme in PROGRAMMES:
        for place, title in enumerate(own[programme.code]):
            year = min(programme.first_year + place * 2 // 3, 2025)
            start = date(year, rng.choice((1, 1, 3, 4, 7)), 1)
            end = min(month_end(year, start.month + rng.choice((29, 35, 35, 41))), date(programme.last_year, 12, 31))
            shown = programme.code == "P01" and place == 1
            lead = (
                setting.units["KY0104"]
                if shown
                else setting.home(rng, title.zh, title.theme, (start, end), senior=True)
            )
            found.append(
                Slot(
                    "",
                    programme.code,
                    "major",
                    "group",
                    title,
                    start,
                    end,
                    lead.code,
                    "chokepoint" if programme.code in _CHOKEPOINTS else "industry_common",
                    states.pick(rng, _LEVELS["major"]),
                    states.pick(rng, _MODES["major"]),
                    account="fuzeren" if shown else "",
                )
            )
    return found


def _yearly(
    setting: Setting, rng: Random, kind: str, level: str, wanted: list[titles.Title], *, secrecy: str = "public"
) -> list[Slot]:
    found = []
    for title in wanted:
        year = int(states.pick(rng, _YEARS))
        if title.stage:  # what builds on a study comes later than most studies
            year = min(year + 1, 2026)
        start = date(year, rng.choice((1, 1, 1, 3, 4, 7)) if year < 2026 else 1, 1)
        end = month_end(year, start.month + rng.randint(*_MONTHS[kind]) // 6 * 6 - 1)
        lead = setting.home(rng, title.zh, title.theme, (start, end), senior=level == "group")
        found.append(
            Slot(
                "",
                f"{programmes.PREFIX_OF_KIND[kind]}-{year}",
                kind,
                level,
                title,
                start,
                end,
                lead.code,
                states.pick(rng, _CLASSES[kind]),
                states.pick(rng, _LEVELS["group_key" if level == "group" else kind]),
                "directed" if secrecy == "secret" else states.pick(rng, _MODES[kind]),
                secrecy,
            )
        )
    return found


def _into_the_merged_unit(slots: list[Slot]) -> list[Slot]:
    fitting = [
        s for s in slots if s.title.theme == "electrolysis" and s.kind in {"general", "youth"} and s.secrecy == "public"
    ]
    moved = {id(slot): place for place, slot in enumerate(fitting[:2])}
    return [
        replace(
            slot,
            programme=f"{programmes.PREFIX_OF_KIND[slot.kind]}-2021",
            starts_on=date(2021, 1, 1),
            ends_on=month_end(2021, 12 + 6 * moved[id(slot)]),
            lead_unit=_MERGED_UNIT,
        )
        if id(slot) in moved
        else slot
        for slot in slots
    ]


def _coded(slots: list[Slot]) -> list[Slot]:
    """Codes by programme and year, numbered in the order of the start: KY-P01-2021-01, KY-ZD-2023-015."""
    ordered = sorted(slots, key=lambda slot: (slot.programme, slot.starts_on, slot.title.zh))
    running: dict[str, int] = {}
    coded = []
    for slot in ordered:
        head = f"KY-{slot.programme}-{slot.starts_on.year}" if slot.kind == "major" else slot.programme
        running[head] = running.get(head, 0) + 1
        coded.append(replace(slot, code=f"{head}-{running[head]:0{2 if slot.kind == 'major' else 3}d}"))
    return coded
