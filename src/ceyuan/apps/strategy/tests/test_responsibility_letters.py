"""The responsibility letter from its draft to the second signature."""

from datetime import timedelta
from typing import Any

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from ceyuan.apps.audit.models import Act
from ceyuan.apps.documents.interface import fingerprint, kept_bytes
from ceyuan.apps.documents.tests.pdf_text import text_of
from ceyuan.apps.organisation.models import Delegation, Post
from ceyuan.apps.organisation.tests.cast import PASSWORD
from ceyuan.apps.strategy.letter_paper import stamped
from ceyuan.apps.strategy.models import Letter, Target, TargetMove
from ceyuan.apps.strategy.selectors import letters as selectors
from ceyuan.apps.strategy.services import letter_close, letters, signing
from ceyuan.core.kernel.verdict import Invalid, Refused

from .boardroom import YEAR, Boardroom
from .desk import HALF, offered, pledge, sign, targets_of_a, with_password


@pytest.fixture(autouse=True)
def _store(settings: Any, tmp_path: Any) -> None:
    settings.FILES_ROOT = tmp_path


def refused(code: str) -> Any:
    return pytest.raises(Refused, match=code)


def test_a_draft_takes_the_targets_and_the_leader_above_that_they_come_from(boardroom: Boardroom) -> None:
    targets_of_a(boardroom, state="proposed")
    made = letters.draft(actor=boardroom.cast.st_officer.actor, unit_code="A", year=YEAR)
    assert (made.state, made.upper_unit.code, made.plan) == ("draft", "T", boardroom.annual)
    content = selectors.content_now(boardroom.chair.actor, made)
    assert [line["code"] for line in content["lines"]] == ["INT", "PAT"]
    assert content["upper"]["leader"]["name_zh"] == "陈董事"
    assert content["lower"]["leader"]["name_zh"] == "李甲长"


def test_it_refuses_a_second_letter_of_the_year(boardroom: Boardroom) -> None:
    actor = boardroom.cast.st_officer.actor
    offered(boardroom)
    with refused("strategy.letter_exists"):
        letters.draft(actor=actor, unit_code="A", year=YEAR)
    with refused("strategy.no_annual_plan"):
        letters.draft(actor=actor, unit_code="A", year=YEAR + 7)


def test_the_unit_itself_does_not_draw_up_its_letter(boardroom: Boardroom) -> None:
    targets_of_a(boardroom)
    with refused("strategy.desk_not_permitted"):
        letters.draft(actor=boardroom.cast.manager_a.actor, unit_code="A", year=YEAR)


def test_letters_of_all_units_with_targets_are_drawn_up_once(boardroom: Boardroom) -> None:
    targets_of_a(boardroom)
    boardroom.target("PAT", "B", 5)
    actor = boardroom.cast.st_officer.actor
    assert [one.unit.code for one in letters.draft_all(actor=actor, upper_code="T", year=YEAR)] == ["A", "B"]
    assert letters.draft_all(actor=actor, upper_code="T", year=YEAR) == []


def test_it_refuses_to_offer_weights_that_are_not_whole(boardroom: Boardroom) -> None:
    actor = boardroom.cast.st_officer.actor
    first, _second = targets_of_a(boardroom)
    made = letters.draft(actor=actor, unit_code="A", year=YEAR)
    made = letters.set_weights(actor=actor, letter_id=made.pk, weights={first.pk: 400_000}, revision=made.revision)
    with pytest.raises(Refused) as problem:
        letters.offer(actor=actor, letter_id=made.pk, revision=made.revision)
    assert (problem.value.reason.code, problem.value.reason.facts["weights_sum"]) == (
        "strategy.weights_not_whole",
        900_000,
    )
    made = letters.weigh_evenly(actor=actor, letter_id=made.pk, revision=made.revision)
    assert letters.offer(actor=actor, letter_id=made.pk, revision=made.revision).state == "offered"
    assert set(Target.objects.filter(unit__code="A").values_list("weight_ppm", flat=True)) == {HALF}


def test_it_refuses_to_offer_targets_that_are_not_agreed(boardroom: Boardroom) -> None:
    actor = boardroom.cast.st_officer.actor
    targets_of_a(boardroom, state="proposed")
    made = letters.draft(actor=actor, unit_code="A", year=YEAR)
    with refused("strategy.targets_not_agreed"):
        letters.offer(actor=actor, letter_id=made.pk, revision=made.revision)
    made.refresh_from_db()
    assert (made.state, made.content, made.sha256) == ("draft", None, "")


