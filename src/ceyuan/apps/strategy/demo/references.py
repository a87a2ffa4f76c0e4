"""What the rows of the demonstration refer to: ids of the organisation's records, rows made before, moments."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

from ceyuan.apps.strategy.demo.scope import AS_OF, Scope
from ceyuan.apps.strategy.models import Direction, Kpi, Measure, Plan, Quantity, Target


@dataclass(slots=True)
class Keys:
    """Ids by code or staff number, the departments as records, and the rows made so far by the names used here."""

    group: int
    scope: Scope
    units: Mapping[str, int]
    people: Mapping[str, int]
    accounts: Mapping[str, int]
    departments: Mapping[str, Any]
    kpis: dict[str, Kpi] = field(default_factory=dict)
    quantities: dict[str, Quantity] = field(default_factory=dict)
    plans: dict[str, Plan] = field(default_factory=dict)
    targets: dict[tuple[str, str, str, int], Target] = field(default_factory=dict)
    directions: dict[str, Direction] = field(default_factory=dict)
    measures: dict[str, Measure] = field(default_factory=dict)

    def account_of(self, staff_no: str) -> int | None:
        """The account of a person, if the demonstration gave one."""
        return self.accounts.get(staff_no)

    def leader_name(self, unit: str, on: date = AS_OF) -> str:
        """Name of who led the unit on the day."""
        return self.scope.leader(unit, on).name_zh


def moment(day: date, rng: Random) -> datetime:
    """A time of office hours on the day."""
    return datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(
        hours=rng.randint(1, 9), minutes=rng.randint(0, 59)
    )
