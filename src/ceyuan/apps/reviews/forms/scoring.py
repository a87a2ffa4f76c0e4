"""The score sheet, and the forms beside it. Fields are named like the services' arguments."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ceyuan.apps.reviews.messages import scoring as words
from ceyuan.apps.reviews.models import Criterion
from ceyuan.core.kernel import Invalid, Refused
from ceyuan.core.review.sheets import Writing, plain
from ceyuan.kit.forms import Form


def criterion_name(one: Criterion) -> str:
    """The criterion in the reader's language."""
    chinese = (get_language() or "").startswith("zh")
    return one.name_zh if chinese or not one.name_en else one.name_en


class SheetForm(Form):
    """Points and a comment for each criterion, the recommendation, the opinion."""

    advice = forms.ChoiceField(
        label=_("Recommendation"),
        required=False,
        choices=[("", "–"), *words.ADVICE.items()],
    )
    opinion = forms.CharField(
        label=_("Opinion"),
        required=False,
        strip=False,
        widget=forms.Textarea({"rows": 6}),
        help_text=_("The applicant reads it, without your name."),
    )

    def __init__(self, *args: Any, criteria: Sequence[Criterion], writing: Writing, **kwargs: Any) -> None:
        self.criteria = criteria
        start: dict[str, Any] = {"advice": writing.advice, "opinion": writing.opinion}
        for one in criteria:
            given = writing.points.get(one.code)
            start[f"points-{one.code}"] = None if given is None else plain(given)
            start[f"comment-{one.code}"] = writing.comments.get(one.code, "")
        super().__init__(*args, initial=start, **kwargs)
        for one in criteria:
            self.fields[f"points-{one.code}"] = forms.DecimalField(
                label=criterion_name(one),
                required=False,
                max_digits=7,
                widget=forms.TextInput(
                    {"inputmode": "decimal", "autocomplete": "off", "class": "form-control num", "size": 6}
                ),
            )
            self.fields[f"comment-{one.code}"] = forms.CharField(
                label=_("Comment"),
                required=False,
                strip=False,
                widget=forms.Textarea({"rows": 2, "class": "form-control"}),
            )

    def rows(self) -> list[dict[str, Any]]:
        """The criteria with their two fields."""
        whole = sum(one.weight_ppm for one in self.criteria) or 1
        return [
            {
                "criterion": one,
                "name": criterion_name(one),
                "weight": Decimal(one.weight_ppm) * 100 / whole,
                "points": self[f"points-{one.code}"],
                "comment": self[f"comment-{one.code}"],
            }
            for one in self.criteria
        ]

    def writing(self) -> Writing:
        """What was written, of a form that is valid."""
        points = {one.code: self.cleaned_data.get(f"points-{one.code}") for one in self.criteria}
        comments = {one.code: self.cleaned_data.get(f"comment-{one.code}", "").strip() for one in self.criteria}
        return Writing(
            {code: value for code, value in points.items() if value is not None},
            {code: text for code, text in comments.items() if text},
            self.cleaned_data["opinion"].strip(),
            self.cleaned_data["advice"],
        )

    def take(self, problem: Invalid | Refused) -> None:
        """The service names criteria; here they are the fields of their points."""
        if isinstance(problem, Invalid):
            known = {one.code for one in self.criteria}
            problem = Invalid(
                {f"points-{name}" if name in known else name: found for name, found in problem.fields.items()}
            )
        super().take(problem)


class WordsForm(Form):
    """A reason in one's own words."""

    words = forms.CharField(label=_("Reason"), max_length=500, widget=forms.Textarea({"rows": 3}))


class AbstainForm(WordsForm):
    """Why one refrains; may be left out."""

    words = forms.CharField(label=_("Reason"), required=False, max_length=500, widget=forms.Textarea({"rows": 3}))


class NoteForm(Form):
    """A note of the discussion."""

    case_id = forms.TypedChoiceField(label=_("Case"), required=False, coerce=int, empty_value=None, choices=[])
    words = forms.CharField(label=_("Note of the discussion"), max_length=8000, widget=forms.Textarea({"rows": 4}))


class MinutesForm(Form):
    """The minutes of a meeting."""

    held_on = forms.DateField(label=_("Day of the meeting"), widget=forms.DateInput)
    words = forms.CharField(label=_("Minutes of the meeting"), max_length=8000, widget=forms.Textarea({"rows": 12}))


class FeedbackForm(Form):
    """How an expert worked."""

    points = forms.TypedChoiceField(
        label=_("Mark"),
        coerce=int,
        choices=[
            (5, _("5 – excellent")),
            (4, _("4 – good")),
            (3, _("3 – sufficient")),
            (2, _("2 – weak")),
            (1, _("1 – poor")),
        ],
    )
    words = forms.CharField(label=_("Reason"), required=False, max_length=500, widget=forms.Textarea({"rows": 2}))
