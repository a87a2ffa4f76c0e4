"""Legs of the chain before the contract: a challenge is bid on, bids are drawn for, judged, decided, pledged."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from ceyuan.apps.calls.tests.council import REASONS, fresh
from tests.e2e.journey import at_window, press, send, sign_at, take_step

if TYPE_CHECKING:
    from ceyuan.apps.calls.models import Bid, Challenge
    from ceyuan.apps.calls.tests.council import Council
    from ceyuan.apps.reviews.models import Panel, Seat
    from ceyuan.apps.reviews.tests.pool_desk import Pool
    from tests.e2e.conftest import Desk
    from tests.e2e.journey import Window

LETTER = {"name": "试验条件.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4\n%%EOF\n"}


def url(name: str, *args: Any) -> str:
    return reverse(f"calls:{name}", args=args)


def of_panel(name: str, *args: Any) -> str:
    return reverse(f"reviews:{name}", args=args)


# Challenge and bid: published, found, written part by part without script, handed in, sealed, opened, checked.


def published(council: Council, window: Window) -> Challenge:
    """A demand that was looked at is published by the office."""
    one = council.room.challenge(
        state="demand_review",
        deliverables="样机与运行报告",
        reward="节能收益分成",
        ip_terms="共有，需求方优先使用",
        closes_at=timezone.now() + timedelta(days=10),
        is_blind=True,
    )
    office = at_window(window, council.cast.st_officer)
    office.open(url("challenge_detail", one.code))
    take_step(office.page, "publish")
    assert fresh(one).state == "published"
    return fresh(one)


def bid_on(council: Council, window: Window, one: Challenge) -> Bid:
    """A member of a branch finds the challenge and bids, in a browser without script."""
    from ceyuan.apps.calls.models import Bid

    bidder = at_window(window, council.cast.member_a, java_script_enabled=False)
    bidder.open(url("challenge_list"))
    bidder.page.get_by_role("link", name=one.title).first.click()
    bidder.page.locator(f"a[href='{url('bid_start', one.code)}']").first.click()
    send(bidder.page, title="磁场补偿节能", unit_id="A")
    bidder.page.wait_for_url("**/edit/basics/")
    bid = Bid.objects.get()
    _fill_in(bidder.page, bid)

    # What stays below the challenge is named before handing in, and put right.
    bidder.open(url("bid_edit", bid.pk, "submit"))
    expect(bidder.page.locator("main")).to_contain_text("承诺 12600 kWh/t，未达到榜单要求 12500 kWh/t")
    bidder.open(url("bid_edit", bid.pk, "indicators"))
    send(bidder.page, offers__0__value="12400")
    bidder.page.wait_for_url("**/edit/team/")
    bidder.open(url("bid_edit", bid.pk, "submit"))
    press(bidder.page, url("bid_step", bid.pk))
    expect(bidder.page.locator(".subtitle").first).to_contain_text("已提交")
    return fresh(bid)


def _fill_in(page: Any, bid: Bid) -> None:
    """The parts of the bid, one page each; every "save and go on" leads to the next."""
    send(
        page,
        title="磁场补偿节能",
        route="补偿母线与在线浓度控制",
        risks="停槽时间",
        funds_minor="400",
        committed="on",
    )
    page.wait_for_url(f"**{url('bid_edit', bid.pk, 'indicators')}")
    send(page, offers__0__value="12600", offers__1__value="95")
    page.wait_for_url(f"**{url('bid_edit', bid.pk, 'team')}")
    send(page, members__0__person="T-member_a", members__0__role="总体", members__0__person_months="6")
    page.wait_for_url(f"**{url('bid_edit', bid.pk, 'milestones')}")
    first = timezone.localdate() + timedelta(days=200)
    rows = (("方案", "评议通过", "30", 0), ("样机", "样机通过测试", "40", 200), ("验收", "指标达到", "30", 380))
    typed = {}
    for place, (name, criteria, share, days) in enumerate(rows):
        typed |= {
            f"milestones__{place}__name": name,
            f"milestones__{place}__due_on": (first + timedelta(days=days)).isoformat(),
            f"milestones__{place}__criteria": criteria,
            f"milestones__{place}__share": share,
        }
    send(page, **typed)
    page.wait_for_url(f"**{url('bid_edit', bid.pk, 'more')}")
    page.locator("input[type=file]").set_input_files(LETTER)
    press(page, url("bid_files", bid.pk))
    expect(page.locator("ul.attached")).to_contain_text("试验条件.pdf")


def admitted(council: Council, window: Window, one: Challenge, bid: Bid) -> Desk:
    """Sealed until the deadline; then the office opens, checks and admits it."""
    office = at_window(window, council.cast.st_officer)
    office.open(url("desk", one.code))
    expect(office.page.locator("main")).to_contain_text("1 份")
    expect(office.page.locator("main")).not_to_contain_text("磁场补偿节能")
    council.later(11)
    office = at_window(window, council.cast.st_officer)
    for action in ("close", "check_form"):
        office.open(url("challenge_detail", one.code))
        take_step(office.page, action)
    office.open(url("bid_check", bid.pk))
    for answer in office.page.locator("main input[type=radio][value=yes]").all():
        answer.check()
    with office.page.expect_navigation():
        office.page.get_by_role("button", name="保存", exact=True).first.click()
    press(office.page, url("bid_conclude", bid.pk))
    assert fresh(bid).state == "admitted"
    return office


# Review: drawn by lot, judged in secret, closed.


def reviewed(office: Desk, one: Challenge, pool: Pool, window: Window) -> None:
    """Send to review, draw, judge, close."""
    from ceyuan.apps.reviews.models import Panel

    office.open(url("challenge_review", one.code))
    due = timezone.localtime(timezone.now() + timedelta(days=9))
    send(office.page, due_at=f"{due:%Y-%m-%dT%H:%M}", reviewers_per_case="3")
    office.page.wait_for_url(f"**{url('decision', one.code)}")
    panel = Panel.objects.get()
    _draw(office, panel)
    first, *others = list(panel.seats.select_related("expert"))
    expert = at_window(window, pool.member_of(first))
    expert.open(of_panel("seat", first.pk))
    press(expert.page, of_panel("seat_accept", first.pk))
    expect(expert.page.locator("main")).to_contain_text("已接受")
    _accept_by_service(pool, others)
    office.open(of_panel("assign", panel.pk))
    send(office.page)
    expect(office.page.locator("#assignment")).to_contain_text("已分配")
    take_step(office.page, "start")
    expect(office.page.locator(".subtitle")).to_contain_text("评审中")
    _score(expert, panel, first)
    _judge_by_service(pool, panel, others)
    office.open(of_panel("panel_close", panel.pk))
    send(office.page)
    office.page.wait_for_url(f"**{of_panel('record', panel.pk)}")
    office.open(of_panel("results", panel.pk))
    expect(office.page.locator("main")).to_contain_text(one.bids.get().title)


def _draw(office: Desk, panel: Panel) -> None:
    """Three experts by lot, of one unit as the pool has no other; the fingerprint of the seed goes first."""
    office.open(of_panel("conditions", panel.pk))
    send(office.page, seats="3", per_unit="3", colleagues="3", reviewers_per_case="3")
    office.page.wait_for_url(f"**{of_panel('panel', panel.pk)}")
    office.open(of_panel("draw_announce", panel.pk))
    send(office.page)
    office.page.wait_for_url(f"**{of_panel('panel', panel.pk)}")
    office.open(of_panel("draw_run", panel.pk))
    expect(office.page.locator("main")).to_contain_text(panel.draws.get().commitment)
    send(office.page)
    office.page.wait_for_url(f"**{of_panel('panel', panel.pk)}")


def _score(expert: Desk, panel: Panel, seat: Seat) -> None:
    """The expert declares, reads, fills in the sheet and submits it for good."""
    one = panel.assignments.get(seat=seat)
    expert.open(of_panel("my_reviews"))
    expert.open(of_panel("review", one.pk))
    expect(expert.page.locator("main")).not_to_contain_text("补偿母线")
    press(expert.page, of_panel("review_begin", one.pk))
    expect(expert.page.locator(".dossier")).to_contain_text("补偿母线")
    for criterion in panel.criteria.all():
        expert.page.locator(f"[name=points-{criterion.code}]").fill(str(criterion.points))
    expert.page.locator("[name=advice]").select_option("support")
    expert.page.locator("[name=opinion]").fill("技术路线可行，指标先进。")
    expert.page.locator("button[name=submit]").click()
    expect(expert.page.locator("main")).to_contain_text("封存")


def _accept_by_service(pool: Pool, seats: list[Seat]) -> None:
    """Experts accept their seats; one of them does it on its page."""
    from ceyuan.apps.reviews.services import seats as acts

    for seat in seats:
        acts.answer(actor=pool.member_of(seat).actor, seat_id=seat.pk, accepts=True)


def _judge_by_service(pool: Pool, panel: Panel, seats: list[Seat]) -> None:
    """Experts score their case; one of them does it on its page."""
    from ceyuan.apps.reviews.services import reviewing
    from ceyuan.core.review.sheets import Writing

    codes = list(panel.criteria.values_list("code", "points"))
    for number, seat in enumerate(seats, start=1):
        for one in panel.assignments.filter(seat=seat):
            expert = pool.member_of(seat).actor
            reviewing.begin(actor=expert, assignment_id=one.pk)
            points = {code: Decimal(most) - number for code, most in codes}
            writing = Writing(points, dict.fromkeys(points, "符合"), "路线清楚，指标可考核。", "support")
            reviewing.submit(actor=expert, assignment_id=one.pk, writing=writing)


# Decision, notice, pledge.


def decided(council: Council, office: Desk, window: Window, one: Challenge, bid: Bid) -> None:
    """The head decides with written reasons, and the office puts the decision on show."""
    from ceyuan.apps.calls.models import Decision

    office.open(url("challenge_detail", one.code))
    take_step(office.page, "prepare_decision")
    head = at_window(window, council.heads["T"])
    head.open(url("decision", one.code))
    head.page.locator(f"[name=outcome_{bid.pk}][value=selected]").check()
    head.page.locator(f"[name=reasons_{bid.pk}]").fill(REASONS)
    head.page.locator("main form.call-form button").click()
    expect(head.page.locator("main")).to_contain_text(REASONS)
    assert Decision.objects.get().outcome == "selected"
    office.open(url("decision", one.code))
    press(office.page, url("decision_step", one.code, "announce"))
    office.open(reverse("notices:list"))
    expect(office.page.locator("main")).to_contain_text("揭榜挂帅中榜公示")
    expect(office.page.locator("main")).to_contain_text(one.title)
    assert fresh(one).state == "publicity"


def pledged(council: Council, window: Window, one: Challenge, bid: Bid) -> Desk:
    """The period passes without objection; the pledge is laid out, both sides sign it, the office confirms."""
    council.to_today()
    office = at_window(window, council.cast.st_officer)
    office.open(url("decision", one.code))
    press(office.page, url("decision_step", one.code, "take_up"))
    office.open(url("pledge", bid.pk))
    office.page.locator("main form.call-form button").click()
    expect(office.page.locator("main ul.lines code").first).to_be_visible()
    for member in (council.cast.member_a, council.heads["A"]):
        sign_at(at_window(window, member), url("pledge", bid.pk))
    office.open(url("pledge", bid.pk))
    press(office.page, url("pledge_step", bid.pk, "confirm"))
    expect(office.page.locator(f"form[action='{url('pledge_step', bid.pk, 'start')}']")).to_be_visible()
    assert fresh(bid).state == "pledged"
    return office
