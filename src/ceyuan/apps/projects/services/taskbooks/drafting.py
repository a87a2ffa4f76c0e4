"""The first draft of a task book: what the records of the project already know, so that nothing is typed twice."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from ceyuan.apps.projects.models import BudgetLine, Project, SourceIndicator
from ceyuan.core.taskbook import Content, Header, TaskBook
from ceyuan.core.taskbook.money_parts import Budget, BudgetItem, FundingLine, LumpSum, NegativeItem
from ceyuan.core.taskbook.parts import Goal, Indicator, Member, Named, Participant, Topic

# What lump-sum money must not pay for (negative list of the pilot rules for lump-sum funding, 包干制).
NEGATIVE_LIST = (
    ("fines", "各种罚款、捐款、赞助、投资等支出"),
    ("debts", "偿还债务及与项目研究无关的支出"),
    ("double", "已由其他渠道经费列支的同一支出"),
    ("benefits", "福利性支出及超标准的招待费"),
    ("fictions", "以虚假合同、虚假票据套取的资金"),
)


def book_from(project: Project, sources: Iterable[SourceIndicator]) -> TaskBook:
    """The book as far as the project, its parts, its application and its texts fill it in."""
    lines = list(project.budget_lines.order_by("source", "year", "category"))
    goals = _goals(project)
    return TaskBook(
        header=_header(project),
        content=Content(
            goals=goals,
            research=_text(project, "research") or _text(project, "objective"),
            background=_text(project, "background"),
            technical_route=_text(project, "route"),
            trl_start=project.trl_start,
            trl_target=project.trl_target,
        ),
        topics=tuple(_topic(one) for one in project.topics.select_related("unit", "leader").order_by("code")),
        indicators=tuple(_indicator(one, goals[0].key if goals else "") for one in sources),
        people=_people(project),
        participants=_participants(project),
        funding=_funding(project, lines),
        budget=_budget(project, lines),
    )


def named_unit(unit: Any) -> Named:
    """A unit as the book names it: by its code."""
    return Named(unit.code, unit.name_zh or unit.name_en)


def named_person(person: Any) -> Named:
    """A person as the book names it: by the staff number."""
    return Named(person.staff_no, person.name_zh or person.name_en)


def _header(project: Project) -> Header:
    lead, programme = project.lead_unit, project.programme
    top = _topmost(lead)
    return Header(
        number=number_of(project),
        project_code=project.code,
        secrecy=project.secrecy,
        title=project.title_zh or project.title_en,
        programme=Named(programme.code, programme.name_zh or programme.name_en),
        direction=Named(project.direction.code, str(project.direction)) if project.direction else None,
        tech_class=project.tech_class,
        mode=project.mode,
        budget_mode=project.budget_mode or "itemised",
        source_level=project.source_level,
        starts_on=project.starts_on,
        ends_on=project.ends_on,
        currency=project.currency,
        party_a=named_unit(top),
        party_b=named_unit(lead),
        lead_unit=named_unit(lead),
        leader=named_person(project.leader) if project.leader else None,
        chief_scientist=named_person(programme.chief_scientist) if programme.chief_scientist else None,
    )


def number_of(project: Project) -> str:
    """The number of a project's task book."""
    return f"RWS-{project.code}"[:64]


def _topmost(unit: Any) -> Any:
    root = int(unit.path.split(".")[0])
    return unit if unit.pk == root else type(unit).objects.get(pk=root)


def _text(project: Project, kind: str) -> str:
    found = project.texts.filter(kind=kind).order_by("-language").values_list("text", flat=True).first()
    return str(found or "")


def _goals(project: Project) -> tuple[Goal, ...]:
    text = _text(project, "goal") or _text(project, "objective")
    return (Goal("g1", text),) if text else ()


def _topic(one: Any) -> Topic:
    return Topic(
        one.key or one.code,
        code=one.code,
        title=one.title_zh or one.title_en,
        unit=named_unit(one.unit),
        leader=named_person(one.leader) if one.leader else None,
        budget_minor=one.budget_minor,
        weight_ppm=one.weight_ppm,
    )


def _indicator(one: SourceIndicator, goal: str) -> Indicator:
    return Indicator(
        key=f"i{one.position}-{one.pk}",
        name=one.name,
        kind=one.kind,
        direction=one.direction,
        baseline=one.baseline,
        midterm=one.midterm,
        final=one.final,
        final_to=one.final_to,
        final_text=one.final_text,
        due_on=one.due_on,
        unit_of_measure=one.unit_of_measure,
        method=one.method,
        is_binding=one.is_binding,
        weight_ppm=one.weight_ppm,
        goal=goal,
        source=one.key,
    )


def _people(project: Project) -> tuple[Member, ...]:
    found: dict[str, Member] = {}
    if project.leader:
        found[project.leader.staff_no] = _member(project.leader, "leader")
    for topic in project.topics.select_related("leader__unit").order_by("code"):
        if topic.leader and topic.leader.staff_no not in found:
            found[topic.leader.staff_no] = _member(topic.leader, "topic_leader")
    return tuple(found.values())


def _member(person: Any, role: str) -> Member:
    return Member(
        person.staff_no,
        name=person.name_zh or person.name_en,
        title=person.title,
        unit=named_unit(person.unit),
        role=role,
    )


def _participants(project: Project) -> tuple[Participant, ...]:
    found: dict[str, Participant] = {}
    parts = project.participations.exclude(role="lead").select_related("unit").order_by("position", "id")
    for one in parts:
        if one.unit.code != project.lead_unit.code and one.unit.code not in found:
            found[one.unit.code] = Participant(
                one.unit.code,
                name=one.unit.name_zh or one.unit.name_en,
                role=one.role,
                amount_minor=one.funding_minor or 0,
            )
    return tuple(found.values())


def _funding(project: Project, lines: Iterable[BudgetLine]) -> tuple[FundingLine, ...]:
    sums: dict[tuple[str, int], int] = defaultdict(int)
    for line in lines:
        sums[line.source, line.year] += line.amount_minor
    return tuple(
        FundingLine(f"{source}-{year}", source=source, year=year, amount_minor=amount)
        for (source, year), amount in sums.items()
    )


def _budget(project: Project, lines: list[BudgetLine]) -> Budget:
    total = sum(line.amount_minor for line in lines) or project.total_minor or 0
    if project.budget_mode == "lump_sum":
        return Budget(total_minor=total, lump_sum=fresh_lump_sum())
    return Budget(total_minor=total, items=_items(lines))


def fresh_lump_sum() -> LumpSum:
    """A lump sum to which nobody has committed yet, with the negative list of the rules."""
    return LumpSum(text_version="1", negative_list=tuple(NegativeItem(key, text) for key, text in NEGATIVE_LIST))


def budget_lines(project: Project) -> tuple[BudgetItem, ...]:
    """The itemised budget as far as the records of the project know it."""
    return _items(project.budget_lines.order_by("source", "year", "category"))


def _items(lines: Iterable[BudgetLine]) -> tuple[BudgetItem, ...]:
    return tuple(
        BudgetItem(
            f"{line.source}-{line.year}-{line.category}",
            source=line.source,
            year=line.year,
            category=line.category,
            amount_minor=line.amount_minor,
        )
        for line in lines
        if line.category != "lump_sum"
    )
