"""Forms: plain Django forms, one way to render a field, and answers of services brought back to their fields."""

from typing import Any

from django import forms
from django.forms.renderers import DjangoTemplates
from django.forms.utils import flatatt
from django.http import QueryDict
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from ceyuan.core.kernel.verdict import Invalid, Reason, Refused
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


class SuggestInput(forms.TextInput):
    """A text field whose suggestions come from an address (`data-suggest`); without JavaScript one types the code."""

    def __init__(self, url_name: str) -> None:
        super().__init__({"autocomplete": "off"})
        self.url_name = url_name

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        known = dict(attrs or {})
        target = f"{known.get('id', name)}-list"
        known.update({"list": target, "data-suggest": reverse(self.url_name)})
        field = super().render(name, value, known, renderer)
        return format_html("{}<datalist{}></datalist>", field, flatatt({"id": target}))


class Pick(forms.CharField):
    """A code typed or picked; an `ActorForm` turns it into the id of what it names, or None.

    A capability derives from it and gives the address of the suggestions, the reason code for a code that names
    nothing, and `find`.
    """

    url_name = ""
    unknown = "kit.not_a_choice"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=64, widget=SuggestInput(self.url_name), **kwargs)

    def find(self, actor: Any, code: str) -> Any:
        """The record with this code as far as the actor sees, or None."""
        raise NotImplementedError


class ActorForm(Form):
    """A form that knows who fills it in; codes in it are looked up as far as that person sees."""

    def __init__(self, *args: Any, actor: Any, **kwargs: Any) -> None:
        self.actor = actor
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for name, field in self.fields.items():
            if isinstance(field, Pick) and name in cleaned:
                cleaned[name] = self._found(name, field, cleaned[name]) if cleaned[name] else None
        return cleaned

    def _found(self, name: str, field: Pick, code: str) -> int | None:
        found = field.find(self.actor, code)
        if found is None:
            self.add_error(name, reason_text(Reason(field.unknown)))
            return None
        return int(found.pk)


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
