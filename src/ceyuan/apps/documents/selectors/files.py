"""Reading documents, always through the reach of the actor."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import QuerySet

from ceyuan.apps.documents import shelf
from ceyuan.apps.documents.models import Document, StoredFile
from ceyuan.apps.documents.policies import VIEW, subject_rule
from ceyuan.apps.organisation.scoping import Actor


def documents(actor: Actor) -> "QuerySet[Document]":
    """Documents in reach that are not withdrawn, newest first."""
    return Document.objects.visible_to(actor, VIEW).filter(withdrawn_at=None).select_related("file").order_by("-id")


def attached(actor: Actor, subject_kind: str, subject_id: int | str) -> list[Document]:
    """The documents of one record that the actor may see, newest first."""
    if not subject_rule(actor, subject_kind, str(subject_id), "view"):
        return []
    return list(documents(actor).filter(subject_kind=subject_kind, subject_id=str(subject_id)))


def document(actor: Actor, pk: int) -> Document | None:
    """One document with its file and unit, None when it is withdrawn, outside reach or not there."""
    found: Document | None = documents(actor).select_related("file", "unit").filter(pk=pk).first()
    if found is None or not subject_rule(actor, found.subject_kind, found.subject_id, "view"):
        return None
    return found


def kept_bytes(subject: tuple[str, int | str], pk: int) -> bytes | None:
    """The content of a document of a record, checked against its hash; None when the record has no such document.

    The caller has shown that the actor may see the record. Raises `shelf.DamagedContent`.
    """
    found = Document.objects.filter(pk=pk, subject_kind=subject[0], subject_id=str(subject[1]), withdrawn_at=None)
    document_ = found.select_related("file").first()
    if document_ is None:
        return None
    with shelf.opened(document_.file.sha256, document_.file.size) as content:
        return content.read()


@dataclass(frozen=True, slots=True)
class Damage:
    """A stored content that is missing or changed, with the names under which it is attached."""

    sha256: str
    names: tuple[str, ...]


def damages() -> Iterator[Damage | None]:
    """Checks every stored content; gives one item per content, None for a sound one."""
    for stored in StoredFile.objects.order_by("id").iterator(chunk_size=500):
        if shelf.is_sound(stored.sha256, stored.size):
            yield None
        else:
            names = Document.objects.filter(file=stored).order_by("id").values_list("name", flat=True)
            yield Damage(stored.sha256, tuple(names[:20]))


def known_contents() -> frozenset[str]:
    """The hashes of all contents that records name."""
    return frozenset(StoredFile.objects.values_list("sha256", flat=True))
