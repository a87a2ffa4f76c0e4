"""The project on paper."""

from typing import Any
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _

from ceyuan.apps.documents.interface import PaperColumn, PaperTable, Record, Section, render_record
from ceyuan.apps.projects import messages, selectors
from ceyuan.apps.projects.naming import name_of, sum_of, title_of
from ceyuan.kit.numbers import money_text
from ceyuan.kit.views import ActorView

from .on_project import OfTheLeader
from .project_detail import facts_of
from .project_parts import budget_matrix, indicator_rows, language, participation_rows


class ProjectSheetView(OfTheLeader, ActorView):
    """A PDF/A of what the project page shows, with the fingerprint of its facts."""

    permission = selectors.PERMISSION

    def get(self, request: HttpRequest, code: str) -> HttpResponseBase:
        project = selectors.detail(self.actor, code)
        if project is None:
            raise Http404
        body = render_record(sheet(project, self.actor))
        response = HttpResponse(body, content_type="application/pdf")
        response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(project.code, safe='')}.pdf"
        return response


def sheet(project: Any, actor: Any) -> Record:
    """The facts of the sheet."""
    facts = [(str(label), str(value)) for label, value in facts_of(project)]
    state = str(messages.STATES.get(project.state, project.state))
    money = [
        (_("Funding"), money_text(sum_of(project.funding_minor, project.currency), "yuan")),
        (_("Total cost"), money_text(sum_of(project.total_minor, project.currency), "yuan")),
    ]
    sections = [Section(_("At a glance"), [*facts, (_("State"), state), *money])]
    sections += [Section(_("What it is about"), text=text) for text in selectors.texts(project, language())]
    sections.append(Section(_("Participants and money"), table=_participants(project)))
    if lines := selectors.budget(project):
        sections.append(Section(_("Budget by source and year"), table=_budget(budget_matrix(project, lines))))
    if found := selectors.indicators(project):
        sections.append(Section(_("Indicators"), table=_indicators(found)))
    return Record(
        title=title_of(project),
        as_of=timezone.now(),
        printed_by=actor.name,
        number=project.code,
        number_label=_("Code"),
        subtitle=name_of(project.programme),
        group=str(project.group),
        sections=sections,
    )


def _participants(project: Any) -> PaperTable:
    columns = (
        PaperColumn(_("Unit"), width="wide"),
        PaperColumn(_("Role")),
        PaperColumn(_("Funding"), "right"),
        PaperColumn(_("Total cost"), "right"),
    )
    rows = [
        (row["unit"], str(row["role"]), money_text(row["funding"], "yuan"), money_text(row["total"], "yuan"))
        for row in participation_rows(project, selectors.participations(project))
    ]
    sums = selectors.participation_sums(project)
    total = (_("Sum"), "", money_text(sum_of(sums["funding"] or 0, project.currency), "yuan"), "")
    return PaperTable(columns, rows, total)


def _budget(matrix: dict[str, Any]) -> PaperTable:
    heads = [PaperColumn(_("Source"), width="wide"), *(PaperColumn(str(year), "right") for year in matrix["years"])]
    rows = [
        (str(row["source"]), *(money_text(cell, "wan") for cell in row["cells"]), money_text(row["sum"], "wan"))
        for row in matrix["rows"]
    ]
    total = (_("Sum"), *(money_text(cell, "wan") for cell in matrix["sums"]), money_text(matrix["sum"], "wan"))
    return PaperTable([*heads, PaperColumn(_("Sum"), "right")], rows, total)


def _indicators(found: Any) -> PaperTable:
    columns = (
        PaperColumn(_("Indicator"), width="wide"),
        PaperColumn(_("Baseline"), "right"),
        PaperColumn(_("Mid-term"), "right"),
        PaperColumn(_("Final"), "right"),
        PaperColumn(_("Measured in")),
    )
    rows = [
        (row["name"], row["baseline"], row["midterm"], f"{row['sign']} {row['final']}".strip(), row["unit"])
        for row in indicator_rows(found)
    ]
    return PaperTable(columns, rows)
