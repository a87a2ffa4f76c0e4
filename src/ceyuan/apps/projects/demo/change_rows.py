"""What the demonstration's projects want changed in their task books: the new wording, why, and how far it has got."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from ceyuan.apps.projects.demo import casting
from ceyuan.apps.projects.demo.projects_told import ProjectSeed
from ceyuan.apps.projects.demo.setting import AS_OF
from ceyuan.apps.projects.models import ChangeOrder, TaskBook, TaskBookVersion
from ceyuan.apps.projects.workflows.taskbooks import ORDER
from ceyuan.core.taskbook import TaskBook as Book
from ceyuan.core.taskbook import add_months, change_class, compare
from ceyuan.core.taskbook.parts import AnnualPlan

_LATER_DAYS = 90
_LONGER_MONTHS = 6


@dataclass(frozen=True, slots=True)
class Wish:
    """A change that is asked for: its wording, and the order's title, grounds, days and state."""

    reword: Callable[[Book], Book]
    title: str
    grounds: str
    asked_on: date
    state: str = "submitted"
    decided_on: date | None = None
    note: str = ""
    longer_by: int | None = None


def _node_later(book: Book) -> Book:
    """The industrial trial three months later, but not after the end."""
    trial, last = book.milestones[2], book.milestones[3]
    later = min(trial.due_on + timedelta(days=_LATER_DAYS), last.due_on) if trial.due_on and last.due_on else None
    return replace(book, milestones=(*book.milestones[:2], replace(trial, due_on=later), last))


def _longer(book: Book) -> Book:
    """The end half a year later, with the last node, what is handed over then, and the plan of the years."""
    assert book.header.ends_on is not None  # noqa: S101 - every project of the demonstration has its end
    end = add_months(book.header.ends_on + timedelta(days=1), _LONGER_MONTHS) - timedelta(days=1)
    years = {one.key for one in book.annual_plan}
    more = () if str(end.year) in years else (AnnualPlan(str(end.year), f"{end.year}年完成总结验收"),)
    return replace(
        book,
        header=replace(book.header, ends_on=end),
        milestones=(*book.milestones[:-1], replace(book.milestones[-1], due_on=end)),
        deliverables=tuple(replace(one, due_on=end) for one in book.deliverables),
        annual_plan=(*book.annual_plan, *more),
    )


_USUAL = Wish(
    _node_later,
    "工业试验节点顺延",
    "试验所在系列计划检修提前，工业试验窗口顺延，考核指标与经费不变。",
    AS_OF - timedelta(days=12),
)
_OF_CODE = {
    casting.EXTENSION_ASKED: Wish(
        _longer,
        "项目延期六个月",
        "关键设备供货推迟，工业试验未能按期开展，申请延期六个月，考核指标与经费不变。",
        AS_OF - timedelta(days=12),
        longer_by=_LONGER_MONTHS,
    ),
    casting.EXTENSION_GRANTED: Wish(
        _longer,
        "项目延期六个月",
        "配套公用工程改造滞后，连续运行考核需跨完整年度，申请延期六个月，考核指标与经费不变。",
        date(2025, 6, 20),
        state="approved",
        decided_on=date(2025, 11, 12),
        note="同意延期六个月，考核指标与经费不变，按程序签订变更协议。",
        longer_by=_LONGER_MONTHS,
    ),
    casting.NODE_MOVED: replace(
        _USUAL, state="approved", decided_on=AS_OF - timedelta(days=5), note="同意节点顺延，其余不变。"
    ),
}


def wish(seed: ProjectSeed) -> Wish | None:
    """The change that a project asks for; most ask for none."""
    if seed.code == casting.NODE_MOVED and seed.code in casting.LED_BY_LOG_IN and seed.state == "in_progress":
        return _OF_CODE[seed.code]
    return _OF_CODE.get(seed.code, _USUAL) if seed.state == "change_pending" else None


def order(asked: Wish, book: TaskBook, base: TaskBookVersion, words: tuple[Book, Book]) -> ChangeOrder:
    """The order, with the differences of the wording in force and the new one."""
    changes = compare(*words)
    return ChangeOrder(
        task_book=book,
        number=1,
        base=base,
        title=asked.title,
        grounds=asked.grounds,
        change_class=change_class(changes) or "C",
        changes=[change.told() for change in changes],
        is_lowering=any(change.is_lowered for change in changes),
        extension_months=asked.longer_by,
        asked_on=asked.asked_on,
        decided_on=asked.decided_on,
        decision_note=asked.note,
        workflow=ORDER,
        workflow_version=1,
        state=asked.state,
    )