def test_the_second_of_two_who_weigh_at_once_is_told_who_was_first(boardroom: Boardroom) -> None:
    first, second = targets_of_a(boardroom)
    made = letters.draft(actor=boardroom.cast.st_officer.actor, unit_code="A", year=YEAR)
    letters.set_weights(
        actor=boardroom.cast.st_officer.actor, letter_id=made.pk, weights={first.pk: 1}, revision=made.revision
    )
    with pytest.raises(Refused) as problem:
        letters.set_weights(
            actor=boardroom.chair.actor, letter_id=made.pk, weights={second.pk: 2}, revision=made.revision
        )
    facts = problem.value.reason.facts
    assert problem.value.reason.code == "strategy.changed_meanwhile"
    assert facts["who"] == "安科技"
    assert (facts["before"], facts["after"]) == ("PAT 500000", "PAT 1")
    second.refresh_from_db()
    assert second.weight_ppm == HALF


def test_an_offered_letter_is_frozen_with_its_fingerprint(boardroom: Boardroom) -> None:
    made = offered(boardroom)
    made.refresh_from_db()
    assert made.content is not None
    assert made.sha256 == fingerprint(made.content)
    Target.objects.filter(unit__code="A", kpi__code="PAT").update(weight_ppm=1)
    assert selectors.shown_content(boardroom.chair.actor, made)["lines"][1]["weight_ppm"] == HALF
    with refused("strategy.letter_not_a_draft"):
        letters.set_weights(actor=boardroom.chair.actor, letter_id=made.pk, weights={}, revision=made.revision)


def test_the_leader_below_hands_a_letter_back_with_a_reason(boardroom: Boardroom) -> None:
    made = offered(boardroom)
    with pytest.raises(Invalid, match=r"workflow.reason_missing"):
        letters.hand_back(actor=boardroom.leader_a.actor, letter_id=made.pk, revision=made.revision, reason=" ")
    done = letters.hand_back(
        actor=boardroom.leader_a.actor, letter_id=made.pk, revision=made.revision, reason="权重需调整"
    )
    assert done.state == "draft"
    with refused("strategy.desk_not_permitted"):
        letters.hand_back(actor=boardroom.cast.manager_a.actor, letter_id=made.pk, revision=done.revision, reason="x")


def test_only_the_top_leader_signs_for_the_unit(boardroom: Boardroom) -> None:
    made = offered(boardroom)
    with_password(boardroom.cast.manager_a, boardroom.chair, boardroom.leader_a)
    for member in (boardroom.cast.manager_a, boardroom.chair):
        with refused("strategy.not_the_leader"):
            sign(made, member)
    with pytest.raises(Invalid, match=r"organisation.password_wrong"):
        signing.sign(actor=boardroom.leader_a.actor, pledge=pledge(made), password="guess")
    assert not made.signatures.exists()


def test_both_signatures_bring_the_targets_in_force_and_file_the_paper(boardroom: Boardroom) -> None:
    made = offered(boardroom)
    with_password(boardroom.leader_a, boardroom.chair)
    assert sign(made, boardroom.leader_a).state == "signed_below"
    done = sign(made, boardroom.chair)
    done.refresh_from_db()
    assert (done.state, done.in_force_on) == ("in_force", timezone.localdate())
    assert set(Target.objects.filter(unit__code="A").values_list("state", flat=True)) == {"in_force"}
    assert TargetMove.objects.filter(target__unit__code="A", kind="signature").count() == 2
    paper = kept_bytes(("strategy.letter", done.pk), done.document_id or 0)
    assert paper is not None
    assert stamped(paper) == done.sha256
    text = text_of(paper)
    for said in ("科技创新责任书", "李甲长", "陈董事", "甲分公司", "测试集团", done.sha256, "发明专利授权数", "50%"):
        assert said in text, said
    acts = Act.objects.filter(subject_kind="strategy.letter", subject_id=str(done.pk)).order_by("seq")
    assert [act.act.rpartition(".")[2] for act in acts] == ["drafted", "offered", "signed_below", "signed_above"]


def test_a_deputy_signs_on_behalf_and_it_is_shown(boardroom: Boardroom) -> None:
    made, today = offered(boardroom), timezone.localdate()
    Delegation.objects.create(
        giver=boardroom.leader_a.person,
        receiver=boardroom.cast.manager_a.person,
        role="unit_leader",
        unit=boardroom.cast.units["A"],
        valid=DateRange(today, today + timedelta(days=3)),
    )
    with_password(boardroom.cast.manager_a, boardroom.chair)
    sign(made, boardroom.cast.manager_a)
    signature = selectors.signatures(made)["lower"]
    assert (signature.on_behalf, signature.person_name, signature.holder_name) == (True, "白主管", "李甲长")
    done = sign(made, boardroom.chair)
    done.refresh_from_db()
    paper = kept_bytes(("strategy.letter", done.pk), done.document_id or 0)
    assert "代李甲长" in text_of(paper or b"").replace(" ", "")


