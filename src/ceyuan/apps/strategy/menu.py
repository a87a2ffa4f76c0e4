"""Ways into this capability. Each part adds its entry."""

from django.utils.translation import gettext_lazy as _

from ceyuan.kit.registry import MenuEntry

_GROUP = _("Strategy and responsibility")

entries: list[MenuEntry] = [
    MenuEntry(_("Plans"), "strategy:plan_list", "books", 10, _GROUP, "strategy.read"),
    MenuEntry(_("Target cascade"), "strategy:cascade", "hierarchy", 11, _GROUP, "strategy.view"),
    MenuEntry(_("Policy measures"), "strategy:policies", "checklist", 17, _GROUP, "strategy.read"),
    MenuEntry(_("Did it reach you?"), "strategy:feedback", "speakerphone", 18, _GROUP, "strategy.read"),
]
