"""The list of deliveries and the list of rejected rows of one."""

from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ceyuan.apps.intake import policies, selectors
from ceyuan.apps.intake.filters import DeliveryFilters, RejectionFilters
from ceyuan.apps.intake.tables import DeliveryTable, RejectionTable
from ceyuan.kit.listing import Listing
from ceyuan.kit.tables import Empty
from ceyuan.kit.views import Action, Crumb, ListView


class DeliveryListView(ListView):
    """All deliveries of the group."""

    title = _("Deliveries")
    permission = selectors.VIEW
    table, filters = DeliveryTable, DeliveryFilters
    selector = staticmethod(selectors.listing)
    empty = Empty(_("Nothing was delivered yet"), _("Hand in a list of projects; it is checked before it is taken."))
    export_name = "deliveries"

    def actions(self, **context: Any) -> list[Action]:
        if not policies.may_take(self.actor):
            return []
        return [Action(_("Hand in a file"), reverse("intake:delivery_receive"), "upload", primary=True)]


def _rejections(actor: Any, filters: Any, sort: str) -> Listing:
    found = selectors.rejection_listing(actor, filters, sort)
    if found is None:
        raise Http404
    return found


class RejectionListView(ListView):
    """Rows of one delivery that were not taken, each with its place and reason."""

    title = _("Rejected rows")
    permission = selectors.VIEW
    table, filters = RejectionTable, RejectionFilters
    selector = staticmethod(_rejections)
    empty = Empty(_("No row was rejected"), _("Everything that was read could be taken."))
    export_name = "rejected"

    def crumbs(self, **context: Any) -> list[Crumb]:
        key = self.kwargs["pk"]
        return [
            Crumb(_("Deliveries"), reverse("intake:delivery_list")),
            Crumb(_("Delivery %(number)s") % {"number": key}, reverse("intake:delivery_detail", args=[key])),
        ]
