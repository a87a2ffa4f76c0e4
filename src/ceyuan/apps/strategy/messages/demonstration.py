"""Texts: loading the demonstration's strategy."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

REASONS: dict[str, Promise] = {}
ACTS: dict[str, Promise] = {"strategy.demonstration.loaded": _("Demonstration strategy loaded")}
