"""Forms of the end of a project. Fields are named like the arguments of the services."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ceyuan.apps.projects.messages import acceptance as messages
from ceyuan.apps.projects.models import Indicator
from ceyuan.apps.reviews.interface import PANEL_MODES
from ceyuan.kit.forms import ActorForm

from .execution import LONG, SHORT, YuanField


class MomentInput(forms.DateTimeInput):
    """Day and time, picked in the browser."""

    input_type = "datetime-local"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(format="%Y-%m-%dT%H:%M", **kwargs)


class ApplyForm(ActorForm):
    """Apply; everything else is known."""

    statement = forms.CharField(
        label=_("Statement"),
        required=False,
        widget=forms.Textarea(LONG),
        help_text=_("Indicators, results and the list of the file are filled in from what was told already."),
    )


class ResubmitForm(ActorForm):
    """What was rectified."""

    statement = forms.CharField(label=_("What was rectified"), widget=forms.Textarea(LONG))


class ItemForm(ActorForm):
    """What was achieved of one indicator."""

    achieved = forms.DecimalField(label=_("Achieved"), max_digits=20, decimal_places=6, required=False)
    level_ppm = forms.TypedChoiceField(
        label=_("Found by the experts"),
        coerce=int,
        empty_value=None,
        required=False,
        choices=[("", "–"), *messages.QUALITY.items()],
    )
    evidence = forms.CharField(label=_("What shows it"), widget=forms.Textarea(SHORT))
    is_third_party = forms.BooleanField(label=_("Measured by a third party"), required=False)
    file = forms.FileField(label=_("File"), required=False)

    def __init__(self, *args: Any, indicator: Indicator, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        is_quantity = indicator.kind == Indicator.Kind.QUANTITY
        del self.fields["level_ppm" if is_quantity else "achieved"]


class TopicForm(ActorForm):
    """Step one for one topic."""

    outcome = forms.ChoiceField(label=_("Evaluation"), choices=tuple(messages.TOPIC_OUTCOMES.items()))
    grounds = forms.CharField(label=_("Grounds"), widget=forms.Textarea(LONG))


class MoneyForm(ActorForm):
    """The money side."""

    outcome = forms.ChoiceField(label=_("Money side"), choices=tuple(messages.MONEY_OUTCOMES.items()))
    arrived = YuanField(label=_("Arrived (yuan)"), required=False)
    spent = YuanField(label=_("Spent (yuan)"), required=False)
    note = forms.CharField(
        label=_("Note"), required=False, widget=forms.Textarea(SHORT), help_text=_("Needed when it is refused.")
    )


class PlaceForm(ActorForm):
    """Where a piece of the file is."""

    file = forms.FileField(label=_("File"), required=False)
    place = forms.CharField(label=_("Or the shelf on which it stands"), max_length=200, required=False)


class ArchiveForm(ActorForm):
    """What the archive found."""

    outcome = forms.ChoiceField(label=_("File of the project"), choices=tuple(messages.ARCHIVE_OUTCOMES.items()))
    note = forms.CharField(
        label=_("Note"), required=False, widget=forms.Textarea(SHORT), help_text=_("Needed when the file is returned.")
    )


class CountForm(ActorForm):
    """A result to be counted: one of the project's, or one that is named here."""

    result_id = forms.TypedChoiceField(label=_("Result of the project"), coerce=int, empty_value=None, required=False)
    title = forms.CharField(label=_("Or its title"), max_length=600, required=False)
    identifier = forms.CharField(
        label=_("Number"), max_length=300, required=False, help_text=_("DOI, patent or standard number.")
    )
    share = forms.DecimalField(
        label=_("Share in per cent"), min_value=0, max_value=100, max_digits=7, decimal_places=4, initial=100
    )

    def __init__(self, *args: Any, results: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["result_id"].choices = [("", "–"), *results]  # type: ignore[attr-defined]


class ConcludeForm(ActorForm):
    """The conclusion; what the facts propose stands beside it."""

    conclusion = forms.ChoiceField(label=_("Conclusion"), choices=tuple(messages.CONCLUSIONS.items()))
    vetoes = forms.MultipleChoiceField(
        label=_("Vetoes"),
        required=False,
        choices=tuple(messages.VETOES.items()),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Each of them leaves only “not passed”."),
    )
    grounds = forms.CharField(label=_("Grounds"), widget=forms.Textarea(LONG))


class PanelForm(ActorForm):
    """How many experts judge, how, and until when."""

    due_at = forms.DateTimeField(label=_("Reviews are due"), widget=MomentInput)
    reviewers_per_case = forms.IntegerField(
        label=_("Number of experts"), min_value=3, max_value=15, initial=5, help_text=_("Three at least.")
    )
    mode = forms.ChoiceField(
        label=pgettext_lazy("panel", "Mode"), choices=tuple(PANEL_MODES.items()), initial="meeting"
    )


class LogForm(ActorForm):
    """A line of the log."""

    kind = forms.ChoiceField(label=_("Kind"), choices=tuple(messages.LOG_KINDS.items()))
    happened_on = forms.DateField(label=_("Day"), required=False, widget=forms.DateInput)
    text = forms.CharField(
        label=_("What was done, found or decided"),
        widget=forms.Textarea(LONG),
        help_text=_("It cannot be changed afterwards; a later line may correct it."),
    )
    file = forms.FileField(label=_("File"), required=False)


class ExemptForm(ActorForm):
    """What a panel decided on due diligence."""

    is_granted = forms.TypedChoiceField(
        label=pgettext_lazy("decided", "Decision"),
        choices=(("yes", _("Exempted: everything reasonable was done")), ("no", _("Not exempted"))),
        coerce=lambda value: value == "yes",
    )
    meeting = forms.CharField(label=_("Meeting"), max_length=120)
    decided_on = forms.DateField(label=_("Decided on"), required=False, widget=forms.DateInput)
    reason = forms.CharField(label=_("Grounds"), widget=forms.Textarea(LONG))
    records = forms.TypedMultipleChoiceField(
        label=_("It rests on these lines of the log"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, lines: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["records"].choices = lines  # type: ignore[attr-defined]


class EvaluateForm(ActorForm):
    """What became of the project."""

    year = forms.IntegerField(label=_("Year"), min_value=2000, max_value=2100)
    in_use = forms.ChoiceField(label=_("Use of the result"), choices=tuple(messages.IN_USE.items()))
    benefit = YuanField(label=_("Benefit confirmed by finance (yuan)"), required=False)
    text = forms.CharField(label=_("Evaluation"), widget=forms.Textarea(LONG))
