"""From the demonstration's plain values to rows of the tables, parents before what belongs to them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import models

from ceyuan.apps.projects.demo.books import item_key, source_key
from ceyuan.apps.projects.demo.projects import ProjectSeed
from ceyuan.apps.projects.demo.states import SIGNED
from ceyuan.apps.projects.models import (
    BudgetLine,
    Indicator,
    Participation,
    Programme,
    Project,
    ProjectText,
    Result,
    Topic,
)
from ceyuan.apps.projects.workflows import PROJECT_V1
from ceyuan.core.kernel.text import grams, search_initials, search_text, sort_key


@dataclass(frozen=True, slots=True)
class Keys:
    """Ids that the rows refer to: the group, units by code, people by staff number, and people's names."""

    group: int
    units: Mapping[str, int]
    people: Mapping[str, int]
    names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Made:
    """The rows of a project that later ones stand on."""

    project: Project
    topics: list[Topic]
    indicators: list[Indicator]
    results: list[Result]


@dataclass(slots=True)
class Rows:
    """Collects the rows of projects; `batches()` gives them in the order in which they can be inserted."""

    keys: Keys
    programmes: Mapping[str, Programme]
    projects: list[models.Model] = field(default_factory=list)
    topics: list[models.Model] = field(default_factory=list)
    parts: dict[type[models.Model], list[models.Model]] = field(default_factory=dict)
    made: dict[str, Made] = field(default_factory=dict)

    def batches(self) -> list[list[models.Model]]:
        """Projects, then topics, then everything else."""
        return [self.projects, self.topics, *self.parts.values()]

    def add(self, seed: ProjectSeed) -> None:
        """The rows of one project."""
        project = self._project(seed)
        self.projects.append(project)
        self._participations(project, seed)
        topics = [
            Topic(
                project=project,
                key=topic.code,
                code=topic.code,
                title_zh=topic.title_zh,
                title_en=topic.title_en,
                unit_id=self.keys.units[topic.unit],
                leader_id=self.keys.people[topic.leader],
                budget_minor=topic.budget,
                weight_ppm=topic.weight_ppm,
            )
            for topic in seed.topics
        ]
        self.topics += topics
        indicators, results = self._indicators(project, seed, topics), self._results(project, seed)
        self.made[seed.code] = Made(project, topics, indicators, results)
        for language, text in objectives(seed):
            self._keep(ProjectText(project=project, language=language, text=text))

    def _keep(self, row: models.Model) -> None:
        self.parts.setdefault(type(row), []).append(row)

    def _project(self, seed: ProjectSeed) -> Project:
        shown = (seed.code, seed.title_zh, seed.title_en, seed.keywords)
        return Project(
            group_id=self.keys.group,
            code=seed.code,
            programme=self.programmes[seed.programme],
            lead_unit_id=self.keys.units[seed.lead_unit],
            leader_id=self.keys.people.get(seed.leader),
            leader_name=self.keys.names.get(seed.leader, ""),
            title_zh=seed.title_zh,
            title_en=seed.title_en,
            starts_on=seed.starts_on,
            ends_on=seed.ends_on,
            signed_on=seed.signed_on,
            terminated_on=seed.terminated_on,
            currency="CNY",
            total_minor=seed.total,
            funding_minor=seed.funding,
            secrecy=seed.secrecy,
            tech_class=seed.tech_class,
            source_level=seed.source_level,
            mode=seed.mode,
            budget_mode=seed.budget_mode,
            trl_start=seed.trl_start,
            trl_target=seed.trl_target,
            keywords=seed.keywords,
            facts=self._facts(seed),
            workflow=PROJECT_V1.name,
            workflow_version=PROJECT_V1.version,
            state=seed.state,
            sort_key=sort_key(seed.title_zh)[:200],
            search_text=search_text(*shown),
            search_initials=search_initials(seed.title_zh, seed.keywords),
            search_grams=grams(*shown),
        )

    def _facts(self, seed: ProjectSeed) -> dict[str, object]:
        facts: dict[str, object] = {"level": seed.level, "theme": seed.theme}
        if seed.story:
            facts["story"] = seed.story
        if seed.members:
            facts["members"] = [
                {"staff_no": member.person, "role": member.role, "person_months": member.person_months}
                for member in seed.members
            ]
        return facts

    def _participations(self, project: Project, seed: ProjectSeed) -> None:
        for position, part in enumerate(seed.participations, start=1):
            self._keep(
                Participation(
                    group_id=self.keys.group,
                    project=project,
                    unit_id=self.keys.units[part.unit],
                    role=part.role,
                    position=position,
                    funding_minor=part.funding,
                    total_minor=part.total,
                )
            )
        for line in seed.budget:
            self._keep(
                BudgetLine(
                    project=project,
                    source=line.source,
                    year=line.year,
                    category=line.category,
                    amount_minor=line.amount,
                )
            )

    def _indicators(self, project: Project, seed: ProjectSeed, topics: list[Topic]) -> list[Indicator]:
        """With a task book they are its items; before it they stand for what the application promised."""
        key = item_key if seed.state in SIGNED else source_key
        rows = [
            Indicator(
                project=project,
                key=key(position),
                source_key=source_key(position) if seed.state in SIGNED else "",
                topic=topics[goal.topic - 1] if goal.topic else None,
                position=position,
                name_zh=goal.name_zh,
                name_en=goal.name_en,
                direction=goal.direction,
                baseline=goal.baseline,
                midterm=goal.midterm,
                final=goal.final,
                unit_of_measure=goal.unit,
                method=goal.method,
                is_binding=goal.is_binding,
                weight_ppm=goal.weight_ppm,
            )
            for position, goal in enumerate(seed.indicators, start=1)
        ]
        for row in rows:
            self._keep(row)
        return rows

    def _results(self, project: Project, seed: ProjectSeed) -> list[Result]:
        rows = [
            Result(
                group_id=self.keys.group,
                project=project,
                source_key=result.key,
                kind=result.kind,
                title=result.title_zh,
                authors=self.keys.names.get(seed.leader, ""),
                year=result.year,
                published_in=result.published_in,
                identifier=result.identifier,
                facts={"title_en": result.title_en},
            )
            for result in seed.results
        ]
        for row in rows:
            self._keep(row)
        return rows


def objectives(seed: ProjectSeed) -> list[tuple[str, str]]:
    """(language, text) of what the project is for, compiled from its topics and leading goals."""
    if not seed.indicators:
        return []
    goals = seed.indicators[:3]
    zh = [f"{seed.title_zh}：技术成熟度由{seed.trl_start}级提升至{seed.trl_target}级。"]
    en = [f"{seed.title_en}: technology readiness rises from {seed.trl_start} to {seed.trl_target}."]
    if seed.topics:
        zh.append("设置课题：" + "、".join(topic.title_zh for topic in seed.topics) + "。")
        en.append("Topics: " + ", ".join(topic.title_en.lower() for topic in seed.topics) + ".")
    reached = "，".join(f"{goal.name_zh}由{goal.baseline}{goal.unit}达到{goal.final}{goal.unit}" for goal in goals)
    zh.append(f"完成时，{reached}。")
    shown = "; ".join(f"{goal.name_en} from {goal.baseline} to {goal.final}" for goal in goals)
    en.append(f"At completion: {shown}.")
    return [("zh", "".join(zh)), ("en", " ".join(en))]
