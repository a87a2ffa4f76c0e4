"""Forms for the acts on directions."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from ceyuan.apps.strategy.forms import directions as forms
from ceyuan.apps.strategy.models import Direction
from ceyuan.apps.strategy.policies import directions as policies
from ceyuan.apps.strategy.selectors import directions as selectors
from ceyuan.apps.strategy.services import directions as services
from ceyuan.apps.strategy.titles import direction_url
from ceyuan.kit.templatetags.kit import named
from ceyuan.kit.views import Crumb, FormView

from .direction_tree import tree_crumb


class DirectionForm(FormView):
    """A form about one direction; 404 for one that is not there, 403 where the actor may not do it."""

    permission = policies.STEER
    allowed: ClassVar[staticmethod[..., Any]] = staticmethod(policies.may_change)
    direction: Direction | None = None

    def start(self, one: Direction) -> dict[str, Any]:
        """Values the form starts with."""
        del one
        return {}

    def build(self, data: Any = None, files: Any = None, **kwargs: Any) -> Any:
        self.direction = selectors.direction(self.actor, kwargs["code"])
        if self.direction is None:
            raise Http404
        if not type(self).allowed(self.actor, self.direction):
            raise PermissionDenied
        return self.form(data, files, initial=self.start(self.direction), actor=self.actor)

    def call(self, form: Any, **kwargs: Any) -> Any:
        del kwargs
        if self.direction is None:
            raise Http404
        return type(self).service(actor=self.actor, direction_id=self.direction.pk, **form.cleaned_data)

    def crumbs(self, **context: Any) -> list[Crumb]:
        del context
        one = self.direction
        return [tree_crumb(), Crumb(named(one), direction_url(one))] if one else [tree_crumb()]

    def success_url(self, result: Any) -> str:
        del result
        return direction_url(self.direction) if self.direction else ""


class MakeDirectionView(FormView):
    """A new direction."""

    permission = policies.STEER
    title = _("New direction")
    form = forms.MakeForm
    service = staticmethod(services.make)
    submit = _("Create")
    done = _("The direction was made.")

    def build(self, data: Any = None, files: Any = None, **kwargs: Any) -> Any:
        del kwargs
        start = {"parent_id": self.request.GET.get("above", "")}
        return self.form(data, files, initial=start, actor=self.actor)

    def crumbs(self, **context: Any) -> list[Crumb]:
        del context
        return [tree_crumb()]

    def success_url(self, result: Any) -> str:
        return direction_url(result)


class EditDirectionView(DirectionForm):
    """Other names, texts, class, level wanted."""

    title = _("Edit direction")
    form = forms.EditForm
    service = staticmethod(services.edit)

    def start(self, one: Direction) -> dict[str, Any]:
        return {name: getattr(one, name) for name in (*services.TEXTS, *services.CHOICES)}


class MoveDirectionView(DirectionForm):
    """Another place in the tree."""

    title = _("Move direction")
    form = forms.MoveForm
    service = staticmethod(services.move)
    submit = _("Move")
    done = _("The direction was moved.")

    def start(self, one: Direction) -> dict[str, Any]:
        return {"parent_id": one.parent.code if one.parent else ""}


class CloseDirectionView(DirectionForm):
    """The end of a direction."""

    title = _("Close direction")
    form = forms.CloseForm
    service = staticmethod(services.close)
    submit = _("Close")
    done = _("The direction was closed.")


class NoteLevelView(DirectionForm):
    """A level found."""

    title = _("Note a level")
    form = forms.LevelForm
    service = staticmethod(services.note_level)
    allowed = staticmethod(policies.may_assess)
    done = _("The level was noted.")


class AssignOwnerView(DirectionForm):
    """Who answers for it."""

    title = _("Name the owner")
    form = forms.OwnerForm
    service = staticmethod(services.assign_owner)
    done = _("The owner was named.")

    def start(self, one: Direction) -> dict[str, Any]:
        return {"owner_id": one.owner.staff_no if one.owner else "", "owner_unit_id": one.owner_unit.code}
