"""Reading: the tree of a day within one's reach, who carries units on, searching, and the same through the API."""

from datetime import date

import pytest

from ceyuan.apps.organisation.models import Ownership, Unit, UnitAlias
from ceyuan.apps.organisation.scoping import NOBODY, Actor
from ceyuan.apps.organisation.selectors import access, people, trees, units
from ceyuan.apps.organisation.selectors.ownership import effective_share, effective_shares
from ceyuan.apps.organisation.services import restructuring
from ceyuan.apps.organisation.services import units as acts
from ceyuan.apps.organisation.services.restructuring import Part

from .cast import SINCE, Cast

DAY, LATER = date(2025, 3, 1), date(2025, 6, 1)


def within_a(cast: Cast) -> Actor:
    """Somebody who sees no more of the organisation than branch A."""
    return Actor(1, 1, "A only", cast.group.pk, "T", {"organisation.view": (cast.units["A"].path,)})


class TestTrees:
    def test_a_reach_inside_the_tree_begins_at_its_own_head(self, cast: Cast) -> None:
        actor = within_a(cast)
        assert [(node.code, node.depth) for node in trees.tree_as_of(actor, DAY)] == [("A", 0), ("A1", 1)]
        assert [node.code for node in trees.tops(actor, DAY)] == ["A"]
        assert trees.children(actor, cast.units["T"].pk, DAY)[0].code == "A"
        assert trees.children(actor, cast.units["B"].pk, DAY) == []
        assert [node.code for node in trees.way_to(actor, cast.units["A1"].pk, DAY)] == ["A", "A1"]

    def test_nobody_sees_nothing(self, cast: Cast) -> None:
        assert trees.tree_as_of(NOBODY, DAY) == []
        assert trees.tops(NOBODY, DAY) == trees.children(NOBODY, cast.units["T"].pk, DAY) == []
        assert trees.count_children(NOBODY, cast.units["T"].pk, DAY) == 0

    def test_units_without_recorded_history_stand_as_they_are(self, cast: Cast) -> None:
        Unit.objects.create(
            group=cast.group, code="Z", kind="branch", name_zh="新", parent=cast.units["A"], opened_on=LATER
        )
        actor = cast.st_officer.actor
        assert "Z" not in {node.code for node in trees.tree_as_of(actor, DAY)}
        assert "Z" in {node.code for node in trees.tree_as_of(actor, LATER)}
        assert [node.code for node in trees.children(actor, cast.units["A"].pk, LATER)] == ["A1", "Z"]

    def test_a_chain_of_successors_leads_to_who_carries_on_today(self, cast: Cast) -> None:
        actor = cast.st_officer.actor
        new = restructuring.split(
            actor=actor,
            unit_id=cast.units["A"].pk,
            parts=[Part("A8", "甲铝"), Part("A9", "甲铜")],
            on=DAY,
            continues=False,
        )
        restructuring.merge(actor=actor, unit_ids=[new[0].pk], into_id=cast.units["B"].pk, on=LATER)
        assert trees.restated(actor) == {
            cast.units["A"].pk: cast.units["B"].pk,
            new[0].pk: cast.units["B"].pk,
        }
        heirs = trees.heirs(actor)[cast.units["A"].pk]
        assert [(heir.unit_id, heir.is_main) for heir in heirs] == [(cast.units["B"].pk, True), (new[1].pk, False)]

    def test_a_unit_that_closes_without_successor_is_carried_on_by_nobody(self, cast: Cast) -> None:
        acts.close(actor=cast.st_officer.actor, unit_id=cast.units["A1"].pk, on=DAY)
        assert trees.restated(cast.st_officer.actor) == {}


