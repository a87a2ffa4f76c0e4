"""Texts of the documents capability."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ACTS: dict[str, Promise] = {
    "documents.document.added": _("Document attached"),
    "documents.document.withdrawn": _("Document withdrawn"),
    "documents.signing.opened": _("Document laid out for signature"),
    "documents.signing.signed": _("Document signed"),
    "documents.signing.voided": _("Signing voided"),
    "documents.sitting.begun": _("Signing sitting begun"),
    "documents.certificate.issued": _("Signing certificate issued"),
    "documents.certificate.imported": _("Signing certificate imported"),
    "documents.certificate.revoked": _("Signing certificate revoked"),
}

SIGNING_STATES: dict[str, Promise] = {
    "open": _("Waiting for signatures"),
    "complete": _("Signed by all parties"),
    "void": _("Voided"),
}

REVOCATIONS: dict[str, Promise] = {
    "key_compromise": _("The key may be known to others"),
    "affiliation_changed": _("The person changed unit or left"),
    "cessation": _("No longer needed"),
    "superseded": _("Replaced by a newer one"),
    "unspecified": _("Another reason"),
}

SUBJECTS: dict[str, Promise] = {
    "documents.document": _("Document"),
    "documents.signing": _("Signing"),
    "documents.sitting": _("Signing sitting"),
    "documents.certificate": _("Signing certificate"),
}

REASONS: dict[str, Promise] = {
    "documents.may_not_add": _("Your posts do not allow attaching documents here."),
    "documents.may_not_withdraw": _(
        "A document is withdrawn by the person who attached it or by the science and technology manager of the unit."
    ),
    "documents.not_found": _("This document does not exist or lies outside the units you may see."),
    "documents.reason_missing": _("Please give a reason."),
    "documents.name_missing": _("The file has no readable name: rename it and try again."),
    "documents.empty": _("The file is empty."),
    "documents.too_large": _("The file is larger than %(megabytes)s MB: split it or reduce its pictures."),
    "documents.kind_not_taken": _(
        "Files of the kind “%(extension)s” are not taken. Possible are PDF, Word, Excel, PowerPoint, ODS, PNG, JPEG, "
        "TXT and CSV; save old or packed files in one of these forms."
    ),
    "documents.other_content": _(
        "The content is not what the name says (.%(extension)s): save the file again with the program that made it."
    ),
    "documents.truncated": _("The file is incomplete or damaged: it probably was cut off when it was copied."),
    "documents.encrypted": _("The file is protected by a password: save it without and try again."),
    "documents.macros": _("The file contains macros: save it without them (for example as .xlsx)."),
    "documents.bomb": _("The file would unpack to an unreasonable size and was not taken."),
    "documents.not_text": _("This is not a text file in UTF-8, UTF-16 or GB18030."),
    "documents.signed_file": _("A signed document stays with its record and cannot be withdrawn."),
    "documents.no_signing": _("This signing does not exist or is not yours to see."),
    "documents.signing_exists": _(
        "This record is already laid out for signature: void that signing first, or make a new version of the record."
    ),
    "documents.signing_void": _("This signing was voided: ask the office for the new version."),
    "documents.signing_complete": _("All parties have signed: nothing changes any more. A change needs a new version."),
    "documents.signing_stale": _(
        "Somebody else signed just now. Nothing was lost: look at the present state and sign again."
    ),
    "documents.signed_already": _("This line is signed already; once is enough."),
    "documents.no_such_line": _("The document has no such line to sign: reload the page."),
    "documents.not_your_line": _("This line is signed by somebody else: ask the office that laid the document out."),
    "documents.facts_changed": _(
        "The data of the record are no longer those on the paper: have the signing voided and laid out anew."
    ),
    "documents.print_changed": _("The print is not the one that was laid out for signature: do not rely on this file."),
    "documents.signed_bytes_changed": _(
        "The stored file was changed or is missing: nothing can be signed until it is restored from the backup."
    ),
    "documents.parties_wrong": _("Each party needs a key of its own and a person or a unit, and there must be one."),
    "documents.not_a_hash": _("The fingerprint of the data is not a SHA-256."),
    "documents.not_a_pdf": _("This is not a complete PDF: print it anew."),
    "documents.unsignable_pdf": _("This PDF cannot take a signature: print it anew as PDF/A."),
    "documents.nothing_chosen": _("Choose at least one document and at most %(most)s."),
    "documents.signing_broke": _("This document could not be signed: try it by itself, or tell the operators."),
    "documents.no_person": _("Only a person who belongs to a unit of the group signs; this account has none."),
    "documents.no_certificate": _("This certificate does not exist or is not yours to see."),
    "documents.may_not_revoke": _("A certificate is revoked by its owner or by the personnel office of the unit."),
    "documents.revoked_already": _("This certificate is revoked already."),
    "documents.unknown_revocation": _("Choose one of the reasons for revoking."),
    "documents.certificate_revoked": _("Your signing certificate is revoked: get a new one under “My certificate”."),
    "documents.certificate_expired": _("The signing certificate has expired: renew it under “My certificate”."),
    "documents.certificate_not_valid": _(
        "Your signing certificate cannot be verified here: renew it under “My certificate” or ask the operators."
    ),
    "documents.certificate_known": _("This certificate is in use already."),
    "documents.key_closed": _("The signing key cannot be opened: the operators have to restore the key folder."),
    "documents.no_time_stamp_now": _("The time-stamping service does not answer: nothing was signed, try again later."),
    "documents.signature_not_valid": _("The signature did not pass its own check and was not kept: try again."),
    "documents.not_pkcs12": _(
        "The file cannot be opened: give a PKCS#12 file (.p12 or .pfx) of at most 64 kB and its passphrase."
    ),
    "documents.no_signing_key": _(
        "The file holds no certificate with its key for signatures (EC, or RSA of 2048 bits)."
    ),
    "documents.issuer_untrusted": _("This installation does not trust the issuer: ask the operators to add its root."),
    "documents.no_root_certificate": _("The file holds no root certificate of an authority (PEM or DER)."),
    "documents.pdf_too_large": _("Files of up to 32 MB are verified here."),
    "documents.unreadable_pdf": _("The file cannot be read as a PDF: it is damaged or made to mislead."),
    "documents.too_many_signatures": _("The file holds more than 100 signatures and was not verified."),
    "documents.file_missing": _("Please choose a file."),
    "documents.nothing_signed": _("The file carries no signature."),
    "documents.all_agrees": _("Print, signatures (%(signatures)s) and certificates agree: nothing was changed."),
    "documents.signature_broken": _("The signed content was changed: do not rely on this file."),
    "documents.signature_covers_part": _("The signature covers only a part of what was there: do not rely on it."),
    "documents.changed_after_signature": _("Something other than a further signature was added afterwards."),
    "documents.signed_revoked": _("The certificate was already revoked when it was used."),
    "documents.signed_expired": _("The certificate was not valid at the time of signing."),
    "documents.signer_untrusted": _("Signed with a certificate whose issuer this installation does not trust."),
    "documents.no_time_stamp": _("No time stamp: when it was signed is only what the signer says."),
    "documents.time_stamp_untrusted": _("The time stamp comes from a service that this installation does not trust."),
    "documents.signature_missing": _("The signature of %(party)s is missing in the file."),
    "documents.foreign_signature": _("The file carries a signature that does not belong to it: %(signer)s."),
    "documents.hashes_differ": _("The signature of %(party)s is for other data or another print."),
    "documents.other_signature": _("The signature of %(party)s is not the one that was recorded."),
}
