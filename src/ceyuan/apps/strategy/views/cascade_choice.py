"""Which cascade a page is about: plan, indicator and year out of the address, with sensible first ones."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.utils import timezone

from ceyuan.apps.organisation.interface import Actor
from ceyuan.apps.strategy.models import Kpi, Plan
from ceyuan.apps.strategy.selectors import targets as selectors

LEVELS = (1, 2, 3, 4)


@dataclass(frozen=True, slots=True)
class Choice:
    """The chosen cascade, and what else could be chosen."""

    plan: Plan
    kpi: Kpi
    year: int
    split: str
    level: int
    plans: Sequence[Plan]
    kpis: Sequence[Kpi]

    @property
    def years(self) -> range:
        """The years of the plan."""
        return range(self.plan.first_year, self.plan.last_year + 1)

    @property
    def levels(self) -> Sequence[int]:
        """How deep the tree can be shown."""
        return LEVELS

    @property
    def deepest(self) -> int:
        """The depth of the last rows that are drawn."""
        return self.level - 1 if self.level else 99

    @property
    def query(self) -> str:
        """Plan, indicator and year as a query."""
        return urlencode({"plan": self.plan.pk, "kpi": self.kpi.code, "year": self.year})

    @property
    def full_query(self) -> str:
        """The query with what is laid out and how deep."""
        more = {name: value for name, value in (("split", self.split), ("level", self.level)) if value}
        return f"{self.query}&{urlencode(more)}" if more else self.query


def choose(actor: Actor, params: Mapping[str, Any]) -> Choice | None:
    """The choice that the address makes; None when there is no plan with targets yet."""
    plans = list(selectors.plans(actor))
    this_year = timezone.localdate().year
    plan = next((one for one in plans if str(one.pk) == params.get("plan")), None)
    if plan is None and str(params.get("plan", "")).isdigit():
        plan = selectors.plan(actor, int(params["plan"]))
        plans += [plan] if plan else []
    plan = plan or next((one for one in plans if one.first_year <= this_year <= one.last_year), None)
    plan = plan or (plans[0] if plans else None)
    if plan is None:
        return None
    year = int(params["year"]) if str(params.get("year", "")).isdigit() else 0
    if not plan.first_year <= year <= plan.last_year:
        year = min(max(this_year, plan.first_year), plan.last_year)
    kpis = selectors.kpis_in(actor, year)
    kpi = next((one for one in kpis if one.code == params.get("kpi")), kpis[0] if kpis else None)
    if kpi is None:
        return None
    level = params.get("level", "")
    return Choice(
        plan,
        kpi,
        year,
        str(params.get("split", ""))[:80],
        int(level) if str(level).isdigit() and int(level) in LEVELS else 0,
        plans,
        kpis,
    )
