"""The audit trail on the page, as a file and on the command line."""

from __future__ import annotations

from typing import Any

import pytest
from click.testing import CliRunner
from django.db import connection, transaction

from ceyuan.apps.audit import interface, messages
from ceyuan.apps.audit.chain import FAULTS
from ceyuan.apps.audit.models import Act
from ceyuan.entry.cli import audit as commands


@pytest.fixture
def acts(cast: Any) -> list[Act]:
    made = []
    with transaction.atomic():
        for unit, label in (("A", "甲方案"), ("A1", "甲一方案"), ("B", "乙方案")):
            made.append(
                interface.record(
                    actor=cast.st_officer.actor,
                    act="documents.document.added",
                    subject=("documents.document", len(made) + 1, label),
                    before={"state": "草稿", "same": "不变"},
                    after={"state": "<b>生效</b>", "same": "不变"},
                    reason=f"{label}的理由",
                    unit_path=cast.units[unit].path,
                )
            )
    return list(Act.objects.order_by("seq"))


def test_the_auditor_sees_all_acts_of_the_group_newest_first(cast: Any, acts: list[Act]) -> None:
    page = cast.auditor.client().get("/audit/").content.decode()
    assert page.index("乙方案") < page.index("甲方案")
    assert "上传文件" in page
    strangers = cast.stranger.client().get("/audit/").content.decode()
    assert not [label for label in ("甲方案", "甲一方案", "乙方案") if label in strangers]


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("subject=甲一", {"甲一方案"}),
        ("act=documents.document.added", {"甲方案", "甲一方案", "乙方案"}),
        ("act=documents.document.withdrawn", set()),
        ("unit=A", {"甲方案", "甲一方案"}),
        ("who=安科技", {"甲方案", "甲一方案", "乙方案"}),
        ("who=别人", set()),
        ("at_from=2020-01-01&at_until=2020-01-02", set()),
        ("at_from=2020-01-01", {"甲方案", "甲一方案", "乙方案"}),
    ],
)
def test_each_filter_narrows_the_list(cast: Any, acts: list[Act], query: str, shown: set[str]) -> None:
    page = cast.auditor.client().get(f"/audit/?{query}").content.decode()
    assert {label for label in ("甲方案", "甲一方案", "乙方案") if f"{label}的理由" in page} == shown


def test_the_list_can_be_taken_as_a_workbook(cast: Any, acts: list[Act]) -> None:
    response = cast.auditor.client().get("/audit/?export=xlsx&unit=A")
    assert b"".join(response.streaming_content)[:2] == b"PK"


def test_an_act_shows_what_was_before_and_after_escaped(cast: Any, acts: list[Act]) -> None:
    page = cast.auditor.client().get(f"/audit/{acts[0].seq}").content.decode()
    assert "<del>草稿</del>" in page
    assert "<ins>&lt;b&gt;生效&lt;/b&gt;</ins>" in page
    assert "<del>不变</del>" not in page
    assert acts[0].hash in page


@pytest.mark.parametrize(("member", "status"), [("stranger", 404), ("manager_a", 403), ("member_a", 403)])
def test_others_cannot_open_an_act(cast: Any, acts: list[Act], member: str, status: int) -> None:
    assert cast.members[member].client().get(f"/audit/{acts[0].seq}").status_code == status


def test_the_chain_page_verifies_and_shows_the_outcome(cast: Any, acts: list[Act]) -> None:
    client = cast.auditor.client()
    assert acts[-1].hash in client.get("/audit/chain").content.decode()
    assert "链条完整" in client.post("/audit/chain", follow=True).content.decode()
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_act DISABLE TRIGGER USER")
        cursor.execute("UPDATE audit_act SET reason = 'x' WHERE seq = 2")
        cursor.execute("ALTER TABLE audit_act ENABLE TRIGGER USER")
    page = client.post("/audit/chain", follow=True).content.decode()
    assert "第 2 条" in page
    assert str(messages.FAULTS["content"]) in page


def test_every_fault_has_a_text() -> None:
    assert set(FAULTS) == set(messages.FAULTS) == set(commands.FAULTS)


def run(command: Any, *arguments: str) -> Any:
    # Without the decorator: the test's database is up already.
    bare = command.callback.__wrapped__
    command = type(command)(command.name, params=command.params, callback=bare)
    return CliRunner().invoke(command, arguments)


def test_the_command_prints_the_head_and_exits_with_1_when_the_chain_is_broken(acts: list[Act]) -> None:
    head = acts[-1].hash
    sound = run(commands.verify, "--seq", "3", "--head", head)
    assert (sound.exit_code, head in sound.output, "ok" in sound.output) == (0, True, True)
    cut = run(commands.verify, "--seq", "9", "--head", head)
    assert (cut.exit_code, "fault   tail" in cut.output) == (1, True)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_act DISABLE TRIGGER USER")
        cursor.execute("UPDATE audit_act SET subject_label = '丙' WHERE seq = 2")
        cursor.execute("ALTER TABLE audit_act ENABLE TRIGGER USER")
    broken = run(commands.verify)
    assert broken.exit_code == 1
    for expected in (
        "broken at act 2",
        "fault   content",
        "act     documents.document.added",
        "documents.document 2 丙",
    ):
        assert expected in broken.output


def test_the_command_exports_the_chain(acts: list[Act], tmp_path: Any) -> None:
    target = tmp_path / "acts.jsonl"
    assert run(commands.export, str(target)).exit_code == 0
    assert len(target.read_text(encoding="utf-8").splitlines()) == len(acts)


def test_head_and_seq_belong_together() -> None:
    assert run(commands.verify, "--seq", "3").exit_code == 2
