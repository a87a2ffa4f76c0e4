"""Why a file or a row is not taken: one exception for a whole file, one record for a row.

Both carry a stable reason code and facts; the English sentences here serve the command line and logs, the web layer
translates the same codes.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ceyuan.core.intake.sentences import FILE_SENTENCES, ROW_SENTENCES
from ceyuan.core.kernel.verdict import Reason, Refused

EXCERPT_LENGTH = 80


def excerpt(value: object) -> str:
    """The value as one short printable line: control characters visible, cut at 80 characters."""
    text = "".join(mark if mark.isprintable() else " " for mark in str(value)).strip()
    return text if len(text) <= EXCERPT_LENGTH else text[: EXCERPT_LENGTH - 1] + "…"


class IntakeError(Refused):
    """A whole file is refused. ``code`` is a key of FILE_SENTENCES; ``facts`` tell place, expected and found."""

    def __init__(
        self,
        code: str,
        *,
        file: str = "",
        sheet: str = "",
        line: int | None = None,
        column: str = "",
        expected: str = "",
        found: str = "",
    ) -> None:
        if code not in FILE_SENTENCES:
            raise ValueError(f"unknown intake code {code!r}: add its sentence to sentences.py")
        self.code = code
        self.file, self.sheet, self.line, self.column = file, sheet, line, column
        self.expected, self.found = expected, excerpt(found)
        super().__init__(code, **self.facts)

    @property
    def facts(self) -> dict[str, str | int]:
        """The facts that are known, ready for a translated sentence."""
        known: dict[str, str | int | None] = {
            "file": self.file,
            "sheet": self.sheet,
            "line": self.line,
            "column": self.column,
            "expected": self.expected,
            "found": self.found,
        }
        return {key: value for key, value in known.items() if value not in ("", None)}

    def placed(self, *, file: str = "", sheet: str = "") -> "IntakeError":
        """The same refusal with the file or sheet filled in where the raiser did not know it."""
        self.file = self.file or file
        self.sheet = self.sheet or sheet
        self.reason = Reason(self.code, self.facts)
        return self

    def __str__(self) -> str:
        sentence = FILE_SENTENCES[self.code].format(
            found=self.found or "nothing", expected=self.expected or "a table", column=self.column
        )
        return f"{place(self.file, self.sheet, self.line, self.column)}: {sentence}"


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that is not taken. ``line`` counts from 1 as the user sees it; ``code`` is a key of ROW_SENTENCES."""

    file: str
    sheet: str
    line: int
    column: str
    code: str
    found: str = ""
    expected: str = ""
    more: tuple["Rejected", ...] = field(default=(), compare=False)

    @classmethod
    def joined(cls, faults: Sequence["Rejected"]) -> "Rejected":
        """One rejection for a row with several faults: the first leads, the others are in ``more``."""
        return replace(faults[0], more=tuple(faults[1:]))

    def __str__(self) -> str:
        sentence = ROW_SENTENCES[self.code].format(
            found=self.found or "nothing", expected=self.expected, column=self.column
        )
        return f"{place(self.file, self.sheet, self.line, self.column)}: {sentence}"


def place(file: str, sheet: str, line: int | None, column: str) -> str:
    """The place in words: ``a.xlsx, sheet 'S1', line 7, column 'Start'``."""
    parts = [file or "the file"]
    if sheet:
        parts.append(f"sheet '{sheet}'")
    if line is not None:
        parts.append(f"line {line}")
    if column:
        parts.append(f"column '{excerpt(column)}'")
    return ", ".join(parts)
