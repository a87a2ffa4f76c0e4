"""The form that opens a vote."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ceyuan.apps.reviews.messages import votes as words
from ceyuan.kit.forms import Form

SHARES = [("1/2", "1/2"), ("3/5", "3/5"), ("2/3", "2/3"), ("3/4", "3/4"), ("4/5", "4/5")]


class VoteForm(Form):
    """What is voted on, who is there, and by which rule."""

    title = forms.CharField(label=_("Title"), max_length=200)
    case_ids = forms.TypedMultipleChoiceField(
        label=_("Cases"), coerce=int, widget=forms.CheckboxSelectMultiple, choices=[]
    )
    is_secret = forms.BooleanField(
        label=_("Secret ballot"),
        required=False,
        help_text=_("Envelopes with tokens; nobody can tell who voted how, everybody can count. At least 3 voters."),
    )
    attending = forms.TypedMultipleChoiceField(
        label=_("Members present"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[],
        help_text=_("Who votes counts as present anyway."),
    )
    threshold = forms.ChoiceField(label=_("Yes votes needed"), choices=SHARES, initial="2/3")
    threshold_more = forms.BooleanField(label=_("More than this share"), required=False)
    base = forms.ChoiceField(label=_("Share of"), choices=list(words.BASES.items()))
    quorum = forms.ChoiceField(label=_("Quorum of the entitled members"), choices=SHARES, initial="2/3")
    places = forms.IntegerField(
        label=_("Places"),
        required=False,
        min_value=1,
        help_text=_("Leave empty to decide each case by itself; otherwise so many cases of the list get a place."),
    )
    ties = forms.ChoiceField(label=_("Ties for the last place"), choices=list(words.TIES.items()))

    def __init__(self, *args: Any, cases: list[tuple[int, str]], members: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["case_ids"].choices = cases  # type: ignore[attr-defined]
        self.fields["attending"].choices = members  # type: ignore[attr-defined]

    def rule(self) -> dict[str, Any]:
        """The rule as the service takes it."""
        return {
            name: self.cleaned_data[name]
            for name in ("threshold", "threshold_more", "base", "quorum", "places", "ties")
        }


class CancelForm(Form):
    """Why a vote is cancelled."""

    reason = forms.CharField(label=_("Reason"), max_length=500, widget=forms.Textarea({"rows": 2}))


class TokenForm(Form):
    """The token of an envelope."""

    token = forms.CharField(
        label=_("Token"), max_length=128, widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"})
    )
