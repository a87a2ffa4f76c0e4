"""People, posts, grants, delegations, staff sessions, accounts: each act once, each refusal with its reason."""

from datetime import UTC, date, datetime, timedelta

import pytest

from ceyuan.apps.audit.models import Act
from ceyuan.apps.organisation.models import AccessToken, Account, Delegation, Grant, Group, Person, Post, Unit
from ceyuan.apps.organisation.scoping import Actor
from ceyuan.apps.organisation.selectors.actors import UnknownName, actor_of_token, actor_of_username, service_actor
from ceyuan.apps.organisation.services import accounts, delegations, grants, groups, people, posts, staff_sessions
from ceyuan.apps.organisation.services.opening import Newcomer, open_account
from ceyuan.apps.organisation.services.people import Particulars
from ceyuan.core.kernel import Invalid, Refused

from .cast import SINCE, Cast, Member

TODAY = date(2025, 6, 30)
SPRING, SUMMER, AUTUMN = date(2025, 3, 1), date(2025, 6, 1), date(2025, 9, 1)
NOW = datetime(2025, 6, 30, 9, tzinfo=UTC)


def refusal(problem: pytest.ExceptionInfo[Refused]) -> str:
    return problem.value.reason.code


def appoint(cast: Cast, who: str, unit: str, on: date, until: date | None = None, kind: str = "top_leader") -> Post:
    return posts.appoint(
        actor=cast.hr_officer.actor,
        person_id=cast.members[who].person.pk,
        unit_id=cast.units[unit].pk,
        kind=kind,
        on=on,
        until=until,
    )


class TestPeople:
    def test_it_adds_a_person_who_can_be_found_by_initials(self, cast: Cast) -> None:
        person = people.add(
            actor=cast.hr_officer.actor,
            unit_id=cast.units["A1"].pk,
            staff_no="T77",
            particulars=Particulars("欧阳重庆", "Ouyang Chongqing", "F", 1990),
        )
        assert person.search_initials == "oycq"
        act = Act.objects.get()
        assert (act.act, act.after["unit"], act.unit_path) == ("organisation.person.added", "A1", cast.units["A1"].path)

    @pytest.mark.parametrize(
        ("given", "field"),
        [
            (Particulars(), "name_zh"),
            (Particulars("长" * 81), "name_zh"),
            (Particulars("甲", gender="X"), "gender"),
            (Particulars("甲", birth_year=1850), "birth_year"),
        ],
    )
    def test_it_names_the_wrong_field(self, cast: Cast, given: Particulars, field: str) -> None:
        with pytest.raises(Invalid) as problem:
            people.add(actor=cast.hr_officer.actor, unit_id=cast.units["A1"].pk, staff_no="T77", particulars=given)
        assert set(problem.value.fields) == {field}

    def test_a_staff_number_is_given_once(self, cast: Cast) -> None:
        with pytest.raises(Invalid) as problem:
            people.add(
                actor=cast.hr_officer.actor,
                unit_id=cast.units["A1"].pk,
                staff_no="T-member_a",
                particulars=Particulars("甲"),
            )
        assert "staff_no" in problem.value.fields

    def test_it_records_only_what_changed(self, cast: Cast) -> None:
        person = cast.member_a.person
        same = Particulars(person.name_zh, person.name_en)
        people.change(actor=cast.hr_officer.actor, person_id=person.pk, particulars=same)
        assert not Act.objects.exists()
        people.change(actor=cast.hr_officer.actor, person_id=person.pk, particulars=same, unit_id=cast.units["B"].pk)
        assert (Act.objects.get().before, Act.objects.get().after) == ({"unit": "A1"}, {"unit": "B"})

    def test_leaving_ends_posts_rights_and_the_account(self, cast: Cast) -> None:
        person = cast.manager_a.person
        Grant.objects.create(person=person, role="expert", unit=cast.units["B"], valid=(SINCE, date(2026, 1, 1)))
        people.leave(actor=cast.hr_officer.actor, person_id=person.pk, on=SUMMER, today=TODAY)
        assert Post.objects.get(person=person).valid.upper == SUMMER
        assert Grant.objects.get(person=person).valid.upper == SUMMER
        assert not Account.objects.get(person=person).is_active
        with pytest.raises(Refused) as problem:
            appoint(cast, "manager_a", "A", AUTUMN)
        assert refusal(problem) == "organisation.person_left"

    def test_a_manager_without_the_right_is_refused(self, cast: Cast) -> None:
        with pytest.raises(Refused) as problem:
            people.leave(actor=cast.manager_a.actor, person_id=cast.member_a.person.pk, on=SUMMER, today=TODAY)
        assert refusal(problem) == "organisation.not_permitted"


