"""Texts: the project of a chosen bid."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

REASONS: dict[str, Promise] = {
    "projects.no_such_award": _("There is no chosen bid of this number within your reach; open it among the bids."),
    "projects.bid_not_pledged": _("The bid has not pledged yet; have its pledge signed and confirmed first."),
    "projects.bid_has_project": _("The project of this bid was made already; open it from the bid."),
    "projects.keeps_its_bid": _(
        "Project %(code)s was made of this bid: the bid steps back only after the project was terminated or revoked. "
        "Ask the leaders of the unit to decide on the project first."
    ),
    "projects.no_programme_of_code": _("No programme has this code; look it up among the programmes."),
    "projects.code_taken": _("Another project has this code already; choose a different one."),
    "projects.ends_before_milestones": _("The last day lies before the last milestone of the bid; choose a later day."),
}
ACTS: dict[str, Promise] = {"projects.project.from_bid": _("Project made of a chosen bid")}
SUBJECTS: dict[str, Promise] = {}
