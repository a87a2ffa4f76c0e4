"""Filters of the lists of this capability."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from ceyuan.apps.organisation.interface import unit_name
from ceyuan.apps.projects import labels, messages, selectors
from ceyuan.apps.strategy import interface as strategy
from ceyuan.kit.filters import Choice, DateRange, Filters, Pick, Text


def _years(actor: Any) -> Iterable[tuple[str, str]]:
    return [(str(year), str(year)) for year in selectors.years(actor)]


def _result_years(actor: Any) -> Iterable[tuple[str, str]]:
    return [(str(year), str(year)) for year in selectors.result_years(actor)]


class ProjectFilters(Filters):
    """What a list of projects can be narrowed by."""

    q = Text(_("Search"), placeholder=_("Title, code, pinyin initials"))
    phase = Choice(_("Phase"), choices=tuple(labels.PHASES.items()))
    state = Choice(_("State"), more=True, choices=tuple(messages.STATES.items()))
    year = Choice(_("Start year"), choices=_years)
    unit = Pick(_("Unit"), name_of=unit_name, suggest_url="organisation:unit_suggest", placeholder=_("Unit code"))
    programme = Pick(
        _("Programme"),
        name_of=selectors.programme_name,
        suggest_url="projects:programme_suggest",
        placeholder=_("Programme code"),
    )
    direction = Pick(
        _("Technology direction"),
        more=True,
        name_of=strategy.direction_name,
        suggest_url="strategy:direction_suggest",
        placeholder=_("Direction code"),
    )
    target = Pick(_("Target served"), more=True, name_of=strategy.target_name)
    tech_class = Choice(_("Technology class"), more=True, choices=tuple(labels.TECH_CLASSES.items()))
    source_level = Choice(_("Ordered by"), more=True, choices=tuple(labels.SOURCE_LEVELS.items()))
    mode = Choice(_("Mode"), more=True, choices=tuple(labels.MODES.items()))
    start = DateRange(_("Start"), more=True)
    end = DateRange(_("End"), more=True)


class ResultFilters(Filters):
    """What a list of results can be narrowed by."""

    q = Text(_("Search"), placeholder=_("Words of the title"))
    kind = Choice(_("Kind"), choices=tuple((code, text) for code, text in labels.RESULT_KINDS.items() if code))
    year = Choice(_("Year"), choices=_result_years)
    project = Pick(_("Project"), name_of=selectors.project_title, placeholder=_("Project code"))
