"""Two leaders agree on a target and sign for it: the whole way, each at a window of their own."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from ceyuan.apps.documents.tests.pdf_text import text_of
from ceyuan.apps.organisation.tests.cast import PASSWORD

if TYPE_CHECKING:
    from pathlib import Path

    from ceyuan.apps.strategy.tests.boardroom import Boardroom
    from tests.e2e.conftest import Desk


@pytest.fixture
def room(live_server: Any, boardroom: Boardroom, settings: Any, tmp_path: Path) -> Boardroom:
    """The boardroom with 40 patents for the group in force, and leaders who can log in."""
    settings.FILES_ROOT = tmp_path
    boardroom.target("PAT", "T", 40, state="in_force")
    for member in (boardroom.chair, boardroom.leader_a):
        member.account.set_password(PASSWORD)
        member.account.save(update_fields=["password"])
    return boardroom


def cascade_of(room: Boardroom, *, split: str = "") -> str:
    return f"/strategy/cascade/?plan={room.annual.pk}&kpi=PAT&year={room.annual.first_year}&split={split}"


def row_of(page: Any, unit: str) -> Any:
    return page.locator("#cascade tbody tr[data-row]", has_text=unit)


def sign(page: Any) -> None:
    page.get_by_role("link", name="签署", exact=True).click()
    page.get_by_label("登录密码").fill(PASSWORD)
    page.get_by_role("button", name="确认签署").click()


def test_two_leaders_agree_on_a_target_and_sign_the_letter(room: Boardroom, window: Callable[..., Desk]) -> None:
    from ceyuan.apps.strategy.models import Letter, Target

    above, below = window(), window()
    above.log_in("chair")
    below.log_in("leader_a")

    # The leader above splits 40 patents and proposes.
    above.open(cascade_of(room, split="T"))
    for unit, value in (("甲分公司", "25"), ("乙分公司", "15")):
        row_of(above.page, unit).locator("input[name^=value-]").fill(value)
    above.page.locator("button[value=propose]").click()
    expect(row_of(above.page, "甲分公司")).to_have_attribute("data-state", "proposed")

    # The leader below answers with less, and says why.
    below.open(cascade_of(room))
    row = row_of(below.page, "甲分公司")
    row.locator("input[name^=value-]").fill("22")
    row.locator("input[name=pick]").check()
    below.page.locator(".more-acts > summary").click()
    below.page.get_by_label("理由").fill("实验室搬迁，上半年停产检修")
    below.page.locator("button[value=counter]").click()
    expect(row_of(below.page, "甲分公司")).to_have_attribute("data-state", "countered")

    # The leader above takes the counter-proposal; what stays open goes into the reserve.
    above.open(cascade_of(room))
    row_of(above.page, "甲分公司").locator("input[name=pick]").check()
    above.page.locator(".more-acts > summary").click()
    above.page.locator("input[name=into_reserve]").check()
    above.page.locator("button[value=accept_counter]").click()
    expect(row_of(above.page, "甲分公司")).to_have_attribute("data-state", "agreed")
    agreed = Target.objects.get(unit__code="A")
    assert (agreed.state, agreed.value, Target.objects.get(unit__code="T").reserve) == ("agreed", 22, 3)

    # The letter: drawn up, weighed, offered.
    above.open("/strategy/letters/new?unit=A")
    above.page.locator("main button[type=submit]").last.click()
    expect(above.page.locator("h1")).to_contain_text("甲分公司")
    above.page.get_by_role("button", name="平均分配").click()
    expect(above.page.locator("#weights tfoot")).to_contain_text("100%")
    above.page.get_by_role("button", name="提请签署").click()
    expect(above.page.locator(".subtitle")).to_contain_text("待下级签署")

    # Both sign; the second signature brings the target in force.
    letter = Letter.objects.get()
    below.open("/strategy/my-month/")
    expect(below.page.locator("main")).to_contain_text("责任书：甲分公司")
    for desk, state in ((below, "待上级签署"), (above, "已生效")):
        desk.open(f"/strategy/letters/{letter.pk}/")
        sign(desk.page)
        expect(desk.page.locator(".subtitle")).to_contain_text(state)
    assert Target.objects.get(unit__code="A").state == "in_force"

    with above.page.expect_download() as download:
        above.page.get_by_role("link", name="责任书（PDF）").click()
    text = text_of(download.value.path().read_bytes())
    for said in ("科技创新责任书", "甲分公司", "李甲长", "陈董事", "≥ 22"):
        assert said in text, said
    above.open(f"/strategy/letters/{letter.pk}/check")
    expect(above.page.locator(".notice")).to_contain_text("未被改动")


def test_a_leader_signs_several_letters_in_one_sitting_and_sees_each_outcome(
    room: Boardroom, window: Callable[..., Desk]
) -> None:
    from ceyuan.apps.strategy.models import Letter
    from ceyuan.apps.strategy.services import letters, signing

    office = room.cast.st_officer.actor
    for unit, leader in (("A", room.leader_a), ("B", room.leader_b)):
        room.target("PAT", unit, 5, state="agreed", weight_ppm=1_000_000)
        made = letters.draft(actor=office, unit_code=unit, year=room.annual.first_year)
        made = letters.offer(actor=office, letter_id=made.pk, revision=made.revision)
        leader.account.set_password(PASSWORD)
        leader.account.save(update_fields=["password"])
        pledge = signing.Pledge(made.pk, made.revision, made.sha256)
        signing.sign(actor=leader.actor, pledge=pledge, password=PASSWORD)
    Letter.objects.filter(unit__code="B").update(revision=9)  # somebody else was faster
    seen = window()
    seen.log_in("chair")
    seen.open("/strategy/letters/sitting/")
    page = seen.page
    Letter.objects.filter(unit__code="B").update(revision=2)
    page.get_by_label("登录密码").fill("guess")
    page.get_by_role("button", name="签署所选责任书").click()
    expect(page.locator(".notice-bad")).to_contain_text("密码不正确")
    page.get_by_label("登录密码").fill(PASSWORD)
    page.get_by_role("button", name="签署所选责任书").click()
    expect(page.locator("tr", has_text="甲分公司").locator("[data-outcome]")).to_have_text("已签署")
    expect(page.locator("tr", has_text="乙分公司").locator("[data-outcome]")).to_contain_text("您的修改未保存")
    states = dict(Letter.objects.values_list("unit__code", "state"))
    assert states == {"A": "in_force", "B": "signed_below"}
