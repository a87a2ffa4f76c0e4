"""Filters of the lists of payments, of what is overdue, and of results to look at twice."""

from django.utils.translation import gettext_lazy as _

from ceyuan.apps.organisation.interface import unit_name
from ceyuan.apps.projects.messages import acceptance as acceptance_words
from ceyuan.apps.projects.messages import execution as messages
from ceyuan.kit.filters import Choice, Filters, Pick, Text


class PaymentFilters(Filters):
    """What payments can be narrowed by."""

    q = Text(_("Search"), placeholder=_("Project code"))
    state = Choice(_("State"), choices=tuple(messages.PAYMENT_STATES.items()))
    only = Choice(_("Only"), choices=(("late", _("past thirty days")),))
    unit = Pick(_("Unit"), name_of=unit_name, suggest_url="organisation:unit_suggest", placeholder=_("Unit code"))


class OverdueFilters(Filters):
    """What the overdue can be narrowed by."""

    kind = Choice(_("What"), choices=tuple(messages.OVERDUE.items()))
    unit = Pick(_("Unit"), name_of=unit_name, suggest_url="organisation:unit_suggest", placeholder=_("Unit code"))


class PaddedFilters(Filters):
    """What results can be narrowed by."""

    why = Choice(_("Why"), choices=tuple(acceptance_words.PADDING.items()))
    q = Text(_("Search"), placeholder=_("Words of the title"))
