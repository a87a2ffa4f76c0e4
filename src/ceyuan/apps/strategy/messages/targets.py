"""Texts: targets, the cascade and change requests."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

REASONS: dict[str, Promise] = {
    "strategy.unknown_target": _("There is no such target within your reach; look for it in the list of targets."),
    "strategy.unknown_change": _("There is no such change request within your reach."),
    "strategy.unknown_kpi": _("There is no indicator with this code; pick one from the library."),
    "strategy.unknown_plan": _("There is no such plan; pick one from the list."),
    "strategy.unknown_unit": _("There is no unit with this code; pick one from the suggestions."),
    "strategy.unit_closed": _(
        "%(unit)s is closed and takes no targets; give the share to the unit that carries it on."
    ),
    "strategy.unit_not_below": _("%(unit)s does not stand below %(above)s: a share goes to a unit below."),
    "strategy.year_outside_plan": _("This year lies outside the years of the plan."),
    "strategy.share_of_another_target": _(
        "A share is of the same indicator, year and plan as the target it belongs to."
    ),
    "strategy.cyclic_link": _(
        "This link would run in a circle: a share belongs below, a source stands in the plan above."
    ),
    "strategy.target_exists": _("%(unit)s has a target of this indicator, plan and year already: change that one."),
    "strategy.target_named_twice": _("A target is named twice; name each once."),
    "strategy.target_without_value": _("%(unit)s has no value for %(kpi)s yet: enter one first."),
    "strategy.target_lowered": _(
        "%(unit)s, %(kpi)s: %(value)s asks for less than its source %(source_value)s. Agree on at least that, or have "
        "a change of the source approved first."
    ),
    "strategy.target_agreed": _("The target of %(unit)s is agreed: its value changes only by an approved request."),
    "strategy.source_raised": _(
        "%(count)s targets that carry this one out would fall below %(value)s: %(units)s. Have them changed first."
    ),
    "strategy.not_permitted": _("Your posts do not allow this for %(unit)s."),
    "strategy.not_your_side": _(
        "You stand on the other side of this target: whoever leads the unit above does not answer for %(unit)s."
    ),
    "strategy.group_leader_decides": _("A change of this target of %(unit)s is decided by the leader of the group."),
    "strategy.own_request": _("You asked for this change yourself; somebody else decides on it."),
    "strategy.not_your_request": _("Only who asked for the change can take it back."),
    "strategy.stale_targets": _(
        "%(who)s changed %(unit)s from %(old)s to %(new)s at %(when)s, after you had opened the page. Nothing was "
        "saved: compare, then decide again."
    ),
    "strategy.split_open": _(
        "%(kpi)s of %(unit)s does not close: shares %(children)s and reserve %(reserve)s against the target "
        "%(parent)s, difference %(difference)s. Change shares or the reserve until the difference is zero."
    ),
    "strategy.split_misses": _(
        "%(kpi)s of %(unit)s: the shares together come to %(children)s and miss the target %(parent)s (difference "
        "%(difference)s). Change shares or their basis."
    ),
    "strategy.share_missing": _(
        "%(kpi)s of %(unit)s: %(missing)s units have no share yet. Enter it, or take the unit out of the split."
    ),
    "strategy.basis_missing": _(
        "%(kpi)s of %(unit)s: shares of a ratio need their basis (the planned denominator), or they cannot be put "
        "together."
    ),
    "strategy.milestone_not_taken": _("%(kpi)s of %(unit)s: every unit that shares the milestone has to take it on."),
    "strategy.reserve_negative": _(
        "%(kpi)s of %(unit)s: the reserve %(reserve)s lies below zero. Give out no more than the target %(parent)s."
    ),
    "strategy.reserve_impossible": _("%(kpi)s of %(unit)s does not add up, so nothing can be kept in reserve."),
    "strategy.parent_not_agreed": _("The target of %(unit)s is not agreed itself: agree on it before passing it on."),
    "strategy.nothing_to_propose": _(
        "The target of %(unit)s comes from no unit above: its leader sets it, nobody proposes it."
    ),
    "strategy.only_a_root_is_set": _("The target of %(unit)s comes from a unit above: it is agreed, not set."),
    "strategy.plan_not_in_force": _("The plan is not in force yet: let it be approved, then set the target."),
    "strategy.share_left_the_drawer": _("The share of %(unit)s was proposed already: propose it anew instead."),
    "strategy.shares_below_stand": _(
        "Shares of the target of %(unit)s are proposed or agreed already: withdraw them first, or ask for a change."
    ),
    "strategy.counter_is_the_same": _("%(unit)s: this is the value that was proposed; accept it, or name another one."),
    "strategy.reopen_then_propose": _("Reopen the target first, then propose another value."),
    "strategy.letter_unsigned": _("The responsibility letter does not carry both signatures yet."),
    "strategy.year_not_over": _("The year %(year)s is not over yet."),
    "strategy.assessor_is_owner": _("A unit does not assess its own target: name another one."),
    "strategy.change_not_needed": _(
        "The target of %(unit)s is not agreed yet: change it by a proposal, no request is needed."
    ),
    "strategy.change_open": _("A change of the target of %(unit)s is waiting for a decision already."),
    "strategy.change_is_the_same": _("This is the present value; ask for another one."),
    "strategy.grounds_missing": _("Please say why the target has to change."),
    "strategy.target_moved_on": _(
        "The target of %(unit)s has changed since the request: refuse it and have it asked anew."
    ),
    "strategy.change_breaks_split": _(
        "With the new value the targets given out by %(unit)s no longer close: shares %(children)s, reserve "
        "%(reserve)s, target %(parent)s. Let the reserve take the difference, or change other shares first."
    ),
    "strategy.change_breaks_shares": _(
        "What %(unit)s passed on no longer closes with the new value: shares %(children)s, reserve %(reserve)s, target "
        "%(parent)s. Change the shares below first."
    ),
    "strategy.number_too_large": _("This number is too large; check the unit of measure."),
    "strategy.too_many_decimals": _("At most six decimals are kept."),
    "strategy.choose_a_version": _("Somebody else changed this row: say whose version is to stand."),
    "strategy.workbook_without_heads": _(
        "No line names the unit code and a target value. Start from the exported workbook and keep its first line."
    ),
    "strategy.workbook_too_long": _("The file is too long for a cascade: at most 2,000 lines and 4 MB."),
    "strategy.nothing_changed": _("Nothing was changed."),
    "strategy.nothing_picked": _("Please tick the rows that are meant."),
    "strategy.weights_needed": _("To spread a target at least one unit has to be in the split."),
}

ACTS: dict[str, Promise] = {
    "strategy.target.made": _("Target drafted"),
    "strategy.target.split": _("Target split"),
    "strategy.target.described": _("Judging of a target changed"),
    "strategy.target.proposed": _("Targets proposed"),
    "strategy.target.countered": _("Counter-proposal made"),
    "strategy.target.accepted": _("Targets accepted"),
    "strategy.target.counter_accepted": _("Counter-proposal accepted"),
    "strategy.target.reopened": _("Target reopened"),
    "strategy.target.withdrawn": _("Targets withdrawn"),
    "strategy.target.set": _("Target set"),
    "strategy.target.signed": _("Targets in force by letter"),
    "strategy.target.closed": _("Targets closed"),
    "strategy.cascade.saved": _("Cascade saved"),
    "strategy.change.asked": _("Change of a target asked for"),
    "strategy.change.approved": _("Change of a target approved"),
    "strategy.change.refused": _("Change of a target refused"),
    "strategy.change.withdrawn": _("Change request withdrawn"),
}

STATES: dict[str, Promise] = {
    "draft": pgettext_lazy("target", "Draft"),
    "proposed": pgettext_lazy("target", "Proposed"),
    "countered": pgettext_lazy("target", "Counter-proposal"),
    "agreed": pgettext_lazy("target", "Agreed"),
    "in_force": pgettext_lazy("target", "In force"),
    "closed": pgettext_lazy("target", "Closed"),
    "withdrawn": pgettext_lazy("target", "Withdrawn"),
}
STATE_TONES = {
    "draft": "neutral",
    "proposed": "info",
    "countered": "warn",
    "agreed": "good",
    "in_force": "good",
    "closed": "neutral",
    "withdrawn": "neutral",
}
STEPS: dict[str, Promise] = {
    "propose": _("Propose"),
    "counter": _("Make a counter-proposal"),
    "accept": _("Accept"),
    "accept_counter": _("Accept the counter-proposal"),
    "reopen": _("Reopen"),
    "sign": _("Put in force by letter"),
    "set": _("Set"),
    "withdraw": pgettext_lazy("target", "Withdraw"),
    "close": pgettext_lazy("target", "Close"),
    "approve": _("Approve"),
    "refuse": _("Refuse"),
}
MOVES: dict[str, Promise] = {
    "draft": _("Drafted"),
    "setting": pgettext_lazy("move", "Set"),
    "proposal": pgettext_lazy("move", "Proposed"),
    "counter": pgettext_lazy("move", "Countered"),
    "acceptance": pgettext_lazy("move", "Agreed"),
    "reopening": pgettext_lazy("move", "Reopened"),
    "signature": pgettext_lazy("move", "Signed by letter"),
    "change": pgettext_lazy("move", "Changed by approved request"),
    "withdrawal": pgettext_lazy("move", "Withdrawn"),
    "closing": pgettext_lazy("move", "Closed"),
    "taken": pgettext_lazy("move", "Taken from a file"),
}
SIDES: dict[str, Promise] = {"upper": _("unit above"), "lower": _("unit itself")}
CHANGE_STATES: dict[str, Promise] = {
    "requested": pgettext_lazy("change", "Requested"),
    "approved": pgettext_lazy("change", "Approved"),
    "refused": pgettext_lazy("change", "Refused"),
    "withdrawn": pgettext_lazy("change", "Withdrawn"),
}
CHANGE_TONES = {"requested": "warn", "approved": "good", "refused": "bad", "withdrawn": "neutral"}
LEVEL_TONES = {
    "below_history": "bad",
    "as_history": "warn",
    "stretch": "good",
    "leap": "special",
    "too_little_history": "neutral",
    "not_comparable": "neutral",
}
