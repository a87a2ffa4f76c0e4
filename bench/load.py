"""A small load tool: N users ask for one page again and again, each waiting for its answer.

Prints p50, p95, p99 and requests per second.

    python bench/load.py URL --users 8 --seconds 4 --header "Cookie: sessionid=..."

Uses wrk where it is installed (it costs the server's processors least), else threads of this process.
"""

import argparse
import http.client
import os
import shutil
import subprocess
import tempfile
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

_REPORT = """
done = function(summary, latency, requests)
  local faults = summary.errors
  io.write(string.format("FIGURES %d %d %d %d %d %d %d\\n", summary.requests, summary.duration, summary.bytes,
    latency:percentile(50), latency:percentile(95), latency:percentile(99),
    faults.status + faults.connect + faults.read + faults.write + faults.timeout))
end
"""


@dataclass(frozen=True, slots=True)
class Figures:
    """What one run showed. Times in milliseconds, `faults` counts answers that were no 2xx or 3xx, or none at all."""

    users: int
    requests: int
    seconds: float
    size: int
    p50: float
    p95: float
    p99: float
    faults: int

    @property
    def rate(self) -> float:
        """Requests per second."""
        return self.requests / self.seconds if self.seconds else 0.0

    def __str__(self) -> str:
        faults = f"  {self.faults} FAULTS" if self.faults else ""
        return (
            f"{self.users} users  p50 {self.p50:7.1f}  p95 {self.p95:7.1f}  p99 {self.p99:7.1f} ms  "
            f"{self.rate:6.1f} req/s  {self.size / 1000:6.0f} kB{faults}"
        )


def measure(url: str, headers: Mapping[str, str], *, users: int, seconds: float) -> Figures:
    """Ask for `url` by so many users at once for so long."""
    return (_by_wrk if shutil.which("wrk") else _by_threads)(url, headers, users, seconds)


def _by_wrk(url: str, headers: Mapping[str, str], users: int, seconds: float) -> Figures:
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "report.lua"
        script.write_text(_REPORT)
        command = ["wrk", "-t1", f"-c{users}", f"-d{max(1, round(seconds))}s", "--timeout", "30s", "-s", str(script)]
        for name, value in headers.items():
            command += ["-H", f"{name}: {value}"]
        done = subprocess.run([*command, url], capture_output=True, text=True, check=True, timeout=seconds + 120)
    line = next(line for line in done.stdout.splitlines() if line.startswith("FIGURES"))
    count, micros, size, p50, p95, p99, faults = (int(part) for part in line.split()[1:])
    return Figures(users, count, micros / 1e6, size // max(count, 1), p50 / 1e3, p95 / 1e3, p99 / 1e3, faults)


def _by_threads(url: str, headers: Mapping[str, str], users: int, seconds: float) -> Figures:
    parts = urlsplit(url)
    target = f"{parts.path}?{parts.query}" if parts.query else parts.path
    until = time.monotonic() + seconds
    times: list[float] = []
    sizes: list[int] = []
    faults = 0
    lock = threading.Lock()

    def user() -> None:
        nonlocal faults
        connection = http.client.HTTPConnection(parts.hostname or "127.0.0.1", parts.port or 80, timeout=30)
        while time.monotonic() < until:
            began = time.perf_counter()
            try:
                connection.request("GET", target, headers=dict(headers))
                answer = connection.getresponse()
                size, wrong = len(answer.read()), answer.status >= 400
            except (OSError, http.client.HTTPException):
                connection.close()
                size, wrong = 0, True
            with lock:
                times.append(1000 * (time.perf_counter() - began))
                sizes.append(size)
                faults += wrong
        connection.close()

    began = time.monotonic()
    threads = [threading.Thread(target=user) for _ in range(users)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return _figures(users, time.monotonic() - began, sorted(times), sizes, faults)


def _figures(users: int, seconds: float, times: list[float], sizes: list[int], faults: int) -> Figures:
    def at(share: float) -> float:
        return times[min(len(times) - 1, int(share * len(times)))]

    return Figures(users, len(times), seconds, sum(sizes) // len(sizes), at(0.50), at(0.95), at(0.99), faults)


def percentile(values: list[float], share: float) -> float:
    """The value below which this share of the values lies (nearest rank)."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def busy() -> str:
    """How busy the machine was before the run: figures taken beside other work say little."""
    return f"{os.cpu_count()} processors, load average {os.getloadavg()[0]:.1f} before the run"


def main() -> None:
    """One URL from the command line."""
    parser = argparse.ArgumentParser(description="p50, p95, p99 and requests per second of one address")
    parser.add_argument("url")
    parser.add_argument("--users", type=int, default=8)
    parser.add_argument("--seconds", type=float, default=4)
    parser.add_argument("--header", action="append", default=[], metavar="NAME: VALUE")
    wanted = parser.parse_args()
    headers = dict(line.split(": ", 1) for line in wanted.header)
    print(busy())
    print(measure(wanted.url, headers, users=wanted.users, seconds=wanted.seconds))


if __name__ == "__main__":
    main()
