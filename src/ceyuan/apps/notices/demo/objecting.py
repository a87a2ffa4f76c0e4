"""Somebody of the demonstration objects to a line of a notice."""

from __future__ import annotations

from contextlib import suppress

from django.db import transaction

from ceyuan.apps.notices.services import objections
from ceyuan.apps.organisation.interface import Actor
from ceyuan.core.kernel import Refused


def dispute(actor: Actor, notice_id: int, line: str, grounds: str) -> None:
    """Object to the line; where the calendar does not reach the day of the answer, nothing happens."""
    with suppress(Refused), transaction.atomic():
        objections.receive(
            actor=actor,
            notice_id=notice_id,
            lines=[line],
            kind="substantive",
            grounds=grounds,
            contact="chengyuan@kunyue.example",
        )
