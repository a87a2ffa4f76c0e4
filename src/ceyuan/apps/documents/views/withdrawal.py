"""Taking a document back, with a reason."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ceyuan.apps.documents import selectors
from ceyuan.apps.documents.models import Document
from ceyuan.apps.documents.policies import may_withdraw
from ceyuan.apps.documents.services import files
from ceyuan.apps.documents.upload import WithdrawForm
from ceyuan.kit.forms import Form
from ceyuan.kit.views import Crumb, FormView


class Withdraw(FormView):
    """Asks for the reason; the page it came from is in `next`."""

    title = _("Withdraw document")
    form = WithdrawForm
    submit = _("Withdraw")
    done = _("The document was withdrawn.")

    def initial(self, **kwargs: Any) -> dict[str, Any] | None:
        found = selectors.document(self.actor, kwargs["pk"])
        if found is None:
            return None
        if not may_withdraw(self.actor, found.unit.path, found.added_by, (found.subject_kind, found.subject_id)):
            raise PermissionDenied
        return {}

    def call(self, form: Form, **kwargs: Any) -> Document:
        return files.withdraw(actor=self.actor, document_id=kwargs["pk"], reason=form.cleaned_data["reason"])

    def crumbs(self, **kwargs: Any) -> list[Crumb]:
        return [Crumb(self.title)]

    def success_url(self, result: Any) -> str:
        del result
        return reverse("home")
