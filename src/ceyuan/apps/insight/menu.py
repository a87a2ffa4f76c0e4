"""Ways into this capability."""

from django.utils.translation import gettext_lazy as _

from ceyuan.kit.registry import MenuEntry

from .selectors.nodes import PERMISSION

entries = [
    MenuEntry(_("Cockpit"), "insight:cockpit", "chart-treemap", 4, "", PERMISSION, "c"),
    MenuEntry(_("Decoupling"), "insight:decoupling", "link", 4, "", PERMISSION),
]