class TestPosts:
    def test_a_new_top_leader_ends_the_post_of_the_former_one(self, cast: Cast) -> None:
        first = appoint(cast, "manager_a", "A", SPRING)
        appoint(cast, "manager_b", "A", SUMMER)
        first.refresh_from_db()
        assert first.valid.upper == SUMMER
        assert Act.objects.order_by("-seq")[0].before == {"former": "白主管"}

    def test_a_leader_whose_term_begins_later_is_not_pushed_aside(self, cast: Cast) -> None:
        appoint(cast, "manager_b", "A", SUMMER)
        with pytest.raises(Refused) as problem:
            appoint(cast, "manager_a", "A", SPRING)
        assert refusal(problem) == "organisation.other_top_leader"
        assert problem.value.reason.facts["person"] == "曹主管"
        appoint(cast, "manager_a", "A", SPRING, SUMMER)

    def test_nobody_appoints_themselves(self, cast: Cast) -> None:
        with pytest.raises(Refused) as problem:
            appoint(cast, "hr_officer", "A", SPRING)
        assert refusal(problem) == "organisation.not_to_oneself"

    @pytest.mark.parametrize(
        ("on", "until", "kind", "expected"),
        [
            (date(2019, 1, 1), None, "st_manager", "organisation.before_parent"),
            (SPRING, SPRING, "st_manager", "until"),
            (SPRING, None, "emperor", "kind"),
            (SPRING, None, "st_manager", "organisation.post_held_already"),
        ],
    )
    def test_it_refuses_what_cannot_be(
        self, cast: Cast, on: date, until: date | None, kind: str, expected: str
    ) -> None:
        with pytest.raises((Refused, Invalid)) as problem:
            appoint(cast, "manager_a", "A", on, until, kind)
        found = problem.value
        assert expected in (found.fields if isinstance(found, Invalid) else {found.reason.code})

    def test_a_person_of_another_group_is_not_found(self, cast: Cast) -> None:
        with pytest.raises(Refused) as problem:
            appoint(cast, "stranger", "A", SPRING)
        assert refusal(problem) == "organisation.unknown_person"

    def test_a_post_ends_once_and_after_it_began(self, cast: Cast) -> None:
        post, actor = appoint(cast, "member_a", "A1", SPRING), cast.hr_officer.actor
        with pytest.raises(Invalid):
            posts.end(actor=actor, post_id=post.pk, on=SPRING)
        posts.end(actor=actor, post_id=post.pk, on=SUMMER)
        with pytest.raises(Refused) as problem:
            posts.end(actor=actor, post_id=post.pk, on=AUTUMN)
        assert refusal(problem) == "organisation.post_has_ended"


class TestGrants:
    def give(self, cast: Cast, **changes: object) -> Grant:
        told: dict[str, object] = {
            "actor": cast.hr_officer.actor,
            "person_id": cast.member_a.person.pk,
            "role": "st_manager",
            "unit_id": cast.units["B"].pk,
            "start": SPRING,
            "until": date(2027, 3, 1),
            "reason": "挂职",
            **changes,
        }
        return grants.give(**told)  # type: ignore[arg-type]

    def test_a_grant_reaches_the_unit_and_what_stands_below(self, cast: Cast) -> None:
        self.give(cast)
        actor = cast.member_a.actor
        assert actor.may("projects.manage", cast.units["B1"].path)
        assert not actor.may("projects.manage", cast.units["A1"].path)

    @pytest.mark.parametrize(
        ("changes", "field"),
        [
            ({"role": "system_operator"}, "role"),
            ({"role": "group_member"}, "role"),
            ({"until": SPRING}, "until"),
            ({"until": date(2031, 1, 1)}, "until"),
            ({"reason": " "}, "reason"),
        ],
    )
    def test_it_names_what_is_wrong(self, cast: Cast, changes: dict[str, object], field: str) -> None:
        with pytest.raises(Invalid) as problem:
            self.give(cast, **changes)
        assert set(problem.value.fields) == {field}

    def test_the_same_role_is_not_given_twice_at_a_time(self, cast: Cast) -> None:
        self.give(cast)
        with pytest.raises(Refused) as problem:
            self.give(cast, start=SUMMER)
        assert refusal(problem) == "organisation.grant_held_already"

    def test_only_who_manages_grants_gives_them_and_never_to_themselves(self, cast: Cast) -> None:
        with pytest.raises(Refused) as problem:
            self.give(cast, actor=cast.st_officer.actor)
        assert refusal(problem) == "organisation.not_permitted"
        with pytest.raises(Refused) as problem:
            self.give(cast, person_id=cast.hr_officer.person.pk)
        assert refusal(problem) == "organisation.not_to_oneself"

    def test_revoking_ends_it_today_and_takes_back_what_has_not_begun(self, cast: Cast) -> None:
        running, coming = self.give(cast), self.give(cast, role="expert", start=AUTUMN)
        for grant in (running, coming):
            grants.revoke(actor=cast.hr_officer.actor, grant_id=grant.pk, today=TODAY)
        assert [grant.valid.upper for grant in Grant.objects.filter(person=cast.member_a.person)] == [TODAY]
        assert Act.objects.filter(act="organisation.grant.revoked").count() == 2


