"""The lines of a reporting sheet as its page shows them."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy, pgettext_lazy

from ceyuan.apps.strategy import reading_words as words
from ceyuan.apps.strategy.messages import readings as texts
from ceyuan.apps.strategy.selectors.readings import SheetRow

STATES = {
    "done": (gettext_lazy("Entered"), "good"),
    "late": (gettext_lazy("Entered late"), "warn"),
    "closed": (pgettext_lazy("period", "Closed"), "neutral"),
    "overdue": (gettext_lazy("Overdue"), "bad"),
    "due": (gettext_lazy("Due"), "info"),
    "later": (gettext_lazy("Not over yet"), "neutral"),
    "free": (gettext_lazy("Not asked for"), "neutral"),
}


def line_of(row: SheetRow, errors: Sequence[str], typed: dict[str, Any]) -> dict[str, Any]:
    """One line; after a mistake with what was typed."""
    label, tone = STATES[row.state]
    quantity, name = row.quantity, row.field
    shown = {
        "value": words.typed(quantity, row.current),
        "evidence": row.current.evidence if row.current else "",
        "reason": "",
    }
    return {
        "name": name,
        "kind": row.kind,
        "quantity": quantity,
        "measure": words.measure(quantity),
        "span": row.span,
        "due_on": row.due_on,
        "state": label,
        "tone": tone,
        "state_code": row.state,
        "is_open": row.is_open and not quantity.computed_by,
        "is_listed": row.is_owed or row.current is not None,
        "reporter": texts.REPORTERS.get(quantity.reported_by, quantity.reported_by) if row.barred else "",
        "before": words.said(row.before),
        "current": row.current,
        "current_text": words.said(row.current),
        "source": words.source_name(quantity),
        "seen": row.current.pk if row.current else 0,
        "errors": errors,
        **{part: typed.get(f"{part}-{name}", default) for part, default in shown.items()},
    }


def counts(rows: Sequence[dict[str, Any]]) -> dict[str, int]:
    """How many lines of the unit there are, are entered and are overdue."""
    own = [row for row in rows if row["kind"] == "own" and row["is_listed"]]
    return {
        "all": len(own),
        "done": sum(row["state_code"] in {"done", "late"} for row in own),
        "overdue": sum(row["state_code"] == "overdue" for row in own),
    }
