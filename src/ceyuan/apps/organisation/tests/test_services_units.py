"""Dated acts on units: each leaves exact versions, one act, and a readable refusal where it cannot be."""

from datetime import date

import pytest

from ceyuan.apps.audit.models import Act
from ceyuan.apps.organisation.models import Delegation, Grant, Ownership, Person, Post, Succession, Unit, UnitVersion
from ceyuan.apps.organisation.services import posts, restructuring, units
from ceyuan.apps.organisation.services.restructuring import Part
from ceyuan.core.kernel import Invalid, Refused

from .cast import SINCE, Cast

TODAY = date(2025, 6, 30)
SPRING, SUMMER = date(2025, 3, 1), date(2025, 6, 1)


def versions(unit: Unit) -> list[tuple[date | None, date | None, str, str]]:
    rows = UnitVersion.objects.filter(unit=unit).select_related("parent").order_by("valid")
    return [(row.valid.lower, row.valid.upper, row.name_zh, row.parent.code if row.parent else "") for row in rows]


def code_of(problem: pytest.ExceptionInfo[Refused]) -> str:
    return problem.value.reason.code


class TestCreate:
    def test_it_opens_a_unit_below_another_from_the_day_on(self, cast: Cast) -> None:
        unit = units.create(
            actor=cast.st_officer.actor,
            parent_id=cast.units["A"].pk,
            code="A2",
            kind="branch",
            on=SPRING,
            names=("甲二班组", "Team A2"),
            today=TODAY,
        )
        assert unit.path == f"{cast.units['A'].path}.{unit.pk}"
        assert versions(unit) == [(SPRING, None, "甲二班组", "A")]
        act = Act.objects.get()
        assert (act.act, act.after["parent"], act.unit_path) == ("organisation.unit.created", "A", unit.path)

    def test_it_refuses_a_code_in_use_beside_its_field(self, cast: Cast) -> None:
        with pytest.raises(Invalid) as problem:
            units.create(
                actor=cast.st_officer.actor,
                parent_id=cast.units["A"].pk,
                code="B1",
                kind="branch",
                on=SPRING,
                names=("丙", ""),
                today=TODAY,
            )
        assert problem.value.fields["code"][0].code == "organisation.code_taken"
        assert not Act.objects.exists()

    @pytest.mark.parametrize(
        ("member", "parent", "on", "reason"),
        [
            ("manager_a", "A", SPRING, "organisation.not_permitted"),
            ("stranger", "A", SPRING, "organisation.unknown_unit"),
            ("st_officer", "A", date(2025, 7, 1), "organisation.day_in_future"),
            ("st_officer", "A", date(2019, 1, 1), "organisation.before_parent"),
        ],
    )
    def test_it_refuses_with_a_reason(self, cast: Cast, member: str, parent: str, on: date, reason: str) -> None:
        with pytest.raises(Refused) as problem:
            units.create(
                actor=cast.members[member].actor,
                parent_id=cast.units[parent].pk,
                code="N",
                kind="branch",
                on=on,
                names=("新", ""),
                today=TODAY,
            )
        assert code_of(problem) == reason


class TestRename:
    def test_it_keeps_the_old_name_for_earlier_days(self, cast: Cast) -> None:
        unit = cast.units["A"]
        units.rename(
            actor=cast.st_officer.actor, unit_id=unit.pk, on=SPRING, name_zh="甲铝业", name_en="A Al", today=TODAY
        )
        assert versions(unit) == [(SINCE, SPRING, "甲分公司", "T"), (SPRING, None, "甲铝业", "T")]
        unit.refresh_from_db()
        assert unit.name_zh == "甲铝业"
        assert unit.sort_key.startswith("~jia3甲")
        act = Act.objects.get()
        assert (act.before["name_zh"], act.after["name_zh"]) == ("甲分公司", "甲铝业")

    def test_it_corrects_the_name_when_done_twice_on_one_day(self, cast: Cast) -> None:
        unit, actor = cast.units["A"], cast.st_officer.actor
        for name in ("甲铝", "甲铝业"):
            units.rename(actor=actor, unit_id=unit.pk, on=SPRING, name_zh=name, today=TODAY)
        assert versions(unit) == [(SINCE, SPRING, "甲分公司", "T"), (SPRING, None, "甲铝业", "T")]

    def test_it_refuses_a_day_before_the_last_change(self, cast: Cast) -> None:
        unit, actor = cast.units["A"], cast.st_officer.actor
        units.rename(actor=actor, unit_id=unit.pk, on=SUMMER, name_zh="甲铝业", today=TODAY)
        with pytest.raises(Refused) as problem:
            units.rename(actor=actor, unit_id=unit.pk, on=SPRING, name_zh="甲铜业", today=TODAY)
        assert code_of(problem) == "organisation.later_change"
        assert problem.value.reason.facts["since"] == "2025-06-01"


