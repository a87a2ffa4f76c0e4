"""`make demo` after installation: seconds from nothing to the first page, and at the second start.

    python bench/cold_demo.py [--port 8110]

Uses a home of its own that is thrown away. Exit code 1 when the cold start takes 60 s or more.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from inputs import ROOT, options
from load import busy
from sites import wait_for

LIMIT_SECONDS = 60


def start(home: Path, port: int) -> float:
    """Start `make demo`, wait for the first answer, end it in order; returns the seconds."""
    environment = {**os.environ, "CEYUAN_HOME": str(home), "PORT": str(port)}
    began = time.monotonic()
    command = ["make", "-s", "demo", f"PORT={port}", f"CEYUAN_HOME={home}"]
    running = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, start_new_session=True)
    try:
        wait_for(f"http://127.0.0.1:{port}/healthz", running)
        return time.monotonic() - began
    finally:
        os.killpg(running.pid, signal.SIGTERM)
        running.wait(60)


def main() -> None:
    """See the text of the module."""
    wanted = options("Cold and second start of the demonstration").parse_args()
    print(busy())
    home = Path(tempfile.mkdtemp(prefix="ceyuan-cold-"))
    try:
        cold = start(home / "home", wanted.port + 1)
        second = start(home / "home", wanted.port + 1)
    finally:
        shutil.rmtree(home, ignore_errors=True)
    held = cold < LIMIT_SECONDS
    print(f"cold {cold:.1f} s, second start {second:.1f} s; limit {LIMIT_SECONDS} s: {'held' if held else 'MISSED'}")
    sys.exit(0 if held else 1)


if __name__ == "__main__":
    main()
