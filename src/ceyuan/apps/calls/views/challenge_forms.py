"""Forms for the acts on challenges."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ceyuan.apps.calls.forms import challenges as forms
from ceyuan.apps.calls.forms.fields import wan
from ceyuan.apps.calls.models import Challenge
from ceyuan.apps.calls.policies.challenges import MANAGE
from ceyuan.apps.calls.services import challenges as services
from ceyuan.apps.calls.tables.challenges import challenge_url
from ceyuan.apps.organisation.interface import home_unit
from ceyuan.kit.forms import ActorForm
from ceyuan.kit.views import Crumb, FormView

from .shared import challenge_crumb, list_crumb, managed


class DraftView(FormView):
    """A new challenge."""

    permission = MANAGE
    title = _("New challenge")
    form = forms.DraftForm
    service = staticmethod(services.draft)
    submit = _("Create")
    done = _("The challenge was drafted. Give its indicators next.")

    def build(self, data: Any = None, files: Any = None, **kwargs: Any) -> Any:
        home = home_unit(self.actor)
        start = {"unit_id": home.code if home else "", "mode": "open_challenge", "applicants": "anyone"}
        return self.form(data, files, initial=start, actor=self.actor)

    def crumbs(self, **context: Any) -> list[Crumb]:
        return [list_crumb()]

    def success_url(self, result: Any) -> str:
        return reverse("calls:challenge_indicators", args=[result.code])


class ChallengeForm(FormView):
    """A form about one challenge; 404 for one that is not there or that another office runs."""

    permission = MANAGE
    challenge: Challenge | None = None

    def start(self, one: Challenge) -> dict[str, Any]:
        """Values the form starts with."""
        del one
        return {}

    def build(self, data: Any = None, files: Any = None, **kwargs: Any) -> Any:
        self.challenge = managed(self.actor, kwargs["code"])
        known = {"actor": self.actor} if issubclass(self.form, ActorForm) else {}
        return self.form(data, files, initial=self.start(self.challenge), **known)

    def call(self, form: Any, **kwargs: Any) -> Any:
        one = self.challenge or managed(self.actor, kwargs["code"])
        return type(self).service(actor=self.actor, challenge_id=one.pk, **form.cleaned_data)

    def crumbs(self, **context: Any) -> list[Crumb]:
        return [list_crumb(), challenge_crumb(self.challenge)] if self.challenge else [list_crumb()]

    def success_url(self, result: Any) -> str:
        return challenge_url(self.challenge)


class EditView(ChallengeForm):
    """Other words, while it is not published."""

    title = _("Edit challenge")
    form = forms.EditForm
    service = staticmethod(services.edit)

    def start(self, one: Challenge) -> dict[str, Any]:
        names = (*services.TEXTS, *services.CHOICES, "closes_at", "kill_on")
        return {**{name: getattr(one, name) for name in names}, "budget_minor": wan(one.budget_minor)}

    def call(self, form: Any, **kwargs: Any) -> Any:
        one = self.challenge or managed(self.actor, kwargs["code"])
        given = {name: value for name, value in form.cleaned_data.items() if value is not None or name == "kill_on"}
        return services.edit(actor=self.actor, challenge_id=one.pk, **given)


class InviteView(ChallengeForm):
    """Ask a unit to bid."""

    title = _("Invite a unit")
    form = forms.InviteForm
    service = staticmethod(services.invite)
    submit = _("Invite")
    done = _("The unit was invited.")


class ExtendView(ChallengeForm):
    """A later deadline for everybody."""

    title = _("Extend the deadline")
    form = forms.ExtendForm
    service = staticmethod(services.extend)
    submit = _("Extend")
    done = _("The deadline was extended.")

    def start(self, one: Challenge) -> dict[str, Any]:
        return {"closes_at": one.closes_at}


class ReopenView(ChallengeForm):
    """Bids are taken again until a new deadline."""

    title = _("Open again")
    form = forms.ReopenForm
    submit = _("Open again")
    done = _("The challenge takes bids again.")

    def call(self, form: Any, **kwargs: Any) -> Any:
        one = self.challenge or managed(self.actor, kwargs["code"])
        return services.reopen(
            actor=self.actor, challenge_id=one.pk, revision=one.revision, closes_at=form.cleaned_data["closes_at"]
        )
