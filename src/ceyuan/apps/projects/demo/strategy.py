"""What the demonstration's projects work for: a technology direction each, and targets of 2025.

Every target of an enterprise or institute gets a project that is under way near it, and every project under
way gets a target, but for those that `seeded` names.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from random import Random

from ceyuan.apps.organisation.interface import Actor
from ceyuan.apps.projects.demo import seeded
from ceyuan.apps.projects.demo.programme_lists import PROGRAMMES
from ceyuan.apps.projects.demo.projects import ProjectSeed
from ceyuan.apps.projects.demo.setting import GROUP_CODE, SEED, stream
from ceyuan.apps.projects.labels import STATES_OF_PHASE
from ceyuan.apps.projects.models import ProjectTarget
from ceyuan.apps.projects.services import demonstration
from ceyuan.apps.strategy.demo import DIRECTIONS, USUAL
from ceyuan.apps.strategy.demo import keys as strategy_keys

KeyOfTarget = tuple[str, str]  # indicator, unit
KEY_TASKS = "K15"  # what the major programmes are there for
_ALIVE = frozenset(state for phase in ("running", "accepting", "finished") for state in STATES_OF_PHASE[phase])
_HOME = {
    "alumina": "KY01",
    "electrolysis": "KY01",
    "alloys": "KY02",
    "copper": "KY03",
    "lead_zinc": "KY04",
    "rare": "KY05",
    "mining": "KY06",
    "recycling": "KY08",
    "digital": "KY11",
    "carbon": "KY12",
}
_FALLBACK = "digital"  # who digitises a trading company
_USUAL_TARGETS = ("K13", "K10", "K12", "K15", "K01")


def link(actor: Actor, projects: Iterable[ProjectSeed], seed: int = SEED) -> dict[str, int]:
    """Tie the projects to directions and targets; does nothing while there is no strategy. Returns what was written."""
    directions, targets = strategy_keys(actor, seeded.YEAR)
    if not directions:
        return {}
    _, later = strategy_keys(actor, seeded.NEXT_YEAR)
    of_project = {project.code: directions[direction_of(project)] for project in projects}
    of_programme = {one.programme: directions[one.code] for one in DIRECTIONS if one.programme}
    named = demonstration.direct(actor=actor, projects=of_project, programmes=of_programme)
    rows = [
        ProjectTarget(group_id=actor.group_id or 0, project_id=named.projects[code], target_id=targets[key])
        for code, key in serving(projects, targets.keys(), stream(seed, "serving"))
    ]
    rows += [
        ProjectTarget(group_id=actor.group_id or 0, project_id=named.projects[code], target_id=later[key])
        for code, key in serving(projects, later.keys(), stream(seed, "serving later"), seeded.NEXT_YEAR)
    ]
    rows += [
        ProjectTarget(
            group_id=actor.group_id or 0,
            programme_id=named.programmes[one.code],
            target_id=targets[KEY_TASKS, GROUP_CODE],
        )
        for one in PROGRAMMES
    ]
    demonstration.insert(actor=actor, batches=[rows])
    demonstration.tell(actor=actor, counts={"project_targets": len(rows)})
    return {"project_targets": len(rows)}


def direction_of(project: ProjectSeed) -> str:
    """The direction that the title names by the longest word; else the programme's, else that of the trade."""
    trade = USUAL[project.theme][:3]
    hits = [(len(word), len(one.code), one) for one in DIRECTIONS for word in one.words if word in project.title_zh]
    near = [hit for hit in hits if hit[0] > 2 or hit[2].code.startswith(trade)]
    if near:
        return max(near, key=lambda hit: (hit[0], hit[1], hit[2].code))[2].code
    own = next((one.code for one in DIRECTIONS if one.programme == project.programme), "")
    return own or USUAL[project.theme]


def alive(project: ProjectSeed, year: int) -> bool:
    """Whether it is under way on some day of the year."""
    return project.starts_on.year <= year <= project.ends_on.year and project.state in _ALIVE


def serving(
    projects: Iterable[ProjectSeed], targets: Collection[KeyOfTarget], rng: Random, year: int = seeded.YEAR
) -> Iterator[tuple[str, KeyOfTarget]]:
    """(project, target) for each link; every pair once."""
    ready = [one for one in projects if alive(one, year) and one.code not in seeded.PROJECTS_WITHOUT_TARGET]
    served: set[str] = set()
    for target in targets:
        unit = target[1]
        if (year == seeded.YEAR and target in seeded.TARGETS_WITHOUT_PROJECT) or _is_above(target, targets):
            continue
        for project in rng.sample(near := _near(ready, unit), min(len(near), rng.choice((1, 1, 2)))):
            served.add(project.code)
            yield project.code, target
    for project in ready:
        if project.code not in served:
            yield project.code, _for(project, targets)


def _is_above(target: KeyOfTarget, targets: Collection[KeyOfTarget]) -> bool:
    """What is shared out among units below is served by what serves the shares."""
    kpi, unit = target
    below = any(other != unit and other.startswith(unit) and len(other) == 6 for same, other in targets if same == kpi)
    return below or unit == GROUP_CODE


def _near(ready: list[ProjectSeed], unit: str) -> list[ProjectSeed]:
    """Projects that the unit or one below it leads, else takes part in, else the neighbours', else digital ones."""
    for fits in (
        lambda one: one.lead_unit.startswith(unit),
        lambda one: any(part.unit.startswith(unit) for part in one.participations),
        lambda one: one.lead_unit[:4] == unit[:4],
        lambda one: one.theme == _FALLBACK,
    ):
        if found := [one for one in ready if fits(one)]:
            return found
    return ready


def _for(project: ProjectSeed, targets: Collection[KeyOfTarget]) -> KeyOfTarget:
    """A target of the leading unit, of one near it, or of the strategic unit whose trade it is."""
    places = [project.lead_unit[:length] for length in (len(project.lead_unit), 6, 4)]
    units = [*places, *(part.unit[:6] for part in project.participations), _HOME[project.theme]]
    return next(
        (kpi, unit)
        for unit in units
        for kpi in _USUAL_TARGETS
        if (kpi, unit) in targets and (kpi, unit) not in seeded.TARGETS_WITHOUT_PROJECT
    )
