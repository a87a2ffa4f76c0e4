"""Laying a document out for signature, signing it, and taking it back before all have signed."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign.general import SigningError
from pyhanko.sign.timestamps import TimestampRequestError
from pyhanko_certvalidator.errors import PathError

from ceyuan.apps.audit import interface as audit
from ceyuan.apps.documents import shelf
from ceyuan.apps.documents.models import Certificate, Document, Signing, SigningParty, StoredFile
from ceyuan.apps.documents.selectors import certificates as pens
from ceyuan.apps.documents.selectors import signings as selectors
from ceyuan.apps.documents.signed_records import follower
from ceyuan.apps.documents.signing.pades import Words, add_signature
from ceyuan.apps.documents.signing.reading import read
from ceyuan.apps.documents.signing.stamps import stamps
from ceyuan.apps.documents.signing.vault import VaultTrouble
from ceyuan.apps.organisation.interface import Actor, confirm, leads
from ceyuan.core.kernel.verdict import Invalid, Reason, Refused

from .certificates import ensure
from .files import UnitLike

KEY = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")
MEDIA = "application/pdf"
Subject = tuple[str, int | str] | tuple[str, int | str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Who is to sign: a person, or (without `person_id`) whoever leads the unit on that day.

    `key` names the line within the signing ("leader", "unit-12"): small letters, digits, "-", "_".
    """

    key: str
    label_zh: str
    label_en: str
    unit_id: int | None = None
    person_id: int | None = None


def open_signing(
    *,
    actor: Actor,
    unit: UnitLike,
    subject: Subject,
    name: str,
    pdf: bytes,
    data_hash: str,
    parties: Sequence[Party],
) -> Signing:
    """Lay a print out for signature by its parties. Whoever may do the act behind it needs no further right.

    `data_hash` is the SHA-256 of the record's data; the caller prints it on the paper. One signing of a record is open
    or complete at a time. Refuses `documents.signing_exists`; `Invalid` on "pdf", "data_hash" or "parties".
    """
    _check(pdf, data_hash, parties)
    with shelf.receiving([pdf], settings.MAX_UPLOAD_BYTES) as received:
        shelf.publish(received)
        try:
            with transaction.atomic():
                stored = _stored(received)
                made = Signing.objects.create(
                    group_id=unit.group_id,
                    unit_id=unit.pk,
                    subject_kind=subject[0],
                    subject_id=str(subject[1]),
                    name=name[:200],
                    data_hash=data_hash,
                    print_hash=received.sha256,
                    paper=stored,
                    file=stored,
                    opened_by=actor.account_id,
                )
                SigningParty.objects.bulk_create(_line(made, place, one) for place, one in enumerate(parties, start=1))
                _record(actor, "opened", made, {"parties": [one.key for one in parties]})
        except IntegrityError as problem:
            if "signing_one_per_subject" in str(problem):
                raise Refused("documents.signing_exists") from None
            raise
    return made


def sign(*, actor: Actor, signing_id: int, party: str, password: str, revision: int) -> Signing:
    """Sign one line after the password; `revision` is the one that the actor saw.

    Of two who sign at once the second is refused as stale and sees the first one's signature; nothing is lost.
    """
    _findable(actor, signing_id)
    confirm(actor=actor, password=password)
    return sign_confirmed(actor=actor, signing_id=signing_id, party=party, revision=revision)


def sign_confirmed(*, actor: Actor, signing_id: int, party: str, revision: int) -> Signing:
    """The same without asking for the password: for a sitting whose password was asked at its beginning."""
    _findable(actor, signing_id)
    with transaction.atomic():
        locked = Signing.objects.select_for_update().select_related("unit").get(pk=signing_id)
        line = _my_line(actor, locked, party, revision)
        certificate = _usable(ensure(actor=actor))
        before = _bytes_to_sign(locked)
        last = not locked.parties.filter(signed_at=None).exclude(pk=line.pk).exists()
        after = _signed_bytes(before, actor, locked, line, certificate, last=last)
        with shelf.receiving([after], settings.MAX_UPLOAD_BYTES) as received:
            shelf.publish(received)
            stored = _stored(received)
        _mark(actor, line, certificate, stored, after)
        return _move_on(actor, locked, line, stored, last=last)


