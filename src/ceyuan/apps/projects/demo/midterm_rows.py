"""Mid-term checks of the demonstration's larger projects: most go on, some have to be put right or adjusted."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db import models

from ceyuan.apps.projects.demo import casting
from ceyuan.apps.projects.demo.execution_rows import snapshot
from ceyuan.apps.projects.demo.projects_told import ProjectSeed
from ceyuan.apps.projects.demo.rows import Keys, Made
from ceyuan.apps.projects.demo.setting import AS_OF
from ceyuan.apps.projects.models import MidtermCheck

_KINDS = frozenset({"major", "key"})
_STOPPED = frozenset({"taskbook_signed", "suspended", "terminated", "revoked"})
_LEAST_DAYS = 540
_AFTER_HALF = 35
_EVERY = 9  # so often a check ends in an adjustment of the task book
_GROUNDS = {
    "continue": "中期指标全部达到，经费执行与进度匹配，同意按任务书继续实施。",
    "rectify": "中期指标“{name}”未达到，试验数据不完整，限期整改后复查。",
    "adjust": "技术路线可行，建议按程序调整进度安排，考核指标不变。",
}


@dataclass(slots=True)
class Midterms:
    """Collects the rows. A project in its mid-term of which nothing is told is still to be checked."""

    keys: Keys
    decider: str
    checks: list[models.Model] = field(default_factory=list)

    def add(self, seed: ProjectSeed, made: Made) -> None:
        """The check of one project, if there was one."""
        if seed.state == "midterm":
            if seed.code in casting.TO_PUT_RIGHT:
                self._check(seed, made, AS_OF - timedelta(days=20), "rectify")
            return
        days = (seed.ends_on - seed.starts_on).days
        held_on = seed.starts_on + timedelta(days=days // 2 + _AFTER_HALF)
        if seed.kind in _KINDS and seed.state not in _STOPPED and days >= _LEAST_DAYS and held_on < AS_OF:
            self._check(seed, made, held_on, "continue" if len(self.checks) % _EVERY else "adjust")

    def _check(self, seed: ProjectSeed, made: Made, day: date, conclusion: str) -> None:
        self.checks.append(
            MidtermCheck(
                project=made.project,
                number=1,
                held_on=day,
                conclusion=conclusion,
                grounds=_GROUNDS[conclusion].format(name=seed.indicators[0].name_zh if seed.indicators else ""),
                correct_by=AS_OF + timedelta(days=40) if conclusion == "rectify" else None,
                snapshot=snapshot(seed, made, day),
                decided_by_id=self.keys.people[self.decider],
                decider_name=self.keys.names[self.decider],
            )
        )
