"""How the demonstration's projects ended, as rows: files, acceptances, results counted, failures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from django.db import models

from ceyuan.apps.projects.achieving import achieved
from ceyuan.apps.projects.demo.projects import ProjectSeed
from ceyuan.apps.projects.demo.rows import Keys, Made
from ceyuan.apps.projects.demo.setting import AS_OF
from ceyuan.apps.projects.models import (
    Acceptance,
    AcceptanceItem,
    ArchiveCheck,
    DiligenceRecord,
    Exemption,
    FileItem,
    Indicator,
    PostEvaluation,
    ResultUse,
    TopicEvaluation,
)
from ceyuan.apps.projects.result_keys import key_of
from ceyuan.apps.projects.selectors.file_list import ALWAYS
from ceyuan.apps.projects.services import demonstration

CONCLUSIONS = {
    "passed": "passed",
    "archived": "passed",
    "post_evaluation": "passed",
    "concluded": "concluded",
    "not_passed": "not_passed",
    "rectifying": "rectify",
}
OPEN = ("acceptance_applied", "acceptance_review")
_GROUNDS = {
    "passed": "约束性指标全部完成，任务与经费双验收通过。",
    "concluded": "约束性指标未完成，研发过程记录完整，认定已尽职，予以结题。",
    "not_passed": "约束性指标未完成，未按要求开展试验，记录缺失。",
    "rectify": "部分考核材料不完整，限期三个月整改后复验。",
}
_LOG = (
    ("experiment", "按方案完成首轮试验，原始数据归档。"),
    ("experiment", "调整工艺参数后复验，指标未达目标值。"),
    ("expert_advice", "邀请外部专家会诊，建议更换技术路线。"),
    ("decision", "经会议研究，同意按第二技术路线继续试验。"),
    ("failure", "第二技术路线试验未达目标，机理分析报告已形成。"),
    ("decision", "确认现有条件下目标不可达，申请结题。"),
)
_MISSED_PERCENT = 60
_DELIVERABLES = (("dd1", "交付物1：技术总结报告"), ("dd2", "交付物2：工业试验考核报告"))
_USES = ("in_use", "rolled_out", "trial", "not_used")


@dataclass(slots=True)
class Endings:
    """Collects the rows; `accounts` maps log-ins to staff numbers."""

    keys: Keys
    rng: Random
    accounts: Mapping[str, str]
    acceptances: list[models.Model] = field(default_factory=list)
    parts: dict[type[models.Model], list[models.Model]] = field(default_factory=dict)
    log: list[DiligenceRecord] = field(default_factory=list)
    failed: list[tuple[Made, date]] = field(default_factory=list)
    _ends: list[tuple[Acceptance, str, date]] = field(default_factory=list)

    def batches(self) -> Iterator[list[models.Model]]:
        """In the order in which they can be inserted; an exemption names the head of the log it rests on."""
        yield [*self.log]
        yield self._exemptions()
        yield self.acceptances
        yield from self.parts.values()

    def concluded(self) -> list[Acceptance]:
        """The acceptances with their conclusions, to be written when their parts are there."""
        for acceptance, conclusion, day in self._ends:
            acceptance.conclusion, acceptance.grounds = conclusion, _GROUNDS[conclusion]
            acceptance.concluded_on, acceptance.concluded_by_id = day, self._person("keji")
        return [acceptance for acceptance, _conclusion, _day in self._ends]

    def add(self, seed: ProjectSeed, made: Made) -> None:
        """The end of one project, where it came to one."""
        conclusion = CONCLUSIONS.get(seed.state, "")
        if not conclusion and seed.state not in OPEN:
            return
        applied, day = self._days(seed)
        self._file(seed, made, applied)
        acceptance = self._acceptance(seed, made, applied, is_open=not conclusion)
        self._items(seed, made, acceptance)
        self._topics(seed, made, acceptance, applied)
        if conclusion == "passed":
            self._results(seed, made, acceptance)
        if conclusion == "concluded":
            self._diligence(seed, made, day)
        if conclusion:
            self._ends.append((acceptance, conclusion, day))
        if seed.state == "post_evaluation":
            self._afterwards(seed, made)

    def _person(self, account: str) -> int:
        return self.keys.people[self.accounts[account]]

    def _keep(self, row: models.Model) -> None:
        self.parts.setdefault(type(row), []).append(row)

    def _days(self, seed: ProjectSeed) -> tuple[date, date]:
        """When acceptance was applied for, and when it was concluded."""
        if seed.state == "rectifying":
            return AS_OF - timedelta(days=100), AS_OF - timedelta(days=self.rng.randint(15, 60))
        last = AS_OF - timedelta(days=3)
        applied = min(seed.ends_on + timedelta(days=self.rng.randint(15, 80)), last)
        return applied, min(applied + timedelta(days=self.rng.randint(30, 90)), AS_OF - timedelta(days=1))

    def _acceptance(self, seed: ProjectSeed, made: Made, applied: date, *, is_open: bool) -> Acceptance:
        is_money_due = seed.state != "acceptance_applied"
        acceptance = Acceptance(
            project=made.project,
            applied_on=applied,
            applied_by_id=self.keys.people[seed.leader],
            statement="考核指标完成情况、经费决算与成果材料见附件，申请验收。",
            due_on=applied + timedelta(days=90),
            money="accepted" if is_money_due else "",
            money_arrived_minor=seed.funding if is_money_due else None,
            money_spent_minor=seed.funding if is_money_due else None,
            money_on=(AS_OF if is_open else applied) if is_money_due else None,
            money_by_id=self._person("caiwu") if is_money_due else None,
        )
        self.acceptances.append(acceptance)
        return acceptance

    def _items(self, seed: ProjectSeed, made: Made, acceptance: Acceptance) -> None:
        is_failed = seed.state in {"concluded", "not_passed", "rectifying"}
        for position, (goal, row) in enumerate(zip(seed.indicators, made.indicators, strict=True)):
            short = is_failed and position == 0
            value = goal.baseline + (goal.final - goal.baseline) * _MISSED_PERCENT / 100 if short else goal.final
            found = achieved(row, value, None)
            self._keep(
                AcceptanceItem(
                    acceptance=acceptance,
                    indicator=row,
                    original=_promise(row),
                    current=_promise(row),
                    achieved=value,
                    completion_n=found.numerator if found is not None else None,
                    completion_d=found.denominator if found is not None else None,
                    evidence=f"{goal.method}，报告编号{seed.code}-K{position + 1:02d}",
                    is_third_party="第三方" in goal.method,
                    entered_by_id=self.keys.people[seed.leader],
                )
            )

    def _topics(self, seed: ProjectSeed, made: Made, acceptance: Acceptance, day: date) -> None:
        is_failed = seed.state in {"concluded", "not_passed"}
        for number, topic in enumerate(made.topics):
            is_partly = is_failed and number == 0
            self._keep(
                TopicEvaluation(
                    acceptance=acceptance,
                    topic=topic,
                    outcome="partly" if is_partly else "fulfilled",
                    grounds="主要指标未完成。" if is_partly else "课题任务全部完成。",
                    evaluated_on=day,
                    evaluated_by_id=self.keys.people[seed.leader],
                )
            )

    def _results(self, seed: ProjectSeed, made: Made, acceptance: Acceptance) -> None:
        """What carries a number of the group's register is counted, once; a padded claim is not."""
        for result, row in zip(seed.results, made.results, strict=True):
            if result.identifier and not result.is_padded:
                self._keep(
                    ResultUse(
                        group_id=self.keys.group,
                        acceptance=acceptance,
                        result=row,
                        identifier=key_of(result.identifier, result.title_zh),
                        title=result.title_zh,
                        used_by_id=self.keys.people[seed.leader],
                    )
                )

    def _file(self, seed: ProjectSeed, made: Made, applied: date) -> None:
        """The list of the archive; of those who have just applied something is wanting."""
        is_whole = seed.state != "acceptance_applied"
        wanted = [(one.key, one.zh, one.en, one.is_required) for one in ALWAYS]
        wanted += [(key, label, "", True) for key, label in _DELIVERABLES]
        for number, (key, zh, en, is_required) in enumerate(wanted):
            place = f"科技档案 {seed.code} 卷{number + 1}" if is_required and (is_whole or number < 5) else ""
            self._keep(
                FileItem(project=made.project, key=key, label_zh=zh, label_en=en, is_required=is_required, place=place)
            )
        if is_whole:
            self._keep(
                ArchiveCheck(
                    project=made.project,
                    number=1,
                    outcome="complete",
                    checked_on=applied,
                    checked_by_id=self._person("dangan"),
                )
            )

    def _diligence(self, seed: ProjectSeed, made: Made, day: date) -> None:
        """Six lines of the log while the work went on."""
        days = (seed.ends_on - seed.starts_on).days
        for number, (kind, text) in enumerate(_LOG, start=1):
            self.log.append(
                DiligenceRecord(
                    project=made.project,
                    number=number,
                    happened_on=seed.starts_on + timedelta(days=days * number // (len(_LOG) + 1)),
                    kind=kind,
                    text=text,
                    author_id=self.keys.people[seed.leader],
                    author_name=self.keys.names[seed.leader],
                )
            )
        self.failed.append((made, day))

    def _exemptions(self) -> list[models.Model]:
        heads = demonstration.heads(row.project_id for row in self.log)
        return [
            Exemption(
                project=made.project,
                number=1,
                is_granted=True,
                meeting=f"科技委员会{day.year}年第{day.month}次会议",
                reason="试验记录完整连续，决策程序合规，认定勤勉尽责，予以免责。",
                records=list(range(1, len(_LOG) + 1)),
                head_digest=heads[made.project.pk],
                decided_on=day,
                decided_by_id=self._person("keji"),
            )
            for made, day in self.failed
        ]

    def _afterwards(self, seed: ProjectSeed, made: Made) -> None:
        use = self.rng.choice(_USES)
        self._keep(
            PostEvaluation(
                project=made.project,
                year=1,
                evaluated_on=min(seed.ends_on + timedelta(days=400), AS_OF),
                in_use=use,
                benefit_minor=(seed.total or 0) // 3 if use in {"in_use", "rolled_out"} else None,
                text="成果已在牵头单位应用，运行平稳。" if use in {"in_use", "rolled_out"} else "成果尚待进一步推广。",
                evaluated_by_id=self._person("keji"),
            )
        )


def _promise(row: Indicator) -> str:
    sign = {"at_least": "≥", "at_most": "≤"}[row.direction]
    return f"{sign} {row.final} {row.unit_of_measure}"
