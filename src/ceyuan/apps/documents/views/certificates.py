"""My certificate: its state, a new one, one of my own, revoking; and what the whole world may fetch."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views import View

from ceyuan.apps.documents.forms import BringForm, IssueForm, RevokeForm
from ceyuan.apps.documents.messages import REVOCATIONS
from ceyuan.apps.documents.selectors import certificates as selectors
from ceyuan.apps.documents.services import certificates as services
from ceyuan.kit.views import Action, ActorView, Crumb, FormView


class MyCertificate(ActorView):
    """The certificates of the actor, the present one first."""

    title = _("My certificate")
    template_name = "documents/my_certificate.html"

    def actions(self, **context: Any) -> list[Action]:
        del context
        if self.actor.person_id is None:
            return []
        return [
            Action(_("Get a new certificate"), reverse("documents:certificate_issue"), "key", primary=True),
            Action(_("Use my own certificate"), reverse("documents:certificate_bring"), "upload"),
        ]

    def get(self, request: HttpRequest) -> HttpResponseBase:
        now = timezone.now()
        rows = [(one, _state(one, now), REVOCATIONS.get(one.revocation, "")) for one in selectors.mine(self.actor)]
        return render(request, self.template_name, self.frame(rows=rows))


class CertificateForm(FormView):
    """What the forms about a certificate have in common."""

    def crumbs(self, **context: Any) -> list[Crumb]:
        del context
        return [Crumb(_("My certificate"), reverse("documents:my_certificate"))]

    def success_url(self, result: Any) -> str:
        del result
        return reverse("documents:my_certificate")


class CertificateIssue(CertificateForm):
    """A new certificate of the installation; the former one is replaced."""

    title, form = _("Get a new certificate"), IssueForm
    service = staticmethod(services.issue)
    submit, done = _("Get a new certificate"), _("The certificate was issued.")


class CertificateBring(CertificateForm):
    """A PKCS#12 file of an authority that this installation trusts."""

    title, form = _("Use my own certificate"), BringForm
    submit, done = _("Import"), _("The certificate was imported.")

    def call(self, form: Any, **kwargs: Any) -> Any:
        del kwargs
        given = form.cleaned_data
        content = given["file"].read(services.LARGEST_P12 + 1)
        return services.bring(
            actor=self.actor, content=content, passphrase=given["passphrase"], password=given["password"]
        )


class CertificateRevoke(CertificateForm):
    """Revoke a certificate for good."""

    title, form = _("Revoke certificate"), RevokeForm
    submit, done = _("Revoke certificate"), _("The certificate was revoked.")

    def initial(self, **kwargs: Any) -> dict[str, Any] | None:
        return {} if selectors.certificate(self.actor, kwargs["pk"]) is not None else None

    def call(self, form: Any, **kwargs: Any) -> Any:
        return services.revoke(actor=self.actor, certificate_id=kwargs["pk"], **form.cleaned_data)


class RevocationList(View):
    """The list of revoked certificates, for everybody: a verifier elsewhere has no account here."""

    def get(self, request: HttpRequest) -> HttpResponse:
        del request
        return _fetched(selectors.revocation_list(), "application/pkix-crl", "ceyuan.crl")


class RootCertificate(View):
    """The root certificate, for everybody."""

    def get(self, request: HttpRequest) -> HttpResponse:
        del request
        return _fetched(selectors.root_certificate(), "application/x-pem-file", "ceyuan-root.pem")


def _fetched(content: bytes, kind: str, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "public, max-age=300"
    return answer


def _state(one: Any, now: Any) -> str:
    if one.revoked_at is not None:
        return "revoked"
    return "valid" if one.not_before <= now < one.not_after else "expired"
