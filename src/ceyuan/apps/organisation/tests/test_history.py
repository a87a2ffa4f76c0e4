"""Random histories against a simple model: whatever was done, every day shows one tree, without gaps or overlaps."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from ceyuan.apps.organisation.models import Unit, UnitVersion
from ceyuan.apps.organisation.scoping import Actor
from ceyuan.apps.organisation.selectors.actors import service_actor
from ceyuan.apps.organisation.selectors.trees import restated, tree_as_of
from ceyuan.apps.organisation.services import groups, restructuring, units
from ceyuan.apps.organisation.services.restructuring import Part
from ceyuan.core.kernel import Invalid, Refused

START = date(2024, 1, 1)
DAYS = 60
TODAY = START + timedelta(days=DAYS)
Shape = tuple[str, str, str]  # parent code, kind, name

days = st.integers(0, DAYS + 2).map(lambda day: min(day, DAYS + 1))
picks = st.integers(0, 30)
acts = st.one_of(
    st.tuples(st.just("create"), days, picks, picks),
    st.tuples(st.just("rename"), days, picks, picks),
    st.tuples(st.just("kind"), days, picks, picks),
    st.tuples(st.just("move"), days, picks, picks),
    st.tuples(st.just("close"), days, picks, picks),
    st.tuples(st.just("merge"), days, picks, picks),
    st.tuples(st.just("split"), days, picks, picks),
)


@dataclass
class Model:
    """For every day the shape of every unit that existed: as slow and as plain as can be."""

    by_day: list[dict[str, Shape]] = field(
        default_factory=lambda: [{"R": ("", "group", "root")} for _ in range(DAYS + 1)]
    )
    heirs: dict[str, str] = field(default_factory=dict)

    def write(self, code: str, first: int, **changes: str) -> None:
        for day in range(first, DAYS + 1):
            parent, kind, name = self.by_day[day].get(code, ("", "", ""))
            self.by_day[day][code] = (
                changes.get("parent", parent),
                changes.get("kind", kind),
                changes.get("name", name),
            )

    def remove(self, code: str, first: int) -> None:
        for day in range(first, DAYS + 1):
            self.by_day[day].pop(code, None)

    def hand_children(self, code: str, heir: str, first: int) -> None:
        for child in [c for c, shape in self.by_day[DAYS].items() if shape[0] == code]:
            self.write(child, first, parent=heir)

    def heir_today(self, code: str) -> str:
        while code in self.heirs:
            code = self.heirs[code]
        return code


class Player:
    """Does an act in the database and, if it was not refused, in the model."""

    def __init__(self, actor: Actor) -> None:
        self.actor, self.model, self.made = actor, Model(), 0

    def play(self, act: tuple[str, int, int, int]) -> None:
        name, day, one, other = act
        known = list(Unit.objects.filter(group=self.actor.group_id).order_by("pk"))
        first, second = known[one % len(known)], known[other % len(known)]
        dated: dict[str, Any] = {"actor": self.actor, "on": START + timedelta(days=day), "today": TODAY}
        try:
            getattr(self, name)(first, second, day, dated)
        except (Refused, Invalid):
            return

    def create(self, first: Unit, _second: Unit, day: int, dated: dict[str, Any]) -> None:
        self.made += 1
        code = f"U{self.made}"
        units.create(parent_id=first.pk, code=code, kind="branch", names=(code, ""), **dated)
        self.model.write(code, day, parent=first.code, kind="branch", name=code)

    def rename(self, first: Unit, _second: Unit, day: int, dated: dict[str, Any]) -> None:
        self.made += 1
        units.rename(unit_id=first.pk, name_zh=f"n{self.made}", **dated)
        self.model.write(first.code, day, name=f"n{self.made}")

    def kind(self, first: Unit, _second: Unit, day: int, dated: dict[str, Any]) -> None:
        kind = "enterprise" if first.kind == "branch" else "branch"
        units.change_kind(unit_id=first.pk, kind=kind, **dated)
        self.model.write(first.code, day, kind=kind)

    def move(self, first: Unit, second: Unit, day: int, dated: dict[str, Any]) -> None:
        units.move(unit_id=first.pk, parent_id=second.pk, **dated)
        self.model.write(first.code, day, parent=second.code)

    def close(self, first: Unit, second: Unit, day: int, dated: dict[str, Any]) -> None:
        successor = second if second.pk % 2 else None
        units.close(unit_id=first.pk, successor_id=successor.pk if successor else None, **dated)
        self.model.remove(first.code, day)
        if successor:
            self.model.heirs[first.code] = successor.code

    def merge(self, first: Unit, second: Unit, day: int, dated: dict[str, Any]) -> None:
        restructuring.merge(unit_ids=[first.pk], into_id=second.pk, **dated)
        self.model.hand_children(first.code, second.code, day)
        self.model.remove(first.code, day)
        self.model.heirs[first.code] = second.code

    def split(self, first: Unit, second: Unit, day: int, dated: dict[str, Any]) -> None:
        self.made += 2
        codes = [f"U{self.made - 1}", f"U{self.made}"]
        goes_on = bool(second.pk % 2)
        parent = first.parent.code if first.parent else ""
        parts = [Part(code, code) for code in codes]
        restructuring.split(unit_id=first.pk, parts=parts, continues=goes_on, **dated)
        for code in codes:
            self.model.write(code, day, parent=parent, kind=first.kind, name=code)
        if not goes_on:
            self.model.hand_children(first.code, codes[0], day)
            self.model.remove(first.code, day)
            self.model.heirs[first.code] = codes[0]


class HistoryTest(TestCase):
    """Each example runs in its own transaction."""

    @settings(
        max_examples=15,
        deadline=None,
        phases=(Phase.explicit, Phase.reuse, Phase.generate),
        suppress_health_check=list(HealthCheck),
    )
    @given(st.lists(acts, min_size=4, max_size=18))
    def test_every_day_shows_the_tree_of_the_model(self, history: list[tuple[str, int, int, int]]) -> None:
        founder = Actor(None, None, "test", None)
        groups.found(actor=founder, code="R", names=("root", ""), on=START)
        player = Player(service_actor("R"))
        for act in history:
            player.play(act)
        self.check_versions(player)
        for day in range(0, DAYS + 1, 5):
            self.check_tree(player, day)
        self.check_today(player)

    def check_versions(self, player: Player) -> None:
        for unit in Unit.objects.filter(group=player.actor.group_id):
            ranges = [row.valid for row in UnitVersion.objects.filter(unit=unit).order_by("valid")]
            assert ranges[0].lower == unit.opened_on
            assert ranges[-1].upper == unit.closed_on
            assert all(before.upper == after.lower for before, after in pairwise(ranges))

    def check_tree(self, player: Player, day: int) -> None:
        nodes = tree_as_of(player.actor, START + timedelta(days=day))
        codes = {node.unit_id: node.code for node in nodes}
        shown = {
            node.code: (codes[node.parent_id] if node.parent_id else "", node.kind, node.name_zh) for node in nodes
        }
        assert shown == player.model.by_day[day]
        assert len(nodes) == len(shown)
        assert [node.code for node in nodes if node.depth == 0] == ["R"]

    def check_today(self, player: Player) -> None:
        today = player.model.by_day[DAYS]
        for unit in Unit.objects.filter(group=player.actor.group_id, closed_on=None).select_related("parent"):
            assert today[unit.code] == (unit.parent.code if unit.parent else "", unit.kind, unit.name_zh)
            above = unit.parent.path + "." if unit.parent else ""
            assert unit.path == f"{above}{unit.pk}"
        codes = dict(Unit.objects.filter(group=player.actor.group_id).values_list("pk", "code"))
        for origin, heir in restated(player.actor).items():
            assert player.model.heir_today(codes[origin]) == codes[heir]
