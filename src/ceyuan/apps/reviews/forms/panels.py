"""Forms of panels, draws and seats. Fields are named like the services' arguments."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ceyuan.kit.forms import Form

_SHARE = 10_000


class ConditionsForm(Form):
    """The conditions of the draw and the deadline."""

    due_at = forms.DateTimeField(
        label=_("Scores until"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"],
        widget=forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    reviewers_per_case = forms.IntegerField(label=_("Reviewers of each case"), min_value=1, max_value=50)
    seats = forms.IntegerField(label=_("Experts to draw"), min_value=1, max_value=400)
    per_unit = forms.IntegerField(
        label=_("At most of one unit"), min_value=1, required=False, help_text=_("Empty: any number.")
    )
    share = forms.IntegerField(label=_("At least external, %"), min_value=0, max_value=100)
    externals = forms.IntegerField(label=_("External reviewers of each case"), min_value=0, max_value=50)
    colleagues = forms.IntegerField(label=_("At most of one unit for one case"), min_value=1, max_value=50)
    workload_limit = forms.IntegerField(
        label=_("Not drawn with so many open reviews"), min_value=1, required=False, help_text=_("Empty: no limit.")
    )
    barred_by = forms.ChoiceField(
        label=_("Kept out of the draw"),
        choices=[
            ("any", _("whoever has a conflict with any case")),
            ("all", _("whoever has a conflict with every case; others are kept from single cases")),
        ],
    )
    strategic_unit = forms.BooleanField(label=_("The same strategic unit is a conflict"), required=False)
    blind = forms.BooleanField(label=_("Cases are read without names"), required=False)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if "share" in cleaned:
            cleaned["externals_ppm"] = cleaned.pop("share") * _SHARE
        return cleaned

    @staticmethod
    def start(due_at: Any, settings: Any, reviewers_per_case: int) -> dict[str, Any]:
        """What the form starts with."""
        names = ("seats", "per_unit", "externals", "colleagues", "workload_limit", "barred_by", "strategic_unit")
        return {
            "due_at": timezone.localtime(due_at),
            "reviewers_per_case": reviewers_per_case,
            "share": settings.externals_ppm // _SHARE,
            "blind": settings.blind,
            **{name: getattr(settings, name) for name in names},
        }


class AnnounceForm(Form):
    """Announce a draw."""

    public = forms.CharField(
        label=_("Public number to be added"),
        required=False,
        max_length=200,
        help_text=_(
            "For example the lottery result of a day to come. Then not even who made the seed could choose it."
        ),
    )


class DrawForm(Form):
    """Draw what was announced."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    public = forms.CharField(label=_("The public number"), required=False, max_length=200)


class DeclineForm(Form):
    """Why somebody declines or is replaced."""

    words = forms.CharField(
        label=pgettext_lazy("seat", "Reason"), required=False, max_length=500, widget=forms.Textarea({"rows": 3})
    )


class RecusalForm(Form):
    """Keep a member from a case."""

    case_id = forms.TypedChoiceField(label=_("Case"), coerce=int)
    words = forms.CharField(label=pgettext_lazy("seat", "Reason"), max_length=500, widget=forms.Textarea({"rows": 3}))

    def __init__(self, *args: Any, cases: Sequence[tuple[int, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["case_id"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker; declared above
        field.choices = list(cases)
