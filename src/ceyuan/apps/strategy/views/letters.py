"""Responsibility letters: the list, and drawing them up."""

from typing import Any

from django.contrib import messages
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from ceyuan.apps.strategy.filters.responsibility import LetterFilters
from ceyuan.apps.strategy.forms.responsibility import LetterDraftForm, LettersDraftForm
from ceyuan.apps.strategy.policies.responsibility import NEGOTIATE, SIGN, VIEW
from ceyuan.apps.strategy.selectors import letters as selectors
from ceyuan.apps.strategy.services import letters
from ceyuan.apps.strategy.tables.responsibility import LetterTable, letter_url
from ceyuan.kit.tables import Empty
from ceyuan.kit.views import Action, Crumb, FormView, ListView


def list_crumb() -> Crumb:
    """The way back to the list of letters."""
    return Crumb(_("Responsibility letters"), reverse("strategy:letter_list"))


class LetterListView(ListView):
    """责任书."""

    title = _("Responsibility letters")
    permission = VIEW
    table, filters = LetterTable, LetterFilters
    selector = staticmethod(selectors.listing)
    empty = Empty(_("No letters yet"), _("Agree on the year's targets in the cascade, then draw up the letters."))
    export_name = "letters"

    def actions(self, **context: Any) -> list[Action]:
        found = []
        if self.actor.may(SIGN) and selectors.to_sign(self.actor, timezone.localdate(), 1):
            found.append(Action(_("Sign"), reverse("strategy:letter_sitting"), "signature", primary=True))
        if self.actor.may(NEGOTIATE):
            found.append(Action(_("Draw up letters"), reverse("strategy:letters_draft"), "files"))
            found.append(Action(_("New letter"), reverse("strategy:letter_draft"), "plus"))
        return found


class LetterDraftView(FormView):
    """Draw up the letter of one unit."""

    title = _("New letter")
    permission = NEGOTIATE
    form, service = LetterDraftForm, staticmethod(letters.draft)
    submit, done = _("Draw up"), _("The letter was drawn up.")

    def initial(self, **kwargs: Any) -> dict[str, Any]:
        return {"year": timezone.localdate().year, "unit_code": self.request.GET.get("unit", "")}

    def crumbs(self, **context: Any) -> list[Crumb]:
        return [list_crumb()]

    def success_url(self, result: Any) -> str:
        return letter_url(result)


class LettersDraftView(FormView):
    """Draw up the letters of all units below one."""

    title = _("Draw up letters")
    permission = NEGOTIATE
    submit = _("Draw up")
    form, service = LettersDraftForm, staticmethod(letters.draft_all)
    done = _("All units below that have targets have a letter now.")

    def initial(self, **kwargs: Any) -> dict[str, Any]:
        return {"year": timezone.localdate().year, "upper_code": self.request.GET.get("unit", "")}

    def crumbs(self, **context: Any) -> list[Crumb]:
        return [list_crumb()]

    def success_url(self, result: Any) -> str:
        told = ngettext("%(n)s letter was drawn up.", "%(n)s letters were drawn up.", len(result)) % {"n": len(result)}
        messages.info(self.request, told)
        return f"{reverse('strategy:letter_list')}?state=draft"
