"""Ways into reviews."""

from django.utils.translation import gettext_lazy as _

from ceyuan.apps.reviews.policies.panels import JUDGE, POOL, VIEW
from ceyuan.kit.registry import MenuEntry

_GROUP = _("Expert review")

entries: list[MenuEntry] = [
    MenuEntry(_("My reviews"), "reviews:my_reviews", "clipboard-check", 30, _GROUP, JUDGE),
    MenuEntry(_("Review panels"), "reviews:panel_list", "scale", 31, _GROUP, VIEW),
    MenuEntry(_("Pool of experts"), "reviews:expert_list", "users", 32, _GROUP, POOL),
]
