"""Kinds of notices as data: who sees them, how long they hang at least, and which fields they may show."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from ceyuan.core.kernel.verdict import Refused
from ceyuan.kit import rules

FILE = "cn/notice_templates.yaml"
_AUDIENCES = frozenset({"unit", "group", "public"})


@dataclass(frozen=True, slots=True)
class ShownField:
    """A field that a notice of this kind may show."""

    code: str
    name_zh: str
    name_en: str


@dataclass(frozen=True, slots=True)
class NoticeTemplate:
    """A kind of notice. Days are working days; `basis` is the rule it rests on."""

    code: str
    name_zh: str
    name_en: str
    audience: str
    least_days: int
    default_days: int
    answer_days: int
    basis: str
    fields: tuple[ShownField, ...]

    @property
    def field_codes(self) -> frozenset[str]:
        """The codes of the fields that may be shown."""
        return frozenset(field.code for field in self.fields)


def templates() -> Mapping[str, NoticeTemplate]:
    """All kinds by code, in the order of the file."""
    return _read(rules.state(FILE))


def template(code: str) -> NoticeTemplate:
    """One kind; raises `Refused` "notices.unknown_template"."""
    found = templates().get(code)
    if found is None:
        raise Refused("notices.unknown_template", template=code)
    return found


@lru_cache(maxsize=4)
def _read(state: tuple[tuple[str, int], ...]) -> Mapping[str, NoticeTemplate]:
    del state  # the key under which the reading is kept
    given = {code: one for layer in rules.layers(FILE) for code, one in (layer.get("templates") or {}).items()}
    return {code: _template(str(code), one) for code, one in given.items()}


def _template(code: str, given: Mapping[str, Any]) -> NoticeTemplate:
    try:
        made = NoticeTemplate(
            code=code,
            name_zh=str(given["name_zh"]),
            name_en=str(given["name_en"]),
            audience=str(given["audience"]),
            least_days=int(given["least_days"]),
            default_days=int(given["default_days"]),
            answer_days=int(given["answer_days"]),
            basis=str(given.get("basis") or ""),
            fields=tuple(
                ShownField(str(one["code"]), str(one["name_zh"]), str(one["name_en"])) for one in given["fields"]
            ),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise rules.RulesTrouble(f"{FILE}: the kind {code} is not complete ({error!r}).") from error
    if made.audience not in _AUDIENCES or not 1 <= made.least_days <= made.default_days:
        raise rules.RulesTrouble(f"{FILE}: the kind {code} needs a known audience and 1 ≤ least_days ≤ default_days.")
    return made
