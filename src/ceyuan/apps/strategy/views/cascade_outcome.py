"""What came of a form of the cascade that was not saved, shown on the page beside what was typed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ceyuan.apps.strategy.selectors.cascade import Cascade
from ceyuan.core.kernel.verdict import Reason
from ceyuan.kit.reasons import reason_text

from .cascade_form import Posted


@dataclass(slots=True)
class Outcome:
    """What came of a POST that did not end in a redirect."""

    posted: Posted
    problems: tuple[str, ...] = ()
    conflicts: Mapping[int, Mapping[str, Any]] | None = None
    status: int = 422


def try_on(found: Cascade, given: Posted) -> None:
    """Lets the closures be shown with what was typed and not saved."""
    values = {str(edit.target_id): dict(edit.given) for edit in given.edits}
    values |= {f"u{row.unit_id}": {} for row in found.rows if row.pk is None}
    for new in given.shares:
        for row in found.rows:
            if row.pk is None and row.code == new.wish.unit_code:
                values[row.key] = dict(new.wish.given)
    for pk, reserve in given.reserves.items():
        values.setdefault(str(pk), {})["reserve"] = reserve
    for row in found.rows:
        row.tried = values.get(row.key, {})


def unreadable(found: Cascade, given: Posted) -> Outcome:
    """What was typed is no number, or a conflict was not decided."""
    if given.wrong:
        said = [f"{_row_name(found, field)}: {reason_text(one)}" for field, all_ in given.wrong.items() for one in all_]
        return Outcome(given, tuple(said))
    return Outcome(given, (reason_text(Reason("strategy.choose_a_version")),), _still(found, given))


def _still(found: Cascade, given: Posted) -> dict[int, dict[str, Any]]:
    told = {"who": "–", "when": "–", "old": "–"}
    return {pk: {**told, "new": found.by_id[pk].value} for pk in given.undecided if pk in found.by_id}


def _row_name(found: Cascade, field: str) -> str:
    key = field.partition("-")[2]
    return next((row.name_zh or row.name_en for row in found.rows if row.key == key), field)
