"""Reading the chain."""

from collections.abc import Iterator

from django.db import connection
from django.db.models import QuerySet

from ceyuan.apps.organisation.scoping import Actor

from .chain import Finding, verify
from .models import Act

PERMISSION = "audit.view"

# jsonb prints the same text for the same content, so the stored value can be hashed as text again.
_ROWS = """
SELECT seq::text, ((extract(epoch FROM at) * 1000000)::bigint)::text AS at_us, group_id::text, account_id::text,
       person_id::text, actor_name, staff_session_id::text, act, subject_kind, subject_id, subject_label, unit_path,
       before::text AS before, after::text AS after, reason, request_id, previous, hash
FROM audit_act WHERE seq > %s ORDER BY seq LIMIT %s
"""
_BATCH = 5000


def acts(actor: Actor) -> QuerySet[Act]:
    """Acts of the actor's group that lie within reach, newest first."""
    roots = actor.reach.get(PERMISSION, ())
    if not roots:
        return Act.objects.none()
    mine = Act.objects.filter(group_id=actor.group_id).order_by("-seq")
    if actor.reaches_whole_group(PERMISSION):
        return mine
    inside = Act.objects.none()
    for root in roots:
        inside = inside | mine.filter(unit_path=root) | mine.filter(unit_path__startswith=f"{root}.")
    return inside


def of_subject(actor: Actor, kind: str, key: int | str) -> QuerySet[Act]:
    """The acts on one record, newest first. The caller has shown that the actor may see the record."""
    return Act.objects.filter(group_id=actor.group_id, subject_kind=kind, subject_id=str(key)).order_by("-seq")


def chain_rows() -> Iterator[dict[str, str | None]]:
    """All acts in order of the chain, as the texts that the hash is made of."""
    last = 0
    while True:
        with connection.cursor() as cursor:
            cursor.execute(_ROWS, [last, _BATCH])
            names = [column.name for column in cursor.description]
            rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
        yield from rows
        if len(rows) < _BATCH:
            return
        last = int(rows[-1]["seq"])


def verification() -> Finding:
    """Whether the chain stands, from its first act to its last."""
    return verify(chain_rows())
