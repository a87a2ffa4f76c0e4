"""Forms for the dated acts on units."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ceyuan.apps.organisation import forms
from ceyuan.apps.organisation.models import Unit
from ceyuan.apps.organisation.selectors.units import find_unit
from ceyuan.apps.organisation.services import restructuring, units
from ceyuan.apps.organisation.tables import unit_url
from ceyuan.kit.templatetags.kit import named
from ceyuan.kit.views import Crumb, FormView


class UnitForm(FormView):
    """A form about one unit; 404 for a unit that the actor may not know, 403 where they may not change it."""

    permission = "organisation.manage"
    needed = "organisation.manage"
    unit: Unit | None = None
    key = "unit_id"

    def start(self, unit: Unit) -> dict[str, Any]:
        """Values the form starts with."""
        del unit
        return {}

    def initial(self, **kwargs: Any) -> dict[str, Any] | None:
        self.unit = find_unit(self.actor, kwargs["unit_id"])
        if self.unit is None:
            return None
        if not self.actor.may(self.needed, self.unit.path):
            raise PermissionDenied
        return self.start(self.unit)

    def build(self, data: Any = None, files: Any = None, **kwargs: Any) -> Any:
        from django.http import Http404

        start = self.initial(**kwargs)
        if start is None:
            raise Http404
        return self.form(data, files, initial=start, actor=self.actor)

    def call(self, form: Any, **kwargs: Any) -> Any:
        return type(self).service(
            actor=self.actor, **{self.key: kwargs["unit_id"]}, **self.arguments(form.cleaned_data)
        )

    def arguments(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        """What the service gets besides actor and unit."""
        return cleaned

    def crumbs(self, **context: Any) -> list[Crumb]:
        tree = Crumb(_("Organisation"), reverse("organisation:tree"))
        return [tree, Crumb(named(self.unit), unit_url(self.unit))] if self.unit else [tree]

    def success_url(self, result: Any) -> str:
        return unit_url(result if isinstance(result, Unit) else self.unit)  # type: ignore[arg-type]


class CreateUnit(UnitForm):
    """A new unit below this one."""

    title = _("New unit")
    form = forms.CreateForm
    service = staticmethod(units.create)
    submit = _("Create")
    done = _("The unit was created.")
    key = "parent_id"

    def arguments(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        names = (cleaned["name_zh"], cleaned["name_en"])
        return {"names": names, **{name: cleaned[name] for name in ("code", "kind", "on", "reason")}}


class RenameUnit(UnitForm):
    """Another name."""

    title = _("Rename unit")
    form = forms.RenameForm
    service = staticmethod(units.rename)
    submit = _("Rename")
    done = _("The unit was renamed.")

    def start(self, unit: Unit) -> dict[str, Any]:
        return {"name_zh": unit.name_zh, "name_en": unit.name_en}


class ChangeKind(UnitForm):
    """Another kind."""

    title = _("Change the kind of the unit")
    form = forms.KindForm
    service = staticmethod(units.change_kind)
    done = _("The kind was changed.")

    def start(self, unit: Unit) -> dict[str, Any]:
        return {"kind": unit.kind}


class MoveUnit(UnitForm):
    """Another place."""

    title = _("Move unit")
    form = forms.MoveForm
    service = staticmethod(units.move)
    submit = _("Move")
    done = _("The unit was moved, with everything below it.")


class CloseUnit(UnitForm):
    """The end."""

    title = _("Close unit")
    form = forms.CloseForm
    service = staticmethod(units.close)
    submit = _("Close the unit")
    done = _("The unit was closed.")


class MergeUnits(UnitForm):
    """This unit takes others over."""

    title = _("Take over units")
    form = forms.MergeForm
    service = staticmethod(restructuring.merge)
    submit = _("Merge")
    done = _("The units were merged.")
    key = "into_id"


class SplitUnit(UnitForm):
    """New units come out of this one."""

    title = _("Split unit")
    form = forms.SplitForm
    service = staticmethod(restructuring.split)
    submit = _("Split")
    done = _("The unit was split.")

    def success_url(self, result: Any) -> str:
        return unit_url(result[0])
