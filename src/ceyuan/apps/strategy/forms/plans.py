"""Forms of plans and clauses."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ceyuan.apps.organisation.interface import UnitPick
from ceyuan.apps.strategy.messages import plans as words
from ceyuan.apps.strategy.plan_words import name_of, period_of, title_of
from ceyuan.apps.strategy.selectors import plan_targets
from ceyuan.apps.strategy.selectors import plans as selectors
from ceyuan.apps.strategy.target_numbers import of_value
from ceyuan.kit.forms import ActorForm, Form, SuggestInput, dress

NOTHING = [("", "–")]


class PlanMakeForm(ActorForm):
    """A new plan."""

    unit = forms.CharField(label=_("Unit"), max_length=64, widget=SuggestInput("organisation:unit_suggest"))
    kind = forms.ChoiceField(label=_("Kind"), choices=tuple(words.KINDS.items()))
    first_year = forms.IntegerField(label=_("First year"))
    last_year = forms.IntegerField(
        label=_("Last year"), required=False, help_text=_("Of a five-year plan; an annual plan covers one year.")
    )
    title_zh = forms.CharField(label=_("Chinese title"), max_length=300, required=False)
    title_en = forms.CharField(label=_("English title"), max_length=300, required=False)
    parent = forms.TypedChoiceField(
        label=_("Carries out"),
        required=False,
        coerce=int,
        empty_value=None,
        help_text=_("The plan of this unit or of a unit above it that the new one is derived from."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices: Any = self.fields["parent"]
        choices.choices = NOTHING + [
            (one.pk, f"{title_of(one)} ({name_of(one.unit)}, {period_of(one)})")
            for one in selectors.possible_parents(self.actor)
        ]
        dress(choices.widget)


class VersionForm(Form):
    """What is known of a wording besides its clauses."""

    document_number = forms.CharField(label=_("Document number"), max_length=80, required=False)
    note = forms.CharField(
        label=_("Note"),
        max_length=300,
        required=False,
        help_text=_("Why there is a new version, in one sentence."),
    )


class ClauseForm(ActorForm):
    """One clause. `seen` is what the writer started from."""

    kind = forms.ChoiceField(label=_("Kind"), choices=tuple(words.CLAUSE_KINDS.items()), initial="statement")
    number = forms.CharField(
        label=_("Number"),
        max_length=40,
        required=False,
        help_text=_("As it stands in the document, e.g. （二） or 1.2."),
    )
    text_zh = forms.CharField(
        label=_("Chinese text"), required=False, max_length=8000, widget=forms.Textarea({"rows": 5})
    )
    text_en = forms.CharField(
        label=_("English text"), required=False, max_length=8000, widget=forms.Textarea({"rows": 3})
    )
    lead_unit = UnitPick(label=_("Lead unit"), required=False)
    due_on = forms.DateField(label=_("Due on"), required=False, widget=forms.DateInput)
    direction = forms.TypedChoiceField(label=_("Technology direction"), required=False, coerce=int, empty_value=None)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["direction"]
        field.choices = NOTHING + [
            (one.pk, f"{one.code} {name_of(one)}") for one in plan_targets.directions(self.actor)
        ]


class ClauseEditForm(ClauseForm):
    """One clause that is there already."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=16)


class ClauseTargetsForm(ActorForm):
    """The targets that make a clause measurable."""

    targets = forms.TypedMultipleChoiceField(
        label=pgettext_lazy("plan", "Targets"),
        required=False,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Targets of this plan, or of one it carries out, of this unit or below."),
    )

    def __init__(self, *args: Any, plan: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["targets"]
        field.choices = [
            (one.pk, f"{name_of(one.kpi)} · {name_of(one.unit)} · {one.year} · {of_value(one.kpi).phrase(one.value)}")
            for one in plan_targets.linkable(self.actor, plan)
        ]


class PlanFileForm(Form):
    """The file a plan is written in."""

    file = forms.FileField(
        label=_("File"),
        widget=forms.FileInput({"accept": ".docx,.xlsx,.xls,.ods,.csv"}),
        help_text=_(
            "A Word document (.docx), or a table (.xlsx, .ods, .csv) with the columns number, text, kind, "
            "lead unit code and due."
        ),
    )
