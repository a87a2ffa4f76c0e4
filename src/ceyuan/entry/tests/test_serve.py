"""The supervisor with small programs in place of web server and worker."""

from __future__ import annotations

import http.server
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from ceyuan.entry.serve import Child, refuse_busy_port, supervise

WEB = """
import http.server, os, pathlib, sys
pathlib.Path(sys.argv[2]).open("a").write(f"{os.getpid()}\\n")
class Answer(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200); self.end_headers()
    def log_message(self, *_): pass
http.server.ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Answer).serve_forever()
"""
STUBBORN = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(600)"


@pytest.fixture
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def pids(log: Path) -> list[int]:
    return [int(line) for line in log.read_text().split()] if log.exists() else []


def gone(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return False


def test_it_restarts_a_dead_child_says_so_and_ends_all_on_a_signal(
    port: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    log = tmp_path / "pids"
    web = Child("web", [sys.executable, "-c", WEB, str(port), str(log)], pause=0.1)

    def disturb() -> None:
        os.kill(pids(log)[0], signal.SIGKILL)
        deadline = time.monotonic() + 20
        while len(pids(log)) < 2 and time.monotonic() < deadline:
            time.sleep(0.05)
        os.kill(os.getpid(), signal.SIGTERM)

    supervise([web], address=f"http://127.0.0.1:{port}", ready=threading.Thread(target=disturb).start)
    assert len(pids(log)) == 2
    assert all(gone(pid) for pid in pids(log))
    assert "web ended with signal SIGKILL; starting it again" in capsys.readouterr().err


def test_it_kills_what_does_not_end(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    child = Child("stubborn", [sys.executable, "-c", STUBBORN])
    child.start()
    time.sleep(0.3)
    child.ask_to_end()
    child.make_end(time.monotonic() + 0.2)
    assert child.running is not None
    assert child.running.returncode == -signal.SIGKILL
    assert "stubborn does not end; killed." in capsys.readouterr().err


def test_it_gives_up_when_the_web_server_ends_at_once(port: int) -> None:
    web = Child("web", [sys.executable, "-c", "raise SystemExit(3)"])
    with pytest.raises(click.ClickException, match="ended with code 3"):
        supervise([web], address=f"http://127.0.0.1:{port}", ready=lambda: None)


@pytest.fixture
def busy() -> Iterator[int]:
    server = http.server.HTTPServer(("127.0.0.1", 0), http.server.BaseHTTPRequestHandler)
    yield server.server_port
    server.server_close()


def test_it_names_the_busy_port_and_another_one(busy: int) -> None:
    with pytest.raises(click.ClickException, match=rf"Port {busy} is in use.*PORT={busy + 1}"):
        refuse_busy_port("127.0.0.1", busy)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a child that its parent died")
def test_children_end_when_the_supervisor_is_killed() -> None:
    code = (
        "import sys, time; from ceyuan.entry.serve import Child\n"
        "child = Child('c', [sys.executable, '-c', 'import time; time.sleep(600)']); child.start()\n"
        "print(child.running.pid, flush=True); time.sleep(600)"
    )
    supervisor = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    assert supervisor.stdout is not None
    pid = int(supervisor.stdout.readline())
    time.sleep(0.3)
    supervisor.kill()
    supervisor.communicate()
    deadline = time.monotonic() + 10
    state = Path(f"/proc/{pid}/stat")
    while state.exists() and ") Z" not in state.read_text() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not state.exists() or ") Z" in state.read_text()
