"""An assignment built step by step without any solver: always found when there is one, else who cannot be served, why.

Pairs are taken from the best affinity down; where that leaves somebody out, a chain of exchanges is looked for, as in a
flow through bid, side (internal), unit and reviewer. Flows of this kind have no chain only when nothing could help, and
the bids and reviewers that the search went through name the bottleneck.
"""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field

from ceyuan.core.kernel import Reason
from ceyuan.core.review.assignment.problem import Bid, Panels, Problem, Reviewer

# A place in the flow: ("bid", b), ("inside", b), ("unit", b, home) or ("reviewer", r).
Node = tuple[str, ...]


@dataclass
class Construction:
    """The panels under construction of one problem."""

    problem: Problem
    panels: dict[str, set[str]] = field(default_factory=dict)
    load: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._people: dict[str, Reviewer] = {one.key: one for one in self.problem.reviewers}
        self._bids: dict[str, Bid] = {bid.key: bid for bid in self.problem.bids}
        self._outside = {one.home: one.external for one in self.problem.reviewers}
        self._members: dict[str, list[str]] = {}
        for one in self.problem.reviewers:
            self._members.setdefault(one.home, []).append(one.key)
        self.panels = {bid.key: set() for bid in self.problem.bids}
        self.load = {one.key: 0 for one in self.problem.reviewers}
        self._serves: dict[str, set[str]] = {one.key: set() for one in self.problem.reviewers}
        for reviewer, bid in self.problem.begun:
            self._put(reviewer, bid)

    def build(self) -> list[Reason]:
        """Fill all panels; the reasons why some cannot be filled, empty when all are."""
        faults = [fault for bid in self.problem.bids if (fault := self._hopeless(bid)) is not None]
        if faults:
            return faults
        least = {one.key: one.least for one in self.problem.reviewers}
        most = {one.key: one.most for one in self.problem.reviewers}
        affinity = self.problem.affinity
        wanted = sorted(self._open_pairs(), key=lambda pair: -affinity.get(pair, 0))
        self._take_best(wanted, least)
        self._augment_all(least)
        faults = self._below_least(least)
        # Externals are scarce: each bid first gets those that it cannot do without.
        outside = {bid.key: bid.externals for bid in self.problem.bids}
        self._take_best([pair for pair in wanted if self._people[pair[0]].external], most, outside)
        self._take_best(wanted, most)
        dead = self._augment_all(most)
        short = (bid for bid in self.problem.bids if len(self.panels[bid.key]) < bid.reviewers)
        return faults + [self._bottleneck(bid, dead) for bid in short]

    def _take_best(
        self, wanted: list[tuple[str, str]], room: dict[str, int], sizes: dict[str, int] | None = None
    ) -> None:
        if not any(room.values()):
            return
        for reviewer, bid in wanted:
            if sizes is not None and len(self.panels[bid]) - self._inside(bid) >= sizes[bid]:
                continue
            if self.load[reviewer] < room[reviewer] and self._fits(reviewer, bid):
                self._put(reviewer, bid)

    def _open_pairs(self) -> Iterator[tuple[str, str]]:
        forbidden = self.problem.forbidden
        for bid in self._bids:
            for reviewer in self._people:
                if (reviewer, bid) not in forbidden and reviewer not in self.panels[bid]:
                    yield reviewer, bid

    def _fits(self, reviewer: str, bid: str) -> bool:
        one, of = self._people[reviewer], self._bids[bid]
        panel = self.panels[bid]
        if reviewer in panel or len(panel) >= of.reviewers:
            return False
        if self._of_home(bid, one.home) >= self.problem.per_unit:
            return False
        return one.external or self._inside(bid) < of.reviewers - of.externals

    def _augment_all(self, room: dict[str, int]) -> set[Node]:
        """Fill panels through chains until none is left; the places from which no free reviewer can be reached.

        Chains end at a new reviewer and never lower a load, so a minimum once reached stays reached. A place that
        leads nowhere leads nowhere later: no chain passes through it that could open it.
        """
        dead: set[Node] = set()
        for bid in self.problem.bids:
            while len(self.panels[bid.key]) < bid.reviewers and any(
                load < room[key] for key, load in self.load.items()
            ):
                if not self._augment(bid.key, room, dead):
                    break
        return dead

    def _below_least(self, least: dict[str, int]) -> list[Reason]:
        return [
            Reason("review.least_unreachable", {"reviewer": key, "least": low, "reached": self.load[key]})
            for key, low in least.items()
            if self.load[key] < low
        ]

    def _augment(self, bid: str, room: dict[str, int], dead: set[Node]) -> bool:
        """One more reviewer for the bid through a chain of exchanges; false when there is no chain."""
        start: Node = ("bid", bid)
        came: dict[Node, Node] = {start: start}
        waiting = deque([start])
        while waiting:
            node = waiting.popleft()
            for onward in self._onward(node):
                if onward in came or onward in dead:
                    continue
                came[onward] = node
                if onward[0] == "reviewer" and self.load[onward[1]] < room[onward[1]]:
                    self._exchange(onward, came)
                    return True
                waiting.append(onward)
        dead.update(came)
        return False

    def _onward(self, node: Node) -> Iterator[Node]:
        match node:
            case ("bid", bid):
                of = self._bids[bid]
                yield from self._open_units(bid, outside=True)
                if self._inside(bid) < of.reviewers - of.externals:
                    yield ("inside", bid)
            case ("inside", bid):
                yield from self._open_units(bid, outside=False)
                if self._inside(bid):
                    yield ("bid", bid)
            case ("unit", bid, home):
                yield from (
                    ("reviewer", one)
                    for one in self._members[home]
                    if one not in self.panels[bid] and (one, bid) not in self.problem.forbidden
                )
                if self._of_home(bid, home):
                    yield ("bid", bid) if self._outside[home] else ("inside", bid)
            case ("reviewer", key):
                home = self._people[key].home
                for bid in sorted(self._serves[key]):
                    if (key, bid) not in self.problem.begun:
                        yield ("unit", bid, home)

    def _open_units(self, bid: str, *, outside: bool) -> Iterator[Node]:
        for home, side in self._outside.items():
            if side == outside and self._of_home(bid, home) < self.problem.per_unit:
                yield ("unit", bid, home)

    def _exchange(self, last: Node, came: dict[Node, Node]) -> None:
        """Follow the chain back: unit to reviewer gives the bid somebody, reviewer to unit takes somebody away."""
        node = last
        while came[node] != node:
            before = came[node]
            if node[0] == "reviewer":
                self._put(node[1], before[1])
            elif before[0] == "reviewer":
                self.panels[node[1]].remove(before[1])
                self._serves[before[1]].remove(node[1])
                self.load[before[1]] -= 1
            node = before

    def _put(self, reviewer: str, bid: str) -> None:
        self.panels[bid].add(reviewer)
        self._serves[reviewer].add(bid)
        self.load[reviewer] += 1

    def _inside(self, bid: str) -> int:
        return sum(not self._people[one].external for one in self.panels[bid])

    def _of_home(self, bid: str, home: str) -> int:
        return sum(self._people[one].home == home for one in self.panels[bid])

    def _hopeless(self, bid: Bid) -> Reason | None:
        """Why a bid could not be served even if it were the only one."""
        allowed = [
            one for one in self.problem.reviewers if one.most and (one.key, bid.key) not in self.problem.forbidden
        ]
        barred = len(self.problem.reviewers) - len(allowed)
        facts = {"bid": bid.key, "need": bid.reviewers, "allowed": len(allowed), "barred": barred}
        if len(allowed) < bid.reviewers:
            return Reason("review.too_few_reviewers", facts)
        outside = _seats([one for one in allowed if one.external], self.problem.per_unit)
        if outside < bid.externals:
            return Reason("review.too_few_externals", {**facts, "externals": bid.externals, "allowed": outside})
        inside = _seats([one for one in allowed if not one.external], self.problem.per_unit)
        seats = outside + min(inside, bid.reviewers - bid.externals)
        if seats < bid.reviewers:
            return Reason("review.too_few_units", {**facts, "seats": seats, "per_unit": self.problem.per_unit})
        return None

    def _bottleneck(self, bid: Bid, searched: set[Node]) -> Reason:
        if not searched:  # nobody had room, so nothing was searched
            searched = {("bid", key) for key in self._bids} | {("reviewer", key) for key in self._people}
        rivals = {node[1] for node in searched if node[0] != "reviewer"}
        people = {node[1] for node in searched if node[0] == "reviewer"}
        facts = {
            "bid": bid.key,
            "bids": len(rivals),
            "need": sum(self._bids[key].reviewers for key in rivals),
            "reviewers": len(people),
            "room": sum(self._people[key].most for key in people),
        }
        return Reason("review.no_room", facts)


def construct(problem: Problem) -> Panels | list[Reason]:
    """Panels that keep every rule, or the reasons for every bid that cannot be served."""
    construction = Construction(problem)
    faults = construction.build()
    if faults:
        return faults
    return {bid: tuple(sorted(panel)) for bid, panel in construction.panels.items()}


def _seats(people: list[Reviewer], per_unit: int) -> int:
    of_home: dict[str, int] = {}
    for one in people:
        of_home[one.home] = of_home.get(one.home, 0) + 1
    return sum(min(count, per_unit) for count in of_home.values())
