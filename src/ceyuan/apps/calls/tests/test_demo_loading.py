"""The demonstration's calls and reviews: counts, races, sealed records, what waits for its log-ins; loaded once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from django.utils import timezone

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def told(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Organisation, pool and calls, loaded once for this module and rolled back after it."""
    from django.db import connection, transaction

    from ceyuan.apps.calls import demo as calls
    from ceyuan.apps.organisation import demo as organisation
    from ceyuan.apps.reviews import demo as reviews

    with django_db_blocker.unblock(), transaction.atomic():
        assert all(one.load() for one in (organisation, reviews, calls))
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        with django_db_blocker.block():
            yield
        transaction.set_rollback(True)


def test_there_are_forty_challenges_in_every_state_three_of_them_unfilled(told: None) -> None:
    from ceyuan.apps.calls.models import Challenge

    states = Counter(Challenge.objects.values_list("state", flat=True))
    assert sum(states.values()) == 40
    assert states["unfilled"] == 3
    assert states["published"] == 10
    assert {"draft", "demand_review", "closed", "formal_check", "review", "defence", "decision"} <= states.keys()
    assert {"publicity", "negotiation", "pledged", "running", "delivered", "cancelled"} <= states.keys()


def test_six_races_run_in_two_or_three_lanes_and_one_is_over(told: None) -> None:
    from ceyuan.apps.calls.models import Lane, LaneMark, Race

    races = list(Race.objects.all())
    assert len(races) == 6
    assert {race.lanes.count() for race in races} == {2, 3}
    assert [race.lanes.filter(state="winner").count() for race in races if race.ended_at] == [1]
    assert Lane.objects.filter(state="eliminated", race__ended_at=None).count() == 1
    assert not Lane.objects.filter(state__in=["eliminated"], records_handed_over_on=None).exists()
    assert not LaneMark.objects.filter(measured_on__gt=timezone.localdate()).exists()


def test_every_record_of_a_panel_and_every_draw_holds(told: None) -> None:
    from ceyuan.apps.organisation.interface import actor_of_username
    from ceyuan.apps.reviews.models import Panel
    from ceyuan.apps.reviews.selectors.record import faults
    from ceyuan.apps.reviews.services import draws

    supervisor = actor_of_username("shenji")
    for panel in Panel.objects.select_related("group", "unit"):
        assert faults(panel) == []
        if panel.state != "drafting":
            assert draws.verify(actor=supervisor, panel_id=panel.pk) == []


def test_panels_meet_in_every_mode_and_nobody_scores_a_case_they_are_kept_from(told: None) -> None:
    from django.db.models import F

    from ceyuan.apps.reviews.models import Panel, Recusal, Seat, Sheet

    assert set(Panel.objects.values_list("mode", flat=True)) == {"letter", "meeting", "defence", "on_site"}
    assert {"drafting", "reviewing", "drawn", "closed", "published"} == set(
        Panel.objects.values_list("state", flat=True)
    )
    barred = set(Recusal.objects.values_list("case_id", "expert_id"))
    assert {"records", "declared", "ordered"} <= set(Recusal.objects.values_list("source", flat=True))
    judged = Sheet.objects.exclude(state="void").values_list("assignment__case", "assignment__seat__expert")
    assert not barred & set(judged)
    assert Seat.objects.filter(state="declined").exists()
    assert Seat.objects.filter(in_place_of__state="declined", panel=F("in_place_of__panel")).exists()


def test_sheets_stay_sealed_until_their_panel_closes(told: None) -> None:
    from ceyuan.apps.reviews.models import Mark, Sheet

    running = Sheet.objects.filter(assignment__panel__state="reviewing", state="submitted")
    assert running.exists()
    assert not running.exclude(unsealed_at=None).exists()
    assert not Mark.objects.filter(sheet__in=running).exists()


def test_calibration_tells_the_harsh_reviewer_from_the_lenient(told: None) -> None:
    from ceyuan.apps.reviews import outcome
    from ceyuan.apps.reviews.models import Panel

    panel = Panel.objects.get(title__contains="锌电积阴极板自动剥离")
    severities = [outcome.severity_of(panel.outcome.computed, seat.pk) for seat in panel.seats.all()]
    known = [float(one) for one in severities if one is not None]
    assert min(known) < -5
    assert max(known) > 3


def test_votes_were_said_by_name_and_counted_in_secret(told: None) -> None:
    from ceyuan.apps.reviews.models import Vote

    assert Vote.objects.filter(is_secret=False, state="open").exists()
    assert Vote.objects.filter(is_secret=False, state="closed").exists()
    counted = Vote.objects.filter(is_secret=True, state="closed")
    assert counted.exists()
    assert all(one.result["publication"]["faults"] == [] and one.result["papers"] > 3 for one in counted)


def test_the_expert_with_a_log_in_has_reviews_to_do(told: None) -> None:
    from ceyuan.apps.organisation.interface import actor_of_username
    from ceyuan.apps.reviews.selectors import desk

    waiting = desk.due(actor_of_username("zhuanjia"), 20)
    assert 3 <= len(waiting) <= 5
    assert {one.state for one in waiting} == {"assigned", "begun"}


def test_pledges_wait_for_the_leader_and_the_head_and_one_is_signed(told: None) -> None:
    from ceyuan.apps.calls.models import Bid, Pledge
    from ceyuan.apps.documents.interface import check, to_sign
    from ceyuan.apps.organisation.interface import actor_of_username

    assert [len(to_sign(actor_of_username(name), 20)) for name in ("fuzeren", "lingdao")] == [1, 2]
    signed = Pledge.objects.exclude(signed_at=None).get()
    assert signed.bid.state == "pledged"
    assert {one.severity for one in check(signed.signing_id or 0)} == {"good"}
    assert Bid.objects.filter(leader=actor_of_username("fuzeren").person_id, state="draft").count() == 2


def test_chosen_bids_are_on_notice_and_one_line_is_disputed(told: None) -> None:
    from ceyuan.apps.calls.models import Challenge, Decision
    from ceyuan.apps.notices.interface import clear

    one = Challenge.objects.get(title="锌电积阴极板自动剥离")
    chosen = Decision.objects.filter(challenge=one, outcome="selected").order_by("place")
    codes = [{reason.code for reason in clear("calls.bid", row.bid_id).reasons} for row in chosen]
    assert codes == [{"notices.running", "notices.disputed"}, {"notices.running"}]
    over = Challenge.objects.get(title="电解槽打壳下料智能控制")
    assert clear("calls.bid", Decision.objects.get(challenge=over, outcome="selected").bid_id)
    assert not Decision.objects.filter(reasons="").exists()


def test_loading_again_changes_nothing(told: None) -> None:
    from ceyuan.apps.calls import demo as calls
    from ceyuan.apps.calls.models import Bid
    from ceyuan.apps.reviews import demo as reviews

    before = Bid.objects.count()
    assert calls.load() is False
    assert reviews.load() is False
    assert Bid.objects.count() == before
