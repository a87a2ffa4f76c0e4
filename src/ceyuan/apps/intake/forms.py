"""Forms of this capability."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ceyuan.core.intake.field_sets import PROJECT_FIELDS
from ceyuan.core.intake.take import Proposal
from ceyuan.kit.forms import Form, dress

from . import messages


class ReceiveForm(Form):
    """A file to take."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("A list of projects: .xlsx, .xls, .ods or CSV in any usual encoding, also packed as .zip or .gz."),
    )


class MappingForm(Form):
    """One choice per column of the file, and a name under which the mapping is kept for files with the same header."""

    save_as = forms.CharField(
        label=_("Keep this mapping as"),
        required=False,
        max_length=120,
        help_text=_("It is proposed again for every file with the same header."),
    )

    def __init__(self, proposal: Proposal, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices: list[tuple[str, Any]] = [("", _("(keep as additional fact)"))]
        choices += [(spec.name, messages.FIELDS[spec.name]) for spec in PROJECT_FIELDS.fields]
        for column in proposal.columns:
            field = forms.ChoiceField(
                label=column.header or f"#{column.index + 1}",
                choices=choices,
                required=False,
                initial=column.field or "",
            )
            dress(field.widget)
            self.fields[f"column_{column.index}"] = field

    def clean(self) -> dict[str, Any]:
        """One field for one column only; the title must have one."""
        cleaned = super().clean() or {}
        seen: dict[str, str] = {}
        for name, value in list(cleaned.items()):
            if name.startswith("column_") and value:
                if value in seen:
                    self.add_error(name, _("Another column is this field already; choose one of the two."))
                seen[value] = name
        if "title" not in seen:
            self.add_error(None, str(messages.REASONS["intake.no_title"]))
        return cleaned

    def chosen(self) -> dict[int, str]:
        """The field by the number of the column."""
        return {
            int(name.removeprefix("column_")): value
            for name, value in self.cleaned_data.items()
            if name.startswith("column_")
        }
