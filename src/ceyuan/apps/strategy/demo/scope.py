"""Which units of the demonstration group carry targets, which report figures, and who leads them."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from ceyuan.apps.organisation.demo import SEED
from ceyuan.apps.organisation.demo import generate as generate_organisation
from ceyuan.apps.organisation.demo.draw import stream
from ceyuan.apps.organisation.demo.people import PersonSeed
from ceyuan.apps.organisation.demo.units import AS_OF, GROUP_CODE, UnitSeed

__all__ = ["AS_OF", "GROUP_CODE", "SEED", "Scope", "UnitSeed", "scope", "stream"]

# A letter-box company for trade: nobody there works in science, so it gets figures but no targets.
WITHOUT_TARGETS = "KY1004"
HEADS = ("strategic_unit", "enterprise", "institute")


class Scope:
    """The units as they stand on the as-of day; 80 of them carry targets beside the group itself."""

    def __init__(self, seed: int = SEED) -> None:
        organisation = generate_organisation(seed)
        self.structure = organisation.structure
        self.units = self.structure.by_code()
        self.people = {person.staff_no: person for person in organisation.people}
        self.accounts = {account.username: account.person for account in organisation.accounts}
        self.posts = organisation.posts
        alive = [unit for unit in self.structure.units if unit.closed_on is None]
        self.parents = {unit.code: self.structure.parent_on(unit.code, AS_OF) for unit in alive}
        self.strategic = [unit.code for unit in alive if unit.kind == "strategic_unit"]
        self.institutes = [unit.code for unit in alive if unit.kind == "institute" and unit.tier == 3]
        self.enterprises = [unit.code for unit in alive if unit.kind == "enterprise" and unit.tier == 3]
        self.covered = [
            code for code in [*self.strategic, *self.institutes, *self.enterprises] if code != WITHOUT_TARGETS
        ]
        self.heads = [*self.institutes, *self.enterprises]
        self.below = {head: [unit.code for unit in alive if self._reports_below(unit, head)] for head in self.heads}
        self.readers = [code for group in ([*self.strategic], self.heads, *self.below.values()) for code in group]

        self.within: dict[str, list[str]] = {}
        for code in self.readers:
            above = code
            while above:
                self.within.setdefault(above, []).append(code)
                above = self.parents[above]

    def is_within(self, code: str, unit: str) -> bool:
        """Whether the unit with this code stands at or below the other today."""
        while code and code != unit:
            code = self.parents[code]
        return code == unit

    def _reports_below(self, unit: UnitSeed, head: str) -> bool:
        return self.parents[unit.code] == head and unit.kind in HEADS

    def theme(self, code: str) -> str:
        """Line of business; overseas trade and the trading companies are "trading"."""
        unit = self.units[code]
        return "trading" if "trading" in unit.traits else unit.theme

    def parent(self, code: str) -> str:
        """The unit above among those that carry targets; "" above the group."""
        return "" if code == GROUP_CODE else self.parents[code]

    def children(self, code: str) -> list[str]:
        """The units that carry targets directly below."""
        return [unit for unit in self.covered if self.parents[unit] == code]

    def leader(self, code: str, on: date = AS_OF) -> PersonSeed:
        """Who led the unit on that day."""
        return next(
            self.people[post.person]
            for post in self.posts
            if post.unit == code
            and post.kind == "top_leader"
            and post.starts_on <= on
            and (post.ends_on is None or on < post.ends_on)
        )

    def holder(self, code: str, kind: str) -> PersonSeed:
        """Who holds a post of the unit today; the leader where the post does not exist."""
        found = (p.person for p in self.posts if (p.unit, p.kind, p.ends_on) == (code, kind, None))
        person = next(found, None)
        return self.people[person] if person else self.leader(code)

    def changes(self, kind: str, since: date) -> list[tuple[str, date, str, str]]:
        """(unit, day, from whom, to whom) for each change of a post among the units that carry targets."""
        covered = {GROUP_CODE, *self.covered}
        terms = [post for post in self.posts if post.kind == kind and post.unit in covered]
        ended = {(post.unit, post.ends_on): post.person for post in terms if post.ends_on is not None}
        return [
            (post.unit, post.starts_on, ended[post.unit, post.starts_on], post.person)
            for post in terms
            if post.starts_on >= since and (post.unit, post.starts_on) in ended
        ]


@lru_cache(maxsize=2)
def scope(seed: int = SEED) -> Scope:
    """The scope of this seed, made once."""
    return Scope(seed)
