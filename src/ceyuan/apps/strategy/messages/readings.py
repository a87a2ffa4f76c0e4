"""Texts: readings, indicators and scores."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

REASONS: dict[str, Promise] = {
    # catalogue
    "strategy.catalogue_of_the_group": _(
        "The indicator library is kept by the group's S&T office; propose changes there."
    ),
    "strategy.typed_ratio": _(
        "“%(quantity)s” would be a ratio that somebody types. Report its two quantities; the ratio is computed."
    ),
    "strategy.quantity_in_use": _(
        "“%(quantity)s” has readings already. Make a new quantity instead of giving the old figures another meaning."
    ),
    "strategy.kpi_in_use": _(
        "“%(kpi)s” has figures or targets already. End it with a last year and make a new indicator."
    ),
    "strategy.milestones_do_not_add": _(
        "A milestone is reached or not: take the latest or the highest reading of the year."
    ),
    "strategy.no_such_source": _(
        "No record of the system answers this with this kind and rhythm; choose another source."
    ),
    "strategy.denominator_missing": _("A ratio and a weighted mean need a second quantity: choose what to divide by."),
    "strategy.denominator_without_use": _("Only a ratio and a weighted mean have a second quantity; leave it empty."),
    "strategy.roll_up_does_not_fit": _(
        "“%(quantity)s” cannot be rolled up in this way; choose another way or quantity."
    ),
    "strategy.valid_years": _("Give the first year, and a last year that is not before it."),
    "strategy.unknown_quantity": _("There is no quantity “%(code)s”; see the indicator library for the codes."),
    "strategy.no_such_unit": _("There is no unit “%(code)s” within your reach; see the organisation for the codes."),
    # readings
    "strategy.reading_not_permitted": _("Your posts do not allow this for “%(unit)s”; ask its S&T office."),
    "strategy.reported_by_another": _("“%(quantity)s” is reported by another office of the unit; ask there."),
    "strategy.quantity_computed": _("“%(quantity)s” is computed from records of the system; correct the records."),
    "strategy.not_a_period": _(
        "“%(quantity)s” is not reported for %(starts_on)s to %(ends_on)s. Choose a whole period of its rhythm."
    ),
    "strategy.not_a_period_code": _(
        "Write a year, half-year, quarter or month, for example 2026, 2026-H1, 2026-Q3 or 2026-09."
    ),
    "strategy.period_not_over": _("The period ends on %(ends_on)s only. Report what was reached once it is over."),
    "strategy.period_closed": _(
        "%(starts_on)s to %(ends_on)s is closed. Ask the group's S&T office to open it again, and say why."
    ),
    "strategy.reading_without_value": _("“%(quantity)s”: please enter a value."),
    "strategy.keys_not_a_number": _("“%(quantity)s”: name the things, one a line; they are counted by their names."),
    "strategy.keys_too_long": _("At most %(most)s names of at most %(length)s characters each."),
    "strategy.not_a_number": _("“%(text)s” is no number; write for example 1250 or 1,250.50."),
    "strategy.reading_too_large": _("This number is too large to be true; look at its unit of measure."),
    "strategy.reading_decimals": _("“%(quantity)s”: at most six decimals."),
    "strategy.not_whole": _("“%(quantity)s” is counted in whole numbers; money at most to the fen."),
    "strategy.not_yes_or_no": _("“%(quantity)s”: answer yes or no (1 or 0)."),
    "strategy.unit_mismatch": _(
        "“%(quantity)s” is reported in %(expected)s, not in %(given)s. Convert the figure or correct the unit."
    ),
    "strategy.denominator_zero": _(
        "“%(quantity)s” is divided by, so it has to be more than zero. Leave it empty if there is nothing to report."
    ),
    "strategy.elimination_impossible": _("“%(quantity)s”: names and milestones have no internal amounts."),
    "strategy.evidence_missing": _("“%(quantity)s” needs evidence: name the document or attach it."),
    "strategy.correction_without_reason": _("“%(quantity)s” has a reading already. To correct it, say why."),
    "strategy.reading_unchanged": _("“%(quantity)s”: this value stands there already; nothing was saved."),
    "strategy.reading_changed": _(
        "“%(quantity)s” was changed in the meantime: %(who)s entered %(value)s on %(at)s. Look, and enter yours again."
    ),
    "strategy.row_twice": _("Line %(line)s says the same unit, quantity and period already; keep one of the two."),
    "strategy.import_columns": _("The first line has to name the columns unit, quantity, period and value."),
    "strategy.import_empty": _("There is nothing to read: paste lines or choose a file."),
    "strategy.import_too_long": _("At most %(most)s lines at a time; part the file."),
    "strategy.import_cell": _("Please fill in “%(column)s”."),
    # periods
    "strategy.periods_of_the_group": _("Only the group's S&T office does this, for all units at once."),
    "strategy.period_not_closed": _("This period is open already; reload the page."),
    "strategy.reading_reason_missing": _("Please give a reason; it stays on record."),
    # scores
    "strategy.no_agreed_targets": _("No agreed targets in an annual plan, so there is nothing to score."),
    "strategy.only_from_above": _("Only the unit above does this for “%(unit)s”."),
    "strategy.adjustment_points": _("Give points other than zero, at most %(most)s and two decimals."),
    "strategy.adjustment_evidence": _("Points beside the indicators need evidence: name the document."),
    "strategy.year_to_come": _("This year is still to come."),
    "strategy.unknown_adjustment": _("There is no such entry within your reach; reload the page."),
    "strategy.already_confirmed": _("“%(title)s” is confirmed already."),
    "strategy.own_adjustment": _("“%(title)s” is yours; somebody else has to confirm it."),
    "strategy.score_frozen": _("The score of %(year)s is written into the letter; it does not change any more."),
    "strategy.letter_not_in_force": _(
        "The letter of “%(unit)s” for %(year)s is not in force, so there is nothing to judge."
    ),
}

ACTS: dict[str, Promise] = {
    "strategy.quantity.added": _("Quantity added"),
    "strategy.quantity.changed": _("Quantity changed"),
    "strategy.quantity.computed": _("Quantity computed from records"),
    "strategy.kpi.added": _("Indicator added"),
    "strategy.kpi.changed": _("Indicator changed"),
    "strategy.reading.entered": _("Reading entered"),
    "strategy.reading.corrected": _("Reading corrected"),
    "strategy.readings.imported": _("Readings imported"),
    "strategy.period.closed": _("Period closed"),
    "strategy.period.reopened": _("Period reopened"),
    "strategy.adjustment.entered": _("Bonus or deduction entered"),
    "strategy.adjustment.confirmed": _("Bonus or deduction confirmed"),
    "strategy.letter.scored": _("Score of the year written"),
}

# Words for stored codes.
KINDS: dict[str, Promise] = {
    "money": pgettext_lazy("quantity", "Money"),
    "count": pgettext_lazy("quantity", "Count"),
    "physical": pgettext_lazy("quantity", "Physical quantity"),
    "keys": pgettext_lazy("quantity", "Named things"),
    "yes_no": pgettext_lazy("quantity", "Yes or no"),
}
FREQUENCIES: dict[str, Promise] = {
    "month": _("Monthly"),
    "quarter": _("Quarterly"),
    "half": _("Half-yearly"),
    "year": _("Yearly"),
}
OVER_TIME: dict[str, Promise] = {
    "sum": _("Sum of the periods"),
    "last": _("Latest period"),
    "max": _("Highest period"),
}
ROLL_UPS: dict[str, Promise] = {
    "sum": pgettext_lazy("roll-up", "Sum"),
    "ratio": pgettext_lazy("roll-up", "Ratio of the consolidated quantities"),
    "weighted_mean": pgettext_lazy("roll-up", "Mean weighted by the second quantity"),
    "last": pgettext_lazy("roll-up", "Sum of the latest stocks"),
    "max": pgettext_lazy("roll-up", "Highest value"),
    "distinct": pgettext_lazy("roll-up", "Number of different things"),
    "boolean": pgettext_lazy("roll-up", "Reached by all"),
}
DIRECTIONS: dict[str, str] = {"at_least": "≥", "at_most": "≤", "equal": "="}
REPORTERS: dict[str, Promise] = {
    "st_manager": _("S&T office of the unit"),
    "st_officer": _("S&T office of the group"),
    "finance_officer": _("Finance"),
    "hr_officer": _("Human resources"),
}
UNIT_KINDS: dict[str, Promise] = {
    "group": _("Group"),
    "strategic_unit": _("Strategic unit"),
    "enterprise": _("Enterprise"),
    "institute": _("Research institute"),
    "domain_centre": _("Technology centre"),
    "platform": _("Platform"),
    "department": _("Department"),
    "branch": _("Branch"),
}
