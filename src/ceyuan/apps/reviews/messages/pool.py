"""Texts of the pool of experts."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

REASONS: dict[str, Promise] = {
    "reviews.pool_not_permitted": _("This entry is kept by another office; ask there."),
    "reviews.unknown_expert": _("There is no such expert within your reach."),
    "reviews.expert_known": _("This expert is in the pool already; open that entry instead."),
    "reviews.expert_nameless": _("Name the expert, or choose a person on record."),
    "reviews.expert_without_employer": _("Name the employer: conflicts of interest are found by it."),
    "reviews.unknown_field": _("%(field)s is no discipline of the list; choose one of those listed."),
    "reviews.too_many_keywords": _("At most %(most)s keywords of %(length)s characters each; shorten the list."),
    "reviews.load_range": _("Enter how many reviews at a time: from 0 to %(most)s."),
    "reviews.standing_why": _("Say on what ground, with the document or the case."),
    "reviews.day_in_future": _("This day lies in the future; enter the day it really happened."),
    "reviews.interest_in_what": _("Say what the interest is in: a unit, a person or both."),
    "reviews.unknown_interest": _("There is no such interest, or it has ended already; reload the page."),
    "reviews.tie_to_oneself": _("Choose the other person, not the expert."),
    "reviews.tie_known": _("This tie is noted already."),
    "reviews.left_the_pool": _("Has left the pool since or is barred."),
}

ACTS: dict[str, Promise] = {
    "reviews.expert.entered": _("Expert entered into the pool"),
    "reviews.demonstration.loaded": _("Demonstration experts loaded"),
    "reviews.expert.changed": _("Entry of an expert changed"),
    "reviews.expert.standing_set": _("Standing of an expert set"),
    "reviews.expert.consented": _("Expert agreed to serve"),
    "reviews.expert.withdrew": _("Expert withdrew the agreement"),
    "reviews.interest.declared": _("Interest declared"),
    "reviews.interest.ended": _("Interest ended"),
    "reviews.tie.noted": _("Tie to a person noted"),
}

SUBJECTS: dict[str, Promise] = {"reviews.expert": pgettext_lazy("record", "Expert")}

# First-level disciplines of GB/T 13745 that matter for mining, metals and their machines.
FIELDS: dict[str, Promise] = {
    "110": _("Mathematics"),
    "120": _("Information and systems science"),
    "130": _("Mechanics"),
    "140": _("Physics"),
    "150": _("Chemistry"),
    "170": _("Earth science"),
    "410": _("Engineering fundamentals"),
    "420": _("Surveying and mapping"),
    "430": _("Materials science"),
    "440": _("Mining engineering"),
    "450": _("Metallurgical engineering"),
    "460": _("Mechanical engineering"),
    "470": _("Power and electrical engineering"),
    "480": _("Energy science"),
    "510": _("Electronics and automation"),
    "520": _("Computer science"),
    "530": _("Chemical engineering"),
    "560": _("Civil engineering"),
    "610": _("Environmental science"),
    "620": _("Safety science"),
    "630": _("Management"),
    "790": _("Economics"),
    "820": _("Law"),
}

STANDINGS: dict[str, Promise] = {
    "clear": pgettext_lazy("expert", "Clear"),
    "noted": pgettext_lazy("expert", "Noted"),
    "barred": pgettext_lazy("expert", "Barred"),
}
STANDING_TONES: dict[str, str] = {"clear": "good", "noted": "warn", "barred": "bad"}
SIDES: dict[bool, Promise] = {True: pgettext_lazy("expert", "External"), False: pgettext_lazy("expert", "Internal")}
READY: dict[bool, Promise] = {
    True: pgettext_lazy("expert", "Can be drawn"),
    False: pgettext_lazy("expert", "Cannot be drawn"),
}
READY_TONES: dict[bool, str] = {True: "good", False: "neutral"}
TIES: dict[str, Promise] = {
    "relative": pgettext_lazy("expert", "Relative"),
    "teacher_student": pgettext_lazy("expert", "Teacher or student"),
}
