"""The demonstration organisation holds what its specification promises, for any seed."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from hashlib import sha256
from itertools import pairwise

import pytest

from ceyuan.apps.organisation.demo import SEED, Organisation, generate, people, units
from ceyuan.apps.organisation.demo.posts import RECORDED_FROM, WITHOUT_FINANCE, PostSeed
from ceyuan.apps.organisation.demo.units import AS_OF
from ceyuan.apps.organisation.roles import PERMISSIONS


@pytest.fixture(params=[SEED, 7], ids=["the demonstration", "another seed"], scope="module")
def organisation(request: pytest.FixtureRequest) -> Organisation:
    return generate(request.param)


def _terms(organisation: Organisation, kind: str) -> dict[str, list[PostSeed]]:
    found: dict[str, list[PostSeed]] = {}
    for post in organisation.posts:
        if post.kind == kind:
            found.setdefault(post.unit, []).append(post)
    return {unit: sorted(posts, key=lambda post: post.starts_on) for unit, posts in found.items()}


class TestUnits:
    def test_there_are_five_tiers_of_the_promised_size(self, organisation: Organisation) -> None:
        kinds = Counter((unit.tier, unit.kind) for unit in organisation.structure.units)
        tiers = Counter(unit.tier for unit in organisation.structure.units)
        assert kinds[1, "department"] == 12
        assert kinds[2, "strategic_unit"] == 12
        assert 66 <= tiers[3] <= 72
        assert 175 <= tiers[4] <= 185
        assert tiers[5] == 60
        assert 310 <= sum(tiers.values()) - kinds[1, "department"] <= 330

    def test_there_are_the_promised_institutes_centres_and_companies(self, organisation: Organisation) -> None:
        kinds = Counter(unit.kind for unit in organisation.structure.units)
        traits = Counter(trait for unit in organisation.structure.units for trait in unit.traits)
        assert (kinds["institute"], kinds["domain_centre"]) == (7, 22)
        assert (traits["central"], traits["professional"], traits["non_profit"]) == (1, 4, 2)
        assert (traits["listed"], traits["trading"], traits["overseas"]) == (5, 9, 6)

    def test_codes_and_names_are_unique(self, organisation: Organisation) -> None:
        seeds = organisation.structure.units
        for names in ([u.code for u in seeds], [u.name_zh for u in seeds], [u.name_en for u in seeds]):
            assert len(set(names)) == len(names)

    def test_every_unit_stands_under_an_older_one_that_comes_before_it(self, organisation: Organisation) -> None:
        seen: dict[str, units.UnitSeed] = {}
        for unit in organisation.structure.units:
            assert (unit.parent in seen and seen[unit.parent].opened_on <= unit.opened_on) or unit.code == "KY"
            seen[unit.code] = unit

    def test_every_kind_of_restructuring_happens_once_within_the_plan(self, organisation: Organisation) -> None:
        changes = organisation.structure.changes
        assert sorted(change.kind for change in changes) == ["close", "merge", "move", "rename", "split"]
        assert all(date(2021, 1, 1) <= change.on <= date(2025, 12, 31) for change in changes)
        assert list(changes) == sorted(changes, key=lambda change: change.on)

    def test_children_of_a_merged_unit_stand_under_its_successor(self, organisation: Organisation) -> None:
        merge = next(change for change in organisation.structure.changes if change.kind == "merge")
        children = [unit.code for unit in organisation.structure.units if unit.parent == merge.unit]
        assert children
        for code in children:
            assert organisation.structure.parent_on(code, merge.on - timedelta(days=1)) == merge.unit
            assert organisation.structure.parent_on(code, merge.on) == merge.into


class TestPeople:
    def test_the_grades_have_the_promised_numbers(self, organisation: Organisation) -> None:
        grades = Counter(person.grade for person in organisation.people if person.grade)
        assert grades == people.GRADES
        assert 9_000 <= len(organisation.people) <= 9_900

    def test_about_28_percent_are_up_to_35(self, organisation: Organisation) -> None:
        engineers = [person for person in organisation.people if person.grade]
        young = sum(person.age() <= people.YOUNG_AGE for person in engineers)
        assert 0.265 <= young / len(engineers) <= 0.295

    def test_staff_numbers_are_unique_and_everybody_works_in_a_living_unit(self, organisation: Organisation) -> None:
        living = {unit.code for unit in organisation.structure.units if unit.closed_on is None}
        assert len({person.staff_no for person in organisation.people}) == len(organisation.people)
        assert {person.unit for person in organisation.people} <= living

    def test_names_are_chinese_with_pinyin_and_some_surnames_have_two_characters(
        self, organisation: Organisation
    ) -> None:
        assert all(2 <= len(person.name_zh) <= 4 and " " in person.name_en for person in organisation.people)
        compound = sum(person.name_zh[:2] in {"欧阳", "上官", "诸葛", "皇甫"} for person in organisation.people)
        assert 0 < compound < 200
        assert len({person.name_zh for person in organisation.people}) > 6_000


class TestPosts:
    def test_every_unit_has_one_top_leader_on_every_day(self, organisation: Organisation) -> None:
        terms = _terms(organisation, "top_leader")
        for unit in organisation.structure.units:
            own = terms[unit.code]
            assert own[0].starts_on <= max(unit.opened_on, RECORDED_FROM)
            assert all(before.ends_on == after.starts_on for before, after in pairwise(own))
            assert own[-1].ends_on == unit.closed_on
            assert all(unit.opened_on <= post.starts_on for post in own)

    def test_nobody_leads_two_units_on_one_day(self, organisation: Organisation) -> None:
        held: dict[str, list[tuple[date, date]]] = {}
        for posts in _terms(organisation, "top_leader").values():
            for post in posts:
                held.setdefault(post.person, []).append((post.starts_on, post.ends_on or date.max))
        for spans in held.values():
            assert all(before[1] <= after[0] for before, after in pairwise(sorted(spans)))

    def test_every_unit_has_a_science_manager_and_where_accounts_are_kept_a_finance_head(
        self, organisation: Organisation
    ) -> None:
        managers, heads = _terms(organisation, "st_manager"), _terms(organisation, "finance_head")
        for unit in organisation.structure.units:
            assert unit.code in managers
            assert (unit.code in heads) == (unit.kind not in WITHOUT_FINANCE)

    def test_posts_changed_hands_within_the_plan_years(self, organisation: Organisation) -> None:
        ended = [post for post in organisation.posts if post.ends_on]
        assert len(ended) > 80
        assert all(post.starts_on < (post.ends_on or date.max) for post in organisation.posts)
        assert all(date(2021, 1, 1) <= post.ends_on <= AS_OF for post in ended if post.ends_on)

    def test_leaders_work_in_the_unit_they_lead(self, organisation: Organisation) -> None:
        home = {person.staff_no: person.unit for person in organisation.people}
        for post in organisation.posts:
            if post.kind == "top_leader" and post.ends_on is None:
                assert home[post.person] == post.unit

    def test_delegations_end_and_go_to_somebody_else(self, organisation: Organisation) -> None:
        assert len(organisation.delegations) >= 5
        for delegation in organisation.delegations:
            assert delegation.giver != delegation.receiver
            assert delegation.starts_on < delegation.ends_on
            assert delegation.role in PERMISSIONS


class TestAccounts:
    def test_there_are_thirteen_log_ins_of_different_people_and_one_is_a_stranger(
        self, organisation: Organisation
    ) -> None:
        accounts = organisation.accounts
        assert len({account.username for account in accounts}) == len({a.person for a in accounts}) == 13
        assert [account.username for account in accounts if account.group != "KY"] == ["waixie"]

    def test_granted_roles_exist(self, organisation: Organisation) -> None:
        assert {account.role for account in organisation.accounts if account.role} <= set(PERMISSIONS)


def test_the_same_seed_gives_the_same_organisation() -> None:
    first = sha256(repr(generate.__wrapped__(SEED)).encode()).hexdigest()
    second = sha256(repr(generate.__wrapped__(SEED)).encode()).hexdigest()
    assert first == second
    assert first != sha256(repr(generate(7)).encode()).hexdigest()
