"""Drafting, publishing, prolonging, closing and withdrawing."""

from datetime import date

import pytest

from ceyuan.apps.audit.models import Act
from ceyuan.apps.notices.interface import Line, clear, notice_of
from ceyuan.apps.notices.models import Notice, NoticeProlonging
from ceyuan.apps.notices.selectors import notices as selectors
from ceyuan.apps.notices.services import publishing
from ceyuan.core.kernel.verdict import Invalid

from .hall import TODAY, Hall, refused


def test_the_period_begins_on_the_next_working_day_and_counts_working_days(hall: Hall) -> None:
    made = hall.publish()
    assert (made.published_on, made.starts_on) == (TODAY, date(2026, 4, 29))
    # 29 and 30 April, 6, 7 and 8 May: the holidays do not count.
    assert made.ends_on == made.least_ends_on == date(2026, 5, 8)
    assert made.state == "running"


def test_a_make_up_saturday_counts(hall: Hall) -> None:
    assert hall.publish(working_days=6).ends_on == date(2026, 5, 9)


def test_the_days_left_count_down(hall: Hall) -> None:
    made = hall.publish()
    days = (TODAY, date(2026, 4, 30), date(2026, 5, 3), date(2026, 5, 8), date(2026, 5, 9))
    assert [selectors.days_left(made, day) for day in days] == [5, 4, 3, 1, 0]


def test_every_act_is_recorded(hall: Hall) -> None:
    made = hall.publish()
    told = set(Act.objects.filter(subject_kind="notices.notice", subject_id=str(made.pk)).values_list("act", flat=True))
    assert told == {"notices.notice.drafted", "notices.notice.published"}


def test_it_refuses_somebody_without_the_office(hall: Hall) -> None:
    for member in (hall.cast.manager_b, hall.cast.member_a, hall.cast.auditor):
        with refused("notices.may_not_publish"):
            hall.publish(actor=member)


def test_a_period_may_end_in_a_year_whose_arrangement_is_not_published_yet(hall: Hall) -> None:
    hall.on(date(2026, 12, 24))
    assert hall.publish(working_days=15).ends_on == date(2027, 1, 18)


def test_it_refuses_a_period_beyond_the_known_years(hall: Hall) -> None:
    hall.on(date(2028, 12, 21))
    with refused("workdays.year_missing"):
        hall.publish(working_days=15)
    assert Notice.objects.count() == 0


def test_it_refuses_a_kind_that_is_not_known(hall: Hall) -> None:
    with refused("notices.unknown_template"):
        hall.publish(template="lottery")


@pytest.mark.parametrize(
    ("given", "field", "code"),
    [
        ({"working_days": 4}, "working_days", "notices.too_few_days"),
        ({"working_days": 251}, "working_days", "notices.days_out_of_range"),
        ({"title": " "}, "title", "kit.required"),
        ({"title": "公示 13812345678"}, "title", "notices.shows_telephone"),
        ({"audience": "moon"}, "audience", "kit.not_a_choice"),
        ({"lines": [Line("1", " ")]}, "lines", "notices.empty"),
        ({"lines": [Line("1", "甲"), Line("1", "乙")]}, "lines", "notices.key_twice"),
        ({"lines": [Line("1", "甲", fields={"salary": "9"})]}, "lines", "notices.field_not_shown"),
        ({"lines": [Line("1", "张三 110101199003071234")]}, "lines", "notices.shows_identity_number"),
        ({"lines": [Line("1", "甲", fields={"leader": "张三 138 1234 5678"})]}, "lines", "notices.shows_telephone"),
    ],
)
def test_it_refuses_what_may_not_be_shown(hall: Hall, given: dict[str, object], field: str, code: str) -> None:
    with pytest.raises(Invalid) as told:
        hall.publish(**given)
    assert [reason.code for reason in told.value.fields[field]] == [code]


def test_it_refuses_a_notice_without_lines(hall: Hall) -> None:
    with pytest.raises(Invalid, match=r"notices\.empty"):
        publishing.draft(
            actor=hall.cast.manager_a.actor,
            unit=hall.cast.units["A"],
            template="general",
            subject=("", "", ""),
            title="空公示",
        )


def test_money_with_many_digits_is_no_identity_number(hall: Hall) -> None:
    assert hall.publish(lines=[Line("1", "支持金额 110101199903071234567 分，登记号 2026440012345678")]).pk


