"""Forms of signing: the password before a signature, a certificate of one's own, revoking, a file to verify."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ceyuan.kit.forms import Form

from .messages import REVOCATIONS


def password_field() -> forms.CharField:
    """The log-in password, asked again."""
    widget = forms.PasswordInput(attrs={"autocomplete": "current-password"})
    return forms.CharField(label=_("Your password"), max_length=200, strip=False, widget=widget)


class SignForm(Form):
    """The password, and which revision was seen."""

    revision = forms.IntegerField(min_value=0, max_value=1_000_000, widget=forms.HiddenInput)
    password = password_field()


class IssueForm(Form):
    """A new certificate of the installation."""

    password = password_field()


class BringForm(Form):
    """A certificate of one's own, with its key."""

    file = forms.FileField(label=_("PKCS#12 file (.p12 or .pfx)"))
    passphrase = forms.CharField(
        label=_("Passphrase of the file"),
        max_length=200,
        strip=False,
        required=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )
    password = password_field()


class RevokeForm(Form):
    """Why a certificate is revoked."""

    revocation = forms.ChoiceField(label=_("Cause"), choices=tuple(REVOCATIONS.items()))
    reason = forms.CharField(label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class VerifyForm(Form):
    """Any PDF."""

    file = forms.FileField(label=_("PDF file"), widget=forms.FileInput(attrs={"accept": ".pdf"}))
