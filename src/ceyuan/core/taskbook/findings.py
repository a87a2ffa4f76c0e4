"""What is wrong with a task book, where, and how badly."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from ceyuan.core.kernel import Reason

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault at a path. An `error` keeps the book from being issued, a `warning` is shown and may be answered."""

    code: str
    path: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    severity: Severity = "error"

    @property
    def reason(self) -> Reason:
        """As reason, to be worded."""
        return Reason(self.code, self.facts)

    def __hash__(self) -> int:
        return hash((self.code, self.path))


def blocking(findings: "list[Finding]") -> "list[Finding]":
    """The findings that keep a book from being issued."""
    return [finding for finding in findings if finding.severity == "error"]
