"""Any PDF brought along: what is signed, by whom, intact or not. Nothing of it is kept."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from ceyuan.apps.documents.forms import VerifyForm
from ceyuan.apps.documents.selectors import checks, signings
from ceyuan.core.kernel.verdict import Reason
from ceyuan.kit.reasons import reason_text
from ceyuan.kit.views import ActorView


class Verify(ActorView):
    """The form, and below it what the file says."""

    title = _("Verify a PDF")
    template_name = "documents/verify.html"

    def get(self, request: HttpRequest) -> HttpResponseBase:
        return self.show(request, VerifyForm(), {}, 200)

    def post(self, request: HttpRequest) -> HttpResponseBase:
        form = VerifyForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.show(request, form, {}, 422)
        file = form.cleaned_data["file"]
        if file.size > checks.MOST_PDF_BYTES:
            form.add_error("file", reason_text(Reason("documents.pdf_too_large")))
            return self.show(request, form, {}, 422)
        reading = checks.read_foreign(file.read(checks.MOST_PDF_BYTES + 1))
        own = checks.known_signing(reading)
        found = {
            "reading": reading,
            "fault": reason_text(Reason(reading.fault)) if reading.fault else "",
            "marks": [(one, [reason_text(Reason(code)) for code in one.codes]) for one in reading.signatures],
            "own": signings.signing(self.actor, own.pk) if own is not None else None,
        }
        return self.show(request, VerifyForm(), found, 200)

    def show(self, request: HttpRequest, form: VerifyForm, found: dict[str, Any], status: int) -> HttpResponseBase:
        """The page."""
        return render(request, self.template_name, self.frame(form=form, **found), status=status)
