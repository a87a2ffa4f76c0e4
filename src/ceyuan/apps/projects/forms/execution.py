"""Forms of running a project. Fields are named like the services' arguments, so that refusals land beside them."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ceyuan.apps.organisation.interface import PersonPick, UnitPick
from ceyuan.apps.projects import scales
from ceyuan.apps.projects.messages import execution as messages
from ceyuan.core.kernel import Money
from ceyuan.kit.forms import ActorForm
from ceyuan.kit.numbers import is_chinese

LONG = {"rows": 4}
SHORT = {"rows": 2}


class YuanField(forms.DecimalField):
    """A sum in the currency of the project, typed in whole units with two decimals at most."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_digits=16, decimal_places=2, min_value=0, **kwargs)


def money(value: Decimal | None, currency: str) -> Money | None:
    """What was typed, as money."""
    return None if value is None else Money.from_decimal(value, currency)


class ReasonForm(ActorForm):
    """Why it is done."""

    reason = forms.CharField(label=_("Reason"), max_length=500, widget=forms.Textarea(SHORT))


class SuperviseForm(ActorForm):
    """What is asked of the leader of a project, and by when."""

    title = forms.CharField(label=_("What is asked"), max_length=200)
    text = forms.CharField(label=_("Explanation"), required=False, max_length=4000, widget=forms.Textarea(LONG))
    due_on = forms.DateField(label=_("To be answered by"), widget=forms.DateInput)


