"""Under which system account the server runs, and what that account can reach.

PostgreSQL refuses to run as root. Started by root, it therefore runs as `postgres` or `nobody`; started
by anybody else, it runs as that person.
"""

from __future__ import annotations

import contextlib
import os
import pwd
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Runner:
    """The account of the server. `switch` tells whether the account must be changed for it."""

    uid: int
    gid: int
    name: str
    switch: bool

    def popen_options(self) -> dict[str, object]:
        """Keyword arguments of `subprocess` that make a child run as this account."""
        return {"user": self.uid, "group": self.gid, "extra_groups": []} if self.switch else {}

    def can_enter(self, folder: Path) -> bool:
        """Whether this account gets into `folder`: every folder above must let it pass."""
        return self._test("-x", folder)

    def can_read(self, path: Path) -> bool:
        """Whether this account can read the file at `path`."""
        return self._test("-r", path)

    def _test(self, what: str, path: Path) -> bool:
        command = ["/bin/sh", "-c", f'test {what} "$1"', "sh", str(path)]
        return subprocess.run(command, cwd="/", check=False, **self.popen_options()).returncode == 0  # type: ignore[call-overload,no-any-return]


def choose_runner(folder: Path) -> Runner:
    """The account for the server of `folder`.

    An existing cluster keeps the account that owns it, so that a `postgres` account created later by the
    system does not lock its owner out.
    """
    me = os.geteuid()
    if me != 0:
        return Runner(uid=me, gid=os.getegid(), name=_name(me), switch=False)
    if (folder / "PG_VERSION").exists() and (owner := folder.stat().st_uid) != 0:
        try:
            return _runner(pwd.getpwuid(owner))
        except KeyError:
            return Runner(uid=owner, gid=folder.stat().st_gid, name=str(owner), switch=True)
    for name in ("postgres", "nobody"):
        try:
            return _runner(pwd.getpwnam(name))
        except KeyError:
            continue
    return Runner(uid=65534, gid=65534, name="65534", switch=True)


def _runner(entry: pwd.struct_passwd) -> Runner:
    return Runner(uid=entry.pw_uid, gid=entry.pw_gid, name=entry.pw_name, switch=True)


def _name(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return str(uid)


@contextlib.contextmanager
def door(folder: Path, runner: Runner) -> Iterator[tuple[str, dict[str, object]]]:
    """A path by which `runner` gets into `folder`, and the options of the child process that uses it.

    Below a private folder of root the path itself is closed to the server's account. The child then inherits
    the opened folder, and `/proc/self/fd/N` leads into it without a step through the folders above.
    """
    options: dict[str, object] = {"cwd": "/", "env": {"PATH": "/usr/bin:/bin", "LC_ALL": "C"}, **runner.popen_options()}
    if not runner.switch or runner.can_enter(folder):
        yield str(folder), options
        return
    opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        yield f"/proc/self/fd/{opened}", {**options, "pass_fds": (opened,)}
    finally:
        os.close(opened)
