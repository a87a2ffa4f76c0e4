"""What a version in force says, written into the rows that the rest of the product reads."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import connection

from ceyuan.apps.projects.models import (
    BudgetLine,
    Indicator,
    Milestone,
    Participation,
    PersonAllocation,
    Project,
    TaskBookVersion,
    Topic,
)
from ceyuan.apps.projects.selectors.taskbooks import wording
from ceyuan.core.kernel import text
from ceyuan.core.taskbook import TaskBook

_SAME = (
    "source_key",
    "kind",
    "direction",
    "baseline",
    "midterm",
    "final",
    "final_to",
    "due_on",
    "third_party",
    "is_binding",
    "weight_ppm",
)

# Never the state: that is the workflow's.
_FOLLOWING = (
    "title_zh",
    "sort_key",
    "search_text",
    "search_initials",
    "search_grams",
    "lead_unit",
    "leader",
    "leader_name",
    "starts_on",
    "ends_on",
    "budget_mode",
    "total_minor",
    "trl_start",
    "trl_target",
)


def follow(version: TaskBookVersion) -> None:
    """Bring the project and its parts to what the version says. Call it inside a transaction.

    Rows are found by the key of their item, so that evidence and values standing on them stay; what the version drops
    is marked, or removed where nothing can stand on it.
    """
    project: Project = version.task_book.project
    book = wording(version)
    units, people = _units(project, book), _people(project, book)
    with writing():
        _project(project, book, units, people)
        topics = _topics(project, book, units, people)
        _indicators(project, book, topics)
        _milestones(project, book)
        _allocations(project, book, units, people)
        _budget(project, book)
        _participations(project, book, units)


@contextmanager
def writing() -> Iterator[None]:
    """Within it, rows that follow a task book may be written; the database refuses it to everybody else."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('ceyuan.task_book_writer', 'projection', true)")
    yield
    if not connection.needs_rollback:
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('ceyuan.task_book_writer', '', true)")


def _units(project: Project, book: TaskBook) -> Mapping[str, Any]:
    named = [book.header.lead_unit, *(one.unit for one in book.topics), *(one.unit for one in book.people)]
    codes = {one.key for one in named if one} | {one.key for one in book.participants}
    model = type(project.lead_unit)
    return {unit.code: unit for unit in model.objects.filter(group=project.group_id, code__in=codes)}


def _people(project: Project, book: TaskBook) -> Mapping[str, Any]:
    named = [book.header.leader, *(one.leader for one in book.topics)]
    numbers = {one.key for one in named if one} | {one.key for one in book.people}
    model: Any = Project._meta.get_field("leader").related_model  # noqa: SLF001 - the table of people, by the way to it
    return {one.staff_no: one for one in model.objects.filter(group=project.group_id, staff_no__in=numbers)}


def _project(project: Project, book: TaskBook, units: Mapping[str, Any], people: Mapping[str, Any]) -> None:
    header = book.header
    if header.title and header.title not in (project.title_zh, project.title_en):
        project.title_zh = header.title[:600]
        project.sort_key = text.sort_key(project.title_zh)
        project.search_text = text.search_text(project.title_zh, project.title_en, project.code, project.acronym)
        project.search_initials = text.search_initials(project.title_zh)
        project.search_grams = list(text.grams(project.title_zh, project.title_en, project.code, project.acronym))
    if header.lead_unit and header.lead_unit.key in units:
        project.lead_unit = units[header.lead_unit.key]
    if header.leader:
        project.leader = people.get(header.leader.key)
        project.leader_name = "" if project.leader else header.leader.name[:120]
    project.starts_on = header.starts_on or project.starts_on
    project.ends_on = header.ends_on or project.ends_on
    project.budget_mode = header.budget_mode
    project.total_minor = book.budget.total_minor
    project.trl_start, project.trl_target = book.content.trl_start, book.content.trl_target
    project.save(update_fields=_FOLLOWING)


def _topics(
    project: Project, book: TaskBook, units: Mapping[str, Any], people: Mapping[str, Any]
) -> Mapping[str, Topic]:
    rows = {one.key or one.code: one for one in project.topics.all()}
    kept: dict[str, Topic] = {}
    for number, item in enumerate(book.topics, start=1):
        row = rows.get(item.key) or Topic(project=project)
        row.key, row.code = item.key, (item.code or str(number))[:64]
        row.title_zh = item.title[:300]
        row.unit = units.get(item.unit.key if item.unit else "") or project.lead_unit
        row.leader = people.get(item.leader.key) if item.leader else None
        row.budget_minor, row.weight_ppm = item.budget_minor, item.weight_ppm
        row.save()
        kept[item.key] = row
    dropped = [one.pk for key, one in rows.items() if key not in kept]
    project.indicators.filter(topic__in=dropped).update(topic=None)
    project.topics.filter(pk__in=dropped).delete()
    return kept


