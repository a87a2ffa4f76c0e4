"""A challenge on its way from bids to a decision, with heads who decide, and a clock that can be put forward.

The clock starts sixty days back. `council.in_decision()` brings bids through formal check and a closed panel;
`council.on_notice()` decides and hangs the notice; `council.to_today()` lets its period pass.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.db import transaction

from ceyuan.core.review.calibration import Score

if TYPE_CHECKING:
    from ceyuan.apps.calls.models import Bid, Challenge
    from ceyuan.apps.organisation.tests.cast import Cast, Member

    from .callroom import Callroom

REASONS = "路线先进，指标高于榜单要求，节点可考核。"


@dataclass
class Council:
    """The room of calls, its heads, and the days to go until today."""

    room: Callroom
    clock: list[int]
    heads: dict[str, Member] = field(default_factory=dict)

    @property
    def cast(self) -> Cast:
        """The cast."""
        return self.room.cast

    @property
    def office(self) -> Any:
        """The office that runs the challenge."""
        return self.cast.st_officer.actor

    @property
    def head(self) -> Any:
        """The head of the group, who decides."""
        return self.heads["T"].actor

    def later(self, days: int) -> None:
        """Some days pass."""
        self.clock[0] += days

    def to_today(self) -> None:
        """Put the clock right."""
        self.clock[0] = 0

    def in_formal_check(self, *, mode: str = "open_challenge", bids: int = 2, **facts: Any) -> Challenge:
        """A challenge past its deadline whose bids are handed in and admitted."""
        from ceyuan.apps.calls.services import bids as bid_acts
        from ceyuan.apps.calls.services import challenges, formal_check

        one = self.room.challenge(mode=mode, **facts)
        who = [(self.cast.member_a, "A"), (self.cast.manager_b, "B"), (self.cast.hr_officer, "B1")][:bids]
        made = [self.room.bid(one, member, unit=unit, title=f"方案{unit}") for member, unit in who]
        for (member, _unit), found in zip(who, made, strict=True):
            bid_acts.submit(actor=member.actor, bid_id=found.pk, revision=found.revision)
        self.later(11)
        for action in ("close", "check_form"):
            one.refresh_from_db()
            challenges.advance(actor=self.office, challenge_id=one.pk, action=action, revision=one.revision)
        for found in made:
            answers = dict.fromkeys(formal_check.items_for(one), (True, ""))
            formal_check.note(actor=self.office, bid_id=found.pk, answers=answers)
            found.refresh_from_db()
            formal_check.conclude(actor=self.office, bid_id=found.pk, revision=found.revision)
        return fresh(one)

    def in_review(self, **facts: Any) -> Challenge:
        """The bids are with a panel."""
        from django.utils import timezone

        from ceyuan.apps.calls.services import reviewing

        one = self.in_formal_check(**facts)
        due = timezone.now() + timedelta(days=5)
        reviewing.send_to_review(actor=self.office, challenge_id=one.pk, revision=one.revision, due_at=due)
        return fresh(one)

    def close_panel(self, one: Challenge) -> None:
        """The panel closes; earlier bids got better scores."""
        from ceyuan.apps.reviews import outcome
        from ceyuan.apps.reviews.models import Outcome, Panel
        from ceyuan.apps.workflow.interface import adopting

        panel = Panel.objects.get(pk=one.panel_id)
        scores = [
            Score(str(seat), str(case.pk), 92 - 6 * place - seat)
            for place, case in enumerate(panel.cases.order_by("number"))
            for seat in range(1, 4)
        ]
        with transaction.atomic(), adopting():
            Panel.objects.filter(pk=panel.pk).update(state="closed")
        Outcome.objects.create(panel=panel, computed=outcome.compute(scores, one.awarded_max))

    def in_decision(self, **facts: Any) -> Challenge:
        """The panel is closed, the decision prepared."""
        from ceyuan.apps.calls.services import challenges

        one = self.in_review(**facts)
        self.close_panel(one)
        challenges.advance(actor=self.office, challenge_id=one.pk, action="prepare_decision", revision=one.revision)
        return fresh(one)

    def decide(self, one: Challenge, *outcomes: str, **more: Any) -> list[Any]:
        """The head decides about the bids in the order of their numbers."""
        from ceyuan.apps.calls.services import decisions

        choices = [
            decisions.Choice(bid_id=found.pk, outcome=outcome, reasons=REASONS, place=place, **more)
            for place, (found, outcome) in enumerate(zip(bids_of(one), outcomes, strict=False), start=1)
        ]
        return decisions.decide(actor=self.head, challenge_id=one.pk, choices=choices)

    def on_notice(self, *outcomes: str, **facts: Any) -> Challenge:
        """Decided and on public notice."""
        from ceyuan.apps.calls.services import decisions

        one = self.in_decision(**facts)
        self.decide(one, *(outcomes or ("selected", "not_selected")))
        return decisions.announce(actor=self.office, challenge_id=one.pk, revision=fresh(one).revision)

    def in_negotiation(self, *outcomes: str, **facts: Any) -> Challenge:
        """The notice is over, what is clear went on."""
        from ceyuan.apps.calls.services import decisions

        one = self.on_notice(*outcomes, **facts)
        self.to_today()
        decisions.take_up(actor=self.office, challenge_id=one.pk, revision=fresh(one).revision)
        return fresh(one)

    def pledged(self, one: Challenge) -> list[Bid]:
        """All selected bids count as pledged, by the record of their signing alone."""
        from django.utils import timezone

        from ceyuan.apps.calls.models import Pledge
        from ceyuan.apps.calls.services import pledges

        made = []
        for found in bids_of(one, "selected"):
            content = pledges.told(found, "未达标退还经费")
            Pledge.objects.create(
                bid=found,
                content=content,
                data_hash=pledges.fingerprint(content),
                consequences="未达标退还经费",
                signing_id=found.pk,
                offered_at=timezone.now(),
                signed_at=timezone.now(),
            )
            made.append(pledges.confirm(actor=self.office, bid_id=found.pk, revision=found.revision))
        return made


def fresh(one: Any) -> Any:
    """The row as it stands now."""
    return type(one).objects.get(pk=one.pk)


def bids_of(one: Challenge, *states: str) -> list[Bid]:
    """Its bids by number."""
    found = one.bids.filter(state__in=states) if states else one.bids.all()
    return list(found.select_related("challenge", "challenge__unit", "unit", "leader").order_by("number"))


@pytest.fixture
def council(callroom: Callroom, monkeypatch: pytest.MonkeyPatch) -> Council:
    """The council sixty days ago, with heads of the group and of branches A and B."""
    from django.db.backends.postgresql.psycopg_any import DateRange

    from ceyuan.apps.organisation.models import Post
    from ceyuan.apps.organisation.tests.cast import SINCE, _member

    clock = [-60]
    monkeypatch.setattr("django.utils.timezone.now", lambda: datetime.now(UTC) + timedelta(days=clock[0]))
    made = Council(callroom, clock)
    for unit, names in (("T", ("集总", "Ji Zong")), ("A", ("甲总", "Jia Zong")), ("B", ("乙总", "Yi Zong"))):
        member = _member(callroom.cast.group, callroom.cast.units[unit], f"head_{unit.lower()}", names)
        Post.objects.create(
            person=member.person,
            unit=callroom.cast.units[unit],
            kind="top_leader",
            valid=DateRange(SINCE, None),
        )
        made.heads[unit] = member
    return made
