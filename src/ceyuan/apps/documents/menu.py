"""Ways into this capability."""

from django.utils.translation import gettext_lazy as _

from ceyuan.kit.registry import MenuEntry

_GROUP = _("Documents and signatures")

entries: list[MenuEntry] = [
    MenuEntry(_("To sign"), "documents:to_sign", "signature", 50, _GROUP),
    MenuEntry(_("My certificate"), "documents:my_certificate", "key", 51, _GROUP),
    MenuEntry(_("Verify a PDF"), "documents:verify", "shield-check", 52, _GROUP),
]
