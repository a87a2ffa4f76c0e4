"""Who leads a unit, who acts for the leader, and the password asked again."""

from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.db.backends.postgresql.psycopg_any import DateRange

from ceyuan.apps.organisation.interface import confirm, leader_changes, leads, led_units, top_leaders
from ceyuan.apps.organisation.models import Delegation, Post
from ceyuan.core.kernel import Invalid, Refused

from .cast import SINCE, Cast, Member

TODAY = date(2026, 3, 2)
WEEK = timedelta(days=7)


def appoint(member: Member, unit: object, start: date, end: date | None = None) -> Post:
    return Post.objects.create(person=member.person, unit=unit, kind="top_leader", valid=DateRange(start, end))


def test_the_holder_of_the_post_leads_and_nobody_else(cast: Cast) -> None:
    appoint(cast.manager_a, cast.units["A"], SINCE)
    found = leads(cast.manager_a.actor, cast.units["A"].pk, TODAY)
    assert found is not None
    assert not found.on_behalf
    assert leads(cast.manager_b.actor, cast.units["A"].pk, TODAY) is None
    assert leads(cast.manager_a.actor, cast.units["A1"].pk, TODAY) is None
    assert [unit.code for unit in led_units(cast.manager_a.actor, TODAY)] == ["A"]
    assert top_leaders(cast.auditor.actor, [cast.units["A"].pk], TODAY) == {cast.units["A"].pk: cast.manager_a.person}


@pytest.mark.parametrize(("role", "stands"), [("unit_leader", True), ("st_manager", False)])
def test_a_delegation_of_the_leaders_role_lets_another_act_for_the_holder(
    cast: Cast, role: str, *, stands: bool
) -> None:
    appoint(cast.manager_a, cast.units["A"], SINCE)
    Delegation.objects.create(
        giver=cast.manager_a.person,
        receiver=cast.member_a.person,
        role=role,
        unit=cast.units["A"],
        valid=DateRange(TODAY - WEEK, TODAY + WEEK),
    )
    found = leads(cast.member_a.actor, cast.units["A"].pk, TODAY)
    assert (found is not None and found.on_behalf and found.holder == cast.manager_a.person) is stands
    assert leads(cast.member_a.actor, cast.units["A"].pk, TODAY + WEEK) is None
    assert [unit.code for unit in led_units(cast.member_a.actor, TODAY)] == (["A"] if stands else [])


def test_a_change_of_leaders_is_found_with_both_and_the_first_day(cast: Cast) -> None:
    appoint(cast.manager_a, cast.units["A"], SINCE, TODAY - WEEK)
    appoint(cast.manager_b, cast.units["A"], TODAY - WEEK)
    appoint(cast.manager_b, cast.units["B"], SINCE, TODAY - WEEK)
    appoint(cast.manager_b, cast.units["B"], TODAY)  # the same person again is no change of hands
    found = leader_changes(cast.auditor.actor, "organisation.view", SINCE, TODAY)
    assert [(one.unit.code, one.on, one.from_person, one.to_person) for one in found] == [
        ("A", TODAY - WEEK, cast.manager_a.person, cast.manager_b.person)
    ]
    assert leader_changes(cast.auditor.actor, "organisation.view", TODAY, TODAY) == []
    assert leader_changes(cast.stranger.actor, "organisation.view", SINCE, TODAY) == []


def test_the_password_is_asked_again_and_five_mistakes_close_the_door(cast: Cast) -> None:
    cache.clear()
    account = cast.manager_a.account
    account.set_password("correct-horse-battery")
    account.save()
    confirm(actor=cast.manager_a.actor, password="correct-horse-battery")
    for _attempt in range(5):
        with pytest.raises(Invalid, match=r"organisation.password_wrong"):
            confirm(actor=cast.manager_a.actor, password="wrong")
    with pytest.raises(Refused, match=r"organisation.too_many_mistakes"):
        confirm(actor=cast.manager_a.actor, password="correct-horse-battery")
    cache.clear()
