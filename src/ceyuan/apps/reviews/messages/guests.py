"""Texts of experts from outside: their invitation and their log-in."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

SERVES = _(
    "I agree to serve as an expert. My name, employer, disciplines and reviews may be kept and used for this purpose; "
    "I can withdraw at any time."
)
KEEPS_SECRET = _(
    "I keep to myself what I read and what is said, use it for nothing else, declare every conflict of interest, and "
    "pass my log-in on to nobody."
)

REASONS: dict[str, Promise] = {
    "reviews.guest_is_on_record": _(
        "This expert is on record as a person of the group; the personnel office opens the log-in."
    ),
    "reviews.guest_not_ready": _("This entry is not active or barred; ask the office that keeps the pool."),
    "reviews.guest_unknown": _("This expert has neither a log-in nor an invitation; invite the expert first."),
    "reviews.invitation_unknown": _("There is no such invitation. Open the link exactly as you received it."),
    "reviews.invitation_used": _("This invitation was used already. Log in, or ask the office for a new one."),
    "reviews.invitation_expired": _("This invitation has run out or was replaced. Ask the office for a new one."),
}

ACTS: dict[str, Promise] = {
    "reviews.guest.invited": _("Expert from outside invited"),
    "reviews.guest.came_in": _("Expert from outside came in and promised secrecy"),
    "reviews.guest.closed": _("Log-in of an expert from outside closed"),
}

SUBJECTS: dict[str, Promise] = {}

ACCESS: dict[str, Promise] = {
    "none": pgettext_lazy("guest", "No log-in"),
    "invited": pgettext_lazy("guest", "Invited"),
    "lapsed": pgettext_lazy("guest", "Invitation ran out"),
    "open": pgettext_lazy("guest", "Logs in"),
    "closed": pgettext_lazy("guest", "Log-in closed"),
}
ACCESS_TONES: dict[str, str] = {
    "none": "neutral",
    "invited": "info",
    "lapsed": "warn",
    "open": "good",
    "closed": "neutral",
}
