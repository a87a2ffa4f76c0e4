"""The pages as people of the cast meet them."""

from datetime import date

import pytest
from django.urls import reverse

from ceyuan.apps.audit.models import Act
from ceyuan.apps.organisation.models import AccessToken, Delegation, Grant, Person, Post, StaffSession, Unit
from ceyuan.apps.organisation.services import restructuring

from .cast import Cast

TREE = "/organisation/"


def url(name: str, *args: object) -> str:
    return reverse(f"organisation:{name}", args=args)


class TestTree:
    def test_it_shows_the_head_and_what_stands_below_it(self, cast: Cast) -> None:
        page = cast.member_a.client().get(TREE).content.decode()
        assert "测试集团" in page
        assert "甲分公司" in page
        assert "甲一班组" not in page

    def test_it_opens_a_branch_for_htmx(self, cast: Cast) -> None:
        answer = cast.member_a.client().get(url("children", cast.units["A"].pk), headers={"HX-Request": "true"})
        assert "甲一班组" in answer.content.decode()
        assert "<html" not in answer.content.decode()

    def test_it_opens_the_way_to_a_unit_without_javascript(self, cast: Cast) -> None:
        page = cast.member_a.client().get(TREE, {"at": cast.units["A"].pk}).content.decode()
        assert "甲一班组" in page

    def test_it_shows_old_names_as_of_a_day_and_heirs_when_restated(self, cast: Cast) -> None:
        restructuring.merge(
            actor=cast.st_officer.actor,
            unit_ids=[cast.units["A"].pk],
            into_id=cast.units["B"].pk,
            on=date(2025, 6, 1),
        )
        client = cast.member_a.client()
        assert "甲分公司" in client.get(TREE, {"on": "2025-05-31"}).content.decode()
        assert "甲分公司" not in client.get(TREE, {"on": "2025-06-01"}).content.decode()
        restated = client.get(TREE, {"on": "2025-05-31", "mode": "restated"}).content.decode()
        assert "承接" in restated
        assert "甲分公司" in restated

    @pytest.mark.parametrize("words", ["甲分", "jfgs", "Branch A", "A1"])
    def test_it_finds_units_by_words_initials_and_code(self, cast: Cast, words: str) -> None:
        page = cast.member_a.client().get(TREE, {"q": words}).content.decode()
        assert "甲" in page

    def test_a_date_that_is_none_shows_today(self, cast: Cast) -> None:
        assert cast.member_a.client().get(TREE, {"on": "soon", "at": "x"}).status_code == 200

    def test_thousands_of_children_come_by_the_hundred(self, cast: Cast) -> None:
        parent = cast.units["A"]
        Unit.objects.bulk_create(
            Unit(group=cast.group, code=f"M{n:04d}", kind="branch", name_zh=f"第{n}班组", parent=parent)
            for n in range(250)
        )
        client = cast.member_a.client()
        first = client.get(url("children", parent.pk), headers={"HX-Request": "true"}).content.decode()
        assert first.count('class="twig"') == 100
        last = client.get(url("children", parent.pk), {"from": "200"}, headers={"HX-Request": "true"}).content.decode()
        assert last.count('class="twig"') == 51


class TestUnit:
    def test_it_tells_the_leader_the_history_and_the_acts(self, cast: Cast) -> None:
        Post.objects.create(
            person=cast.manager_a.person, unit=cast.units["A"], kind="top_leader", valid=(date(2021, 1, 1), None)
        )
        page = cast.st_officer.client().get(url("unit_detail", "A")).content.decode()
        assert "白主管" in page
        assert "一把手" in page
        assert "2020-01-01" in page

    def test_another_group_answers_404(self, cast: Cast) -> None:
        for member in (cast.stranger, cast.stranger):
            assert member.client().get(url("unit_detail", "A")).status_code == 404
            assert member.client().get(url("unit_rename", cast.units["A"].pk)).status_code == 404
            assert member.client().get(url("children", cast.units["A"].pk)).status_code == 404

    def test_a_stranger_to_the_house_is_sent_to_the_log_in(self, cast: Cast, client: object) -> None:
        answer = client.get(url("unit_detail", "A"))  # type: ignore[attr-defined]
        assert answer.status_code == 302
        assert "/accounts/login/" in answer["Location"]

    def test_people_are_counted_only_for_those_who_may_see_them(self, cast: Cast) -> None:
        assert "unit=A" in cast.manager_a.client().get(url("unit_detail", "A")).content.decode()
        assert "unit=B" not in cast.manager_a.client().get(url("unit_detail", "B")).content.decode()


