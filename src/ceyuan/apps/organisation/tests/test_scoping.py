"""The gate: what is not granted is not seen, and another group does not exist."""

import pytest

from ceyuan.apps.organisation.models import Grant, Person, Unit
from ceyuan.apps.organisation.scoping import NOBODY

from .cast import Cast


@pytest.mark.django_db
class TestVisibleTo:
    def test_it_shows_nothing_to_nobody(self, cast: Cast) -> None:
        assert not Unit.objects.all().visible_to(NOBODY, "organisation.view").exists()

    def test_it_shows_nothing_without_the_permission(self, cast: Cast) -> None:
        assert not Unit.objects.all().visible_to(cast.member_a.actor, "organisation.manage").exists()

    def test_it_shows_the_subtree_of_the_post_and_no_more(self, cast: Cast) -> None:
        seen = Unit.objects.all().visible_to(cast.manager_a.actor, "projects.manage").values_list("code", flat=True)
        assert set(seen) == {"A", "A1"}

    def test_it_shows_a_member_every_unit_of_the_own_group_but_none_of_another(self, cast: Cast) -> None:
        seen = Unit.objects.all().visible_to(cast.member_a.actor, "organisation.view").values_list("code", flat=True)
        assert set(seen) == {"T", "A", "A1", "B", "B1"}

    def test_it_keeps_people_of_the_other_branch_away(self, cast: Cast) -> None:
        seen = Person.objects.all().visible_to(cast.manager_a.actor, "people.view")
        assert {person.name_zh for person in seen} == {"白主管", "丁成员"}

    def test_it_confines_grants_to_their_unit(self, cast: Cast) -> None:
        assert Grant.objects.all().visible_to(cast.auditor.actor, "grants.view").count() == 1
        assert not Grant.objects.all().visible_to(cast.stranger.actor, "grants.view").exists()

    def test_a_path_that_merely_begins_alike_is_not_inside(self, cast: Cast) -> None:
        root = cast.units["T"].path
        actor = cast.st_officer.actor
        assert actor.may("organisation.manage", f"{root}.5")
        assert not actor.may("organisation.manage", f"{root}5")
