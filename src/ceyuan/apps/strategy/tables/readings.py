"""Tables: indicators, quantities, readings, scores and gaps in the data."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ceyuan.apps.strategy import reading_words as words
from ceyuan.apps.strategy.messages import readings as texts
from ceyuan.kit.tables import Column, Table
from ceyuan.kit.templatetags.kit import named


def _unit_name(row: Any) -> str:
    return named(row.unit)


class KpiTable(Table):
    """The indicator library."""

    caption = _("Indicator library")
    columns = (
        Column("code", _("Code"), "code", url=words.kpi_url),
        Column("name", _("Indicator"), value=named, url=words.kpi_url, wide=True),
        Column("roll_up", _("Roll-up"), labels=texts.ROLL_UPS, priority=2),
        Column("direction", _("Direction"), labels=texts.DIRECTIONS),
        Column("unit_of_measure", _("Unit of measure")),
        Column("numerator", _("Quantity"), value=lambda row: named(row.numerator), priority=2),
        Column(
            "denominator",
            _("Divided by"),
            value=lambda row: named(row.denominator) if row.denominator else "",
            priority=3,
        ),
        Column(
            "gate",
            _("Gate"),
            "badge",
            value=lambda row: "gate" if row.is_gate else "",
            labels={"gate": _("Hard indicator")},
            tones={"gate": "special"},
            priority=2,
        ),
        Column("valid", _("Valid"), value=lambda row: f"{row.valid_from}–{row.valid_to or ''}", priority=3),
    )


class QuantityTable(Table):
    """Raw quantities that units report."""

    caption = _("Quantities")
    columns = (
        Column("code", _("Code"), "code"),
        Column("name", _("Quantity"), value=named, wide=True),
        Column("kind", _("Kind"), labels=texts.KINDS),
        Column("measure", _("Unit of measure"), value=words.measure, priority=2),
        Column("over_time", _("Over the year"), labels=texts.OVER_TIME, priority=2),
        Column("frequency", _("Rhythm"), labels=texts.FREQUENCIES),
        Column("reported_by", _("Reported by"), labels=texts.REPORTERS, priority=2),
        Column("due_days", _("Days to report"), "number", priority=3),
        Column("computed_by", _("From records"), optional=True, value=words.source_name),
    )


def _mark(row: Any) -> str:
    if not row.is_current:
        return "old"
    if row.is_late:
        return "late"
    if row.supersedes_id:
        return "corrected"
    return "computed" if row.is_computed else ""


class ReadingTable(Table):
    """What units reported."""

    caption = _("Readings")
    default_sort = "-at"
    columns = (
        Column("unit", _("Unit"), value=_unit_name, sort="unit"),
        Column(
            "quantity",
            _("Quantity"),
            value=lambda row: named(row.quantity),
            sort="quantity",
            wide=True,
            url=lambda row: reverse("strategy:reading", args=[row.pk]),
        ),
        Column("period", pgettext_lazy("reporting", "Period"), value=words.span_text, sort="period"),
        Column("value", _("Value"), value=words.said),
        Column(
            "state",
            _("Marks"),
            "badge",
            value=_mark,
            labels={
                "late": _("Late"),
                "corrected": _("Corrected"),
                "computed": _("From records"),
                "old": _("Replaced"),
            },
            tones={"late": "warn", "corrected": "info", "old": "neutral", "computed": "special"},
        ),
        Column("person_name", _("Entered by"), priority=2),
        Column("at", _("At"), "date", sort="at", priority=2),
        Column("evidence", _("Evidence"), priority=3, optional=True),
    )


def _of_hundred(row: Any) -> Any:
    # A score may go beyond a hundred; the bar is full then.
    return None if row.card.score is None else min(row.card.score, 100)


class ScoreTable(Table):
    """Units by score."""

    caption = _("Score cards")
    columns = (
        Column("place", _("Place"), "number", sort="place"),
        Column("unit", _("Unit"), value=_unit_name, wide=True, url=lambda row: words.card_url(row.unit, row.card.year)),
        Column("score", _("Score"), "number", value=lambda row: row.card.score, digits=2),
        Column("bar", _("Of 100"), "progress", value=_of_hundred, priority=2),
        Column("change", _("Change to last year"), "number", digits=2, priority=2),
        Column(
            "gates",
            _("Gates missed"),
            "badge",
            value=lambda row: row.card.gates_missed or "",
            tones=dict.fromkeys(range(1, 30), "bad"),
        ),
        Column("unread", _("Without figure"), value=lambda row: row.card.unread or "", optional=True, priority=2),
        Column(
            "judged",
            _("State"),
            "badge",
            value=lambda row: "none" if row.card.score is None else "final" if row.card.judged is not None else "open",
            labels={"final": _("Final"), "open": _("So far"), "none": _("No score")},
            tones={"final": "good", "open": "info", "none": "warn"},
        ),
        Column("kind", _("Kind"), value=lambda row: row.unit.kind, only_in_files=True),
    )


class OwedTable(Table):
    """Readings that are not there."""

    caption = _("Missing readings")
    columns = (
        Column("unit", _("Unit"), value=_unit_name, url=lambda row: words.sheet_url(row.unit, row.span)),
        Column("quantity", _("Quantity"), value=lambda row: named(row.quantity), wide=True),
        Column("period", pgettext_lazy("reporting", "Period"), value=lambda row: row.span.code),
        Column("due_on", _("Due"), "date"),
        Column(
            "days",
            _("Overdue"),
            value=lambda row: words.days_text(row.days),
        ),
        Column(
            "reported_by",
            _("Reported by"),
            value=lambda row: row.quantity.reported_by,
            labels=texts.REPORTERS,
            priority=2,
        ),
    )


class QualityTable(Table):
    """How well units report."""

    caption = _("Data quality")
    columns = (
        Column("unit", _("Unit"), value=_unit_name, wide=True),
        Column("percent", _("In time"), "progress"),
        Column("due", pgettext_lazy("reporting", "Due"), "number"),
        Column("in_time", _("Entered in time"), "number", priority=2),
        Column("late", _("Entered late"), "number"),
        Column("corrected", _("Corrected"), "number", priority=2),
        Column("owed", _("Still missing"), "number"),
    )
