"""What reason codes and formulas of this capability say."""

from django.utils.translation import gettext_lazy as _

REASONS = {
    "insight.no_reach": _("Your posts and grants do not open the cockpit; ask your unit's S&T manager."),
    "insight.unknown_unit": _("There is no unit with the code “%(code)s” within your reach."),
    "insight.unknown_programme": _("There is no programme with the code “%(code)s”."),
    "insight.unknown_year": _("“%(code)s” is not a year; write four digits such as 2024."),
    "insight.unknown_axis": _("Roll-ups go by %(known)s, not by “%(by)s”."),
    "insight.unknown_measure": _("Roll-ups measure %(known)s, not “%(measure)s”."),
}

DECOUPLING = {
    "target_without_project": _("Targets without a project"),
    "project_without_target": _("Projects without a target"),
    "project_without_money": _("Projects without money"),
    "money_without_target": _("Money without a target"),
}
DECOUPLING_RULES = {
    "target_without_project": _(
        "Targets of the year that no project under way serves: neither directly, nor through its programme, nor the "
        "same target in another plan, nor a share of it below. Drafts and withdrawn targets are left out."
    ),
    "project_without_target": _(
        "Projects under way in the year, from their start to the archive, that serve no target of this year, neither "
        "directly nor through a programme above them."
    ),
    "project_without_money": _(
        "Projects under way in the year whose whole cost and whose funding are both zero or not known."
    ),
    "money_without_target": _(
        "The whole cost of the projects under way in the year that serve no target of this year, by programme."
    ),
}
