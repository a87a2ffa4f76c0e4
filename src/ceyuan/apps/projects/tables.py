"""Lists of this capability."""

from collections.abc import Callable
from operator import attrgetter
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ceyuan.core.kernel.money import Money
from ceyuan.kit.columns import Column
from ceyuan.kit.numbers import is_chinese
from ceyuan.kit.tables import Table

from . import labels, messages

Reading = Callable[[Any], Any]


def title_of(project: Any) -> str:
    """The project's title in the reader's language, or in the one there is."""
    return str(titles()(project))


def titles() -> Reading:
    """`title_of` for many rows: it has looked at the language already."""
    if is_chinese():
        return lambda project: project.title_zh or project.title_en
    return lambda project: project.title_en or project.title_zh


def name_of(thing: Any) -> str:
    """The name of a unit or programme in the reader's language, or in the one there is."""
    first, second = (thing.name_zh, thing.name_en) if is_chinese() else (thing.name_en, thing.name_zh)
    return first or second or str(thing.code)


def names(of: str) -> Callable[[], Reading]:
    """`name_of` of the unit or programme behind a row of a list, for many rows."""

    def reader() -> Reading:
        read = attrgetter(f"{of}__name_zh", f"{of}__name_en", f"{of}__code")
        if is_chinese():
            return lambda row: next(filter(None, read(row)))
        return lambda row: (found := read(row))[1] or found[0] or found[2]

    return reader


_PROJECT_URL = ""


def project_url(project: Any) -> str:
    """The page of a project; the pattern is resolved once, because lists call this for each row."""
    global _PROJECT_URL  # noqa: PLW0603
    if not _PROJECT_URL:
        _PROJECT_URL = reverse("projects:project_detail", args=["CODE"])
    return _PROJECT_URL.replace("CODE", str(project.code))


def sum_of(minor: int | None, currency: str) -> Money | None:
    """Money, or None where the record gives none."""
    return None if minor is None else Money(minor, currency)


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
    )


class ResultTable(Table):
    """Results of projects."""

    caption = _("Results")
    default_sort = "-year"
    columns = (
        Column("kind", _("Kind"), "badge", sort="kind", labels=labels.RESULT_KINDS),
        Column("title", _("Title"), "text", sort="title", wide=True),
        Column("year", _("Year"), sort="year"),
        Column("published_in", _("Published in"), priority=3),
        Column("project", _("Project"), "link", value=lambda r: r.project.code, url=lambda r: project_url(r.project)),
    )
