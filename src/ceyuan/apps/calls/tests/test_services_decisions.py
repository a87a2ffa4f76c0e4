"""From the review of bids to the pledge: reasons, places, public notice, and who may not take part."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from ceyuan.apps.audit.models import Act
from ceyuan.apps.calls.models import Decision
from ceyuan.apps.calls.selectors import decisions as selectors
from ceyuan.apps.calls.selectors import reviewing as ranks
from ceyuan.apps.calls.services import challenges, decisions, pledges, reviewing
from ceyuan.apps.notices.models import Notice
from ceyuan.apps.notices.services import objections
from ceyuan.apps.reviews.dossiers import dossier_of
from ceyuan.apps.reviews.models import Panel
from ceyuan.core.kernel.verdict import Invalid, Refused

from .council import REASONS, Council, bids_of, fresh


def refused(code: str) -> Any:
    return pytest.raises(Refused, match=re.escape(code))


def choice(found: Any, outcome: str = "selected", **more: Any) -> decisions.Choice:
    return decisions.Choice(bid_id=found.pk, outcome=outcome, **{"reasons": REASONS, **more})


def test_admitted_bids_go_to_a_panel_with_their_conflicts(council: Council) -> None:
    one = council.in_review()
    panel = Panel.objects.get(pk=one.panel_id)
    assert (one.state, panel.settings["blind"]) == ("review", True)
    first = panel.cases.order_by("number").first()
    assert first is not None
    assert first.facts["unit_ids"] == [council.cast.units["A"].pk]
    assert first.facts["person_ids"] == [council.cast.member_a.person.pk]
    assert {found.state for found in bids_of(one)} == {"in_review"}


def test_no_bid_is_in_review_without_a_panel_over_it(council: Council) -> None:
    one = council.in_formal_check()
    step = {"actor": council.office, "challenge_id": one.pk, "action": "send_to_review", "revision": one.revision}
    with refused("calls.no_panel_over_bids"):
        challenges.advance(**step)
    due = timezone.now() + timedelta(days=5)
    sent = reviewing.send_to_review(actor=council.office, challenge_id=one.pk, revision=one.revision, due_at=due)
    assert sent.state == "review"
    assert Panel.objects.get(pk=sent.panel_id).cases.count() == 2


def test_a_refused_step_to_review_leaves_no_panel(council: Council) -> None:
    one = council.in_formal_check(bids=1, mode="race")
    due = timezone.now() + timedelta(days=5)
    with refused("calls.too_few_admitted"):
        reviewing.send_to_review(actor=council.office, challenge_id=one.pk, revision=one.revision, due_at=due)
    assert not Panel.objects.exists()
    assert fresh(one).panel_id is None


def test_no_decision_counts_as_announced_without_a_notice(council: Council) -> None:
    one = council.in_decision()
    council.decide(one, "selected", "not_selected")
    with refused("calls.not_on_show"):
        challenges.advance(actor=council.office, challenge_id=one.pk, action="announce", revision=fresh(one).revision)
    shown = decisions.announce(actor=council.office, challenge_id=one.pk, revision=fresh(one).revision)
    assert shown.state == "publicity"
    assert shown.notice_id == Notice.objects.get().pk


def test_an_undecided_bid_keeps_the_notice_from_being_hung(council: Council) -> None:
    one = council.in_decision()
    council.decide(one, "selected")
    with refused("calls.not_decided"):
        decisions.announce(actor=council.office, challenge_id=one.pk, revision=fresh(one).revision)
    assert not Notice.objects.exists()


def test_a_blind_dossier_names_nobody(council: Council) -> None:
    one = council.in_review()
    found = bids_of(one)[0]
    blind, whole = (dossier_of("calls.bid", str(found.pk), blind=blind) for blind in (True, False))
    assert blind is not None
    assert whole is not None
    names = (str(council.cast.member_a.person), str(council.cast.units["A"]))
    told = " ".join(text for _label, text in blind.sections)
    assert not any(name in told for name in names)
    assert "磁场补偿" in told
    assert any(names[0] in text for _label, text in whole.sections)


def test_no_decision_is_prepared_before_the_panel_closed(council: Council) -> None:
    one = council.in_review()
    step = {"actor": council.office, "challenge_id": one.pk, "action": "prepare_decision"}
    with refused("calls.review_not_closed"):
        challenges.advance(**step, revision=one.revision)
    council.close_panel(one)
    assert challenges.advance(**step, revision=fresh(one).revision).state == "decision"


def test_the_ranking_follows_the_panel_and_is_for_those_who_run_or_decide(council: Council) -> None:
    one = council.in_decision()
    rows = ranks.ranking(council.head, one)
    assert [row.bid.number for row in rows] == [1, 2]
    assert rows[0].result is not None
    assert rows[1].result is not None
    assert rows[0].result.raw_mean > rows[1].result.raw_mean
    assert ranks.ranking(council.cast.member_a.actor, one) == []


def test_a_decision_needs_reasons_and_a_head(council: Council) -> None:
    one = council.in_decision()
    found = bids_of(one)[0]
    with pytest.raises(Invalid) as caught:
        decisions.decide(actor=council.head, challenge_id=one.pk, choices=[choice(found, reasons="好")])
    assert caught.value.fields[str(found.pk)][0].code == "calls.reasons_too_short"
    with refused("calls.not_a_head"):
        decisions.decide(actor=council.office, challenge_id=one.pk, choices=[choice(found)])


def test_nobody_decides_about_a_call_with_an_own_bid(council: Council) -> None:
    from ceyuan.apps.organisation.models import Post

    one = council.in_decision()
    post = Post.objects.get(person=council.heads["T"].person)
    Post.objects.create(person=council.cast.member_a.person, unit=post.unit, kind="general_manager", valid=post.valid)
    with refused("calls.decides_own_bid"):
        decisions.decide(actor=council.cast.member_a.actor, challenge_id=one.pk, choices=[choice(bids_of(one)[0])])


def test_no_more_are_selected_than_the_mode_allows(council: Council) -> None:
    one = council.in_decision()
    with refused("calls.too_many_selected"):
        council.decide(one, "selected", "selected")
    assert not Decision.objects.filter(challenge=one).exists()
    with pytest.raises(Invalid):
        decisions.decide(
            actor=council.head, challenge_id=one.pk, choices=[choice(bids_of(one)[0], funds_minor=400_000_001)]
        )


def test_a_later_decision_replaces_the_earlier_one_and_both_stay(council: Council) -> None:
    one = council.in_decision()
    council.decide(one, "selected", "reserve")
    assert council.decide(one, "selected", "reserve") == []
    council.decide(one, "reserve", "reserve")
    first = bids_of(one)[0]
    told = list(first.decisions.order_by("number").values_list("outcome", "is_current"))
    assert told == [("selected", False), ("reserve", True)]
    assert Act.objects.filter(act="calls.bid.decided").count() == 3


def test_nothing_goes_on_while_the_notice_runs(council: Council) -> None:
    one = council.on_notice()
    notice = Notice.objects.get(pk=one.notice_id)
    assert [line.subject_id for line in notice.lines.all()] == [str(bids_of(one)[0].pk)]
    with refused("calls.notice_not_clear"):
        decisions.take_up(actor=council.office, challenge_id=one.pk, revision=fresh(one).revision)
    council.to_today()
    moved = decisions.take_up(actor=council.office, challenge_id=one.pk, revision=fresh(one).revision)
    assert [found.state for found in moved] == ["selected", "not_selected"]
    assert fresh(one).state == "negotiation"


def test_an_objection_holds_up_its_line_alone(council: Council) -> None:
    one = council.on_notice("selected", "selected", mode="competitive", awarded_max=2)
    first, second = bids_of(one)
    objections.receive(
        actor=council.cast.auditor.actor,
        notice_id=one.notice_id,
        lines=[f"bid-{first.number}"],
        kind="substantive",
        grounds="该方案的核心专利属于我方",
        contact="a@example.org",
    )
    council.to_today()
    decisions.take_up(actor=council.office, challenge_id=one.pk, revision=fresh(one).revision)
    assert [fresh(found).state for found in (first, second)] == ["in_review", "selected"]
    assert selectors.notice_verdict(second.pk)


def test_nobody_selected_makes_the_list_unfilled_and_it_opens_again(council: Council) -> None:
    one = council.in_decision()
    council.decide(one, "not_selected", "not_selected")
    step = {"actor": council.office, "challenge_id": one.pk}
    with refused("calls.not_decided"):
        decisions.announce(**step, revision=fresh(one).revision)
    one = challenges.advance(**step, action="declare_unfilled", revision=fresh(one).revision)
    assert one.state == "unfilled"
    one = challenges.reopen(**step, revision=one.revision, closes_at=timezone.now() + timedelta(days=9))
    assert (one.state, one.round) == ("published", 2)
    assert Decision.objects.filter(challenge=one, round=1).count() == 2


def test_nothing_goes_on_after_the_day_the_challenge_ends(council: Council) -> None:
    day = timezone.localdate() + timedelta(days=800)
    one = council.in_decision(kill_on=day)
    council.later(800)
    with refused("calls.kill_date_passed"):
        council.decide(one, "selected", "reserve")


def test_a_pledge_waits_for_the_selection_and_the_head_of_the_unit(council: Council) -> None:
    one = council.on_notice()
    found = bids_of(one)[0]
    with refused("calls.not_selected_yet"):
        pledges.offer(actor=council.office, bid_id=found.pk, consequences="未达标退还经费")
    council.to_today()
    decisions.take_up(actor=council.office, challenge_id=one.pk, revision=fresh(one).revision)
    with refused("calls.pledge_unsigned"):
        pledges.confirm(actor=council.office, bid_id=found.pk, revision=fresh(found).revision)
    from ceyuan.apps.organisation.models import Post

    Post.objects.filter(unit=found.unit, kind="top_leader").delete()
    with refused("calls.no_head"):
        pledges.offer(actor=council.office, bid_id=found.pk, consequences="未达标退还经费")


def test_a_mode_without_pledge_confirms_at_once(council: Council) -> None:
    one = council.in_negotiation("selected", "reserve", mode="competitive")
    found = bids_of(one, "selected")[0]
    with refused("calls.pledge_not_of_mode"):
        pledges.offer(actor=council.office, bid_id=found.pk, consequences="未达标退还经费")
    assert pledges.confirm(actor=council.office, bid_id=found.pk, revision=found.revision).state == "pledged"
    step = {"actor": council.office, "challenge_id": one.pk}
    one = challenges.advance(**step, action="pledge", revision=fresh(one).revision)
    assert challenges.advance(**step, action="start", revision=one.revision).state == "running"


def test_defence_is_noted_and_shortlists(council: Council) -> None:
    one = council.in_review()
    found = bids_of(one)[0]
    moved = reviewing.note_defence(actor=council.office, bid_id=found.pk, note="现场查验合格", shortlist=True)
    assert moved.state == "shortlisted"
    noted = Act.objects.get(act="calls.bid.defence_noted")
    assert noted.after["note"] == "现场查验合格"


def test_a_stranger_to_the_challenge_learns_nothing(council: Council) -> None:
    one = council.in_decision()
    with refused("calls.unknown_challenge"):
        decisions.announce(actor=council.cast.stranger.actor, challenge_id=one.pk, revision=one.revision)
    assert selectors.told_to(council.cast.member_a.actor, bids_of(one)[0]) is None
