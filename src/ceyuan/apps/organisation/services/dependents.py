"""What hangs on a unit that ends: posts, grants, delegations, people, ownership. Records nothing itself."""

from datetime import date

from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Model
from django.utils import timezone

from ceyuan.apps.organisation.models import Delegation, Grant, Ownership, Person, Post, Unit
from ceyuan.core.kernel import Refused


def end_rights(unit: Unit, on: date) -> dict[str, int]:
    """Posts in the unit and rights over it end on the day; gives how many of each."""
    if Post.objects.filter(unit=unit, valid__startswith__gte=on).exists():
        raise Refused("organisation.posts_begin_later", unit=str(unit), on=on.isoformat())
    Grant.objects.filter(unit=unit, valid__startswith__gte=on).delete()
    later = Delegation.objects.filter(unit=unit, valid__startswith__gte=on, revoked_at=None)
    revoked = later.update(revoked_at=timezone.now())
    return {
        "posts": _end(Post, unit, on),
        "grants": _end(Grant, unit, on),
        "delegations": _end(Delegation, unit, on) + revoked,
    }


def _end(model: type[Model], unit: Unit, on: date) -> int:
    running = model._default_manager.filter(unit=unit, valid__contains=on)  # noqa: SLF001 - any of three models
    for row in running:
        row.valid = DateRange(row.valid.lower, on)  # type: ignore[attr-defined]
        row.save(update_fields=["valid"])
    return len(running)


def hand_over_people(unit: Unit, heir: Unit) -> int:
    """The people of the unit work in its heir from now on; gives how many."""
    return Person.objects.filter(unit=unit).update(unit=heir)


def hand_over_ownership(unit: Unit, heir: Unit | None, on: date) -> None:
    """Shares in the unit end on the day; those that it holds end, too, or pass to its heir and are added there."""
    for share in Ownership.objects.filter(unit=unit, valid__contains=on):
        _cut(share, on)
    for share in Ownership.objects.filter(owner=unit, valid__contains=on).select_related("unit"):
        end = share.valid.upper
        _cut(share, on)
        if heir is None or share.unit_id == heir.pk:
            continue
        held = Ownership.objects.filter(owner=heir, unit=share.unit, valid__contains=on).first()
        together = share.share_ppm
        if held is not None:
            together = min(1_000_000, together + held.share_ppm)
            end = held.valid.upper
            _cut(held, on)
        Ownership.objects.create(owner=heir, unit=share.unit, share_ppm=together, valid=DateRange(on, end))


def _cut(share: Ownership, on: date) -> None:
    """End a share on the day; one that began on that very day never was."""
    if share.valid.lower == on:
        share.delete()
        return
    share.valid = DateRange(share.valid.lower, on)
    share.save(update_fields=["valid"])
