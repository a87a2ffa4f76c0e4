"""Forms of a bid, part by part. A draft may be unfinished: rows without a name are left out, texts may be empty."""

from typing import Any

from django import forms
from django.forms import formset_factory
from django.utils.translation import gettext_lazy as _

from ceyuan.apps.calls.forms.fields import WanField, long_text
from ceyuan.apps.organisation.interface import PersonPick, UnitPick
from ceyuan.kit.forms import ActorForm, Form

PPM_PER_PERCENT = 10_000


class StartForm(ActorForm):
    """Who bids: the unit and the leader, who may be anybody."""

    key = forms.CharField(widget=forms.HiddenInput, max_length=64)
    unit_id = UnitPick(label=_("Unit that bids"))
    leader_id = PersonPick(label=_("Leader"), required=False, help_text=_("Empty means you. Anybody may lead."))
    title = forms.CharField(label=_("Title of the bid"), max_length=200, required=False)


class BasicsForm(Form):
    """Route, risks, money, commitment."""

    title = forms.CharField(label=_("Title of the bid"), max_length=200)
    route = long_text(_("Technical route"), rows=10, max_length=20_000)
    risks = long_text(_("Risks and answers to them"), rows=4, max_length=5_000)
    funds_minor = WanField(label=_("Money asked for (10,000 yuan)"), required=False)
    committed = forms.BooleanField(
        label=_("We stand by these indicators and milestones, and what is written here is true."), required=False
    )

    def clean_funds_minor(self) -> int:
        """Nothing typed is nothing asked for."""
        return self.cleaned_data["funds_minor"] or 0


class OfferRow(Form):
    """What is offered for an indicator of the challenge."""

    source = forms.IntegerField(widget=forms.HiddenInput, required=False)
    value = forms.DecimalField(label=_("We offer"), max_digits=20, decimal_places=6, required=False)
    method = forms.CharField(label=_("How it is measured"), max_length=300, required=False)
    note = forms.CharField(label=_("Remark"), max_length=300, required=False)


class MemberRow(ActorForm):
    """Somebody of the team: a person of the group, or a name from outside."""

    person = PersonPick(label=_("Person of the group"), required=False)
    name = forms.CharField(label=_("or name from outside"), max_length=120, required=False)
    role = forms.CharField(label=_("Role in the team"), max_length=80, required=False)
    person_months = forms.DecimalField(
        label=_("Person-months"), min_value=0, max_digits=6, decimal_places=1, required=False
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if (cleaned.get("person") or cleaned.get("name")) and not cleaned.get("person_months"):
            self.add_error("person_months", _("Please fill in this field."))
        return cleaned


class PartnerRow(ActorForm):
    """A unit or an outside organisation that takes part."""

    unit = UnitPick(label=_("Unit of the group"), required=False)
    name = forms.CharField(label=_("or outside organisation"), max_length=200, required=False)
    task = forms.CharField(label=_("Task"), max_length=300, required=False)
    funds_minor = WanField(label=_("Its money (10,000 yuan)"), required=False)


class MilestoneRow(Form):
    """A milestone and the share of the money paid when it is reached."""

    name = forms.CharField(label=_("Milestone"), max_length=200, required=False)
    due_on = forms.DateField(label=_("Due"), widget=forms.DateInput, required=False)
    criteria = forms.CharField(label=_("Judged by"), max_length=300, required=False)
    share = forms.DecimalField(
        label=_("Share of the money (%)"), min_value=0, max_value=100, max_digits=7, decimal_places=4, required=False
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if any(cleaned.get(name) for name in ("name", "criteria", "share")) and not cleaned.get("due_on"):
            self.add_error("due_on", _("Please fill in this field."))
        cleaned["share_ppm"] = int((cleaned.get("share") or 0) * PPM_PER_PERCENT)
        return cleaned


class UnsuitableRow(ActorForm):
    """An expert who should not judge the bid."""

    person = PersonPick(label=_("Person of the group"), required=False)
    name = forms.CharField(label=_("or name from outside"), max_length=120, required=False)
    reason = forms.CharField(label=_("Reason"), max_length=300, required=False)


OfferRows: Any = formset_factory(OfferRow, extra=0, max_num=60)
MemberRows: Any = formset_factory(MemberRow, extra=3, max_num=60)
PartnerRows: Any = formset_factory(PartnerRow, extra=2, max_num=60)
MilestoneRows: Any = formset_factory(MilestoneRow, extra=2, max_num=60)
UnsuitableRows: Any = formset_factory(UnsuitableRow, extra=3, max_num=3)
