"""Takes every workbook of the shared data sets through the command line and prints what became of each.

    python bench/workbooks.py [--home HOME] > bench/results/workbooks.txt

Each file is taken by a process of its own within a time limit. Exit code 1 when fewer than 25 of the 27 European
workbooks load, when a file is neither read nor refused by name, or when accepted and rejected rows are not all rows
read. Without --home the installation is new and thrown away.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from inputs import shared

LEAST_TAKEN = 25
SECONDS, LARGE_SECONDS, LARGE_BYTES = 60, 200, 2 * 2**20
SETS = (("workbooks/esif", "ESIF", "EUR"), ("cn-funded-projects", "CN", "CNY"))
NOTES = {"SOURCE.md"}


@dataclass(frozen=True)
class Outcome:
    """What became of one file."""

    name: str
    verdict: str
    read: int
    accepted: int
    rejected: int
    seconds: float
    reason: str = ""

    @property
    def is_accounted(self) -> bool:
        """Whether the file is read with every row accounted for, or refused by name with a reason."""
        if self.verdict == "taken":
            return self.accepted + self.rejected == self.read
        return self.verdict == "refused" and self.name in self.reason


def ceyuan(home: Path, *words: str, seconds: float = SECONDS) -> subprocess.CompletedProcess[str]:
    """Run one command of the installation in `home`."""
    environment = {**os.environ, "CEYUAN_HOME": str(home)}
    environment.pop("CEYUAN_DATABASE_URL", None)
    command = [sys.executable, "-m", "ceyuan.entry.cli", *words]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=seconds, check=False)


@contextmanager
def installation(home: Path | None) -> Iterator[Path]:
    """A home with a database that runs; one that was not named is thrown away at the end."""
    place = home or Path(tempfile.mkdtemp(prefix="ceyuan-workbooks-"))
    place.mkdir(parents=True, exist_ok=True)
    place.chmod(0o711)
    try:
        ceyuan(place, "db", "start").check_returncode()
        ceyuan(place, "migrate", seconds=LARGE_SECONDS).check_returncode()
        yield place
    finally:
        ceyuan(place, "db", "stop")
        if home is None:
            shutil.rmtree(place, ignore_errors=True)


def take(home: Path, path: Path, group: str, currency: str) -> Outcome:
    """Take one file; a refusal and a missed time limit are outcomes too."""
    limit = LARGE_SECONDS if path.stat().st_size > LARGE_BYTES else SECONDS
    words = ("import", "excel", str(path), "--group", group, "--currency", currency, "--yes", "--json")
    began = time.monotonic()
    try:
        done = ceyuan(home, *words, seconds=limit)
    except subprocess.TimeoutExpired:
        return Outcome(path.name, "TOO SLOW", 0, 0, 0, time.monotonic() - began, f"not done within {limit} s")
    seconds = time.monotonic() - began
    if done.returncode:
        reason = " ".join(done.stderr.split())
        verdict = "FAILED" if "Traceback" in reason else "refused"
        return Outcome(path.name, verdict, 0, 0, 0, seconds, reason)
    balance = json.loads(done.stdout)["deliveries"][0]["balance"]
    return Outcome(path.name, "taken", balance["read"], balance["accepted"], balance["rejected"], seconds)


def line(outcome: Outcome) -> str:
    """One line of the table, the reason of a refusal below it."""
    counts = f"{outcome.read:>8,} {outcome.accepted:>8,} {outcome.rejected:>8,} {outcome.seconds:>7.1f}"
    shown = f"{outcome.name[:64]:<64} {outcome.verdict:<8} {counts}"
    return f"{shown}\n    {outcome.reason}" if outcome.reason else shown


def main() -> int:
    """See the text of the module."""
    parser = argparse.ArgumentParser(description="Takes all workbooks through the command line")
    parser.add_argument("--home", type=Path, help="installation to take them into")
    outcomes: dict[str, list[Outcome]] = {}
    with installation(parser.parse_args().home) as home:
        for name, group, currency in SETS:
            print(f"{name}\n{'file':<64} {'':<8} {'read':>8} {'accepted':>8} {'rejected':>8} {'seconds':>7}")
            for path in sorted(path for path in shared(name).iterdir() if path.name not in NOTES):
                outcome = take(home, path, group, currency)
                outcomes.setdefault(name, []).append(outcome)
                print(line(outcome), flush=True)
            print()
    european = outcomes[SETS[0][0]]
    loaded = sum(each.verdict == "taken" and each.accepted > 0 for each in european)
    open_ends = [each.name for found in outcomes.values() for each in found if not each.is_accounted]
    print(f"{loaded} of {len(european)} European workbooks load; at least {LEAST_TAKEN} are wanted.")
    print(f"Every row accounted for, every refusal by name: {'no: ' + ', '.join(open_ends) if open_ends else 'yes'}.")
    return int(loaded < LEAST_TAKEN or bool(open_ends))


if __name__ == "__main__":
    sys.exit(main())
