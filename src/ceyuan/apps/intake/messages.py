"""What acts and reasons of deliveries say."""

from django.utils.translation import gettext_lazy as _

ACTS = {
    "intake.delivery.taken": _("Delivery taken"),
}

REASONS = {
    "intake.not_allowed": _("Taking deliveries needs a post or grant over the whole group."),
    "intake.busy": _("Another delivery of this group is being taken; wait until it has ended."),
    "intake.failed": _("The delivery ended with an error (%(kind)s); nothing of it was taken. Run it again."),
    "intake.worker_gone": _(
        "The process that took it (%(worker)s) ended before it was done; nothing was taken. Run it again."
    ),
}