def test_the_period_is_prolonged_with_a_reason_and_never_shortened(hall: Hall) -> None:
    made = hall.publish()
    actor = hall.cast.manager_a.actor
    longer = publishing.prolong(
        actor=actor, notice_id=made.pk, more_days=2, seen_end=date(2026, 5, 8), reason="材料补充"
    )
    assert longer.ends_on == date(2026, 5, 11)
    kept = NoticeProlonging.objects.get()
    assert (kept.before, kept.after, kept.reason) == (date(2026, 5, 8), date(2026, 5, 11), "材料补充")
    with pytest.raises(Invalid, match=r"days_out_of_range.*reason_missing"):
        publishing.prolong(actor=actor, notice_id=made.pk, more_days=-1, seen_end=date(2026, 5, 11), reason=" ")


def test_the_same_prolonging_sent_twice_happens_once(hall: Hall) -> None:
    made = hall.publish()
    sent = {"notice_id": made.pk, "more_days": 2, "seen_end": date(2026, 5, 8), "reason": "材料补充"}
    publishing.prolong(actor=hall.cast.manager_a.actor, **sent)
    with refused("notices.prolonged_meanwhile"):
        publishing.prolong(actor=hall.cast.manager_a.actor, **sent)
    assert NoticeProlonging.objects.count() == 1


def test_a_period_that_is_over_is_not_prolonged(hall: Hall) -> None:
    made = hall.publish()
    hall.on(date(2026, 5, 9))
    with refused("notices.over"):
        publishing.prolong(
            actor=hall.cast.manager_a.actor, notice_id=made.pk, more_days=2, seen_end=date(2026, 5, 8), reason="x"
        )


def test_the_result_is_recorded_when_the_period_is_over(hall: Hall) -> None:
    made = hall.publish()
    close = {"actor": hall.cast.manager_a.actor, "notice_id": made.pk, "action": "close", "revision": made.revision}
    with refused("notices.running"):
        publishing.step(**close)
    hall.on(date(2026, 5, 9))
    assert publishing.step(**close).closed_on == date(2026, 5, 9)
    assert clear("calls.challenge", 7)


def test_a_withdrawn_notice_clears_nothing(hall: Hall) -> None:
    made = hall.publish()
    publishing.step(
        actor=hall.cast.manager_a.actor,
        notice_id=made.pk,
        action="withdraw",
        revision=made.revision,
        reason="名单有误",
    )
    hall.on(date(2026, 6, 1))
    assert [reason.code for reason in clear("calls.challenge", 7).reasons] == ["notices.none"]
    assert notice_of("calls.challenge", 7) is None
    again = hall.publish()
    assert notice_of("calls.challenge", 7) == again


def test_withdrawing_needs_a_reason(hall: Hall) -> None:
    made = hall.publish()
    with pytest.raises(Invalid, match="reason_missing"):
        publishing.step(actor=hall.cast.manager_a.actor, notice_id=made.pk, action="withdraw", revision=made.revision)


def test_a_draft_is_written_anew_and_a_published_notice_is_not(hall: Hall) -> None:
    actor = hall.cast.manager_a.actor
    made = publishing.draft(
        actor=actor,
        unit=hall.cast.units["A"],
        template="general",
        subject=("", "", ""),
        title="初稿",
        lines=[Line("1", "第一项")],
    )
    anew = {"notice_id": made.pk, "title": "二稿", "lines": [Line("1", "甲"), Line("2", "乙")], "working_days": 3}
    publishing.redraft(actor=actor, **anew)
    made.refresh_from_db()
    assert (made.title, made.working_days, made.lines.count()) == ("二稿", 3, 2)
    publishing.publish_draft(actor=actor, notice_id=made.pk, revision=made.revision)
    with refused("notices.published_frozen"):
        publishing.redraft(actor=actor, **anew)


def test_publishing_twice_is_refused(hall: Hall) -> None:
    made = hall.publish()
    with refused("workflow.stale"):
        publishing.publish_draft(actor=hall.cast.manager_a.actor, notice_id=made.pk, revision=0)


def test_what_is_cleared_follows_the_period(hall: Hall) -> None:
    assert [reason.code for reason in clear("calls.challenge", 7).reasons] == ["notices.none"]
    hall.publish()
    assert [reason.code for reason in clear("calls.challenge", 7).reasons] == ["notices.running"]
    hall.on(date(2026, 5, 8))
    assert not clear("calls.bid", 1)
    hall.on(date(2026, 5, 9))
    assert clear("calls.bid", 1)
    assert clear("calls.challenge", 7, "2")
    assert not clear("calls.challenge", 7, "3")
    assert not clear("calls.bid", 99)
