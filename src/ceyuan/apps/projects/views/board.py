"""The board of major programmes, a programme at work, and a researcher's own page."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ceyuan.apps.projects import selectors
from ceyuan.apps.projects.messages import STATE_TONES, STATES
from ceyuan.apps.projects.naming import name_of, programme_url, project_url, sum_of, title_of
from ceyuan.apps.projects.selectors import board
from ceyuan.apps.projects.taskbook_labels import CHOICES
from ceyuan.apps.strategy.interface import supervising_path
from ceyuan.kit import charts
from ceyuan.kit.reasons import reason_text
from ceyuan.kit.views import ActorView, Crumb

MOST_COMING = 12
STATES_OF_ROW = {
    "started": (gettext_lazy("All started"), "good"),
    "partly": (gettext_lazy("Partly started"), "warn"),
    "waiting": (gettext_lazy("None started"), "bad"),
    "empty": (gettext_lazy("No projects"), "bad"),
}


def _line(actor: Any, one: board.Started) -> dict[str, Any]:
    project = one.project
    asked = urlencode({"title": title_of(project)[:120]})
    return {
        "title": title_of(project),
        "url": project_url(project),
        "code": project.code,
        "unit": name_of(project.lead_unit),
        "leader": project.leader or project.leader_name,
        "reason": reason_text(one.standing.reason) if one.standing.reason else "",
        "late": one.standing.late,
        "supervise": f"{reverse('projects:supervise', args=[project.code])}?{asked}"
        if supervising_path(actor, project.lead_unit.path) is not None
        else "",
    }


class BoardView(ActorView):
    """Every major programme: has all that was to start this year started, and if not, why."""

    permission = selectors.PERMISSION
    title = gettext_lazy("Major programmes")

    def get(self, request: HttpRequest) -> HttpResponseBase:
        today = timezone.localdate()
        asked = request.GET.get("year", "")
        year = int(asked) if asked.isascii() and asked.isdigit() and len(asked) == 4 else today.year
        rows = board.board(self.actor, year, today)
        if not self.actor.reaches_whole_group(self.permission):
            # Who sees a branch alone cannot tell that a programme has no projects, only that none is in reach.
            rows = [row for row in rows if row.due or row.later]
        shown = [
            {
                "row": row,
                "name": name_of(row.programme),
                "url": reverse("projects:programme_work", args=[row.programme.code]),
                "state": STATES_OF_ROW[row.state],
                "money": sum_of(row.funding_minor, "CNY"),
                "waiting": [_line(self.actor, one) for one in row.waiting],
            }
            for row in rows
        ]
        started = sum(row.state == "started" for row in rows)
        context = self.frame(
            rows=shown,
            year=year,
            years=range(year - 2, year + 2),
            started=started,
            total=len(rows),
            due=sum(len(row.due) for row in rows),
            begun=sum(row.started for row in rows),
            days_left=(date(year, 12, 31) - today).days,
        )
        return render(request, "projects/major_board.html", context)


class ProgrammeWorkView(ActorView):
    """A programme at work: projects, topics, money, readiness over time, nodes and people."""

    permission = selectors.PERMISSION

    def get(self, request: HttpRequest, code: str) -> HttpResponseBase:
        programme = selectors.programme_or_root(self.actor, code)
        if programme is None:
            raise Http404
        self.programme = programme
        found = board.portrait(self.actor, programme)
        today = timezone.localdate()
        context = self.frame(object=programme, found=found, today=today)
        if found is not None:
            open_nodes = [(one.due_on, one) for one in found.milestones if one.state == "planned" and one.due_on]
            context |= {
                "projects": [self.row(one, found) for one in found.projects],
                "money": [
                    (sum_of(one.funding_minor, code), sum_of(one.paid_minor, code), sum_of(one.asked_minor, code))
                    for code, one in found.money.items()
                ],
                "chart": self.chart(found),
                "late": [one for due, one in open_nodes if due < today],
                "coming": [one for due, one in open_nodes if due >= today][:MOST_COMING],
                "reached": sum(one.state in {"reached", "late"} for one in found.milestones),
            }
        return render(request, "projects/programme_work.html", context)

    def page_title(self, **context: Any) -> Any:
        return name_of(context["object"])

    def crumbs(self, **context: Any) -> list[Crumb]:
        return [
            Crumb(_("Major programmes"), reverse("projects:major_board")),
            Crumb(name_of(self.programme), programme_url(self.programme)),
        ]

    def row(self, one: Any, found: board.Portrait) -> dict[str, Any]:
        """A project of the programme as the page shows it."""
        return {
            "title": title_of(one),
            "url": project_url(one),
            "code": one.code,
            "unit": name_of(one.lead_unit),
            "state": STATES.get(one.state, one.state),
            "tone": STATE_TONES.get(one.state, "neutral"),
            "money": sum_of(one.funding_minor, one.currency),
            "level": found.levels.get(one.pk),
            "target": one.trl_target,
        }

    def chart(self, found: board.Portrait) -> Any:
        """The readiness of each project over time."""
        days, lines = board.level_days(self.actor, found.projects)
        if len(days) < 2:
            return None
        series = [
            charts.Series(code, [charts.Datum(day.isoformat(), value) for day, value in zip(days, line, strict=True)])
            for code, line in lines.items()
        ]
        return charts.line([day.isoformat() for day in days], series, unit="TRL")


class MineView(ActorView):
    """My projects, my deadlines, my money."""

    title = gettext_lazy("My projects")

    def get(self, request: HttpRequest) -> HttpResponseBase:
        found = board.mine(self.actor)
        context = self.frame(
            led=[self.card(one) for one in found.led],
            joined=[self.card(one) | {"role": CHOICES["people[].role"].get(role, role)} for one, role in found.joined],
            topics=found.topics,
            milestones=[(one, project_url(one.project), title_of(one.project)) for one in found.milestones],
            money=[
                (title_of(one), project_url(one), sum_of(given, one.currency), sum_of(paid, one.currency),
                 sum_of(given - paid, one.currency))
                for one, given, paid in found.money
            ],
            today=timezone.localdate(),
        )  # fmt: skip
        return render(request, "projects/mine.html", context)

    def card(self, one: Any) -> dict[str, Any]:
        """A project as the page shows it."""
        return {
            "project": one,
            "title": title_of(one),
            "url": project_url(one),
            "state": STATES.get(one.state, one.state),
            "tone": STATE_TONES.get(one.state, "neutral"),
            "unit": name_of(one.lead_unit),
        }
