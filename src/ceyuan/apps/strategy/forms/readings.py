"""Forms: indicators and quantities, import, periods, adjustments."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ceyuan.apps.strategy.computed import providers
from ceyuan.apps.strategy.messages import readings as texts
from ceyuan.apps.strategy.models import Kpi, Quantity
from ceyuan.kit.forms import Form

_DIRECTIONS = (("at_least", _("At least")), ("at_most", _("At most")), ("equal", _("Exactly")))


class QuantityForm(Form):
    """A raw quantity."""

    code = forms.CharField(label=_("Code"), max_length=20)
    name_zh = forms.CharField(label=_("Name in Chinese"), max_length=200, required=False)
    name_en = forms.CharField(label=_("Name in English"), max_length=200, required=False)
    kind = forms.ChoiceField(label=_("Kind"), choices=tuple(texts.KINDS.items()))
    unit_of_measure = forms.CharField(
        label=_("Unit of measure"),
        max_length=40,
        required=False,
        help_text=_("Of counts and physical quantities. Money is typed in ten thousand yuan. Never per cent."),
    )
    over_time = forms.ChoiceField(label=_("Over the year"), choices=tuple(texts.OVER_TIME.items()))
    frequency = forms.ChoiceField(label=_("Rhythm"), choices=tuple(texts.FREQUENCIES.items()), initial="quarter")
    reported_by = forms.ChoiceField(label=_("Reported by"), choices=tuple(texts.REPORTERS.items()))
    due_days = forms.IntegerField(label=_("Days to report"), min_value=0, max_value=365, initial=15)
    needs_evidence = forms.BooleanField(label=_("Needs evidence"), required=False)
    computed_by = forms.ChoiceField(label=_("From records"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [("", _("No, units report it")), *((code, one.label) for code, one in providers().items())]
        self.fields["computed_by"].choices = offered  # type: ignore[attr-defined]


class KpiForm(Form):
    """An indicator."""

    code = forms.CharField(label=_("Code"), max_length=20)
    name_zh = forms.CharField(label=_("Name in Chinese"), max_length=200, required=False)
    name_en = forms.CharField(label=_("Name in English"), max_length=200, required=False)
    definition_zh = forms.CharField(
        label=_("Definition in Chinese"), required=False, widget=forms.Textarea({"rows": 3})
    )
    definition_en = forms.CharField(
        label=_("Definition in English"), required=False, widget=forms.Textarea({"rows": 3})
    )
    roll_up = forms.ChoiceField(label=_("Roll-up"), choices=tuple(texts.ROLL_UPS.items()))
    numerator = forms.ChoiceField(label=_("Quantity"))
    denominator = forms.ChoiceField(label=_("Divided by"), required=False)
    direction = forms.ChoiceField(label=_("Direction"), choices=_DIRECTIONS)
    scale = forms.IntegerField(
        label=_("Factor"), min_value=1, max_value=1_000_000, initial=1, help_text=_("100 for per cent.")
    )
    decimals = forms.IntegerField(label=_("Decimals"), min_value=0, max_value=6, initial=2)
    unit_of_measure = forms.CharField(label=_("Unit of measure"), max_length=40, required=False)
    scope_note = forms.CharField(label=_("Scope"), max_length=200, required=False)
    method = forms.CharField(label=_("Method"), max_length=300, required=False)
    verdict_rule = forms.CharField(label=_("Verdict rule"), max_length=300, required=False)
    assessor = forms.CharField(label=_("Assessor (unit code)"), max_length=64, required=False)
    is_gate = forms.BooleanField(label=_("Hard indicator: a miss limits the whole score"), required=False)
    valid_from = forms.IntegerField(label=_("First year"), min_value=2000, max_value=2100)
    valid_to = forms.IntegerField(label=_("Last year"), min_value=2000, max_value=2100, required=False)
    position = forms.IntegerField(label=_("Place in the list"), min_value=1, max_value=9999, initial=1)

    def __init__(self, *args: Any, quantities: list[Quantity] = [], **kwargs: Any) -> None:  # noqa: B006 - only read
        super().__init__(*args, **kwargs)
        listed = [(one.code, f"{one.code} {one}") for one in quantities]
        self.fields["numerator"].choices = listed  # type: ignore[attr-defined]
        self.fields["denominator"].choices = [("", "–"), *listed]  # type: ignore[attr-defined]


def kpi_start(kpi: Kpi) -> dict[str, Any]:
    """What the form of an indicator begins with."""
    start = {name: getattr(kpi, name) for name in KpiForm.base_fields if hasattr(kpi, name)}
    return start | {
        "numerator": kpi.numerator.code,
        "denominator": kpi.denominator.code if kpi.denominator else "",
        "assessor": kpi.assessor.code if kpi.assessor else "",
    }


class ImportForm(Form):
    """Lines pasted from a sheet, or a file with them."""

    text = forms.CharField(
        label=_("Lines from a sheet"),
        required=False,
        max_length=2_000_000,
        widget=forms.Textarea({"rows": 10, "spellcheck": "false"}),
        help_text=_(
            "First line: unit, quantity, period, value; beside them unit of measure, evidence, note. Money in ten "
            "thousand yuan unless a unit is named. A note is needed to correct."
        ),
    )
    file = forms.FileField(label=_("Or a file (Excel, CSV)"), required=False)


class LockForm(Form):
    """Which period to close."""

    period = forms.CharField(
        label=pgettext_lazy("reporting", "Period"), max_length=12, help_text=_("For example 2026-Q3 or 2026")
    )


class ReopenForm(Form):
    """Why a period is opened again."""

    reason = forms.CharField(label=_("Reason"), max_length=300, widget=forms.Textarea({"rows": 3}))


class AdjustmentForm(Form):
    """A bonus or deduction."""

    points = forms.DecimalField(
        label=_("Points"), max_digits=6, decimal_places=2, help_text=_("Above zero a bonus, below zero a deduction.")
    )
    title = forms.CharField(label=_("What for"), max_length=200)
    evidence = forms.CharField(label=_("Evidence"), max_length=300, help_text=_("The document that proves it."))
