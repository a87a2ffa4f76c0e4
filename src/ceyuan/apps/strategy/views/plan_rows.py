"""Clauses and changes, made ready for their templates."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from ceyuan.apps.strategy.messages import plans as words
from ceyuan.apps.strategy.plan_words import address, name_of, text_of
from ceyuan.apps.strategy.selectors.plan_targets import LiveFigure, missing_reason
from ceyuan.apps.strategy.target_numbers import of_value
from ceyuan.core.kernel.comparison import Change, Passage
from ceyuan.kit.reasons import reason_text

SIGNS = {"at_least": "≥", "at_most": "≤", "equal": "="}


def clause_rows(
    clauses: Sequence[Any], figures: Mapping[int, Sequence[LiveFigure]], unit_id: int = 0
) -> list[dict[str, Any]]:
    """The clauses as the document shows them, each with its figures; a figure of another unit than the plan's
    (`unit_id`) names it."""
    return [
        {
            "pk": one.pk,
            "number": one.number,
            "text": text_of(one),
            "depth": one.depth,
            "kind": one.kind,
            "kind_text": words.CLAUSE_KINDS.get(one.kind, one.kind),
            "tone": words.CLAUSE_TONES.get(one.kind, "neutral"),
            "lead": one.lead_unit,
            "due_on": one.due_on,
            "direction": one.direction,
            "direction_url": address("direction_detail", one.direction.code) if one.direction else "",
            "figures": [figure_row(figure, unit_id) for figure in figures.get(one.pk, ())],
            "unmeasured": one.kind == "target" and not figures.get(one.pk),
        }
        for one in clauses
    ]


def figure_row(figure: LiveFigure, unit_id: int = 0) -> dict[str, Any]:
    """A target with its standing in words."""
    target, kpi = figure.target, figure.target.kpi
    writing = of_value(kpi)
    value = figure.standing.value if figure.standing else None
    reason = missing_reason(figure)
    return {
        "name": name_of(kpi),
        "year": target.year,
        "unit": name_of(target.unit) if target.unit_id != unit_id else "",
        "target": f"{SIGNS[kpi.direction]} {writing.phrase(target.value)}",
        "standing": writing.phrase(value),
        "missing": reason_text(reason) if value is None and reason else "",
        "badge": badge_of(figure),
        "tone": figure.tone,
        "url": address("target_detail", target.pk),
        "explain": address("standing", kpi.code, target.unit.code, target.year) if value is not None else "",
        "projects": figure.serving.projects,
        "projects_url": figure.serving.url,
        "money": figure.serving.money,
    }


def badge_of(figure: LiveFigure) -> str:
    """The completion in words."""
    if figure.percent is not None:
        return f"{figure.percent}%"
    if figure.met is None:
        return _("No reading yet")
    return _("Met") if figure.met else _("Missed")


def passages(clauses: Sequence[Any]) -> list[Passage]:
    """The clauses as they are compared: what else must be equal is the kind, the lead unit and the day."""
    return [
        Passage(one.pk, one.number, text_of(one), f"{one.kind} {one.lead_unit_id or ''} {one.due_on or ''}")
        for one in clauses
    ]


def change_rows(changes: Sequence[Change]) -> list[dict[str, Any]]:
    """The changes as the page shows them."""
    return [
        {
            "kind": one.kind,
            "label": words.CHANGES[one.kind],
            "tone": words.CHANGE_TONES.get(one.kind, "neutral"),
            "number": one.new.number if one.new else one.old.number if one.old else "",
            "old_number": one.old.number if one.old and one.new and one.old.number != one.new.number else "",
            "text": one.new.text if one.new else one.old.text if one.old else "",
            "words": one.words,
            "facts_changed": bool(one.old and one.new and one.old.of != one.new.of),
        }
        for one in changes
    ]
