"""One embedded PostgreSQL server for one folder: initialise, start, stop, describe."""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import os
import shutil
import signal
import stat
import subprocess
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from ceyuan.entry.embedded.binaries import find_binaries, reachable
from ceyuan.entry.embedded.creation import OWNER, give, initialise
from ceyuan.entry.embedded.liveness import is_ready, live_server, remove_remains
from ceyuan.entry.embedded.runner import Runner, choose_runner, door
from ceyuan.entry.embedded.trouble import ServerTrouble

PORT = 5433  # only names the socket file: the server listens on no network address
START_SECONDS = 120
STOP_SECONDS = 30
_LONGEST_SOCKET = 100  # the system allows 107 bytes

_SETTINGS: Mapping[str, str] = {
    "listen_addresses": "",
    "max_connections": "100",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "jit": "off",
    # Parallel plans need shared memory of a size that containers often do not give.
    "max_parallel_workers_per_gather": "0",
    "shared_buffers": "128MB",
    # Solid-state disks and a database that fits into memory: an index step costs hardly more than the next page.
    "random_page_cost": "1.1",
}


@dataclass(frozen=True, slots=True)
class Status:
    """What `ceyuan db status` tells."""

    running: bool
    initialised: bool
    pid: int | None
    version: str
    folder: Path
    log: Path
    url: str


