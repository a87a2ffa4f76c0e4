"""Writes how the demonstration's projects were contracted, carried out and ended."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ceyuan.apps.organisation.interface import Actor
from ceyuan.apps.projects.demo import sittings
from ceyuan.apps.projects.demo.books import Writer
from ceyuan.apps.projects.demo.contract_rows import Contracts, is_agreed
from ceyuan.apps.projects.demo.ending_rows import Endings
from ceyuan.apps.projects.demo.execution_rows import Execution
from ceyuan.apps.projects.demo.midterm_rows import Midterms
from ceyuan.apps.projects.demo.projects import ProjectSeed
from ceyuan.apps.projects.demo.readiness_rows import Readiness
from ceyuan.apps.projects.demo.rows import Rows
from ceyuan.apps.projects.demo.setting import Setting, stream
from ceyuan.apps.projects.services import demonstration


@dataclass(frozen=True, slots=True)
class Scene:
    """Where it happens: the organisation, the names of the programmes, and the seed of chance."""

    setting: Setting
    programmes: Mapping[str, str]
    seed: int


def write(actor: Actor, rows: Rows, seeds: tuple[ProjectSeed, ...], scene: Scene) -> dict[str, int]:
    """Everything of the projects whose rows are there already; gives the counts of what was written."""
    contracts = Contracts(rows.keys, Writer(scene.setting, scene.programmes))
    for seed in seeds:
        contracts.add(seed, rows.made[seed.code])
    agreed = [seed for seed in seeds if is_agreed(seed)]
    officer = scene.setting.accounts["keji"]
    execution = Execution(rows.keys, stream(scene.seed, "execution"), officer)
    for seed in agreed:
        execution.add(seed, rows.made[seed.code], contracts.nodes[seed.code])
    readiness = Readiness(rows.keys, stream(scene.seed, "readiness"), scene.setting.of_grade("chief_engineer"))
    for seed in agreed:
        readiness.add(seed, rows.made[seed.code])
    endings = Endings(rows.keys, stream(scene.seed, "endings"), scene.setting.accounts)
    for seed in agreed:
        endings.add(seed, rows.made[seed.code])
    midterms = Midterms(rows.keys, officer)
    for seed in agreed:
        midterms.add(seed, rows.made[seed.code])
    demonstration.insert(
        actor=actor, batches=[*contracts.batches(), *execution.batches(), *readiness.batches(), midterms.checks]
    )
    demonstration.insert(actor=actor, batches=endings.batches())
    demonstration.conclude(actor=actor, acceptances=endings.concluded())
    return {
        "offered": sittings.hold(),
        "midterm_checks": len(midterms.checks),
        "task_books": len(contracts.books),
        "milestones": sum(len(own) for own in contracts.nodes.values()),
        "payments": len(execution.payments),
        "entries": len(execution.entries),
        "assessments": len(readiness.assessments),
        "acceptances": len(endings.acceptances),
    }