class TestUnits:
    def test_the_page_of_a_unit_is_none_outside_reach(self, cast: Cast) -> None:
        assert units.unit_detail(within_a(cast), cast.units["B"].pk, DAY) is None
        assert units.unit_detail(cast.stranger.actor, cast.units["A"].pk, DAY) is None

    def test_it_tells_ancestors_leader_children_and_people(self, cast: Cast) -> None:
        found = units.unit_detail(cast.st_officer.actor, cast.units["A1"].pk, DAY)
        assert found is not None
        assert [unit.code for unit in found.ancestors] == ["T", "A"]
        assert (found.children, found.people, found.leader) == (0, 1, None)

    @pytest.mark.parametrize(
        ("words", "expected"),
        [
            ("甲分", ["A"]),
            ("jfgs", ["A"]),
            ("yybz", ["B1"]),
            ("branch", ["A", "B"]),
            ("甲 班组", ["A1"]),
            (" ", []),
        ],
    )
    def test_it_finds_by_words_and_initials(self, cast: Cast, words: str, expected: list[str]) -> None:
        found = [unit.code for unit in units.search_units(cast.member_a.actor, words)]
        assert sorted(found) == expected

    def test_it_finds_by_another_spelling_and_never_across_groups(self, cast: Cast) -> None:
        UnitAlias.objects.create(unit=cast.units["A"], name="Old Smelter", kind="alias")
        assert [unit.code for unit in units.search_units(cast.member_a.actor, "smelter")] == ["A"]
        assert units.search_units(cast.stranger.actor, "smelter") == []
        assert units.search_units(cast.member_a.actor, "sm\x00elter") != []

    def test_shares_of_two_owners_add_up_and_explain_themselves(self, cast: Cast) -> None:
        t, a, b, a1 = (cast.units[code] for code in ("T", "A", "B", "A1"))
        for owner, unit, ppm in ((t, a, 600_000), (t, b, 500_000), (a, a1, 300_000), (b, a1, 200_000)):
            Ownership.objects.create(owner=owner, unit=unit, share_ppm=ppm, valid=(SINCE, None))
        actor = cast.st_officer.actor
        found = effective_share(actor, a1, DAY)
        assert found is not None
        assert str(found.value) == "7/25"
        assert found.formula_code == "organisation.shares_together"
        assert effective_shares(actor, DAY)[a1.pk] == found.value
        assert effective_share(actor, a1, date(2019, 1, 1)) is None

    def test_a_circle_of_holdings_is_cut_where_it_closes(self, cast: Cast) -> None:
        t, a, b = (cast.units[code] for code in ("T", "A", "B"))
        for owner, unit, ppm in ((t, a, 500_000), (b, a, 100_000), (a, b, 400_000)):
            Ownership.objects.create(owner=owner, unit=unit, share_ppm=ppm, valid=(SINCE, None))
        found = effective_share(cast.st_officer.actor, a, DAY)
        assert found is not None
        assert str(found.value) == "1/2"


class TestPeopleAndRights:
    def test_the_list_narrows_by_unit_words_and_state(self, cast: Cast) -> None:
        actor = cast.st_officer.actor
        listing = people.people_listing(actor, {"unit": "A"}, "name")
        assert [person.name_zh for person in listing.slice(0, 10)] == ["白主管", "丁成员"]
        assert people.people_listing(actor, {"q": "bzg"}, "-name").count() == 1
        assert people.people_listing(actor, {"state": "left"}, "").count() == 0
        assert people.people_listing(actor, {"unit": "X"}, "").count() == 0

    def test_what_one_can_pass_on_are_the_own_roles_only(self, cast: Cast) -> None:
        own = access.own_roles(cast.manager_a.actor, DAY)
        assert [(each.role, each.unit.code) for each in own] == [("st_manager", "A")]
        assert access.own_roles(cast.member_a.actor, DAY) == []


class TestApi:
    def test_it_gives_the_tree_of_a_day(self, cast: Cast) -> None:
        acts.rename(actor=cast.st_officer.actor, unit_id=cast.units["A"].pk, on=LATER, name_zh="甲铝业")
        client = cast.member_a.client()
        before = client.get("/api/v1/organisation/tree", {"as_of": DAY.isoformat()}).json()
        after = client.get("/api/v1/organisation/tree", {"as_of": LATER.isoformat(), "limit": 2}).json()
        assert [row["name_zh"] for row in before["rows"]][:2] == ["测试集团", "甲分公司"]
        assert (after["total"], [row["name_zh"] for row in after["rows"]]) == (5, ["测试集团", "甲铝业"])
        below = client.get("/api/v1/organisation/units", {"at": "A"}).json()
        assert [(row["code"], row["parent"]) for row in below["rows"]] == [("A1", "A")]

    def test_it_gives_units_and_people_within_reach_and_404_beyond(self, cast: Cast) -> None:
        unit = cast.member_a.client().get("/api/v1/organisation/units/A").json()
        assert (unit["parent"], len(unit["versions"]), unit["share"]) == ("T", 1, None)
        assert cast.stranger.client().get("/api/v1/organisation/units/A").status_code == 404
        manager = cast.manager_a.client()
        assert manager.get("/api/v1/organisation/people").json()["total"] == 2
        assert manager.get(f"/api/v1/organisation/people/{cast.manager_b.person.pk}").status_code == 404
        assert manager.get(f"/api/v1/organisation/people/{cast.member_a.person.pk}").json()["unit"] == "A1"

    def test_it_tells_who_carries_closed_units_on(self, cast: Cast) -> None:
        restructuring.merge(
            actor=cast.st_officer.actor, unit_ids=[cast.units["A"].pk], into_id=cast.units["B"].pk, on=DAY
        )
        found = cast.member_a.client().get("/api/v1/organisation/restated").json()
        assert found == [{"unit": "A", "carried_on_by": "B"}]