class TestActs:
    def test_a_refusal_stands_in_the_form_with_what_was_typed(self, cast: Cast) -> None:
        answer = cast.st_officer.client().post(
            url("unit_move", cast.units["A"].pk), {"parent_id": "A1", "on": "2025-06-01", "reason": "重组"}
        )
        page = answer.content.decode()
        assert answer.status_code == 422
        assert "不能隶属于自身" in page
        assert 'value="A1"' in page

    def test_a_wrong_field_is_named_beside_it(self, cast: Cast) -> None:
        answer = cast.st_officer.client().post(
            url("unit_create", cast.units["A"].pk),
            {"code": "B1", "kind": "branch", "name_zh": "丙班组", "on": "2025-06-01"},
        )
        assert answer.status_code == 422
        assert 'id="id_code_error"' in answer.content.decode()

    @pytest.mark.parametrize(
        ("name", "code", "data", "check"),
        [
            ("unit_create", "A", {"code": "A2", "kind": "branch", "name_zh": "甲二班组"}, {"code": "A2"}),
            ("unit_rename", "A", {"name_zh": "甲铝业", "name_en": ""}, {"name_zh": "甲铝业"}),
            ("unit_kind", "A1", {"kind": "department"}, {"code": "A1", "kind": "department"}),
            ("unit_move", "A1", {"parent_id": "B"}, {"code": "A1", "parent__code": "B"}),
            ("unit_merge", "B", {"unit_ids": "A"}, {"code": "A", "closed_on": date(2025, 6, 1)}),
            ("unit_split", "A", {"parts": "A8 | 甲电池箔", "continues": "on"}, {"code": "A8"}),
            ("unit_close", "A1", {"successor_id": "B1"}, {"code": "A1", "closed_on": date(2025, 6, 1)}),
        ],
    )
    def test_each_form_does_its_act(
        self, cast: Cast, name: str, code: str, data: dict[str, str], check: dict[str, object]
    ) -> None:
        address = url(name, cast.units[code].pk)
        client = cast.st_officer.client()
        assert client.get(address).status_code == 200
        answer = client.post(address, {"on": "2025-06-01", **data})
        assert answer.status_code == 302, answer.content.decode()
        assert Unit.objects.filter(group=cast.group, **check).exists()
        assert client.get(answer["Location"]).status_code == 200

    def test_who_may_not_manage_gets_no_form(self, cast: Cast) -> None:
        for name in ("unit_create", "unit_rename", "unit_move", "unit_merge", "unit_split", "unit_close"):
            assert cast.manager_a.client().get(url(name, cast.units["A"].pk)).status_code == 403


class TestPeople:
    def test_the_list_ends_where_the_reach_ends(self, cast: Cast) -> None:
        page = cast.manager_a.client().get(url("people")).content.decode()
        assert "丁成员" in page
        assert "曹主管" not in page

    def test_initials_find_a_person(self, cast: Cast) -> None:
        page = cast.st_officer.client().get(url("people"), {"q": "dcy"}).content.decode()
        assert "丁成员" in page
        assert "白主管" not in page

    def test_a_person_outside_reach_answers_404(self, cast: Cast) -> None:
        assert cast.manager_a.client().get(url("person_detail", cast.manager_b.person.pk)).status_code == 404
        assert cast.member_a.client().get(url("person_detail", cast.member_a.person.pk)).status_code == 200

    def test_the_personnel_office_adds_appoints_and_records_leaving(self, cast: Cast) -> None:
        client = cast.hr_officer.client()
        answer = client.post(url("person_add"), {"staff_no": "T9", "unit_id": "A1", "name_zh": "新同事", "gender": "F"})
        person = Person.objects.get(staff_no="T9")
        assert answer["Location"] == url("person_detail", person.pk)
        appoint = {"person_id": "T9", "kind": "top_leader", "on": "2025-06-01"}
        assert client.post(url("post_appoint", cast.units["A1"].pk), appoint).status_code == 302
        changed = {"name_zh": "新同事", "unit_id": "A", "gender": "F", "birth_year": "1990"}
        assert client.post(url("person_change", person.pk), changed).status_code == 302
        assert client.get(url("person_detail", person.pk)).status_code == 200
        post = Post.objects.get(person=person)
        assert client.post(url("post_end", post.pk), {"on": "2025-09-01"}).status_code == 302
        assert client.post(url("person_leave", person.pk), {"on": "2025-10-01"}).status_code == 302
        person.refresh_from_db()
        assert (person.left_on, person.unit.code, person.birth_year) == (date(2025, 10, 1), "A", 1990)


