"""Panels: opening, announcing, drawing, replacing, and checking what was drawn."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from ceyuan.apps.reviews import shared_work
from ceyuan.apps.reviews.models import Assignment, Declaration, DrawEntry, Expert, Recusal, Tie
from ceyuan.apps.reviews.selectors import panels as selectors
from ceyuan.apps.reviews.services import draws, panels, seats
from ceyuan.core.kernel import Invalid, Refused
from ceyuan.core.review.draw import verify

from .pool_desk import CRITERIA, Pool

pytestmark = pytest.mark.django_db


def test_a_panel_is_opened_with_its_cases_criteria_and_conditions(pool: Pool) -> None:
    panel = pool.open()
    assert panel.state == "drafting"
    assert [one.title for one in panel.cases.order_by("number")] == ["揭榜方案1", "揭榜方案2", "揭榜方案3"]
    assert sum(panel.criteria.values_list("weight_ppm", flat=True)) == 1_000_000
    assert (panel.settings["seats"], panel.settings["barred_by"]) == (5, "all")


@pytest.mark.parametrize(
    ("field", "code", "facts"),
    [
        ("reviewers_per_case", "reviews.letter_least", {"reviewers_per_case": 2}),
        ("cases", "reviews.no_cases", {"cases": []}),
        ("criteria", "reviews.weights_sum", {"criteria": CRITERIA[:1]}),
        ("criteria", "reviews.criterion_twice", {"criteria": [*CRITERIA, CRITERIA[0]]}),
        ("due_at", "reviews.due_in_the_past", {"due_at": timezone.now() - timedelta(days=1)}),
        ("mode", "kit.not_a_choice", {"mode": "by_pigeon"}),
        ("seats", "reviews.seats_range", {"settings": {"seats": 2}}),
        ("strata", "review.stratum_bounds", {"settings": {"strata": [{"code": "x", "wanted": {}, "minimum": 99}]}}),
    ],
)
def test_a_panel_that_could_not_work_is_not_opened(pool: Pool, field: str, code: str, facts: dict[str, Any]) -> None:
    with pytest.raises(Invalid) as problem:
        pool.open(**facts)
    assert code in {getattr(one, "code", one) for one in problem.value.fields[field]}


def test_a_case_names_at_most_three_experts_unsuitable(pool: Pool) -> None:
    named = [one.person.pk for one in pool.inside[:4]]
    with pytest.raises(Invalid) as problem:
        pool.open(cases=[pool.case(1, unsuitable_person_ids=named)])
    assert problem.value.fields["cases"][0].code == "review.too_many_unsuitable"


def test_only_the_office_over_the_unit_opens_and_draws(pool: Pool) -> None:
    for who in (pool.cast.manager_b, pool.cast.member_a, pool.cast.auditor):
        with pytest.raises(Refused, match=r"reviews\.run_not_permitted"):
            pool.open(actor=who.actor)
    panel = pool.open()
    with pytest.raises(Refused, match=r"reviews\.unknown_panel"):
        draws.announce(actor=pool.cast.manager_b.actor, panel_id=panel.pk)


def test_the_fingerprint_of_the_seed_is_public_before_the_draw_and_binds_it(pool: Pool) -> None:
    panel = pool.open()
    actor = pool.cast.manager_a.actor
    with pytest.raises(Refused, match=r"reviews\.not_announced"):
        draws.run(actor=actor, panel_id=panel.pk, revision=0)
    announced = draws.announce(actor=actor, panel_id=panel.pk)
    assert announced.seed not in announced.commitment
    with pytest.raises(Refused, match=r"reviews\.draw_waits"):
        draws.announce(actor=actor, panel_id=panel.pk)
    drawn = draws.run(actor=actor, panel_id=panel.pk, revision=0)
    record = selectors.record_of(announced)
    assert record is not None
    assert verify(announced.commitment, record.seed)
    assert drawn.state == "drawn"
    assert drawn.seats.count() == 5


def test_a_draw_with_a_public_number_waits_for_it(pool: Pool) -> None:
    panel = pool.open()
    actor = pool.cast.manager_a.actor
    draws.announce(actor=actor, panel_id=panel.pk, public="11月25日福彩3D开奖号")
    with pytest.raises(Refused, match=r"reviews\.public_missing"):
        draws.run(actor=actor, panel_id=panel.pk, revision=0)
    draws.run(actor=actor, panel_id=panel.pk, revision=0, public="4 1 9")
    draw = selectors.current_draw(panel)
    assert draw is not None
    record = selectors.record_of(draw)
    assert record is not None
    assert record.public == "4 1 9"


def test_two_who_draw_at_once_draw_once(pool: Pool) -> None:
    panel = pool.draw(pool.open())
    with pytest.raises(Refused, match=r"workflow\.stale"):
        draws.run(actor=pool.cast.manager_a.actor, panel_id=panel.pk, revision=0)
    assert DrawEntry.objects.filter(draw__panel=panel).count() == 1


def test_a_draw_that_cannot_be_filled_says_what_is_missing(pool: Pool) -> None:
    panel = pool.open(settings={"seats": 5, "externals_ppm": 900_000})
    with pytest.raises(Refused) as problem:
        pool.draw(panel)
    assert problem.value.reason.code == "review.draw_impossible"
    assert [one.code for one in problem.value.reason.facts["missing"]] == ["review.draw_stratum_short"]
    panel.refresh_from_db()
    assert panel.state == "drafting"
    again = panels.change_settings(
        actor=pool.cast.manager_a.actor, panel_id=panel.pk, due_at=panel.due_at, given={"externals_ppm": 400_000}
    )
    drawn = draws.run(actor=pool.cast.manager_a.actor, panel_id=panel.pk, revision=again.revision)
    assert drawn.seats.filter(expert__is_external=True).count() >= 2


def test_who_has_not_agreed_left_or_is_barred_is_never_drawn(pool: Pool) -> None:
    Expert.objects.filter(pk=pool.entries[0].pk).update(consented_on=None)
    Expert.objects.filter(pk=pool.entries[1].pk).update(is_active=False)
    Expert.objects.filter(pk=pool.entries[2].pk).update(integrity_state="barred", integrity_note="弄虚作假")
    panel = pool.drawn(settings={"seats": 8, "colleagues": 3})
    assert not {one.pk for one in pool.entries[:3]} & set(panel.seats.values_list("expert_id", flat=True))


def test_in_a_meeting_any_conflict_keeps_out_of_the_draw(pool: Pool) -> None:
    from ceyuan.apps.organisation.models import Unit

    today = timezone.localdate()
    first, second, third, fourth, fifth = pool.entries[:5]
    Tie.objects.create(expert=first, kind="relative", person=pool.cast.member_a.person, noted_on=today)
    Declaration.objects.create(expert=second, unit=pool.cast.units["A1"], words="曾任顾问", declared_on=today)
    Expert.objects.filter(pk=third.pk).update(unit=pool.cast.units["A"])
    Expert.objects.filter(pk=fourth.pk).update(unit=Unit.objects.get(code="T", group=pool.cast.group))
    cases = [pool.case(1, unsuitable_person_ids=[fifth.person_id])]
    panel = pool.drawn(mode="meeting", reviewers_per_case=4, cases=cases, settings={"per_unit": None})
    draw = selectors.current_draw(panel)
    assert draw is not None
    record = selectors.record_of(draw)
    assert record is not None
    found = {int(key[1:]): {one.code for one in reasons} for key, reasons in record.exclusions.items()}
    assert found == {
        first.pk: {"review.conflict_relative"},
        second.pk: {"review.conflict_declared"},
        third.pk: {"review.conflict_same_entity"},
        fourth.pk: {"review.conflict_parent_entity"},
        fifth.pk: {"review.conflict_unsuitable"},
    }


def test_work_shared_within_three_years_is_a_conflict_and_older_work_is_not(
    pool: Pool, monkeypatch: pytest.MonkeyPatch
) -> None:
    led = pool.cast.member_a.person.pk
    today = timezone.localdate()
    recent, old = pool.entries[0], pool.entries[1]

    def provider(group_id: int, people: Any, since: date) -> list[shared_work.Work]:
        assert {led, recent.person_id, old.person_id} <= set(people)
        return [
            shared_work.Work(
                "co_project", "铝电解节能", frozenset({led, recent.person_id}), today - timedelta(days=90)
            ),
            shared_work.Work("co_author", "旧作", frozenset({led, old.person_id}), today - timedelta(days=1200)),
        ]

    monkeypatch.setattr(shared_work, "_PROVIDERS", {"tests": provider})
    panel = pool.drawn(settings={"seats": 8}, cases=[pool.case(1)])
    draw = selectors.current_draw(panel)
    assert draw is not None
    record = selectors.record_of(draw)
    assert record is not None
    assert [int(key[1:]) for key in record.exclusions] == [recent.pk]


def test_a_supervisor_who_did_not_draw_repeats_the_draw(pool: Pool) -> None:
    panel = pool.drawn()
    assert draws.verify(actor=pool.cast.auditor.actor, panel_id=panel.pk) == []
    with pytest.raises(Refused, match=r"reviews\.supervise_not_permitted"):
        draws.verify(actor=pool.cast.manager_a.actor, panel_id=panel.pk)


def test_nobody_checks_a_draw_of_ones_own(pool: Pool) -> None:
    from ceyuan.apps.organisation.models import Grant

    Grant.objects.create(
        person=pool.cast.auditor.person, role="st_officer", unit=pool.cast.units["T"], valid=("2020-01-01", None)
    )
    panel = pool.draw(pool.open(), actor=pool.cast.auditor.actor)
    with pytest.raises(Refused, match=r"reviews\.drew_it_oneself"):
        draws.verify(actor=pool.cast.auditor.actor, panel_id=panel.pk)


def test_a_seat_that_no_draw_gave_is_found(pool: Pool) -> None:
    panel = pool.drawn()
    left = next(one for one in pool.entries if not panel.seats.filter(expert=one).exists())
    panel.seats.create(expert=left)
    assert [one.code for one in draws.verify(actor=pool.cast.auditor.actor, panel_id=panel.pk)] == [
        "reviews.seated_undrawn"
    ]


def test_who_declines_is_replaced_by_the_next_of_the_draw_and_the_record_still_holds(pool: Pool) -> None:
    panel = pool.drawn()
    seat = panel.seats.filter(expert__person__isnull=False)[0]
    expert = pool.member_of(seat)
    seats.answer(actor=expert.actor, seat_id=seat.pk, accepts=False)
    came = panel.seats.get(in_place_of=seat)
    assert came.state == "invited"
    assert came.expert_id != seat.expert_id
    assert draws.vacant(panel) == 0
    assert draws.verify(actor=pool.cast.auditor.actor, panel_id=panel.pk) == []


def test_when_nobody_is_left_the_seat_is_vacant_and_another_draw_fills_it(pool: Pool) -> None:
    panel = pool.drawn(settings={"seats": 11})
    seat = panel.seats.all()[0]
    seats.answer(actor=pool.cast.manager_a.actor, seat_id=seat.pk, accepts=False, words="来电婉拒")
    assert draws.vacant(panel) == 1
    newcomer = Expert.objects.create(
        group=pool.cast.group,
        keeper=pool.cast.units["T"],
        name_zh="新外聘",
        unit_name="研究院",
        is_external=True,
        consented_on=timezone.localdate(),
    )
    panel.refresh_from_db()
    pool.draw(panel)
    assert panel.seats.filter(expert=newcomer, state="invited").exists()
    assert draws.verify(actor=pool.cast.auditor.actor, panel_id=panel.pk) == []


def test_what_is_judged_does_not_change_after_the_draw(pool: Pool) -> None:
    panel = pool.drawn()
    with pytest.raises(DatabaseError, match=r"reviews\.panel_frozen"), transaction.atomic():
        panel.cases.update(title="另一方案")
    with pytest.raises(Refused, match=r"reviews\.drawn_already"):
        panels.change_settings(actor=pool.cast.manager_a.actor, panel_id=panel.pk, due_at=panel.due_at, given={})


def test_a_drawn_record_cannot_be_rewritten(pool: Pool) -> None:
    panel = pool.drawn()
    with pytest.raises(DatabaseError, match=r"reviews\.append_only"), transaction.atomic():
        DrawEntry.objects.filter(draw__panel=panel).update(digest="0" * 64)


def test_the_database_refuses_an_assignment_of_a_recused_pair(pool: Pool) -> None:
    panel = pool.accepted()
    seat, case = panel.seats.all()[0], panel.cases.all()[0]
    Recusal.objects.create(case=case, expert=seat.expert, source="ordered", words="同窗")
    with pytest.raises(DatabaseError, match=r"reviews\.recused_pair"), transaction.atomic():
        Assignment.objects.create(panel=panel, case=case, seat=seat)
    other = panel.cases.all()[1]
    Assignment.objects.create(panel=panel, case=other, seat=seat)
    with pytest.raises(DatabaseError, match=r"reviews\.still_assigned"), transaction.atomic():
        Recusal.objects.create(case=other, expert=seat.expert, source="ordered", words="同窗")