class TestDelegations:
    def give(self, cast: Cast, giver: Member, **changes: object) -> Delegation:
        told: dict[str, object] = {
            "actor": giver.actor,
            "receiver_id": cast.member_a.person.pk,
            "role": "st_manager",
            "unit_id": cast.units["A1"].pk,
            "start": TODAY,
            "until": TODAY + timedelta(days=90),
            "reason": "年休假",
            "today": TODAY,
            **changes,
        }
        return delegations.give(**told)  # type: ignore[arg-type]

    def test_a_role_can_be_passed_on_below_where_it_is_held(self, cast: Cast) -> None:
        delegation = self.give(cast, cast.manager_a)
        assert (delegation.giver, delegation.receiver) == (cast.manager_a.person, cast.member_a.person)

    @pytest.mark.parametrize(
        ("changes", "field"),
        [
            ({"until": TODAY + timedelta(days=91)}, "until"),
            ({"until": TODAY}, "until"),
            ({"start": TODAY - timedelta(days=1)}, "start"),
            ({"reason": ""}, "reason"),
        ],
    )
    def test_it_is_bounded_and_reasoned(self, cast: Cast, changes: dict[str, object], field: str) -> None:
        with pytest.raises(Invalid) as problem:
            self.give(cast, cast.manager_a, **changes)
        assert set(problem.value.fields) == {field}

    def test_nobody_passes_on_what_they_do_not_hold(self, cast: Cast) -> None:
        for changes in ({"role": "auditor"}, {"unit_id": cast.units["B"].pk}):
            with pytest.raises(Refused) as problem:
                self.give(cast, cast.manager_a, **changes)
            assert refusal(problem) == "organisation.role_not_held"

    def test_what_came_by_delegation_is_not_passed_on(self, cast: Cast) -> None:
        today = date.today()  # noqa: DTZ011 - the actor's rights are those of the calendar's today
        self.give(cast, cast.manager_a, start=today, until=today + timedelta(days=9), today=today)
        assert cast.member_a.actor.may("projects.manage", cast.units["A1"].path)
        with pytest.raises(Refused) as problem:
            self.give(
                cast,
                cast.member_a,
                receiver_id=cast.manager_b.person.pk,
                start=today,
                until=today + timedelta(days=5),
                today=today,
            )
        assert refusal(problem) == "organisation.role_not_held"

    def test_the_giver_revokes_it_and_a_bystander_does_not_find_it(self, cast: Cast) -> None:
        delegation = self.give(cast, cast.manager_a)
        with pytest.raises(Refused) as problem:
            delegations.revoke(actor=cast.manager_b.actor, delegation_id=delegation.pk)
        assert refusal(problem) == "organisation.unknown_delegation"
        delegations.revoke(actor=cast.manager_a.actor, delegation_id=delegation.pk, now=NOW)
        with pytest.raises(Refused) as problem:
            delegations.revoke(actor=cast.manager_a.actor, delegation_id=delegation.pk)
        assert refusal(problem) == "organisation.delegation_has_ended"


