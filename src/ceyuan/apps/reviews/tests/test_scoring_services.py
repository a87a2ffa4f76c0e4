"""Sheets: declared before seen, sealed until closing, final once submitted."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from ceyuan.apps.reviews import sealing
from ceyuan.apps.reviews.models import Assignment, ChainLink, Mark, Recusal, Sheet
from ceyuan.apps.reviews.selectors.sheets import written
from ceyuan.apps.reviews.services import closing, reviewing
from ceyuan.core.kernel import Invalid, Refused
from ceyuan.core.review.sheets import Writing

from .chamber import Chamber, writing


def refused(code: str) -> Any:
    return pytest.raises(Refused, match=code)


def test_nothing_is_written_before_the_declaration(chamber: Chamber) -> None:
    mine = chamber.assignments[0, 0]
    with refused("reviews.not_begun"):
        reviewing.save_draft(actor=chamber.experts[0].actor, assignment_id=mine.pk, writing=Writing())


def test_a_second_declaration_changes_nothing(chamber: Chamber) -> None:
    mine = chamber.assignments[0, 0]
    first = reviewing.begin(actor=chamber.experts[0].actor, assignment_id=mine.pk)
    assert reviewing.begin(actor=chamber.experts[0].actor, assignment_id=mine.pk) == first
    mine.refresh_from_db()
    assert mine.state == "begun"
    assert ChainLink.objects.filter(entry__event="case.opened").count() == 1


def test_a_review_of_somebody_else_is_not_there(chamber: Chamber) -> None:
    for other in (chamber.experts[1], chamber.cast.st_officer, chamber.cast.stranger):
        with refused("reviews.unknown_assignment"):
            reviewing.begin(actor=other.actor, assignment_id=chamber.assignments[0, 0].pk)


def test_a_draft_is_kept_closed_and_read_by_its_writer_alone(chamber: Chamber) -> None:
    actor, mine = chamber.experts[0].actor, chamber.assignments[0, 0]
    reviewing.begin(actor=actor, assignment_id=mine.pk)
    sheet = reviewing.save_draft(actor=actor, assignment_id=mine.pk, writing=writing("8"))
    assert "思路" not in sheet.sealed
    assert written(sheet) == writing("8")
    elsewhere = reviewing.begin(actor=actor, assignment_id=chamber.assignments[0, 1].pk)
    elsewhere.sealed = sheet.sealed
    with refused("reviews.seal_broken"):
        written(elsewhere)


def test_points_out_of_range_are_not_even_a_draft(chamber: Chamber) -> None:
    actor, mine = chamber.experts[0].actor, chamber.assignments[0, 0]
    reviewing.begin(actor=actor, assignment_id=mine.pk)
    with pytest.raises(Invalid) as problem:
        reviewing.save_draft(actor=actor, assignment_id=mine.pk, writing=writing("11"))
    assert set(problem.value.fields) == {"need", "way"}


def test_an_incomplete_sheet_is_not_submitted(chamber: Chamber) -> None:
    actor, mine = chamber.experts[0].actor, chamber.assignments[0, 0]
    reviewing.begin(actor=actor, assignment_id=mine.pk)
    with pytest.raises(Invalid) as problem:
        reviewing.submit(actor=actor, assignment_id=mine.pk, writing=Writing(opinion="好", advice="support"))
    assert set(problem.value.fields) == {"need", "way"}


def test_a_submitted_sheet_is_final(chamber: Chamber) -> None:
    sheet = chamber.judge(0, 0, "8")
    actor, mine = chamber.experts[0].actor, chamber.assignments[0, 0]
    for again in (reviewing.save_draft, reviewing.submit):
        with refused("reviews.sheet_submitted"):
            again(actor=actor, assignment_id=mine.pk, writing=writing("9"))
    sheet.refresh_from_db()
    assert written(sheet) == writing("8")
    with pytest.raises(IntegrityError, match=r"reviews\.sheet_frozen"), transaction.atomic():
        Sheet.objects.filter(pk=sheet.pk).update(sealed=sealing.close("x", {}))


def test_the_chain_binds_the_sheet_and_shows_no_score(chamber: Chamber) -> None:
    sheet = chamber.judge(0, 0, "8")
    link = ChainLink.objects.get(entry__event="sheet.submitted")
    assert link.entry["sheet"] == sheet.digest
    assert set(link.entry) == {"event", "assignment", "case", "seat", "sheet"}
    assert not Mark.objects.exists()


def test_late_is_late_by_the_clock_of_the_server(chamber: Chamber) -> None:
    actor, mine = chamber.experts[0].actor, chamber.assignments[0, 0]
    reviewing.begin(actor=actor, assignment_id=mine.pk)
    chamber.let_time_pass()
    with refused("reviews.too_late"):
        reviewing.submit(actor=actor, assignment_id=mine.pk, writing=writing())
    mine.refresh_from_db()
    assert mine.state == "begun"


def test_the_time_of_reading_is_measured_without_the_pauses(chamber: Chamber) -> None:
    actor, mine = chamber.experts[0].actor, chamber.assignments[0, 0]
    sheet = reviewing.begin(actor=actor, assignment_id=mine.pk)
    Sheet.objects.filter(pk=sheet.pk).update(saved_at=timezone.now() - timedelta(minutes=4))
    assert 239 <= reviewing.save_draft(actor=actor, assignment_id=mine.pk, writing=writing()).seconds <= 245
    Sheet.objects.filter(pk=sheet.pk).update(saved_at=timezone.now() - timedelta(hours=9))
    assert 839 <= reviewing.save_draft(actor=actor, assignment_id=mine.pk, writing=writing()).seconds <= 845


def test_who_abstains_may_return_and_keeps_the_draft(chamber: Chamber) -> None:
    actor, mine = chamber.experts[0].actor, chamber.assignments[0, 0]
    reviewing.begin(actor=actor, assignment_id=mine.pk)
    reviewing.save_draft(actor=actor, assignment_id=mine.pk, writing=writing("6"))
    reviewing.abstain(actor=actor, assignment_id=mine.pk, words="不熟悉该领域")
    with refused("review.abstained"):
        reviewing.submit(actor=actor, assignment_id=mine.pk, writing=writing())
    reviewing.return_to(actor=actor, assignment_id=mine.pk)
    assert written(Sheet.objects.get(assignment=mine)) == writing("6")
    assert reviewing.submit(actor=actor, assignment_id=mine.pk, writing=writing("6")).state == "submitted"


def test_who_declares_a_conflict_loses_sight_of_the_case_for_good(chamber: Chamber) -> None:
    actor, mine = chamber.experts[0].actor, chamber.assignments[0, 0]
    reviewing.begin(actor=actor, assignment_id=mine.pk)
    reviewing.recuse(actor=actor, assignment_id=mine.pk, words="申报人是我的学生")
    mine.refresh_from_db()
    assert (mine.state, mine.sheet.state) == ("recused", "void")
    assert Recusal.objects.get(case=mine.case).source == "declared"
    for act in (reviewing.begin, reviewing.return_to):
        with refused("review.recused"):
            act(actor=actor, assignment_id=mine.pk)
    with pytest.raises(IntegrityError, match=r"reviews\.recused_pair"), transaction.atomic():
        Assignment.objects.filter(pk=mine.pk).update(state="begun")


def test_a_conflict_needs_words(chamber: Chamber) -> None:
    with pytest.raises(Invalid, match="recusal_without_reason"):
        reviewing.recuse(actor=chamber.experts[0].actor, assignment_id=chamber.assignments[0, 0].pk, words=" ")


def test_it_refuses_to_close_while_work_is_open_and_time_is_left(chamber: Chamber) -> None:
    chamber.judge(0, 0, "8")
    with refused("reviews.work_open"):
        chamber.close()


@pytest.mark.parametrize("who", ["manager_b", "auditor", "stranger", "member_a"])
def test_only_the_office_that_runs_the_panel_closes_it(chamber: Chamber, who: str) -> None:
    chamber.let_time_pass()
    with pytest.raises(Refused) as problem:
        closing.close(actor=getattr(chamber.cast, who).actor, panel_id=chamber.panel.pk, revision=0)
    assert problem.value.reason.code in {"reviews.unknown_panel", "reviews.run_not_permitted"}


def test_closing_opens_the_sheets_and_publishes_the_head_of_the_record(chamber: Chamber) -> None:
    for expert in range(4):
        for case in range(3):
            chamber.judge(expert, case, str(5 + case + expert / 2))
    closed = chamber.close()
    assert closed.state == "closed"
    assert (closed.seal_length, len(closed.seal_head)) == (ChainLink.objects.count(), 64)
    sheet = chamber.assignments[1, 2].sheet
    sheet.refresh_from_db()
    assert (sheet.recommendation, sheet.comment) == ("support", writing().opinion)
    assert [str(one.points) for one in sheet.marks.order_by("criterion__number")] == ["7.50", "15.00"]
    assert len(closed.outcome.computed["parts"]) == 1
    with refused("workflow.stale|reviews.work_open|wrong_state"):
        chamber.close()


def test_a_sheet_changed_behind_the_seal_stops_the_closing(chamber: Chamber) -> None:
    from django.db import connection

    sheet = chamber.judge(0, 0, "3")
    chamber.let_time_pass()
    forged = sealing.close(reviewing.place_of(sheet), {"writing": writing("10").told(), "salt": sealing.fresh_salt()})
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")  # as an owner of the database could
        cursor.execute("UPDATE reviews_sheet SET sealed = %s WHERE id = %s", [forged, sheet.pk])
        cursor.execute("SET session_replication_role = origin")
    with refused("reviews.seal_broken"):
        chamber.close()
    chamber.panel.refresh_from_db()
    assert chamber.panel.state == "reviewing"


def test_missing_sheets_do_not_stop_the_closing_after_the_deadline(chamber: Chamber) -> None:
    chamber.judge(0, 0, "8")
    chamber.let_time_pass()
    closed = chamber.close()
    assert [bid["raw"] for part in closed.outcome.computed["parts"] for bid in part["bids"]] == ["80"]
