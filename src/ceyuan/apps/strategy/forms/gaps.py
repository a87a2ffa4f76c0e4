"""Forms of gaps. Fields are named like the services' arguments, so that refusals land beside them."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ceyuan.apps.organisation.interface import PersonPick, UnitPick
from ceyuan.kit.forms import ActorForm

from .directions import PICK_HELP, DirectionPick


class GapForm(ActorForm):
    """What is admitted: position required and held, root cause, action, owner, day."""

    title = forms.CharField(label=_("Gap"), max_length=200)
    direction_id = DirectionPick(label=_("Technology direction"), required=False, help_text=PICK_HELP)
    required = forms.CharField(label=_("Position required"), max_length=300)
    held = forms.CharField(label=_("Position held"), max_length=300)
    cause = forms.CharField(
        label=_("Root cause"),
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Why it is so, not what is missing: ask “why” until no further answer comes."),
    )
    action = forms.CharField(label=_("Action"), widget=forms.Textarea({"rows": 3}))
    owner_id = PersonPick(label=_("Owner"), help_text=_("Staff number; type a name to find it."))
    due_on = forms.DateField(label=_("Due on"), widget=forms.DateInput)


class AdmitForm(GapForm):
    """A new gap of a unit."""

    unit_id = UnitPick(label=_("Unit"), help_text=PICK_HELP)

    field_order = ["unit_id", "title"]


class ChangeForm(GapForm):
    """Another wording, owner or day."""

    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=500,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("Needed when the day is put off."),
    )


class ReportForm(ActorForm):
    """How the action comes along."""

    progress = forms.CharField(label=_("Progress"), widget=forms.Textarea({"rows": 4}))


class CloseForm(ActorForm):
    """The end of a gap."""

    evidence = forms.CharField(
        label=_("Evidence"),
        max_length=300,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("What shows that the position required is held now."),
    )
