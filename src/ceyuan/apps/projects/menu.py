"""Ways into this capability."""

from django.utils.translation import gettext_lazy as _

from ceyuan.kit.registry import MenuEntry

from .selectors import PERMISSION

entries = [
    MenuEntry(_("Projects"), "projects:project_list", "list-details", 30, _("Portfolio"), PERMISSION, "p"),
    MenuEntry(_("Programmes"), "projects:programme_root", "sitemap", 31, _("Portfolio"), PERMISSION, "t"),
    MenuEntry(_("Results"), "projects:result_list", "award", 32, _("Portfolio"), PERMISSION, "r"),
]
