"""Ways into this capability."""

from django.utils.translation import gettext_lazy as _

from ceyuan.apps.calls.policies.challenges import BID, READ
from ceyuan.kit.registry import MenuEntry

_GROUP = _("Calls and bids")

entries: list[MenuEntry] = [
    MenuEntry(_("Challenges"), "calls:challenge_list", "flag", 19, _GROUP, READ),
    MenuEntry(_("My bids"), "calls:my_bids", "files", 20, _GROUP, BID),
]
