"""The form that takes a file, and the one that takes it back."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from ceyuan.core.kernel.verdict import Invalid, Reason
from ceyuan.kit.forms import Form

from .kinds import EXTENSIONS


class UploadForm(Form):
    """One file. Kind and size are checked by the service; the browser is told both beforehand."""

    file = forms.FileField(label=_("File"))
    purpose = forms.CharField(label=_("Purpose"), max_length=40, required=False)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["file"]
        field.widget.attrs["accept"] = ",".join(f".{ending}" for ending in EXTENSIONS)
        field.help_text = _t("PDF, Office, picture or text file of at most %(megabytes)s MB") % {
            "megabytes": settings.MAX_UPLOAD_BYTES // (1 << 20)
        }

    def clean_file(self) -> Any:
        """Refuses by the declared size before anything is read; the service counts again."""
        given = self.cleaned_data["file"]
        if given.size and given.size > settings.MAX_UPLOAD_BYTES:
            reason = Reason("documents.too_large", {"megabytes": settings.MAX_UPLOAD_BYTES // (1 << 20)})
            self.take(Invalid({"file": [reason]}))
        return given


class WithdrawForm(Form):
    """Why a document is taken back."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Please give a reason.")},
    )
