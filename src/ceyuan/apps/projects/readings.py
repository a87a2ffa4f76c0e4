"""Quantities that the portfolio answers by itself, so that no unit types them."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ceyuan.apps.projects.selectors.quantities import accepted, granted, patents, started
from ceyuan.apps.strategy.interface import ComputedQuantity


def _url(code: str) -> str:
    return reverse("projects:project_detail", args=[code])


sources = [
    ComputedQuantity("projects.started", _("Projects begun"), "count", started, _url),
    ComputedQuantity("projects.accepted", _("Projects accepted"), "count", accepted, _url),
    ComputedQuantity("projects.granted", _("Project funding granted"), "money", granted, _url),
    ComputedQuantity("projects.patents", _("Patents of projects"), "keys", patents, _url, frozenset({"year"})),
]
