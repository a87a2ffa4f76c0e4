"""Progress: the monthly entry, made on a phone, and the report that is compiled from the entries."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ceyuan.apps.documents.interface import render_record
from ceyuan.apps.projects import report, selectors
from ceyuan.apps.projects.deadlines import first_of
from ceyuan.apps.projects.forms.execution import ProgressForm
from ceyuan.apps.projects.naming import title_of
from ceyuan.apps.projects.policies import execution as policies
from ceyuan.apps.projects.selectors import execution, standing
from ceyuan.apps.projects.services import progress
from ceyuan.kit.filters import DateRange, Filters
from ceyuan.kit.views import Action, ActorView

from .on_project import OfTheLeader, ProjectAct, ProjectPage

MOST_MONTHS = 12


class ReportFilters(Filters):
    """The period of a report."""

    period = DateRange(_("Period"))


class ProgressView(ProjectPage):
    """The report of a project, compiled from what was told; nobody writes it."""

    template_name = "projects/progress.html"
    tab = "progress"

    def actions(self, **context: Any) -> list[Action]:
        project = context["object"]
        query = self.request.GET.urlencode()
        pdf = reverse("projects:progress_pdf", args=[project.code])
        found = [Action(_("Report (PDF)"), f"{pdf}?{query}" if query else pdf, "file-text")]
        if may_tell(self.actor, project):
            add = Action(
                _("Write this month"), reverse("projects:progress_add", args=[project.code]), "edit", primary=True
            )
            found.insert(0, add)
        return found

    def shown(self, project: Any) -> dict[str, Any]:
        filters = ReportFilters(self.request.GET, self.actor)
        first, last = filters.values.get("period") or (None, None)
        return {
            "report": report.compiled(project, first, last),
            "overdue_months": standing.reports_overdue(project),
        }


class ProgressPdfView(OfTheLeader, ActorView):
    """The same on paper."""

    permission = selectors.PERMISSION

    def get(self, request: HttpRequest, code: str) -> HttpResponseBase:
        project = selectors.detail(self.actor, code)
        if project is None:
            raise Http404
        first, last = ReportFilters(request.GET, self.actor).values.get("period") or (None, None)
        body = render_record(report.paper(project, report.compiled(project, first, last), self.actor.name))
        response = HttpResponse(body, content_type="application/pdf")
        response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(project.code, safe='')}-progress.pdf"
        return response


def may_tell(actor: Any, project: Any) -> bool:
    """Whether the actor leads the project or one of its topics, and a month can be told."""
    if project.state not in standing.REPORTING or not policies.is_online(project):
        return False
    return bool(policies.may_report(actor, project)) or bool(own_topics(actor, project))


def own_topics(actor: Any, project: Any) -> list[Any]:
    """The topics that the actor may report on."""
    return [one for one in selectors.topics(project) if policies.may_report(actor, project, one)]


class ProgressAddView(ProjectAct):
    """The entry of a month; one project, one topic, one screen."""

    title = _("Write this month")
    form = ProgressForm
    page = "progress"
    template_name = "projects/progress_form.html"
    region_template = "kit/form.html"
    service = staticmethod(progress.enter)
    done = _("The entry was saved.")
    allowed = staticmethod(may_tell)

    def subject(self, **captured: Any) -> Any:
        topic_id = captured.get("topic_id")
        self.topic = None
        mine = own_topics(self.actor, self.project)
        if topic_id is not None:
            self.topic = next((one for one in selectors.topics(self.project) if one.pk == topic_id), None)
            return self.topic
        if not policies.may_report(self.actor, self.project) and mine:
            self.topic = mine[0]
        return self.project

    def month(self) -> date:
        """The month that is told: asked for in the address, or the present one."""
        today = timezone.localdate()
        try:
            asked = date.fromisoformat(f"{self.request.GET.get('month', '')}-01")
        except ValueError:
            return first_of(today)
        return asked if asked <= today else first_of(today)

    def filled(self, subject: Any) -> dict[str, Any]:
        topic = self.topic
        known = execution.entry(self.project, topic.pk if topic else None, self.month())
        indicators = [
            one
            for one in standing.indicators_of(self.project)
            if one.kind == "quantity" and (topic is None or one.topic_id in (None, topic.pk))
        ]
        start: dict[str, Any] = {}
        if known is not None:
            start = {"text": known.text, "risk": known.risk_text, "hours": known.hours}
            start |= {f"value_{one.indicator_id}": one.value.normalize() for one in known.values.all()}
        return {"indicators": indicators, "last": standing.latest_values(self.project), "initial": start}

    def frame(self, **context: Any) -> dict[str, Any]:
        topics = own_topics(self.actor, self.project)
        base = reverse("projects:progress_add", args=[self.project.code])
        choices: list[tuple[Any, str, bool]] = (
            [(_("Whole project"), base, self.topic is None)] if policies.may_report(self.actor, self.project) else []
        )
        choices += [
            (title_of(one), reverse("projects:progress_topic", args=[self.project.code, one.pk]), one == self.topic)
            for one in topics
        ]
        known = {
            "tabs": [
                {"label": label, "url": f"{url}?month={self.month():%Y-%m}", "current": current, "count": None}
                for label, url, current in choices
            ],
            "month": self.month(),
            "overdue_months": standing.reports_overdue(self.project)[-MOST_MONTHS:],
        }
        return super().frame(**{**known, **context})

    def call(self, form: Any, **kwargs: Any) -> Any:
        given = form.cleaned_data
        return progress.enter(
            actor=self.actor,
            code=kwargs["code"],
            month=self.month(),
            text=given["text"],
            topic_id=self.topic.pk if self.topic else None,
            values=form.values(),
            risk=given["risk"],
            hours=given["hours"],
        )
