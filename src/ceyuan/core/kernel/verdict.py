"""Reasons, verdicts and the two expected errors.

The core answers questions with reason *codes* and the facts needed to word them; `apps/<x>/messages.py` turns a code
into text. Anything that is neither `Refused` nor `Invalid` is a bug.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

_CODE = re.compile(r"[a-z][a-z0-9_]*(\.[a-z0-9_]+)*")


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something is not possible: a stable dotted lower-case `code` and the `facts` that its text names."""

    code: str
    facts: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not _CODE.fullmatch(self.code):
            raise ValueError(
                f"Reason code {self.code!r}: use lower-case words joined by dots, like 'projects.no_leader'."
            )
        object.__setattr__(self, "facts", MappingProxyType(dict(self.facts)))

    def __hash__(self) -> int:
        # Facts may hold unhashable values (lists of names), so equal reasons share the hash of their code only.
        return hash(self.code)

    def __reduce__(self) -> tuple[type["Reason"], tuple[str, dict[str, Any]]]:
        # A mapping proxy cannot be pickled, and refusals travel between processes (task queue, parallel tests).
        return Reason, (self.code, dict(self.facts))

    def __str__(self) -> str:
        if not self.facts:
            return self.code
        return f"{self.code} ({', '.join(f'{name}={value!r}' for name, value in self.facts.items())})"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer to "may this be done?": true when there is no reason against it."""

    reasons: tuple[Reason, ...] = ()

    @classmethod
    def allowed(cls) -> "Verdict":
        """The verdict without any objection."""
        return cls()

    @classmethod
    def refused(cls, code: str, /, **facts: Any) -> "Verdict":
        """The verdict with one reason against it."""
        return cls((Reason(code, facts),))

    @classmethod
    def of(cls, reasons: Iterable[Reason | None]) -> "Verdict":
        """The verdict of several checks, each giving a reason or None."""
        return cls(tuple(reason for reason in reasons if reason is not None))

    def __bool__(self) -> bool:
        return not self.reasons

    def __and__(self, other: "Verdict") -> "Verdict":
        """Both must allow; all reasons are kept, each once, in order."""
        return Verdict(self.reasons + tuple(reason for reason in other.reasons if reason not in self.reasons))

    def require(self) -> None:
        """Raise `Refused` with the first reason unless allowed."""
        if self.reasons:
            raise Refused(self.reasons[0])


class Refused(Exception):
    """An expected refusal, shown to the person with advice. `reason` carries code and facts."""

    reason: Reason

    def __init__(self, reason: str | Reason, /, **facts: Any) -> None:
        if isinstance(reason, Reason):
            self.reason = Reason(reason.code, {**reason.facts, **facts}) if facts else reason
        else:
            self.reason = Reason(reason, facts)
        super().__init__(self.reason)

    def __str__(self) -> str:
        return str(self.reason)


class Invalid(Exception):
    """Input that cannot be accepted: for each field name the reasons. The empty name means the whole input."""

    fields: dict[str, list[Reason]]

    def __init__(self, fields: Mapping[str, Iterable[str | Reason]]) -> None:
        self.fields = {
            name: [reason if isinstance(reason, Reason) else Reason(reason) for reason in _several(name, reasons)]
            for name, reasons in fields.items()
        }
        if not any(self.fields.values()):
            raise ValueError("Invalid needs at least one field with a reason; do not raise it for accepted input.")
        super().__init__(self.fields)

    def __str__(self) -> str:
        return "; ".join(f"{name or '*'}: {', '.join(map(str, reasons))}" for name, reasons in self.fields.items())


def _several(name: str, reasons: Iterable[str | Reason]) -> Iterable[str | Reason]:
    if isinstance(reasons, str):
        raise TypeError(f"Invalid: give field {name!r} a list of reason codes, not the single text {reasons!r}.")
    return reasons
