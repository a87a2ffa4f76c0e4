"""Texts: technology directions and gaps."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

CLASSES: dict[str, Promise] = {
    "chokepoint": _("Chokepoint technology"),
    "industry_common": _("Industry-common key technology"),
    "core_competence": _("Core competence"),
    "frontier": _("Frontier technology"),
    "shop_floor": _("Shop-floor improvement"),
}
CLASS_TONES = {
    "chokepoint": "bad",
    "industry_common": "info",
    "core_competence": "good",
    "frontier": "special",
    "shop_floor": "neutral",
}
POSITIONS: dict[str, Promise] = {
    "exploration": pgettext_lazy("industry chain", "Exploration"),
    "mining": pgettext_lazy("industry chain", "Mining"),
    "beneficiation": pgettext_lazy("industry chain", "Beneficiation"),
    "smelting": pgettext_lazy("industry chain", "Smelting"),
    "processing": pgettext_lazy("industry chain", "Processing"),
    "materials": pgettext_lazy("industry chain", "Materials"),
    "application": pgettext_lazy("industry chain", "Application"),
    "recycling": pgettext_lazy("industry chain", "Recycling"),
    "equipment": pgettext_lazy("industry chain", "Equipment"),
    "digital": pgettext_lazy("industry chain", "Digital and intelligent"),
}
COVERAGE: dict[str, Promise] = {
    "no_project": _("Without a project"),
    "no_money": _("Without money"),
    "standing_still": _("Readiness standing still"),
    "no_owner": _("Without an owner"),
    "overdue": _("Year wanted has passed"),
}
COVERAGE_REASONS: dict[str, Promise] = {
    "no_project": _("No project works for this direction."),
    "no_money": _("Projects work for this direction, but none of them has money."),
    "standing_still": _(
        "TRL %(trl)s has not risen since %(since)s (%(months)s months), while TRL %(wanted)s is wanted."
    ),
    "no_owner": _("Nobody answers for this direction."),
    "overdue": _("TRL %(wanted)s was wanted by %(year)s; the direction stands at TRL %(trl)s."),
}
GAP_STATES: dict[str, Promise] = {
    "open": pgettext_lazy("gap", "Open"),
    "overdue": pgettext_lazy("gap", "Overdue"),
    "closed": pgettext_lazy("gap", "Closed"),
}
GAP_TONES = {"open": "info", "overdue": "bad", "closed": "good"}

REASONS: dict[str, Promise] = {
    "strategy.not_steering": _("Directions and gaps of “%(unit)s” are kept by its own S&T office or one above it."),
    "strategy.top_direction_of_group": _(
        "What stands at the top of the technology tree is kept by the group's S&T office: choose a direction above it."
    ),
    "strategy.direction_closed": _("“%(direction)s” was closed on %(on)s; choose one that is open."),
    "strategy.owner_assesses": _(
        "You answer for “%(direction)s” yourself: ask somebody else to assess how mature it is."
    ),
    "strategy.unknown_direction": _("There is no such direction; pick one from the suggestions."),
    "strategy.direction_code": _("Please give a code of at most 20 Latin letters, digits, dots and hyphens."),
    "strategy.direction_code_taken": _("Another direction has this code already; choose a different one."),
    "strategy.cyclic_direction": _(
        "“%(parent)s” lies below “%(direction)s” itself: a direction cannot stand under its own part."
    ),
    "strategy.same_parent": _("It stands there already."),
    "strategy.direction_has_parts": _(
        "“%(direction)s” still has open parts, for instance “%(part)s”: close or move them first."
    ),
    "strategy.trl_range": _("Technology readiness goes from 1 to 9."),
    "strategy.year_range": _("Please write a year between 2000 and 2100."),
    "strategy.year_without_level": _("Say which level is wanted by that year."),
    "strategy.level_needs_evidence": _("Say what shows this level: a test report, an appraisal, a line in operation."),
    "strategy.level_in_future": _("This day is still to come: note a level on the day it was found."),
    "strategy.level_not_after_last": _("A level of this day or a later one is noted already; levels are only added."),
    "strategy.unknown_gap": _("There is no such gap within your reach."),
    "strategy.gap_closed": _("This gap was closed on %(on)s; admit a new one if it opened again."),
    "strategy.gap_needs_evidence": _("Say what shows that the gap is closed."),
    "strategy.due_in_past": _("This day has passed: give a day that is still to come."),
    "strategy.later_needs_reason": _("A later day puts off what was promised: give the reason."),
    "strategy.unknown_target": _("There is no such target within your reach; choose one of the list."),
}
ACTS: dict[str, Promise] = {
    "strategy.direction.made": _("Technology direction made"),
    "strategy.direction.edited": _("Technology direction edited"),
    "strategy.direction.moved": _("Technology direction moved in the tree"),
    "strategy.direction.closed": _("Technology direction closed"),
    "strategy.direction.level_noted": _("Technology readiness noted"),
    "strategy.direction.assigned": _("Owner of a technology direction named"),
    "strategy.gap.admitted": _("Gap admitted"),
    "strategy.gap.edited": _("Gap edited"),
    "strategy.gap.reported": _("Progress on a gap reported"),
    "strategy.gap.closed": _("Gap closed"),
}
