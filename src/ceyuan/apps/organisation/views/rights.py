"""Grants, and one's own delegations."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ceyuan.apps.organisation import forms, messages
from ceyuan.apps.organisation.filters import GrantFilters
from ceyuan.apps.organisation.selectors import access
from ceyuan.apps.organisation.services import delegations, grants
from ceyuan.apps.organisation.tables import GrantTable
from ceyuan.kit.tables import Empty
from ceyuan.kit.templatetags.kit import named
from ceyuan.kit.views import Action, ActorView, ActView, Crumb, FormView, ListView


def _grants(actor: Any, filters: Any, sort: str) -> Any:
    return access.grants_listing(actor, {**filters, "today": timezone.localdate()}, sort)


class GrantList(ListView):
    """Who was given which role over what."""

    permission = "grants.view"
    title = _("Grants")
    table = GrantTable
    filters = GrantFilters
    selector = staticmethod(_grants)
    export_name = "grants"
    empty = Empty(_("No role is granted"), _("Most rights come with posts; a grant is for what no post covers."))

    def actions(self, **context: Any) -> list[Action]:
        if not self.actor.may("grants.manage"):
            return []
        return [Action(_("Grant a role"), reverse("organisation:grant_give"), "plus", primary=True)]


class GiveGrant(FormView):
    """A role for somebody."""

    permission = "grants.manage"
    title = _("Grant a role")
    form = forms.GrantForm
    service = staticmethod(grants.give)
    submit = _("Grant")
    done = _("The role was granted.")

    def build(self, data: Any = None, files: Any = None, **kwargs: Any) -> Any:
        return self.form(data, files, initial={"start": timezone.localdate()}, actor=self.actor)

    def crumbs(self, **context: Any) -> list[Crumb]:
        return [Crumb(_("Grants"), reverse("organisation:grants"))]

    def success_url(self, result: Any) -> str:
        return reverse("organisation:grants")


class RevokeGrant(ActView):
    """A role is taken back."""

    permission = "grants.view"
    title = _("Revoke grant")
    question = _("The role ends today. What was done with it stays on record.")
    submit = _("Revoke")
    done = _("The grant was revoked.")
    service = staticmethod(grants.revoke)
    danger = True

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        actor: Any = getattr(request, "actor", None)
        grant = access.find_grant(actor, kwargs["grant_id"]) if actor else None
        if grant is None and actor and actor.account_id:
            raise Http404
        if grant is not None and not actor.may("grants.manage", grant.unit.path):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def crumbs(self, **context: Any) -> list[Crumb]:
        return [Crumb(_("Grants"), reverse("organisation:grants"))]

    def return_url(self, **kwargs: Any) -> str:
        return reverse("organisation:grants")


class MyDelegations(ActorView):
    """What I passed on and what others passed on to me."""

    title = _("My delegations")

    def actions(self, **context: Any) -> list[Action]:
        if not access.own_roles(self.actor, timezone.localdate()):
            return []
        return [Action(_("Delegate"), reverse("organisation:delegation_give"), "user-check", primary=True)]

    def get(self, request: HttpRequest) -> HttpResponse:
        today = timezone.localdate()
        found = [
            (messages.ROLES.get(one.role, one.role), one, one.revoked_at is None and today < one.valid.upper)
            for one in access.my_delegations(self.actor)
        ]
        given = [line for line in found if line[1].giver_id == self.actor.person_id]
        got = [line for line in found if line[1].receiver_id == self.actor.person_id]
        own = access.own_roles(self.actor, today)
        context = self.frame(given=given, got=got, own=[(messages.ROLES[each.role], each.unit) for each in own])
        return render(request, "organisation/delegations.html", context)


class GiveDelegation(FormView):
    """Somebody stands in for me."""

    title = _("Delegate")
    form = forms.DelegationForm
    service = staticmethod(delegations.give)
    submit = _("Delegate")
    done = _("The delegation was given.")

    def build(self, data: Any = None, files: Any = None, **kwargs: Any) -> Any:
        held = access.own_roles(self.actor, timezone.localdate())
        own = [(f"{each.role}@{each.unit.pk}", f"{messages.ROLES[each.role]} · {named(each.unit)}") for each in held]
        return self.form(data, files, initial={"start": timezone.localdate()}, actor=self.actor, own=own)

    def call(self, form: Any, **kwargs: Any) -> Any:
        cleaned = dict(form.cleaned_data)
        role, unit_id = cleaned.pop("held")
        return delegations.give(actor=self.actor, role=role, unit_id=unit_id, **cleaned)

    def crumbs(self, **context: Any) -> list[Crumb]:
        return [Crumb(_("My delegations"), reverse("organisation:delegations"))]

    def success_url(self, result: Any) -> str:
        return reverse("organisation:delegations")


class RevokeDelegation(ActView):
    """A delegation ends at once."""

    title = _("Revoke delegation")
    question = _("The delegation ends at once. What was done with it stays on record.")
    submit = _("Revoke")
    done = _("The delegation was revoked.")
    service = staticmethod(delegations.revoke)
    danger = True

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        actor: Any = getattr(request, "actor", None)
        if actor and actor.account_id and not access.may_see_delegation(actor, kwargs["delegation_id"]):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def crumbs(self, **context: Any) -> list[Crumb]:
        return [Crumb(_("My delegations"), reverse("organisation:delegations"))]

    def return_url(self, **kwargs: Any) -> str:
        return reverse("organisation:delegations")
