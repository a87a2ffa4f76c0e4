"""Forms about posts."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ceyuan.apps.organisation import forms
from ceyuan.apps.organisation.models import Post, Unit
from ceyuan.apps.organisation.selectors.units import find_post
from ceyuan.apps.organisation.services import posts
from ceyuan.apps.organisation.tables import unit_url
from ceyuan.apps.organisation.views.unit_acts import UnitForm
from ceyuan.kit.templatetags.kit import named
from ceyuan.kit.views import Crumb, FormView


class Appoint(UnitForm):
    """Somebody gets a post in this unit."""

    permission = needed = "people.manage"
    title = _("Appoint to a post")
    form = forms.AppointForm
    service = staticmethod(posts.appoint)
    submit = _("Appoint")
    done = _("The appointment was recorded.")

    def start(self, unit: Unit) -> dict[str, Any]:
        return {"on": timezone.localdate()}


class EndPost(FormView):
    """A post ends."""

    permission = "people.manage"
    title = _("End post")
    form = forms.EndPostForm
    service = staticmethod(posts.end)
    submit = _("End post")
    done = _("The post was ended.")
    post_held: Post | None = None

    def build(self, data: Any = None, files: Any = None, **kwargs: Any) -> Any:
        self.post_held = find_post(self.actor, kwargs["post_id"])
        if self.post_held is None:
            raise Http404
        if not self.actor.may("people.manage", self.post_held.unit.path):
            raise PermissionDenied
        return self.form(data, files, initial={"on": timezone.localdate()}, actor=self.actor)

    def crumbs(self, **context: Any) -> list[Crumb]:
        tree = Crumb(_("Organisation"), reverse("organisation:tree"))
        unit = self.post_held.unit if self.post_held else None
        return [tree, Crumb(named(unit), unit_url(unit))] if unit else [tree]

    def success_url(self, result: Any) -> str:
        return unit_url(result.unit)