class TestStaffSessions:
    def test_it_gives_the_operators_rights_until_it_ends(self, cast: Cast) -> None:
        assert not cast.operator.actor.may("grants.manage")
        staff_sessions.open_session(actor=cast.operator.actor, reason="按工单 4711 修复导入", minutes=30)
        inside = cast.operator.actor
        assert inside.may("grants.manage", cast.units["B1"].path)
        with pytest.raises(Refused) as problem:
            staff_sessions.open_session(actor=inside, reason="按工单 4711 修复导入", minutes=30)
        assert refusal(problem) == "organisation.staff_session_open"
        staff_sessions.close_session(actor=inside)
        assert not cast.operator.actor.may("grants.manage")

    def test_it_runs_out_by_itself(self, cast: Cast) -> None:
        staff_sessions.open_session(actor=cast.operator.actor, reason="按工单 4711 修复导入", minutes=5, now=NOW)
        with pytest.raises(Refused) as problem:
            staff_sessions.close_session(actor=cast.operator.actor, now=NOW + timedelta(minutes=5))
        assert refusal(problem) == "organisation.no_staff_session"

    def test_only_the_eligible_open_one(self, cast: Cast) -> None:
        with pytest.raises(Refused) as problem:
            staff_sessions.open_session(actor=cast.st_officer.actor, reason="按工单 4711 修复导入", minutes=5)
        assert refusal(problem) == "organisation.staff_not_eligible"


class TestAccounts:
    def test_a_token_carries_no_more_than_its_scopes_and_its_owner(self, cast: Cast) -> None:
        _token, secret = accounts.create_token(
            actor=cast.manager_a.actor, name="报表", scopes=["projects.view", "audit.view"], days=30
        )
        actor = actor_of_token(accounts.digest_of(secret))
        assert dict(actor.reach) == {"projects.view": (cast.units["A"].path,)}
        assert AccessToken.objects.get().digest == accounts.digest_of(secret)
        assert secret not in str(Act.objects.get().after)

    def test_a_revoked_or_expired_token_opens_nothing(self, cast: Cast) -> None:
        token, secret = accounts.create_token(actor=cast.manager_a.actor, name="报表", scopes=["projects.view"], days=1)
        later = datetime.now(UTC) + timedelta(days=2)
        assert actor_of_token(accounts.digest_of(secret), now=later).account_id is None
        with pytest.raises(Refused):
            accounts.revoke_token(actor=cast.manager_b.actor, token_id=token.pk)
        accounts.revoke_token(actor=cast.manager_a.actor, token_id=token.pk)
        assert actor_of_token(accounts.digest_of(secret)).account_id is None

    @pytest.mark.parametrize(
        ("changes", "field"),
        [
            ({"username": "MEMBER_A"}, "username"),
            ({"username": "two words"}, "username"),
            ({"password": "password123"}, "password"),
            ({"person": "member_a"}, "person_id"),
        ],
    )
    def test_an_account_is_refused_with_its_reason(self, cast: Cast, changes: dict[str, str], field: str) -> None:
        newcomer = people.add(
            actor=cast.hr_officer.actor,
            unit_id=cast.units["A1"].pk,
            staff_no="T77",
            particulars=Particulars("甲"),
        )
        person = cast.member_a.person if "person" in changes else newcomer
        with pytest.raises(Invalid) as problem:
            accounts.create(
                actor=cast.hr_officer.actor,
                username=changes.get("username", "newcomer"),
                password=changes.get("password", "correct-horse-battery"),
                person_id=person.pk,
            )
        assert set(problem.value.fields) == {field}

    def test_the_machine_opens_account_person_and_role_at_once_or_nothing(self, cast: Cast) -> None:
        machine = service_actor("T")
        term = (TODAY, TODAY + timedelta(days=365))
        who = Newcomer("T88", "新管理员", "A", "st_manager")
        with pytest.raises(Invalid):
            open_account(actor=machine, username="new", password="short", who=who, term=term)
        assert not Person.objects.filter(staff_no="T88").exists()
        open_account(actor=machine, username="new", password="correct-horse-battery", who=who, term=term)
        assert Grant.objects.get(person__staff_no="T88").unit == cast.units["A"]
        assert actor_of_username("NEW").name == "新管理员"
        with pytest.raises(UnknownName):
            actor_of_username("nobody")


class TestGroups:
    def test_the_machine_founds_a_group_with_its_head(self, db: None) -> None:
        machine = Actor(None, None, "command line", None)
        group = groups.found(actor=machine, code="N", head_code="N-001", names=("新集团", ""), on=SINCE)
        assert Unit.objects.get(group=group).code == "N-001"
        act = Act.objects.get()
        assert (act.act, act.group_id) == ("organisation.group.created", group.pk)
        with pytest.raises(Invalid):
            groups.found(actor=machine, code="n", names=("另一个", ""))

    def test_an_account_founds_none(self, cast: Cast) -> None:
        with pytest.raises(Invalid):
            groups.found(actor=cast.st_officer.actor, code="N", names=("新集团", ""))
        assert Group.objects.count() == 2
