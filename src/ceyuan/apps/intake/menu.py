"""Ways into this capability."""

from django.utils.translation import gettext_lazy as _

from ceyuan.kit.registry import MenuEntry

from .selectors import VIEW

entries = [MenuEntry(_("Deliveries"), "intake:delivery_list", "upload", 80, _("System"), VIEW, "d")]
