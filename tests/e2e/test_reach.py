"""Journeys about who may know what, and about the proof of what was done."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from click.testing import CliRunner
from django.db import connection
from playwright.sync_api import expect

from ceyuan.entry.cli import audit as commands

if TYPE_CHECKING:
    from tests.e2e.conftest import Desk


def test_a_branch_does_not_find_what_only_another_branch_does(group: Any, window: Callable[..., Desk]) -> None:
    desk = window()
    desk.log_in("manager_b")
    assert desk.open("/projects/KY-1/").status == 404
    expect(desk.page.locator("main")).not_to_contain_text("电解槽")
    desk.open("/search?q=cdxdnh")
    expect(desk.page.locator("#results")).to_contain_text("没有找到")
    desk.open("/projects/?size=100")
    shown = set(desk.column("编号"))
    assert "KY-1" not in shown
    assert {"KY-2", "KY-3"} <= shown  # takes part, leads
    assert desk.open("/cockpit/?unit=A").status == 404
    assert desk.open("/cockpit/?unit=B1").status == 200


def test_an_act_is_proven_until_a_byte_of_it_is_changed(desk: Desk) -> None:
    page = desk.page
    desk.open("/projects/KY-1/")
    page.get_by_role("button", name="开始中期检查").click()
    expect(page.locator(".subtitle .pill").first).to_have_text("中期检查")
    verify = commands.audit.commands["verify"]
    whole = CliRunner().invoke(verify, [])
    assert whole.exit_code == 0, whole.output
    assert "result  ok" in whole.output

    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_act DISABLE TRIGGER USER")
        cursor.execute("UPDATE audit_act SET subject_label = 'KY-7' WHERE act = 'projects.project.advanced'")
        assert cursor.rowcount == 1
        cursor.execute("ALTER TABLE audit_act ENABLE TRIGGER USER")
    broken = CliRunner().invoke(verify, [])
    assert broken.exit_code == 1
    assert "act     projects.project.advanced" in broken.output
    assert "fault   content" in broken.output
