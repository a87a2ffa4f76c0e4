"""The form of a stratum of a draw."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ceyuan.apps.organisation.interface import UnitPick, units_of
from ceyuan.apps.reviews.messages import pool as words
from ceyuan.apps.reviews.services.strata import StratumIn
from ceyuan.kit.forms import ActorForm
from ceyuan.kit.templatetags.kit import named

SIDES = {"internal": words.SIDES[False], "external": words.SIDES[True]}


class StratumForm(ActorForm):
    """Who belongs to it, and how many of them at least and at most."""

    disciplines = forms.MultipleChoiceField(
        label=_("Disciplines"),
        choices=tuple(words.FIELDS.items()),
        required=False,
        help_text=_("One of them is enough. What is named below has to hold as well."),
    )
    region = forms.ChoiceField(label=_("Region"), required=False)
    side = forms.ChoiceField(label=_("Side"), required=False, choices=[("", "—"), *SIDES.items()])
    unit_id = UnitPick(label=_("Unit, with all below"), required=False)
    minimum = forms.IntegerField(label=pgettext_lazy("stratum", "At least"), min_value=0, required=False)
    maximum = forms.IntegerField(label=pgettext_lazy("stratum", "At most"), min_value=0, required=False)
    in_percent = forms.ChoiceField(
        label=_("Counted in"),
        choices=[("", _("people")), ("1", _("per cent of the seats"))],
        required=False,
    )
    name = forms.CharField(
        label=pgettext_lazy("stratum", "Name"),
        max_length=80,
        required=False,
        help_text=_("Stands in the record of the draw; empty: made of what is chosen."),
    )

    def __init__(self, *args: Any, regions: Sequence[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["region"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker; declared above
        field.choices = [("", "—"), *((one, one) for one in regions)]

    def stratum(self) -> StratumIn:
        """What the service takes."""
        given = dict(self.cleaned_data)
        given["fields"] = given.pop("disciplines")
        given["in_percent"] = given["in_percent"] == "1"
        given["name"] = given["name"].strip() or self._named(given)
        return StratumIn(**given)

    def _named(self, given: dict[str, Any]) -> str:
        parts = [str(words.FIELDS[code]) for code in given["fields"]]
        parts += [given["region"]] if given["region"] else []
        parts += [str(SIDES[given["side"]])] if given["side"] else []
        if given["unit_id"]:
            parts += [named(one) for one in units_of(self.actor, [given["unit_id"]]).values()]
        return " · ".join(parts)
