"""Pages of the pool of experts, and its services: what is kept, what is shown to whom."""

import pytest
from django.utils import timezone

from ceyuan.apps.organisation.tests.cast import Member
from ceyuan.apps.reviews.models import Declaration, Expert
from ceyuan.apps.reviews.selectors import pool as selectors
from ceyuan.apps.reviews.services import experts
from ceyuan.apps.reviews.services.experts import ExpertText
from ceyuan.core.kernel import Invalid, Refused

from .pool_desk import Pool

pytestmark = pytest.mark.django_db


def _officer(pool: Pool) -> Member:
    return pool.cast.st_officer


def test_an_expert_from_outside_is_entered_once(pool: Pool) -> None:
    actor = _officer(pool).actor
    keeper = pool.cast.units["T"].pk
    text = ExpertText(name_zh="钱教授", unit_name="某大学", fields=["450"], keywords=["电解"], is_external=True)
    made = experts.enter(actor=actor, keeper=keeper, text=text, consented_on=timezone.localdate())
    assert selectors.is_ready(made)
    with pytest.raises(Invalid) as problem:
        experts.enter(actor=actor, keeper=keeper, text=text)
    assert problem.value.fields["name_zh"][0].code == "reviews.expert_known"


def test_of_a_person_on_record_name_and_employer_are_taken_from_there(pool: Pool) -> None:
    person = pool.cast.member_a.person
    made = experts.enter(
        actor=_officer(pool).actor, keeper=pool.cast.units["T"].pk, text=ExpertText(), person_id=person.pk
    )
    assert (made.name_zh, made.unit_id) == (person.name_zh, person.unit_id)
    assert not selectors.is_ready(made)


def test_only_the_office_that_keeps_an_entry_changes_it(pool: Pool) -> None:
    entry = pool.entries[0]
    with pytest.raises(Refused, match=r"reviews\.unknown_expert"):
        experts.change(actor=pool.cast.manager_a.actor, expert_id=entry.pk, text=ExpertText())
    with pytest.raises(Refused, match=r"reviews\.pool_not_permitted"):
        experts.set_standing(
            actor=pool.cast.auditor.actor,
            expert_id=entry.pk,
            integrity_state="barred",
            integrity_note="泄露评审内容",
            is_active=True,
        )
    text = ExpertText(fields=["430"], max_load=2)
    assert experts.change(actor=_officer(pool).actor, expert_id=entry.pk, text=text).max_load == 2


def test_barring_an_expert_needs_a_ground(pool: Pool) -> None:
    entry = pool.entries[0]
    with pytest.raises(Invalid) as problem:
        experts.set_standing(
            actor=_officer(pool).actor,
            expert_id=entry.pk,
            integrity_state="barred",
            integrity_note=" ",
            is_active=True,
        )
    assert problem.value.fields["integrity_note"][0].code == "reviews.standing_why"


def test_an_expert_agrees_and_declares_without_any_post(pool: Pool) -> None:
    expert, entry = pool.inside[0], pool.entries[0]
    Expert.objects.filter(pk=entry.pk).update(consented_on=None)
    browser = expert.client()
    assert browser.get("/reviews/experts/me").headers["Location"] == f"/reviews/experts/{entry.pk}/"
    assert browser.post(f"/reviews/experts/{entry.pk}/agree").status_code == 302
    entry.refresh_from_db()
    assert entry.consented_on == timezone.localdate()
    address = f"/reviews/experts/{entry.pk}/interests/new"
    assert browser.post(address, {"words": "持股"}).status_code == 422
    assert browser.post(address, {"unit_id": "A1", "words": "持股"}).status_code == 302
    told = Declaration.objects.get(expert=entry)
    assert told.unit == pool.cast.units["A1"]
    end = f"/reviews/experts/{entry.pk}/interests/{told.pk}/end"
    assert browser.post(end).status_code == 302
    assert browser.post(end).status_code == 404
    tie = {"kind": "relative", "person_id": pool.cast.member_a.person.staff_no}
    assert browser.post(f"/reviews/experts/{entry.pk}/ties/new", tie).status_code == 302
    assert "丁成员" in browser.get(f"/reviews/experts/{entry.pk}/").content.decode()


def test_the_entry_of_somebody_else_is_not_there(pool: Pool) -> None:
    entry = pool.entries[1]
    browser = pool.inside[0].client()
    for address in ("", "agree", "withdraw", "interests/new", "ties/new"):
        assert browser.get(f"/reviews/experts/{entry.pk}/{address}").status_code == 404, address
        if address:
            assert browser.post(f"/reviews/experts/{entry.pk}/{address}", {}).status_code == 404, address
    manager = pool.cast.manager_a.client()
    for address in ("edit", "standing", "consent"):
        assert manager.post(f"/reviews/experts/{entry.pk}/{address}", {}).status_code == 404, address


def test_readers_of_a_published_panel_see_name_and_field_alone(pool: Pool) -> None:
    from ceyuan.apps.workflow.interface import adopting

    panel = pool.accepted()
    with adopting():
        type(panel).objects.filter(pk=panel.pk).update(state="published")
    seat = panel.seats.filter(expert__person__isnull=False)[0]
    Expert.objects.filter(pk=seat.expert_id).update(email="geheim@example.org")
    page = pool.cast.manager_a.client().get(f"/reviews/experts/{seat.expert_id}/").content.decode()
    assert seat.expert.name_zh in page
    assert "冶金工程技术" in page
    assert "电解槽" not in page
    assert "geheim" not in page


def test_the_pool_is_listed_for_its_office_with_the_workload(pool: Pool) -> None:
    page = _officer(pool).client().get("/reviews/experts/?external=yes").content.decode()
    assert "外聘1" in page
    assert "评委1" not in page
    assert "评委1" not in pool.cast.manager_b.client().get("/reviews/experts/").content.decode()
    ledger = selectors.workloads([one.pk for one in pool.entries])
    assert {one.assigned for one in ledger.values()} == {0}


def test_an_entry_is_made_and_corrected_on_pages(pool: Pool) -> None:
    browser = _officer(pool).client()
    given = {
        "keeper": "T",
        "name_zh": "孙研究员",
        "unit_name": "研究总院",
        "fields_of_work": ["450", "430"],
        "keywords": "电解槽；阴极、氧化铝",
        "max_load": "4",
        "is_external": "on",
    }
    assert browser.get("/reviews/experts/new").status_code == 200
    assert browser.post("/reviews/experts/new", {**given, "unit_name": ""}).status_code == 422
    assert browser.post("/reviews/experts/new", given).status_code == 302
    made = Expert.objects.get(name_zh="孙研究员")
    assert made.keywords == ["电解槽", "阴极", "氧化铝"]
    assert browser.get(f"/reviews/experts/{made.pk}/edit").status_code == 200
    assert browser.post(f"/reviews/experts/{made.pk}/edit", {**given, "max_load": "9"}).status_code == 302
    made.refresh_from_db()
    assert made.max_load == 9
    standing = {"integrity_state": "noted", "integrity_note": "迟交三次", "is_active": "on"}
    assert browser.post(f"/reviews/experts/{made.pk}/standing", standing).status_code == 302
    assert browser.post(f"/reviews/experts/{made.pk}/consent", {"on": "2026-01-05"}).status_code == 302
    assert "迟交三次" in browser.get(f"/reviews/experts/{made.pk}/").content.decode()
