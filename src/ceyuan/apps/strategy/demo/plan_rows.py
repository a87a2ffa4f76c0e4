"""Rows of plans, their versions and clauses, and which targets make a clause measurable."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, time

from ceyuan.apps.strategy.demo.plans import ClauseSeed, PlanSeed, VersionSeed
from ceyuan.apps.strategy.demo.references import Keys
from ceyuan.apps.strategy.models import Clause, ClauseTarget, Plan, PlanVersion
from ceyuan.apps.strategy.workflows import PLAN_V1

_STEPS = {"draft": 0, "submitted": 1, "approved": 2, "in_force": 3, "closed": 4}


def plans(keys: Keys, seeds: tuple[PlanSeed, ...]) -> list[Plan]:
    """The plans alone; targets refer to them."""
    for seed in seeds:
        keys.plans[seed.key] = Plan(
            group_id=keys.group,
            unit_id=keys.units[seed.unit],
            kind=seed.kind,
            first_year=seed.first_year,
            last_year=seed.last_year,
            title_zh=seed.title_zh,
            title_en=seed.title_en,
            parent=keys.plans[seed.parent] if seed.parent else None,
        )
    return list(keys.plans.values())


@dataclass(slots=True)
class Documents:
    """Versions as drafts with their clauses; `states` is where each version has to be brought afterwards."""

    keys: Keys
    versions: list[PlanVersion] = field(default_factory=list)
    clauses: list[Clause] = field(default_factory=list)
    links: list[ClauseTarget] = field(default_factory=list)
    _states: list[str] = field(default_factory=list)

    def add(self, plan: PlanSeed) -> None:
        """All versions of a plan."""
        for version in plan.versions:
            made = version.approved_on or version.in_force_on
            row = PlanVersion(
                plan=self.keys.plans[plan.key],
                number=version.number,
                document_number=version.document_number,
                note=version.note,
                approved_on=version.approved_on,
                in_force_on=version.in_force_on,
                workflow=PLAN_V1.name,
                workflow_version=PLAN_V1.version,
                state="draft",
                revision=_STEPS[version.state],
            )
            row.made_at = datetime.combine(made, time(1), UTC) if made else datetime(2025, 11, 14, 2, tzinfo=UTC)
            self.versions.append(row)
            self._states.append(version.state)
            self._write(plan, version, row)

    def states(self) -> dict[int, str]:
        """Ids of the versions that do not stay drafts, and what becomes of them."""
        pairs = zip(self.versions, self._states, strict=True)
        return {row.pk: state for row, state in pairs if state != "draft"}

    def _write(self, plan: PlanSeed, version: VersionSeed, row: PlanVersion) -> None:
        above: list[Clause] = []
        for position, seed in enumerate(version.clauses, start=1):
            del above[seed.depth - 1 :]
            clause = self._clause(seed, position, row, above[-1] if above else None)
            above.append(clause)
            self.clauses.append(clause)
            for kpi in seed.kpis:
                target = self.keys.targets.get((plan.target_key, kpi, plan.unit, plan.target_year))
                if target is not None:
                    self.links.append(ClauseTarget(clause=clause, target=target))

    def _clause(self, seed: ClauseSeed, position: int, row: PlanVersion, parent: Clause | None) -> Clause:
        return Clause(
            version=row,
            parent=parent,
            position=position,
            depth=seed.depth,
            number=seed.number,
            kind=seed.kind,
            text_zh=seed.text_zh,
            text_en=seed.text_en,
            lead_unit_id=self.keys.units[seed.lead_unit] if seed.lead_unit else None,
            due_on=seed.due_on,
            direction=self.keys.directions[seed.direction] if seed.direction else None,
        )
