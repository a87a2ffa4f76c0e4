"""Ways into this capability."""

from django.utils.translation import gettext_lazy as _

from ceyuan.kit.registry import MenuEntry

from .selectors import PERMISSION

entries = [
    MenuEntry(_("My projects"), "projects:mine", "flask", 33, _("Portfolio")),
    MenuEntry(_("Major programmes"), "projects:major_board", "rocket", 34, _("Portfolio"), PERMISSION),
    MenuEntry(_("Projects"), "projects:project_list", "list-details", 35, _("Portfolio"), PERMISSION, "p"),
    MenuEntry(_("Task books"), "projects:taskbook_list", "clipboard-check", 36, _("Portfolio"), PERMISSION),
    MenuEntry(_("Programmes"), "projects:programme_root", "sitemap", 37, _("Portfolio"), PERMISSION, "t"),
    MenuEntry(_("Results"), "projects:result_list", "award", 38, _("Portfolio"), PERMISSION, "r"),
    MenuEntry(_("Payments"), "projects:payment_list", "coins", 39, _("Portfolio"), PERMISSION),
    MenuEntry(_("Overdue in projects"), "projects:overdue_list", "clock", 40, _("Portfolio"), PERMISSION),
    MenuEntry(_("Results to look at twice"), "projects:padded_list", "zoom-question", 41, _("Portfolio"), PERMISSION),
]