class TestMove:
    def test_it_takes_everything_below_along(self, cast: Cast) -> None:
        units.move(
            actor=cast.st_officer.actor,
            unit_id=cast.units["A"].pk,
            parent_id=cast.units["B"].pk,
            on=SPRING,
            today=TODAY,
        )
        team = Unit.objects.get(code="A1", group=cast.group)
        assert team.path == f"{cast.units['B'].path}.{cast.units['A'].pk}.{team.pk}"
        assert versions(cast.units["A"])[-1] == (SPRING, None, "甲分公司", "B")

    def test_it_refuses_to_stand_below_itself(self, cast: Cast) -> None:
        with pytest.raises(Refused) as problem:
            units.move(
                actor=cast.st_officer.actor,
                unit_id=cast.units["A"].pk,
                parent_id=cast.units["A1"].pk,
                on=SPRING,
                today=TODAY,
            )
        assert code_of(problem) == "organisation.below_itself"

    def test_it_refuses_a_circle_in_the_past_that_today_is_none(self, cast: Cast) -> None:
        """A1 stood below A until the summer; A cannot have stood below A1 in the spring."""
        actor, a, a1, b = cast.st_officer.actor, cast.units["A"], cast.units["A1"], cast.units["B"]
        units.move(actor=actor, unit_id=a1.pk, parent_id=b.pk, on=SUMMER, today=TODAY)
        with pytest.raises(Refused) as problem:
            units.move(actor=actor, unit_id=a.pk, parent_id=a1.pk, on=SPRING, today=TODAY)
        assert code_of(problem) == "organisation.below_itself"
        units.move(actor=actor, unit_id=a.pk, parent_id=a1.pk, on=SUMMER, today=TODAY)

    def test_it_refuses_the_head_of_the_group(self, cast: Cast) -> None:
        with pytest.raises(Refused) as problem:
            units.move(
                actor=cast.st_officer.actor,
                unit_id=cast.units["T"].pk,
                parent_id=cast.units["A"].pk,
                on=SPRING,
                today=TODAY,
            )
        assert code_of(problem) == "organisation.root_stays"

    def test_it_finds_no_unit_of_another_group(self, cast: Cast) -> None:
        with pytest.raises(Refused) as problem:
            units.move(
                actor=cast.st_officer.actor,
                unit_id=cast.units["A1"].pk,
                parent_id=cast.units["X"].pk,
                on=SPRING,
                today=TODAY,
            )
        assert code_of(problem) == "organisation.unknown_unit"


class TestClose:
    def test_it_ends_versions_posts_grants_and_sends_the_people_up(self, cast: Cast) -> None:
        team, actor = cast.units["A1"], cast.st_officer.actor
        posts.appoint(
            actor=cast.hr_officer.actor,
            person_id=cast.member_a.person.pk,
            unit_id=team.pk,
            kind="top_leader",
            on=SINCE,
        )
        units.close(actor=actor, unit_id=team.pk, on=SUMMER, today=TODAY)
        team.refresh_from_db()
        assert team.closed_on == SUMMER
        assert versions(team) == [(SINCE, SUMMER, "甲一班组", "A")]
        assert Post.objects.get(unit=team).valid.upper == SUMMER
        assert Person.objects.get(pk=cast.member_a.person.pk).unit == cast.units["A"]

    def test_it_refuses_while_others_stand_below_and_names_them(self, cast: Cast) -> None:
        with pytest.raises(Refused) as problem:
            units.close(actor=cast.st_officer.actor, unit_id=cast.units["A"].pk, on=SUMMER, today=TODAY)
        assert code_of(problem) == "organisation.open_children"
        assert problem.value.reason.facts["children"] == "甲一班组"

    def test_it_refuses_while_a_unit_that_left_later_stood_below_on_the_day(self, cast: Cast) -> None:
        actor = cast.st_officer.actor
        units.move(actor=actor, unit_id=cast.units["A1"].pk, parent_id=cast.units["B"].pk, on=SUMMER, today=TODAY)
        with pytest.raises(Refused) as problem:
            units.close(actor=actor, unit_id=cast.units["A"].pk, on=SPRING, today=TODAY)
        assert code_of(problem) == "organisation.open_children"
        units.close(actor=actor, unit_id=cast.units["A"].pk, on=SUMMER, today=TODAY)

    def test_a_closed_unit_takes_no_children(self, cast: Cast) -> None:
        actor = cast.st_officer.actor
        units.close(actor=actor, unit_id=cast.units["A1"].pk, on=SUMMER, today=TODAY)
        with pytest.raises(Refused) as problem:
            units.move(actor=actor, unit_id=cast.units["B1"].pk, parent_id=cast.units["A1"].pk, on=SUMMER, today=TODAY)
        assert code_of(problem) == "organisation.closed_unit"


