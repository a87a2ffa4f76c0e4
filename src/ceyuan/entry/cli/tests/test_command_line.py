"""The command line as a person meets it: fast help, one clear line for a mistake, exit codes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from ceyuan.core.kernel.verdict import Invalid, Refused
from ceyuan.entry.cli import collect
from ceyuan.entry.cli.mistakes import explain
from ceyuan.entry.embedded import ServerTrouble


def run(home: Path, *words: str, **extra: str) -> subprocess.CompletedProcess[str]:
    environment = {key: value for key, value in os.environ.items() if key != "CEYUAN_DATABASE_URL"}
    environment |= {"CEYUAN_HOME": str(home), **extra}
    command = [sys.executable, "-m", "ceyuan.entry.cli", *words]
    return subprocess.run(command, capture_output=True, text=True, env=environment, timeout=120, check=False)


def test_help_is_quick_because_it_loads_neither_django_nor_the_ledgers_engines() -> None:
    heavy = "{'django', 'ibis', 'duckdb', 'pyspark'} & set(sys.modules)"
    code = f"import sys\nfrom ceyuan.entry.cli import collect\ncollect()\nprint(sorted({heavy}))"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert said.strip() == "[]"


def test_every_command_says_what_it_does() -> None:
    silent = [name for name, command in collect().commands.items() if not (command.help or "").strip()]
    assert silent == []
    assert {"db", "demo", "doctor", "migrate", "serve", "worker"} <= set(collect().commands)


def test_a_wrong_word_is_wrong_usage(tmp_path: Path) -> None:
    said = run(tmp_path, "nonsense")
    assert said.returncode == 2
    assert "No such command 'nonsense'" in said.stderr


def test_the_database_comes_and_goes_with_a_command_and_stays_when_asked(tmp_path: Path) -> None:
    home = tmp_path / "home"
    assert run(home, "db", "shell", "-Atc", "SELECT 6 * 7").stdout.strip() == "42"
    assert run(home, "db", "status").returncode == 1
    assert run(home, "db", "start").returncode == 0
    try:
        assert run(home, "db", "status").returncode == 0
        assert run(home, "db", "url").stdout.startswith("postgresql://ceyuan@/ceyuan?host=")
    finally:
        assert "Stopped." in run(home, "db", "stop").stdout


def test_the_first_start_writes_a_private_key(tmp_path: Path) -> None:
    environment = {key: value for key, value in os.environ.items() if key != "CEYUAN_SECRET_KEY"}
    code = "from ceyuan.entry.home import prepare; prepare(); prepare()"
    subprocess.run([sys.executable, "-c", code], env={**environment, "CEYUAN_HOME": str(tmp_path / "h")}, check=True)
    key = tmp_path / "h" / "secret.key"
    assert key.stat().st_mode & 0o777 == 0o600
    assert len(key.read_text()) > 50


def test_it_names_a_server_that_cannot_be_reached(tmp_path: Path) -> None:
    said = run(tmp_path, "migrate", CEYUAN_DATABASE_URL="postgresql://ceyuan@127.0.0.1:9/ceyuan")
    assert said.returncode == 1
    assert said.stderr.startswith("Error: The database cannot be reached")
    assert said.stderr.count("\n") == 1


def test_debug_shows_the_trace(tmp_path: Path) -> None:
    said = run(tmp_path, "--debug", "migrate", CEYUAN_DATABASE_URL="postgresql://ceyuan@127.0.0.1:9/ceyuan")
    assert said.returncode == 1
    assert "Traceback" in said.stderr


@pytest.mark.parametrize(
    ("error", "code", "text"),
    [
        (Refused("nowhere.closed", day="2025-01-01"), 1, "Error: nowhere.closed (day='2025-01-01')"),
        (Invalid({"title": ["nowhere.too_long"]}), 1, "Error: title: nowhere.too_long"),
        (ServerTrouble("It broke.", "Mend it."), 1, "Error: It broke. Mend it."),
        (FileNotFoundError(2, "No such file or directory", "a.csv"), 1, "Error: a.csv: No such file or directory."),
        (KeyboardInterrupt(), 130, "Stopped."),
        (RuntimeError("odd"), 1, "Error: Ceyuan made a mistake (RuntimeError: odd). Run the same as `ceyuan --debug"),
    ],
)
def test_each_mistake_is_one_line(
    error: BaseException, code: int, text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert explain(error) == code
    said = capsys.readouterr().err
    assert said.startswith(text)
    assert said.count("\n") == 1
