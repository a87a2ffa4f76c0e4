"""Filters of the lists of this capability."""

from django.utils.translation import gettext_lazy as _

from ceyuan.kit.filters import Choice, Filters, Text

from . import messages


class DeliveryFilters(Filters):
    """What the list of deliveries can be narrowed by."""

    q = Text(_("Search"), placeholder=_("Name of the delivery"))
    kind = Choice(_("Kind"), choices=tuple(messages.KINDS.items()))
    status = Choice(
        _("Status"), choices=tuple((code, text) for code, text in messages.STATUS.items() if code != "queued")
    )


class RejectionFilters(Filters):
    """What the list of rejected rows can be narrowed by."""

    code = Choice(_("Reason"), choices=tuple((code, code) for code in messages.REASONS if code.startswith("row.")))
    file = Text(_("File"))
