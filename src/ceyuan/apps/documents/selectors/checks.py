"""Whether a signed document still is what was signed: the store, the print, every signature, every certificate."""

import hashlib
import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from ceyuan.apps.documents import shelf
from ceyuan.apps.documents.models import Certificate, Signing, SigningParty
from ceyuan.apps.documents.signed_records import follower
from ceyuan.apps.documents.signing.pades import Trust
from ceyuan.apps.documents.signing.reading import Reading, Signature, read

from . import certificates
from .signings import content_of, parties

MOST_PDF_BYTES = 32 * 1024 * 1024
SECONDS = 20


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was found: a reason code with facts; "bad" means that the document must not be relied on."""

    code: str
    facts: Mapping[str, str] = field(default_factory=dict)
    severity: Literal["bad", "warn", "good"] = "bad"


def check(signing_id: int) -> list[Finding]:
    """What can be said about a signing; one single "good" finding when all agrees. The caller checks rights."""
    found = Signing.objects.select_related("file", "paper").get(pk=signing_id)
    try:
        with content_of(found) as content:
            whole = content
    except shelf.DamagedContent:
        return [Finding("documents.signed_bytes_changed")]
    bad = list(_of_print(found, whole))
    reading = read(whole, certificates.trust())
    if reading.fault:
        return [*bad, Finding(reading.fault)]
    marks = {one.field: one for one in reading.signatures}
    for line in parties(found):
        bad += _of_line(found, line, marks.pop(f"ceyuan-{line.key}", None))
    bad += [Finding("documents.foreign_signature", {"signer": one.signer}) for one in marks.values()]
    if bad:
        return bad
    if not reading.signatures:
        return [Finding("documents.nothing_signed", {}, "warn")]
    return [Finding("documents.all_agrees", {"signatures": str(len(reading.signatures))}, "good")]


def _of_print(found: Signing, whole: bytes) -> list[Finding]:
    bad = []
    if hashlib.sha256(whole[: found.paper.size]).hexdigest() != found.print_hash:
        bad.append(Finding("documents.print_changed"))
    now = follower(found.subject_kind).data_hash
    if now is not None and now(found.subject_id) != found.data_hash:
        bad.append(Finding("documents.facts_changed"))
    return bad


def _of_line(found: Signing, line: SigningParty, mark: Signature | None) -> list[Finding]:
    name = {"party": line.label_zh or line.label_en, "signer": line.signer_name}
    if line.signed_at is None:
        return [Finding("documents.foreign_signature", name)] if mark is not None else []
    if mark is None:
        return [Finding("documents.signature_missing", name)]
    bad = [Finding(code, {**name, "signer": mark.signer}) for code in mark.codes]
    if (mark.data_hash, mark.print_hash) != (found.data_hash, found.print_hash):
        bad.append(Finding("documents.hashes_differ", name))
    known: Certificate | None = line.certificate
    if mark.digest != line.signature_digest or known is None or mark.sha256 != known.sha256:
        bad.append(Finding("documents.other_signature", name))
    elif known.revoked_at is not None and known.revoked_at <= line.signed_at:
        bad.append(Finding("documents.signed_revoked", name))
    elif not known.not_before <= line.signed_at < known.not_after:
        bad.append(Finding("documents.signed_expired", name))
    return bad


def read_foreign(pdf: bytes) -> Reading:
    """What any PDF says about its signatures. Read in a child with little memory and time: the file may be hostile."""
    digest = hashlib.sha256(pdf).hexdigest()
    if len(pdf) > MOST_PDF_BYTES:
        return Reading(fault="documents.pdf_too_large", sha256=digest)
    order = json.dumps(_told(certificates.trust())).encode()
    try:
        done = subprocess.run(
            [sys.executable, "-m", "ceyuan.apps.documents.signing.reading_child"],
            input=order + b"\n" + pdf,
            capture_output=True,
            timeout=SECONDS,
            check=True,
        )
        return Reading.from_json(json.loads(done.stdout))
    except (subprocess.SubprocessError, ValueError, KeyError, TypeError):
        return Reading(fault="documents.unreadable_pdf", sha256=digest)


def known_signing(reading: Reading) -> Signing | None:
    """The signing of this installation that a file belongs to, by the hash of its print; None for a foreign file."""
    prints = {one.print_hash for one in reading.signatures if one.print_hash}
    if len(prints) != 1:
        return None
    return Signing.objects.filter(print_hash=prints.pop()).order_by("-id").first()


def _told(trust: Trust) -> dict[str, list[str]]:
    return {name: [one.hex() for one in getattr(trust, name)] for name in ("roots", "crls", "others")}
