"""The house as it stands keeps its rules."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.architecture.rules import RULES, Module, modules

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "ceyuan"
HOST = re.compile(r"(?:--(?:index-url|extra-index-url|find-links|trusted-host)|://|\"resolved\")")
TEXTS = {".py", ".toml", ".md", ".html", ".po", ".yaml", ".yml", ".sh", ".css", ".json", ""}
# Written in two pieces, so that this file does not find itself.
FOREIGN = re.compile("/" + r"work/(?:main|shared|brief)" + "|" + "/" + "root/" + "|bash" + "_jobs")


@pytest.fixture(scope="module")
def house() -> list[Module]:
    return modules(PACKAGE)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_every_module_keeps_the_rule(rule: Callable[[Module], Iterator[str]], house: list[Module]) -> None:
    found = [fault for module in house for fault in rule(module)]
    assert not found, "\n" + "\n".join(found)


def test_test_files_stay_short() -> None:
    long = [
        f"{path.relative_to(ROOT)}: {count} lines"
        for path in (*PACKAGE.rglob("tests/**/*.py"), *(ROOT / "tests").rglob("*.py"))
        if (count := path.read_text(encoding="utf-8").count("\n")) > 400
    ]
    assert long == []


def test_templates_stay_short() -> None:
    long = [
        f"{path.relative_to(ROOT)}: {count} lines"
        for path in PACKAGE.rglob("templates/**/*.html")
        if (count := path.read_text(encoding="utf-8").count("\n")) > 250
    ]
    assert long == []


def contracts() -> dict[str, dict[str, Any]]:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return {contract["name"]: contract for contract in settings["tool"]["importlinter"]["contracts"]}


def capabilities() -> set[str]:
    return {path.parent.name for path in (PACKAGE / "apps").glob("*/__init__.py")}


def test_every_capability_has_its_place_in_the_order() -> None:
    order = contracts()["Capabilities stand in one order"]
    named = {name.strip(" ()") for layer in order["layers"] for name in layer.split("|")}
    assert order["exhaustive"]
    assert capabilities() <= named


def test_every_capability_is_held_to_the_floors() -> None:
    held = contracts()["Each capability has the same floors"]["containers"]
    assert {name.removeprefix("ceyuan.apps.") for name in held} == capabilities()


def test_every_capability_says_what_it_promises() -> None:
    silent = [
        name for name in capabilities() if '"""' not in (PACKAGE / "apps" / name / "__init__.py").read_text("utf-8")
    ]
    assert silent == []


def lock_faults(text: str) -> list[str]:
    return [line for line in text.splitlines() if HOST.search(line) and not line.startswith("#")]


def test_the_locks_name_no_registry() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert lock_faults(lock) == []
    pinned = re.findall(r"^[\w.-]+(?:\[[\w,]+\])?==", lock, re.MULTILINE)
    assert len(pinned) > 50
    assert lock.count("--hash=sha256:") >= len(pinned)
    for path in ROOT.glob("*/package-lock.json"):
        assert '"resolved"' not in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("line", ["--index-url https://mirror.example/simple", "x @ https://mirror.example/x.whl"])
def test_it_finds_a_registry_in_a_lock(line: str) -> None:
    assert lock_faults(line)


def product_files() -> Iterator[Path]:
    for folder in ("src", "tests", "tools", "docs", "bench", ".ci"):
        for path in (ROOT / folder).rglob("*"):
            if (
                path.is_file()
                and path.suffix in TEXTS
                and not {"vendor", "node_modules", "__pycache__"} & set(path.parts)
            ):
                yield path
    yield from (path for path in ROOT.glob("*") if path.is_file() and path.suffix in TEXTS)


def test_no_file_names_a_place_of_one_machine() -> None:
    found = [
        str(path.relative_to(ROOT))
        for path in product_files()
        if FOREIGN.search(path.read_text(encoding="utf-8", errors="replace"))
    ]
    assert found == []


def test_it_finds_a_place_of_one_machine() -> None:
    assert FOREIGN.search("see " + "/" + "work/shared/data")
