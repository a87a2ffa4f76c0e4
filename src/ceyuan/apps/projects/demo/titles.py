"""Titles of the demonstration's projects: each exists once, is at most thirty characters long and says what is done.

Unit projects follow how technology grows in a plant: the same subject returns as study, trial and roll-out, at
different sites and with rising TRL, never two of one stage.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from ceyuan.apps.projects.demo import subjects_heavy, subjects_light
from ceyuan.apps.projects.demo.programme_lists import PROGRAMMES

LONGEST = 30
# form -> (tail zh, tail en, TRL at start, TRL at the end), from study to use
STAGES = {
    "t": (
        ("关键技术研究", "key technology study", 3, 5),
        ("工业试验", "industrial trial", 5, 7),
        ("推广应用", "roll-out", 7, 9),
    ),
    "e": (("研制", "development", 3, 6), ("现场试验", "field trial", 6, 7), ("推广应用", "roll-out", 7, 9)),
    "d": (("开发", "development", 3, 6), ("工程验证", "engineering validation", 6, 8), ("推广应用", "roll-out", 8, 9)),
    "m": (
        ("制备技术研究", "preparation study", 3, 5),
        ("中试放大", "pilot scale-up", 5, 7),
        ("产业化", "industrialisation", 7, 9),
    ),
}
_TEXTS = {
    "alumina": subjects_light.ALUMINA,
    "electrolysis": subjects_light.ELECTROLYSIS,
    "alloys": subjects_light.ALLOYS,
    "recycling": subjects_light.RECYCLING,
    "carbon": subjects_light.CARBON,
    "copper": subjects_heavy.COPPER,
    "lead_zinc": subjects_heavy.LEAD_ZINC,
    "rare": subjects_heavy.RARE,
    "mining": subjects_heavy.MINING,
    "digital": subjects_heavy.DIGITAL,
}
# classified tasks: the public title is all the system may know
SECRET = (
    ("alloys", "特种轻合金构件配套任务（一）", "Special light alloy parts, task 1"),
    ("alloys", "特种轻合金构件配套任务（二）", "Special light alloy parts, task 2"),
    ("rare", "特种光电材料配套任务（一）", "Special optoelectronic materials, task 1"),
    ("rare", "特种光电材料配套任务（二）", "Special optoelectronic materials, task 2"),
    ("copper", "特种导体材料配套任务", "Special conductor materials task"),
    ("alloys", "特种防护铝材配套任务", "Special protective aluminium task"),
)


@dataclass(frozen=True, slots=True)
class Title:
    """A title with the technology it is about (`stem`) and the technology readiness it starts from and aims at."""

    theme: str
    zh: str
    en: str
    stem: str
    trl_start: int
    trl_target: int
    stage: int = 0
    form: str = ""


def of_programmes() -> dict[str, tuple[Title, ...]]:
    """The titles of each major programme."""
    found: dict[str, tuple[Title, ...]] = {}
    for programme in PROGRAMMES:
        titles: list[Title] = []
        for marked, en in programme.titles:
            stem, tail = marked.split("~")
            start = 5 if "示范" in tail or "产业化" in tail or "工程" in tail or "平台" in tail else 3 + len(titles) % 2
            titles.append(Title(programme.theme, stem + tail, en, stem, start, start + 3))
        found[programme.code] = tuple(titles)
    return found


def of_units(rng: Random) -> list[Title]:
    """Every subject at two of its three stages, the stages of one subject in order, the subjects mixed."""
    subjects = [(theme, *line.split("|")) for theme, text in _TEXTS.items() for line in text.strip().splitlines()]
    rng.shuffle(subjects)
    titles = []
    for theme, form, zh, en in subjects:
        first = rng.choice((0, 0, 0, 1))
        for stage in (first, first + 1):
            tail_zh, tail_en, start, target = STAGES[form][stage]
            titles.append(Title(theme, zh + tail_zh, f"{en}: {tail_en}", zh, start, target, stage, form))
    return titles


def of_exploration() -> list[Title]:
    """The questions of free exploration."""
    lines = [line.split("|") for line in subjects_heavy.FREE.strip().splitlines()]
    return [Title(theme, zh, en, zh, 1, 3) for theme, zh, en in lines]


def of_secrets() -> list[Title]:
    """Public titles of classified projects."""
    return [Title(theme, zh, en, "", 4, 7) for theme, zh, en in SECRET]
