"""Coverage: measures by units."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ceyuan.apps.strategy.filters.measures import MatrixFilters
from ceyuan.apps.strategy.messages import measures as messages
from ceyuan.apps.strategy.naming_measures import numbered, policy_url, title_of
from ceyuan.apps.strategy.policies.measures import VIEW
from ceyuan.apps.strategy.selectors import measure_uptakes, measures
from ceyuan.apps.strategy.tables import measure_matrix as drawing
from ceyuan.kit import export
from ceyuan.kit.paging import query_string
from ceyuan.kit.regions import render_region, wants_region
from ceyuan.kit.views import Action, ActorView, Crumb

from .measure_policies import way


class MeasureMatrix(ActorView):
    """The matrix of one policy; on a phone a list per measure."""

    permission = VIEW
    title = _("Coverage of policy measures")

    def crumbs(self, **context: Any) -> list[Crumb]:
        policy = context.get("policy")
        return [way(), Crumb(title_of(policy), policy_url(policy))] if policy else [way()]

    def actions(self, **context: Any) -> list[Action]:
        return [
            Action(_("As list"), reverse("strategy:uptakes"), "list"),
            Action(_("Findings"), reverse("strategy:measure_findings"), "flag"),
        ]

    def get(self, request: HttpRequest) -> HttpResponseBase:
        filters = MatrixFilters(request.GET, self.actor)
        chosen = filters.values.get("policy")
        policy = measures.policy(self.actor, int(chosen)) if chosen else measures.current_policy(self.actor)
        matrix = measure_uptakes.matrix(self.actor, policy, filters.values) if policy else None
        if matrix and (wanted := request.GET.get("export", "")) in export.FORMATS:
            return export.respond(drawing.columns(matrix), matrix.rows, gettext("Coverage of policy measures"), wanted)
        context = self.frame(
            policy=policy,
            matrix=matrix,
            drawn=drawing.draw(matrix, filters.values.get("state", "")) if matrix and matrix.rows else "",
            by_measure=_by_measure(matrix) if matrix else [],
            legend=_legend(),
            filters=filters,
            clear_url=request.path,
            exportable=bool(matrix),
            export_url=query_string(request.GET, export="xlsx"),
            export_csv_url=query_string(request.GET, export="csv"),
        )
        return render_region(request, "strategy/measure_matrix.html", "rows" if wants_region(request) else "", context)


def _legend() -> list[tuple[str, Any, Any]]:
    return [(code, messages.STATE_SIGNS[code], name) for code, name in messages.STATES.items()]


def _by_measure(matrix: measure_uptakes.Matrix) -> list[dict[str, Any]]:
    lines = []
    for one in matrix.measures:
        counts = dict.fromkeys(messages.STATES, 0)
        late = 0
        for row in matrix.rows:
            if cell := row.cells.get(one.pk):
                counts[cell.state] += 1
                late += cell.overdue
        progress = measures.Progress(counts)
        lines.append(
            {
                "name": numbered(one),
                "url": f"{reverse('strategy:uptakes')}?measure={one.pk}&policy={one.policy_id}",
                "landed": progress.landed,
                "total": progress.total,
                "late": late,
                "blocked": counts["blocked"],
            }
        )
    return lines
