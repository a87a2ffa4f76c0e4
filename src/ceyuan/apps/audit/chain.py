"""The chain computed without the database's help: what `verify` trusts is only this arithmetic and the stored rows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Finding:
    """The outcome of a verification: how many acts stand, the last hash, and the first break if there is one."""

    acts: int
    head: str
    broken_seq: int | None = None
    fault: str = ""

    @property
    def is_whole(self) -> bool:
        return self.broken_seq is None


def link_hash(row: Mapping[str, str | None]) -> str:
    """SHA-256 over the length-prefixed texts of the fields; a missing value is marked and never equals an empty one."""
    text = "".join(_part(row[name]) for name in FIELDS)
    return sha256(text.encode()).hexdigest()


def _part(value: str | None) -> str:
    return "-;" if value is None else f"{len(value.encode())}:{value};"


def verify(rows: Iterable[Mapping[str, str | None]]) -> Finding:
    """Walk the rows in order of `seq`. Every row gives its fields as text and its stored `hash`."""
    count, head = 0, GENESIS
    for row in rows:
        seq = int(row["seq"] or 0)
        if fault := _fault(row, count + 1, seq, head):
            return Finding(count, head, seq, fault)
        count, head = count + 1, str(row["hash"])
    return Finding(count, head)


def _fault(row: Mapping[str, str | None], expected_seq: int, seq: int, head: str) -> str:
    if seq != expected_seq:
        return "gap"
    if row["previous"] != head:
        return "link"
    return "" if link_hash(row) == row["hash"] else "content"
