"""Filters of my reviews."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ceyuan.kit.filters import Choice, Filters, Text


class MyReviewFilters(Filters):
    """By words and by what is left to do."""

    q = Text(_("Search"), placeholder=_("Case or panel"))
    state = Choice(
        _("State"),
        choices=(
            ("open", _("To do")),
            ("done", pgettext_lazy("review", "Submitted")),
            ("abstained", pgettext_lazy("review", "Abstained")),
        ),
    )
