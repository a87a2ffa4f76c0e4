"""What the office writes into the task book of a chosen bid: all that neither the challenge nor the bid says."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from ceyuan.core.taskbook.money_parts import BudgetItem, FundingLine
from ceyuan.core.taskbook.parts import CONSORTIUM_TERMS, Agreement, AnnualPlan, MonthsOfYear, Term, Topic

if TYPE_CHECKING:
    from ceyuan.apps.projects.models import TaskBookVersion

TEXTS = (
    "background",
    "state_of_the_art",
    "novelty_search",
    "research",
    "key_technologies",
    "innovations",
    "technical_route",
    "trl_evidence",
    "demonstration_site",
    "organisation",
)


def complete(office: Any, one: TaskBookVersion) -> None:
    """Write it; the editor has journeys of its own."""
    from ceyuan.apps.projects.selectors.taskbooks import wording
    from ceyuan.apps.projects.services.taskbooks.held import write

    write(office, one, completed(wording(one)))


def completed(book: Any) -> Any:
    """The book with one topic, the money of the years, months, methods and texts; milestones stay those of the bid."""
    header, total = book.header, book.budget.total_minor
    years = range(header.starts_on.year, header.ends_on.year + 1)
    topic = Topic(
        "t1",
        code="KT1",
        title=header.title,
        unit=header.lead_unit,
        leader=header.leader,
        budget_minor=total,
        weight_ppm=1_000_000,
    )
    shares = _shares(total, len(years))
    weights = _shares(1_000_000, len(book.indicators))
    return replace(
        book,
        content=replace(book.content, trl_start=4, trl_target=7, **dict.fromkeys(TEXTS, "按揭榜方案")),
        topics=(topic,),
        people=tuple(
            replace(one, months=tuple(MonthsOfYear(str(year), Decimal(4)) for year in years)) for one in book.people
        ),
        indicators=tuple(
            replace(
                one,
                goal=book.content.goals[0].key,
                topic=topic.key,
                evidence="检测报告",
                third_party=True,
                weight_ppm=weight,
            )
            for one, weight in zip(book.indicators, weights, strict=True)
        ),
        milestones=tuple(replace(one, trl_expected=7 - step) for step, one in _from_last(book.milestones)),
        annual_plan=tuple(AnnualPlan(str(year), "按节点推进") for year in years),
        funding=tuple(
            FundingLine(f"group-{year}", source="group", year=year, amount_minor=money)
            for year, money in zip(years, shares, strict=True)
        ),
        budget=replace(
            book.budget,
            items=tuple(
                BudgetItem(
                    f"group-{year}-operations", source="group", year=year, category="operations", amount_minor=money
                )
                for year, money in zip(years, shares, strict=True)
            ),
        ),
        agreements=(
            Agreement(
                "ip",
                "ip_benefit",
                "知识产权与利益分配协议",
                "",
                "协议.pdf",
                header.starts_on,
                tuple(Term(key, "按协议") for key in CONSORTIUM_TERMS),
            ),
        ),
    )


def _shares(total: int, parts: int) -> list[int]:
    return [total // parts] * (parts - 1) + [total - total // parts * (parts - 1)]


def _from_last(milestones: Any) -> list[tuple[int, Any]]:
    last = len(milestones) - 1
    return [(last - place, one) for place, one in enumerate(milestones)]
