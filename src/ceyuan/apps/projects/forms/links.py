"""Forms that tell what a project or programme works for."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ceyuan.apps.organisation.interface import Actor
from ceyuan.apps.projects.models import Project
from ceyuan.apps.projects.selectors import serving
from ceyuan.apps.strategy import interface as strategy
from ceyuan.kit.forms import ActorForm, Pick


class DirectionPick(Pick):
    """A direction by its code."""

    url_name = "strategy:direction_suggest"
    unknown = "strategy.unknown_direction"

    def find(self, actor: Actor, code: str) -> Any:
        return strategy.direction(actor, code)


class DirectionForm(ActorForm):
    """The technology direction it works for."""

    direction_id = DirectionPick(
        label=_("Technology direction"),
        required=False,
        help_text=_("Left empty, a project follows the programme it stands in."),
    )


class TargetForm(ActorForm):
    """A target it serves: one of the lead unit or of a unit above it."""

    target_id = forms.TypedChoiceField(label=pgettext_lazy("served", "Target"), coerce=int)
    note = forms.CharField(
        label=_("Contribution"),
        required=False,
        max_length=300,
        help_text=_("What it brings to the target, in a few words."),
    )

    def __init__(self, *args: Any, project: Project | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups: dict[str, list[tuple[str, str]]] = {}
        for target in serving.targets_to_choose(self.actor, project):
            groups.setdefault(f"{target.year}", []).append((str(target.pk), strategy.target_title(target)))
        field = self.fields["target_id"]
        field.choices = [("", "–"), *groups.items()]  # type: ignore[attr-defined]
