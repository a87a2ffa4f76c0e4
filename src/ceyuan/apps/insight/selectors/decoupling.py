"""Where strategy and work come apart (脱节): targets, projects and money that do not meet each other in a year.

A target of the year is served when a project under way in that year is linked to it, to the same target in another
plan (same unit, same indicator), or to a share of it below; a project serves when it or a programme above it is linked
to any target of the year. Targets and projects are those within reach and scope; whether they meet is asked of the
whole group, so that a narrow view raises no false alarm. What two plans both ask for counts once.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ceyuan.apps.organisation.interface import Actor, unit_by_code
from ceyuan.apps.projects import interface as projects
from ceyuan.apps.strategy import interface as strategy
from ceyuan.core.kernel.money import Money
from ceyuan.core.kernel.verdict import Refused

KINDS = ("target_without_project", "project_without_target", "project_without_money", "money_without_target")
PERMISSION = "insight.view"


@dataclass(frozen=True, slots=True)
class LooseMoney:
    """Money of the projects of one programme that serve no target."""

    programme_path: str
    money: Money
    project_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Decoupling:
    """What comes apart in a year, by ids; and out of how many."""

    year: int
    targets: int
    projects: int
    money: tuple[Money, ...]
    target_without_project: Sequence[int]
    project_without_target: Sequence[int]
    project_without_money: Sequence[int]
    money_without_target: Sequence[LooseMoney]

    def counts(self) -> dict[str, int]:
        """How many of each kind; for money the number of programmes it lies in."""
        return {kind: len(getattr(self, kind)) for kind in KINDS}

    def loose(self) -> tuple[Money, ...]:
        """The money without target in all, by currency."""
        return _sums(one.money for one in self.money_without_target)


def decoupling(actor: Actor, *, year: int, unit: str = "", plan: int | None = None) -> Decoupling:
    """The report for a year; `unit` (a code) takes in what lies below it, `plan` narrows the targets to one plan.

    Raises `Refused("insight.unknown_unit")` for a unit that the actor may not know.
    """
    path = ""
    if unit:
        found = unit_by_code(actor, unit)
        if found is None:
            raise Refused("insight.unknown_unit", code=unit)
        path = found.path
    everything = strategy.of_year(actor, year)
    alive = projects.alive_in(actor, year, [one.pk for one in everything], path)
    served = _served(everything, alive.served_targets)
    in_scope = strategy.within_scope(actor, everything, path)
    shown = [one for one in in_scope if one.plan_id == plan] if plan is not None else _once(in_scope)
    loose: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
    for part in alive.projects:
        if part.minor and part.pk not in alive.serving_projects:
            loose[part.programme_path, part.currency].append((part.pk, part.minor))
    return Decoupling(
        year=year,
        targets=len(shown),
        projects=len(alive.projects),
        money=_sums(Money(part.minor, part.currency) for part in alive.projects),
        target_without_project=[one.pk for one in shown if one.key not in served],
        project_without_target=[part.pk for part in alive.projects if part.pk not in alive.serving_projects],
        project_without_money=[part.pk for part in alive.projects if not part.minor],
        money_without_target=[
            LooseMoney(at, Money(sum(minor for _pk, minor in rows), currency), tuple(pk for pk, _minor in rows))
            for (at, currency), rows in sorted(loose.items(), key=lambda item: -sum(minor for _pk, minor in item[1]))
        ],
    )


def _once(targets: Sequence[strategy.YearTarget]) -> list[strategy.YearTarget]:
    """Each target once, as the annual plan has it where both plans ask for it."""
    found = {one.key: one for one in sorted(targets, key=lambda one: (one.is_annual, -one.pk))}
    return sorted(found.values(), key=lambda one: one.pk)


def _served(targets: Sequence[strategy.YearTarget], direct: frozenset[int]) -> set[tuple[int, int]]:
    """What is served, from the lowest units upwards: a served share serves the target that it is a share of."""
    by_id = {one.pk: one for one in targets}
    served = {one.key for one in targets if one.pk in direct}
    for one in sorted(targets, key=lambda one: -one.unit_path.count(".")):
        if one.key in served and one.parent_id in by_id:
            served.add(by_id[one.parent_id].key)
    return served


def _sums(parts: Iterable[Money]) -> tuple[Money, ...]:
    found: dict[str, int] = defaultdict(int)
    for one in parts:
        found[one.currency] += one.minor
    return tuple(Money(minor, currency) for currency, minor in sorted(found.items()))


def default_year(actor: Actor, today: int) -> int:
    """The present year, or the latest year before it that has targets."""
    years = strategy.years_with_targets(actor)
    return next((year for year in years if year <= today), years[-1] if years else today)
