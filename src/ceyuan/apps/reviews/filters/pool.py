"""What the pool and the list of panels can be narrowed by."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ceyuan.apps.organisation.interface import unit_name
from ceyuan.apps.reviews.messages import panels as panel_words
from ceyuan.apps.reviews.messages import pool as words
from ceyuan.kit.filters import Choice, DateRange, Filters, Pick, Text


def _unit() -> Pick:
    return Pick(
        _("Unit, with all below"),
        name_of=unit_name,
        suggest_url="organisation:unit_suggest",
        placeholder=_("Unit code"),
    )


class ExpertFilters(Filters):
    """Who, of which discipline, from where, whether they can be drawn."""

    q = Text(_("Search"), placeholder=_("Name, initials, employer or keyword"))
    field = Choice(_("Discipline"), choices=tuple(words.FIELDS.items()))
    external = Choice(_("Side"), choices=[("no", words.SIDES[False]), ("yes", words.SIDES[True])])
    ready = Choice(_("In the draw"), choices=[("yes", words.READY[True]), ("no", words.READY[False])])
    state = Choice(_("Standing"), choices=tuple(words.STANDINGS.items()), more=True)
    unit = _unit()


class PanelFilters(Filters):
    """How far, how judged, of which unit, due when."""

    q = Text(_("Search"), placeholder=_("Title of the review"))
    state = Choice(_("State"), choices=[("open", pgettext_lazy("panel", "All not over")), *panel_words.STATES.items()])
    mode = Choice(_("Form of review"), choices=tuple(panel_words.MODES.items()))
    unit = _unit()
    due = DateRange(_("Scores until"), more=True)
