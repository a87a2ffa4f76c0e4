"""Texts: letters, duties, supervision and hand-over."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

REASONS: dict[str, Promise] = {
    "strategy.desk_not_permitted": _(
        "Your posts do not allow this here. The leaders and the S&T offices of the unit or of those above do it."
    ),
    "strategy.not_the_leader": _(
        "Only the unit's top leader can do this, or somebody to whom the leader has delegated the role for the time."
    ),
    "strategy.changed_meanwhile": _(
        "%(who)s changed this at %(at)s (%(before)s → %(after)s). Nothing of yours was saved: look and decide again."
    ),
    "strategy.foreign_address": _("Link only to a page of this system: begin the address with a slash."),
    "strategy.duties_of_the_group": _("The register of duties is kept by the group's S&T office; ask there."),
    "strategy.unknown_duty": _("There is no such duty in the register."),
    "strategy.duty_code_taken": _("The code %(code)s is taken; choose another one."),
    "strategy.duty_without_basis": _("Name the law, rule or decision that founds the duty, with its article."),
    "strategy.duty_times": _("A duty is due one to twelve times a year."),
    "strategy.no_such_day": _("There is no such day; give a month from 1 to 12 and a day that it has."),
    "strategy.duty_ended": _("This duty ended on %(on)s already."),
    "strategy.duty_ends_before_it_starts": _("The duty holds since %(since)s; it ends on a later day."),
    "strategy.unknown_matter": _("There is no such matter within your reach."),
    "strategy.matter_done": _("This was done on %(on)s already: %(outcome)s"),
    "strategy.outcome_missing": _("Say what was decided or done; it is kept with the matter."),
    "strategy.unknown_letter": _("There is no such responsibility letter within your reach."),
    "strategy.no_annual_plan": _(
        "There is no annual plan of %(year)s for %(unit)s yet. Make the plan and its targets first."
    ),
    "strategy.no_leader_above": _(
        "No unit above %(unit)s has a top leader today, so nobody could sign. Have the post filled first."
    ),
    "strategy.letter_exists": _("%(unit)s has a letter for %(year)s already; open that one."),
    "strategy.letter_not_a_draft": _("Weights are set while the letter is a draft. Have it returned first."),
    "strategy.letter_empty": _("The letter has no targets. Give the unit targets in the annual plan first."),
    "strategy.weights_not_whole": _("The weights do not add up to exactly 100 per cent. Adjust them first."),
    "strategy.weight_out_of_range": _("A weight is a number from 0 to 100 per cent."),
    "strategy.targets_not_agreed": _(
        "%(targets_open)s of its targets are not agreed yet. Agree on them in the cascade first."
    ),
    "strategy.letter_not_to_sign": _("This letter does not wait for a signature now; reload the page."),
    "strategy.letter_changed": _("The letter is no longer the one you saw. Read it again, then sign."),
    "strategy.letter_broken": _(
        "The content does not match its fingerprint, so it cannot be signed. Tell the auditors to check the record."
    ),
    "strategy.letter_outdated": _(
        "%(kpi)s is %(written)s in the letter but %(now)s now. Cancel this letter and offer a new one."
    ),
    "strategy.letter_frozen": _("A letter that was signed does not change."),
    "strategy.same_signer": _("You have signed for the unit below; the leader above must be somebody else."),
    "strategy.nothing_chosen": _("Choose at least one letter."),
    "strategy.letter_not_scored": _("The year is not scored yet; the letter is closed with its score."),
    "strategy.unknown_supervision": _("There is no such supervision item within your reach."),
    "strategy.supervises_below": _("You can supervise units below yours; %(unit)s is not one of them."),
    "strategy.answers_below": _("The unit itself answers. You stand above it: close the item or return it."),
    "strategy.due_in_the_past": _("Choose today or a later day."),
    "strategy.no_answer": _("Say what was done about it."),
    "strategy.no_such_change": _("On %(on)s no top leader of %(unit)s changed; choose a change from the list."),
    "strategy.handover_exists": _("There is a certificate for %(unit)s on %(on)s already; open that one."),
    "strategy.unknown_handover": _("There is no such certificate within your reach."),
    "strategy.not_a_party": _("This certificate is signed by %(leaving)s and %(coming)s."),
    "strategy.signed_already": _("You have signed already."),
}

ACTS: dict[str, Promise] = {
    "strategy.duty.made": _("Duty entered into the register"),
    "strategy.duty.edited": _("Duty changed"),
    "strategy.duty.ended": _("Duty ended"),
    "strategy.matters.opened": _("Matters of the year opened"),
    "strategy.matter.opened": _("Matter put on a leader's desk"),
    "strategy.matter.finished": _("Matter done"),
    "strategy.letter.drafted": _("Responsibility letter drafted"),
    "strategy.letter.weighed": _("Weights of a letter set"),
    "strategy.letter.offered": _("Letter offered for signature"),
    "strategy.letter.returned": _("Letter handed back"),
    "strategy.letter.cancelled": _("Letter cancelled"),
    "strategy.letter.signed_below": _("Letter signed by the unit"),
    "strategy.letter.signed_above": _("Letter signed by the unit above, in force"),
    "strategy.letter.closed": _("Letter closed with its score"),
    "strategy.supervision.issued": _("Supervision item issued"),
    "strategy.supervision.answered": _("Supervision item answered"),
    "strategy.supervision.returned": _("Answer returned"),
    "strategy.supervision.closed": _("Supervision item closed"),
    "strategy.supervision.withdrawn": _("Supervision item withdrawn"),
    "strategy.handover.made": _("Hand-over certificate made"),
    "strategy.handover.signed": _("Hand-over certificate signed"),
}

LETTER_STATES: dict[str, Promise] = {
    "draft": pgettext_lazy("letter", "Draft"),
    "offered": pgettext_lazy("letter", "Waits for the unit's signature"),
    "signed_below": pgettext_lazy("letter", "Waits for the signature above"),
    "in_force": pgettext_lazy("letter", "In force"),
    "closed": pgettext_lazy("letter", "Closed"),
    "cancelled": pgettext_lazy("letter", "Cancelled"),
}
LETTER_TONES = {
    "draft": "neutral",
    "offered": "warn",
    "signed_below": "warn",
    "in_force": "good",
    "closed": "info",
    "cancelled": "neutral",
}
LETTER_STEPS: dict[str, Promise] = {
    "offer": _("Offer for signature"),
    "return": _("Hand back"),
    "cancel": _("Cancel the letter"),
    "sign_below": _("Sign for the unit"),
    "sign_above": _("Sign for the unit above"),
    "close": _("Score and close"),
}
SUPERVISION_STATES: dict[str, Promise] = {
    "open": pgettext_lazy("supervision", "To be answered"),
    "answered": pgettext_lazy("supervision", "Answered"),
    "closed": pgettext_lazy("supervision", "Closed"),
    "withdrawn": pgettext_lazy("supervision", "Withdrawn"),
}
SUPERVISION_TONES = {"open": "warn", "answered": "info", "closed": "good", "withdrawn": "neutral"}
SUPERVISION_STEPS: dict[str, Promise] = {
    "answer": _("Answer"),
    "return": _("Return the answer"),
    "close": _("Accept and close"),
    "withdraw": _("Withdraw the item"),
}
URGENCY: dict[str, Promise] = {
    "": pgettext_lazy("urgency", "On time"),
    "soon": _("Due soon"),
    "overdue": _("Overdue"),
    "escalated": _("Overdue, escalated"),
    "done": pgettext_lazy("urgency", "Done"),
}
URGENCY_TONES = {"": "neutral", "soon": "warn", "overdue": "bad", "escalated": "bad", "done": "good"}
DUTY_KINDS: dict[str, Promise] = {
    "decide": pgettext_lazy("duty", "Decide"),
    "sign": pgettext_lazy("duty", "Sign"),
    "chair": pgettext_lazy("duty", "Chair"),
    "report": pgettext_lazy("duty", "Report"),
    "visit": pgettext_lazy("duty", "Visit"),
}
DUTY_TONES = {"decide": "special", "sign": "info", "chair": "info", "report": "neutral", "visit": "neutral"}
HANDOVER_STATES: dict[str, Promise] = {
    "missing": _("Certificate missing"),
    "made": _("Waits for both signatures"),
    "half": _("Waits for one signature"),
    "signed": _("Signed by both"),
}
HANDOVER_TONES = {"missing": "bad", "made": "warn", "half": "warn", "signed": "good"}
