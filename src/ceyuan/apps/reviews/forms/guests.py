"""The form by which an expert from outside comes in."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ceyuan.apps.reviews.messages import guests as words
from ceyuan.kit.forms import Form


class WelcomeForm(Form):
    """A log-in name and a password of one's own, and the two promises."""

    username = forms.CharField(
        label=_("Log-in name"),
        max_length=60,
        help_text=_("Without spaces, for example your e-mail address."),
        widget=forms.TextInput({"autocomplete": "username", "autocapitalize": "none"}),
    )
    password = forms.CharField(
        label=_("Password"),
        max_length=128,
        strip=False,
        help_text=_("Ten characters or more, and no common word."),
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("Password once more"),
        max_length=128,
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )
    serves = forms.BooleanField(label=words.SERVES)
    keeps_secret = forms.BooleanField(label=words.KEEPS_SECRET)

    def __init__(self, *args: Any, known: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if known:
            del self.fields["username"]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("password") and cleaned.get("again") and cleaned["password"] != cleaned["again"]:
            self.add_error("again", str(_("The two passwords differ; type the same one twice.")))
        return cleaned

    def promise(self) -> str:
        """What was promised, in the words that stood there."""
        return "\n".join(str(self.fields[name].label) for name in ("serves", "keeps_secret"))
