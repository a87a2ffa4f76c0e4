"""One project: what was promised, who takes part with which money, what came out, what changed."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from ceyuan.apps.projects import labels, messages, selectors
from ceyuan.apps.projects.messages import execution
from ceyuan.apps.projects.naming import name_of, programme_url, result_title, sum_of, title_of
from ceyuan.apps.projects.selectors import board
from ceyuan.core.kernel.money import Money
from ceyuan.core.taskbook import CLASSIFIED
from ceyuan.kit.numbers import date_text
from ceyuan.kit.templatetags.kit import named
from ceyuan.kit.views import Action, Crumb, DetailView

from .links import serves
from .on_project import OfTheLeader, tabs
from .project_parts import budget_matrix, changes, heads, indicator_rows, language, participation_rows
from .project_steps import options_of
from .taskbook_page import task_book_action

MOST_PARTICIPANTS = 60
MOST_RESULTS = 12


class ProjectDetailView(OfTheLeader, DetailView):
    """The page of a project."""

    permission = selectors.PERMISSION
    template_name = "projects/project_detail.html"
    selector = staticmethod(selectors.detail)

    def page_title(self, **context: Any) -> str:
        return title_of(context["object"])

    def crumbs(self, **context: Any) -> list[Crumb]:
        above = selectors.programme_trail(context["object"].programme)
        return [Crumb(name_of(one), programme_url(one)) for one in above]

    def actions(self, **context: Any) -> list[Action]:
        project = context["object"]
        if project.secrecy in CLASSIFIED:
            return []
        sheet = Action(_("Project sheet (PDF)"), reverse("projects:project_sheet", args=[project.code]), "file-text")
        return [*task_book_action(self.actor, project), sheet]

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        found = type(self).selector(self.actor, **kwargs)
        if found is not None and found.secrecy in CLASSIFIED:
            # Whatever a delivery may have brought, of classified work nothing else is shown.
            state = messages.STATES.get(found.state, found.state), messages.STATE_TONES.get(found.state, "neutral")
            nodes = [(one, execution.MILESTONE_STATES[one.state]) for one in board.nodes(found)]
            return render(
                request, "projects/project_classified.html", self.frame(object=found, state=state, nodes=nodes)
            )
        return super().get(request, **kwargs)

    def more(self, found: Any) -> dict[str, Any]:
        sums = selectors.participation_sums(found)
        counts = selectors.result_counts(found)
        return {
            "tabs": tabs(found, ""),
            "state_text": messages.STATES.get(found.state, found.state),
            "state_tone": messages.STATE_TONES.get(found.state, "neutral"),
            "funding": sum_of(found.funding_minor, found.currency),
            "total": sum_of(found.total_minor, found.currency),
            "facts": facts_of(found),
            "texts": selectors.texts(found, language()),
            "heads": heads(found.currency),
            "participants": participation_rows(found, selectors.participations(found, MOST_PARTICIPANTS)),
            "participant_count": sums["count"],
            "participant_sum": Money(sums["funding"] or 0, found.currency),
            "participant_total": sum_of(sums["total"], found.currency),
            "participants_cut": (sums["count"] or 0) > MOST_PARTICIPANTS,
            "budget": budget_matrix(found, selectors.budget(found)),
            "topics": [
                (one, title_of(one), Money(one.budget_minor, found.currency)) for one in selectors.topics(found)
            ],
            "indicators": indicator_rows(selectors.indicators(found)),
            "result_counts": [(labels.RESULT_KINDS.get(kind, kind), number) for kind, number in counts],
            "result_total": sum(number for _kind, number in counts),
            "results": [
                (one, result_title(one)) for one in selectors.results(self.actor, found).slice(0, MOST_RESULTS)
            ],
            "result_kinds": labels.RESULT_KINDS,
            "changes": changes(found, selectors.history(found)),
            "tags": selectors.tags(found),
            "links": selectors.links(found),
            "options": options_of(self.actor, found),
            "serves": serves(self.actor, found),
        }


def facts_of(project: Any) -> list[tuple[str, Any]]:
    """Labels and values of what is known about a project; what is not known is left out."""
    rows = [
        (_("Code"), project.code),
        (_("Short name"), project.acronym),
        (_("Lead unit"), name_of(project.lead_unit)),
        (_("Leader"), named(project.leader) if project.leader else project.leader_name),
        (_("Period"), f"{project.starts_on or '…'} – {project.ends_on or '…'}" if project.starts_on else ""),
        (_("Signed on"), project.signed_on and date_text(project.signed_on)),
        (_("Terminated on"), project.terminated_on and date_text(project.terminated_on)),
        (_("Technology class"), labels.TECH_CLASSES.get(project.tech_class, "")),
        (_("Ordered by"), labels.SOURCE_LEVELS.get(project.source_level, "")),
        (_("Mode"), labels.MODES.get(project.mode, "")),
        (_("Budget mode"), labels.BUDGET_MODES.get(project.budget_mode, "")),
        (_("Technology readiness"), _readiness(project)),
        (_("Funding scheme"), project.funding_scheme),
        (_("Status in the source"), project.external_status),
        (_("Secrecy"), labels.SECRECY.get(project.secrecy, "")),
        (_("Keywords"), project.keywords),
    ]
    return [(label, value) for label, value in rows if value]


def _readiness(project: Any) -> str:
    if project.trl_start is None and project.trl_target is None:
        return ""
    return f"TRL {project.trl_start or '?'} → {project.trl_target or '?'}"
