"""Lists of payments, of what is overdue, and of results that may be padding."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ceyuan.apps.projects.messages import acceptance as acceptance_words
from ceyuan.apps.projects.messages import execution as messages
from ceyuan.apps.projects.naming import name_of, project_url, sum_of, title_of
from ceyuan.kit.columns import Column
from ceyuan.kit.tables import Table


class PaymentTable(Table):
    """Payments."""

    caption = _("Payments")
    default_sort = "due"
    columns = (
        Column("number", _("No."), "link", url=lambda one: reverse("projects:payment", args=[one.pk])),
        Column(
            "project",
            _("Project"),
            "link",
            sort="project",
            value=lambda one: one.project.code,
            url=lambda one: project_url(one.project),
        ),
        Column("unit", _("Unit"), value=lambda one: name_of(one.unit), priority=2),
        Column("milestone", _("Milestone"), value=lambda one: one.milestone.name, priority=2, wide=True),
        Column(
            "amount",
            _("Amount"),
            "money",
            sort="amount",
            value=lambda one: sum_of(one.amount_minor, one.project.currency),
            unit="wan",
        ),
        Column(
            "state", _("State"), "badge", sort="state", labels=messages.PAYMENT_STATES, tones=messages.PAYMENT_TONES
        ),
        Column("due_on", _("To be paid by"), "date", sort="due"),
        Column("paid_on", _("Paid on"), "date", priority=3),
        Column("voucher", _("Voucher number"), priority=3, optional=True),
    )


class OverdueTable(Table):
    """What is overdue."""

    caption = _("Overdue in projects")
    default_sort = "-days"
    columns = (
        Column(
            "kind",
            _("What"),
            "badge",
            sort="kind",
            labels=messages.OVERDUE,
            tones=dict.fromkeys(messages.OVERDUE, "bad"),
        ),
        Column(
            "project", _("Project"), "link", sort="project", value=lambda row: row.project.code, url=lambda row: row.url
        ),
        Column("title", _("Title"), value=lambda row: title_of(row.project), wide=True),
        Column("unit", _("Lead unit"), value=lambda row: name_of(row.project.lead_unit), priority=2),
        Column("subject", pgettext_lazy("overdue", "Which"), priority=2),
        Column("due_on", _("Was due on"), "date", sort="due"),
        Column("days", _("Days late"), "number", sort="days"),
        Column(
            "supervise",
            _("Supervision"),
            "link",
            value=lambda row: _("Issue an item") if row.supervise else "",
            url=lambda row: row.supervise,
            priority=2,
            optional=True,
        ),
    )


class PaddedTable(Table):
    """Results that may be padding."""

    caption = _("Results to look at twice")
    default_sort = "project"
    columns = (
        Column(
            "why",
            _("Why"),
            "badge",
            sort="why",
            labels=acceptance_words.PADDING,
            tones=dict.fromkeys(acceptance_words.PADDING, "warn"),
        ),
        Column("title", _("Result"), wide=True),
        Column("year", _("Year"), sort="year"),
        Column(
            "project",
            _("Project"),
            "link",
            sort="project",
            value=lambda row: row.project_code,
            url=lambda row: reverse("projects:acceptance", args=[row.project_code]),
        ),
        Column(
            "other",
            _("Other project"),
            "link",
            value=lambda row: row.other_code,
            url=lambda row: reverse("projects:project_detail", args=[row.other_code]) if row.other_code else "",
        ),
    )
