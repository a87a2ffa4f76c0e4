"""What the parties of a project agreed on, as rows: promises before the task book, its versions, nodes and people."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from django.db import models

from ceyuan.apps.projects.demo import books, casting, change_rows
from ceyuan.apps.projects.demo.projects import ProjectSeed
from ceyuan.apps.projects.demo.rows import Keys, Made
from ceyuan.apps.projects.demo.states import SIGNED
from ceyuan.apps.projects.models import (
    Milestone,
    PersonAllocation,
    SourceIndicator,
    TaskBook,
    TaskBookVersion,
)
from ceyuan.apps.projects.workflows.taskbooks import VERSION
from ceyuan.core.taskbook import Context, blocking, data_hash, lowered, told, validate
from ceyuan.core.taskbook import TaskBook as Book

PAPER = "纸质任务书原件（{code}），存科技档案室"
SIGN_BY, LATE_SIGN_BY = date(2026, 1, 15), date(2025, 10, 31)


def is_agreed(seed: ProjectSeed) -> bool:
    """Whether a task book of the project is in force; classified ones are kept elsewhere."""
    return seed.state in SIGNED and is_told(seed)


def is_told(seed: ProjectSeed) -> bool:
    """Whether enough is known of a project to write a task book."""
    return seed.secrecy != "secret" and bool(seed.leader) and seed.total is not None


@dataclass(slots=True)
class Contracts:
    """Collects the rows; `batches()` gives them in the order in which they can be inserted."""

    keys: Keys
    writer: books.Writer
    promises: list[models.Model] = field(default_factory=list)
    books: list[models.Model] = field(default_factory=list)
    nodes: dict[str, list[Milestone]] = field(default_factory=dict)
    months: list[models.Model] = field(default_factory=list)
    versions: list[models.Model] = field(default_factory=list)
    orders: list[models.Model] = field(default_factory=list)
    reworded: list[models.Model] = field(default_factory=list)

    def batches(self) -> list[list[models.Model]]:
        """Nodes and people come before the version in force, because afterwards they follow it."""
        nodes: list[models.Model] = [node for own in self.nodes.values() for node in own]
        return [self.promises, self.books, nodes, self.months, self.versions, self.orders, self.reworded]

    def add(self, seed: ProjectSeed, made: Made) -> None:
        """The promises of every project that is told of, and the task book where there is one."""
        if not is_told(seed):
            return
        self._promises(seed, made)
        if is_agreed(seed):
            self._agreed(seed, made)
        elif seed.state == "taskbook_draft":
            self._drafted(seed, made)

    def _promises(self, seed: ProjectSeed, made: Made) -> None:
        for position, one in enumerate(books.sources(seed), start=1):
            self.promises.append(
                SourceIndicator(
                    project=made.project,
                    key=one.key,
                    origin="application",
                    position=position,
                    name=one.name,
                    direction=one.direction,
                    baseline=one.baseline,
                    midterm=one.midterm,
                    final=one.final,
                    unit_of_measure=one.unit_of_measure,
                    method=one.method,
                    is_binding=one.is_binding,
                    weight_ppm=one.weight_ppm,
                )
            )

    def _agreed(self, seed: ProjectSeed, made: Made) -> None:
        words = self.writer.book(seed)
        book = TaskBook(project=made.project, number=words.header.number, due_on=seed.signed_on)
        self.books.append(book)
        version = self._version(seed, book, words, "adopted")
        version.is_in_force, version.in_force_on = True, seed.signed_on
        version.basis = PAPER.format(code=words.header.number)
        self.versions.append(version)
        self._projection(made, words)
        self._changing(seed, version, words)

    def _drafted(self, seed: ProjectSeed, made: Made) -> None:
        """Every second draft lacks what is agreed on last, so that the page has findings to show."""
        is_whole = len(self.versions) % 2 == 0
        if seed.code in casting.UNFINISHED or seed.code in casting.FINISHED or seed.code in casting.OFFERED:
            is_whole = seed.code not in casting.UNFINISHED
        words = self.writer.book(seed, is_whole=is_whole)
        book = TaskBook(
            project=made.project,
            number=words.header.number,
            due_on=SIGN_BY if seed.starts_on.year > 2025 else LATE_SIGN_BY,
        )
        self.books.append(book)
        self.versions.append(self._version(seed, book, words, "draft"))

    def _version(self, seed: ProjectSeed, book: TaskBook, words: Book, state: str, number: int = 1) -> TaskBookVersion:
        promised = books.sources(seed)
        found = validate(words, Context(sources=promised))
        errors = blocking(found)
        behind = blocking(lowered(promised, words.indicators))
        return TaskBookVersion(
            task_book=book,
            number=number,
            data=told(words),
            data_hash=data_hash(words, number),
            workflow=VERSION,
            workflow_version=1,
            state=state,
            error_count=len(errors),
            warning_count=len(found) - len(errors),
            lowered_count=len({one.path for one in behind}),
        )

    def _projection(self, made: Made, words: Book) -> None:
        self.nodes[words.header.project_code] = [
            Milestone(
                project=made.project,
                key=node.key,
                position=position,
                name=node.name,
                due_on=node.due_on,
                criteria=node.criteria,
                payment_share_ppm=node.payment_share_ppm,
                trl_expected=node.trl_expected,
            )
            for position, node in enumerate(words.milestones, start=1)
        ]
        self.months += [
            PersonAllocation(
                project=made.project,
                key=member.key,
                person_id=self.keys.people[member.key],
                name=member.name,
                unit_id=self.keys.units[member.unit.key] if member.unit else None,
                role=member.role,
                year=int(year.key),
                person_months=year.months,
            )
            for member in words.people
            for year in member.months
        ]

    def _changing(self, seed: ProjectSeed, version: TaskBookVersion, words: Book) -> None:
        """The wording that a change asks for stands beside the one in force, as a draft."""
        if asked := change_rows.wish(seed):
            new = asked.reword(words)
            order = change_rows.order(asked, version.task_book, version, (words, new))
            draft = self._version(seed, version.task_book, new, "draft", number=2)
            draft.change_order = order
            self.orders.append(order)
            self.reworded.append(draft)
