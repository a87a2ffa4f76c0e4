"""The task books of the demonstration's projects, written out from the plain values of each project."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal

from ceyuan.apps.projects.demo.money import split
from ceyuan.apps.projects.demo.projects import ProjectSeed
from ceyuan.apps.projects.demo.setting import GROUP_CODE, Setting
from ceyuan.core.taskbook import Content, Header, TaskBook
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
    Risk,
    Term,
    Topic,
)

WHOLE = 1_000_000
# name of the node, its place between start and end in percent, share of the money in percent, what decides
_NODES = (
    ("实施方案通过评审", 10, 30, "实施方案经专家评审通过，人员与场地到位"),
    ("关键技术取得突破", 45, 40, "中期指标全部达到，关键部件通过测试"),
    ("工业试验完成", 80, 20, "连续运行考核合格，出具考核报告"),
    ("成果总结与验收准备", 100, 10, "考核指标全部完成，验收材料齐备"),
)
_TERMS = ("项目工作组", "按任务书分工执行", "按预算分年拨付", "各自完成的归各自所有，共同完成的共有")
_MORE_TERMS = ("按贡献比例分享", "按责任共担", "违约方承担损失")
_RISKS = (
    ("technical", "关键指标在放大试验中衰减", "设置对比试验，提前开展中间规模验证"),
    ("schedule", "试验窗口与生产检修冲突", "与生产单位共同编排试验计划"),
)


def source_key(position: int) -> str:
    """The key of what the application promised in this place."""
    return f"a{position}"


def item_key(position: int) -> str:
    """The key of the task book's indicator in this place."""
    return f"i{position}"


def sources(seed: ProjectSeed) -> tuple[Indicator, ...]:
    """What the application promised; the task book of some projects asks for less."""
    return tuple(
        Indicator(
            source_key(position),
            name=goal.name_zh,
            direction=goal.direction,
            baseline=goal.baseline,
            midterm=goal.midterm,
            final=goal.final if goal.promised is None else goal.promised,
            unit_of_measure=goal.unit,
            method=goal.method,
            is_binding=goal.is_binding,
            weight_ppm=goal.weight_ppm,
        )
        for position, goal in enumerate(seed.indicators, start=1)
    )


