"""From admitted bids to a signed pledge: drawn by lot, judged in secret, decided with reasons, on notice, pledged."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from ceyuan.apps.calls.tests.council import REASONS, bids_of, fresh
from tests.e2e.journey import at_window, press, send, sign_at, take_step

if TYPE_CHECKING:
    from ceyuan.apps.calls.models import Challenge
    from ceyuan.apps.calls.tests.council import Council
    from ceyuan.apps.reviews.models import Panel, Seat
    from ceyuan.apps.reviews.tests.pool_desk import Pool
    from tests.e2e.conftest import Desk
    from tests.e2e.journey import Window

pytestmark = pytest.mark.usefixtures("own_stores")


def url(name: str, *args: Any) -> str:
    return reverse(f"calls:{name}", args=args)


def of_panel(name: str, *args: Any) -> str:
    return reverse(f"reviews:{name}", args=args)


def accept_by_service(pool: Pool, seats: list[Seat]) -> None:
    """Experts accept their seats; one of them does it on its page."""
    from ceyuan.apps.reviews.services import seats as acts

    for seat in seats:
        acts.answer(actor=pool.member_of(seat).actor, seat_id=seat.pk, accepts=True)


def judge_by_service(pool: Pool, panel: Panel, seats: list[Seat]) -> None:
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


def draw(office: Desk, panel: Panel) -> None:
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


def score(expert: Desk, panel: Panel, seat: Seat) -> None:
    """The expert declares, reads, fills in the sheet and submits it for good."""
    one = panel.assignments.get(seat=seat)
    expert.open(of_panel("my_reviews"))
    expert.open(of_panel("review", one.pk))
    expect(expert.page.locator("main")).not_to_contain_text("磁场补偿母线")
    press(expert.page, of_panel("review_begin", one.pk))
    expect(expert.page.locator(".dossier")).to_contain_text("磁场补偿母线")
    for criterion in panel.criteria.all():
        expert.page.locator(f"[name=points-{criterion.code}]").fill(str(criterion.points))
    expert.page.locator("[name=advice]").select_option("support")
    expert.page.locator("[name=opinion]").fill("技术路线可行，指标先进。")
    expert.page.locator("button[name=submit]").click()
    expect(expert.page.locator("main")).to_contain_text("封存")


def reviewed(office: Desk, one: Challenge, pool: Pool, window: Window) -> None:
    """Send to review, draw, judge, close."""
    from ceyuan.apps.reviews.models import Panel

    office.open(url("challenge_review", one.code))
    due = timezone.localtime(timezone.now() + timedelta(days=9))
    send(office.page, due_at=f"{due:%Y-%m-%dT%H:%M}", reviewers_per_case="3")
    office.page.wait_for_url(f"**{url('decision', one.code)}")
    panel = Panel.objects.get()
    draw(office, panel)
    first, *others = list(panel.seats.select_related("expert"))
    expert = at_window(window, pool.member_of(first))
    expert.open(of_panel("seat", first.pk))
    press(expert.page, of_panel("seat_accept", first.pk))
    expect(expert.page.locator("main")).to_contain_text("已接受")
    accept_by_service(pool, others)
    office.open(of_panel("assign", panel.pk))
    send(office.page)
    expect(office.page.locator("#assignment")).to_contain_text("已分配")
    take_step(office.page, "start")
    expect(office.page.locator(".subtitle")).to_contain_text("评审中")
    score(expert, panel, first)
    judge_by_service(pool, panel, others)
    office.open(of_panel("panel_close", panel.pk))
    send(office.page)
    office.page.wait_for_url(f"**{of_panel('record', panel.pk)}")
    office.open(of_panel("results", panel.pk))
    expect(office.page.locator("main")).to_contain_text("方案A")


def test_bids_are_drawn_for_judged_decided_put_on_notice_and_pledged(
    council: Council, pool: Pool, window: Window
) -> None:
    from ceyuan.apps.calls.models import Bid, Decision

    for one_outside in pool.outside:
        one_outside.delete()  # only people with an account judge here
    one = council.in_formal_check(bids=1)
    bid = bids_of(one)[0]
    office = at_window(window, council.cast.st_officer)
    reviewed(office, one, pool, window)

    # The head decides with written reasons, and the office puts the decision on show.
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

    # The period passes without objection; the pledge is laid out and both sides sign it.
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
    assert Bid.objects.get().state == "pledged"
