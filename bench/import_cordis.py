"""Imports the whole CORDIS portfolio into a fresh database of its own and prints wall time and peak memory.

.venv/bin/python bench/import_cordis.py [FOLDER]     limits: 120 s and 1 GiB on 2 cores
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SECONDS, BYTES = 120, 2**30


def ceyuan(home: Path, *words: str) -> str:
    """Run one command of the installation in `home`."""
    environment = {**os.environ, "CEYUAN_HOME": str(home)}
    environment.pop("CEYUAN_DATABASE_URL", None)
    done = subprocess.run(
        [sys.executable, "-m", "ceyuan.entry.cli", *words], env=environment, check=True, capture_output=True, text=True
    )
    return done.stdout


def main() -> int:
    """Measure; 0 when within the limits."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT.parent / "shared" / "data" / "cordis-horizon-europe"
    home = Path(tempfile.mkdtemp(prefix="ceyuan-bench-"))
    home.chmod(0o711)
    try:
        ceyuan(home, "db", "start")
        ceyuan(home, "migrate")
        times = []
        for run in ("first", "second"):
            start = time.perf_counter()
            report = json.loads(ceyuan(home, "import", "cordis", str(folder), "--json"))
            times.append(time.perf_counter() - start)
            rows = sum(each["balance"]["read"] for each in report["deliveries"])
            status = ", ".join(each["status"] for each in report["deliveries"])
            print(
                f"{run} import: {times[-1]:6.1f} s, {rows:,} rows in {len(report['deliveries'])} deliveries: {status}"
            )
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
        print(f"peak memory of the importing process: {peak / 2**20:.0f} MiB; load average {os.getloadavg()[0]:.1f}")
        return int(times[0] > SECONDS or peak > BYTES)
    finally:
        ceyuan(home, "db", "stop")
        shutil.rmtree(home, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
