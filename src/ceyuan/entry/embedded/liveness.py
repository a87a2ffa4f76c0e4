"""Whether the server that a `postmaster.pid` speaks of is really there."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path


def live_server(folder: Path) -> int | None:
    """Process id of the PostgreSQL that serves `folder`, or None.

    A number alone proves nothing: after a crash it may be a zombie that nobody has collected yet, or it may by now
    belong to another program, even to the PostgreSQL of another folder.
    """
    lines = _lines(folder)
    if not lines or not lines[0].strip().lstrip("-").isdigit():
        return None
    pid = abs(int(lines[0]))
    proc = Path("/proc") / str(pid)
    if Path("/proc/self").exists():
        try:
            state = (proc / "stat").read_text().rpartition(")")[2].split()[0]
            if state in "ZX":
                return None
            return pid if (proc / "cwd").readlink() == folder.resolve() else None
        except (OSError, IndexError):
            return None
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return None
    except PermissionError:
        pass
    name = subprocess.run(["ps", "-o", "comm=", "-p", str(pid)], capture_output=True, text=True, check=False).stdout
    return pid if "postgres" in name else None


def is_ready(folder: Path) -> bool:
    """Whether the server has finished starting (or recovering) and takes connections."""
    lines = _lines(folder)
    return len(lines) > 7 and lines[7].strip() == "ready"


def remove_remains(folder: Path, socket_folder: Path) -> None:
    """Delete what a dead server left behind and what would make the next one refuse to start."""
    (folder / "postmaster.pid").unlink(missing_ok=True)
    for place in {folder, socket_folder}:
        for remains in place.glob(".s.PGSQL.*"):
            remains.unlink(missing_ok=True)


def _lines(folder: Path) -> list[str]:
    try:
        return (folder / "postmaster.pid").read_text(errors="replace").splitlines()
    except OSError:
        return []
