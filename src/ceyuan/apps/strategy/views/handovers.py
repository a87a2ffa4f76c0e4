"""Hand-over (离任交接): changes of leaders, their certificates, and the signatures of both."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ceyuan.apps.documents.interface import fingerprint
from ceyuan.apps.strategy.filters.responsibility import HandoverFilters
from ceyuan.apps.strategy.forms.responsibility import SignForm
from ceyuan.apps.strategy.handover_paper import certificate_pdf, parts
from ceyuan.apps.strategy.policies.responsibility import READ, SUPERVISE, VIEW
from ceyuan.apps.strategy.selectors import handovers as selectors
from ceyuan.apps.strategy.services import handovers
from ceyuan.apps.strategy.tables.responsibility import HandoverTable
from ceyuan.kit.tables import Empty
from ceyuan.kit.templatetags.kit import named
from ceyuan.kit.views import Action, ActorView, ActView, Crumb, DetailView, FormView, ListView

from .responsibility_parts import history


class HandoverListView(ListView):
    """Every change of a top leader since leaders answer by the register, with its certificate or without."""

    title = _("Hand-over")
    permission = VIEW
    table, filters = HandoverTable, HandoverFilters
    selector = staticmethod(selectors.listing)
    empty = Empty(_("No leader changed"), _("A change of a top leader's post appears here by itself."))
    export_name = "handovers"


def _make(*, actor: Any, unit_code: str, on: str) -> Any:
    change = found_change(actor, unit_code, on)
    return handovers.make(actor=actor, unit_code=unit_code, on=change.on)


def found_change(actor: Any, unit_code: str, on: str) -> Any:
    """The change of leaders that an address names, or 404."""
    try:
        day = date.fromisoformat(on)
    except ValueError:
        raise Http404 from None
    found = selectors.change_of(actor, unit_code, day)
    if found is None:
        raise Http404
    return found


class HandoverMakeView(ActView):
    """Draw up the certificate of one change."""

    title = _("Make the hand-over certificate")
    permission = SUPERVISE
    service = staticmethod(_make)
    submit, done = _("Make the certificate"), _("The certificate was made; both leaders sign it now.")

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        change = found_change(self.actor, **kwargs)
        asked = gettext(
            "Freeze what is open in %(unit)s for the hand-over from %(leaving)s to %(coming)s? It stays as it is."
        )
        names = {"unit": change.unit, "leaving": change.from_person, "coming": change.to_person}
        self.question = asked % {name: named(thing) for name, thing in names.items()}  # type: ignore[misc]
        return super().get(request, **kwargs)

    def crumbs(self, **context: Any) -> list[Crumb]:
        return [_list_crumb()]

    def return_url(self, **kwargs: Any) -> str:
        return reverse("strategy:handover_list")


class HandoverDetailView(DetailView):
    """One certificate: what was open on the day it was made, and who has signed."""

    permission = READ
    template_name = "strategy/handover_detail.html"
    selector = staticmethod(selectors.handover_of)

    def page_title(self, **context: Any) -> str:
        found = context["object"]
        return gettext("Hand-over of %(unit)s on %(on)s") % {"unit": named(found.unit), "on": found.on.isoformat()}

    def crumbs(self, **context: Any) -> list[Crumb]:
        return [_list_crumb()]

    def actions(self, **context: Any) -> list[Action]:
        found = context["object"]
        shown = [Action(_("Certificate (PDF)"), reverse("strategy:handover_paper", args=[found.pk]), "file-text")]
        if any(one.pk == found.pk for one in selectors.to_sign(self.actor)):
            sign = reverse("strategy:handover_sign", args=[found.pk])
            shown.append(Action(_("Sign"), sign, "signature", primary=True))
        return shown

    def more(self, found: Any) -> dict[str, Any]:
        return {
            "parts": parts(found.content),
            "holds": fingerprint(found.content) == found.sha256,
            "sides": [
                (_("Handed over by"), found.from_person, found.from_signed_at),
                (_("Taken over by"), found.to_person, found.to_signed_at),
            ],
            "history": history(self.actor, handovers.SUBJECT, found.pk),
        }


class HandoverSignView(FormView):
    """Sign as the one who leaves or the one who comes."""

    title = _("Sign the hand-over certificate")
    permission = READ
    form = SignForm
    submit, done = _("Sign with binding force"), _("The certificate was signed.")

    def initial(self, **kwargs: Any) -> dict[str, Any] | None:
        found = selectors.handover_of(self.actor, kwargs["pk"])
        return {"revision": 0, "sha256": found.sha256} if found else None

    def crumbs(self, **context: Any) -> list[Crumb]:
        return [_list_crumb()]

    def call(self, form: Any, **kwargs: Any) -> Any:
        given = form.cleaned_data
        return handovers.sign(
            actor=self.actor, handover_id=kwargs["pk"], sha256=given["sha256"], password=given["password"]
        )

    def success_url(self, result: Any) -> str:
        return reverse("strategy:handover_detail", args=[result.pk])


class HandoverPaperView(ActorView):
    """The certificate as PDF."""

    permission = READ

    def get(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        found = selectors.handover_of(self.actor, pk)
        if found is None:
            raise Http404
        response = HttpResponse(certificate_pdf(found, self.actor.name), content_type="application/pdf")
        response["Content-Disposition"] = f'attachment; filename="handover-{found.unit.code}-{found.on}.pdf"'
        response["Cache-Control"] = "private, no-store"
        return response


def _list_crumb() -> Crumb:
    return Crumb(_("Hand-over"), reverse("strategy:handover_list"))
