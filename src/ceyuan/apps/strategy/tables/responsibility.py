"""Lists of letters, duties, matters, supervision items and hand-overs."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from ceyuan.apps.strategy.messages import responsibility as words
from ceyuan.kit.columns import Column
from ceyuan.kit.tables import Table
from ceyuan.kit.templatetags.kit import named

_ISSUED_BY = pgettext_lazy("supervision", "Issued by")


def letter_url(row: Any) -> str:
    """The page of a letter."""
    return reverse("strategy:letter_detail", args=[row.pk])


def duty_url(row: Any) -> str:
    """The page of a duty."""
    return reverse("strategy:duty_detail", args=[row.pk])


def matter_url(row: Any) -> str:
    """The page of a matter."""
    return reverse("strategy:matter_detail", args=[row.pk])


def supervision_url(row: Any) -> str:
    """The page of a supervision item."""
    return reverse("strategy:supervision_detail", args=[row.pk])


def handover_url(line: Any) -> str:
    """The page of the certificate, or the form that makes it."""
    if line.pk:
        return reverse("strategy:handover_detail", args=[line.pk])
    return reverse("strategy:handover_make", args=[line.unit.code, line.on.isoformat()])


def duty_title(duty: Any) -> str:
    """The title of a duty in the reader's language."""
    from ceyuan.kit.numbers import is_chinese

    return str(duty.title_zh if is_chinese() else duty.title_en or duty.title_zh)


def matter_title(matter: Any) -> str:
    """The title of a matter: of its duty in the reader's language, else as it was written."""
    return duty_title(matter.duty) if matter.duty else str(matter.title)


def due_text(duty: Any) -> str:
    """When a duty falls due in words."""
    if duty.times_a_year > 1:
        return gettext("%(times)s times a year") % {"times": duty.times_a_year}
    if not duty.month:
        return gettext("when it arises")
    if duty.day:
        return gettext("every year on %(month)s-%(day)s") % {"month": f"{duty.month:02d}", "day": f"{duty.day:02d}"}
    return gettext("every year by the end of month %(month)s") % {"month": duty.month}


class LetterTable(Table):
    """责任书."""

    caption = _("Responsibility letters")
    default_sort = "unit"
    columns = (
        Column("unit", _("Unit"), sort="unit", value=lambda row: named(row.unit), url=letter_url, wide=True),
        Column("unit_code", _("Code"), "code", value=lambda row: row.unit.code, priority=3),
        Column("leader", _("Top leader"), value=lambda row: named(row.leader) if row.leader else ""),
        Column("year", _("Year"), "code", sort="year"),
        Column("upper_unit", _("Unit above"), value=lambda row: named(row.upper_unit), priority=2),
        Column("state", _("State"), "badge", sort="state", labels=words.LETTER_STATES, tones=words.LETTER_TONES),
        Column("in_force_on", _("In force since"), "date", sort="force", priority=2),
        Column("score", _("Score"), "number", sort="score", digits=2, optional=True),
    )


class DutyTable(Table):
    """职责清单."""

    caption = _("Duties of top leaders")
    default_sort = "code"
    columns = (
        Column("code", _("Code"), "code", sort="code", url=duty_url),
        Column("title", _("Duty"), value=duty_title, url=duty_url, wide=True),
        Column("kind", _("Kind"), "badge", sort="kind", labels=words.DUTY_KINDS, tones=words.DUTY_TONES),
        Column("basis", _("Basis in law or rule"), priority=2, wide=True),
        Column("due", _("Due"), value=due_text, priority=2),
        Column("leader_only", _("In person"), labels={True: _("yes"), False: _("no")}, priority=3),
        Column("valid_from", _("Since"), "date", sort="since", priority=3),
        Column("valid_to", _("Ended"), "date", optional=True, priority=3),
    )


class MatterTable(Table):
    """必办事项."""

    caption = _("Matters for the leader")
    default_sort = "due"
    columns = (
        Column("title", _("Matter"), value=matter_title, url=matter_url, wide=True),
        Column("unit", _("Unit"), sort="unit", value=lambda row: named(row.unit)),
        Column("due_on", _("Due"), "date", sort="due"),
        Column("done_on", _("Done on"), "date", sort="done"),
        Column("outcome", _("Outcome"), priority=2, wide=True),
    )


class SupervisionTable(Table):
    """督办事项."""

    caption = _("Supervision items")
    default_sort = "due"
    columns = (
        Column("title", _("Item"), url=supervision_url, wide=True),
        Column("unit", _("Unit"), sort="unit", value=lambda row: named(row.unit)),
        Column(
            "from_unit", pgettext_lazy("supervision", "Issued by"), value=lambda row: named(row.from_unit), priority=2
        ),
        Column("due_on", _("Due"), "date", sort="due"),
        Column(
            "state",
            _("State"),
            "badge",
            sort="state",
            labels=words.SUPERVISION_STATES,
            tones=words.SUPERVISION_TONES,
        ),
        Column("urgency", _("Urgency"), "badge", labels=words.URGENCY, tones=words.URGENCY_TONES),
        Column("issued_at", _("Issued at"), "date", sort="issued", priority=3),
    )


class HandoverTable(Table):
    """离任交接."""

    caption = _("Changes of top leaders")
    default_sort = "-on"
    columns = (
        Column("unit", _("Unit"), sort="unit", value=lambda row: named(row.unit), url=handover_url, wide=True),
        Column("on", _("Changed on"), "date", sort="on"),
        Column("from_person", _("Handed over by"), value=lambda row: named(row.from_person)),
        Column("to_person", _("Taken over by"), value=lambda row: named(row.to_person)),
        Column("state", _("State"), "badge", labels=words.HANDOVER_STATES, tones=words.HANDOVER_TONES),
    )
