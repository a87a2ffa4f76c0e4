"""Texts: challenges, their questions and the steps of their life."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

MODES: dict[str, Promise] = {
    "open_challenge": _("Open challenge"),
    "race": _("Race"),
    "competitive": _("Competitive selection"),
    "directed": _("Directed entrustment"),
    "free": _("Free exploration"),
}
MODE_TONES = {
    "open_challenge": "info",
    "race": "special",
    "competitive": "neutral",
    "directed": "neutral",
    "free": "good",
}
STATES: dict[str, Promise] = {
    "draft": pgettext_lazy("challenge", "Draft"),
    "demand_review": pgettext_lazy("challenge", "Demand under review"),
    "published": pgettext_lazy("challenge", "Taking bids"),
    "closed": pgettext_lazy("challenge", "Closed for bids"),
    "formal_check": pgettext_lazy("challenge", "Formal check"),
    "review": pgettext_lazy("challenge", "Technical review"),
    "defence": pgettext_lazy("challenge", "On-site check and defence"),
    "decision": pgettext_lazy("challenge", "Decision"),
    "publicity": pgettext_lazy("challenge", "On public notice"),
    "negotiation": pgettext_lazy("challenge", "Negotiation"),
    "pledged": pgettext_lazy("challenge", "Pledge signed"),
    "running": pgettext_lazy("challenge", "Running"),
    "delivered": pgettext_lazy("challenge", "Delivered"),
    "failed_diligent": pgettext_lazy("challenge", "Not reached in spite of diligence"),
    "failed_culpable": pgettext_lazy("challenge", "Not reached by fault"),
    "withdrawn": pgettext_lazy("challenge", "Withdrawn"),
    "settlement": pgettext_lazy("challenge", "Settlement"),
    "tracking": pgettext_lazy("challenge", "Application followed up"),
    "completed": pgettext_lazy("challenge", "Completed"),
    "unfilled": pgettext_lazy("challenge", "Unfilled"),
    "cancelled": pgettext_lazy("challenge", "Cancelled"),
}
STATE_TONES = {
    "draft": "neutral",
    "published": "good",
    "running": "info",
    "delivered": "good",
    "completed": "good",
    "unfilled": "warn",
    "failed_diligent": "warn",
    "failed_culpable": "bad",
    "withdrawn": "neutral",
    "cancelled": "neutral",
}
STEPS: dict[str, Promise] = {
    "review_demand": _("Have the demand reviewed"),
    "return_demand": _("Return to the drafter"),
    "publish": pgettext_lazy("challenge", "Publish"),
    "close": pgettext_lazy("challenge", "Close for bids"),
    "check_form": _("Begin the formal check"),
    "send_to_review": _("Send to technical review"),
    "skip_review": _("Decide without review"),
    "invite_defence": _("Invite to on-site check and defence"),
    "prepare_decision": _("Prepare the decision"),
    "announce": _("Put the decision on public notice"),
    "reconsider": pgettext_lazy("challenge", "Decide anew"),
    "negotiate": _("Begin negotiation"),
    "pledge": _("Confirm the signed pledge"),
    "start": pgettext_lazy("challenge", "Start the work"),
    "deliver": _("Confirm delivery"),
    "fail_diligently": _("End: not reached in spite of diligence"),
    "fail_culpably": _("End: not reached by fault"),
    "withdraw": pgettext_lazy("challenge", "Withdraw the challenge"),
    "settle": _("Settle"),
    "track": _("Follow up the application"),
    "complete": pgettext_lazy("challenge", "Complete"),
    "declare_unfilled": _("Declare unfilled"),
    "reopen": _("Open again"),
    "cancel": pgettext_lazy("challenge", "Cancel the challenge"),
}
APPLICANTS: dict[str, Promise] = {
    "internal": _("Units of the group"),
    "external": _("Outside organisations"),
    "consortium": _("Consortia"),
    "anyone": _("Everybody"),
}
SCOPES: dict[str, Promise] = {
    "unit": _("Publishing unit and below"),
    "group": _("Whole group"),
    "public": _("General public"),
}
SECRECY: dict[str, Promise] = {
    "public": pgettext_lazy("secrecy", "Public"),
    "internal": pgettext_lazy("secrecy", "Internal"),
    "classified": pgettext_lazy("secrecy", "Classified"),
}
GATES: dict[str, Promise] = {
    "licence_by_law": _("Holds the licence the law demands for this work"),
    "test_conditions": _("Has the test conditions the task needs"),
    "demander_takes_part": _("The demanding unit takes part"),
    "no_overdue_acceptance": _("No project overdue for acceptance"),
    "no_integrity_case": _("No open integrity case"),
    "safety_approval": _("Safety and environmental approval in hand"),
}
DIRECTIONS: dict[str, Promise] = {
    "at_least": _("at least"),
    "at_most": _("at most"),
    "equal": _("exactly"),
}
FIELDS: dict[str, Promise] = {
    "title": _("Title"),
    "problem": _("Problem"),
    "background": _("Background"),
    "deliverables": _("Deliverables"),
    "constraints": _("Constraints"),
    "reward": _("Reward scheme"),
    "ip_terms": _("Terms on intellectual property"),
    "route": _("Technical route"),
    "risks": _("Risks and answers to them"),
}

REASONS: dict[str, Promise] = {
    "calls.not_the_office": _("Challenges of this unit are run by its S&T office or one above it; please ask there."),
    "calls.unknown_challenge": _("There is no such challenge within your reach; choose one of the list."),
    "calls.challenge_code": _("Please give a code of at most 32 Latin letters, digits, dots and hyphens."),
    "calls.challenge_code_taken": _("Another challenge has this code already; choose a different one."),
    "calls.challenge_frozen": _(
        "What was published does not change. Cancel the challenge with the reason and publish another one."
    ),
    "calls.classified_offline": _(
        "Classified work is never entered here. Use the paper form and hand it to the secrecy office."
    ),
    "calls.applicants_not_of_mode": _("This mode is not open to these applicants; choose others or another mode."),
    "calls.gate_not_of_mode": _("This mode knows no such gate (%(gate)s); take it out or choose another mode."),
    "calls.background_gate": _(
        "A challenge asks what somebody can do, not who somebody is. Please take out: %(words)s."
    ),
    "calls.awarded_bounds": _("In this mode %(low)s to %(high)s bids are chosen; please stay within that."),
    "calls.budget_negative": _("Please write an amount of zero or more."),
    "calls.deadline_not_ahead": _("The deadline has passed or is missing; set one that lies ahead."),
    "calls.deadline_earlier": _("A published deadline only moves to a later moment; choose one after the present one."),
    "calls.deadline_too_soon": _("Please leave at least a day to bid."),
    "calls.deadline_over": _("The deadline has passed; no more bids are taken. Declare it unfilled to open it again."),
    "calls.deadline_not_passed": _("Bids may come in until %(closes_at)s; close it after that."),
    "calls.kill_before_deadline": _("The day the challenge ends lies before its deadline; choose a later day."),
    "calls.indicator_twice": _("“%(name)s” stands there twice; please name each indicator once."),
    "calls.text_missing": _("Please fill in everything the bidders must know; write “none” where there is nothing."),
    "calls.nobody_invited": _("This mode goes by invitation: invite at least one unit first."),
    "calls.no_hard_indicator": _("Give at least one hard indicator with the method by which it is measured."),
    "calls.no_budget": _("Give the ceiling of the budget."),
    "calls.no_bids": _("No bid was handed in; declare the challenge unfilled or cancel it."),
    "calls.bids_unchecked": _("%(unchecked)s bids are not checked yet; finish the formal check first."),
    "calls.too_few_admitted": _(
        "%(admitted)s bids are admitted, %(awarded_min)s are needed; declare the challenge unfilled to open it again."
    ),
    "calls.enough_admitted": _(
        "%(admitted)s bids are admitted, %(awarded_min)s are needed: the challenge is not unfilled."
    ),
    "calls.review_not_closed": _("The review is not closed yet; close its panel first."),
    "calls.review_needed": _("This mode needs a technical review; send the bids to it."),
    "calls.not_decided": _("Not every admitted bid has a decision with reasons; decide first."),
    "calls.notice_not_clear": _("The public notice is not over, or an objection is open; settle it first."),
    "calls.not_pledged": _("Not every chosen bid has signed its pledge; have it signed first."),
    "calls.lanes_not_handed_over": _("A lane has not handed over its records; collect them first."),
    "calls.questions_over": _("Questions are taken while bids are; this challenge takes none any more."),
    "calls.unknown_question": _("There is no such question within your reach; reload the page."),
}
ACTS: dict[str, Promise] = {
    "calls.challenge.drafted": _("Challenge drafted"),
    "calls.demonstration.loaded": _("Demonstration challenges loaded"),
    "calls.challenge.edited": _("Challenge edited"),
    "calls.challenge.indicators_set": _("Indicators of a challenge set"),
    "calls.challenge.invited": _("Unit invited to bid"),
    "calls.challenge.extended": _("Deadline of a challenge extended"),
    "calls.challenge.stepped": _("Step of a challenge taken"),
    "calls.question.asked": _("Question about a challenge asked"),
    "calls.question.answered": _("Question about a challenge answered"),
}
