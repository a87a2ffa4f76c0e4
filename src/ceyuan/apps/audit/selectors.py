"""Reading the chain."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet
from django.utils import timezone

from ceyuan.apps.organisation.interface import unit_by_code
from ceyuan.apps.organisation.scoping import Actor
from ceyuan.kit.listing import QueryListing

from .chain import Finding, Noted, verify
from .models import Act

PERMISSION = "audit.view"

# jsonb prints the same text for the same content, so the stored value can be hashed as text again.
_ROWS = """
SELECT id::text, seq::text, ((extract(epoch FROM at) * 1000000)::bigint)::text AS at_us, group_id::text,
       account_id::text, person_id::text, actor_name, staff_session_id::text, act, subject_kind, subject_id,
       subject_label, unit_path, before::text AS before, after::text AS after, reason, request_id, previous, hash
FROM audit_act a WHERE a.seq > %s ORDER BY a.seq LIMIT %s
"""
_BATCH = 5000
_BEFORE_ALL = -(2**63)
_SORTS = {"seq": "seq", "actor": "actor_name", "act": "act"}


def acts(actor: Actor) -> QuerySet[Act]:
    """Acts of the actor's group that lie within reach, newest first."""
    roots = actor.reach.get(PERMISSION, ())
    if not roots or actor.group_id is None:
        return Act.objects.none()
    mine = Act.objects.filter(group_id=actor.group_id).order_by("-seq")
    if actor.reaches_whole_group(PERMISSION):
        return mine
    inside = Q(pk__in=[])
    for root in roots:
        inside |= Q(unit_path=root) | Q(unit_path__startswith=f"{root}.")
    return mine.filter(inside)


def act_list(actor: Actor, filters: Mapping[str, Any], sort: str) -> QueryListing:
    """The list of acts: `act`, `who`, `subject`, `unit` (a code) and `at` (two days) narrow it."""
    found = acts(actor)
    if code := filters.get("act"):
        found = found.filter(act=code)
    if who := filters.get("who"):
        found = found.filter(actor_name__icontains=who)
    if subject := filters.get("subject"):
        found = found.filter(Q(subject_label__icontains=subject) | Q(subject_id=subject))
    if code := filters.get("unit"):
        unit = unit_by_code(actor, code)
        path = unit.path if unit else "?"
        found = found.filter(Q(unit_path=path) | Q(unit_path__startswith=f"{path}."))
    first, last = filters.get("at", (None, None))
    if first:
        found = found.filter(at__gte=_midnight(first))
    if last:
        found = found.filter(at__lt=_midnight(last + timedelta(days=1)))
    down = "-" if sort.startswith("-") else ""
    word = _SORTS.get(sort.removeprefix("-"), "seq")
    return QueryListing(found.order_by(f"{down}{word}", f"{down}seq"))


def act_of(actor: Actor, seq: int) -> Act | None:
    """One act by its number, None outside the actor's reach."""
    return acts(actor).filter(seq=seq).first()


def of_subject(actor: Actor, kind: str, key: int | str) -> QuerySet[Act]:
    """The acts on one record, newest first. The caller has shown that the actor may see the record."""
    return Act.objects.filter(group_id=actor.group_id, subject_kind=kind, subject_id=str(key)).order_by("-seq")


def chain_rows() -> Iterator[dict[str, str | None]]:
    """All acts in order of the chain, as the texts that the hash is made of."""
    last = _BEFORE_ALL
    while True:
        with connection.cursor() as cursor:
            cursor.execute(_ROWS, [last, _BATCH])
            names = [column.name for column in cursor.description]
            rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
        yield from rows
        if len(rows) < _BATCH:
            return
        last = int(rows[-1]["seq"])


def verification(noted: Noted | None = None) -> Finding:
    """Whether the chain stands, from its first act to its last, and agrees with what was noted outside."""
    return verify(chain_rows(), noted)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def newest() -> tuple[int, str]:
    """Number and hash of the last act (0 and "" before the first one): what to note outside."""
    last = Act.objects.order_by("-seq").values_list("seq", "hash").first()
    return last or (0, "")
