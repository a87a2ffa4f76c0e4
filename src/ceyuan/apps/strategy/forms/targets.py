"""Forms about targets."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ceyuan.kit.forms import ActorForm, Form


class TargetForm(Form):
    """The head of a cascade: a target that no unit above gives."""

    plan_id = forms.TypedChoiceField(label=_("Plan"), coerce=int)
    kpi_code = forms.ChoiceField(label=pgettext_lazy("target", "Indicator"))
    unit_code = forms.CharField(
        label=_("Unit"),
        max_length=80,
        help_text=_("The code of the unit; the group's root for the group's own target."),
    )
    year = forms.IntegerField(label=_("Year"), min_value=1950, max_value=2200)
    value = forms.CharField(
        label=_("Target value"), max_length=40, required=False, help_text=_("In the unit of measure of the indicator.")
    )


class JudgingForm(ActorForm):
    """How a target is judged."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    baseline = forms.CharField(
        label=pgettext_lazy("target", "Baseline"),
        max_length=40,
        required=False,
        help_text=_("Where the unit stands at the beginning."),
    )
    due_on = forms.DateField(label=_("To be reached by"), required=False, widget=forms.DateInput)
    method = forms.CharField(label=_("Method of assessment"), max_length=300, required=False)
    verdict_rule = forms.CharField(
        label=_("Rule for the verdict"), max_length=300, required=False, help_text=_("When does it count as reached?")
    )
    assessor_code = forms.CharField(
        label=_("Assessed by"), max_length=80, required=False, help_text=_("The code of another unit than its owner.")
    )


class ChangeForm(Form):
    """A request to change a target."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    new_value = forms.CharField(label=_("New value"), max_length=40)
    grounds = forms.CharField(
        label=_("Grounds"),
        max_length=2000,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("What happened, what was tried, and why no other way is left."),
    )


class WorkbookForm(Form):
    """A cascade that was edited as a workbook."""

    file = forms.FileField(
        label=_("Workbook"), help_text=_("The exported cascade with your changes: .xlsx, .xls, .ods or .csv.")
    )
