"""A small portfolio over the units of the cast, for the tests of this capability and of those above it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from ceyuan.core.kernel import text

if TYPE_CHECKING:
    from ceyuan.apps.organisation.tests.cast import Cast
    from ceyuan.apps.projects.models import Programme, Project

LEAVES = {"P1": "P", "P2": "P", "P11": "P1", "P12": "P1", "P21": "P2"}


@dataclass
class Portfolio:
    """Programmes and projects by code, and a way to make more."""

    cast: Cast
    programmes: dict[str, Programme]
    projects: dict[str, Project]

    def project(self, code: str, *, programme: str, parts: list[tuple[str, int | None]], **facts: Any) -> Project:
        """A project whose first part leads; parts are (unit code, funding in fen)."""
        from ceyuan.apps.projects.models import Participation, Project

        title = facts.pop("title_zh", f"{code}号项目")
        made = Project.objects.create(
            group=self.cast.group,
            code=code,
            programme=self.programmes[programme],
            lead_unit=self.cast.units[parts[0][0]],
            title_zh=title,
            currency="CNY",
            workflow="project",
            workflow_version=1,
            state=facts.pop("state", "in_progress"),
            starts_on=facts.pop("starts_on", date(2024, 3, 1)),
            funding_minor=facts.pop("funding_minor", sum(money or 0 for _unit, money in parts)),
            sort_key=text.sort_key(title),
            search_text=text.search_text(title, code),
            search_initials=text.search_initials(title),
            search_grams=text.grams(title, code),
            **facts,
        )
        seen: dict[str, int] = {}
        for position, (unit, money) in enumerate(parts, start=1):
            seen[unit] = seen.get(unit, 0) + 1
            Participation.objects.create(
                group=self.cast.group,
                project=made,
                unit=self.cast.units[unit],
                role="lead" if position == 1 else "participant",
                position=position,
                occurrence=seen[unit],
                funding_minor=money,
            )
        self.projects[code] = made
        return made


@pytest.fixture
def portfolio(cast: Cast) -> Portfolio:
    """Three projects: one in team A1 alone, one across both branches, one in branch B that was terminated."""
    from ceyuan.apps.projects.models import Programme

    made: dict[str, Programme] = {}
    for code, parent in {"P": None, **LEAVES}.items():
        made[code] = Programme.objects.create(
            group=cast.group,
            code=code,
            kind="root" if parent is None else "key",
            name_zh=f"计划{code}",
            name_en=f"Programme {code}",
            parent=made.get(parent or ""),
        )
    found = Portfolio(cast, made, {})
    found.project("KY-1", programme="P11", parts=[("A1", 100_00)], title_zh="超大型低能耗铝电解槽研制")
    found.project("KY-2", programme="P12", parts=[("A1", 30_00), ("B1", 50_00), ("A", 20_00)], title_zh="赤泥综合利用")
    found.project("KY-3", programme="P21", parts=[("B1", 70_00)], state="terminated", starts_on=date(2023, 1, 1))
    return found