def void(*, actor: Actor, signing_id: int, reason: str) -> Signing:
    """Take back a signing that is not complete; the record may be laid out anew. The caller has checked the right."""
    if not reason.strip():
        raise Invalid({"reason": [Reason("documents.reason_missing")]})
    with transaction.atomic():
        locked: Signing | None = (
            Signing.objects.select_for_update().select_related("unit").filter(pk=signing_id).first()
        )
        if locked is None or locked.group_id != actor.group_id:
            raise Refused("documents.no_signing")
        _still_open(locked)
        locked.state, locked.ended_at, locked.void_reason = Signing.State.VOID, timezone.now(), reason.strip()[:500]
        locked.revision += 1
        locked.save(update_fields=["state", "ended_at", "void_reason", "revision"])
        _record(actor, "voided", locked, {}, reason)
        return locked


def _check(pdf: bytes, data_hash: str, parties: Sequence[Party]) -> None:
    if not re.fullmatch(r"[0-9a-f]{64}", data_hash):
        raise Invalid({"data_hash": [Reason("documents.not_a_hash")]})
    keys = [one.key for one in parties]
    somebody = all(one.unit_id is not None or one.person_id is not None for one in parties)
    if not keys or len(set(keys)) != len(keys) or not all(map(KEY.fullmatch, keys)) or not somebody:
        raise Invalid({"parties": [Reason("documents.parties_wrong")]})
    if not pdf.startswith(b"%PDF-") or b"%%EOF" not in pdf[-2048:]:
        raise Invalid({"pdf": [Reason("documents.not_a_pdf")]})


def _line(made: Signing, place: int, one: Party) -> SigningParty:
    return SigningParty(
        signing=made,
        position=place,
        key=one.key,
        label_zh=one.label_zh[:120],
        label_en=one.label_en[:120],
        unit_id=one.unit_id,
        person_id=one.person_id,
    )


def _findable(actor: Actor, signing_id: int) -> None:
    if selectors.signing(actor, signing_id) is None:
        raise Refused("documents.no_signing")


def _still_open(locked: Signing) -> None:
    if locked.state == Signing.State.VOID:
        raise Refused("documents.signing_void")
    if locked.state == Signing.State.COMPLETE:
        raise Refused("documents.signing_complete")


def _my_line(actor: Actor, locked: Signing, party: str, revision: int) -> SigningParty:
    line = locked.parties.filter(key=party).first()
    if line is None:
        raise Refused("documents.no_such_line")
    if line.signed_at is not None:
        raise Refused("documents.signed_already")
    _still_open(locked)
    if not selectors.is_mine(actor, line):
        raise Refused("documents.not_your_line")
    if revision != locked.revision:
        raise Refused("documents.signing_stale")
    now = follower(locked.subject_kind).data_hash
    if now is not None and now(locked.subject_id) != locked.data_hash:
        raise Refused("documents.facts_changed")
    return line


def _usable(certificate: Certificate) -> Certificate:
    now = timezone.now()
    if certificate.revoked_at is not None:
        raise Refused("documents.certificate_revoked")
    if not certificate.not_before <= now < certificate.not_after:
        raise Refused("documents.certificate_expired")
    return certificate


def _bytes_to_sign(locked: Signing) -> bytes:
    """The file as it stands: its hash agrees, and it still begins with the print, byte by byte."""
    try:
        with selectors.content_of(locked) as content:
            whole = content
    except shelf.DamagedContent:
        raise Refused("documents.signed_bytes_changed") from None
    if hashlib.sha256(whole[: locked.paper.size]).hexdigest() != locked.print_hash:
        raise Refused("documents.signed_bytes_changed")
    return whole


