"""What one unit made of its measures."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ceyuan.apps.organisation.interface import unit_by_code
from ceyuan.apps.strategy.messages import measures as messages
from ceyuan.apps.strategy.naming_measures import numbered, unit_url, uptake_url
from ceyuan.apps.strategy.policies.measures import READ, UPTAKE, VIEW
from ceyuan.apps.strategy.selectors import measure_feedback, measures
from ceyuan.apps.strategy.selectors import measure_uptakes as selectors
from ceyuan.kit.templatetags.kit import named
from ceyuan.kit.views import ActorView, Crumb

from .measure_policies import way


class MyMeasures(ActorView):
    """To the measures of the unit one reports for, or to the list."""

    permission = READ

    def get(self, request: HttpRequest) -> HttpResponseBase:
        mine = selectors.units_reported_by(self.actor) if self.actor.may(UPTAKE) else []
        if mine and not self.actor.reaches_whole_group(UPTAKE):
            return HttpResponseRedirect(unit_url(mine[0]))
        return HttpResponseRedirect(reverse("strategy:uptakes" if self.actor.may(VIEW) else "strategy:policies"))


class UnitMeasures(ActorView):
    """What one unit made of its measures, and what it has to do next."""

    permission = VIEW
    title = _("Measures of the unit")

    def page_title(self, **context: Any) -> str:
        return gettext("Measures of %(unit)s") % {"unit": named(context["unit"])}

    def crumbs(self, **context: Any) -> list[Crumb]:
        return [way()]

    def get(self, request: HttpRequest, code: str) -> HttpResponseBase:
        unit = unit_by_code(self.actor, code, VIEW)
        if unit is None:
            raise Http404
        rows = selectors.of_unit(self.actor, unit)
        today = timezone.localdate()
        said = measure_feedback.results(self.actor)
        states = [row.state for row in rows]
        context = self.frame(
            unit=unit,
            rows=[_line(row, said, today) for row in rows],
            progress=measures.Progress({state: states.count(state) for state in set(states)}),
            others=[(unit_url(one), one) for one in selectors.units_reported_by(self.actor) if one != unit][:40],
            late=sum(
                row.state in selectors.OPEN and row.measure.due_on is not None and row.measure.due_on < today
                for row in rows
            ),
        )
        return render(request, "strategy/unit_measures.html", context)


def _line(uptake: Any, said: Any, today: Any) -> dict[str, Any]:
    return {
        "url": uptake_url(uptake),
        "name": numbered(uptake.measure),
        "state": messages.STATES[uptake.state],
        "tone": messages.STATE_TONES[uptake.state],
        "due": uptake.measure.due_on,
        "beneficiaries": uptake.beneficiaries,
        "next": messages.NEXT[uptake.state],
        "findings": [
            (messages.FINDINGS[kind], messages.FINDING_TONES[kind]) for kind in selectors.kinds_of(uptake, said, today)
        ],
    }