class TestRights:
    def test_a_role_is_granted_shown_and_revoked(self, cast: Cast) -> None:
        client = cast.hr_officer.client()
        data = {
            "person_id": "T-member_a",
            "role": "expert",
            "unit_id": "A",
            "start": "2026-11-01",
            "until": "2027-11-01",
            "reason": "评审专家",
        }
        assert client.post(url("grant_give"), data).status_code == 302
        grant = Grant.objects.get(role="expert")
        assert "丁成员" in client.get(url("grants")).content.decode()
        assert cast.auditor.client().get(url("grant_revoke", grant.pk)).status_code == 403
        assert cast.stranger.client().get(url("grant_revoke", grant.pk)).status_code in {403, 404}
        assert client.get(url("grant_revoke", grant.pk)).status_code == 200
        assert client.post(url("grant_revoke", grant.pk)).status_code == 302

    def test_a_role_is_delegated_and_taken_back(self, cast: Cast) -> None:
        client = cast.manager_a.client()
        today = date.today()  # noqa: DTZ011 - the form speaks of calendar days
        data = {
            "receiver_id": "T-member_a",
            "held": f"st_manager@{cast.units['A'].pk}",
            "start": today.isoformat(),
            "until": today.replace(year=today.year + 1).isoformat(),
            "reason": "年休假",
        }
        assert client.post(url("delegation_give"), data).status_code == 422
        data["until"] = date.fromordinal(today.toordinal() + 20).isoformat()
        assert client.post(url("delegation_give"), data).status_code == 302
        delegation = Delegation.objects.get()
        assert cast.member_a.actor.may("projects.manage", cast.units["A1"].path)
        assert "丁成员" in client.get(url("delegations")).content.decode()
        assert cast.manager_b.client().get(url("delegation_revoke", delegation.pk)).status_code == 404
        assert client.post(url("delegation_revoke", delegation.pk)).status_code == 302
        assert not cast.member_a.actor.may("projects.manage", cast.units["A1"].path)


class TestStaffSession:
    def test_every_request_inside_it_is_on_record(self, cast: Cast) -> None:
        client = cast.operator.client()
        client.get(TREE)
        assert not Act.objects.filter(act="organisation.staff_session.request").exists()
        client.post(url("staff"), {"reason": "按工单 4711 修复导入", "minutes": "30"})
        assert StaffSession.objects.get().closed_at is None
        page = client.get(url("grants"))
        assert page.status_code == 200
        paths = Act.objects.filter(act="organisation.staff_session.request").values_list("after__path", flat=True)
        assert list(paths) == ["/organisation/grants"]
        client.post(url("staff_close"))
        assert client.get(url("grants")).status_code == 403

    def test_a_reason_and_an_end_are_needed(self, cast: Cast) -> None:
        answer = cast.operator.client().post(url("staff"), {"reason": "修", "minutes": "500"})
        assert answer.status_code == 422
        assert not StaffSession.objects.exists()

    def test_nobody_else_sees_the_page(self, cast: Cast) -> None:
        assert cast.st_officer.client().get(url("staff")).status_code == 403


class TestAccount:
    def test_a_token_is_shown_once_and_stored_as_a_hash(self, cast: Cast) -> None:
        client = cast.st_officer.client()
        page = client.post(url("token_create"), {"name": "报表", "scopes": ["projects.view"], "days": "30"})
        token = AccessToken.objects.get()
        secret = page.content.decode().split('value="cy_')[1].split('"')[0]
        assert page["Cache-Control"] == "no-store"
        assert secret not in token.digest
        assert secret not in client.get(url("my_account")).content.decode()
        assert client.post(url("token_revoke", token.pk)).status_code == 302
        token.refresh_from_db()
        assert token.revoked_at is not None

    def test_the_language_stays_with_the_account(self, cast: Cast) -> None:
        client = cast.member_a.client()
        client.post(url("account_language"), {"language": "en"})
        cast.member_a.account.refresh_from_db()
        assert cast.member_a.account.language == "en"
        assert "My account" in client.get(url("my_account")).content.decode()


class TestSuggestions:
    def test_units_people_and_colleagues_are_suggested_as_far_as_one_sees(self, cast: Cast) -> None:
        client = cast.manager_a.client()
        assert [each["value"] for each in client.get(url("unit_suggest"), {"q": "jyb"}).json()] == ["A1"]
        assert client.get(url("person_suggest"), {"q": "曹主管"}).json() == []
        assert [each["value"] for each in client.get(url("colleague_suggest"), {"q": "曹主管"}).json()] == [
            "T-manager_b"
        ]
        assert client.get(url("colleague_suggest"), {"q": "曹"}).json() == []
        assert client.get(url("unit_suggest"), {"q": "外部"}).json() == []