def _signed_bytes(
    before: bytes, actor: Actor, locked: Signing, line: SigningParty, certificate: Certificate, *, last: bool
) -> bytes:
    words = Words(
        field=f"ceyuan-{line.key}",
        name=actor.name,
        reason=f"{line.label_zh or line.label_en} data-sha256:{locked.data_hash} print-sha256:{locked.print_hash}",
    )
    try:
        return add_signature(
            before,
            pen=pens.pen_of(certificate),
            words=words,
            stamps=stamps(pens.authority(), timezone.now, settings.TIME_STAMP_URL),
            trust=pens.trust(),
            strict=certificate.source == Certificate.Source.OWN and not settings.TIME_STAMP_URL,
            archive=last,
        )
    except VaultTrouble:
        raise Refused("documents.key_closed") from None
    except (TimestampRequestError, OSError):
        raise Refused("documents.no_time_stamp_now") from None
    except (PathError, SigningError):
        raise Refused("documents.certificate_not_valid") from None
    except PdfError:
        raise Refused("documents.unsignable_pdf") from None


def _mark(actor: Actor, line: SigningParty, certificate: Certificate, stored: StoredFile, after: bytes) -> None:
    own = next((one for one in read(after, pens.trust()).signatures if one.field == f"ceyuan-{line.key}"), None)
    if own is None or not own.holds:
        raise Refused("documents.signature_not_valid")
    holder = leads(actor, line.unit_id, timezone.localdate()) if line.person_id is None and line.unit_id else None
    line.signed_at = timezone.now()
    line.signed_by_id = actor.person_id
    line.signer_name = actor.name[:120]
    line.on_behalf_of = str(holder.holder)[:120] if holder is not None and holder.on_behalf else ""
    line.certificate, line.signature_digest, line.file = certificate, own.digest, stored
    line.save()


def _move_on(actor: Actor, locked: Signing, line: SigningParty, stored: StoredFile, *, last: bool) -> Signing:
    locked.file = stored
    locked.revision += 1
    if last:
        locked.state, locked.ended_at = Signing.State.COMPLETE, timezone.now()
    locked.save(update_fields=["file", "revision", "state", "ended_at"])
    if last:
        _file_away(actor, locked, stored)
    _record(actor, "signed", locked, {"party": line.key, "sha256": stored.sha256, "on_behalf_of": line.on_behalf_of})
    follow = follower(locked.subject_kind).signed
    if follow is not None:
        follow(actor=actor, signing=locked)
    return locked


def _file_away(actor: Actor, locked: Signing, stored: StoredFile) -> None:
    """The complete file stands among the documents of the record, where nobody can withdraw it."""
    Document.objects.create(
        group_id=locked.group_id,
        unit_id=locked.unit_id,
        file=stored,
        name=f"{locked.name[:190]}.pdf" if not locked.name.lower().endswith(".pdf") else locked.name,
        subject_kind=locked.subject_kind,
        subject_id=locked.subject_id,
        purpose="signed",
        added_by=actor.account_id,
    )


def _stored(received: shelf.Received) -> StoredFile:
    stored, _made = StoredFile.objects.get_or_create(
        sha256=received.sha256, defaults={"size": received.size, "media_type": MEDIA}
    )
    return stored


def _record(actor: Actor, act: str, found: Signing, more: dict[str, object], reason: str = "") -> None:
    audit.record(
        actor=actor,
        act=f"documents.signing.{act}",
        subject=("documents.signing", found.pk, found.name),
        after={
            "of": f"{found.subject_kind} {found.subject_id}",
            "data_hash": found.data_hash,
            "print_hash": found.print_hash,
            "state": str(found.state),
            "revision": found.revision,
            **more,
        },
        reason=reason,
        unit_path=found.unit.path,
    )