def test_nobody_signs_on_both_sides(boardroom: Boardroom) -> None:
    made = offered(boardroom)
    Post.objects.filter(unit__code="A", kind="top_leader").update(person=boardroom.chair.person)
    with_password(boardroom.chair)
    sign(made, boardroom.chair)
    with refused("strategy.same_signer"):
        sign(made, boardroom.chair)


def test_it_refuses_a_letter_that_is_not_the_one_that_was_read(boardroom: Boardroom) -> None:
    made = offered(boardroom)
    with_password(boardroom.leader_a)
    seen = pledge(made)
    with refused("strategy.letter_changed"):
        signing.sign(
            actor=boardroom.leader_a.actor,
            pledge=signing.Pledge(seen.letter_id, seen.revision, "0" * 64),
            password=PASSWORD,
        )
    with refused("strategy.changed_meanwhile"):
        signing.sign(
            actor=boardroom.leader_a.actor,
            pledge=signing.Pledge(seen.letter_id, seen.revision - 1, seen.sha256),
            password=PASSWORD,
        )


def test_it_refuses_a_content_that_was_tampered_with(boardroom: Boardroom) -> None:
    made = offered(boardroom)
    with_password(boardroom.leader_a)
    Letter.objects.filter(pk=made.pk).update(content={"lines": []})
    with refused("strategy.letter_broken"):
        sign(made, boardroom.leader_a)


def test_a_target_that_moved_after_the_offer_stops_the_second_signature(boardroom: Boardroom) -> None:
    from ceyuan.apps.workflow.interface import adopting

    made = offered(boardroom)
    with_password(boardroom.leader_a, boardroom.chair)
    sign(made, boardroom.leader_a)
    with adopting():
        Target.objects.filter(unit__code="A", kpi__code="PAT").update(state="countered", value=41)
    with refused("strategy.letter_outdated"):
        sign(made, boardroom.chair)
    made.refresh_from_db()
    assert (made.state, made.document_id) == ("signed_below", None)
    letters.cancel(
        actor=boardroom.chair.actor, letter_id=made.pk, revision=made.revision, reason="目标已变更，重新签订"
    )
    assert letters.draft(actor=boardroom.chair.actor, unit_code="A", year=YEAR).state == "draft"


def test_many_letters_are_signed_in_one_sitting_each_for_itself(boardroom: Boardroom) -> None:
    first = offered(boardroom)
    boardroom.target("PAT", "B", 5, state="agreed", weight_ppm=1_000_000)
    actor = boardroom.cast.st_officer.actor
    second = letters.draft(actor=actor, unit_code="B", year=YEAR)
    second = letters.offer(actor=actor, letter_id=second.pk, revision=second.revision)
    with_password(boardroom.leader_a, boardroom.leader_b, boardroom.chair)
    sign(first, boardroom.leader_a)
    pledges = [pledge(first), pledge(second)]
    found = signing.sign_many(actor=boardroom.chair.actor, pledges=pledges, password=PASSWORD)
    assert [(one.letter.unit.code, one.refused and one.refused.code) for one in found] == [
        ("A", None),
        ("B", "strategy.not_the_leader"),
    ]
    assert [one.letter.unit.code for one in selectors.to_sign(boardroom.leader_b.actor, timezone.localdate())] == ["B"]
    with pytest.raises(Invalid, match=r"strategy.nothing_chosen"):
        signing.sign_many(actor=boardroom.chair.actor, pledges=[], password=PASSWORD)


def test_a_letter_is_closed_with_its_score_after_the_year(boardroom: Boardroom) -> None:
    made = offered(boardroom)
    with_password(boardroom.leader_a, boardroom.chair)
    sign(made, boardroom.leader_a)
    done = sign(made, boardroom.chair)
    with refused("strategy.year_not_over"):
        letter_close.close(actor=boardroom.chair.actor, letter_id=done.pk, revision=done.revision)
    with refused("strategy.desk_not_permitted"):
        letter_close.close(actor=boardroom.leader_a.actor, letter_id=done.pk, revision=done.revision)
    Letter.objects.filter(pk=done.pk).update(score=92)  # as the judgement of the year writes it
    closed = letter_close.close(actor=boardroom.chair.actor, letter_id=done.pk, revision=done.revision)
    assert closed.state == "closed"
