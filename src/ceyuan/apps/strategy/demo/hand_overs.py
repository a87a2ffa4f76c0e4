"""Certificates of the changes of leaders since the register of duties holds; those of two units are missing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from ceyuan.apps.documents.interface import fingerprint
from ceyuan.apps.organisation.scoping import Actor
from ceyuan.apps.strategy.demo import seeded
from ceyuan.apps.strategy.demo.responsibility_lists import SUPERVISIONS
from ceyuan.apps.strategy.demo.scope import AS_OF
from ceyuan.apps.strategy.models import Handover
from ceyuan.apps.strategy.selectors import handovers

_ISSUED = {one.title: date.fromisoformat(one.issued) for one in SUPERVISIONS}


def certificates(actor: Actor) -> Iterator[Handover]:
    """A frozen picture for each change, signed by both within the fortnight after it."""
    for change in handovers.changes(actor):
        if change.unit.code in seeded.HAND_OVER_MISSING or change.on > AS_OF:
            continue
        content = _as_of(handovers.snapshot(change, change.on), change.on)
        made = datetime.combine(change.on, time(2), UTC)
        yield Handover(
            group_id=change.unit.group_id,
            unit_id=change.unit.pk,
            on=change.on,
            from_person_id=change.from_person.pk,
            to_person_id=change.to_person.pk,
            content=content,
            sha256=fingerprint(content),
            made_at=made,
            from_signed_at=made + timedelta(days=2),
            to_signed_at=made + timedelta(days=5, hours=3),
        )


def _as_of(content: dict[str, Any], day: date) -> dict[str, Any]:
    """Without what only came up after the day."""
    return content | {
        "letters": [one for one in content["letters"] if one["year"] == day.year and day > date(2025, 3, 20)],
        "targets": content["targets"] if day > date(2025, 3, 20) else [],
        "supervision": [one for one in content["supervision"] if _ISSUED.get(one["title"], day) <= day],
    }
