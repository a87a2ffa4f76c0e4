"""A complete task book, and random ones of any shape for properties."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from ceyuan.core.taskbook.book import Content, Header, TaskBook
from ceyuan.core.taskbook.money_parts import Budget, BudgetItem, FundingLine, LumpSum, NegativeItem
from ceyuan.core.taskbook.parts import (
    CONSORTIUM_TERMS,
    Agreement,
    AnnualPlan,
    Deliverable,
    Goal,
    Indicator,
    Member,
    Milestone,
    MonthsOfYear,
    Named,
    Participant,
    Term,
    Topic,
)
from ceyuan.core.taskbook.schema import FieldShape, is_keyed, shape_of

TEXT_FIELDS = (
    "background",
    "state_of_the_art",
    "novelty_search",
    "research",
    "key_technologies",
    "innovations",
    "technical_route",
    "demonstration_site",
    "organisation",
    "trl_evidence",
)


def indicator(key: str = "i1", **fields: Any) -> Indicator:
    """A binding quantity that can be checked: at most 12,800 kWh/t, 13,350 today."""
    given = {
        "name": "吨铝直流电耗",
        "direction": "at_most",
        "baseline": Decimal(13350),
        "final": Decimal(12800),
        "unit_of_measure": "kWh/t",
        "method": "第三方测试",
        "evidence": "测试报告",
        "third_party": True,
        "weight_ppm": 1_000_000,
        "goal": "g1",
        "topic": "t1",
        "source": "s1",
    }
    return Indicator(key, **{**given, **fields})


def complete() -> TaskBook:
    """A task book without any finding: two years, 3.55 m indirect of 20.55 m, one participant with its agreements."""
    total = 2_055_000_000
    years = {2025: 1_000_000_000, 2026: 1_055_000_000}
    spent = (
        (2025, "equipment", 300_000_000),
        (2025, "operations", 700_000_000),
        (2026, "labour", 700_000_000),
        (2026, "indirect", 355_000_000),
    )
    return TaskBook(
        header=Header(
            number="RW-2025-001",
            project_code="P-1",
            title="超大型电解槽节能技术",
            starts_on=date(2025, 1, 1),
            ends_on=date(2026, 12, 31),
            party_a=Named("1", "集团"),
            party_b=Named("2", "铝业公司"),
            lead_unit=Named("2", "铝业公司"),
            leader=Named("p1", "李明"),
        ),
        content=Content(
            **dict.fromkeys(TEXT_FIELDS, "无"), goals=(Goal("g1", "吨铝电耗下降"),), trl_start=4, trl_target=8
        ),
        topics=(Topic("t1", title="槽结构", budget_minor=total, weight_ppm=1_000_000),),
        indicators=(indicator(),),
        deliverables=(
            Deliverable("d1", title="样机", topic="t1", acceptance_method="现场测试", due_on=date(2026, 6, 30)),
        ),
        milestones=(
            Milestone("m1", "方案", date(2025, 12, 31), "方案评审通过", 400_000),
            Milestone("m2", "验收", date(2026, 12, 31), "指标全部完成", 600_000, 8),
        ),
        annual_plan=(AnnualPlan("2025", "设计"), AnnualPlan("2026", "试验")),
        people=(Member("p1", "李明", role="leader", months=(MonthsOfYear("2025", Decimal(6)),)),),
        participants=(Participant("3", "设计院", amount_minor=100_000_000),),
        funding=tuple(FundingLine(f"f{year}", "group", "1", year, amount) for year, amount in years.items()),
        budget=Budget(
            total, tuple(BudgetItem(f"b{n}", "group", *one) for n, one in enumerate(spent)), capitalised_ppm=0
        ),
        agreements=(
            Agreement("a1", "partner", "合作协议", "3", "A-1"),
            Agreement(
                "a2", "ip_benefit", "知识产权协议", "3", "A-2", terms=tuple(Term(k, "有") for k in CONSORTIUM_TERMS)
            ),
        ),
    )


def lump_sum() -> TaskBook:
    """The same with a lump sum."""
    book = complete()
    commitment = LumpSum("2025-1", "李明", date(2025, 1, 5), (NegativeItem("n1", "不得用于福利"),))
    return replace(
        book,
        header=replace(book.header, budget_mode="lump_sum"),
        budget=replace(book.budget, items=(), lump_sum=commitment),
    )


_KEYS = st.sampled_from(["1", "2", "3", "T1.1", "中", "a-b"])
_TEXTS = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00"), max_size=6)
_SCALARS = {
    "text": _TEXTS,
    "whole": st.integers(-5, 10**12),
    "flag": st.booleans(),
    "decimal": st.decimals(-1000, 1000, places=2),
    "date": st.dates(date(2000, 1, 1), date(2099, 12, 31)),
}


def books() -> st.SearchStrategy[TaskBook]:
    """Any task book that can be written down, complete or not."""
    return _parts(TaskBook)


def _parts(cls: Any) -> st.SearchStrategy[Any]:
    fields = {name: _values(shape) for name, shape in shape_of(cls).items()}
    if is_keyed(cls):
        fields["key"] = _KEYS
    # Most fields keep their default, so that examples stay small and differences stand out.
    needed = {"key"} & set(fields)
    return st.fixed_dictionaries(
        {name: fields[name] for name in needed}, optional={n: s for n, s in fields.items() if n not in needed}
    ).map(lambda taken: cls(**taken))


def _values(shape: FieldShape) -> st.SearchStrategy[Any]:
    if shape.kind == "list":
        items = st.deferred(lambda: _parts(shape.of))
        return st.lists(items, max_size=3, unique_by=lambda item: item.key).map(tuple)
    if shape.kind == "part":
        whole = st.deferred(lambda: _parts(shape.of))
    elif shape.choices:
        whole = st.sampled_from(shape.choices)
    else:
        whole = _SCALARS[shape.kind]
    return st.none() | whole if shape.optional else whole
