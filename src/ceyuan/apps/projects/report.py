"""The report of a project over a period, compiled from its records: entries, indicators, milestones, money, risks."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from ceyuan.apps.documents.interface import PaperColumn, PaperTable, Record, Section
from ceyuan.apps.projects.achieving import achieved
from ceyuan.apps.projects.messages import execution as messages
from ceyuan.apps.projects.models import Indicator, Project
from ceyuan.apps.projects.naming import name_of, sum_of, title_of
from ceyuan.apps.projects.selectors import execution, readiness, standing
from ceyuan.kit.numbers import is_chinese, money_text


@dataclass(frozen=True, slots=True)
class IndicatorLine:
    """Where an indicator stands: promised, last told, how far in per cent."""

    name: str
    promised: str
    value: str
    month: date | None
    percent: float | None
    binding: bool


@dataclass(frozen=True, slots=True)
class Report:
    """What a period tells; `hours` sums what was told of them."""

    first: date | None
    last: date | None
    entries: list[Any]
    indicators: list[IndicatorLine]
    milestones: list[Any]
    risks: list[Any]
    money: dict[str, Any]
    level: Any
    hours: int


def compiled(project: Project, first: date | None, last: date | None) -> Report:
    """The report of the period (both days belong; None: from the beginning, until today)."""
    entries = list(execution.entries(project, first, last))
    sums = standing.money_to_date(project)
    return Report(
        first,
        last,
        entries,
        [_line(one, standing.latest_values(project, last)) for one in standing.indicators_of(project)],
        list(execution.milestones(project)),
        [one for one in execution.risks(project) if one.state in ("open", "occurred")],
        {name: sum_of(sums[name], project.currency) for name in ("released", "paid", "spent")},
        readiness.project_level(project),
        sum(one.hours or 0 for one in entries),
    )


def _line(one: Indicator, values: dict[int, Any]) -> IndicatorLine:
    told = values.get(one.pk)
    share = achieved(one, told.value, None) if told else None
    return IndicatorLine(
        (one.name_zh if is_chinese() else one.name_en) or one.name_zh,
        standing.text_of(one),
        f"{told.value.normalize():f}" if told else "",
        told.entry.month if told else None,
        None if share is None else float(share) * 100,
        one.is_binding,
    )


def paper(project: Project, found: Report, printed_by: str) -> Record:
    """The report as a printed record."""
    period = f"{found.first or project.starts_on or '…'} – {found.last or timezone.localdate()}"
    facts = [
        (_("Period"), period),
        (_("Lead unit"), name_of(project.lead_unit)),
        (_("Released"), money_text(found.money["released"], "yuan")),
        (_("Paid"), money_text(found.money["paid"], "yuan")),
        (_("Spent"), money_text(found.money["spent"], "yuan")),
        (_("Technology readiness"), f"TRL {found.level.value}" if found.level else "–"),
        (_("Hours told"), str(found.hours)),
    ]
    return Record(
        title=title_of(project),
        as_of=timezone.now(),
        printed_by=printed_by,
        number=project.code,
        number_label=_("Code"),
        subtitle=_("Progress report, compiled from monthly entries"),
        group=str(project.group),
        sections=[
            Section(_("At a glance"), facts),
            Section(_("Indicators"), table=_indicators(found)),
            Section(_("Milestones"), table=_milestones(found)),
            Section(_("Open risks"), table=_risks(found)),
            *_told(found),
        ],
    )


def _indicators(found: Report) -> PaperTable:
    heads = (
        PaperColumn(_("Indicator"), width="wide"),
        PaperColumn(_("Promised"), "right"),
        PaperColumn(_("Last told"), "right"),
        PaperColumn(_("Completion"), "right"),
    )
    rows = [
        (one.name, one.promised, one.value or "–", "–" if one.percent is None else f"{one.percent:.1f}%")
        for one in found.indicators
    ]
    return PaperTable(heads, rows)


def _milestones(found: Report) -> PaperTable:
    heads = (PaperColumn(_("Milestone"), width="wide"), PaperColumn(_("Due on")), PaperColumn(_("State")))
    rows = [(one.name, str(one.due_on or "–"), str(messages.MILESTONE_STATES[one.state])) for one in found.milestones]
    return PaperTable(heads, rows)


def _risks(found: Report) -> PaperTable:
    heads = (PaperColumn(_("Project risk"), width="wide"), PaperColumn(_("Probability")), PaperColumn(_("State")))
    rows = [
        (one.title, str(messages.LEVELS[one.probability]), str(messages.RISK_STATES[one.state])) for one in found.risks
    ]
    return PaperTable(heads, rows)


def _told(found: Report) -> list[Section]:
    sections = []
    for one in found.entries:
        heading = f"{one.month:%Y-%m}" + (f" · {title_of(one.topic)}" if one.topic else "")
        sections.append(Section(heading, text=one.text))
    return sections
