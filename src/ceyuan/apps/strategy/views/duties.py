"""The register of duties (职责清单)."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ceyuan.apps.strategy.filters.responsibility import UNIT_KINDS, DutyFilters
from ceyuan.apps.strategy.forms.responsibility import DutyEditForm, DutyEndForm, DutyMakeForm, MattersForm
from ceyuan.apps.strategy.messages import responsibility as words
from ceyuan.apps.strategy.policies.responsibility import READ, STEER, may_keep_duties
from ceyuan.apps.strategy.selectors import duties as selectors
from ceyuan.apps.strategy.services import duties, matters
from ceyuan.apps.strategy.services.duties import DutyText
from ceyuan.apps.strategy.tables.responsibility import DutyTable, due_text, duty_title, duty_url
from ceyuan.kit.tables import Empty
from ceyuan.kit.views import Action, Crumb, DetailView, FormView, ListView

from .responsibility_parts import history


class DutyListView(ListView):
    """All duties of top leaders, each with its basis."""

    title = _("Duties")
    permission = READ
    table, filters = DutyTable, DutyFilters
    selector = staticmethod(selectors.duty_listing)
    empty = Empty(_("No duties yet"), _("Enter what the top leader has to do by law and by the group's rules."))
    export_name = "duties"

    def actions(self, **context: Any) -> list[Action]:
        found = []
        if self.actor.may(STEER):
            found.append(Action(_("Put on the desks"), reverse("strategy:matters_open"), "calendar-event"))
        if may_keep_duties(self.actor):
            found.append(Action(_("New duty"), reverse("strategy:duty_make"), "plus", primary=True))
        return found


class DutyDetailView(DetailView):
    """One duty: its words, its basis, and how far it is done this year."""

    permission = READ
    template_name = "strategy/duty_detail.html"
    selector = staticmethod(selectors.duty_detail)

    def page_title(self, **context: Any) -> Any:
        return duty_title(context["object"].duty)

    def crumbs(self, **context: Any) -> list[Crumb]:
        return [_list_crumb()]

    def actions(self, **context: Any) -> list[Action]:
        duty = context["object"].duty
        if not may_keep_duties(self.actor) or duty.valid_to is not None:
            return []
        return [
            Action(_("Change"), reverse("strategy:duty_edit", args=[duty.pk]), "edit"),
            Action(_("End"), reverse("strategy:duty_end", args=[duty.pk]), "x"),
        ]

    def more(self, found: Any) -> dict[str, Any]:
        duty = found.duty
        kinds = dict(UNIT_KINDS)
        return {
            "duty": duty,
            "kind_text": words.DUTY_KINDS[duty.kind],
            "kind_tone": words.DUTY_TONES[duty.kind],
            "due": due_text(duty),
            "unit_kinds": [kinds.get(kind, kind) for kind in duty.unit_kinds],
            "matters_url": f"{reverse('strategy:matter_list')}?duty={duty.code}",
            "history": history(self.actor, "strategy.duty", duty.pk),
        }


class DutyFormView(FormView):
    """A form about the register."""

    permission = STEER

    def crumbs(self, **context: Any) -> list[Crumb]:
        return [_list_crumb()]

    def success_url(self, result: Any) -> str:
        return duty_url(result)


class DutyMakeView(DutyFormView):
    """A new duty."""

    title = _("New duty")
    form, service = DutyMakeForm, staticmethod(duties.make)


class DutyEditView(DutyFormView):
    """Another wording."""

    title = _("Change the duty")
    form, service = DutyEditForm, staticmethod(duties.edit)

    def initial(self, **kwargs: Any) -> dict[str, Any] | None:
        duty = selectors.duty_of(self.actor, kwargs["duty_id"])
        return {name: getattr(duty, name) for name in DutyText.__slots__} if duty else None


class DutyEndView(DutyFormView):
    """The duty no longer holds."""

    title = _("End the duty")
    form, service = DutyEndForm, staticmethod(duties.end)
    submit = _("End")

    def initial(self, **kwargs: Any) -> dict[str, Any] | None:
        duty = selectors.duty_of(self.actor, kwargs["duty_id"])
        return {"on": timezone.localdate()} if duty else None


class MattersOpenView(FormView):
    """Put the dated duties of a year on the desks of all leaders within reach."""

    title = _("Put the year's duties on the desks")
    permission = STEER
    form, service = MattersForm, staticmethod(matters.open_matters)
    submit = _("Put on the desks")
    done = _("Every leader within reach has the year's matters on the desk now.")

    def initial(self, **kwargs: Any) -> dict[str, Any]:
        return {"year": timezone.localdate().year}

    def crumbs(self, **context: Any) -> list[Crumb]:
        return [_list_crumb()]

    def success_url(self, result: Any) -> str:
        return reverse("strategy:matter_list")


def _list_crumb() -> Crumb:
    return Crumb(_("Duties"), reverse("strategy:duty_list"))