class SupervisionAnswerForm(ActorForm):
    """What was done, with the evidence."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    answer = forms.CharField(label=_("What was done"), max_length=4000, widget=forms.Textarea(LONG))
    evidence = forms.CharField(
        label=_("Evidence"),
        required=False,
        max_length=300,
        help_text=_("The document, its number and date, or the place where it is kept."),
    )


class EvidenceForm(ActorForm):
    """What shows it, in words and by a file."""

    text = forms.CharField(label=_("What was reached"), max_length=500, widget=forms.Textarea(SHORT))
    file = forms.FileField(label=_("File"), required=False)


class DecisionForm(ActorForm):
    """Go or no-go."""

    outcome = forms.ChoiceField(label=pgettext_lazy("decided", "Decision"), choices=tuple(messages.OUTCOMES.items()))
    decided_on = forms.DateField(label=_("Decided on"), required=False, widget=forms.DateInput)
    grounds = forms.CharField(label=_("Grounds"), widget=forms.Textarea(LONG))


class PayForm(ActorForm):
    """By which voucher it was paid."""

    paid_on = forms.DateField(label=_("Paid on"), widget=forms.DateInput)
    voucher = forms.CharField(label=_("Voucher number"), max_length=60)
    revision = forms.IntegerField(widget=forms.HiddenInput)


class SpentForm(ActorForm):
    """How much of a payment was spent."""

    spent = YuanField(label=_("Spent (yuan)"))
    revision = forms.IntegerField(widget=forms.HiddenInput)


class RefundForm(ActorForm):
    """How much came back."""

    returned = YuanField(label=_("Came back (yuan)"))
    revision = forms.IntegerField(widget=forms.HiddenInput)


class SplitForm(ActorForm):
    """A part for another unit."""

    unit_id = UnitPick(label=_("Participant"))
    amount = YuanField(label=_("Part (yuan)"))


class ProgressForm(ActorForm):
    """A month in less than two minutes: what changed, the values that moved, a risk if there is one."""

    text = forms.CharField(
        label=_("What changed this month"),
        widget=forms.Textarea(LONG),
        help_text=_("A few sentences; reports are compiled from them."),
    )

    def __init__(self, *args: Any, indicators: list[Any], last: dict[int, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for one in indicators:
            known = last.get(one.pk)
            self.fields[f"value_{one.pk}"] = forms.DecimalField(
                label=(one.name_zh if is_chinese() else one.name_en) or one.name_zh,
                required=False,
                max_digits=20,
                decimal_places=6,
                help_text=_("in %(unit)s; last: %(last)s")
                % {"unit": one.unit_of_measure or "–", "last": f"{known.value.normalize():f}" if known else "–"},
                widget=forms.NumberInput({"inputmode": "decimal", "step": "any", "class": "form-control"}),
            )
        self.fields["risk"] = forms.CharField(
            label=_("Risk, if there is one"), required=False, max_length=300, widget=_dressed(forms.TextInput())
        )
        self.fields["hours"] = forms.IntegerField(
            label=_("Hours, if you keep them"), required=False, min_value=0, widget=_dressed(forms.NumberInput())
        )

    def values(self) -> dict[int, Decimal]:
        """The values that were filled in, by indicator."""
        return {
            int(name.removeprefix("value_")): value
            for name, value in self.cleaned_data.items()
            if name.startswith("value_") and value is not None
        }


def _dressed(widget: forms.Widget) -> forms.Widget:
    widget.attrs["class"] = "form-control"
    return widget


class RiskForm(ActorForm):
    """How a risk stands and what is done."""

    probability = forms.ChoiceField(label=_("Probability"), choices=tuple(messages.LEVELS.items()))
    impact = forms.ChoiceField(label=_("Impact"), choices=tuple(messages.LEVELS.items()))
    measure = forms.CharField(label=_("Counter-measure"), widget=forms.Textarea(SHORT))
    owner_id = PersonPick(
        label=_("Owner"), required=False, help_text=_("Left empty, the leader of the project answers for it.")
    )
    due_on = forms.DateField(label=_("Due on"), required=False, widget=forms.DateInput)


class NewRiskForm(RiskForm):
    """A risk nobody has named yet."""

    title = forms.CharField(label=_("Project risk"), max_length=300)
    field_order = ["title"]


class ChangeRiskForm(RiskForm):
    """A risk that has been named."""

    state = forms.ChoiceField(label=_("State"), choices=tuple(messages.RISK_STATES.items()))
    outcome = forms.CharField(
        label=_("What came of it"), required=False, max_length=300, help_text=_("Needed when it occurred or is gone.")
    )


class MidtermForm(ActorForm):
    """The conclusion of a mid-term check; its inputs stand on the page."""

    conclusion = forms.ChoiceField(label=_("Conclusion"), choices=tuple(messages.MIDTERM.items()))
    grounds = forms.CharField(label=_("Grounds"), widget=forms.Textarea(LONG))
    correct_by = forms.DateField(
        label=_("Corrected by"),
        required=False,
        widget=forms.DateInput,
        help_text=_("Only when something has to be corrected."),
    )
    held_on = forms.DateField(label=_("Held on"), required=False, widget=forms.DateInput)


class ElementForm(ActorForm):
    """A critical technology element."""

    name_zh = forms.CharField(label=_("Chinese name"), max_length=200)
    name_en = forms.CharField(label=_("English name"), max_length=200, required=False)
    scale = forms.ChoiceField(label=_("Scale"), choices=tuple(messages.SCALES.items()))
    start_level = forms.IntegerField(label=_("Level at the start"), min_value=0, max_value=9)
    target_level = forms.IntegerField(label=_("Target level"), min_value=1, max_value=9)
    weight = forms.DecimalField(
        label=_("Weight in per cent"), required=False, min_value=0, max_value=100, max_digits=6, decimal_places=2
    )


class ReadinessEvidenceForm(ActorForm):
    """Evidence for one criterion."""

    criterion = forms.ChoiceField(label=_("Criterion"))
    text = forms.CharField(label=_("What shows it"), max_length=500, widget=forms.Textarea(SHORT))
    file = forms.FileField(label=_("File"), required=False)

    def __init__(self, *args: Any, scale: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["criterion"].choices = criterion_choices(scale)  # type: ignore[attr-defined]


class AssessForm(ActorForm):
    """Which criteria are met; the level follows."""

    met = forms.MultipleChoiceField(
        label=_("Criteria found to be met"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Only criteria with evidence are listed; the level is the highest without a gap below it."),
    )
    assessed_on = forms.DateField(label=_("Assessed on"), required=False, widget=forms.DateInput)
    grounds = forms.CharField(label=_("Grounds"), widget=forms.Textarea(LONG))

    def __init__(self, *args: Any, scale: str, shown: set[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(code, text) for code, text in criterion_choices(scale) if code in shown]
        self.fields["met"].choices = choices  # type: ignore[attr-defined]


def criterion_choices(scale: str) -> list[tuple[str, str]]:
    """The criteria of a scale with their level, in the reader's language."""
    return [(one.code, f"TRL {one.level} · {one.zh if is_chinese() else one.en}") for one in scales.criteria(scale)]
