"""A race: opening it, and its lanes side by side."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ceyuan.apps.calls.modes import MODES
from ceyuan.apps.calls.policies.challenges import MANAGE, READ
from ceyuan.apps.calls.race_shown import race_shown
from ceyuan.apps.calls.selectors import races as selectors
from ceyuan.apps.calls.services import races
from ceyuan.core.kernel.verdict import Invalid, Refused
from ceyuan.kit.reasons import reason_text
from ceyuan.kit.views import Action, ActorView, Crumb

from .shared import challenge_crumb, list_crumb, managed, seen


def race_url(one: Any) -> str:
    """The page of the race."""
    return reverse("calls:race", args=[one.code])


class RaceView(ActorView):
    """The lanes of a race; who runs in one sees that lane alone until the race is over."""

    permission = READ
    title = _("Race")

    def get(self, request: HttpRequest, code: str) -> HttpResponseBase:
        return self.show(request, code, {}, 200)

    def post(self, request: HttpRequest, code: str) -> HttpResponseBase:
        one = managed(self.actor, code)
        given = request.POST
        routes = {
            found.pk: given.get(f"route_{found.pk}", "")
            for found in selectors.ready_for_race(one)
            if given.get(f"lane_{found.pk}")
        }
        wrong: dict[str, str] = {}
        try:
            races.open_race(
                actor=self.actor,
                challenge_id=one.pk,
                routes=routes,
                measured_by=given.get("measured_by", ""),
                rules=given.get("rules", "")[:4000],
                checkpoints=_checkpoints(given),
            )
        except Refused as problem:
            wrong[""] = reason_text(problem.reason)
        except Invalid as problem:
            wrong = {name: reason_text(reasons[0]) for name, reasons in problem.fields.items()}
        else:
            messages.success(request, gettext("The race is open."))
            return HttpResponseRedirect(race_url(one))
        return self.show(request, code, wrong, 422)

    def show(self, request: HttpRequest, code: str, wrong: dict[str, str], status: int) -> HttpResponseBase:
        """The page: lanes and values, or the form that opens the race."""
        one = seen(self.actor, code)
        runs = self.actor.may(MANAGE, one.unit.path)
        found = selectors.seen(self.actor, one)
        ready = selectors.ready_for_race(one) if runs and selectors.race_of(one) is None else []
        if found is None and not (runs and MODES[one.mode].is_race):
            raise Http404
        given = request.POST
        context = self.frame(
            object=one,
            runs=runs,
            shown=race_shown(self.actor, one, found, runs=runs) if found else None,
            ready=[
                {"bid": each, "route": given.get(f"route_{each.pk}", ""), "on": bool(given.get(f"lane_{each.pk}"))}
                for each in ready
            ],
            checkpoints=[
                {name: given.get(f"{name}_{number}", "") for name in CHECKPOINT} | {"number": number}
                for number in range(1, MOST_CHECKPOINTS + 1)
            ],
            typed={"measured_by": given.get("measured_by", ""), "rules": given.get("rules", "")},
            wrong=list(wrong.values()),
        )
        return render(request, "calls/race.html", context, status=status)

    def crumbs(self, **context: Any) -> list[Crumb]:
        return [list_crumb(), challenge_crumb(context["object"])]

    def actions(self, **context: Any) -> list[Action]:
        one, shown = context["object"], context["shown"]
        # A race ends with its winner; without one only after its challenge has ended.
        if not context["runs"] or shown is None or shown["over"] or one.state in races.GOES_ON:
            return []
        return [Action(_("End the race without a winner"), reverse("calls:race_end", args=[one.code]), "player-stop")]


CHECKPOINT = ("name", "on", "criteria", "keeps")
MOST_CHECKPOINTS = 4


def _checkpoints(given: Any) -> list[races.CheckpointIn]:
    """The rows that have a name and a day."""
    found = []
    for number in range(1, MOST_CHECKPOINTS + 1):
        row = {name: given.get(f"{name}_{number}", "").strip() for name in CHECKPOINT}
        on = _day(row["on"])
        if not row["name"] or on is None:
            continue
        keeps = int(row["keeps"]) if row["keeps"].isdecimal() and len(row["keeps"]) < 3 else 1
        found.append(races.CheckpointIn(name=row["name"], on=on, criteria=row["criteria"], keeps=keeps))
    return found


def _day(text: str) -> Any:
    try:
        return parse_date(text)
    except ValueError:
        return None
