"""The states of a plan between its changes: backwards from the last one to the first, and forwards again.

The log names for each field what it was and what it became; the tables tell how the plan stands at the end. So the
first plan is found by taking every change back, the last first, and each change is proved twice on the way.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from ceyuan.core.intake import plain

from .tables import MOST_MONTHS, Files, Line

Key = tuple[str, str, str]
# An item is there as long as one of its fields says something.
State = dict[Key, dict[str, str]]

# The names that the log gives the fields of the tables.
FIELDS: Mapping[str, Mapping[str, str]] = {
    "deliverable": {
        "title": "title",
        "due": "due_month",
        "lead": "lead",
        "nature": "nature",
        "dissem": "dissemination",
        "status": "status",
    },
    "task": {"PM": "person_months", "lead": "lead", "partners": "partners", "wphases": "phases"},
    "effort": {"person_months": "person_months"},
}
_TABLES = {"deliverable": ("deliverable", "id"), "task": ("task", "id"), "effort": ("work_package_effort", "partner")}
_NUMBERS = frozenset({"due", "PM", "person_months"})


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the log: the field `name` (as the log calls it) of the item `key` became `new`."""

    line: int
    key: Key
    name: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Commit:
    """The changes that were made at once."""

    key: str
    made_at: datetime
    entries: tuple[Entry, ...]


def last_state(files: Files) -> State:
    """How the plan stands at the end, as the tables tell it."""
    state: State = {}
    for kind, (table, key) in _TABLES.items():
        for row in files.rows(table):
            told = {name: _told(row[column]) for name, column in FIELDS[kind].items()}
            state[row["wp"], kind, row[key]] = {name: value for name, value in told.items() if value}
    return state


def log_of(files: Files) -> list[Commit]:
    """The commits in their order. Lines with an unknown object, field or value are refused on the way."""
    table = files.tables["plan_change_log"]
    groups: dict[tuple[datetime, str], list[Entry]] = {}
    for line in list(table.lines):
        fault = _fault(line)
        if fault:
            table.refuse(line[0], *fault)
            continue
        row = line[1]
        key = (row["wp"], row["object"], row["object_id"])
        entry = Entry(line[0], key, row["field"], row["old_value"] or "", row["new_value"] or "")
        groups.setdefault((row["committed_at"], row["commit"]), []).append(entry)
    return [Commit(commit, made_at, tuple(entries)) for (made_at, commit), entries in sorted(groups.items())]


def first_state(files: Files, commits: Sequence[Commit]) -> tuple[State, list[Commit]]:
    """How the plan stood before the first change, and the commits with the lines that agree with the plan.

    A line whose new value is not what the plan says after it is refused: it is a difference between plan and log.
    """
    state = {key: dict(fields) for key, fields in last_state(files).items()}
    agreeing: list[Commit] = []
    for commit in reversed(commits):
        kept: list[Entry] = []
        for entry in reversed(commit.entries):
            now = state.get(entry.key, {}).get(entry.name, "")
            if now != entry.new:
                files.tables["plan_change_log"].refuse(
                    entry.line, "new_value", "row.unknown_reference", entry.new, f"{entry.name} = '{now}'"
                )
                continue
            set_field(state, entry.key, entry.name, entry.old)
            kept.append(entry)
        agreeing.append(Commit(commit.key, commit.made_at, tuple(reversed(kept))))
    return state, [commit for commit in reversed(agreeing) if commit.entries]


def carry_out(state: State, commit: Commit) -> None:
    """Bring the state to what it is after the commit."""
    for entry in commit.entries:
        set_field(state, entry.key, entry.name, entry.new)


def set_field(state: State, key: Key, name: str, value: str) -> None:
    """Set a field, an empty value taking it away; the item goes with its last field."""
    fields = state.setdefault(key, {})
    if value:
        fields[name] = value
    else:
        fields.pop(name, None)
    if not fields:
        del state[key]


def copied(state: State) -> State:
    """An independent copy."""
    return {key: dict(fields) for key, fields in state.items()}


def items(state: State, kind: str) -> Iterable[tuple[Key, dict[str, str]]]:
    """The items of a kind."""
    return ((key, fields) for key, fields in state.items() if key[1] == kind)


def _fault(line: Line) -> tuple[str, str, str, str] | None:
    row = line[1]
    known = FIELDS.get(row["object"])
    if known is None:
        return "object", "row.not_in_list", row["object"], ", ".join(FIELDS)
    if row["field"] not in known:
        return "field", "row.not_in_list", row["field"], ", ".join(known)
    for column in ("old_value", "new_value"):
        value = row[column]
        if value is None or row["field"] not in _NUMBERS:
            continue
        try:
            number = plain.number(value)
        except plain.Unfit:
            return column, "row.not_a_number", value, "a number"
        if row["field"] == "due" and not (number == number.to_integral_value() and 0 <= number <= MOST_MONTHS):
            return column, "row.not_in_list", value, f"0 to {MOST_MONTHS}"
    return None


def _told(value: object) -> str:
    return "" if value is None else format(value, "f") if hasattr(value, "as_tuple") else str(value)
