"""Ways into this capability."""

from django.utils.translation import gettext_lazy as _

from ceyuan.kit.registry import MenuEntry

from .selectors import PERMISSION

entries = [MenuEntry(_("Audit trail"), "audit:acts", "history", 90, _("System"), PERMISSION, "a")]
