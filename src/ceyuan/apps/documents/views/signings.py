"""A document and its parties: who has signed, signing it, the file, and whether all agrees."""

from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ceyuan.apps.documents import shelf
from ceyuan.apps.documents.forms import SignForm
from ceyuan.apps.documents.messages import SIGNING_STATES
from ceyuan.apps.documents.selectors import checks, signings
from ceyuan.apps.documents.services import signing as services
from ceyuan.apps.documents.signed_records import record_url
from ceyuan.apps.documents.signing_shown import shown
from ceyuan.core.kernel.verdict import Reason
from ceyuan.kit.reasons import reason_text
from ceyuan.kit.views import Action, ActorView, Crumb, DetailView, FormView

from .download import POLICY


def crumb() -> Crumb:
    """The way back to what waits."""
    return Crumb(_("To sign"), reverse("documents:to_sign"))


class SigningDetail(DetailView):
    """The parties of one document."""

    template_name = "documents/signing_detail.html"
    selector = staticmethod(signings.signing)

    def page_title(self, **context: Any) -> str:
        return str(context["object"].name)

    def crumbs(self, **context: Any) -> list[Crumb]:
        del context
        return [crumb()]

    def actions(self, **context: Any) -> list[Action]:
        found = context["object"]
        url = record_url(found.subject_kind, found.subject_id)
        more = [Action(_("The record"), url, "link")] if url else []
        return [Action(_("Check"), reverse("documents:signing_check", args=[found.pk]), "shield-check"), *more]

    def more(self, found: Any) -> dict[str, Any]:
        return shown(self.actor, found)


class SigningCheck(DetailView):
    """What a check of the file, its signatures and its certificates finds just now."""

    title = _("Check of the signatures")
    template_name = "documents/signing_check.html"
    selector = staticmethod(signings.signing)

    def crumbs(self, **context: Any) -> list[Crumb]:
        found = context["object"]
        return [crumb(), Crumb(found.name, reverse("documents:signing_detail", args=[found.pk]))]

    def more(self, found: Any) -> dict[str, Any]:
        findings = [
            (one.severity, reason_text(Reason(one.code, dict(one.facts))), one.facts.get("party", ""))
            for one in checks.check(found.pk)
        ]
        return {"findings": findings, "state": SIGNING_STATES[found.state]}


class SigningSign(FormView):
    """See once more what is signed, type the password, sign."""

    template_name = "documents/signing_sign.html"
    region_template = "kit/form.html"
    form = SignForm
    submit, done = _("Sign with binding force"), _("The document was signed.")

    def initial(self, **kwargs: Any) -> dict[str, Any] | None:
        self.found = signings.signing(self.actor, kwargs["pk"])
        if self.found is None:
            return None
        line = self.found.parties.filter(key=kwargs["party"]).first()
        if line is None or not signings.is_mine(self.actor, line):
            return None
        self.line = line
        return {"revision": self.found.revision}

    def page_title(self, **context: Any) -> str:
        del context
        return str(self.found)

    def crumbs(self, **context: Any) -> list[Crumb]:
        del context
        return [crumb(), Crumb(str(self.found), reverse("documents:signing_detail", args=[self.line.signing_id]))]

    def frame(self, **context: Any) -> dict[str, Any]:
        return super().frame(**context, signing=self.found, line=self.line)

    def call(self, form: Any, **kwargs: Any) -> Any:
        given = form.cleaned_data
        return services.sign(
            actor=self.actor,
            signing_id=kwargs["pk"],
            party=kwargs["party"],
            password=given["password"],
            revision=given["revision"],
        )

    def success_url(self, result: Any) -> str:
        return reverse("documents:signing_detail", args=[result.pk])


class SigningFile(ActorView):
    """The file as it stands, checked against its hash; a download that can do nothing in the browser."""

    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        found = signings.signing(self.actor, pk)
        if found is None:
            raise Http404
        content = shelf.opened(found.file.sha256, found.file.size)
        response = FileResponse(content, as_attachment=True, filename=f"{found.name}.pdf", content_type=services.MEDIA)
        response["Content-Security-Policy"] = POLICY
        response["X-Content-Type-Options"] = "nosniff"
        response["Cache-Control"] = "private, no-store"
        return response
