"""Takes every workbook of the shared data sets through the command line and prints what became of each.

    python bench/workbooks.py [--home HOME] [--group CODE ...] > bench/results/workbooks.txt

Each file is taken by a process of its own within a time limit. Exit code 1 when fewer than 25 of the 27 European
workbooks load, when a file is neither read nor refused by name, or when accepted and rejected rows are not all rows
read. Without --home the installation is new and thrown away.
"""

import argparse
import csv
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from inputs import shared

LEAST_TAKEN = 25
SECONDS, LARGE_SECONDS, LARGE_BYTES = 60, 200, 2 * 2**20
EUROPEAN = "workbooks/esif"
# Folder, files, group and its money. Amounts without a currency are taken to be in that of the group; the British lists
# are taken once more in their own.
SETS = ((EUROPEAN, "*", "ESIF", "EUR"), (EUROPEAN, "UK__*", "ESIF-UK", "GBP"), ("cn-funded-projects", "*", "CN", "CNY"))
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
    report = json.loads(done.stdout)["deliveries"][0]
    read, accepted, rejected = (report["balance"][name] for name in ("read", "accepted", "rejected"))
    return Outcome(path.name, "taken", read, accepted, rejected, seconds, reasons(Path(report["rejected_csv"])))


def reasons(rejected: Path) -> str:
    """The reasons of the rejected rows with their numbers, the most frequent first."""
    if not rejected.exists():
        return ""
    with rejected.open(encoding="utf-8-sig", newline="") as stream:
        codes = Counter(row["code"] for row in csv.DictReader(stream))
    return ", ".join(f"{code} {count:,}" for code, count in codes.most_common())


def line(outcome: Outcome) -> str:
    """One line of the table, the reasons below it."""
    counts = f"{outcome.read:>8,} {outcome.accepted:>8,} {outcome.rejected:>8,} {outcome.seconds:>7.1f}"
    shown = f"{outcome.name[:64]:<64} {outcome.verdict:<8} {counts}"
    return f"{shown}\n    {outcome.reason}" if outcome.reason else shown


def main() -> int:
    """See the text of the module."""
    parser = argparse.ArgumentParser(description="Takes all workbooks through the command line")
    parser.add_argument("--home", type=Path, help="installation to take them into")
    parser.add_argument(
        "--group", action="append", choices=[group for _, _, group, _ in SETS], help="these groups only"
    )
    wanted = parser.parse_args()
    outcomes: list[tuple[str, Outcome]] = []
    with installation(wanted.home) as home:
        for name, pattern, group, currency in SETS:
            if wanted.group and group not in wanted.group:
                continue
            print(f"{name}, group {group} in {currency}")
            print(f"{'file':<64} {'':<8} {'read':>8} {'accepted':>8} {'rejected':>8} {'seconds':>7}")
            for path in sorted(path for path in shared(name).glob(pattern) if path.name not in NOTES):
                outcomes.append((name, take(home, path, group, currency)))
                print(line(outcomes[-1][1]), flush=True)
            print()
    return judged(outcomes)


def judged(outcomes: list[tuple[str, Outcome]]) -> int:
    """Print whether the limits are held; the exit code."""
    european = {each.name for name, each in outcomes if name == EUROPEAN}
    loaded = {each.name for name, each in outcomes if name == EUROPEAN and each.accepted}
    is_whole = len(european) >= LEAST_TAKEN
    if is_whole:
        print(f"{len(loaded)} of {len(european)} European workbooks load; at least {LEAST_TAKEN} are wanted.")
    open_ends = [each.name for _, each in outcomes if not each.is_accounted]
    print(f"Every row accounted for, every refusal by name: {'no: ' + ', '.join(open_ends) if open_ends else 'yes'}.")
    return int(bool(open_ends) or (is_whole and len(loaded) < LEAST_TAKEN))


if __name__ == "__main__":
    sys.exit(main())
