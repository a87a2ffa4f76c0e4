"""What a PDF says about its signatures: who signed, when, was it changed, where the certificate leads.

Knows neither the database nor Django, so that a hostile file can be read in a child with little memory and time.
"""

import hashlib
import re
from dataclasses import asdict, dataclass, field
from datetime import datetime
from io import BytesIO
from typing import Any

from asn1crypto.crl import CertificateList
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import async_validate_pdf_signature
from pyhanko.sign.validation.status import SignatureCoverageLevel

from .pades import Trust, run

MOST_SIGNATURES = 100
_HASHES = re.compile(r"\b(data|print)-sha256:([0-9a-f]{64})\b")


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature of a file. `codes` name what is wrong; empty: intact, trusted, and valid when it was made."""

    field: str
    signer: str
    organisation: str
    unit: str
    issuer: str
    serial: str
    sha256: str
    at: str
    stamped: bool
    reason: str
    data_hash: str
    print_hash: str
    digest: str
    covered: int
    codes: tuple[str, ...]

    @property
    def holds(self) -> bool:
        """Whether nothing is wrong."""
        return not self.codes


@dataclass(frozen=True, slots=True)
class Reading:
    """What was found: the signatures in their order, or the `fault` that kept the file from being read."""

    signatures: tuple[Signature, ...] = ()
    fault: str = ""
    sha256: str = ""
    archived: bool = field(default=False)

    @property
    def holds(self) -> bool:
        """Whether there are signatures and all of them hold."""
        return bool(self.signatures) and not self.fault and all(one.holds for one in self.signatures)

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        return asdict(self)

    @classmethod
    def from_json(cls, found: dict[str, Any]) -> "Reading":
        """The reading behind `to_json`."""
        marks = tuple(Signature(**{**one, "codes": tuple(one["codes"])}) for one in found["signatures"])
        return cls(marks, found["fault"], found["sha256"], found["archived"])


def read(pdf: bytes, trust: Trust) -> Reading:
    """Read and judge all signatures of a file. Never raises for what is in the file: `fault` names it."""
    digest = hashlib.sha256(pdf).hexdigest()
    if not pdf.startswith(b"%PDF-"):
        return Reading(fault="documents.not_a_pdf", sha256=digest)
    try:
        reader = PdfFileReader(BytesIO(pdf), strict=False)
        if reader.encrypted:
            return Reading(fault="documents.encrypted", sha256=digest)
        embedded = reader.embedded_regular_signatures
        if len(embedded) > MOST_SIGNATURES:
            return Reading(fault="documents.too_many_signatures", sha256=digest)
        found = tuple(_judged(one, trust) for one in embedded)
        archived = bool(reader.embedded_timestamp_signatures)
    except (MemoryError, KeyboardInterrupt):
        raise
    except Exception:  # noqa: BLE001 - a parser of hostile files may fail in any way; none of them is ours
        return Reading(fault="documents.unreadable_pdf", sha256=digest)
    return Reading(found, "", digest, archived)


def _judged(embedded: Any, trust: Trust) -> Signature:
    status: Any = None
    try:
        first = run(async_validate_pdf_signature(embedded, trust.context()))
        stamp = first.timestamp_validity
        moment = stamp.timestamp if stamp is not None and stamp.intact and stamp.valid else None
        # The certificate counts as of the stamped moment, so that a signature outlives the certificate.
        late = moment is not None and not first.trusted
        status = run(async_validate_pdf_signature(embedded, trust.context(moment))) if late else first
    except Exception:  # noqa: BLE001 - as above
        status = None
    return _told(embedded, status, trust)


def _told(embedded: Any, status: Any, trust: Trust) -> Signature:
    certificate = embedded.signer_cert
    subject, issuer = certificate.subject.native, certificate.issuer.native
    reason = str(embedded.sig_object.get("/Reason", ""))
    hashes = dict(_HASHES.findall(reason))
    stamp = status.timestamp_validity if status is not None else None
    moment: datetime | None = stamp.timestamp if stamp is not None else embedded.self_reported_timestamp
    return Signature(
        field=str(embedded.field_name),
        signer=_word(subject, "common_name"),
        organisation=_word(subject, "organization_name"),
        unit=_word(subject, "organizational_unit_name"),
        issuer=_word(issuer, "common_name"),
        serial=f"{certificate.serial_number:x}",
        sha256=hashlib.sha256(certificate.dump()).hexdigest(),
        at=moment.isoformat() if moment else "",
        stamped=stamp is not None,
        reason=reason,
        data_hash=hashes.get("data", ""),
        print_hash=hashes.get("print", ""),
        digest=hashlib.sha256(embedded.pkcs7_content).hexdigest(),
        covered=int(embedded.byte_range[2]) + int(embedded.byte_range[3]),
        codes=_codes(status, was_revoked=_was_revoked(certificate, trust.crls, moment)),
    )


def _word(name: dict[str, Any], key: str) -> str:
    value = name.get(key, "")
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _was_revoked(certificate: Any, crls: tuple[bytes, ...], moment: datetime | None) -> bool:
    """Whether a list of the certificate's issuer names it, revoked by that moment (or at all, when it has none).

    The validator looks at lists only where a certificate says that there are some; ours are known to exist.
    """
    for one in map(CertificateList.load, crls):
        if one.issuer != certificate.issuer:
            continue
        for entry in one["tbs_cert_list"]["revoked_certificates"]:
            if entry["user_certificate"].native == certificate.serial_number:
                return moment is None or entry["revocation_date"].native <= moment
    return False


def _codes(status: Any, *, was_revoked: bool) -> tuple[str, ...]:
    if status is None or not (status.intact and status.valid):
        return ("documents.signature_broken",)
    codes = []
    if status.coverage < SignatureCoverageLevel.ENTIRE_REVISION:
        codes.append("documents.signature_covers_part")
    if status.modification_level is None or status.modification_level > ModificationLevel.FORM_FILLING:
        codes.append("documents.changed_after_signature")
    if was_revoked or status.revoked:
        codes.append("documents.signed_revoked")
    elif not status.trusted:
        kind = str(getattr(status, "trust_problem_indic", None) or "").upper()
        codes.append("documents.signed_expired" if "EXPIRED" in kind else "documents.signer_untrusted")
    stamp = status.timestamp_validity
    if stamp is None:
        codes.append("documents.no_time_stamp")
    elif not (stamp.intact and stamp.valid and stamp.trusted):
        codes.append("documents.time_stamp_untrusted")
    return tuple(codes)
