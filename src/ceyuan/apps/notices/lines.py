"""What a notice puts on show: its lines, and the check that they show no more than they may."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ceyuan.core.kernel.verdict import Invalid, Reason

from .notice_templates import NoticeTemplate

# A number of 18 digits with a date of birth in it, and a mobile number: neither belongs on a notice.
_IDENTITY = re.compile(
    r"(?<![0-9])[1-9][0-9]{5}(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:[0-2][0-9]|3[01])[0-9]{3}[0-9Xx](?![0-9])"
)
_MOBILE = re.compile(r"(?<![0-9])1[3-9][0-9](?:[ -]?[0-9]{4}){2}(?![0-9])")
_MOST_LINES = 2000


@dataclass(frozen=True, slots=True)
class Line:
    """One thing on show. `key` is unique in its notice; `subject_*` name the record that waits for the notice.

    `fields` are shown beside the text, by the codes of the template. `party_persons` and `party_units` (ids) name whom
    the line is about: they never learn who objected and do not handle the objection.
    """

    key: str
    text: str
    subject_kind: str = ""
    subject_id: int | str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    party_persons: tuple[int, ...] = ()
    party_units: tuple[int, ...] = ()


def personal_number(text: str) -> Reason | None:
    """The objection to a text that shows the number of an identity card or a mobile telephone, else None."""
    for code, pattern in (("notices.shows_identity_number", _IDENTITY), ("notices.shows_telephone", _MOBILE)):
        if found := pattern.search(text):
            return Reason(code, {"begins": f"{found.group()[:3]}…"})
    return None


def check(kind: NoticeTemplate, lines: Sequence[Line]) -> None:
    """Raises `Invalid` on "lines" when there are none, a key stands twice, or more is shown than the kind allows."""
    wrong: list[str | Reason] = []
    keys = [line.key.strip() for line in lines]
    if not lines or not all(keys) or not all(line.text.strip() for line in lines):
        wrong.append("notices.empty")
    if len(lines) > _MOST_LINES:
        wrong.append(Reason("notices.too_many_lines", {"most": _MOST_LINES}))
    if twice := {key for key in keys if keys.count(key) > 1} if len(keys) <= _MOST_LINES else set():
        wrong.append(Reason("notices.key_twice", {"key": min(twice)}))
    for line in lines:
        if excess := sorted(set(line.fields) - kind.field_codes):
            wrong.append(Reason("notices.field_not_shown", {"field": excess[0]}))
        said = (line.text, *(str(value) for value in line.fields.values()))
        wrong.extend(reason for part in said if (reason := personal_number(part)))
    if wrong:
        raise Invalid({"lines": wrong[:5]})
