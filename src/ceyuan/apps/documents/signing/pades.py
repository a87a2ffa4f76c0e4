"""Adding one PAdES signature to a PDF as an incremental update: what was there before stays byte by byte."""

import asyncio
from collections.abc import Coroutine, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any, TypeVar

from asn1crypto import crl as asn1_crl
from asn1crypto import x509 as asn1
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner
from pyhanko.sign.timestamps import TimeStamper
from pyhanko_certvalidator import ValidationContext

from .pens import Pen, PenSigner

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Trust:
    """What a verifier believes: root certificates and lists of revoked ones, DER."""

    roots: tuple[bytes, ...]
    crls: tuple[bytes, ...] = ()
    others: tuple[bytes, ...] = ()

    def context(self, moment: datetime | None = None, *, strict: bool = False) -> ValidationContext:
        """The same for the validator; it never asks the network. With `moment`: as of then.

        `strict` demands a revocation list for every certificate of the path, and so gets them all embedded.
        """
        return ValidationContext(
            trust_roots=[asn1.Certificate.load(one) for one in self.roots],
            other_certs=[asn1.Certificate.load(one) for one in self.others],
            crls=[asn1_crl.CertificateList.load(one) for one in self.crls],
            allow_fetching=False,
            moment=moment,
            best_signature_time=moment,
            retroactive_revinfo=moment is not None,
            revocation_mode="require" if strict else "soft-fail",
        )


@dataclass(frozen=True, slots=True)
class Words:
    """What the signature says beside the mathematics: field, signer's name, reason (with both hashes), place."""

    field: str
    name: str
    reason: str
    location: str = ""


def add_signature(
    pdf: bytes,
    *,
    pen: Pen,
    words: Words,
    stamps: TimeStamper,
    trust: Trust,
    strict: bool = True,
    archive: bool = False,
) -> bytes:
    """The PDF with one more signature (PAdES B-LT); with `archive` also a time stamp over everything (B-LTA).

    `strict`: every certificate of the path must have its revocation list in `trust`, and all lists are embedded. The
    result begins with `pdf`, byte by byte. Raises what pyHanko raises for a damaged PDF or an invalid certificate.
    """
    metadata = PdfSignatureMetadata(
        field_name=words.field,
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        name=words.name,
        reason=words.reason,
        location=words.location or None,
        embed_validation_info=True,
        use_pades_lta=archive,
        validation_context=trust.context(strict=strict),
    )
    writer = IncrementalPdfFileWriter(BytesIO(pdf), strict=False)
    signer = PdfSigner(
        metadata, signer=PenSigner(pen), timestamper=stamps, new_field_spec=SigFieldSpec(sig_field_name=words.field)
    )
    output = BytesIO()
    run(signer.async_sign_pdf(writer, output=output))
    return output.getvalue()


def run(task: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine to its end, also where a loop is already running in this thread."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(task)
    with ThreadPoolExecutor(1) as aside:
        return aside.submit(asyncio.run, task).result()


def crl_of(contents: Sequence[bytes]) -> tuple[bytes, ...]:
    """Lists of revoked certificates from DER or PEM files, DER."""
    from asn1crypto import pem

    return tuple(pem.unarmor(one)[2] if pem.detect(one) else one for one in contents)
