"""What other capabilities may call.

A page that takes files shows `UploadForm`, passes `form.cleaned_data["file"]` as `name` and `chunks()` to `store`, and
includes `documents/attached.html` with `documents=attached(actor, kind, id)`.

Signatures: `open_signing` lays a print out for its parties, `sign` signs one line, `check` answers with findings. The
page of the record includes `documents/signing.html` with `**signing_shown(actor, kind, id)` in its context. A
capability follows the signatures under its records with a `Follower` in its file `signatures.py` (list `followers`):
after each signature `signed(actor=, signing=)` is called in the same transaction, also for those signed on the
page "To sign".
"""

from .records import PaperColumn, PaperTable, Record, Section, render_record
from .rendering import RenderingTrouble, fingerprint, render_pdf
from .selectors import attached, kept_bytes
from .selectors.checks import Finding, check
from .selectors.signings import is_complete, parties, signing_of, to_sign, unsigned_lines
from .services.files import keep, store, withdraw
from .services.signing import Party, open_signing, sign, void
from .services.sittings import sign_many
from .shelf import DamagedContent
from .signed_records import Follower
from .signing_shown import signing_shown
from .upload import UploadForm
from .word import render_word

__all__ = [
    "DamagedContent",
    "Finding",
    "Follower",
    "PaperColumn",
    "PaperTable",
    "Party",
    "Record",
    "RenderingTrouble",
    "Section",
    "UploadForm",
    "attached",
    "check",
    "fingerprint",
    "is_complete",
    "keep",
    "kept_bytes",
    "open_signing",
    "parties",
    "render_pdf",
    "render_record",
    "render_word",
    "sign",
    "sign_many",
    "signing_of",
    "signing_shown",
    "store",
    "to_sign",
    "unsigned_lines",
    "void",
    "withdraw",
]
