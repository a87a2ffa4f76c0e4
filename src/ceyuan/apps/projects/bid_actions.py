"""What projects offer on the page of a chosen bid: making its project, or the way to it."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from ceyuan.kit.views import Action

from .naming import project_url
from .policies.taskbooks import CONTRACT, VIEW
from .selectors import detail
from .selectors.from_bid import project_of_bid


def offered(actor: Any, found: Any) -> list[Action]:
    """The project of a pledged bid, or the button that makes it."""
    if found.state not in {"pledged", "running", "delivered"}:
        return []
    made = project_of_bid(found.pk)
    if made is not None:
        known = actor.may(VIEW) and detail(actor, made.code) is not None
        return [Action(_("Project of this bid"), project_url(made), "list-details")] if known else []
    if found.state == "delivered" or not actor.may(CONTRACT, found.unit.path):
        return []
    return [Action(_("Make the project"), reverse("projects:from_bid", args=[found.pk]), "plus")]


providers = [offered]
