"""When a rule applies: patterns on columns of a line, its side and its month."""

from collections.abc import Mapping
from dataclasses import dataclass, field

PATTERN_COLUMNS = ("account", "cost_centre", "cost_object", "project", "department", "counterparty")
SIDES = ("", "debit", "credit")


@dataclass(frozen=True, slots=True)
class Condition:
    """All parts must hold; an empty condition always does.

    `patterns`: column to patterns of which one must fit: a whole value, a beginning (`5301*`), or `*` for anything but
    an empty value. `text`: words of which the line's text must contain one. `side`: the side that is not zero.
    `since` and `until` (inclusive): months `yyyymm` of the line.
    """

    patterns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    text: tuple[str, ...] = ()
    side: str = ""
    since: int = 0
    until: int = 999912

    @property
    def is_account_only(self) -> bool:
        """Whether the account alone decides."""
        return not (self.text or self.side or self.since or self.until < 999912 or set(self.patterns) - {"account"})

    def admits_account(self, account: str) -> bool:
        """Whether a line of the account can meet the condition."""
        patterns = self.patterns.get("account")
        return patterns is None or any(fits(pattern, account) for pattern in patterns)

    def holds(self, line: Mapping[str, object]) -> bool:
        """The same question asked of one line in plain Python: what the expressions must agree with."""
        values = {column: str(line.get(column) or "") for column in (*PATTERN_COLUMNS, "text")}
        period = int(str(line.get("period") or 0))
        return (
            self.since <= period <= self.until
            and (not self.side or bool(line.get(f"{self.side}_fen")))
            and (not self.text or any(word in values["text"] for word in self.text))
            and all(any(fits(p, values[column]) for p in patterns) for column, patterns in self.patterns.items())
        )


def fits(pattern: str, value: str) -> bool:
    """Whether a value fits a pattern."""
    if pattern == "*":
        return bool(value)
    return value.startswith(pattern[:-1]) if pattern.endswith("*") else value == pattern
