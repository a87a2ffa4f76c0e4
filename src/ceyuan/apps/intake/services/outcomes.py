"""What a taker hands back: the accounts of its files, the rows it refused, and what it changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ceyuan.core.intake.errors import Rejected


@dataclass(frozen=True, slots=True)
class FileAccount:
    """The account of one file; `totals` as `core.intake.accounting.ControlTotals.to_dict` gives them."""

    name: str
    sha256: str
    size: int
    read: int
    accepted: int
    rejected: int
    totals: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Outcome:
    """One delivery as taken. `changed` counts rows by table and kind of change, such as {"projects": {"inserted": 3}}.

    `changed_projects` names the projects whose roll-ups have to follow; None stands for nearly all of them.
    """

    files: Sequence[FileAccount]
    rejections: Sequence[Rejected]
    changed: Mapping[str, Mapping[str, int]]
    changed_projects: Sequence[int] | None
    as_of: date | None = None

    @property
    def is_unchanged(self) -> bool:
        """Whether the delivery said nothing new."""
        return not any(count for counts in self.changed.values() for count in counts.values())
