"""What the tests of the pool, of panels and of draws stand on: a pool of experts of two branches and outside."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone

from ceyuan.apps.reviews.services.panels import CaseIn, CriterionIn

if TYPE_CHECKING:
    from ceyuan.apps.organisation.tests.cast import Cast, Member
    from ceyuan.apps.reviews.models import Expert, Panel, Seat

KIND = "tests.bid"
CRITERIA = (
    CriterionIn("need", "需求", "Need", 400_000, 10),
    CriterionIn("way", "路线", "Way", 600_000, 20),
)


@dataclass
class Pool:
    """A pool: `inside` people of team B1 with accounts, `outside` experts of three universities without."""

    cast: Cast
    inside: list[Member]
    entries: list[Expert]
    outside: list[Expert] = field(default_factory=list)

    def open(self, **facts: Any) -> Panel:
        """A panel of branch A by letter about three bids of team A1, unless `facts` say otherwise."""
        from ceyuan.apps.reviews.services.panels import open_panel

        given: dict[str, Any] = {
            "unit": self.cast.units["A"],
            "kind": KIND,
            "subject": ("tests.challenge", 7),
            "title": "电解槽榜单评审",
            "mode": "letter",
            "cases": [self.case(number) for number in (1, 2, 3)],
            "criteria": CRITERIA,
            "reviewers_per_case": 3,
            "due_at": timezone.now() + timedelta(days=10),
            "settings": {"seats": 5, "colleagues": 3},
        }
        return open_panel(actor=facts.pop("actor", self.cast.manager_a.actor), **{**given, **facts})

    def case(self, number: int, **facts: Any) -> CaseIn:
        """A bid of team A1, led by its member."""
        given: dict[str, Any] = {
            "applicant_unit_ids": [self.cast.units["A1"].pk],
            "person_ids": [self.cast.member_a.person.pk],
            "keywords": ["电解槽", f"方向{number}"],
        }
        return CaseIn(KIND, str(number), f"揭榜方案{number}", **{**given, **facts})

    def draw(self, panel: Panel, *, actor: Any = None) -> Panel:
        """Announce and draw."""
        from ceyuan.apps.reviews.services import draws

        who = actor or self.cast.manager_a.actor
        draws.announce(actor=who, panel_id=panel.pk)
        return draws.run(actor=who, panel_id=panel.pk, revision=panel.revision)

    def drawn(self, **facts: Any) -> Panel:
        """A panel with its experts drawn and invited."""
        return self.draw(self.open(**facts))

    def accepted(self, **facts: Any) -> Panel:
        """A panel whose experts all accepted."""
        panel = self.drawn(**facts)
        panel.seats.update(state="accepted")
        return panel

    def member_of(self, seat: Seat) -> Member:
        """The person who sits there."""
        return next(one for one in self.inside if one.person.pk == seat.expert.person_id)


@pytest.fixture
def pool(cast: Cast) -> Pool:
    """Eight people of branch B and three from outside, all of whom agreed to serve."""
    from ceyuan.apps.organisation.tests.cast import _member
    from ceyuan.apps.reviews.models import Expert

    today = timezone.localdate()
    inside, entries = [], []
    for number in range(1, 9):
        member = _member(cast.group, cast.units["B1"], f"judge{number}", (f"评委{number}", f"Judge {number}"))
        inside.append(member)
        entries.append(
            Expert.objects.create(
                group=cast.group,
                keeper=cast.units["T"],
                person=member.person,
                unit=cast.units["B1"],
                name_zh=member.person.name_zh,
                name_en=member.person.name_en,
                fields=["450"],
                keywords=["电解槽", f"方向{number}"],
                consented_on=today,
                sort_key=f"{number}",
            )
        )
    outside = [
        Expert.objects.create(
            group=cast.group,
            keeper=cast.units["T"],
            name_zh=f"外聘{number}",
            unit_name=f"大学{number}",
            fields=["430"],
            keywords=["电解槽"],
            is_external=True,
            consented_on=today,
            sort_key=f"x{number}",
        )
        for number in (1, 2, 3)
    ]
    return Pool(cast, inside, entries, outside)
