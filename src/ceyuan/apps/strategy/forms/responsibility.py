"""Forms of letters, duties, matters, supervision and hand-over. Fields are named like the services' arguments."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ceyuan.apps.strategy.filters.responsibility import UNIT_KINDS
from ceyuan.apps.strategy.messages import responsibility as words
from ceyuan.apps.strategy.services.duties import DutyText
from ceyuan.kit.forms import Form, SuggestInput

MONTHS = [("", "–"), *((str(month), str(month)) for month in range(1, 13))]


def _unit_code(label: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=64, widget=SuggestInput("organisation:unit_suggest"))


def _year() -> forms.IntegerField:
    return forms.IntegerField(label=_("Year"), min_value=2000, max_value=2100)


class LetterDraftForm(Form):
    """The letter of one unit for a year."""

    unit_code = _unit_code(_("Unit"))
    year = _year()


class LettersDraftForm(Form):
    """The letters of all units below one."""

    upper_code = _unit_code(_("All units below"))
    year = _year()


class SignForm(Form):
    """The password again, and what was read: it travels with the form, so that nothing else is signed."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    sha256 = forms.CharField(widget=forms.HiddenInput, max_length=64)
    password = forms.CharField(
        label=_("Your password"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        help_text=_("A signature is binding, so the password of the log-in is asked again."),
    )


class DutyForm(Form):
    """A duty of top leaders."""

    kind = forms.ChoiceField(label=_("Kind"), choices=tuple(words.DUTY_KINDS.items()))
    title_zh = forms.CharField(label=_("Title in Chinese"), max_length=200)
    title_en = forms.CharField(label=_("Title in English"), max_length=200, required=False)
    text_zh = forms.CharField(label=_("Text in Chinese"), required=False, widget=forms.Textarea({"rows": 3}))
    text_en = forms.CharField(label=_("Text in English"), required=False, widget=forms.Textarea({"rows": 3}))
    basis = forms.CharField(
        label=_("Basis in law or rule"),
        max_length=300,
        help_text=_("With the article, for example: Law on Progress of Science and Technology, article 46."),
    )
    unit_kinds = forms.MultipleChoiceField(
        label=_("Holds for units of these kinds"),
        choices=UNIT_KINDS,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None chosen: for every unit with a top leader."),
    )
    leader_only = forms.BooleanField(label=_("Only the leader in person, or who acts for the leader"), required=False)
    times_a_year = forms.IntegerField(label=_("Times a year"), min_value=1, max_value=12, initial=1)
    month = forms.TypedChoiceField(
        label=_("Due in month"), choices=MONTHS, required=False, coerce=int, empty_value=None
    )
    day = forms.IntegerField(label=_("Due on day"), min_value=1, max_value=31, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors:
            names = [name for name in DutyText.__slots__ if name in cleaned]
            cleaned["text"] = DutyText(**{name: cleaned.pop(name) for name in names})
        return cleaned


class DutyMakeForm(DutyForm):
    """A new duty."""

    code = forms.CharField(label=_("Code"), max_length=20)
    valid_from = forms.DateField(label=_("Holds from"), widget=forms.DateInput)
    field_order = ("code", "valid_from")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"valid_from": timezone.localdate(), "leader_only": True, **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)


class DutyEditForm(DutyForm):
    """Another wording of a duty."""

    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea({"rows": 2}), max_length=500)


class DutyEndForm(Form):
    """The last day of a duty."""

    on = forms.DateField(label=_("No longer holds from"), widget=forms.DateInput)
    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea({"rows": 2}), max_length=500)


class LinkedForm(Form):
    """A form that carries the record it is about along."""

    url = forms.CharField(widget=forms.HiddenInput, required=False, max_length=300)
    subject = forms.CharField(widget=forms.HiddenInput, required=False, max_length=121)


class MatterForm(LinkedForm):
    """Something that only the leader can decide."""

    unit_code = _unit_code(_("Unit"))
    title = forms.CharField(label=_("What is to be decided"), max_length=200)
    text = forms.CharField(label=_("Explanation"), required=False, widget=forms.Textarea({"rows": 3}))
    due_on = forms.DateField(label=_("Due"), widget=forms.DateInput)


class MattersForm(Form):
    """The year whose dated duties are put on the desks."""

    year = _year()


class OutcomeForm(Form):
    """What came out."""

    outcome = forms.CharField(label=_("Outcome"), widget=forms.Textarea({"rows": 3}), max_length=2000)


class SupervisionForm(LinkedForm):
    """What a unit below is to solve, by when."""

    unit_code = _unit_code(_("Unit"))
    title = forms.CharField(label=_("What is to be solved"), max_length=200)
    text = forms.CharField(label=_("Explanation"), required=False, widget=forms.Textarea({"rows": 3}))
    due_on = forms.DateField(label=_("Due"), widget=forms.DateInput)


class AnswerForm(Form):
    """What was done, with the evidence."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    answer = forms.CharField(label=_("What was done"), widget=forms.Textarea({"rows": 4}), max_length=4000)
    evidence = forms.CharField(
        label=_("Evidence"),
        required=False,
        max_length=300,
        help_text=_("The document, its number and date, or the place where it is kept."),
    )