class Cluster:
    """The server of `folder`. `settings` are extra server settings, such as `{"fsync": "off"}` for tests."""

    def __init__(self, folder: Path, settings: Mapping[str, str] | None = None) -> None:
        self.folder = folder.absolute()
        self.settings = {**_SETTINGS, **(settings or {})}
        self._child: subprocess.Popen[bytes] | None = None
        self._walled_in: bool | None = None

    @property
    def socket_folder(self) -> Path:
        """Folder of the socket: the data folder itself, or a short private one when the path is too long."""
        if len(os.fsencode(self.folder / f".s.PGSQL.{PORT}.lock")) <= _LONGEST_SOCKET and not self._is_walled_in():
            return self.folder
        mark = hashlib.sha256(os.fsencode(self.folder.resolve())).hexdigest()[:12]
        return Path("/tmp") / f"ceyuan-{mark}"  # noqa: S108 - private, checked by _own_socket_folder

    @property
    def log(self) -> Path:
        """The server's log, kept beside the data folder so that everybody in charge can read it."""
        return self.folder.with_name(f"{self.folder.name}.log")

    def url(self, database: str = "ceyuan") -> str:
        """Address of one database of this server, as CEYUAN_DATABASE_URL takes it."""
        return f"postgresql://{OWNER}@/{database}?host={quote(str(self.socket_folder), safe='')}&port={PORT}"

    def status(self) -> Status:
        """What is there and whether it runs; changes nothing."""
        version = self.folder / "PG_VERSION"
        pid = live_server(self.folder)
        return Status(
            running=pid is not None,
            initialised=version.exists(),
            pid=pid,
            version=version.read_text().strip() if version.exists() else "",
            folder=self.folder,
            log=self.log,
            url=self.url(),
        )

    def start(self) -> bool:
        """Make sure that the server runs and has its database. True when this call started it."""
        self.prepare_home()
        with self._alone():
            if live_server(self.folder) is not None:
                self._wait_until_ready()
                return False
            runner = choose_runner(self.folder)
            if not (self.folder / "PG_VERSION").exists():
                initialise(self.folder, runner)
            give(self.folder, runner)
            self._own_socket_folder(runner)
            remove_remains(self.folder, self.socket_folder)
            self._launch(runner)
            self._wait_until_ready()
            self._ensure_database()
            return True

    def stop(self) -> bool:
        """End the server in order. True when it was running."""
        if not self.folder.parent.exists():
            return False
        with self._alone():
            pid = live_server(self.folder)
            if pid is None:
                return False
            for kind, seconds in ((signal.SIGINT, STOP_SECONDS), (signal.SIGQUIT, 10)):
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, kind)
                if self._gone(seconds):
                    remove_remains(self.folder, self.socket_folder)
                    if self.socket_folder != self.folder:
                        shutil.rmtree(self.socket_folder, ignore_errors=True)
                    return True
            raise ServerTrouble(f"The database server (process {pid}) does not end.", f"Look into {self.log}.")

    def prepare_home(self) -> None:
        """Make the folder above the data folder; refuse a home that belongs to somebody else."""
        home = self.folder.parent
        try:
            home.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise ServerTrouble(
                f"The folder {home} cannot be made ({error.strerror}).", "Set CEYUAN_HOME to a folder you may write to."
            ) from error
        if not os.access(home, os.W_OK | os.X_OK):
            raise ServerTrouble(f"You may not write to {home}.", "Set CEYUAN_HOME to a folder of your own.")
        if self.folder.exists() and os.geteuid() not in (0, self.folder.stat().st_uid):
            raise ServerTrouble(
                f"The database in {self.folder} belongs to another account.",
                "Run as that account (or root), or set CEYUAN_HOME to a folder of your own.",
            )

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        """Serialise start and stop between processes; the lock disappears with its holder."""
        try:
            lock = os.open(self.folder.with_name(f"{self.folder.name}.lock"), os.O_CREAT | os.O_RDWR, 0o600)
        except PermissionError as error:
            raise ServerTrouble(
                f"{self.folder.parent} is in use by another account.", "Set CEYUAN_HOME to a folder of your own."
            ) from error
        try:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield
        finally:
            os.close(lock)

    def _launch(self, runner: Runner) -> None:
        major = int((self.folder / "PG_VERSION").read_text().split(".")[0])
        binaries = reachable(find_binaries(major), runner)
        settings = [part for key, value in self.settings.items() for part in ("-c", f"{key}={value}")]
        with self.log.open("ab") as log, door(self.folder, runner) as (path, options):
            sockets = path if self.socket_folder == self.folder else str(self.socket_folder)
            command = [binaries.program("postgres"), "-D", path, "-k", sockets, "-p", str(PORT), *settings]
            self._child = subprocess.Popen(  # type: ignore[call-overload]
                command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True, **options
            )

    def _wait_until_ready(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            if is_ready(self.folder) and live_server(self.folder) is not None:
                return
            if self._child is not None and self._child.poll() is not None:
                raise ServerTrouble(
                    f"The database server ended at once: {self._last_words()}", f"Look into {self.log}."
                )
            time.sleep(0.02)
        raise ServerTrouble(f"The database server is not ready after {START_SECONDS} s.", f"Look into {self.log}.")

    def _ensure_database(self) -> None:
        import psycopg

        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [OWNER]).fetchone() is None:
                connection.execute("CREATE DATABASE ceyuan")

    def _gone(self, seconds: float) -> bool:
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if self._child is not None:
                self._child.poll()  # collects our own child, so that it is no zombie
            if live_server(self.folder) is None:
                return True
            time.sleep(0.02)
        return False

    def _last_words(self) -> str:
        lines = self.log.read_text(errors="replace").strip().splitlines()
        return next((line for line in reversed(lines) if "FATAL" in line), lines[-1] if lines else "no message")

    def _is_walled_in(self) -> bool:
        """Whether the server's account cannot walk to the data folder (root, below a private folder)."""
        if os.geteuid() != 0 or not self.folder.parent.exists():
            return False
        if self._walled_in is None:
            self._walled_in = not choose_runner(self.folder).can_enter(self.folder.parent)
        return self._walled_in

    def _own_socket_folder(self, runner: Runner) -> None:
        place = self.socket_folder
        if place == self.folder:
            return
        with contextlib.suppress(FileExistsError):
            place.mkdir(mode=0o700)
            os.chown(place, runner.uid, runner.gid)
        found = place.lstat()
        private = stat.S_ISDIR(found.st_mode) and not stat.S_IMODE(found.st_mode) & 0o077
        if not private or found.st_uid not in (runner.uid, os.geteuid()):
            raise ServerTrouble(
                f"{place} belongs to somebody else.", "Remove it, or set CEYUAN_HOME to a shorter path."
            )
        os.chown(place, runner.uid, runner.gid)
