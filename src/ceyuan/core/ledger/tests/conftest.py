"""The desk of the ledger's tests: one engine of each name for the whole run."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from ceyuan.core.ledger.engines import Engine, open_engine
from ceyuan.core.ledger.tests.ledger_desk import Desk


def absent(name: str) -> str:
    """Why an engine cannot run here, "" when it can."""
    if name == "spark" and find_spec("pyspark") is None:
        return "Spark is not installed: run `make spark`"
    if name == "spark" and shutil.which("java") is None:
        return "Spark needs Java 17: install the package openjdk-17-jre-headless"
    return ""


@pytest.fixture(scope="session", params=["duckdb", "spark"])
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """Each engine in turn; Spark is skipped with the reason where it is absent."""
    if reason := absent(request.param):
        pytest.skip(reason)
    opened = open_engine(request.param, work=tmp_path_factory.mktemp(request.param), memory="2GB")
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def duckdb_engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """The default engine."""
    opened = open_engine("duckdb", work=tmp_path_factory.mktemp("own"), memory="2GB")
    yield opened
    opened.close()


@pytest.fixture
def desk(duckdb_engine: Engine, tmp_path: Path) -> Desk:
    """Accounts lines given as mappings, on the default engine."""
    return Desk(duckdb_engine, tmp_path)
