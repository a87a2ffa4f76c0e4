"""The supervisor: keeps the web server and the worker running, and ends them in order.

A child that dies is started again, each time after a longer pause. On SIGTERM or SIGINT every child is asked to
end; what has not ended then is killed with its whole group, because a survivor would disturb the next start.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

import click

GRACE_SECONDS = 15
READY_SECONDS = 180  # a slow machine that is busy with other things
STEADY_SECONDS = 60
LONGEST_PAUSE = 30.0
_LOOK_EVERY = 0.3


@dataclass
class Child:
    """One program under supervision."""

    name: str
    command: Sequence[str]
    running: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    pause: float = 1.0
    again_at: float = field(default=0.0)

    def start(self) -> None:
        """Start it in a group of its own, so that Ctrl-C reaches the supervisor alone."""
        self.running = subprocess.Popen(
            self.command,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=_end_with_parent,  # noqa: PLW1509 - the supervisor has one thread
        )
        self.started = time.monotonic()

    def look_after(self) -> None:
        """Notice its death, and start it again when its pause is over."""
        now = time.monotonic()
        if self.running is not None:
            if (code := self.running.poll()) is None:
                return
            if now - self.started > STEADY_SECONDS:
                self.pause = 1.0
            _say(f"{self.name} ended with {_meaning(code)}; starting it again in {self.pause:.0f} s.")
            self.signal_group(signal.SIGKILL)  # whatever it left behind
            self.running, self.again_at = None, now + self.pause
            self.pause = min(self.pause * 2, LONGEST_PAUSE)
        elif now >= self.again_at:
            self.start()

    def ask_to_end(self) -> None:
        """Ask the program itself; it ends its own children."""
        if self.running is not None and self.running.poll() is None:
            self.running.terminate()

    def make_end(self, deadline: float) -> None:
        """Wait until `deadline`, then kill the whole group."""
        if self.running is None:
            return
        try:
            self.running.wait(max(0.0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            _say(f"{self.name} does not end; killed.")
        self.signal_group(signal.SIGKILL)
        self.running.wait()

    def signal_group(self, number: signal.Signals) -> None:
        """Send a signal to the program and everything it started."""
        if self.running is not None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self.running.pid, number)


def web(host: str, port: int) -> Child:
    """Pages and API: granian with WSGI. Measured: under ASGI the same pages are four to ten times slower.

    One process a processor and one thread in each: more of either only lets requests wait for each other half done
    (measured at 8 users on 2 processors: the slowest twentieth of the list pages took up to half as long again).
    """
    workers = max(2, os.cpu_count() or 2)
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port)]
    command += ["--workers", str(workers), "--blocking-threads", "1", "--no-ws", "--respawn-failed-workers"]
    command += ["--workers-kill-timeout", "10", "--log-level", "warning", "ceyuan.config.wsgi:application"]
    return Child("web", command)


def worker() -> Child:
    """The queue of long work: imports, exports, rebuilds."""
    return Child("worker", [sys.executable, "-m", "ceyuan.entry.cli", "worker"])


def supervise(children: Sequence[Child], *, address: str, ready: Callable[[], None]) -> None:
    """Run `children` until told to end. Calls `ready` once, as soon as `address` answers.

    Raises click.ClickException when the web server does not come up at all.
    """
    with _told_to_end(children) as ending:
        try:
            for child in children:
                child.start()
            _wait_for(address, children[0], ending)
            if not ending.is_set():
                ready()
            while not ending.wait(_LOOK_EVERY):
                for child in children:
                    child.look_after()
        finally:
            deadline = time.monotonic() + GRACE_SECONDS
            for child in children:
                child.ask_to_end()
            for child in children:
                child.make_end(deadline)


@contextlib.contextmanager
def _told_to_end(children: Sequence[Child]) -> Iterator[threading.Event]:
    """The event that a signal sets; a second signal kills at once."""
    ending = threading.Event()

    def end(number: int, frame: object) -> None:
        if ending.is_set():
            for child in children:
                child.signal_group(signal.SIGKILL)
        ending.set()

    before = {number: signal.signal(number, end) for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)}
    try:
        yield ending
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def refuse_busy_port(host: str, port: int) -> None:
    """Say clearly that the port is taken, before anything is started."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    busy = f"Port {port} is in use. Choose another one: `make demo PORT={port + 1}` or `--port {port + 1}`."
    # Binding alone proves nothing: servers that share a port among their processes let others bind it, too.
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.settimeout(2)
        if probe.connect_ex((host, port)) == 0:
            raise click.ClickException(busy)
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
            probe.listen(1)
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise click.ClickException(busy) from error
            raise click.ClickException(f"{host}:{port} cannot be used: {error.strerror}.") from error


def _wait_for(address: str, server: Child, ending: threading.Event) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while not ending.wait(0.1):
        if server.running is not None and (code := server.running.poll()) is not None:
            raise click.ClickException(f"The web server ended with {_meaning(code)}. See the lines above.")
        try:
            with urllib.request.urlopen(f"{address}/healthz", timeout=10):  # noqa: S310 - our own address
                return
        except urllib.error.HTTPError as error:
            if error.code < 500:
                return
            raise click.ClickException(
                f"The web server answers with error {error.code}. See the lines above."
            ) from error
        except OSError as error:
            if time.monotonic() > deadline:
                raise click.ClickException(f"The web server does not answer after {READY_SECONDS} s.") from error


def _end_with_parent() -> None:
    """Linux: the child gets SIGTERM when the supervisor dies, even by kill -9."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGTERM)


def _meaning(code: int) -> str:
    return f"signal {signal.Signals(-code).name}" if code < 0 else f"code {code}"


def _say(text: str) -> None:
    click.echo(f"{time.strftime('%H:%M:%S')} {text}", err=True)
