"""For programs: the state of a signing, and whether a PDF is signed and intact."""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest
from ninja import File, Router, Schema
from ninja.files import UploadedFile

from ceyuan.core.kernel.verdict import Invalid, Reason

from .selectors import checks, signings

router = Router(tags=["documents"])


class PartyOut(Schema):
    """A line to sign; `signed_at` is null while it waits."""

    key: str
    label_zh: str
    label_en: str
    signer: str
    on_behalf_of: str
    signed_at: datetime | None


class SigningFindingOut(Schema):
    """What a check found: a reason code, its facts, and how bad it is (good, warn, bad)."""

    code: str
    facts: dict[str, str]
    severity: str


class SigningOut(Schema):
    """A document and its parties, with what a check finds just now."""

    id: int
    name: str
    unit: str
    subject_kind: str
    subject_id: str
    state: str
    revision: int
    data_hash: str
    print_hash: str
    file_hash: str
    parties: list[PartyOut]
    findings: list[SigningFindingOut]


class MarkOut(Schema):
    """A signature of a file; `codes` name what is wrong with it."""

    field: str
    signer: str
    organisation: str
    unit: str
    issuer: str
    serial: str
    at: str
    stamped: bool
    data_hash: str
    print_hash: str
    codes: list[str]


class SignedFileOut(Schema):
    """What a file says: its signatures, or the fault that kept it from being read."""

    sha256: str
    holds: bool
    fault: str
    archived: bool
    signatures: list[MarkOut]


@router.get("/signings/{pk}", response=SigningOut, summary="A document and who has signed it")
def signing(request: HttpRequest, pk: int) -> dict[str, Any]:
    """The signing with its parties and a check; 404 outside the reach."""
    found = signings.signing(request.actor, pk)  # type: ignore[attr-defined]
    if found is None:
        raise Http404
    lines = [
        {
            **{name: getattr(one, name) for name in ("key", "label_zh", "label_en", "on_behalf_of", "signed_at")},
            "signer": one.signer_name,
        }
        for one in signings.parties(found)
    ]
    names = ("name", "subject_kind", "subject_id", "state", "revision", "data_hash", "print_hash")
    return {
        **{name: getattr(found, name) for name in names},
        "id": found.pk,
        "unit": found.unit.code,
        "file_hash": found.file.sha256,
        "parties": lines,
        "findings": [
            {"code": one.code, "facts": dict(one.facts), "severity": one.severity} for one in checks.check(found.pk)
        ],
    }


@router.post("/documents/verify", response=SignedFileOut, summary="Verify the signatures of a PDF")
def verify(request: HttpRequest, file: File[UploadedFile]) -> dict[str, Any]:
    """Reads the file and keeps nothing of it."""
    del request
    if (file.size or 0) > checks.MOST_PDF_BYTES:
        raise Invalid({"file": [Reason("documents.pdf_too_large")]})
    reading = checks.read_foreign(file.read(checks.MOST_PDF_BYTES + 1))
    return {**reading.to_json(), "holds": reading.holds}
