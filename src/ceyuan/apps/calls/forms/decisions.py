"""Forms: sending bids to review, notes of defence and negotiation, the pledge, measured values of a lane."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ceyuan.apps.calls.forms.fields import MomentInput
from ceyuan.kit.forms import Form


class ReviewForm(Form):
    """Until when, and by how many reviewers each bid is judged."""

    due_at = forms.DateTimeField(label=_("Reviews are due"), widget=MomentInput)
    reviewers_per_case = forms.IntegerField(
        label=_("Reviewers for each bid"), min_value=3, max_value=15, initial=5, help_text=_("Three at least.")
    )


class NoteForm(Form):
    """A note in words."""

    note = forms.CharField(label=_("What was agreed"), max_length=4000, widget=forms.Textarea({"rows": 6}))


class DefenceForm(Form):
    """What an on-site check or a defence brought."""

    note = forms.CharField(label=_("What was found"), max_length=4000, widget=forms.Textarea({"rows": 6}))
    shortlist = forms.BooleanField(label=_("Counts as invited to the defence"), required=False)


class PledgeForm(Form):
    """What follows when the pledge is not kept."""

    consequences = forms.CharField(label=_("Consequences"), max_length=4000, widget=forms.Textarea({"rows": 5}))


class SteppingBackForm(Form):
    """Why a selected bid steps back; the revision tells whether the record moved on meanwhile."""

    reason = forms.CharField(label=_("Reason"), max_length=2000, widget=forms.Textarea({"rows": 4}))
    revision = forms.IntegerField(min_value=0, widget=forms.HiddenInput)


class EndRaceForm(Form):
    """Why a race ends without a winner."""

    reason = forms.CharField(label=_("Reason"), max_length=2000, widget=forms.Textarea({"rows": 4}))


class MarkForm(Form):
    """What was measured in a lane: one field for each indicator of the challenge, and what proves it."""

    evidence = forms.CharField(label=_("Report that proves it"), max_length=300)
    measured_on = forms.DateField(label=_("Measured on"), widget=forms.DateInput)

    def __init__(self, *args: Any, indicators: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.indicators = list(indicators)
        for one in self.indicators:
            self.fields[f"value_{one.pk}"] = forms.DecimalField(
                label=f"{one.name} ({one.unit_of_measure})" if one.unit_of_measure else one.name,
                max_digits=20,
                decimal_places=6,
                required=one.is_hard,
                help_text=one.method,
            )
        self.order_fields([*(f"value_{one.pk}" for one in self.indicators), "evidence", "measured_on"])

    def values(self) -> dict[int, Any]:
        """The measured values by the ids of the indicators."""
        found = {one.pk: self.cleaned_data.get(f"value_{one.pk}") for one in self.indicators}
        return {key: value for key, value in found.items() if value is not None}
