"""Closing periods of reporting, opening them again, and filling what records answer."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ceyuan.apps.strategy import periods
from ceyuan.apps.strategy.forms.readings import ReopenForm
from ceyuan.apps.strategy.policies.readings import LOCK, VIEW, may_close_periods
from ceyuan.apps.strategy.selectors import reading_gaps
from ceyuan.apps.strategy.selectors import readings as selectors
from ceyuan.apps.strategy.services import computing
from ceyuan.apps.strategy.services import periods as services
from ceyuan.core.kernel import Invalid, Refused
from ceyuan.kit.reasons import reason_text
from ceyuan.kit.views import ActorView, Crumb, FormView

SHEET = gettext_lazy("Data reporting")


class PeriodListView(ActorView):
    """The periods of a year: what is missing in each, whether it is closed, and since when."""

    permission = VIEW
    title = gettext_lazy("Reporting periods")
    template_name = "strategy/reading_periods.html"

    def crumbs(self, **context: Any) -> list[Crumb]:
        return [Crumb(SHEET, reverse("strategy:reading_sheet"))]

    def get(self, request: HttpRequest) -> HttpResponseBase:
        today = timezone.localdate()
        asked = request.GET.get("year", "")
        year = int(asked) if asked.isascii() and asked.isdigit() and len(asked) == 4 else today.year
        missing: dict[str, int] = {}
        for row in reading_gaps.owed(self.actor, year, today):
            missing[row.span.code] = missing.get(row.span.code, 0) + 1
        locks = selectors.locks(self.actor, year)
        used = {one.frequency for one in selectors.quantities(self.actor)} | {"year"}
        spans = sorted(
            (one for kind in used for one in periods.spans(kind, year)), key=lambda one: (one.ends_on, one.starts_on)
        )
        context = self.frame(
            rows=[self.row(one, locks, missing, today) for one in spans],
            history=[one for one in locks if one.reopened_at],
            year=year,
            years=[today.year - 1, today.year],
            may_close=bool(may_close_periods(self.actor)),
            computed=[one for one in selectors.quantities(self.actor) if one.computed_by],
        )
        return render(request, self.template_name, context)

    def post(self, request: HttpRequest) -> HttpResponseBase:
        period = request.POST.get("period", "")
        try:
            if request.POST.get("act") == "compute":
                self.fill(period)
            else:
                services.lock(actor=self.actor, period=period)
                messages.success(request, _("%(period)s is closed.") % {"period": period})
        except Refused as problem:
            messages.error(request, reason_text(problem.reason))
        except Invalid as problem:
            messages.error(request, reason_text(problem.fields["period"][0]))
        return HttpResponseRedirect(f"{reverse('strategy:reading_periods')}?year={period[:4]}")

    def fill(self, period: str) -> None:
        """Compute every quantity of the period's rhythm that records answer."""
        span = periods.read(period)
        wanted = [one for one in selectors.quantities(self.actor) if one.computed_by]
        written = corrected = 0
        for one in wanted:
            if span is not None and one.frequency == span.frequency:
                filled = computing.compute(actor=self.actor, quantity_code=one.code, period=period)
                written, corrected = written + filled.written, corrected + filled.corrected
        told = _("From records: %(written)s readings new, %(corrected)s corrected.")
        messages.success(self.request, told % {"written": written, "corrected": corrected})

    def row(self, span: periods.Span, locks: list[Any], missing: dict[str, int], today: Any) -> dict[str, Any]:
        """One period as the page shows it."""
        covering = [
            one
            for one in locks
            if one.reopened_at is None and one.starts_on <= span.starts_on and span.ends_on <= one.ends_on
        ]
        own = next((one for one in covering if (one.starts_on, one.ends_on) == (span.starts_on, span.ends_on)), None)
        return {
            "span": span,
            "missing": missing.get(span.code, 0),
            "lock": own,
            "within": covering[0] if covering and own is None else None,
            "is_over": span.ends_on < today,
        }


class PeriodReopenView(FormView):
    """Opens a closed period again, with a reason."""

    permission = LOCK
    title = gettext_lazy("Reopen a period")
    form = ReopenForm
    service = staticmethod(services.reopen)
    submit = gettext_lazy("Reopen")
    done = gettext_lazy("The period is open again.")

    def initial(self, **kwargs: Any) -> dict[str, Any] | None:
        """Only a closed period of the reader's own group can be opened."""
        return {} if selectors.lock(self.actor, kwargs["lock_id"]) else None

    def crumbs(self, **context: Any) -> list[Crumb]:
        return [Crumb(_("Reporting periods"), reverse("strategy:reading_periods"))]

    def success_url(self, result: Any) -> str:
        return f"{reverse('strategy:reading_periods')}?year={result.ends_on.year}"
