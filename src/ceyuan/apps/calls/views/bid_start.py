"""One's own bids, and beginning one."""

import secrets
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ceyuan.apps.calls.filters.challenges import BidFilters
from ceyuan.apps.calls.forms.bids import StartForm
from ceyuan.apps.calls.models import Challenge
from ceyuan.apps.calls.policies.challenges import BID
from ceyuan.apps.calls.selectors import bids as selectors
from ceyuan.apps.calls.services import bids
from ceyuan.apps.calls.tables.challenges import BidTable
from ceyuan.kit.tables import Empty
from ceyuan.kit.views import Crumb, FormView, ListView

from .shared import challenge_crumb, list_crumb, seen


class MyBidsView(ListView):
    """我的揭榜."""

    title = _("My bids")
    permission = BID
    table, filters = BidTable, BidFilters
    selector = staticmethod(selectors.mine_listing)
    empty = Empty(_("You have no bids yet"), _("Open a challenge that takes bids and choose “Bid”."))
    export_name = "bids"

    def crumbs(self, **context: Any) -> list[Crumb]:
        return [list_crumb()]


class BidStartView(FormView):
    """Begin a bid: for which unit, led by whom."""

    permission = BID
    title = _("Bid")
    form = StartForm
    submit = _("Begin")
    done = _("The bid was begun. Everything is saved as a draft until you hand it in.")
    challenge: Challenge | None = None

    def build(self, data: Any = None, files: Any = None, **kwargs: Any) -> Any:
        one = seen(self.actor, kwargs["code"])
        if one.state != "published" or one.closes_at is None or one.closes_at <= timezone.now():
            raise Http404
        self.challenge = one
        units = selectors.units_for(self.actor)
        start = {"key": secrets.token_hex(16), "title": one.title, "unit_id": units[0].code if units else ""}
        return self.form(data, files, initial=start, actor=self.actor)

    def call(self, form: Any, **kwargs: Any) -> Any:
        one = self.challenge or seen(self.actor, kwargs["code"])
        return bids.start(actor=self.actor, challenge_id=one.pk, **form.cleaned_data)

    def crumbs(self, **context: Any) -> list[Crumb]:
        return [list_crumb(), challenge_crumb(self.challenge)] if self.challenge else [list_crumb()]

    def success_url(self, result: Any) -> str:
        return reverse("calls:bid_edit", args=[result.pk, "basics"])
