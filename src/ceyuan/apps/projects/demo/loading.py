"""Writes the demonstration's programmes and projects with all their parts."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import models, transaction

from ceyuan.apps.organisation.demo import keys
from ceyuan.apps.organisation.interface import Actor, service_actor
from ceyuan.apps.projects.demo import programmes, strategy, working
from ceyuan.apps.projects.demo.projects import ProjectSeed, generate
from ceyuan.apps.projects.demo.rows import Keys, Rows
from ceyuan.apps.projects.demo.setting import GROUP_CODE, SEED, Setting
from ceyuan.apps.projects.models import Programme
from ceyuan.apps.projects.services import demonstration

ACTOR_NAME = "demonstration"


@transaction.atomic
def load(seed: int = SEED) -> bool:
    """Write everything below the group that `organisation.demo.load` made; False when it is there already.

    What the projects work for is tied as soon as there is a strategy.
    """
    actor = service_actor(GROUP_CODE, ACTOR_NAME)
    is_new = not demonstration.is_there(actor)
    if is_new:
        _write(actor, seed)
    if not demonstration.is_tied(actor):
        strategy.link(actor, generate(seed), seed)
    return is_new


def _write(actor: Actor, seed: int) -> None:
    units, people = keys(actor)
    setting = Setting(seed)
    known = Keys(actor.group_id or 0, units, people, {number: one.name_zh for number, one in setting.people.items()})
    nodes = _programmes(known, setting)
    seeds = generate(seed)
    rows = Rows(known, nodes)
    for project in seeds:
        rows.add(project)
    demonstration.insert(actor=actor, batches=[*_by_depth(nodes), *rows.batches()])
    names = {code: node.name_zh for code, node in nodes.items()}
    worked = working.write(actor, rows, seeds, working.Scene(setting, names, seed))
    demonstration.tell(actor=actor, counts=_counts(nodes, seeds) | worked)


def _programmes(known: Keys, setting: Setting) -> dict[str, Programme]:
    """The nodes by code; each major programme has a leader of the group, a chief scientist and a chief engineer."""
    scientists, engineers = setting.of_grade("chief_scientist"), setting.of_grade("chief_engineer")
    nodes: dict[str, Programme] = {}
    majors = 0
    for seed in programmes.generate():
        node = Programme(
            group_id=known.group,
            code=seed.code,
            kind=seed.kind,
            name_zh=seed.name_zh,
            name_en=seed.name_en,
            parent=nodes.get(seed.parent),
            is_special=seed.is_special,
            starts_on=seed.starts_on,
            ends_on=seed.ends_on,
        )
        if seed.parent == programmes.MAJOR:
            node.sponsor_leader_id = known.people[setting.sponsors[majors % len(setting.sponsors)]]
            node.chief_scientist_id = known.people[scientists[majors % len(scientists)]]
            node.chief_engineer_id = known.people[engineers[majors]]
            majors += 1
        nodes[seed.code] = node
    return nodes


def _by_depth(nodes: Mapping[str, Programme]) -> list[list[models.Model]]:
    """Batches in which every parent comes before its children, because paths grow from the parent's."""
    levels: dict[int, list[models.Model]] = {}
    depths: dict[str, int] = {}
    for code, node in nodes.items():
        depths[code] = depths[node.parent.code] + 1 if node.parent else 0
        levels.setdefault(depths[code], []).append(node)
    return list(levels.values())


def _counts(nodes: Mapping[str, Programme], seeds: tuple[ProjectSeed, ...]) -> dict[str, int]:
    return {
        "programmes": len(nodes),
        "projects": len(seeds),
        "topics": sum(len(project.topics) for project in seeds),
        "indicators": sum(len(project.indicators) for project in seeds),
        "results": sum(len(project.results) for project in seeds),
        "total_minor": sum(project.total or 0 for project in seeds),
    }
