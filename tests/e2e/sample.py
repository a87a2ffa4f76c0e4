"""Some sixty projects over the units and programmes of the small portfolio: every phase, five years, two languages."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction

if TYPE_CHECKING:
    from ceyuan.apps.projects.tests.portfolio import Portfolio

SUBJECTS = (
    ("铝电解槽智能控制", "Smart control of aluminium cells"),
    ("赤泥选铁与综合利用", "Iron recovery from red mud"),
    ("再生铝熔体净化", "Melt cleaning of secondary aluminium"),
    ("铜箔表面缺陷检测", "Surface inspection of copper foil"),
    ("氧化铝焙烧节能", "Energy saving in alumina calcination"),
    ("锌浸出渣资源化", "Use of zinc leaching residues"),
    ("阳极炭块质量提升", "Better carbon anodes"),
    ("高纯镓制备", "Making of high-purity gallium"),
    ("井下无轨设备遥控", "Remote control of underground vehicles"),
    ("烟气余热回收", "Heat recovery from flue gas"),
)
STAGES = (
    ("关键技术研究", "key technology"),
    ("中试验证", "pilot test"),
    ("工业示范", "industrial demonstration"),
    ("装备研制", "equipment"),
    ("标准制定", "standard"),
    ("推广应用", "roll-out"),
)
STATES = ("in_progress", "applied", "passed", "in_progress", "completion_due", "archived", "terminated", "midterm")
PARTS = (("A1", "B1"), ("B1",), ("A", "A1"), ("B", "A1"), ("T", "B"), ("A1",))
PROGRAMMES = ("P11", "P12", "P21")


def fill(portfolio: Portfolio) -> None:
    """Add the projects; money differs in every one, so that sums can be told apart."""
    with transaction.atomic():
        for number in range(len(SUBJECTS) * len(STAGES)):
            subject, stage = SUBJECTS[number % len(SUBJECTS)], STAGES[number // len(SUBJECTS)]
            year = 2021 + number % 5
            units = PARTS[number % len(PARTS)]
            parts = [(unit, 1_000_00 * (number + 11) * (3 - at) + 37 * number) for at, unit in enumerate(units)]
            portfolio.project(
                f"SY-{year}-{number:03d}",
                programme=PROGRAMMES[number % len(PROGRAMMES)],
                parts=parts,
                title_zh=f"{subject[0]}{stage[0]}",
                title_en=f"{subject[1]}: {stage[1]}",
                state=STATES[number % len(STATES)],
                starts_on=date(year, 1 + number % 12, 1),
                ends_on=date(year + 3, 6, 30),
                total_minor=sum(money for _unit, money in parts) * 2,
            )
