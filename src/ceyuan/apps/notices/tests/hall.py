"""What the tests of notices stand on: notices on the board, and a clock that can be put forward."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pytest

from ceyuan.core.kernel.verdict import Refused

if TYPE_CHECKING:
    from ceyuan.apps.notices.models import Notice, Objection
    from ceyuan.apps.organisation.tests.cast import Cast, Member

# A Tuesday with a plain week before it and the May holidays (1 to 5 May, Saturday 9 May worked) behind it.
TODAY = date(2026, 4, 28)


def refused(code: str) -> Any:
    return pytest.raises(Refused, match=re.escape(code))


@dataclass
class Hall:
    """The cast, the day of today, and short ways to a notice and an objection."""

    cast: Cast
    clock: list[date]

    def on(self, day: date) -> None:
        """From now on it is noon of this day."""
        self.clock[0] = day

    def publish(self, *keys: str, unit: str = "A", actor: Member | None = None, **given: Any) -> Notice:
        """A notice on show with a line per key, published by the manager of A unless somebody else is named."""
        from ceyuan.apps.notices.interface import Line, publish

        lines = given.pop("lines", None) or [
            Line(key, f"{key}号揭榜方", "calls.bid", number) for number, key in enumerate(keys or ("1", "2"), start=1)
        ]
        return publish(
            actor=(actor or self.cast.manager_a).actor,
            unit=self.cast.units[unit],
            template=given.pop("template", "challenge_winners"),
            subject=given.pop("subject", ("calls.challenge", 7, "电解槽长寿命内衬")),
            title=given.pop("title", "电解槽长寿命内衬榜单中榜公示"),
            lines=lines,
            **given,
        )

    def object(self, notice: Notice, *keys: str, actor: Member | None = None, **given: Any) -> Objection:
        """An objection of the member of A1 unless somebody else is named."""
        from ceyuan.apps.notices.services import objections

        return objections.receive(
            actor=(actor or self.cast.member_a).actor,
            notice_id=notice.pk,
            lines=list(keys or ("1",)),
            kind=given.pop("kind", "substantive"),
            grounds=given.pop("grounds", "该方案的核心专利属于我方"),
            contact=given.pop("contact", "ding@example.org"),
            **given,
        )

    def decide(self, objection: Objection, action: str = "uphold", answer: str = "经核实，情况属实") -> Objection:
        """The auditor accepts the objection and decides it."""
        from ceyuan.apps.notices.services import objections

        actor = self.cast.auditor.actor
        taken = objections.step(actor=actor, objection_id=objection.pk, action="accept", revision=objection.revision)
        return objections.step(
            actor=actor, objection_id=objection.pk, action=action, revision=taken.revision, reason=answer
        )


@pytest.fixture
def hall(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Hall:
    """The hall on 28 April 2026, whose clock a test may put forward."""
    clock = [TODAY]
    monkeypatch.setattr(
        "django.utils.timezone.now", lambda: datetime(clock[0].year, clock[0].month, clock[0].day, 4, tzinfo=UTC)
    )
    return Hall(cast, clock)
