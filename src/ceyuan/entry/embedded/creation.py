"""Makes the data folder of a server, once."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from ceyuan.entry.embedded.binaries import find_binaries, reachable
from ceyuan.entry.embedded.runner import Runner, door
from ceyuan.entry.embedded.trouble import ServerTrouble

OWNER = "ceyuan"


def initialise(folder: Path, runner: Runner) -> None:
    """Make the data folder beside its final place, so that a crash never leaves half of one."""
    if folder.exists() and any(folder.iterdir()):
        raise ServerTrouble(
            f"{folder} holds files, but no database.", "Move them away, or set CEYUAN_HOME to another folder."
        )
    binaries = reachable(find_binaries(), runner)
    new = folder.with_name(f"{folder.name}.new")
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir(mode=0o700)
    give(new, runner)
    locale = ["--locale=C.UTF-8"]
    if binaries.major >= 17:  # the server's own, the same on every system
        locale = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
    with door(new, runner) as (path, options):
        command = [binaries.program("initdb"), "-D", path, "-U", OWNER, "-E", "UTF8", "--auth=trust", "-N", *locale]
        made = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False, **options)  # type: ignore[call-overload]
    if made.returncode:
        shutil.rmtree(new, ignore_errors=True)
        why = " ".join((made.stderr or made.stdout).strip().splitlines()[-2:])
        raise ServerTrouble(f"The database could not be initialised: {why}", "Run `ceyuan doctor`.")
    if folder.exists():
        folder.rmdir()
    new.rename(folder)


def give(folder: Path, runner: Runner) -> None:
    """Hand our own data folder to the server's account, with everything in it."""
    if not runner.switch or folder.stat().st_uid == runner.uid:
        return
    for place, _, files in os.walk(folder):
        for path in (place, *(os.path.join(place, file) for file in files)):  # noqa: PTH118 - thousands of files
            os.chown(path, runner.uid, runner.gid, follow_symlinks=False)
