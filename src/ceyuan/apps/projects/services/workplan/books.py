"""A state of the plan as a task book: work packages are topics, months are days, efforts are person-months."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from ceyuan.core.taskbook import Header, TaskBook, add_months
from ceyuan.core.taskbook.parts import Deliverable, Effort, Milestone, Named, Participant, Task, Topic

from .replay import Key, State
from .tables import Files

_STATES = {"": "planned", "submitted": "submitted", "delivered": "delivered", "canceled": "cancelled"}


@dataclass(frozen=True, slots=True)
class Frame:
    """What the log does not touch: number and names of the project, its first day and length, its currency."""

    code: str
    title: str
    starts_on: date
    months: int
    lead: str
    currency: str

    @property
    def ends_on(self) -> date:
        """The last day."""
        return add_months(self.starts_on, self.months) - timedelta(days=1)

    def end_of_month(self, month: int) -> date:
        """The last day of a month of the plan; month 1 begins with the project."""
        return add_months(self.starts_on, month) - timedelta(days=1)


class Binder:
    """Makes the book of any state of one plan."""

    def __init__(self, files: Files, frame: Frame) -> None:
        self.frame = frame
        self.packages = files.rows("work_package")
        self.milestones = files.rows("milestone")
        self._tasks = _placed(files, "task")
        self._deliverables = _placed(files, "deliverable")
        self._partners = list(dict.fromkeys(row["partner"] for row in files.rows("work_package_effort")))

    def book(self, state: State) -> TaskBook:
        """The book of this state."""
        frame = self.frame
        lead = Named(frame.lead, frame.lead)
        return TaskBook(
            header=Header(
                number=frame.code,
                project_code=frame.code,
                title=frame.title,
                mode="competitive",
                source_level="external",
                starts_on=frame.starts_on,
                ends_on=frame.ends_on,
                currency=frame.currency,
                party_b=lead,
                lead_unit=lead,
            ),
            topics=tuple(self._topic(row, state) for row in self.packages),
            deliverables=tuple(
                self._deliverable(key, fields) for key, fields in _ordered(state, "deliverable", self._deliverables)
            ),
            milestones=tuple(self._milestone(row) for row in self.milestones),
            participants=tuple(Participant(code, code) for code in self._partners if code != frame.lead),
        )

    def _topic(self, row: Mapping[str, Any], state: State) -> Topic:
        here = {key: fields for key, fields in state.items() if key[0] == row["wp"]}
        return Topic(
            key=row["wp"],
            code=row["wp"],
            title=row["title"],
            unit=Named(row["lead"], row["lead"]),
            phases=row["phases"] or "",
            tasks=tuple(self._task(key, fields) for key, fields in _ordered(here, "task", self._tasks)),
            effort=tuple(
                Effort(key[2], Decimal(fields["person_months"]))
                for key, fields in sorted(here.items())
                if key[1] == "effort"
            ),
        )

    def _task(self, key: Key, fields: Mapping[str, str]) -> Task:
        row = self._tasks.get((key[0], key[2]), (0, {}))[1]
        return Task(
            key=key[2],
            code=row.get("task") or "",
            title=row.get("title") or "",
            unit=_unit(fields.get("lead")),
            partners=tuple(Named(code, code) for code in listed(fields.get("partners"))),
            person_months=Decimal(fields["PM"]) if "PM" in fields else None,
            phases=fields.get("wphases", ""),
        )

    def _deliverable(self, key: Key, fields: Mapping[str, str]) -> Deliverable:
        row = self._deliverables.get((key[0], key[2]), (0, {}))[1]
        return Deliverable(
            key=f"{key[0]}/{key[2]}",
            code=row.get("no") or "",
            title=fields.get("title", ""),
            kind=fields.get("nature", ""),
            visibility=fields.get("dissem", ""),
            topic=key[0],
            unit=_unit(fields.get("lead")),
            milestones=tuple(Named(one, one) for one in listed(row.get("milestones"))),
            due_on=self.frame.end_of_month(int(Decimal(fields["due"]))) if "due" in fields else None,
            state=_STATES.get(fields.get("status", ""), "planned"),
        )

    def _milestone(self, row: Mapping[str, Any]) -> Milestone:
        return Milestone(
            key=row["id"],
            name=row["title"],
            due_on=self.frame.end_of_month(row["month"]),
            criteria=row["verification"] or "",
            note=row["description"] or "",
        )


def listed(text: str | None) -> list[str]:
    """The codes of a list with commas, each once."""
    return list(dict.fromkeys(code.strip() for code in (text or "").split(",") if code.strip()))


def _unit(code: str | None) -> Named | None:
    return Named(code, code) if code else None


def _placed(files: Files, table: str) -> dict[tuple[str, str], tuple[int, Mapping[str, Any]]]:
    return {(row["wp"], row["id"]): (place, row) for place, row in enumerate(files.rows(table))}


def _ordered(
    state: Mapping[Key, dict[str, str]], kind: str, places: Mapping[tuple[str, str], tuple[int, Any]]
) -> Iterable[tuple[Key, dict[str, str]]]:
    """The items in the order of the last plan, those it no longer has behind, by name."""
    last = len(places)
    found = [(key, fields) for key, fields in state.items() if key[1] == kind]
    return sorted(found, key=lambda one: (places.get((one[0][0], one[0][2]), (last, None))[0], one[0]))
