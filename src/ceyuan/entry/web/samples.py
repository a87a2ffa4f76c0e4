"""Made-up contents of the style page."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from ceyuan.core.kernel.money import Money
from ceyuan.entry.web.shell import BAR_ENTRIES, Group, Link
from ceyuan.kit.charts import Span
from ceyuan.kit.listing import SequenceListing
from ceyuan.kit.registry import Identity, MenuEntry

STATES = {"run": "执行中", "wait": "待立项", "check": "验收中", "late": "超期预警", "done": "已结题"}
TONES = {"run": "info", "wait": "neutral", "check": "special", "late": "bad", "done": "good"}
UNITS = (
    "昆岳轻金属研究院",
    "滇南氧化铝有限公司",
    "昆岳铜业股份有限公司",
    "锂电材料领域技术中心",
    "昆岳矿业股份有限公司",
)
TITLES = (
    "500kA 以上超大型电解槽节能降耗关键技术研究",
    "低品位铝土矿高效选矿与赤泥协同利用",
    "铜冶炼烟气余热梯级利用技术开发",
    "高镍三元前驱体短流程制备",
    "深部金属矿床智能开采与安全保障",
    "再生铝合金成分精准调控",
    "锗铟等稀散金属综合回收",
    "绿电铝直流微网示范",
)
LEADERS = ("张明远", "王静怡", "欧阳慧", "李文博", "陈立")
BUDGET = ((2021, 26200), (2022, 31850), (2023, 34100), (2024, 36900), (2025, 38642), (2026, 41200))
SPENT = ((2021, 24100), (2022, 29400), (2023, 33020), (2024, 35110), (2025, 36200), (2026, 22480))
AREAS = (
    ("铝冶炼与加工", 12400),
    ("铜铅锌冶炼", 8600),
    ("矿产资源勘查与开采", 6900),
    ("新能源材料", 5200),
    ("稀散金属", 2700),
    ("绿色低碳", 2100),
    ("智能制造", 1500),
)
NODES = ("重大专项", "重点项目", "青年项目", "轻金属研究院", "铜业公司", "矿业公司", "企业自筹", "集团拨款")
FLOWS = (
    ("集团拨款", "重大专项", 18000),
    ("企业自筹", "重大专项", 9000),
    ("企业自筹", "重点项目", 7000),
    ("集团拨款", "青年项目", 1200),
    ("重大专项", "轻金属研究院", 15000),
    ("重大专项", "铜业公司", 12000),
    ("重点项目", "铜业公司", 3000),
    ("重点项目", "矿业公司", 4000),
    ("青年项目", "轻金属研究院", 1200),
)
FACTS = (
    ("项目编号", "KY-2026-0101"),
    ("承担单位", UNITS[0]),
    ("负责人", "张明远"),
    ("起止日期", "2024-01-01 – 2026-12-31"),
    ("技术成熟度", "TRL 4 → 7"),
    ("密级", None),
)
LABELS = {
    "budget.total": "集团年度科技预算",
    "budget.programme": "重大专项预算",
    "budget.a": "轻金属研究院",
    "budget.b": "铜业公司",
    "budget.other": "其他项目预算",
}
FORMULAS = {"budget.total": "重大专项预算 + 其他项目预算", "budget.programme": "各承担单位已签任务书预算之和"}
MENU = {
    "总览": (("驾驶舱", "dashboard", "c"), ("待办", "list-check", "")),
    "科技管理": (
        ("科技计划", "target", ""),
        ("项目台账", "table", "p"),
        ("成果", "award", ""),
        ("激励分配", "coins", ""),
    ),
    "基础数据": (("组织机构", "sitemap", "o"), ("数据接入", "database-import", "d")),
    "治理": (("审计追踪", "history", "a"), ("系统管理", "settings", "")),
}


PERSON = SimpleNamespace(account_id=1, name="张明远", group_code="KY", reach={}, staff_session_id=None)


def listing(actor: Any, filters: Mapping[str, Any], sort: str) -> SequenceListing:
    """What a selector does, on rows in memory: filter, sort, hand over."""
    del actor
    found = [
        row
        for row in projects()
        if filters.get("q", "") in f"{row.code} {row.title}"
        and filters.get("state") in {None, row.state}
        and filters.get("unit") in {None, row.unit}
    ]
    key = sort.removeprefix("-")
    found.sort(key=lambda row: row.budget.minor if key == "budget" else getattr(row, key), reverse=sort.startswith("-"))
    return SequenceListing(found)


def frame() -> dict[str, Any]:
    """A person and a menu, so that the shell shows itself without log-in."""
    links = {
        label: [
            Link(MenuEntry(name, "", icon, 0, label, key=key), "/kit" if key == "p" else f"/{icon}")
            for name, icon, key in part
        ]
        for label, part in MENU.items()
    }
    groups = [Group(label, part) for label, part in links.items()]
    return {
        "actor": PERSON,
        "identity": Identity("昆岳有色集团", ("科技部 科技管理岗",), ("代行 李文博 的审批权至 2026-12-31",)),
        "nav_groups": groups,
        "nav_bar": [link for group in groups for link in group.links][:BAR_ENTRIES],
    }


@dataclass(frozen=True, slots=True)
class Project:
    """A row of the sample list."""

    code: str
    title: str
    unit: str
    leader: str
    budget: Money
    spent: Money
    done: int
    state: str
    end: datetime.date


def projects(count: int = 120) -> list[Project]:
    """Rows of the sample list, the same every time."""
    found = []
    for n in range(count):
        budget, done = (n * 7919 % 900 + 60) * 1_000_000, n * 37 % 108
        found.append(
            Project(
                code=f"KY-2026-{n + 101:04d}",
                title=TITLES[n % len(TITLES)],
                unit=UNITS[n % len(UNITS)],
                leader=LEADERS[n * 3 % len(LEADERS)],
                budget=Money(budget),
                spent=Money(budget * done // 100),
                done=done,
                state=tuple(STATES)[n * 3 % len(STATES)],
                end=datetime.date(2026, 1, 31) + datetime.timedelta(days=n * 11),
            )
        )
    return found


def spans() -> list[Span]:
    """Bars of the sample timeline."""
    start = datetime.date(2024, 1, 1)
    return [
        Span(
            TITLES[n],
            start + datetime.timedelta(days=90 * n),
            start + datetime.timedelta(days=90 * n + 500 + 60 * (n % 3)),
            colour="token:chart-5" if n == 3 else "token:chart-1",
        )
        for n in range(len(TITLES))
    ]
