"""The form with which the project of a chosen bid is made."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ceyuan.kit.forms import Form


class FromBidForm(Form):
    """What the bid does not say."""

    code = forms.CharField(label=_("Code"), max_length=64)
    programme = forms.CharField(label=_("Code of the programme"), max_length=160)
    starts_on = forms.DateField(label=_("First day"), widget=forms.DateInput)
    ends_on = forms.DateField(label=_("Last day"), widget=forms.DateInput)
    budget_mode = forms.ChoiceField(
        label=_("Kind of budget"), choices=(("itemised", _("Itemised")), ("lump_sum", _("Lump sum")))
    )
