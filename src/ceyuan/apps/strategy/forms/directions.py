"""Forms of the technology tree. Fields are named like the services' arguments, so that refusals land beside them."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ceyuan.apps.organisation.interface import Actor, PersonPick, UnitPick
from ceyuan.apps.strategy.messages import directions as words
from ceyuan.apps.strategy.models import Direction
from ceyuan.apps.strategy.selectors import directions
from ceyuan.kit.forms import ActorForm, Pick

_LEVELS = [("", "–"), *((str(level), str(level)) for level in range(1, 10))]
PICK_HELP = _("Type part of the name or its pinyin initials.")


class DirectionPick(Pick):
    """A direction by its code."""

    url_name = "strategy:direction_suggest"
    unknown = "strategy.unknown_direction"

    def find(self, actor: Actor, code: str) -> Direction | None:
        return directions.direction(actor, code)


def _text(label: Any, **options: Any) -> forms.CharField:
    return forms.CharField(label=label, required=False, widget=forms.Textarea({"rows": 3}), **options)


def _level_or_nothing(value: Any) -> int | None:
    return int(value) if value else None


class EditForm(ActorForm):
    """What is written about a direction."""

    name_zh = forms.CharField(label=_("Chinese name"), max_length=200)
    name_en = forms.CharField(label=_("English name"), max_length=200, required=False)
    tech_class = forms.ChoiceField(
        label=_("Technology class"), required=False, choices=[("", "–"), *words.CLASSES.items()]
    )
    chain_position = forms.ChoiceField(
        label=_("Place in the industry chain"), required=False, choices=[("", "–"), *words.POSITIONS.items()]
    )
    trl_wanted = forms.TypedChoiceField(
        label=_("Readiness wanted (TRL)"), required=False, choices=_LEVELS, coerce=_level_or_nothing, empty_value=None
    )
    wanted_by = forms.IntegerField(label=_("Wanted by (year)"), required=False)
    definition_zh = _text(_("Definition and reason (Chinese)"))
    definition_en = _text(_("Definition and reason (English)"))
    state_of_the_art = _text(_("State of the art"), help_text=_("Who leads, with which figures."))
    gap = _text(_("Our gap"), help_text=_("Where the group stands against it."))


class MakeForm(EditForm):
    """A new direction."""

    code = forms.CharField(label=_("Code"), max_length=20)
    parent_id = DirectionPick(label=_("Direction above it"), required=False, help_text=PICK_HELP)
    owner_unit_id = UnitPick(label=_("Unit that keeps it"), help_text=PICK_HELP)

    field_order = ["code", "parent_id", "owner_unit_id", "name_zh", "name_en"]


class MoveForm(ActorForm):
    """Another place in the tree."""

    parent_id = DirectionPick(
        label=_("Direction above it"), required=False, help_text=_("Left empty, it stands at the top of the tree.")
    )
    reason = _text(_("Reason"), max_length=500)


class CloseForm(ActorForm):
    """The end of a direction."""

    reason = forms.CharField(label=_("Reason"), max_length=500, widget=forms.Textarea({"rows": 3}))


class LevelForm(ActorForm):
    """A level found on a day."""

    on = forms.DateField(label=_("Found on"), widget=forms.DateInput, initial=timezone.localdate)
    trl = forms.TypedChoiceField(label=_("Readiness (TRL)"), choices=_LEVELS[1:], coerce=int)
    evidence = forms.CharField(
        label=_("Evidence"),
        max_length=300,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("Test report, appraisal, line in operation: number and day."),
    )


class OwnerForm(ActorForm):
    """Who answers for a direction."""

    owner_id = PersonPick(
        label=_("Owner (chain leader)"), required=False, help_text=_("Staff number; type a name to find it.")
    )
    owner_unit_id = UnitPick(label=_("Unit that keeps it"), help_text=PICK_HELP)
    reason = _text(_("Reason"), max_length=500)
