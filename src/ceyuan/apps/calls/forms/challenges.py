"""Forms of challenges. Fields are named like the services' arguments, so that refusals land beside them."""

from typing import Any

from django import forms
from django.forms import formset_factory
from django.utils.translation import gettext_lazy as _

from ceyuan.apps.calls.forms.fields import MomentInput, WanField, long_text
from ceyuan.apps.calls.messages import challenges as words
from ceyuan.apps.calls.models import ChallengeIndicator
from ceyuan.apps.organisation.interface import UnitPick
from ceyuan.kit.forms import ActorForm, Form

PICK_HELP = _("Type part of the name or its pinyin initials.")


class EditForm(ActorForm):
    """What a challenge says."""

    title = forms.CharField(label=_("Title"), max_length=200)
    problem = forms.CharField(label=_("Problem"), widget=forms.Textarea({"rows": 5}))
    background = long_text(_("Background"))
    deliverables = long_text(_("Deliverables"))
    constraints = long_text(
        _("Constraints"), help_text=_("What the solution must respect. Title, age and degree have no place here.")
    )
    end_user = forms.CharField(label=_("End user"), max_length=200, required=False)
    budget_minor = WanField(label=_("Budget ceiling (10,000 yuan)"))
    reward = long_text(_("Reward scheme"), rows=3)
    ip_terms = long_text(_("Terms on intellectual property"), rows=3)
    closes_at = forms.DateTimeField(
        label=_("Deadline for bids"), widget=MomentInput, help_text=_("The clock of the server counts.")
    )
    kill_on = forms.DateField(label=_("Ends unsolved on"), widget=forms.DateInput, required=False)
    applicants = forms.ChoiceField(label=_("Who may bid"), choices=tuple(words.APPLICANTS.items()))
    scope = forms.ChoiceField(label=_("Published to"), choices=tuple(words.SCOPES.items()), initial="group")
    secrecy = forms.ChoiceField(label=_("Secrecy"), choices=tuple(words.SECRECY.items()))
    gates = forms.MultipleChoiceField(
        label=_("Gates"),
        choices=tuple(words.GATES.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("A closed list: what the task itself demands."),
    )
    awarded_min = forms.IntegerField(label=_("Bids to choose, at least"), min_value=1, required=False)
    awarded_max = forms.IntegerField(label=_("Bids to choose, at most"), min_value=1, required=False)


class DraftForm(EditForm):
    """A new challenge."""

    code = forms.CharField(label=_("Code"), max_length=32)
    mode = forms.ChoiceField(label=_("Mode"), choices=tuple(words.MODES.items()))
    unit_id = UnitPick(label=_("Publishing unit"), help_text=PICK_HELP)
    demander_id = UnitPick(label=_("Demanding unit"), help_text=PICK_HELP)

    field_order = ["code", "mode", "unit_id", "demander_id", "title"]


class IndicatorRow(Form):
    """One indicator of a challenge; a row without a name is left out."""

    name = forms.CharField(label=_("Indicator"), max_length=200, required=False)
    direction = forms.ChoiceField(label=_("Direction"), choices=tuple(words.DIRECTIONS.items()), required=False)
    value = forms.DecimalField(label=_("Value"), max_digits=20, decimal_places=6, required=False)
    unit_of_measure = forms.CharField(label=_("Unit of measure"), max_length=40, required=False)
    baseline = forms.DecimalField(label=_("Baseline"), max_digits=20, decimal_places=6, required=False)
    method = forms.CharField(label=_("How it is measured"), max_length=300, required=False)
    is_hard = forms.BooleanField(label=_("Hard: no bid may stay below"), required=False)
    third_party = forms.BooleanField(label=_("Measured by a third party"), required=False)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("name"):
            for needed in ("value", "method"):
                if cleaned.get(needed) in {None, ""} and needed not in self.errors:
                    self.add_error(needed, _("Please fill in this field."))
        cleaned["direction"] = cleaned.get("direction") or "at_least"
        return cleaned


IndicatorRows: Any = formset_factory(IndicatorRow, extra=3, max_num=40)


def indicator_start(rows: list[ChallengeIndicator]) -> list[dict[str, Any]]:
    """Stored indicators as the rows start with them."""
    names = ("name", "direction", "unit_of_measure", "method", "is_hard", "third_party")
    return [
        {
            **{name: getattr(one, name) for name in names},
            "value": one.value.normalize() + 0,
            "baseline": None if one.baseline is None else one.baseline.normalize() + 0,
        }
        for one in rows
    ]


class InviteForm(ActorForm):
    """A unit asked to bid."""

    unit_id = UnitPick(label=_("Unit"), help_text=PICK_HELP)
    reason = forms.CharField(label=_("Reason"), max_length=300)


class ExtendForm(Form):
    """A later deadline."""

    closes_at = forms.DateTimeField(label=_("New deadline"), widget=MomentInput)
    reason = forms.CharField(label=_("Reason"), max_length=500, widget=forms.Textarea({"rows": 3}))


class ReopenForm(Form):
    """Bids are taken again."""

    closes_at = forms.DateTimeField(label=_("New deadline"), widget=MomentInput)


class AnswerForm(Form):
    """An answer that everybody reads."""

    text = forms.CharField(
        label=_("Answer"),
        max_length=2000,
        widget=forms.Textarea({"rows": 5}),
        help_text=_("Everybody reads question and answer; nobody reads who asked."),
    )
