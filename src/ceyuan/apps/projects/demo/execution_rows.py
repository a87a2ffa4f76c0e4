"""What happened while the demonstration's projects ran, as rows: nodes decided, money paid, months told, risks."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from django.db import models

from ceyuan.apps.projects.deadlines import months_due, payment_due
from ceyuan.apps.projects.demo import casting
from ceyuan.apps.projects.demo.money import split
from ceyuan.apps.projects.demo.projects import ProjectSeed
from ceyuan.apps.projects.demo.rows import Keys, Made
from ceyuan.apps.projects.demo.setting import AS_OF
from ceyuan.apps.projects.models import (
    Milestone,
    MilestoneDecision,
    MilestoneEvidence,
    Payment,
    ProgressEntry,
    ProgressValue,
    ProjectRisk,
)
from ceyuan.apps.projects.selectors.standing import REPORTING
from ceyuan.apps.projects.workflows.payments import PAYMENT_V1

STOPPED = frozenset({"terminated", "revoked", "suspended"})
ENDED = frozenset({"acceptance_applied", "acceptance_review", "passed", "archived", "post_evaluation", "rectifying"})
_WAYS = ("requested", "checked", "approved", "paid", "confirmed")
_PAID = frozenset({"paid", "confirmed", "spent", "settled"})
_TOLD = (
    "完成当月试验计划，数据整理入库。",
    "开展现场测试，参数稳定在目标区间。",
    "设备改造按计划推进，完成关键部件安装。",
    "完成阶段性评审，按专家意见优化方案。",
    "开展对比试验，结果与模拟计算吻合。",
)
_RISKS = (
    ("试验窗口与生产检修冲突", "medium", "medium", "与生产单位共同编排试验计划"),
    ("关键材料供货周期延长", "low", "high", "增加备选供应商并提前下单"),
    ("放大试验中指标衰减", "medium", "high", "增设中间规模验证"),
    ("核心岗位人员变动", "low", "medium", "落实双岗备份"),
)
_VALUES_TOLD = 3
_NO_NODE = 99
# Projects whose node of this place, and all after it, are overdue: one at mid-term, one whose trial is to be put off.
_STUCK = {casting.NODE_MISSED: 2, casting.NODE_MOVED: 3}
_LATE_SHARE, _SILENT_SHARE, _RISK_SHARE = 0.12, 0.06, 0.4


@dataclass(slots=True)
class Execution:
    """Collects the rows; nodes are decided in place, before they are inserted."""

    keys: Keys
    rng: Random
    decider: str
    evidence: list[models.Model] = field(default_factory=list)
    decisions: list[models.Model] = field(default_factory=list)
    payments: list[models.Model] = field(default_factory=list)
    entries: list[models.Model] = field(default_factory=list)
    values: list[models.Model] = field(default_factory=list)
    risks: list[models.Model] = field(default_factory=list)

    def batches(self) -> list[list[models.Model]]:
        """In the order in which they can be inserted."""
        return [self.evidence, self.decisions, self.payments, self.entries, self.values, self.risks]

    def add(self, seed: ProjectSeed, made: Made, nodes: list[Milestone]) -> None:
        """Everything of one project whose task book is in force."""
        amounts = split(seed.funding or 0, [node.payment_share_ppm for node in nodes])
        reached = [node for node in nodes if self._decided(seed, made, node)]
        for number, node in enumerate(reached, start=1):
            if amount := amounts[node.position - 1]:
                self._payment(seed, made, node, (number, amount), is_last=number == len(reached))
        if seed.state in REPORTING:
            self._months(seed, made)
            if self.rng.random() < _RISK_SHARE:
                self._risk(seed, made)

    def _decided(self, seed: ProjectSeed, made: Made, node: Milestone) -> bool:
        """Whether the node was reached; a failed project misses its last nodes, or is exempted from them."""
        assert node.due_on is not None  # noqa: S101 - every node of the demonstration has its day
        if seed.state == "taskbook_signed" or node.due_on >= AS_OF or node.position >= _STUCK.get(seed.code, _NO_NODE):
            return False
        if seed.state in {"concluded", "not_passed"} and node.position > 2:
            node.state = "exempted" if seed.state == "concluded" else "missed"
            outcome, day = ("exempt" if seed.state == "concluded" else "no_go"), node.due_on
            self._decision(seed, made, node, outcome, day)
            return False
        if node.position > 2 and seed.state in STOPPED:
            return False
        if node.position == 4 and seed.state not in ENDED:
            return False
        is_late = self.rng.random() < _LATE_SHARE
        day = node.due_on + timedelta(days=self.rng.randint(10, 40)) if is_late else node.due_on
        if day >= AS_OF:
            return False
        node.state, node.reached_on = ("late" if is_late else "reached"), day
        self.evidence.append(
            MilestoneEvidence(
                milestone=node,
                text=f"{node.name}：会议纪要与考核记录，编号{seed.code}-{node.key.upper()}",
                given_by_id=self.keys.people[seed.leader],
            )
        )
        self._decision(seed, made, node, "go", day)
        return True

    def _decision(self, seed: ProjectSeed, made: Made, node: Milestone, outcome: str, day: date) -> None:
        grounds = {
            "go": "证据齐备，判据满足，同意进入下一阶段。",
            "no_go": "判据未满足，且未按要求整改。",
            "exempt": "按计划开展试验，技术路线被证实不可行，依据尽职免责认定免除。",
        }
        self.decisions.append(
            MilestoneDecision(
                milestone=node,
                number=1,
                outcome=outcome,
                decided_on=day,
                decided_by_id=self.keys.people[self.decider],
                decider_name=self.keys.names[self.decider],
                grounds=grounds[outcome],
                snapshot=snapshot(seed, made, day),
            )
        )

    def _payment(
        self, seed: ProjectSeed, made: Made, node: Milestone, numbered: tuple[int, int], *, is_last: bool
    ) -> None:
        number, amount = numbered
        assert node.reached_on is not None  # noqa: S101 - only reached nodes are paid for
        state = "settled" if seed.state in ENDED or not is_last else self.rng.choice(_WAYS)
        if is_last and seed.code in casting.LED_BY_LOG_IN:
            state = "approved"  # reached and approved, but not paid out
        paid_on = min(node.reached_on + timedelta(days=self.rng.randint(6, 26)), AS_OF) if state in _PAID else None
        self.payments.append(
            Payment(
                project=made.project,
                milestone=node,
                unit_id=self.keys.units[seed.lead_unit],
                number=number,
                amount_minor=amount,
                due_on=payment_due(node.reached_on, seed.signed_on),
                paid_on=paid_on,
                voucher=f"记-{paid_on:%Y%m}-{self.rng.randint(1, 9999):04d}" if paid_on else "",
                confirmed_on=paid_on + timedelta(days=3) if paid_on and state != "paid" else None,
                spent_minor=amount if state == "settled" else 0,
                workflow=PAYMENT_V1.name,
                workflow_version=PAYMENT_V1.version,
                state=state,
            )
        )

    def _months(self, seed: ProjectSeed, made: Made) -> None:
        """One entry a month since the signature; every sixteenth project fell silent last."""
        begin = max(seed.signed_on or seed.starts_on, seed.starts_on)
        owed = months_due(begin, seed.ends_on, AS_OF)
        if self.rng.random() < _SILENT_SHARE and seed.code not in casting.LED_BY_LOG_IN:
            owed = owed[:-2]
        for place, month in enumerate(owed):
            entry = ProgressEntry(
                project=made.project,
                month=month,
                text=_TOLD[(place + len(seed.code)) % len(_TOLD)],
                hours=self.rng.randint(40, 160),
                entered_by_id=self.keys.people[seed.leader],
            )
            self.entries.append(entry)
            if place % 3 == 2:
                self._values(seed, made, entry, month)

    def _values(self, seed: ProjectSeed, made: Made, entry: ProgressEntry, month: date) -> None:
        whole = (seed.ends_on - seed.starts_on).days
        gone = Decimal(max((month - seed.starts_on).days, 0)) / whole
        for goal, row in list(zip(seed.indicators, made.indicators, strict=True))[:_VALUES_TOLD]:
            now = (goal.baseline + (goal.final - goal.baseline) * gone).quantize(goal.final)
            self.values.append(ProgressValue(entry=entry, indicator=row, value=now))

    def _risk(self, seed: ProjectSeed, made: Made) -> None:
        title, probability, impact, measure = self.rng.choice(_RISKS)
        self.risks.append(
            ProjectRisk(
                project=made.project,
                title=title,
                probability=probability,
                impact=impact,
                measure=measure,
                owner_id=self.keys.people[seed.leader],
                due_on=AS_OF + timedelta(days=self.rng.randint(20, 120)),
                state=self.rng.choice(("open", "open", "mitigated")),
                opened_on=AS_OF - timedelta(days=self.rng.randint(20, 90)),
            )
        )


def snapshot(seed: ProjectSeed, made: Made, day: date) -> dict[str, object]:
    """What was known on the day of the decision: the goals stood between where they began and where they should end."""
    signs = {"at_least": "≥", "at_most": "≤"}
    return {
        "as_of": day.isoformat(),
        "state": "in_progress",
        "currency": "CNY",
        "trl": seed.trl_start,
        "money": {},
        "milestones": [],
        "reports_overdue": 0,
        "risks_open": 0,
        "indicators": [
            {
                "id": row.pk,
                "name_zh": goal.name_zh,
                "name_en": goal.name_en,
                "final": f"{signs[goal.direction]} {goal.final} {goal.unit}",
                "value": None,
                "unit": goal.unit,
            }
            for goal, row in list(zip(seed.indicators, made.indicators, strict=True))[:6]
        ],
    }