def nodes(seed: ProjectSeed) -> tuple[Milestone, ...]:
    """Four nodes between start and end, in which the money is released and readiness rises."""
    days = (seed.ends_on - seed.starts_on).days
    rise = seed.trl_target - seed.trl_start
    return tuple(
        Milestone(
            f"m{number}",
            name=name,
            due_on=seed.starts_on + timedelta(days=days * place // 100),
            criteria=criteria,
            payment_share_ppm=share * WHOLE // 100,
            trl_expected=seed.trl_start + rise * place // 100,
        )
        for number, (name, place, share, criteria) in enumerate(_NODES, start=1)
    )


class Writer:
    """Writes books; units and people are named as the organisation names them."""

    def __init__(self, setting: Setting, programmes: Mapping[str, str]) -> None:
        self.setting = setting
        self.programmes = programmes

    def book(self, seed: ProjectSeed, *, is_whole: bool = True) -> TaskBook:
        """The book of a project. One that is not whole lacks what is usually agreed on last: texts and agreements."""
        participants = self._participants(seed)
        return TaskBook(
            header=self._header(seed),
            content=_content(seed, is_whole=is_whole),
            topics=tuple(
                Topic(
                    topic.code,
                    code=topic.code,
                    title=topic.title_zh,
                    unit=self._unit(topic.unit),
                    leader=self._person(topic.leader),
                    budget_minor=topic.budget,
                    weight_ppm=topic.weight_ppm,
                )
                for topic in seed.topics
            ),
            indicators=_indicators(seed),
            deliverables=_deliverables(seed),
            milestones=nodes(seed),
            annual_plan=tuple(
                AnnualPlan(str(year), f"{year}年完成当年里程碑并提交年度科技报告")
                for year in range(seed.starts_on.year, seed.ends_on.year + 1)
            ),
            risks=tuple(
                Risk(f"r{number}", kind=kind, text=text, measure=measure)
                for number, (kind, text, measure) in enumerate(_RISKS, start=1)
            ),
            people=tuple(self._member(seed, number) for number in range(len(seed.members))),
            participants=participants,
            funding=_funding(seed),
            budget=_budget(seed, self.setting.people[seed.leader].name_zh),
            agreements=_agreements(seed, participants) if is_whole else (),
        )

    def _unit(self, code: str) -> Named:
        return Named(code, self.setting.units[code].name_zh)

    def _person(self, number: str) -> Named:
        return Named(number, self.setting.people[number].name_zh)

    def _header(self, seed: ProjectSeed) -> Header:
        commissioner, contractor = self._parties(seed)
        return Header(
            number=f"RWS-{seed.code}",
            project_code=seed.code,
            secrecy=seed.secrecy,
            title=seed.title_zh,
            programme=Named(seed.programme, self.programmes.get(seed.programme, "")),
            tech_class=seed.tech_class,
            mode=seed.mode,
            budget_mode=seed.budget_mode,
            source_level=seed.source_level,
            starts_on=seed.starts_on,
            ends_on=seed.ends_on,
            party_a=self._unit(commissioner),
            party_b=self._unit(contractor),
            lead_unit=self._unit(seed.lead_unit),
            leader=self._person(seed.leader),
        )

    def _parties(self, seed: ProjectSeed) -> tuple[str, str]:
        """The group contracts with its strategic units for what it leads, these with their enterprises for the rest."""
        above = seed.lead_unit[: len("KY01")]
        if above not in self.setting.units or above == seed.lead_unit:
            return GROUP_CODE, seed.lead_unit
        return (GROUP_CODE, above) if seed.level == "group" else (above, seed.lead_unit)

    def _participants(self, seed: ProjectSeed) -> tuple[Participant, ...]:
        return tuple(
            Participant(
                part.unit,
                name=self.setting.units[part.unit].name_zh,
                work="承担相应课题",
                amount_minor=part.funding or 0,
            )
            for part in seed.participations
            if part.role != "lead"
        )

    def _member(self, seed: ProjectSeed, number: int) -> Member:
        member = seed.members[number]
        person = self.setting.people[member.person]
        leads = {topic.leader for topic in seed.topics}
        role = "leader" if number == 0 else "topic_leader" if member.person in leads else "member"
        years = range(seed.starts_on.year, seed.ends_on.year + 1)
        given = split(member.person_months * 100, [1] * len(years))
        return Member(
            member.person,
            name=person.name_zh,
            unit=self._unit(person.unit),
            role=role,
            months=tuple(
                MonthsOfYear(str(year), Decimal(months) / 100) for year, months in zip(years, given, strict=True)
            ),
        )


def _content(seed: ProjectSeed, *, is_whole: bool) -> Content:
    goal = f"{seed.title_zh}，技术成熟度由{seed.trl_start}级提升至{seed.trl_target}级，全面完成考核指标。"
    late = "" if not is_whole else "以产业化应用为导向，形成自主可控的成套技术。"
    return Content(
        background=f"围绕{seed.keywords}的生产需求立项，解决制约指标提升的共性问题。",
        state_of_the_art="同类技术已有单项应用，系统集成与长周期稳定运行仍待突破。",
        novelty_search=late and "已完成科技查新，未见相同的成套技术报道。",
        goals=(Goal("g1", goal),),
        research="、".join(topic.title_zh for topic in seed.topics) or seed.title_zh,
        key_technologies="、".join(topic.title_zh for topic in seed.topics[:2]) or seed.title_zh,
        innovations=late,
        technical_route="机理研究—小试—中试—工业试验—推广应用。",
        trl_start=seed.trl_start,
        trl_target=seed.trl_target,
        trl_evidence="前期研究报告与试验记录",
        demonstration_site=late and "牵头单位生产现场",
        organisation="项目负责人负责制，课题负责人按月报告进展。",
    )


def _indicators(seed: ProjectSeed) -> tuple[Indicator, ...]:
    return tuple(
        Indicator(
            item_key(position),
            name=goal.name_zh,
            direction=goal.direction,
            baseline=goal.baseline,
            midterm=goal.midterm,
            final=goal.final,
            unit_of_measure=goal.unit,
            method=goal.method,
            evidence="测试或考核报告",
            third_party="第三方" in goal.method,
            is_binding=goal.is_binding,
            weight_ppm=goal.weight_ppm,
            goal="g1",
            topic=seed.topics[goal.topic - 1].code if goal.topic else "",
            source=source_key(position),
        )
        for position, goal in enumerate(seed.indicators, start=1)
    )


def _deliverables(seed: ProjectSeed) -> tuple[Deliverable, ...]:
    return (
        Deliverable("d1", title="技术总结报告", kind="报告", acceptance_method="评审", due_on=seed.ends_on),
        Deliverable("d2", title="工业试验考核报告", kind="报告", acceptance_method="现场考核", due_on=seed.ends_on),
    )


def _funding(seed: ProjectSeed) -> tuple[FundingLine, ...]:
    sums: dict[tuple[str, int], int] = defaultdict(int)
    for line in seed.budget:
        sums[line.source, line.year] += line.amount
    return tuple(
        FundingLine(f"{source}-{year}", source=source, year=year, amount_minor=amount)
        for (source, year), amount in sums.items()
    )


def _budget(seed: ProjectSeed, leader: str) -> Budget:
    total = sum(line.amount for line in seed.budget)
    if seed.budget_mode == "lump_sum":
        signed = seed.signed_on or date(seed.starts_on.year, 1, 1)
        negative = (NegativeItem("fines", "各种罚款、捐款、赞助、投资等支出"), NegativeItem("debts", "偿还债务"))
        return Budget(total_minor=total, lump_sum=LumpSum("1", leader, signed, negative))
    return Budget(
        total_minor=total,
        items=tuple(
            BudgetItem(f"{one.source}-{one.year}-{one.category}", one.source, one.year, one.category, one.amount)
            for one in seed.budget
        ),
    )


def _agreements(seed: ProjectSeed, participants: tuple[Participant, ...]) -> tuple[Agreement, ...]:
    if not participants:
        return ()
    terms = tuple(Term(key, text) for key, text in zip(CONSORTIUM_TERMS, (*_TERMS, *_MORE_TERMS), strict=True))
    day = seed.signed_on or seed.starts_on
    partners = tuple(
        Agreement(f"p{number}", "partner", f"与{one.name}的合作协议", one.key, f"HZ-{seed.code}-{number}", day)
        for number, one in enumerate(participants, start=1)
    )
    return (
        *partners,
        Agreement("ip", "ip_benefit", "联合攻关协议", document=f"LH-{seed.code}", agreed_on=day, terms=terms),
    )
