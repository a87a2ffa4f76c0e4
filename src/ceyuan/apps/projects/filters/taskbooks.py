"""What a list of task books can be narrowed by."""

from django.utils.translation import gettext_lazy as _

from ceyuan.apps.organisation.interface import unit_name
from ceyuan.apps.projects.messages import taskbooks as words
from ceyuan.kit.filters import Choice, Filters, Pick, Text


class TaskBookFilters(Filters):
    """Unsigned, lowered, overdue: what an office looks for."""

    q = Text(_("Search"), placeholder=_("Number or title"))
    only = Choice(
        _("Only"),
        choices=(
            ("unsigned", _("Not signed yet")),
            ("overdue", _("Overdue for signing")),
            ("lowered", _("With lowered indicators")),
            ("changing", _("With an open change order")),
        ),
    )
    state = Choice(_("State"), choices=tuple(words.VERSION_STATES.items()))
    unit = Pick(_("Unit"), name_of=unit_name, suggest_url="organisation:unit_suggest", placeholder=_("Unit code"))
