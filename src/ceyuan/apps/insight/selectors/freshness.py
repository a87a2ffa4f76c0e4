"""As of when the figures stand."""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from ceyuan.apps.organisation.interface import Actor


@dataclass(frozen=True, slots=True)
class Freshness:
    """The moment of the last taken delivery or recorded act, and the currency of the group's money."""

    at: datetime | None
    currency: str


def as_of(actor: Actor) -> Freshness:
    """When the group's records changed last, and in which currency they count."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT greatest(
                     (SELECT max(finished_at) FROM intake_delivery
                       WHERE group_id = g.id AND status IN ('taken', 'unchanged')),
                     (SELECT at FROM audit_act
                       WHERE group_id = g.id AND (act LIKE 'projects.%%' OR act LIKE 'organisation.unit.%%')
                       ORDER BY seq DESC LIMIT 1)),
                   g.currency
              FROM organisation_group g WHERE g.id = %s
            """,
            [actor.group_id],
        )
        row = cursor.fetchone()
    return Freshness(*row) if row else Freshness(None, "CNY")
