"""Why a step is refused."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

REASONS: dict[str, Promise] = {
    "workflow.stale": _("Somebody else took a step in the meantime. Look at the present state, then decide again."),
    "workflow.role_missing": _("Your posts do not allow this step."),
    "workflow.wrong_state": _("This step is not possible in the present state; reload the page to see it."),
    "workflow.unknown_action": _("This step does not exist here; reload the page."),
    "workflow.unknown_state": _(
        "The record stands in a state that its workflow does not know; tell the administrator."
    ),
    "workflow.unknown_workflow": _(
        "The workflow of this record is not installed (%(workflow)s); tell the administrator."
    ),
    "workflow.reason_missing": _("Please give a reason."),
}
