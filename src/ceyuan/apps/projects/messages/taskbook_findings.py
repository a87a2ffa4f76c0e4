"""Texts: what is wrong with a task book, and why something may not be paid or prolonged (codes of core.taskbook)."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SUBJECTS: dict[str, Promise] = {}
ACTS: dict[str, Promise] = {}

REASONS: dict[str, Promise] = {
    "taskbook.not_a_mapping": _("This part of the task book cannot be read. Load the page again and repeat the entry."),
    "taskbook.not_a_list": _("A list is expected here. Load the page again and repeat the entry."),
    "taskbook.not_text": _("Enter a text."),
    "taskbook.text_too_long": _(
        "The text has %(length)s characters, at most %(most)s fit. Shorten it or attach a document."
    ),
    "taskbook.text_unreadable": _("The text contains characters that cannot be stored. Type them again."),
    "taskbook.not_a_whole_number": _("“%(value)s” is not a whole number. Enter digits only."),
    "taskbook.not_a_number": _("“%(value)s” is not a number. Enter it like 12.5."),
    "taskbook.not_a_date": _("“%(value)s” is not a date. Enter it like 2026-06-30."),
    "taskbook.not_a_flag": _("“%(value)s” is neither yes nor no. Choose one of them."),
    "taskbook.not_a_choice": _("“%(value)s” is not offered here. Choose one of: %(choices)s."),
    "taskbook.unknown_field": _("A task book has no field “%(field)s”. Remove it."),
    "taskbook.key_missing": _("The line has no key. Load the page again and add the line once more."),
    "taskbook.key_bad": _("“%(key)s” cannot be a key: no spaces or brackets, at most 80 characters. Change it."),
    "taskbook.key_twice": _("“%(key)s” is listed twice. Keep one of the lines."),
    "taskbook.path_bad": _("There is no such place in a task book: %(path)s. Load the page again."),
    "taskbook.change_stale": _(
        "This place has been changed meanwhile: %(path)s. Look at the present wording and make the change again."
    ),
    "taskbook.change_lost": _("This place is no longer in the task book: %(path)s. Take it out of the change."),
    "taskbook.field_missing": _("This has to be filled in."),
    "taskbook.text_blank": _("This text is required. Write “none” if there is nothing to say."),
    "taskbook.title_too_long": _(
        "The title has %(length)s characters, %(most)s are recommended. Shorten it if you can."
    ),
    "taskbook.period_reversed": _("The end (%(last)s) lies before the start (%(first)s). Correct one of them."),
    "taskbook.outside_programme": _(
        "The project does not lie within its programme (%(first)s to %(last)s). Adjust the period."
    ),
    "taskbook.date_outside_project": _(
        "%(day)s does not lie within the project (%(first)s to %(last)s). Choose another day."
    ),
    "taskbook.year_outside_project": _(
        "The year %(year)s does not belong to the project (%(first)s to %(last)s). Correct it."
    ),
    "taskbook.year_unreadable": _("“%(year)s” is not a year. Enter four digits."),
    "taskbook.years_unplanned": _("No plan yet for: %(years)s. Add what is to be done in these years."),
    "taskbook.trl_outside": _("Readiness level %(level)s is not on the scale of 1 to %(highest)s. Correct it."),
    "taskbook.trl_falls": _(
        "The readiness level to be reached (%(target)s) is below the one at the start (%(start)s). Correct one of them."
    ),
    "taskbook.reference_unknown": _("“%(key)s” is not in this task book any more. Choose another one."),
    "taskbook.classified_content": _(
        "A classified project is filled in offline. Remove this from the online system; only code, unit, "
        "public title and state of the nodes may stay."
    ),
    "taskbook.no_goals": _("No goal is stated. Add at least one."),
    "taskbook.goal_uncovered": _("No indicator shows whether this goal is reached: %(goal)s. Add one."),
    "taskbook.no_indicators": _("There is no indicator. Add at least one."),
    "taskbook.indicator_orphan": _("No topic takes on “%(indicator)s”. Choose the topic that has to reach it."),
    "taskbook.method_missing": _("“%(indicator)s” is binding: say how it is assessed."),
    "taskbook.evidence_missing": _("“%(indicator)s” is binding: say which evidence shows it."),
    "taskbook.third_party_unsaid": _("“%(indicator)s” is binding: say whether a third party has to test it."),
    "taskbook.unit_missing": _("“%(indicator)s” has no unit of measure. Enter it."),
    "taskbook.final_missing": _("“%(indicator)s” has no value to be reached at completion. Enter it."),
    "taskbook.range_reversed": _("The range of “%(indicator)s” ends below its start. Exchange the two values."),
    "taskbook.target_behind_baseline": _(
        "“%(indicator)s” would get worse: from %(baseline)s to %(final)s. Correct the values or the direction."
    ),
    "taskbook.weights_not_whole": _(
        "The weights add up to %(total)s ppm instead of %(wanted)s. Adjust them to 100 %%."
    ),
    "taskbook.weights_unset": _("No weights are set, so all indicators count alike. Set them if they do not."),
    "taskbook.source_dropped": _(
        "“%(source)s” was promised before and is missing now. Take it on again or ask for a change of class A."
    ),
    "taskbook.target_missing": _("“%(indicator)s” was promised as %(source)s and has no value now. Enter it."),
    "taskbook.target_lowered": _(
        "“%(indicator)s” is lower than promised: %(source)s before, %(value)s now. Restore it or ask for a "
        "change of class A."
    ),
    "taskbook.midterm_lowered": _(
        "“%(indicator)s” asks for less at mid-term: %(source)s before, %(value)s now. Check whether that is meant."
    ),
    "taskbook.range_widened": _(
        "The range of “%(indicator)s” is wider than promised: %(source)s before, %(value)s now. Narrow it or "
        "ask for a change of class A."
    ),
    "taskbook.date_postponed": _(
        "“%(indicator)s” comes later than promised: %(source)s before, %(value)s now. Restore the day or ask "
        "for a change of class A."
    ),
    "taskbook.quality_differs": _(
        "The words of “%(indicator)s” differ from those promised: “%(source)s” before, “%(value)s” now. Make "
        "sure that they ask for no less."
    ),
    "taskbook.indicator_recast": _(
        "“%(indicator)s” is measured differently from before (%(source)s, now %(value)s), so it cannot be "
        "compared. Restore it."
    ),
    "taskbook.unit_recast": _(
        "“%(indicator)s” has another unit of measure than before (%(source)s, now %(value)s), so it cannot be"
        " compared. Restore it."
    ),
    "taskbook.binding_dropped": _(
        "“%(indicator)s” was binding and no longer is. Restore it or ask for a change of class A."
    ),
    "taskbook.third_party_dropped": _(
        "“%(indicator)s” was to be tested by a third party and no longer is. Restore it."
    ),
    "taskbook.no_milestones": _("There is no milestone. Add at least one."),
    "taskbook.criteria_missing": _("Say what decides whether milestone “%(milestone)s” is reached."),
    "taskbook.shares_not_whole": _(
        "The payment shares add up to %(total)s ppm instead of %(wanted)s. Adjust them to 100 %%."
    ),
    "taskbook.share_outside": _("A share lies between 0 and 100 %%. Correct it."),
    "taskbook.not_positive": _("%(value)s is no number of things. Enter 1 or more."),
    "taskbook.acceptance_method_missing": _("Say how “%(deliverable)s” is accepted."),
    "taskbook.leader_not_in_team": _("The leader %(leader)s is not in the list of people. Add the person-months."),
    "taskbook.leads_too_many": _(
        "%(leader)s would lead %(projects)s running projects; %(most)s are recommended at most. Check whether"
        " that can be done."
    ),
    "taskbook.overloaded": _(
        "%(person)s is planned for %(months)s person-months in %(year)s over all projects; %(most)s is full "
        "time. Reduce them."
    ),
    "taskbook.months_negative": _("The person-months of %(person)s are negative. Enter 0 or more."),
    "taskbook.agreement_missing": _(
        "%(unit)s gets money but no agreement with it is attached. Attach the signed agreement."
    ),
    "taskbook.ip_agreement_missing": _(
        "Several units take part but there is no agreement on intellectual property and benefits. Add it."
    ),
    "taskbook.terms_missing": _("The agreement does not settle: %(terms)s. Add these clauses."),
    "taskbook.contract_missing": _(
        "Co-operation with %(partner)s has money but no contract number. Enter it once signed."
    ),
    "taskbook.amount_negative": _("The amount is negative. Enter 0 or more."),
    "taskbook.no_budget": _("The budget total is missing. Enter it."),
    "taskbook.topics_differ": _("The topics add up to %(sum)s but the budget total is %(total)s. Make them agree."),
    "taskbook.funding_differs": _(
        "The sources of funding add up to %(sum)s but the budget total is %(total)s. Make them agree."
    ),
    "taskbook.funder_differs": _(
        "%(unit)s gives %(total)s on the cover but %(sum)s in the funding table. Make them agree."
    ),
    "taskbook.funders_exceed": _(
        "The funding units give %(sum)s, more than the budget total of %(total)s. Correct one of them."
    ),
    "taskbook.participants_exceed": _(
        "The participants get %(sum)s, more than the budget total of %(total)s. Correct one of them."
    ),
    "taskbook.items_differ": _("The budget items add up to %(sum)s but the total is %(total)s. Make them agree."),
    "taskbook.source_year_differs": _(
        "In %(year)s %(sum)s is spent from the source “%(source)s” but %(total)s is given. Make them agree."
    ),
    "taskbook.equipment_exceeds": _(
        "The listed equipment costs %(sum)s, more than the %(total)s for equipment. Correct one of them."
    ),
    "taskbook.entrusted_exceeds": _("Entrusted work costs %(sum)s, more than the %(total)s for operations. Check it."),
    "taskbook.indirect_above": _("Indirect cost of %(amount)s is above the ceiling of %(ceiling)s. Reduce it."),
    "taskbook.brackets_unordered": _("The brackets of the ceiling are not in order. Correct the parameters."),
    "taskbook.lump_sum_itemised": _("A lump sum has no itemised budget. Remove the items or choose the itemised mode."),
    "taskbook.lump_sum_unused": _(
        "The budget is itemised, so it has no lump-sum commitment. Remove it or choose the lump sum."
    ),
    "taskbook.commitment_missing": _(
        "The leader has not given the lump-sum commitment yet. Let the leader confirm the text."
    ),
    "taskbook.negative_list_empty": _("A lump sum needs its negative list. Add what the money must not be spent on."),
    "taskbook.total_negative": _("The total of %(total)s is negative. Correct it."),
    "taskbook.amount_not_positive": _("%(amount)s cannot be paid. Enter an amount above 0."),
    "taskbook.beyond_reached": _(
        "%(amount)s is more than the reached milestones release: %(releasable)s. Pay no more than that."
    ),
    "taskbook.extension_not_later": _(
        "The new end is not later than the present one (%(ends_on)s). Choose a later day."
    ),
    "taskbook.extension_late": _(
        "An extension has to be asked for by %(latest)s, %(months)s months before the end; this request is of"
        " %(asked_on)s. Finish in time, or ask for an exception in writing."
    ),
    "taskbook.extension_again": _(
        "The project has been extended %(granted)s times; %(most)s is allowed. Finish in time."
    ),
    "taskbook.extension_too_long": _(
        "%(new_end)s is too late: %(months)s months are allowed, so until %(latest)s. Choose an earlier day."
    ),
    "taskbook.level_unknown": _(
        "These criteria belong to levels outside the scale (1 to %(highest)s): %(criteria)s. Correct them."
    ),
    "taskbook.assessor_is_developer": _(
        "%(assessor)s took part in the development and cannot assess it. Choose somebody from outside the team."
    ),
    "taskbook.no_elements": _("No critical element is named, so there is no readiness level. Add at least one."),
    "taskbook.effort_not_positive": _("The effort of %(effort)s cannot be divided by. Enter a value above 0."),
    "taskbook.no_results": _("The task book has no indicators to judge by. Add them first."),
    "taskbook.weight_negative": _("Negative weight in: %(indicators)s. Enter weights from 0."),
    "taskbook.results_missing": _("No result yet for: %(indicators)s. Enter the results first."),
    "taskbook.finance_open": _("The acceptance of the money is still open. Let finance decide first."),
    "taskbook.finance_refused": _("The money side was not accepted. Settle it with finance."),
    "taskbook.binding_missed": _(
        "The binding indicator “%(indicator)s” reached %(percent)s %%. It has to be reached in full."
    ),
    "taskbook.below_threshold": _("The weighted completion is %(percent)s %%; %(wanted)s %% are needed."),
    "taskbook.after_rectification": _("Passed after rectification."),
    "taskbook.diligence_proven": _(
        "The records show that everything reasonable was done, so this is no failure of the team."
    ),
}
