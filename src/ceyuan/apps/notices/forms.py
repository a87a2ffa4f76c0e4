"""Forms of notices and objections. Fields are named like the services' arguments."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ceyuan.kit.forms import Form, SuggestInput

from . import messages as words
from .lines import Line
from .wording import kind_choices


class LinesField(forms.CharField):
    """What is put on show, a line of text for each thing; gives `Line`s numbered from 1."""

    widget = forms.Textarea

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        said = [part.strip() for part in str(text).splitlines() if part.strip()]
        return [Line(str(number), part) for number, part in enumerate(said, start=1)]


class NoticeTextForm(Form):
    """The words of a notice and how long it hangs."""

    title = forms.CharField(label=_("Title"), max_length=300)
    lines = LinesField(
        label=_("What is put on show"),
        max_length=100_000,
        widget=forms.Textarea({"rows": 8}),
        help_text=_(
            "One line for each thing; people object to lines one by one. Names and units suffice: no numbers of "
            "identity cards or telephones."
        ),
    )
    working_days = forms.IntegerField(
        label=_("Working days on show"),
        min_value=1,
        max_value=250,
        help_text=_("Counted from the working day after publication. It can be prolonged later, never shortened."),
    )
    audience = forms.ChoiceField(label=_("Shown to"), choices=tuple(words.AUDIENCES.items()))
    reason = forms.CharField(
        label=_("Rule or decision it rests on"), required=False, max_length=2000, widget=forms.Textarea({"rows": 2})
    )


class NoticeForm(NoticeTextForm):
    """A new notice of a unit, of one of the kinds."""

    field_order = ["unit_code", "template", "title", "lines", "working_days", "audience", "reason"]
    unit_code = forms.CharField(
        label=_("Unit that publishes"), max_length=64, widget=SuggestInput("organisation:unit_suggest")
    )
    template = forms.ChoiceField(label=_("Kind of notice"), choices=kind_choices)


class ProlongForm(Form):
    """By how many working days, and why."""

    seen_end = forms.DateField(widget=forms.HiddenInput)
    more_days = forms.IntegerField(label=_("More working days"), min_value=1, max_value=60)
    reason = forms.CharField(label=_("Reason"), max_length=2000, widget=forms.Textarea({"rows": 3}))


class ObjectionForm(Form):
    """An objection under one's own name."""

    lines = forms.MultipleChoiceField(
        label=_("What you object to"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Only what you choose is held up; everything else goes on."),
    )
    kind = forms.ChoiceField(label=_("Kind of objection"), choices=tuple(words.KINDS.items()), widget=forms.RadioSelect)
    grounds = forms.CharField(
        label=_("Grounds"),
        max_length=8000,
        widget=forms.Textarea({"rows": 6}),
        help_text=_("The facts and where they can be checked. Do not write your name here: it is kept apart, sealed."),
    )
    contact = forms.CharField(
        label=_("How to reach you"),
        max_length=200,
        help_text=_("Telephone or e-mail. Kept sealed together with your name; every look at it is recorded."),
    )
    evidence = forms.FileField(
        label=_("Evidence"), required=False, help_text=_("One file; put several into a PDF or an archive.")
    )

    def __init__(self, *args: Any, lines: Sequence[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["lines"]
        field.choices = list(lines)


class PurposeForm(Form):
    """What the name is needed for."""

    purpose = forms.CharField(
        label=_("What do you need the name for?"),
        max_length=500,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("Your name, the time and this purpose are recorded in the audit trail before the name is shown."),
    )
