"""What the portfolio answers by itself, so that no unit types it: projects begun and accepted, money granted, patents.

A project counts for the unit that leads it. Money counts for the units that receive it. A patent counts once in the
whole group, by its register number, however many projects claim it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from django.db.models import Max, Q

from ceyuan.apps.projects.labels import STATES_OF_PHASE
from ceyuan.apps.projects.models import Participation, Project, ProjectChange, Result
from ceyuan.apps.strategy.interface import Computed
from ceyuan.core.kernel import Source

KIND = "projects.project"
_NOT_BEGUN = (*STATES_OF_PHASE["preparing"], "rejected")
_ACCEPTED = ("passed", "archived", "post_evaluation", "transferred")
_FAILED = ("not_passed", "terminated", "revoked", "concluded")


def started(group_id: int, starts_on: date, ends_on: date) -> Mapping[int, Computed]:
    """Projects that began within the days and were not given up before."""
    found = Project.objects.filter(group=group_id, starts_on__range=(starts_on, ends_on)).exclude(state__in=_NOT_BEGUN)
    return _counted(found.order_by("code").values_list("lead_unit", "code", "title_zh", "title_en"))


def accepted(group_id: int, starts_on: date, ends_on: date) -> Mapping[int, Computed]:
    """Projects that passed acceptance within the days: when the step was taken or, without it, when they ended."""
    steps = ProjectChange.objects.filter(project__group=group_id, field="state", new="passed")
    passed = dict(steps.values_list("project").annotate(on=Max("as_of")).values_list("project", "on"))
    failed = ProjectChange.objects.filter(project__group=group_id, field="state", new__in=_FAILED).values("project")
    known = [project for project, on in passed.items() if on and starts_on <= on <= ends_on]
    by_end = Q(ends_on__range=(starts_on, ends_on)) & ~Q(pk__in=list(passed)) & ~Q(pk__in=failed)
    found = Project.objects.filter(Q(pk__in=known) | by_end, group=group_id, state__in=_ACCEPTED)
    return _counted(found.order_by("code").values_list("lead_unit", "code", "title_zh", "title_en"))


def granted(group_id: int, starts_on: date, ends_on: date) -> Mapping[int, Computed]:
    """Funding of the participations in projects signed within the days (begun, where no signing is known)."""
    signed = Q(project__signed_on__range=(starts_on, ends_on))
    begun = Q(project__signed_on=None, project__starts_on__range=(starts_on, ends_on))
    found = (
        Participation.objects.filter(signed | begun, group=group_id, funding_minor__gt=0)
        .exclude(project__state__in=_NOT_BEGUN)
        .order_by("project__code", "pk")
        .values_list("unit", "funding_minor", "project__code", "project__title_zh", "project__title_en")
    )
    money: dict[int, int] = defaultdict(int)
    sources: dict[int, dict[str, Source]] = defaultdict(dict)
    for unit, minor, code, zh, en in found:
        money[unit] += minor
        sources[unit][code] = Source(KIND, code, f"{code} {zh or en}")
    return {unit: Computed(Decimal(minor), sources=tuple(sources[unit].values())) for unit, minor in money.items()}


def patents(group_id: int, starts_on: date, ends_on: date) -> Mapping[int, Computed]:
    """Register numbers of the patents of whole years; what has none cannot be told apart and does not count."""
    found = (
        Result.objects.filter(group=group_id, kind="patent", withdrawn_on=None)
        .filter(year__gte=starts_on.year, year__lte=ends_on.year)
        .exclude(identifier="")
        .order_by("identifier", "pk")
        .values_list("project__lead_unit", "identifier", "project__code")
    )
    keys: dict[int, dict[str, Source]] = defaultdict(dict)
    for unit, number, code in found:
        keys[unit].setdefault(number, Source(KIND, code, f"{number} ({code})"))
    return {unit: Computed(keys=tuple(named), sources=tuple(named.values())) for unit, named in keys.items()}


def _counted(rows: Iterable[tuple[int, str, str, str]]) -> dict[int, Computed]:
    sources: dict[int, list[Source]] = defaultdict(list)
    for unit, code, zh, en in rows:
        sources[unit].append(Source(KIND, code, f"{code} {zh or en}"))
    return {unit: Computed(Decimal(len(found)), sources=tuple(found)) for unit, found in sources.items()}
