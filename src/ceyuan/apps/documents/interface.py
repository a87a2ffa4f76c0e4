"""What other capabilities may call.

A page that takes files shows `UploadForm`, passes `form.cleaned_data["file"]` as `name` and `chunks()` to `store`, and
includes `documents/attached.html` with `documents=attached(actor, kind, id)`.
"""

from .records import PaperColumn, PaperTable, Record, Section, render_record
from .rendering import RenderingTrouble, fingerprint, render_pdf
from .selectors import attached, kept_bytes
from .services.files import keep, store, withdraw
from .shelf import DamagedContent
from .upload import UploadForm

__all__ = [
    "DamagedContent",
    "PaperColumn",
    "PaperTable",
    "Record",
    "RenderingTrouble",
    "Section",
    "UploadForm",
    "attached",
    "fingerprint",
    "keep",
    "kept_bytes",
    "render_pdf",
    "render_record",
    "store",
    "withdraw",
]
