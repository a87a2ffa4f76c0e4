"""Taking a document back, with a reason."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ceyuan.apps.documents import selectors
from ceyuan.apps.documents.forms import WithdrawForm
from ceyuan.apps.documents.models import Document
from ceyuan.apps.documents.services import files
from ceyuan.kit.forms import Form
from ceyuan.kit.views import Crumb, FormView


class Withdraw(FormView):
    """Asks for the reason; the page it came from is in `next`."""

    title = _("Withdraw document")
    form = WithdrawForm
    submit = _("Withdraw")
    done = _("The document was withdrawn.")

    def initial(self, **kwargs: Any) -> dict[str, Any] | None:
        return None if selectors.document(self.actor, kwargs["pk"]) is None else {}

    def call(self, form: Form, **kwargs: Any) -> Document:
        return files.withdraw(actor=self.actor, document_id=kwargs["pk"], reason=form.cleaned_data["reason"])

    def crumbs(self, **kwargs: Any) -> list[Crumb]:
        return [Crumb(self.title)]

    def success_url(self, result: Any) -> str:
        del result
        return reverse("home")
