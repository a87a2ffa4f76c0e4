"""Texts of notices: states, reasons of refusals, names of acts and of records."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

SUBJECTS: dict[str, Promise] = {
    "notices.notice": pgettext_lazy("record", "Public notice"),
    "notices.objection": pgettext_lazy("record", "Objection"),
}

REASONS: dict[str, Promise] = {
    "workdays.year_missing": _(
        "The holidays of %(year)s are not known here yet (known up to %(last)s). When the State Council's General "
        "Office has published them, add the year to rules/cn/holidays.yaml in the home folder of the installation."
    ),
    "notices.unknown_template": _("There is no kind of notice called %(template)s; choose one of the listed kinds."),
    "notices.unknown_notice": _("There is no such notice within your reach."),
    "notices.unknown_objection": _("There is no such objection within your reach."),
    "notices.may_not_publish": _("Notices of this unit are published by its S&T office or one above; ask there."),
    "notices.may_not_object": _("Only people of the group can object here. Others write to the office that published."),
    "notices.no_person": _("An objection is made by a person under their own name; log in with your own account."),
    "notices.may_not_handle": _("Objections are handled by the group's S&T office and the auditors; ask there."),
    "notices.disputed_side": _("The objection is about you or your unit. Somebody else has to handle it."),
    "notices.own_notice": _("You published this notice, so somebody else has to decide about objections to it."),
    "notices.own_objection": _("This is your own objection. Somebody else has to decide about it."),
    "notices.not_your_objection": _("Only whoever made the objection can take it back."),
    "notices.empty": _("Put at least one line on show, each with its text."),
    "notices.too_many_lines": _("A notice holds at most %(most)s lines; make several notices."),
    "notices.key_twice": _("Two lines have the key %(key)s; give each line its own."),
    "notices.field_not_shown": _("Notices of this kind do not show “%(field)s”: leave out what readers need not know."),
    "notices.shows_identity_number": _(
        "The text holds what looks like an identity card number (%(begins)s). Leave it out: a name and a unit suffice."
    ),
    "notices.shows_telephone": _(
        "The text holds what looks like a mobile number (%(begins)s). Leave it out: a name and a unit suffice."
    ),
    "notices.too_few_days": _("Notices of this kind are on show for at least %(least)s working days."),
    "notices.days_out_of_range": _("Give a number of working days from 1 to %(most)s."),
    "notices.published_frozen": _("A published notice does not change. Withdraw it and publish a new one."),
    "notices.prolonged_meanwhile": _("The end was put off to %(ends_on)s in the meantime. Look again, then decide."),
    "notices.none": _("This has not been put on public notice yet. Publish the notice first."),
    "notices.running": _("The notice is on show until %(ends_on)s. Wait until the period is over."),
    "notices.disputed": _(
        "Objections to it are still open (%(open_objections)s). It stays postponed until they are decided."
    ),
    "notices.upheld": _("An objection to it was upheld, so it cannot go on. Decide anew and publish a new notice."),
    "notices.over": _("The period of this notice is over. Write to the office that published it."),
    "notices.choose_lines": _("Choose at least one of the lines that are on show."),
    "notices.objected_already": _("You have an open objection to this already (No. %(number)s); open that one."),
    "notices.purpose_missing": _("Say what you need to know the name for; it is recorded with yours."),
}

ACTS: dict[str, Promise] = {
    "notices.notice.drafted": _("Public notice drafted"),
    "notices.notice.redrafted": _("Draft of a public notice changed"),
    "notices.notice.published": _("Public notice published"),
    "notices.notice.prolonged": _("Public notice prolonged"),
    "notices.notice.closed": _("Result of a public notice recorded"),
    "notices.notice.withdrawn": _("Public notice withdrawn"),
    "notices.notice.refused": _("Step with a public notice refused"),
    "notices.objection.received": _("Objection received"),
    "notices.objection.accepted": _("Objection accepted for handling"),
    "notices.objection.investigated": _("Objection put under investigation"),
    "notices.objection.upheld": _("Objection upheld"),
    "notices.objection.rejected": _("Objection rejected"),
    "notices.objection.refused": _("Step with an objection refused"),
    "notices.objection.taken_back": _("Objection taken back"),
    "notices.objection.identity_seen": _("Name of an objector looked at"),
}

PHASES: dict[str, Promise] = {
    "draft": pgettext_lazy("notice", "Draft"),
    "running": pgettext_lazy("notice", "On show"),
    "over": pgettext_lazy("notice", "Period over"),
    "closed": pgettext_lazy("notice", "Result recorded"),
    "withdrawn": pgettext_lazy("notice", "Withdrawn"),
}
PHASE_TONES = {"draft": "neutral", "running": "info", "over": "warn", "closed": "good", "withdrawn": "neutral"}
STATES: dict[str, Promise] = {name: text for name, text in PHASES.items() if name != "over"}
STEPS: dict[str, Promise] = {
    "publish": pgettext_lazy("notice", "Publish"),
    "close": pgettext_lazy("notice", "Record the result"),
    "withdraw": pgettext_lazy("notice", "Withdraw"),
}
STANDINGS: dict[str, Promise] = {
    "clear": pgettext_lazy("notice", "No objection open"),
    "disputed": pgettext_lazy("notice", "Objection open: postponed"),
    "upheld": pgettext_lazy("notice", "Objection upheld"),
}
STANDING_TONES = {"clear": "good", "disputed": "warn", "upheld": "bad"}
AUDIENCES: dict[str, Promise] = {
    "unit": _("The people of the unit"),
    "group": _("Everybody in the group"),
    "public": _("Everybody, outside as well"),
}

OBJECTION_STATES: dict[str, Promise] = {
    "received": pgettext_lazy("objection", "Received"),
    "accepted": pgettext_lazy("objection", "Accepted"),
    "investigating": pgettext_lazy("objection", "Under investigation"),
    "upheld": pgettext_lazy("objection", "Upheld"),
    "rejected": pgettext_lazy("objection", "Rejected"),
    "withdrawn": pgettext_lazy("objection", "Taken back"),
}
OBJECTION_TONES = {
    "received": "warn",
    "accepted": "info",
    "investigating": "info",
    "upheld": "bad",
    "rejected": "neutral",
    "withdrawn": "neutral",
}
OBJECTION_STEPS: dict[str, Promise] = {
    "accept": pgettext_lazy("objection", "Accept for handling"),
    "investigate": pgettext_lazy("objection", "Investigate"),
    "uphold": pgettext_lazy("objection", "Uphold"),
    "reject": pgettext_lazy("objection", "Reject"),
    "take_back": pgettext_lazy("objection", "Take back"),
}
KINDS: dict[str, Promise] = {
    "substantive": _("About truth or ownership"),
    "other": _("About order or wording"),
}
URGENCY: dict[str, Promise] = {
    "": pgettext_lazy("objection", "In time"),
    "soon": pgettext_lazy("objection", "Due soon"),
    "overdue": pgettext_lazy("objection", "Overdue"),
    "done": pgettext_lazy("objection", "Decided"),
}
URGENCY_TONES = {"": "neutral", "soon": "warn", "overdue": "bad", "done": "neutral"}
