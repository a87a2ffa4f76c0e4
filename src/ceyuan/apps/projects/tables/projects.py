"""Lists of this capability."""

from django.utils.translation import gettext_lazy as _

from ceyuan.apps.projects import labels, messages
from ceyuan.apps.projects.naming import names, project_url, result_title, sum_of, titles
from ceyuan.kit.columns import Column
from ceyuan.kit.tables import Table


class ProjectTable(Table):
    """Projects (项目台账)."""

    caption = _("Projects")
    default_sort = "title"
    columns = (
        Column("code", _("Code"), "code", sort="code", url=project_url),
        Column("title", _("Title"), "link", sort="title", reader=titles, url=project_url, wide=True),
        Column("unit", _("Lead unit"), sort="unit", reader=names("lead_unit"), priority=2),
        Column("programme", _("Programme"), sort="programme", reader=names("programme"), priority=3),
        Column(
            "state", _("State"), "badge", sort="state", labels=messages.STATES, tones=messages.STATE_TONES, priority=1
        ),
        Column("starts_on", _("Start"), "date", sort="start", priority=3),
        Column("ends_on", _("End"), "date", sort="end", priority=2),
        Column(
            "funding",
            _("Funding"),
            "money",
            sort="funding",
            value=lambda p: sum_of(p.funding_minor, p.currency),
            unit="wan",
        ),
        Column(
            "total",
            _("Total cost"),
            "money",
            sort="total",
            value=lambda p: sum_of(p.total_minor, p.currency),
            unit="wan",
            priority=3,
        ),
        Column("currency", _("Currency"), "code", only_in_files=True),
    )


class ResultTable(Table):
    """Results of projects."""

    caption = _("Results")
    default_sort = "-year"
    columns = (
        Column("kind", _("Kind"), "badge", sort="kind", labels=labels.RESULT_KINDS),
        Column("title", _("Title"), "text", sort="title", reader=lambda: result_title, wide=True),
        Column("year", _("Year"), sort="year"),
        Column("published_in", _("Published in"), priority=3, optional=True),
        Column("project", _("Project"), "link", value=lambda r: r.project.code, url=lambda r: project_url(r.project)),
    )
