"""Hangs a notice of the demonstration about a decision of a capability above: today, or in the past and over."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction

from ceyuan.apps.notices.calendars import calendar
from ceyuan.apps.notices.lines import Line
from ceyuan.apps.notices.models import Notice
from ceyuan.apps.notices.services import demonstration, publishing
from ceyuan.apps.organisation.interface import Actor
from ceyuan.core.kernel import Refused


@transaction.atomic
def hang(
    *,
    actor: Actor,
    unit: Any,
    subject: tuple[str, int, str],
    title: str,
    lines: Sequence[Line],
    working_days: int,
    on: date | None,
) -> Notice | None:
    """The notice, its period over when it was hung `on` a day of the past; None where the calendar ends before."""
    made = publishing.draft(
        actor=actor,
        unit=unit,
        template="challenge_winners",
        subject=subject,
        title=title,
        lines=lines,
        working_days=working_days,
    )
    try:
        with transaction.atomic():
            if on is None:
                return publishing.publish_draft(actor=actor, notice_id=made.pk, revision=made.revision)
            days = calendar()
            ends = days.add(on, working_days)
            demonstration.close(actor=actor, notice=made, days=(on, days.add(on, 1), ends, days.add(ends, 1)))
    except Refused:
        return None
    return made
