"""Attaching a file to a record, and taking it back."""

from collections.abc import Iterable
from typing import Protocol

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from ceyuan.apps.audit import interface as audit
from ceyuan.apps.documents import kinds, names, shelf
from ceyuan.apps.documents.models import Document, StoredFile
from ceyuan.apps.documents.policies import may_add, may_withdraw
from ceyuan.apps.documents.selectors import document
from ceyuan.apps.documents.selectors.signings import is_signed
from ceyuan.apps.organisation.scoping import Actor
from ceyuan.core.kernel.verdict import Refused


class UnitLike(Protocol):
    """What is needed of the unit that owns the record."""

    @property
    def pk(self) -> int: ...
    @property
    def path(self) -> str: ...
    @property
    def group_id(self) -> int: ...


def store(
    *,
    actor: Actor,
    unit: UnitLike,
    subject: tuple[str, int | str],
    name: str,
    stream: Iterable[bytes],
    purpose: str = "",
) -> Document:
    """Check a file, put it into the store and attach it to the record `subject` (kind, id) of `unit`.

    `stream` gives the bytes in blocks (`UploadedFile.chunks()`). Raises `Refused` when the actor may not, and `Invalid`
    on the field "file" for a file that is too large, empty, of a kind not taken, or not what its name says.
    """
    kind, key = subject[0], str(subject[1])
    may_add(actor, unit.path, kind, key).require()
    shown = names.clean(name)
    with shelf.receiving(stream, settings.MAX_UPLOAD_BYTES) as received:
        with received.path.open("rb") as content:
            recognised = kinds.recognise(content, shown)
        # The bytes lie in the store before the record names them: a record never points to nothing.
        shelf.publish(received)
        with transaction.atomic():
            return _attach(actor, unit, (kind, key), shown, received, recognised.media_type, purpose)


def keep(*, actor: Actor, unit: UnitLike, subject: tuple[str, int | str], name: str, content: bytes) -> Document:
    """Keep a document that the system itself wrote (a signed letter) with the record it belongs to.

    Whoever was allowed the act that made it needs no right to attach files; the act is recorded all the same.
    """
    kind, key = subject[0], str(subject[1])
    shown = names.clean(name)
    with shelf.receiving([content], settings.MAX_UPLOAD_BYTES) as received:
        with received.path.open("rb") as written:
            recognised = kinds.recognise(written, shown)
        shelf.publish(received)
        with transaction.atomic():
            return _attach(actor, unit, (kind, key), shown, received, recognised.media_type, "")


def withdraw(*, actor: Actor, document_id: int, reason: str) -> Document:
    """Take a document back: it is no longer shown or served; its bytes and its history stay."""
    with transaction.atomic():
        found = document(actor, document_id)
        if found is None:
            raise Refused("documents.not_found")
        subject = (found.subject_kind, found.subject_id)
        may_withdraw(actor, found.unit.path, found.added_by, subject).require()
        if not reason.strip():
            raise Refused("documents.reason_missing")
        if is_signed(found):
            raise Refused("documents.signed_file")
        found.withdrawn_at = timezone.now()
        found.save(update_fields=["withdrawn_at"])
        audit.record(
            actor=actor,
            act="documents.document.withdrawn",
            subject=("documents.document", found.pk, found.name),
            before={"of": " ".join(subject), "sha256": found.file.sha256},
            reason=reason,
            unit_path=found.unit.path,
        )
    return found


def _attach(
    actor: Actor,
    unit: UnitLike,
    subject: tuple[str, str],
    shown: str,
    received: shelf.Received,
    media_type: str,
    purpose: str,
) -> Document:
    stored, _made = StoredFile.objects.get_or_create(
        sha256=received.sha256, defaults={"size": received.size, "media_type": media_type}
    )
    made = Document.objects.create(
        group_id=unit.group_id,
        unit_id=unit.pk,
        file=stored,
        name=shown,
        subject_kind=subject[0],
        subject_id=subject[1],
        purpose=purpose,
        added_by=actor.account_id,
    )
    audit.record(
        actor=actor,
        act="documents.document.added",
        subject=("documents.document", made.pk, shown),
        after={"of": " ".join(subject), "sha256": received.sha256, "size": received.size, "purpose": purpose},
        unit_path=unit.path,
    )
    return made
