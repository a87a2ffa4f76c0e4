"""What does not fit together in a plan and in the log of its changes, each kind named and counted."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Any

from ceyuan.core.kernel.verdict import Reason

from .books import listed
from .replay import FIELDS, Commit, Entry, Key, State, carry_out, copied
from .tables import Files

# "0-48!.2,3-6": months from and to, and how much of the time.
_PHASE = re.compile(r"\d+-\d+(!\d*\.?\d+)?(,\d+-\d+(!\d*\.?\d+)?)*")
_SPAN = re.compile(r"(\d+)-(\d+)(?:!(\d*\.?\d+))?")
# Objects that were taken away and added in one commit, with all but the title the same, are the same object renamed.
_ALIKE = 0.9
_STANDING = {"": 0, "submitted": 1, "delivered": 2}


@dataclass(frozen=True, slots=True)
class Inconsistency:
    """A kind of inconsistency: how often it was found, and what its text names."""

    code: str
    count: int
    facts: dict[str, Any] = field(default_factory=dict)

    def told(self) -> dict[str, Any]:
        """As JSON-ready mapping."""
        return {"code": self.code, "count": self.count, "facts": self.facts}


def inconsistencies(files: Files, first: State, commits: Sequence[Commit]) -> list[Inconsistency]:
    """All that were found, those of the plan before those of the log."""
    found = [*_efforts(files), *_cancelled(files), *_leads(files), *_phases(files), *_gaps(files)]
    found += [*_of_the_log(files, commits), *_replayed(files, first, commits)]
    return [one for one in found if one.count]


def _efforts(files: Files) -> Iterator[Inconsistency]:
    tasks, effort = _sum_by_package(files, "task"), _sum_by_package(files, "work_package_effort")
    differing = sorted(wp for wp in tasks.keys() | effort.keys() if tasks.get(wp, 0) != effort.get(wp, 0))
    totals = {"tasks": _plain(sum(tasks.values())), "effort": _plain(sum(effort.values()))}
    yield Inconsistency("workplan.effort_differs", len(differing), {**totals, "packages": differing})


def _sum_by_package(files: Files, table: str) -> dict[str, Decimal]:
    sums: dict[str, Decimal] = {}
    for row in files.rows(table):
        sums[row["wp"]] = sums.get(row["wp"], Decimal(0)) + (row["person_months"] or 0)
    return sums


def _cancelled(files: Files) -> Iterator[Inconsistency]:
    deliverables = [row["no"] for row in files.rows("deliverable") if row["status"] == "canceled"]
    yield Inconsistency("workplan.cancelled_deliverables", len(deliverables), {"deliverables": deliverables})
    packages = [row["wp"] for row in files.rows("work_package") if "(canceled)" in row["title"]]
    effort, tasks = _sum_by_package(files, "work_package_effort"), _sum_by_package(files, "task")
    kept = {
        "packages": packages,
        "effort": _plain(sum(effort.get(wp, Decimal(0)) for wp in packages)),
        "tasks": _plain(sum(tasks.get(wp, Decimal(0)) for wp in packages)),
    }
    yield Inconsistency("workplan.cancelled_package_with_effort", len(packages), kept)


def _leads(files: Files) -> Iterator[Inconsistency]:
    effort = {(row["wp"], row["partner"]) for row in files.rows("work_package_effort")}
    idle = [
        row[name]
        for table, name in (("task", "task"), ("deliverable", "no"))
        for row in files.rows(table)
        if (row["wp"], row["lead"]) not in effort
    ]
    yield Inconsistency("workplan.lead_without_effort", len(idle), {"items": idle})
    both = [row["task"] for row in files.rows("task") if row["lead"] in listed(row["partners"])]
    yield Inconsistency("workplan.lead_among_partners", len(both), {"items": both})
    codes = sorted({partner for _, partner in effort})
    yield Inconsistency("workplan.names_are_codes", len(codes), {"codes": codes})


def _phases(files: Files) -> Iterator[Inconsistency]:
    tasks = [(row["task"], row["phases"] or "") for row in files.rows("task")]
    idle = [task for task, phases in tasks if any(_share(span) == 0 for span in _SPAN.finditer(phases))]
    yield Inconsistency("workplan.intensity_zero", len(idle), {"items": idle})
    overlapping = [task for task, phases in tasks if _overlap(phases)]
    yield Inconsistency("workplan.phases_overlap", len(overlapping), {"items": overlapping})
    without = [row["wp"] for row in files.rows("work_package") if not row["phases"]]
    yield Inconsistency("workplan.phases_missing", len(without), {"items": without})


def _share(span: re.Match[str]) -> Decimal:
    return Decimal(span[3]) if span[3] else Decimal(1)


def _overlap(phases: str) -> bool:
    spans = sorted((int(span[1]), int(span[2])) for span in _SPAN.finditer(phases))
    return any(later[0] < earlier[1] for earlier, later in pairwise(spans))


def _gaps(files: Files) -> Iterator[Inconsistency]:
    rows = files.rows("deliverable")
    for code, column in (("workplan.status_missing", "status"), ("workplan.milestone_missing", "milestones")):
        blank = [row["no"] for row in rows if not row[column]]
        yield Inconsistency(code, len(blank), {"items": blank})


def _of_the_log(files: Files, commits: Sequence[Commit]) -> Iterator[Inconsistency]:
    entries = [entry for commit in commits for entry in commit.entries]
    codes = {row["partner"] for row in files.rows("work_package_effort")}
    strange = [code for entry in entries for code in _units(entry) if code not in codes]
    yield Inconsistency("workplan.code_unknown", len(strange), {"codes": sorted(set(strange))})
    torn = [value for value in _values(entries, "wphases") if not _PHASE.fullmatch(value)]
    yield Inconsistency("workplan.phases_torn", len(torn), {"values": sorted(set(torn))})
    zero = [value for value in _values(entries, "due") if Decimal(value) == 0]
    yield Inconsistency("workplan.due_zero", len(zero), {})
    fine = [value for value in _values(entries, "person_months") if Decimal(value) % 1]
    yield Inconsistency("workplan.effort_with_decimals", len(fine), {"values": sorted(set(fine))})
    natures = {row["nature"] for row in files.rows("deliverable")}
    retired = [value for value in _values(entries, "nature") if value not in natures]
    yield Inconsistency("workplan.nature_retired", len(retired), {"values": sorted(set(retired))})
    silent = [entry for entry in entries if entry.old == entry.new]
    yield Inconsistency("workplan.empty_to_empty", sum(not entry.new for entry in silent), {})
    yield Inconsistency("workplan.space_only", sum(bool(entry.new) for entry in silent), {})


def _values(entries: Sequence[Entry], name: str) -> list[str]:
    return [value for entry in entries if entry.name == name for value in (entry.old, entry.new) if value]


def _units(entry: Entry) -> list[str]:
    if entry.name not in ("lead", "partners"):
        return []
    return [*listed(entry.old), *listed(entry.new)]


def _replayed(files: Files, first: State, commits: Sequence[Commit]) -> Iterator[Inconsistency]:
    """What shows only while the plan is carried from commit to commit."""
    state, gone = copied(first), set[Key]()
    renamed: list[str] = []
    again: set[Key] = set()
    back: list[str] = []
    for commit in commits:
        before = copied(state)
        carry_out(state, commit)
        removed, added = [key for key in before if key not in state], [key for key in state if key not in before]
        again |= gone & set(added)
        gone |= set(removed)
        renamed += [
            f"{old[2]} → {new[2]}" for old in removed for new in added if _is_renamed(old, before[old], new, state[new])
        ]
        back += [entry.key[2] for entry in commit.entries if entry.key in state and _falls_back(entry)]
    yield Inconsistency("workplan.renamed", len(renamed), {"items": renamed})
    yield Inconsistency("workplan.came_back", len(again), {"items": sorted(key[2] for key in again)})
    yield Inconsistency("workplan.status_back", len(back), {"items": back})
    titled = {(row["wp"], row["id"]) for row in files.rows("task")}
    nameless = sorted({key[2] for key in {*first, *gone} if key[1] == "task" and (key[0], key[2]) not in titled})
    yield Inconsistency("workplan.title_unknown", len(nameless), {"items": nameless})


def _is_renamed(old: Key, was: dict[str, str], new: Key, becomes: dict[str, str]) -> bool:
    if old[:2] != new[:2] or old[1] == "effort":
        return False
    if any(was.get(name) != becomes.get(name) for name in FIELDS[old[1]] if name != "title"):
        return False
    return SequenceMatcher(None, was.get("title", ""), becomes.get("title", "")).ratio() >= _ALIKE


def _falls_back(entry: Entry) -> bool:
    return entry.name == "status" and _STANDING.get(entry.new, 9) < _STANDING.get(entry.old, 0)


def _plain(number: Decimal | int) -> str:
    return format(Decimal(number).normalize(), "f")


def reason_of(told: Mapping[str, Any]) -> Reason:
    """What `told` wrote down, as a reason to be worded; lists as one text."""
    facts = {name: ", ".join(value) if isinstance(value, list) else value for name, value in told["facts"].items()}
    return Reason(told["code"], facts)
