"""Signings: what waits for somebody, what stands, and what the file itself says."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils import timezone

from ceyuan.apps.documents import shelf
from ceyuan.apps.documents.models import BatchSigning, Document, Signing, SigningParty
from ceyuan.apps.documents.policies import VIEW, subject_rule
from ceyuan.apps.organisation.interface import led_units
from ceyuan.apps.organisation.scoping import Actor

MOST_WAITING = 500


def to_sign(actor: Actor, limit: int = MOST_WAITING) -> list[SigningParty]:
    """The lines that wait for the actor, in person or as leader of a unit (own right or on behalf); oldest first."""
    found = waiting_lines(actor).order_by("signing__opened_at", "id")
    return list(found.select_related("signing", "signing__unit", "unit", "person")[:limit])


def waiting_lines(actor: Actor) -> "QuerySet[SigningParty]":
    """The same as a query."""
    if actor.person_id is None or actor.group_id is None:
        return SigningParty.objects.none()
    units = [unit.pk for unit in led_units(actor, timezone.localdate())]
    mine = Q(person=actor.person_id) | Q(person=None, unit__in=units)
    return SigningParty.objects.filter(mine, signed_at=None, signing__state="open", signing__group=actor.group_id)


def visible(actor: Actor) -> "QuerySet[Signing]":
    """Signings in reach, and those in which the actor is or was a party."""
    if actor.group_id is None:
        return Signing.objects.none()
    partner = Q()
    if actor.person_id is not None:
        units = [unit.pk for unit in led_units(actor, timezone.localdate())]
        lines = SigningParty.objects.filter(
            Q(person=actor.person_id) | Q(signed_by=actor.person_id) | Q(person=None, unit__in=units)
        )
        partner = Q(pk__in=lines.values("signing"))
    in_reach = Q(pk__in=Signing.objects.visible_to(actor, VIEW).values("pk"))
    return Signing.objects.filter(in_reach | partner if partner else in_reach, group=actor.group_id)


def signing(actor: Actor, pk: int) -> Signing | None:
    """One signing with its parties, or None for what the actor may not know."""
    found = visible(actor).select_related("unit", "file", "paper").filter(pk=pk).first()
    if found is None:
        return None
    a_party = any(is_mine(actor, line) or line.signed_by_id == actor.person_id for line in found.parties.all())
    allowed = a_party or bool(subject_rule(actor, found.subject_kind, found.subject_id, "view"))
    return found if allowed else None


def is_mine(actor: Actor, line: SigningParty) -> bool:
    """Whether the line is the actor's to sign today (whether it is signed or not)."""
    if actor.person_id is None:
        return False
    if line.person_id is not None:
        return bool(line.person_id == actor.person_id)
    return any(unit.pk == line.unit_id for unit in led_units(actor, timezone.localdate()))


def signing_of(subject_kind: str, subject_id: int | str) -> Signing | None:
    """The signing of a record that is open or complete; else the one voided last; None when there never was one."""
    found = Signing.objects.filter(subject_kind=subject_kind, subject_id=str(subject_id)).select_related("file")
    return found.exclude(state="void").first() or found.order_by("-id").first()


def is_signed(found: Document) -> bool:
    """Whether a document of a record is the file of a signing of this record."""
    signings = Signing.objects.filter(subject_kind=found.subject_kind, subject_id=found.subject_id)
    return signings.filter(Q(file=found.file_id) | Q(paper=found.file_id)).exists()


def is_complete(signing_id: int) -> bool:
    """Whether all parties have signed."""
    return Signing.objects.filter(pk=signing_id, state=Signing.State.COMPLETE).exists()


def parties(found: Signing) -> list[SigningParty]:
    """The lines of a signing in their order, with who signed."""
    return list(found.parties.select_related("unit", "person", "signed_by", "certificate", "file").order_by("position"))


def unsigned_lines(ids: Collection[int]) -> dict[int, list[SigningParty]]:
    """The lines nobody has signed yet, of many signings, by the id of the signing."""
    found: dict[int, list[SigningParty]] = {}
    for line in SigningParty.objects.filter(signing__in=ids, signed_at=None).select_related("person", "unit"):
        found.setdefault(line.signing_id, []).append(line)
    return found


@contextmanager
def content_of(found: Signing) -> Iterator[bytes]:
    """The signed file as it stands, checked against its hash. Raises `shelf.DamagedContent`."""
    with shelf.opened(found.file.sha256, found.file.size) as stored:
        yield stored.read()


@dataclass(frozen=True, slots=True)
class SittingState:
    """How far a sitting is."""

    batch: BatchSigning
    total: int
    done: int
    failed: int
    lines: Sequence[object]

    @property
    def is_running(self) -> bool:
        """Whether something is still to come."""
        return self.batch.finished_at is None and self.done + self.failed < self.total


def sitting(actor: Actor, pk: int) -> SittingState | None:
    """A sitting of the actor's own."""
    found = BatchSigning.objects.filter(pk=pk, account_id=actor.account_id or 0, group=actor.group_id or 0).first()
    if found is None:
        return None
    lines = list(found.lines.select_related("signing").order_by("id"))
    states = [line.state for line in lines]
    return SittingState(found, len(lines), states.count("done"), states.count("failed"), lines)
