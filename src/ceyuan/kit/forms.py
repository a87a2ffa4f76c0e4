"""Forms: plain Django forms, one way to render a field, and answers of services brought back to their fields."""

from typing import Any

from django import forms
from django.forms.renderers import DjangoTemplates
from django.http import QueryDict

from ceyuan.core.kernel.verdict import Invalid, Refused
from ceyuan.kit.reasons import reason_text

_WIDGET_CLASS = {
    "select": "form-select",
    "selectmultiple": "form-select",
    "checkbox": "form-check-input",
    "radio": "",
    "file": "form-control",
}


class FieldRenderer(DjangoTemplates):
    """Draws a form and its fields with the templates of the kit."""

    form_template_name = "kit/form_fields.html"
    field_template_name = "kit/field.html"

    def render(self, template_name: str, context: dict[str, Any], request: Any = None) -> str:
        if template_name.startswith("kit/"):
            from django.template.loader import render_to_string

            return render_to_string(template_name, context, request)
        return super().render(template_name, context, request)


class Form(forms.Form):
    """Base of all forms: classes on widgets, the message beside its field, `cleaned_data` goes to a service."""

    default_renderer = FieldRenderer()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            dress(field.widget)

    def take(self, problem: Invalid | Refused) -> None:
        """Shows what a service said: an `Invalid` beside the fields, a `Refused` above the form."""
        if isinstance(problem, Refused):
            self.add_error(None, reason_text(problem.reason))
            return
        for name, reasons in problem.fields.items():
            known = name if name in self.fields else None
            for reason in reasons:
                self.add_error(known, reason_text(reason))


def dress(widget: forms.Widget) -> None:
    """Gives a widget the class the style sheets know."""
    kind = getattr(widget, "input_type", "textarea")
    if getattr(widget, "allow_multiple_selected", False):
        kind = "selectmultiple" if kind == "select" else kind
    css = _WIDGET_CLASS.get(kind, "form-control")
    if css and "class" not in widget.attrs:
        widget.attrs["class"] = css
    if isinstance(widget, forms.DateInput) and not isinstance(widget, forms.DateTimeInput):
        widget.input_type = "date"
        widget.format = "%Y-%m-%d"


def safe_next(data: QueryDict, request: Any) -> str:
    """The address to return to, only if it is one of ours."""
    from django.utils.http import url_has_allowed_host_and_scheme

    target = data.get("next", "")
    allowed = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    return target if allowed else ""
