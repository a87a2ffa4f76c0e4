"""Loaded by `-p` before anything else: gives the run its own folder, key and language, and cleans up behind it.

The controller of a parallel run makes the folder; its workers inherit the environment. Settings are read only
after this, so no test can touch the installation of the person who runs it.
"""

from __future__ import annotations

import os
import secrets
import shutil
import socket
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

PREFIX = "ceyuan-test-"
_LOCAL = ("127.", "::1", "localhost", "0.0.0.0")  # noqa: S104 - names to compare with, nothing is bound


def run_folder() -> Path:
    """The folder of this test run: cluster, files, locks."""
    return Path(os.environ["CEYUAN_TEST_RUN"])


def _begin() -> bool:
    if "PYTEST_XDIST_WORKER" in os.environ:
        return False
    folder = Path(tempfile.mkdtemp(prefix=PREFIX))
    folder.chmod(0o711)  # the database server may run under another account
    (folder / "owner").write_text(str(os.getpid()))
    (folder / "home" / "static").mkdir(parents=True)
    for name in [name for name in os.environ if name.startswith("CEYUAN_")]:
        if name not in {"CEYUAN_SHARED", "CEYUAN_PG_BIN", "CEYUAN_CHROMIUM"}:
            del os.environ[name]
    os.environ["CEYUAN_TEST_RUN"] = str(folder)
    os.environ["CEYUAN_HOME"] = str(folder / "home")
    os.environ["CEYUAN_SECRET_KEY"] = secrets.token_urlsafe(40)
    os.environ["CEYUAN_TIME_ZONE"] = "Asia/Shanghai"
    return True


CONTROLLER = _begin()


def pytest_configure(config: pytest.Config) -> None:
    """Controller only: remove what killed runs left, and compile the translations."""
    _no_network()
    # A slow machine is no fault of the product: no test asserts a time, and Hypothesis does not either.
    settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
    settings.load_profile("house")
    if CONTROLLER:
        _remove_abandoned()
        from ceyuan.entry.catalogues import compile_stale

        compile_stale()


def pytest_unconfigure(config: pytest.Config) -> None:
    """Controller only: stop the cluster of this run and delete its folder, also after failures."""
    if CONTROLLER:
        _remove(run_folder())


def _remove_abandoned() -> None:
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        try:
            owner = int((folder / "owner").read_text())
            mine = folder.stat().st_uid == os.geteuid()
        except (OSError, ValueError):
            continue
        if mine and not _runs(owner):
            _remove(folder)


def _remove(folder: Path) -> None:
    from ceyuan.entry.embedded import Cluster, ServerTrouble

    try:
        Cluster(folder / "pg").stop()
    except ServerTrouble as trouble:
        print(trouble, file=sys.stderr)  # noqa: T201
    shutil.rmtree(folder, ignore_errors=True)


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _no_network() -> None:
    """Every connection to another machine fails at once, with a sentence that says why."""
    connect = socket.socket.connect

    def only_local(self: socket.socket, address: object) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6):
            host = str(address[0]) if isinstance(address, tuple) else str(address)
            if not host.startswith(_LOCAL):
                raise OSError(f"Tests use no network, but something connects to {host}.")
        connect(self, address)  # type: ignore[arg-type]

    socket.socket.connect = only_local  # type: ignore[method-assign,assignment]
