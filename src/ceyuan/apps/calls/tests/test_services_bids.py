"""Beginning, saving, handing in, taking back, and the formal check."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from ceyuan.apps.calls.bid_content import told
from ceyuan.apps.calls.models import Bid, Challenge
from ceyuan.apps.calls.selectors import bids as selectors
from ceyuan.apps.calls.selectors import checks
from ceyuan.apps.calls.services import bid_saving, bids, challenges, formal_check, likeness
from ceyuan.apps.documents.interface import fingerprint
from ceyuan.apps.documents.tests.samples import PDF
from ceyuan.core.kernel.verdict import Invalid, Refused

from .callroom import Callroom


def begun(room: Callroom, one: Challenge, *, key: str = "k", **facts: Any) -> Bid:
    return bids.start(
        actor=room.cast.member_a.actor, challenge_id=one.pk, unit_id=room.cast.units["A1"].pk, key=key, **facts
    )


def handed_in(room: Callroom, one: Challenge, **facts: Any) -> Bid:
    bid = room.bid(one, **facts)
    return bids.submit(actor=room.cast.member_a.actor, bid_id=bid.pk, revision=0)


def closed(room: Callroom, one: Challenge) -> Any:
    """Closes the challenge and begins its formal check; gives the moment."""
    after = one.closes_at + timedelta(hours=1)
    for action in ("close", "check_form"):
        one.refresh_from_db()
        challenges.advance(
            actor=room.cast.st_officer.actor, challenge_id=one.pk, action=action, revision=one.revision, now=after
        )
    return after


def test_a_start_sent_twice_is_one_bid_with_what_the_challenge_already_says(callroom: Callroom) -> None:
    one = callroom.challenge()
    first, second = begun(callroom, one), begun(callroom, one)
    assert first.pk == second.pk
    assert [each.name for each in first.indicators.all()] == ["直流电耗", "电流效率"]
    assert sum(each.share_ppm for each in first.milestones.all()) == 1_000_000
    assert first.leader == callroom.cast.member_a.person
    with pytest.raises(Refused, match="bid_exists"):
        begun(callroom, one, key="other")


def test_one_bids_for_the_own_line_of_units_only(callroom: Callroom) -> None:
    one = callroom.challenge()
    with pytest.raises(Refused, match="not_your_unit"):
        bids.start(
            actor=callroom.cast.member_a.actor, challenge_id=one.pk, unit_id=callroom.cast.units["B"].pk, key="k"
        )
    led_by_another = begun(callroom, one, leader_id=callroom.cast.manager_b.person.pk)
    assert selectors.bid(callroom.cast.manager_b.actor, led_by_another.pk) == led_by_another


def test_a_draft_names_everything_it_lacks_and_is_not_handed_in(callroom: Callroom) -> None:
    bid = begun(callroom, callroom.challenge())
    with pytest.raises(Invalid) as problem:
        bids.submit(actor=callroom.cast.member_a.actor, bid_id=bid.pk, revision=0)
    codes = {reason.code for reasons in problem.value.fields.values() for reason in reasons}
    assert {"calls.text_missing", "calls.no_funds", "calls.not_committed", "calls.indicator_missing"} <= codes
    assert "calls.milestone_unnamed" in codes
    bid.refresh_from_db()
    assert (bid.state, bid.snapshot) == ("draft", None)


def test_each_lowered_indicator_is_named_with_what_is_asked_for(callroom: Callroom) -> None:
    bid = callroom.bid(callroom.challenge(), values=("12600", "94"))
    with pytest.raises(Invalid) as problem:
        bids.submit(actor=callroom.cast.member_a.actor, bid_id=bid.pk, revision=0)
    named = {reason.facts["name"]: reason.facts for reason in problem.value.fields["indicators"]}
    assert named["直流电耗"]["asked"] == "12500 kWh/t"
    assert named["电流效率"]["offered"] == "94 %"


def test_a_submission_is_told_whole_hashed_numbered_and_harmless_when_sent_twice(callroom: Callroom) -> None:
    one = callroom.challenge()
    bid = handed_in(callroom, one)
    again = bids.submit(actor=callroom.cast.member_a.actor, bid_id=bid.pk, revision=0)
    assert (again.state, again.number, again.revision) == ("submitted", 1, 1)
    assert again.sha256 == fingerprint(again.snapshot) == fingerprint(told(again))
    assert again.submitted_at == bid.submitted_at
    with pytest.raises(Refused, match="bid_frozen"):
        bid_saving.save_basics(actor=callroom.cast.member_a.actor, bid_id=bid.pk, edition=0, route="另一条")


def test_after_the_deadline_nothing_is_begun_handed_in_or_taken_back(callroom: Callroom) -> None:
    one = callroom.challenge()
    assert one.closes_at is not None
    actor, late = callroom.cast.member_a.actor, one.closes_at + timedelta(microseconds=1)
    bid = callroom.bid(one)
    with pytest.raises(Refused, match="deadline_passed"):
        bids.submit(actor=actor, bid_id=bid.pk, revision=0, now=late)
    with pytest.raises(Refused, match="deadline_passed"):
        bids.start(actor=actor, challenge_id=one.pk, unit_id=callroom.cast.units["A1"].pk, key="z", now=late)
    done = bids.submit(actor=actor, bid_id=bid.pk, revision=0, now=one.closes_at)
    with pytest.raises(Refused, match="deadline_passed"):
        bids.withdraw(actor=actor, bid_id=bid.pk, revision=done.revision, now=late)
    taken_back = bids.withdraw(actor=actor, bid_id=bid.pk, revision=done.revision)
    assert taken_back.state == "withdrawn"
    assert begun(callroom, one, key="anew").state == "draft"


def test_bids_stay_sealed_for_the_office_until_the_deadline(callroom: Callroom) -> None:
    one = callroom.challenge()
    assert one.closes_at is not None
    bid = handed_in(callroom, one)
    after = one.closes_at + timedelta(seconds=1)
    for name in ("st_officer", "auditor"):
        actor = getattr(callroom.cast, name).actor
        assert selectors.bid(actor, bid.pk) is None
        assert selectors.bid(actor, bid.pk, after) == bid
    assert selectors.bid(callroom.cast.manager_b.actor, bid.pk, after) is None
    assert selectors.handed_in(one) == 1
    open_one = callroom.challenge(mode="directed", is_blind=False)
    seen = callroom.bid(open_one)
    assert selectors.bid(callroom.cast.st_officer.actor, seen.pk) is None, "a draft is nobody else's"


def test_two_of_a_team_do_not_overwrite_each_other(callroom: Callroom) -> None:
    bid = begun(callroom, callroom.challenge())
    actor = callroom.cast.member_a.actor
    saved = bid_saving.save_basics(actor=actor, bid_id=bid.pk, edition=0, route="磁场补偿", funds_minor=5)
    assert saved.edition == 1
    with pytest.raises(Refused, match="bid_changed_meanwhile"):
        bid_saving.save_basics(actor=actor, bid_id=bid.pk, edition=0, route="另一条")
    with pytest.raises(Refused, match="unknown_bid"):
        bid_saving.save_basics(actor=callroom.cast.manager_b.actor, bid_id=bid.pk, edition=1, route="偷改")


def test_team_partners_milestones_and_reviewers_are_saved_as_wholes(callroom: Callroom) -> None:
    bid = begun(callroom, callroom.challenge())
    actor, person = callroom.cast.member_a.actor, callroom.cast.manager_b.person.pk
    bid_saving.save_team(
        actor=actor,
        bid_id=bid.pk,
        edition=0,
        members=[
            {"person": person, "role": "试验", "person_months": Decimal("3.5")},
            {"name": "外聘专家", "person_months": Decimal(1)},
        ],
        partners=[{"unit": callroom.cast.units["B"].pk, "task": "提供试验槽", "funds_minor": 10}],
    )
    assert [each.name for each in bid.members.all()] == ["曹主管", "外聘专家"]
    assert bid.partners.get().name == "乙分公司"
    twice = [{"person": person, "person_months": Decimal(1)}] * 2
    with pytest.raises(Invalid, match="member_twice"):
        bid_saving.save_team(actor=actor, bid_id=bid.pk, edition=1, members=twice, partners=[])
    four = [{"name": f"专家{number}", "reason": "有纠纷"} for number in range(4)]
    with pytest.raises(Invalid, match="too_many_unsuitable"):
        bid_saving.save_unsuitable(actor=actor, bid_id=bid.pk, edition=1, rows=four)
    bid_saving.save_unsuitable(actor=actor, bid_id=bid.pk, edition=1, rows=[{"person": person, "reason": "竞争"}])
    assert checks.conflict_case(bid)["unsuitable_person_ids"] == [person]
    assert callroom.cast.units["B"].pk in checks.conflict_case(bid)["applicant_unit_ids"]


def test_files_are_checked_kept_once_and_told_in_the_submission(
    callroom: Callroom, settings: Any, tmp_path: Any
) -> None:
    settings.FILES_ROOT = tmp_path
    bid = callroom.bid(callroom.challenge())
    actor = callroom.cast.member_a.actor
    first = bid_saving.attach(actor=actor, bid_id=bid.pk, name="路线.pdf", stream=[PDF])
    assert bid_saving.attach(actor=actor, bid_id=bid.pk, name="路线.pdf", stream=[PDF]).pk == first.pk
    with pytest.raises(Invalid):
        bid_saving.attach(actor=actor, bid_id=bid.pk, name="路线.docx", stream=[PDF])
    done = bids.submit(actor=actor, bid_id=bid.pk, revision=0)
    assert done.snapshot["files"] == [{"name": "路线.pdf", "sha256": first.sha256, "size": len(PDF)}]
    with pytest.raises(Refused, match="bid_frozen"):
        bid_saving.detach(actor=actor, bid_id=bid.pk, file_id=first.pk)


def test_the_formal_check_admits_what_is_met_and_turns_away_with_its_reasons(callroom: Callroom) -> None:
    one = callroom.challenge()
    good = handed_in(callroom, one)
    office = callroom.cast.st_officer.actor
    items = formal_check.items_for(one)
    with pytest.raises(Refused, match="unknown_bid"):
        formal_check.note(actor=office, bid_id=good.pk, answers={items[0]: (True, "")})
    after = closed(callroom, one)
    given = {"actor": office, "bid_id": good.pk, "now": after}
    with pytest.raises(Invalid, match="no_such_item"):
        formal_check.note(**given, answers={"leader_title": (False, "不是正高")})
    with pytest.raises(Invalid, match="check_needs_note"):
        formal_check.note(**given, answers={items[0]: (False, " ")})
    formal_check.note(**given, answers=dict.fromkeys(items[:-1], (True, "")))
    with pytest.raises(Refused, match="check_open"):
        formal_check.conclude(**given, revision=good.revision)
    formal_check.note(**given, answers={items[-1]: (False, "附件含涉密图纸")})
    turned = formal_check.conclude(**given, revision=good.revision)
    assert turned.state == "turned_away"
    with pytest.raises(Refused, match="not_in_formal_check"):
        formal_check.note(**given, answers={items[-1]: (True, "")})


def test_a_copied_route_is_found_with_the_passage(callroom: Callroom) -> None:
    earlier = callroom.challenge()
    handed_in(callroom, earlier, title="旧项目")
    one = callroom.challenge()
    handed_in(callroom, one, title="新项目", route="本揭榜采用磁场补偿母线与在线浓度控制相结合的技术路线并推广")
    after = closed(callroom, one)
    bid = one.bids.get()
    found = likeness.compare(actor=callroom.cast.st_officer.actor, bid_id=bid.pk, now=after)
    assert found[0].other_label.endswith("旧项目")
    texts = [passage["text"] for passage in found[0].passages]
    assert "采用磁场补偿母线与在线浓度控制相结合的技术路线" in texts
    with pytest.raises(Refused, match="unknown_bid"):
        likeness.compare(actor=callroom.cast.member_a.actor, bid_id=bid.pk, now=after)
