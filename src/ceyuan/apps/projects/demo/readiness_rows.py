"""Readiness of the demonstration's larger projects: two critical elements each, assessed as the work went."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random

from django.db import models

from ceyuan.apps.projects import scales
from ceyuan.apps.projects.demo.projects import ProjectSeed
from ceyuan.apps.projects.demo.rows import Keys, Made
from ceyuan.apps.projects.demo.setting import AS_OF
from ceyuan.apps.projects.models import ReadinessAssessment, ReadinessElement, ReadinessEvidence

KINDS = frozenset({"major", "key"})
_SHARES = (600_000, 400_000)
_STOPPED_SHORT = frozenset({"concluded", "not_passed", "terminated", "revoked"})


@dataclass(slots=True)
class Readiness:
    """Collects the rows; assessors are chief engineers who do not work in the project."""

    keys: Keys
    rng: Random
    assessors: Sequence[str]
    elements: list[models.Model] = field(default_factory=list)
    evidence: list[models.Model] = field(default_factory=list)
    assessments: list[models.Model] = field(default_factory=list)

    def batches(self) -> list[list[models.Model]]:
        """In the order in which they can be inserted."""
        return [self.elements, self.evidence, self.assessments]

    def add(self, seed: ProjectSeed, made: Made) -> None:
        """The elements of a major or key project: one for each of its first two topics."""
        if seed.kind not in KINDS or seed.state == "taskbook_signed":
            return
        scale = "software" if seed.theme == "digital" else "product" if seed.theme == "alloys" else "process"
        for position, (topic, weight) in enumerate(zip(seed.topics, _SHARES, strict=False), start=1):
            element = ReadinessElement(
                project=made.project,
                position=position,
                name_zh=topic.title_zh,
                name_en=topic.title_en,
                scale=scale,
                weight_ppm=weight,
                start_level=seed.trl_start,
                target_level=seed.trl_target,
            )
            self.elements.append(element)
            self._assessed(seed, element, behind=position - 1)

    def _assessed(self, seed: ProjectSeed, element: ReadinessElement, *, behind: int) -> None:
        team = {member.person for member in seed.members} | {topic.leader for topic in seed.topics} | {seed.leader}
        outside = [number for number in self.assessors if number not in team]
        rise, days = seed.trl_target - seed.trl_start, (seed.ends_on - seed.starts_on).days
        highest = seed.trl_target - (1 if seed.state in _STOPPED_SHORT else 0)
        for number in range(1, max(rise, 1) + 1):
            day = seed.starts_on + timedelta(days=days * number // (max(rise, 1) + 1) + 40 * behind)
            level = min(seed.trl_start + number, highest)
            if day >= AS_OF:
                break
            met = [one.code for one in scales.criteria(element.scale) if one.level <= level]
            self.assessments.append(
                ReadinessAssessment(
                    element=element,
                    number=number,
                    level=level,
                    assessed_on=day,
                    assessor_id=self.keys.people[self.rng.choice(outside)],
                    met={code: [] for code in met},
                    grounds=f"审阅试验报告与现场记录，{element.name_zh}达到{level}级判据。",
                )
            )
        reached = seed.trl_start + 1
        for one in scales.criteria(element.scale):
            if one.level == reached:
                self.evidence.append(
                    ReadinessEvidence(
                        element=element,
                        criterion=one.code,
                        text=f"{one.zh}：报告编号{seed.code}-TRL{one.code}",
                        given_by_id=self.keys.people[seed.leader],
                    )
                )
