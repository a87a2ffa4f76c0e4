"""A small strategy over the units of the cast: leaders, indicators, a five-year and an annual plan in force.

boardroom.chair leads T, leader_a leads A, leader_a1 leads A1, leader_b leads B; each is a member as in the cast.
Quantities: RD and REV (money), PAT (count), LOSS (physical), LAB (keys). Indicators: INT = RD / REV in per cent,
PAT (sum), LOSS (sum, at most), LAB (distinct).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from ceyuan.apps.organisation.tests.cast import Cast, Member
    from ceyuan.apps.strategy.models import Kpi, Plan, PlanVersion, Quantity, Target

YEAR = datetime.now(tz=UTC).year
_LEADERS = (
    ("chair", "T", "陈董事", "Chen Dongshi"),
    ("leader_a", "A", "李甲长", "Li Jiazhang"),
    ("leader_a1", "A1", "王班长", "Wang Banzhang"),
    ("leader_b", "B", "赵乙长", "Zhao Yizhang"),
)
_QUANTITIES = (
    ("RD", "研发投入", "R&D spend", "money", "sum"),
    ("REV", "营业收入", "Revenue", "money", "sum"),
    ("PAT", "发明专利授权", "Invention patents granted", "count", "sum"),
    ("LOSS", "铝液损失", "Metal loss", "physical", "sum"),
    ("LAB", "国家级平台", "National platforms", "keys", "last"),
)
_KPIS = (
    ("INT", "研发投入强度", "R&D intensity", "ratio", "at_least", "RD", "REV", 100, "%"),
    ("PAT", "发明专利授权数", "Patents granted", "sum", "at_least", "PAT", "", 1, "件"),
    ("LOSS", "铝液损失量", "Metal loss", "sum", "at_most", "LOSS", "", 1, "吨"),
    ("LAB", "国家级平台数", "National platforms", "distinct", "at_least", "LAB", "", 1, "个"),
)


@dataclass
class Boardroom:
    """What the tests of strategy stand on."""

    cast: Cast
    leaders: dict[str, Member]
    quantities: dict[str, Quantity]
    kpis: dict[str, Kpi]
    five_year: Plan
    annual: Plan
    versions: dict[str, PlanVersion]
    targets: list[Target] = field(default_factory=list)

    def __getattr__(self, name: str) -> Member:
        try:
            return self.leaders[name]
        except KeyError:
            raise AttributeError(name) from None

    def target(self, kpi: str, unit: str, value: Any, *, plan: str = "annual", **facts: Any) -> Target:
        """A target in the annual plan of this year (or "five_year"); `state` is "draft" unless given."""
        from ceyuan.apps.strategy.models import Target

        made = Target.objects.create(
            group=self.cast.group,
            plan=self.annual if plan == "annual" else self.five_year,
            kpi=self.kpis[kpi],
            unit=self.cast.units[unit],
            year=facts.pop("year", YEAR),
            value=None if value is None else Decimal(str(value)),
            workflow="target",
            workflow_version=1,
            state=facts.pop("state", "draft"),
            **facts,
        )
        self.targets.append(made)
        return made

    def reading(self, quantity: str, unit: str, value: Any, *, quarter: int = 1, **facts: Any) -> Any:
        """A reading of a quarter of this year, put in without a service."""
        from ceyuan.apps.strategy.models import Reading

        first = date(YEAR, 3 * quarter - 2, 1)
        last = date(YEAR, 3 * quarter, {1: 31, 2: 30, 3: 30, 4: 31}[quarter])
        keys = facts.pop("keys", [])
        return Reading.objects.create(
            group=self.cast.group,
            unit=self.cast.units[unit],
            quantity=self.quantities[quantity],
            starts_on=first,
            ends_on=last,
            value=None if keys else Decimal(str(value)),
            keys=keys,
            **facts,
        )


@pytest.fixture
def boardroom(cast: Cast) -> Boardroom:
    """Leaders, indicators and two plans in force; no targets and no readings yet."""
    from django.db.backends.postgresql.psycopg_any import DateRange

    from ceyuan.apps.organisation.models import Post
    from ceyuan.apps.organisation.tests.cast import SINCE, _member
    from ceyuan.apps.strategy.models import Kpi, Plan, PlanVersion, Quantity

    group, units = cast.group, cast.units
    leaders = {}
    for name, unit, zh, en in _LEADERS:
        leaders[name] = _member(group, units[unit], name, (zh, en))
        Post.objects.create(
            person=leaders[name].person, unit=units[unit], kind="top_leader", valid=DateRange(SINCE, None)
        )
    quantities = {
        code: Quantity.objects.create(
            group=group, code=code, name_zh=zh, name_en=en, kind=kind, over_time=over_time, unit_of_measure=""
        )
        for code, zh, en, kind, over_time in _QUANTITIES
    }
    kpis = {
        code: Kpi.objects.create(
            group=group,
            code=code,
            name_zh=zh,
            name_en=en,
            definition_zh=f"{zh}的定义",
            roll_up=roll_up,
            direction=direction,
            numerator=quantities[top],
            denominator=quantities.get(below),
            scale=scale,
            unit_of_measure=unit,
            method="年报",
            verdict_rule="达到目标值",
            assessor=units["T"],
            valid_from=YEAR - 5,
            position=position,
        )
        for position, (code, zh, en, roll_up, direction, top, below, scale, unit) in enumerate(_KPIS, start=1)
    }
    root = units["T"]
    five = Plan.objects.create(
        group=group, unit=root, kind="five_year", first_year=YEAR - 1, last_year=YEAR + 3, title_zh="五年科技规划"
    )
    annual = Plan.objects.create(
        group=group, unit=root, kind="annual", first_year=YEAR, last_year=YEAR, title_zh="年度科技计划", parent=five
    )
    versions = {
        kind: PlanVersion.objects.create(
            plan=plan, number=1, workflow="plan", workflow_version=1, state="in_force", in_force_on=date(YEAR, 1, 1)
        )
        for kind, plan in (("five_year", five), ("annual", annual))
    }
    return Boardroom(cast, leaders, quantities, kpis, five, annual, versions)
