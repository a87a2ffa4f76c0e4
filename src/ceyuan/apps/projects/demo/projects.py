"""The projects of the demonstration, put together from titles, sites, people, money, topics, indicators and results."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from random import Random

from ceyuan.apps.projects.demo import money, parts, results, seeded, states
from ceyuan.apps.projects.demo.casting import cast
from ceyuan.apps.projects.demo.plan import Slot, plan
from ceyuan.apps.projects.demo.programmes import SPECIAL
from ceyuan.apps.projects.demo.projects_told import MemberSeed, ProjectSeed
from ceyuan.apps.projects.demo.setting import AS_OF, SEED, Setting, UnitSeed, stream

LOWERED = 7
_GRADES = {
    "major": ("director_engineer", "chief_engineer", "supervising_engineer"),
    "key": ("director_engineer", "supervising_engineer"),
    "general": ("supervising_engineer", "regional_engineer"),
    "youth": ("regional_engineer", "support_engineer"),
    "free": ("regional_engineer", "supervising_engineer", "support_engineer"),
}
_TEAM = {"major": (9, 18), "key": (6, 12), "general": (4, 8), "youth": (3, 5), "free": (2, 4)}
_PARTNERS = {"major": (2, 4), "key": (1, 3), "general": (0, 2), "youth": (0, 1), "free": (0, 0)}
_OWNERS_OF_THE_SPECIAL = (4, 6)
_LUMP_SUM_KINDS = frozenset({"youth", "free"})
__all__ = ["MemberSeed", "ProjectSeed", "generate"]
KEYWORDS = {
    "alumina": "氧化铝 拜耳法",
    "electrolysis": "铝电解 节能",
    "alloys": "铝合金 加工",
    "copper": "铜冶炼 铜加工",
    "lead_zinc": "铅锌冶炼",
    "rare": "稀散金属 高纯材料",
    "mining": "采矿 选矿",
    "recycling": "再生金属 固废",
    "digital": "智能制造 数字孪生",
    "carbon": "低碳 新能源",
}


def generate(seed: int = SEED) -> tuple[ProjectSeed, ...]:
    """All projects in the order of their codes."""
    setting = Setting(seed)
    rng = stream(seed, "projects")
    slots = plan(setting, stream(seed, "plan"))
    projects = [_bare(rng, slot) if slot.secrecy == "secret" else _open(setting, rng, slot) for slot in slots]
    projects = _with_stories(stream(seed, "stories"), projects)
    projects = _with_results(stream(seed, "results"), projects, slots)
    projects = [_unfunded(project) if project.code == seeded.UNFUNDED else project for project in projects]
    projects = [cast(setting, project) for project in _lower(stream(seed, "lowered"), projects)]
    return tuple(sorted(projects, key=lambda project: project.code))


def _open(setting: Setting, rng: Random, slot: Slot) -> ProjectSeed:
    kind, title = slot.kind, slot.title
    lead, special = setting.units[slot.lead_unit], slot.programme == SPECIAL
    wanted = rng.randint(*(_OWNERS_OF_THE_SPECIAL if special else _PARTNERS[kind]))
    units = [lead, *setting.partners(rng, title.theme, lead, wanted, (slot.starts_on, slot.ends_on))]
    leader = _leader(setting, rng, slot)
    members = _members(setting, rng, slot, leader, units)
    total = money.total(rng, kind, special=special)
    weights = money.sources(rng, slot.source_level)
    own = dict(zip(weights, money.split(total, list(weights.values())), strict=True)).get(money.SELF_RAISED, 0)
    people = _topic_people(setting, members, units, leader)
    topics = parts.topics(rng, kind=kind, theme=title.theme, code=slot.code, total=total, people=people)
    lump_sum = kind in _LUMP_SUM_KINDS
    years = range(slot.starts_on.year, slot.ends_on.year + 1)
    bare = _bare(rng, slot)
    return replace(
        bare,
        leader=leader,
        budget_mode="lump_sum" if lump_sum else "itemised",
        total=total,
        funding=total - own,
        keywords=f"{KEYWORDS[title.theme]} {title.stem}",
        participations=money.shares(rng, lead.code, [unit.code for unit in units[1:]], total, total - own),
        budget=money.budget(rng, total, weights, years, lump_sum=lump_sum),
        topics=topics,
        members=members,
        indicators=parts.indicators(rng, kind=kind, title=title, programme=slot.programme, topic_count=len(topics)),
    )


def _bare(rng: Random, slot: Slot) -> ProjectSeed:
    """Code, unit, public title and state: of a classified project nothing more may be known here."""
    title = slot.title
    return ProjectSeed(
        code=slot.code,
        programme=slot.programme,
        kind=slot.kind,
        level=slot.level,
        title_zh=title.zh,
        title_en=title.en,
        theme=title.theme,
        lead_unit=slot.lead_unit,
        starts_on=slot.starts_on,
        ends_on=slot.ends_on,
        state=states.natural(rng, slot.starts_on, slot.ends_on),
        secrecy=slot.secrecy,
        tech_class=slot.tech_class,
        source_level=slot.source_level,
        mode=slot.mode,
        trl_start=title.trl_start,
        trl_target=title.trl_target,
        participations=(money.ParticipationSeed(slot.lead_unit, "lead", None, None),),
    )


def _leader(setting: Setting, rng: Random, slot: Slot) -> str:
    if slot.account:
        return setting.accounts[slot.account]
    lead = setting.units[slot.lead_unit]
    return setting.leader(rng, lead, _GRADES[slot.kind], start=slot.starts_on, young=slot.kind == "youth")


def _members(setting: Setting, rng: Random, slot: Slot, leader: str, units: list[UnitSeed]) -> tuple[MemberSeed, ...]:
    months = max(states.months_between(slot.starts_on, slot.ends_on), 6)
    crowd = setting.members(rng, units, rng.randint(*_TEAM[slot.kind]), leader)
    if slot.account and (member := setting.accounts["chengyuan"]) not in crowd:
        crowd.append(member)
    team = [MemberSeed(leader, "leader", months // 3)]
    return (*team, *(MemberSeed(person, "member", rng.randint(months // 6, months // 2)) for person in crowd))


def _topic_people(
    setting: Setting, members: tuple[MemberSeed, ...], units: list[UnitSeed], leader: str
) -> list[tuple[str, str]]:
    """(unit, leader) of possible topics: the project leader first, then team members of the participating units."""
    taking_part = {unit.code for unit in units}
    people = [(units[0].code, leader)]
    for member in members[1:]:
        unit = setting.people[member.person].unit
        if unit in taking_part:
            people.append((unit, member.person))
    return people


def _with_stories(rng: Random, projects: list[ProjectSeed]) -> list[ProjectSeed]:
    """Gives some finished projects their unusual ends and every signed one the day of its signature."""
    finished = [
        p.code for p in projects if p.state in {"archived", "passed", "post_evaluation"} and p.secrecy == "public"
    ]
    long_ago = [p.code for p in projects if p.code in set(finished) and states.months_between(p.ends_on, AS_OF) >= 6]
    ends = states.unusual(rng, finished, long_ago)
    told = []
    for project in projects:
        state, story = ends.get(project.code, (project.state, project.story))
        signed = (
            date(project.starts_on.year, project.starts_on.month, rng.randint(2, 27))
            if state in states.SIGNED
            else None
        )
        if signed is not None and project.starts_on > AS_OF:
            signed = date(2025, 11, rng.randint(3, 28))
        ended = project.ends_on if state in {"terminated", "revoked"} else None
        told.append(replace(project, state=state, story=story, signed_on=signed, terminated_on=ended))
    return told


def _with_results(rng: Random, projects: list[ProjectSeed], slots: list[Slot]) -> list[ProjectSeed]:
    grouped = [
        ()
        if project.starts_on > AS_OF or project.secrecy == "secret" or project.state == "revoked"
        else results.results(
            rng, kind=project.kind, title=slot.title, code=project.code, span=(project.starts_on, project.ends_on)
        )
        for project, slot in zip(projects, slots, strict=True)
    ]
    grouped = results.number_all(grouped)
    passed = [place for place, project in enumerate(projects) if project.state == "passed" and grouped[place]]
    elsewhere = [place for place, project in enumerate(projects) if project.state in {"in_progress", "archived"}]
    results.pad(rng, grouped, passed, elsewhere)
    return [replace(project, results=own) for project, own in zip(projects, grouped, strict=True)]


def _unfunded(project: ProjectSeed) -> ProjectSeed:
    """Begun in good faith, and nobody ever gave it any money."""
    shares = tuple(replace(part, total=None, funding=None) for part in project.participations)
    return replace(project, total=None, funding=None, budget=(), participations=shares, story="unfunded")


def _lower(rng: Random, projects: list[ProjectSeed]) -> list[ProjectSeed]:
    """In seven projects the task book asks for a fifth less than the application promised."""
    running = [
        place
        for place, project in enumerate(projects)
        if project.state == "in_progress" and project.kind in {"key", "general"} and _lowerable(project) is not None
    ]
    for place in rng.sample(running, LOWERED):
        project = projects[place]
        number = _lowerable(project) or 0
        goals = list(project.indicators)
        goal = goals[number]
        less = (goal.final - (goal.final - goal.baseline) / 5).quantize(goal.final)
        goals[number] = replace(goal, final=less, promised=goal.final)
        projects[place] = replace(project, story="lowered_indicator", indicators=tuple(goals))
    return projects


def _lowerable(project: ProjectSeed) -> int | None:
    """The place of the first goal wide enough that a fifth of it can be written with its decimals."""
    for number, goal in enumerate(project.indicators):
        step = Decimal(1).scaleb(int(goal.final.as_tuple().exponent))
        if abs(goal.final - goal.baseline) >= 10 * step:
            return number
    return None
