"""Ways into public notices."""

from django.utils.translation import gettext_lazy as _

from ceyuan.kit.registry import MenuEntry

from .policies import HANDLE, VIEW

_GROUP = _("Public notices")

entries = [
    MenuEntry(_("Notice board"), "notices:list", "speakerphone", 45, _GROUP, VIEW),
    MenuEntry(_("Objections to handle"), "notices:objection_list", "scale", 46, _GROUP, HANDLE),
]
