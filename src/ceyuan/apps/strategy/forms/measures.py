"""Forms about policies, measures and uptakes. Fields are named like the services' arguments."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ceyuan.apps.organisation.interface import Actor, UnitPick
from ceyuan.apps.strategy.messages import measures as messages
from ceyuan.apps.strategy.models import MeasureUptake
from ceyuan.apps.strategy.naming_measures import numbered
from ceyuan.kit.forms import ActorForm, Form
from ceyuan.kit.templatetags.kit import named

SHORT = forms.Textarea({"rows": 2})


class PolicyForm(Form):
    """A policy as its document names it."""

    document_number = forms.CharField(label=_("Document number"), max_length=80)
    title_zh = forms.CharField(label=_("Chinese title"), max_length=300, required=False)
    title_en = forms.CharField(label=_("English title"), max_length=300, required=False)
    issued_on = forms.DateField(label=_("Issued on"), widget=forms.DateInput)


class NewPolicyForm(PolicyForm):
    """A new one, of any unit that the person keeps policies for."""

    unit_code = forms.CharField(label=_("Code of the issuing unit"), max_length=64)


class ClauseForm(ActorForm):
    """A heading or a measure."""

    is_heading = forms.BooleanField(label=_("This is a heading; it obliges nobody"), required=False)
    number = forms.CharField(label=_("Number in the document"), max_length=20)
    parent_id = forms.TypedChoiceField(label=_("Below"), required=False, coerce=int, empty_value=None)
    theme = forms.ChoiceField(label=_("Theme"), choices=tuple(messages.THEMES.items()))
    title_zh = forms.CharField(label=_("Chinese title"), max_length=200, required=False)
    title_en = forms.CharField(label=_("English title"), max_length=200, required=False)
    text_zh = forms.CharField(label=_("Chinese text"), required=False, widget=forms.Textarea({"rows": 3}))
    text_en = forms.CharField(label=_("English text"), required=False, widget=forms.Textarea({"rows": 3}))
    target_group = forms.CharField(label=_("For whom"), max_length=120, required=False)
    lead_unit_id = UnitPick(label=_("Lead department"), required=False)
    due_on = forms.DateField(label=_("To land by"), required=False, widget=forms.DateInput)
    proof = forms.CharField(label=_("Proof asked for"), max_length=200, required=False)
    needs_own_rule = forms.BooleanField(label=_("Each unit makes its own rule"), required=False, initial=True)
    floor = forms.DecimalField(label=_("Floor"), required=False, max_digits=16, decimal_places=4)
    ceiling = forms.DecimalField(label=_("Ceiling"), required=False, max_digits=16, decimal_places=4)
    bound_unit = forms.CharField(
        label=_("Floor and ceiling are counted in"), max_length=20, required=False, help_text=_("For example %.")
    )

    def __init__(self, *args: Any, actor: Actor, headings: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, **kwargs)
        field: Any = self.fields["parent_id"]
        field.choices = [("", _("The top of the document")), *((one.pk, numbered(one)) for one in headings)]


class ScopeForm(Form):
    """Which units a policy obliges."""

    whole = forms.BooleanField(label=_("All strategic units and enterprises"), required=False, initial=True)
    unit_ids = forms.TypedMultipleChoiceField(
        label=_("Or these units"), required=False, coerce=int, widget=forms.SelectMultiple({"size": 12})
    )
    measure_ids = forms.TypedMultipleChoiceField(
        label=_("Only these measures"),
        required=False,
        coerce=int,
        help_text=_("Choose none for all."),
        widget=forms.SelectMultiple({"size": 8}),
    )

    def __init__(self, *args: Any, units: list[Any], measures: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known: Any = self.fields
        known["unit_ids"].choices = [(one.pk, named(one)) for one in units]
        known["measure_ids"].choices = [(one.pk, numbered(one)) for one in measures]


class ReportForm(Form):
    """What a unit made of a measure, and the step it takes on the strength of it."""

    own_rule = forms.CharField(label=_("Own rule"), max_length=200, required=False)
    own_rule_number = forms.CharField(label=_("Document number"), max_length=80, required=False)
    own_value = forms.DecimalField(label=_("Own value"), required=False, max_digits=16, decimal_places=4)
    beneficiaries = forms.IntegerField(label=_("Beneficiaries"), required=False, min_value=0)
    money_minor = forms.DecimalField(
        label=_("Money paid (yuan)"), required=False, min_value=0, max_digits=18, decimal_places=2
    )
    landed_on = forms.DateField(label=_("Landed on"), required=False, widget=forms.DateInput)
    evidence = forms.CharField(
        label=_("Evidence"), max_length=300, required=False, help_text=_("A list of payments, a decision, minutes.")
    )
    obstacle = forms.CharField(label=_("Obstacle"), max_length=300, required=False, widget=SHORT)
    action = forms.ChoiceField(label=_("Step"), required=False)
    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, uptake: MeasureUptake, bounds: str, steps: list[tuple[str, Any]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["own_value"].help_text = bounds and _("The group allows %(bounds)s.") % {"bounds": bounds}
        if not bounds:
            del self.fields["own_value"]
        self.uptake = uptake
        action: Any = self.fields["action"]
        action.choices = [("", _("Only save; the state stays")), *steps]

    def clean_money_minor(self) -> int:
        """Yuan as typed, fen as kept."""
        return int(Decimal(self.cleaned_data["money_minor"] or 0) * 100)

    def clean_beneficiaries(self) -> int:
        """Nobody, unless said."""
        return self.cleaned_data["beneficiaries"] or 0


class AnswerForm(Form):
    """An answer about one measure. The form is drawn by its page."""

    measure_id = forms.IntegerField(widget=forms.HiddenInput)
    said = forms.ChoiceField(choices=tuple(messages.ANSWERS.items()))
    comment = forms.CharField(max_length=500, required=False)
