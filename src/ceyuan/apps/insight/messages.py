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
