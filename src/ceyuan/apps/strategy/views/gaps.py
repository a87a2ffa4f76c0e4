"""The list of gaps, one gap, and the forms for the acts on it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ceyuan.apps.organisation.interface import Actor
from ceyuan.apps.strategy.filters.directions import GapFilters
from ceyuan.apps.strategy.forms import gaps as forms
from ceyuan.apps.strategy.messages import directions as words
from ceyuan.apps.strategy.models import Gap
from ceyuan.apps.strategy.policies import directions as policies
from ceyuan.apps.strategy.selectors import gaps as selectors
from ceyuan.apps.strategy.services import gaps as services
from ceyuan.apps.strategy.tables.directions import GapTable, gap_url, state_of
from ceyuan.apps.strategy.titles import direction_url
from ceyuan.kit.filters import Filters
from ceyuan.kit.listing import Listing
from ceyuan.kit.tables import Empty, link_query
from ceyuan.kit.templatetags.kit import named
from ceyuan.kit.views import Action, Crumb, DetailView, FormView, ListView


def _crumb() -> Crumb:
    return Crumb(_("Gaps"), reverse("strategy:gap_list"))


def _gaps(actor: Actor, filters: Mapping[str, Any], sort: str) -> Listing:
    return selectors.listing(actor, filters, sort, today=timezone.localdate())


class GapListView(ListView):
    """差距清单."""

    permission = selectors.VIEW
    title = _("Gaps")
    template_name = "strategy/gap_list.html"
    table = GapTable
    filters = GapFilters
    selector = staticmethod(_gaps)
    export_name = "gaps"
    empty = Empty(
        _("No gaps admitted yet"), _("Admit the first: position required, position held, root cause, action.")
    )

    def actions(self, **context: Any) -> list[Action]:
        del context
        if not self.actor.may(policies.STEER):
            return []
        return [Action(_("Admit a gap"), reverse("strategy:gap_new"), "plus", primary=True)]

    def more(self, listing: Listing, filters: Filters) -> dict[str, Any]:
        del listing, filters
        counts = selectors.counts(self.actor, today=timezone.localdate())
        return {
            "figures": [
                (
                    words.GAP_STATES[state],
                    counts[state],
                    link_query(state=state),
                    "warn" if state == "overdue" and counts[state] else "",
                )
                for state in ("open", "overdue", "closed")
            ]
        }


class GapDetailView(DetailView):
    """The page of a gap."""

    permission = ""
    template_name = "strategy/gap_detail.html"
    selector = staticmethod(selectors.gap)

    def page_title(self, **context: Any) -> str:
        return str(context["object"])

    def crumbs(self, **context: Any) -> list[Crumb]:
        del context
        return [_crumb()]

    def actions(self, **context: Any) -> list[Action]:
        gap = context["object"]
        found = []
        if policies.may_report(self.actor, gap):
            found.append(
                Action(_("Report on the gap"), reverse("strategy:gap_report", args=[gap.pk]), "edit", primary=True)
            )
        if policies.may_keep(self.actor, gap):
            found.append(Action(_("Edit"), reverse("strategy:gap_edit", args=[gap.pk]), "pencil"))
            found.append(Action(_("Close on evidence"), reverse("strategy:gap_close", args=[gap.pk]), "circle-check"))
        return found

    def more(self, found: Gap) -> dict[str, Any]:
        state = state_of(found)
        return {
            "state_text": words.GAP_STATES[state],
            "state_tone": words.GAP_TONES[state],
            "direction_url": direction_url(found.direction) if found.direction else "",
            "days_late": (timezone.localdate() - found.due_on).days if state == "overdue" else 0,
        }


class AdmitGapView(FormView):
    """A new gap."""

    permission = policies.STEER
    title = _("Admit a gap")
    form = forms.AdmitForm
    service = staticmethod(services.admit)
    done = _("The gap was admitted.")

    def build(self, data: Any = None, files: Any = None, **kwargs: Any) -> Any:
        del kwargs
        start = {"direction_id": self.request.GET.get("direction", ""), "unit_id": self.request.GET.get("unit", "")}
        return self.form(data, files, initial=start, actor=self.actor)

    def crumbs(self, **context: Any) -> list[Crumb]:
        del context
        return [_crumb()]

    def success_url(self, result: Any) -> str:
        return gap_url(result)


class GapActView(FormView):
    """A form about one gap; 404 outside the reach, 403 where the actor may not do it."""

    permission = ""
    allowed: ClassVar[staticmethod[..., Any]] = staticmethod(policies.may_keep)
    gap: Gap | None = None

    def start(self, gap: Gap) -> dict[str, Any]:
        """Values the form starts with."""
        del gap
        return {}

    def build(self, data: Any = None, files: Any = None, **kwargs: Any) -> Any:
        self.gap = selectors.gap(self.actor, kwargs["pk"])
        if self.gap is None:
            raise Http404
        if not type(self).allowed(self.actor, self.gap):
            raise PermissionDenied
        return self.form(data, files, initial=self.start(self.gap), actor=self.actor)

    def call(self, form: Any, **kwargs: Any) -> Any:
        return type(self).service(actor=self.actor, gap_id=kwargs["pk"], **form.cleaned_data)

    def crumbs(self, **context: Any) -> list[Crumb]:
        del context
        return [_crumb(), Crumb(named(self.gap), gap_url(self.gap))] if self.gap else [_crumb()]

    def success_url(self, result: Any) -> str:
        return gap_url(result)


class EditGapView(GapActView):
    """Another wording, owner or day."""

    title = _("Edit gap")
    form = forms.ChangeForm
    service = staticmethod(services.edit)

    def start(self, gap: Gap) -> dict[str, Any]:
        return {
            **{name: getattr(gap, name) for name in (*services.TEXTS, "due_on")},
            "direction_id": gap.direction.code if gap.direction else "",
            "owner_id": gap.owner.staff_no,
        }


class ReportGapView(GapActView):
    """How it comes along."""

    title = _("Report on the gap")
    form = forms.ReportForm
    service = staticmethod(services.report)
    allowed = staticmethod(policies.may_report)

    def start(self, gap: Gap) -> dict[str, Any]:
        return {"progress": gap.progress}


class CloseGapView(GapActView):
    """Closed, shown by evidence."""

    title = _("Close the gap")
    form = forms.CloseForm
    service = staticmethod(services.close)
    submit = _("Close")
    done = _("The gap was closed.")