def _indicators(project: Project, book: TaskBook, topics: Mapping[str, Topic]) -> None:
    rows = {one.key or f"s{one.pk}": one for one in project.indicators.all()}
    seen: set[int] = set()
    for position, item in enumerate(book.indicators, start=1):
        # A row entered with the project becomes the item whose source it is.
        row = rows.get(item.key) or rows.get(item.source) or Indicator(project=project)
        if row.pk in seen:
            row = Indicator(project=project)
        for name in _SAME:
            setattr(row, name, getattr(item, "source" if name == "source_key" else name))
        row.key, row.position, row.is_dropped = item.key, position, False
        row.name_zh, row.final_text = item.name[:200], item.final_text[:200]
        row.method, row.evidence = item.method[:200], item.evidence[:200]
        row.unit_of_measure = item.unit_of_measure[:40]
        row.topic = topics.get(item.topic)
        row.save()
        seen.add(row.pk)
    project.indicators.exclude(pk__in=seen).update(is_dropped=True)


def _milestones(project: Project, book: TaskBook) -> None:
    keys = [item.key for item in book.milestones]
    for position, item in enumerate(book.milestones, start=1):
        Milestone.objects.update_or_create(
            project=project,
            key=item.key,
            defaults={
                "position": position,
                "name": item.name[:300],
                "due_on": item.due_on,
                "criteria": item.criteria,
                "payment_share_ppm": item.payment_share_ppm,
                "trl_expected": item.trl_expected,
                "is_dropped": False,
            },
        )
    project.milestones.exclude(key__in=keys).update(is_dropped=True)


def _allocations(project: Project, book: TaskBook, units: Mapping[str, Any], people: Mapping[str, Any]) -> None:
    project.allocations.all().delete()
    PersonAllocation.objects.bulk_create(
        PersonAllocation(
            project=project,
            key=member.key,
            person=people.get(member.key),
            name=member.name[:120],
            unit=units.get(member.unit.key) if member.unit else None,
            role=member.role,
            year=int(year.key),
            person_months=year.months,
        )
        for member in book.people
        for year in member.months
        if year.key.isdecimal() and len(year.key) == 4
    )


def _budget(project: Project, book: TaskBook) -> None:
    project.budget_lines.all().delete()
    BudgetLine.objects.bulk_create(
        BudgetLine(project=project, source=source[:20], year=year, category=category, amount_minor=amount)
        for (source, year, category), amount in _sums(book).items()
        if 0 < year <= 9999
    )


def _sums(book: TaskBook) -> Mapping[tuple[str, int, str], int]:
    found: dict[tuple[str, int, str], int] = defaultdict(int)
    if book.header.budget_mode == "lump_sum":
        for line in book.funding:
            found[line.source, line.year, "lump_sum"] += line.amount_minor
    else:
        for item in book.budget.items:
            found[item.source, item.year, item.category] += item.amount_minor
    return found


def _participations(project: Project, book: TaskBook, units: Mapping[str, Any]) -> None:
    """The units that take part. What is known of the lead unit's own row beyond its role stays."""
    wanted = [one for one in book.participants if one.key in units and one.key != project.lead_unit.code]
    rows: Sequence[Participation] = list(project.participations.select_related("unit"))
    by_code = {one.unit.code: one for one in reversed(rows) if one.occurrence == 1}
    lead = by_code.get(project.lead_unit.code) or Participation(
        project=project, group_id=project.group_id, unit=project.lead_unit
    )
    lead.role, lead.position, lead.is_terminated = Participation.Role.LEAD, 1, False
    lead.save()
    for position, item in enumerate(wanted, start=2):
        row = by_code.get(item.key) or Participation(project=project, group_id=project.group_id, unit=units[item.key])
        row.role, row.position, row.funding_minor, row.is_terminated = item.role, position, item.amount_minor, False
        row.save()
    staying = {project.lead_unit.code, *(item.key for item in wanted)}
    project.participations.exclude(unit__code__in=staying).update(is_terminated=True)
