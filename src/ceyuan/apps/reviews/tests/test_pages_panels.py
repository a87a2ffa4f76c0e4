"""Pages of panels, draws and seats: who sees what, what works without JavaScript."""

import pytest

from ceyuan.apps.reviews.models import Panel, Recusal
from ceyuan.apps.reviews.services import assigning, draws

from .pool_desk import Pool

pytestmark = pytest.mark.django_db


def test_the_office_announces_draws_and_assigns_on_pages(pool: Pool) -> None:
    panel = pool.open()
    office = pool.cast.manager_a.client()
    page = f"/reviews/panels/{panel.pk}/"
    assert "公布抽取" in office.get(page).content.decode()
    assert office.post(f"{page}announce", {"public": ""}).status_code == 302
    form = office.get(f"{page}draw").content.decode()
    assert panel.draws.get().commitment in form
    assert panel.draws.get().seed not in form
    assert office.post(f"{page}draw", {"revision": "0", "public": ""}).status_code == 302
    panel.seats.update(state="accepted")
    assert office.post(f"{page}assign").status_code == 302
    shown = office.get(page).content.decode()
    assert "已分配" in shown
    assert "9" in shown
    panel.refresh_from_db()
    assert office.post(f"{page}step", {"action": "start", "revision": str(panel.revision)}).status_code == 302
    assert Panel.objects.get(pk=panel.pk).state == "reviewing"


def test_a_draw_that_cannot_be_filled_names_what_is_missing_on_the_page(pool: Pool) -> None:
    panel = pool.open(settings={"seats": 60})
    office = pool.cast.manager_a.client()
    office.post(f"/reviews/panels/{panel.pk}/announce", {})
    answer = office.post(f"/reviews/panels/{panel.pk}/draw", {"revision": "0"})
    assert answer.status_code == 422
    assert "需要 60 名专家" in answer.content.decode()


def test_what_belongs_to_another_office_is_not_there(pool: Pool) -> None:
    panel = pool.drawn()
    seat = panel.seats.all()[0]
    other = pool.cast.manager_b.client()
    for address in ("", "announce", "draw", "assign", "conditions"):
        assert other.get(f"/reviews/panels/{panel.pk}/{address}").status_code == 404, address
        if address:
            assert other.post(f"/reviews/panels/{panel.pk}/{address}", {}).status_code == 404, address
    assert other.post(f"/reviews/panels/{panel.pk}/step", {"action": "cancel"}).status_code == 404
    for address in ("", "accept", "decline", "replace", "recuse", "chair"):
        assert other.get(f"/reviews/seats/{seat.pk}/{address}").status_code == 404, address
        if address:
            assert other.post(f"/reviews/seats/{seat.pk}/{address}", {}).status_code == 404, address


def test_readers_see_no_names_before_a_panel_is_published(pool: Pool) -> None:
    from ceyuan.apps.organisation.models import Post
    from ceyuan.apps.organisation.tests.cast import SINCE, _member

    leader = _member(pool.cast.group, pool.cast.units["A"], "leader", ("李领导", "Li Lingdao"))
    Post.objects.create(person=leader.person, unit=pool.cast.units["A"], kind="top_leader", valid=(SINCE, None))
    panel = pool.drawn()
    page = leader.client().get(f"/reviews/panels/{panel.pk}/").content.decode()
    assert "评审公布后显示专家名单" in page
    assert not any(seat.expert.name_zh in page for seat in panel.seats.select_related("expert"))
    expert = panel.seats.all()[0].expert_id
    assert leader.client().get(f"/reviews/experts/{expert}/").status_code == 404


def test_a_supervisor_repeats_the_draw_and_the_operator_cannot(pool: Pool) -> None:
    panel = pool.drawn()
    page = f"/reviews/panels/{panel.pk}/draw/check"
    assert pool.cast.manager_a.client().get(page).status_code == 403
    auditor = pool.cast.auditor.client()
    assert panel.draws.get().seed in auditor.get(page).content.decode()
    assert "抽取记录成立" in auditor.post(page).content.decode()
    told = auditor.get(f"/reviews/panels/{panel.pk}/draw.json").json()
    assert told["draws"][0]["commitment"] == panel.draws.get().commitment


def test_an_invitation_is_answered_on_its_page_and_waits_in_the_inbox(pool: Pool) -> None:
    from ceyuan.apps.reviews.todo import providers

    panel = pool.drawn()
    seat = panel.seats.filter(expert__person__isnull=False)[0]
    expert = pool.member_of(seat)
    waiting = [item for one in providers for item in one.items(expert.actor, 10)]
    assert f"/reviews/seats/{seat.pk}/" in [item.url for item in waiting]
    page = expert.client().get(f"/reviews/seats/{seat.pk}/")
    assert "接受" in page.content.decode()
    assert "揭榜方案" not in page.content.decode()
    assert expert.client().post(f"/reviews/seats/{seat.pk}/accept").status_code == 302
    seat.refresh_from_db()
    assert seat.state == "accepted"
    answer = expert.client().post(f"/reviews/seats/{seat.pk}/decline", {"words": ""})
    assert answer.status_code == 422
    assert expert.client().post(f"/reviews/seats/{seat.pk}/decline", {"words": "出差"}).status_code == 302
    assert panel.seats.filter(in_place_of=seat).exists()


def test_the_office_orders_a_recusal_and_the_page_says_why(pool: Pool) -> None:
    panel = pool.accepted()
    seat, case = panel.seats.all()[0], panel.cases.all()[0]
    office = pool.cast.manager_a.client()
    address = f"/reviews/seats/{seat.pk}/recuse"
    assert office.post(address, {"case_id": str(case.pk), "words": ""}).status_code == 422
    assert office.post(address, {"case_id": str(case.pk), "words": "曾在该单位任职"}).status_code == 302
    assert Recusal.objects.get(case=case, source="ordered").words == "曾在该单位任职"
    assert "曾在该单位任职" in office.get(f"/reviews/panels/{panel.pk}/").content.decode()
    assigning.ask(actor=pool.cast.manager_a.actor, panel_id=panel.pk)
    assert not panel.assignments.filter(seat=seat, case=case).exists()


def test_conditions_are_changed_until_the_draw(pool: Pool) -> None:
    panel = pool.open()
    office = pool.cast.manager_a.client()
    address = f"/reviews/panels/{panel.pk}/conditions"
    given = {
        "due_at": "2099-12-31T18:00",
        "reviewers_per_case": "3",
        "seats": "6",
        "share": "20",
        "externals": "1",
        "colleagues": "2",
        "barred_by": "all",
    }
    assert office.get(address).status_code == 200
    assert office.post(address, {**given, "seats": "1"}).status_code == 422
    assert office.post(address, given).status_code == 302
    panel.refresh_from_db()
    assert (panel.settings["seats"], panel.settings["externals_ppm"]) == (6, 200_000)


def test_the_list_of_panels_is_narrowed_and_searched(pool: Pool) -> None:
    from ceyuan.apps.reviews.search import providers

    panel = pool.drawn()
    office = pool.cast.manager_a.client()
    assert panel.title in office.get("/reviews/panels/?state=drawn").content.decode()
    assert panel.title not in office.get("/reviews/panels/?state=closed").content.decode()
    hits = providers[0].find(pool.cast.manager_a.actor, "电解槽", 5)
    assert [hit.url for hit in hits] == [f"/reviews/panels/{panel.pk}/"]
    assert draws.vacant(panel) == 0
