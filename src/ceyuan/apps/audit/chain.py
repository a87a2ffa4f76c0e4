"""The chain computed without the database's help: what `verify` trusts is only this arithmetic and the stored rows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256

GENESIS = "0" * 64

# The order is that of `ceyuan_act_hash` in migration 0002; both must change together, with a new version of the chain.
FIELDS = (
    "seq",
    "at_us",
    "group_id",
    "account_id",
    "person_id",
    "actor_name",
    "staff_session_id",
    "act",
    "subject_kind",
    "subject_id",
    "subject_label",
    "unit_path",
    "before",
    "after",
    "reason",
    "request_id",
    "previous",
)

# gap: an act is missing. link: it does not follow the one before it. content: it says something else than when it was
# written. number: its row number was changed. tail: acts at the end are missing. head: the noted hash is another one.
FAULTS = ("gap", "link", "content", "number", "tail", "head")

Row = Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class Noted:
    """What somebody outside wrote down earlier: at this `seq` the chain had this `hash`."""

    seq: int
    hash: str


@dataclass(frozen=True, slots=True)
class Finding:
    """The outcome of a verification: how many acts stand, the last hash, and the first break if there is one."""

    acts: int
    head: str
    broken_seq: int | None = None
    fault: str = ""
    act: str = ""
    subject: str = ""

    @property
    def is_whole(self) -> bool:
        return self.broken_seq is None


def link_hash(row: Row) -> str:
    """SHA-256 over the length-prefixed texts of the fields; a missing value is marked and never equals an empty one."""
    text = "".join(_part(row[name]) for name in FIELDS)
    return sha256(text.encode()).hexdigest()


def _part(value: str | None) -> str:
    return "-;" if value is None else f"{len(value.encode())}:{value};"


def verify(rows: Iterable[Row], noted: Noted | None = None) -> Finding:
    """Walk the rows in order of `seq`. Every row gives its fields, its `id` and its stored `hash` as text.

    The chain alone cannot show that its end was cut off or that it was written anew as a whole; `noted`, kept
    outside, can.
    """
    sound = Finding(0, GENESIS)
    for row in rows:
        expected = sound.acts + 1
        if fault := _fault(row, expected, sound.head):
            broken = replace(sound, broken_seq=expected, fault=fault)
            return broken if fault == "gap" else _naming(broken, row)
        sound = replace(sound, acts=expected, head=str(row["hash"]))
        if noted and noted.seq == expected and noted.hash != sound.head:
            return _naming(replace(sound, broken_seq=expected, fault="head"), row)
    if noted and noted.seq > sound.acts:
        return replace(sound, broken_seq=sound.acts + 1, fault="tail")
    return sound


def _naming(finding: Finding, row: Row) -> Finding:
    subject = f"{row['subject_kind']} {row['subject_id']} {row['subject_label']}".strip()
    return replace(finding, act=str(row["act"]), subject=subject)


def _fault(row: Row, expected: int, head: str) -> str:
    if row["seq"] != str(expected):
        return "gap"
    if row["previous"] != head:
        return "link"
    if link_hash(row) != row["hash"]:
        return "content"
    return "" if row["id"] == row["seq"] else "number"