class TestMerge:
    def test_it_hands_children_people_and_shares_to_the_successor(self, cast: Cast) -> None:
        a, a1, b = cast.units["A"], cast.units["A1"], cast.units["B"]
        Ownership.objects.create(owner=a, unit=a1, share_ppm=600_000, valid=(SINCE, None))
        Ownership.objects.create(owner=b, unit=a1, share_ppm=150_000, valid=(SINCE, None))
        restructuring.merge(actor=cast.st_officer.actor, unit_ids=[a.pk], into_id=b.pk, on=SUMMER, today=TODAY)
        a1.refresh_from_db()
        assert a1.parent == b
        assert Person.objects.get(pk=cast.manager_a.person.pk).unit == b
        assert Succession.objects.get(predecessor=a).successor == b
        now = Ownership.objects.get(valid__contains=TODAY)
        assert (now.owner, now.share_ppm) == (b, 750_000)
        assert Act.objects.filter(act="organisation.unit.merged").count() == Act.objects.count() == 1

    def test_it_merges_a_unit_and_its_child_together(self, cast: Cast) -> None:
        a, a1, b = cast.units["A"], cast.units["A1"], cast.units["B"]
        restructuring.merge(actor=cast.st_officer.actor, unit_ids=[a.pk, a1.pk], into_id=b.pk, on=SUMMER, today=TODAY)
        assert set(Unit.objects.filter(closed_on=SUMMER).values_list("code", flat=True)) == {"A", "A1"}

    def test_it_refuses_to_merge_into_an_own_child(self, cast: Cast) -> None:
        with pytest.raises(Refused) as problem:
            restructuring.merge(
                actor=cast.st_officer.actor,
                unit_ids=[cast.units["A"].pk],
                into_id=cast.units["A1"].pk,
                on=SUMMER,
                today=TODAY,
            )
        assert code_of(problem) == "organisation.merge_into_own_child"

    def test_nothing_is_kept_when_one_of_several_is_refused(self, cast: Cast) -> None:
        actor = cast.st_officer.actor
        units.rename(actor=actor, unit_id=cast.units["B1"].pk, on=TODAY, name_zh="乙组", today=TODAY)
        with pytest.raises(Refused):
            restructuring.merge(
                actor=actor,
                unit_ids=[cast.units["A1"].pk, cast.units["B1"].pk],
                into_id=cast.units["A"].pk,
                on=SUMMER,
                today=TODAY,
            )
        assert not Unit.objects.filter(closed_on__isnull=False).exists()


class TestSplit:
    def test_the_old_unit_may_continue_beside_the_new_one(self, cast: Cast) -> None:
        new = restructuring.split(
            actor=cast.st_officer.actor,
            unit_id=cast.units["A"].pk,
            parts=[Part("A9", "甲电池箔", "A Foil")],
            on=SUMMER,
            today=TODAY,
        )
        assert [(unit.code, unit.kind, unit.parent_id) for unit in new] == [
            ("A9", "strategic_unit", cast.units["T"].pk)
        ]
        assert not Succession.objects.get().is_main

    def test_the_first_part_carries_on_a_unit_that_closes(self, cast: Cast) -> None:
        new = restructuring.split(
            actor=cast.st_officer.actor,
            unit_id=cast.units["A"].pk,
            parts=[Part("A8", "甲铝"), Part("A9", "甲铜")],
            on=SUMMER,
            continues=False,
            today=TODAY,
        )
        assert Unit.objects.get(pk=cast.units["A1"].pk).parent == new[0]
        assert Succession.objects.get(is_main=True).successor == new[0]
        assert Unit.objects.get(pk=cast.units["A"].pk).closed_on == SUMMER

    def test_it_needs_two_parts_when_the_unit_closes(self, cast: Cast) -> None:
        with pytest.raises(Invalid) as problem:
            restructuring.split(
                actor=cast.st_officer.actor,
                unit_id=cast.units["A"].pk,
                parts=[Part("A8", "甲铝")],
                on=SUMMER,
                continues=False,
                today=TODAY,
            )
        assert problem.value.fields["parts"][0].code == "organisation.too_few_parts"


def test_rights_over_a_unit_end_with_it(cast: Cast) -> None:
    team, person = cast.units["A1"], cast.member_a.person
    Grant.objects.create(person=person, role="expert", unit=team, valid=(SINCE, date(2026, 1, 1)))
    Grant.objects.create(person=person, role="auditor", unit=team, valid=(TODAY, date(2026, 1, 1)))
    Delegation.objects.create(
        giver=cast.manager_a.person,
        receiver=person,
        role="st_manager",
        unit=team,
        valid=(SPRING, date(2025, 6, 20)),
    )
    units.close(actor=cast.st_officer.actor, unit_id=team.pk, on=SUMMER, today=TODAY)
    assert [grant.valid.upper for grant in Grant.objects.filter(unit=team)] == [SUMMER]
    assert Delegation.objects.get().valid.upper == SUMMER
