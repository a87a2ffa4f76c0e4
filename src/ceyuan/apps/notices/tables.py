"""Lists of notices and objections."""

from django.utils.translation import gettext_lazy as _

from ceyuan.kit.columns import Column
from ceyuan.kit.tables import Table
from ceyuan.kit.templatetags.kit import named

from . import messages as words
from .wording import kind_name, notice_url, objection_kind, objection_url


class NoticeTable(Table):
    """公示栏."""

    caption = _("Public notices")
    default_sort = "-published"
    columns = (
        Column("title", _("Notice"), sort="title", url=notice_url, wide=True),
        Column("template", _("Kind"), sort="template", value=lambda row: kind_name(row.template), priority=2),
        Column("unit", _("Published by"), sort="unit", value=lambda row: named(row.unit)),
        Column("published_on", _("Published on"), "date", sort="published", priority=2),
        Column("ends_on", _("On show until"), "date", sort="end"),
        Column("days_left", _("Working days left"), "number", digits=0, priority=2),
        Column("phase", _("State"), "badge", labels=words.PHASES, tones=words.PHASE_TONES),
        Column(
            "dispute",
            _("Objections"),
            "badge",
            labels={"disputed": words.STANDINGS["disputed"]},
            tones=words.STANDING_TONES,
            optional=True,
        ),
    )


class ObjectionTable(Table):
    """待处理异议."""

    caption = _("Objections")
    default_sort = "due"
    columns = (
        Column("number", _("No."), "code", value=lambda row: str(row.pk), url=objection_url),
        Column("notice", _("Notice"), sort="notice", value=lambda row: row.notice.title, url=objection_url, wide=True),
        Column("kind", _("Kind"), value=lambda row: objection_kind(row.kind), priority=2),
        Column("unit", _("Published by"), value=lambda row: named(row.unit), priority=2),
        Column("received_on", _("Received on"), "date", sort="received", priority=2),
        Column("due_on", _("Answer due"), "date", sort="due"),
        Column("state", _("State"), "badge", sort="state", labels=words.OBJECTION_STATES, tones=words.OBJECTION_TONES),
        Column("urgency", _("Clock"), "badge", labels=words.URGENCY, tones=words.URGENCY_TONES),
    )
