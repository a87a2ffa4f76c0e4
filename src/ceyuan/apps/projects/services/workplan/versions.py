"""The versions of a task book and the orders between them, as the log of a source tells them.

They are history: adopted, not signed, and decided by nobody here. What is there already has to be the same.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from ceyuan.apps.intake.interface import Work
from ceyuan.apps.projects.models import ChangeOrder, Project, TaskBook, TaskBookVersion
from ceyuan.apps.projects.workflows.taskbooks import ORDER, VERSION
from ceyuan.core.kernel.verdict import Refused
from ceyuan.core.taskbook import Change, Context, change_class, compare, data_hash, told, validate
from ceyuan.core.taskbook import TaskBook as Book

from .books import Binder
from .replay import Commit, State, carry_out

LOG = "plan_change_log.csv"


@dataclass(frozen=True, slots=True)
class Wording:
    """A version to be: its number and book, and for all but the first the commit and what it changed."""

    number: int
    book: Book
    commit: Commit | None
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class History:
    """The first state of a plan and its commits, which carry it forward."""

    binder: Binder
    state: State
    commits: Sequence[Commit]

    def wordings(self) -> Iterator[Wording]:
        """All versions in order. May be asked for once: the state moves along."""
        book = self.binder.book(self.state)
        yield Wording(1, book, None)
        for number, commit in enumerate(self.commits, start=2):
            carry_out(self.state, commit)
            later = self.binder.book(self.state)
            yield Wording(number, later, commit, tuple(compare(book, later)))
            book = later


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: counts by table, and the version that is in force now (None when nothing was new)."""

    counts: dict[str, dict[str, int]]
    last: TaskBookVersion | None


def write_history(project: Project, history: History, work: Work) -> Written:
    """Write what is not there yet; refused `projects.workplan_differs` where a version there says something else."""
    task_book, _ = TaskBook.objects.get_or_create(project=project, defaults={"number": project.code})
    there = {one.number: one for one in task_book.versions.defer("data").order_by("number")}
    versions, orders, base = 0, 0, None
    for wording in history.wordings():
        known = there.get(wording.number)
        if known is not None:
            if known.data_hash != data_hash(wording.book, wording.number):
                raise Refused("projects.workplan_differs", number=wording.number)
            base = known
            continue
        order = _order(task_book, base, wording) if base is not None else None
        orders += order is not None
        base = _version(task_book, order, wording)
        versions += 1
        work.advance()
    if versions and base is not None:
        task_book.versions.filter(is_in_force=True).update(is_in_force=False)
        task_book.versions.filter(pk=base.pk).update(is_in_force=True)
        base = task_book.versions.select_related("task_book__project__lead_unit").get(pk=base.pk)
    counts = {"versions": {"inserted": versions}, "orders": {"inserted": orders}}
    return Written(counts, base if versions else None)


def _order(task_book: TaskBook, base: TaskBookVersion, wording: Wording) -> ChangeOrder:
    commit, changes = wording.commit, wording.changes
    assert commit is not None  # noqa: S101 - only the first version has no commit
    day = commit.made_at.date()
    return ChangeOrder.objects.create(
        task_book=task_book,
        number=wording.number - 1,
        base=base,
        title=", ".join(sorted({entry.key[0] for entry in commit.entries})),
        grounds=f"{commit.key} · {commit.made_at.isoformat()}",
        change_class=change_class(changes) or "C",
        changes=[change.told() for change in changes],
        is_lowering=any(change.is_lowered for change in changes),
        source=f"{LOG} {commit.key}",
        asked_on=day,
        decided_on=day,
        workflow=ORDER,
        workflow_version=1,
        state="in_force",
    )


def _version(task_book: TaskBook, order: ChangeOrder | None, wording: Wording) -> TaskBookVersion:
    found = validate(wording.book, Context(indirect=None))
    errors = sum(finding.severity == "error" for finding in found)
    commit = wording.commit
    facts: dict[str, Any] = {
        "change_order": order,
        "in_force_on": commit.made_at.date() if commit else None,
        "basis": f"{LOG} {commit.key}" if commit else LOG,
        "error_count": errors,
        "warning_count": len(found) - errors,
        "lowered_count": 0,
    }
    return TaskBookVersion.objects.create(
        task_book=task_book,
        number=wording.number,
        data=told(wording.book),
        data_hash=data_hash(wording.book, wording.number),
        workflow=VERSION,
        workflow_version=1,
        state="adopted",
        **facts,
    )
