"""`ceyuan organisation`, `account` and `staff` as a person types them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from django.utils import translation

from ceyuan.apps.organisation.models import Account, Grant, StaffSession, Unit
from ceyuan.apps.organisation.tests.cast import Cast
from ceyuan.entry.cli import collect


@pytest.fixture(autouse=True)
def language() -> Iterator[None]:
    """The command line speaks English; what runs after it does not."""
    with translation.override("en"):
        yield


def run(*words: str, typed: str = "") -> Result:
    return CliRunner().invoke(collect(), list(words), input=typed)


@pytest.mark.django_db
class TestImport:
    def files(self, folder: Path) -> list[str]:
        nodes, edges = folder / "nodes.csv", folder / "edges.csv"
        nodes.write_text("id,name,percent_held_by_parent\nA,甲集团,100\nB,乙公司,51.5\n", encoding="utf-8")
        edges.write_text("parent_id,child_id\nA,B\nA,Q\n", encoding="utf-8")
        return [str(nodes), str(edges)]

    def test_it_founds_the_group_and_accounts_for_every_row(self, tmp_path: Path) -> None:
        refused = tmp_path / "refused.csv"
        said = run("organisation", "import", *self.files(tmp_path), "--group", "JIA", "--rejected", str(refused))
        assert said.exit_code == 0, said.output
        assert "row.unknown_reference 1" in said.output
        assert Unit.objects.get(code="B").group.code == "JIA"
        assert "edges.csv,,3,child_id,row.unknown_reference,Q" in refused.read_text("utf-8-sig")

    def test_a_second_run_says_unchanged(self, tmp_path: Path) -> None:
        files = self.files(tmp_path)
        run("organisation", "import", *files, "--group", "JIA")
        report = json.loads(run("organisation", "import", *files, "--group", "JIA", "--json").stdout)
        assert not any(report["changed"].values())
        assert [each["read"] for each in report["files"]] == [2, 2]

    def test_the_tree_of_a_day_is_printed(self, cast: Cast) -> None:
        said = run("organisation", "tree", "--group", "T", "--as-of", "2025-01-01", "--depth", "1")
        assert said.output.splitlines() == ["T  测试集团", "  A  甲分公司", "  B  乙分公司"]


@pytest.mark.django_db
class TestAccounts:
    def test_an_account_with_a_role_is_made_and_gets_a_token(self, cast: Cast) -> None:
        words = ("account", "create", "xinren", "--group", "T", "--name", "新人", "--role", "st_manager", "--at", "A")
        said = run(*words, "--password-stdin", typed="correct-horse-battery\n")
        assert said.exit_code == 0, said.output
        assert Account.objects.get(username="xinren").check_password("correct-horse-battery")
        assert Grant.objects.get(person__name_zh="新人").unit.code == "A"
        said = run("account", "token", "xinren", "--scope", "projects.view")
        assert said.stdout.startswith("cy_")

    def test_a_staff_session_is_opened_and_closed_for_the_eligible(self, cast: Cast) -> None:
        said = run("staff", "open", "operator", "--reason", "按工单 4711 修复导入", "--minutes", "10")
        assert said.exit_code == 0, said.output
        assert run("staff", "close", "operator").exit_code == 0
        assert StaffSession.objects.get().closed_at is not None
        assert run("staff", "open", "member_a", "--reason", "按工单 4711 修复导入").exit_code != 0
