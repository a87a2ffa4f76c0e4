"""The place of a unit in its tree as text of decimal ids, "12.45.678", so that a subtree is one prefix."""

import re
from dataclasses import dataclass
from functools import total_ordering

_PATH = re.compile(r"[1-9][0-9]*(\.[1-9][0-9]*)*")


@total_ordering
@dataclass(frozen=True, slots=True)
class UnitPath:
    """A path from the root unit down, written as ids joined by dots. Ordered by ids: a parent before its children."""

    text: str

    def __post_init__(self) -> None:
        if not isinstance(self.text, str) or not _PATH.fullmatch(self.text):
            raise ValueError(f"{self.text!r} is no unit path: write positive ids joined by dots, like '1.7.2'.")

    @classmethod
    def of_ids(cls, *ids: int) -> "UnitPath":
        """The path through these ids, root first."""
        return cls(".".join(str(id_) for id_ in ids))

    @property
    def ids(self) -> tuple[int, ...]:
        """The ids from the root to the unit itself."""
        return tuple(int(segment) for segment in self.text.split("."))

    @property
    def root(self) -> "UnitPath":
        """The path of the top unit."""
        return UnitPath(self.text.partition(".")[0])

    @property
    def parent(self) -> "UnitPath | None":
        """The path one level up, None for a root."""
        above = self.text.rpartition(".")[0]
        return UnitPath(above) if above else None

    @property
    def depth(self) -> int:
        """The level in the tree: 1 for a root."""
        return self.text.count(".") + 1

    @property
    def lineage(self) -> "tuple[UnitPath, ...]":
        """All paths from the root to this one, itself last."""
        segments = self.text.split(".")
        return tuple(UnitPath(".".join(segments[:level])) for level in range(1, len(segments) + 1))

    @property
    def like_pattern(self) -> str:
        """The SQL LIKE pattern of everything *below*; the unit itself needs `path = text` beside it."""
        return f"{self.text}.%"

    def is_within(self, other: "UnitPath | str") -> bool:
        """Whether this unit is `other` or lies below it (1.70 is not within 1.7)."""
        return self.text == str(other) or self.text.startswith(f"{other}.")

    def child(self, id: int) -> "UnitPath":  # noqa: A002 - the word of the model field
        """The path of a unit directly below."""
        return UnitPath(f"{self.text}.{id}")

    def __lt__(self, other: object) -> bool:
        return self.ids < other.ids if isinstance(other, UnitPath) else NotImplemented

    def __str__(self) -> str:
        return self.text
