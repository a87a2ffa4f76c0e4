"""The two sides of the comparison as a browser sees them: started, logged in to, asked for a page, stopped."""

import http.cookiejar
import os
import re
import secrets
import signal
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from pathlib import Path

HERE = Path(__file__).resolve().parent
CEYUAN = Path(sys.executable).with_name("ceyuan")
START_SECONDS = 120


class Browser:
    """Keeps cookies and follows redirects."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.cookies = http.cookiejar.CookieJar()
        self._open = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.cookies)).open

    def get(self, path: str, data: dict[str, str] | None = None) -> str:
        """The text of a page; with `data` it is a form sent by POST."""
        body = urllib.parse.urlencode(data).encode() if data else None
        request = urllib.request.Request(  # noqa: S310 - our own address
            self.address + path, body, {"Referer": self.address + path}
        )
        with self._open(request, timeout=60) as answer:
            return str(answer.read().decode())

    @property
    def headers(self) -> dict[str, str]:
        """What a load tool must send to be the same user."""
        return {"Cookie": "; ".join(f"{cookie.name}={cookie.value}" for cookie in self.cookies)}


class Ceyuan:
    """An installation of its own home and port, started by its own command line."""

    def __init__(self, home: Path, port: int, group: str = "EU") -> None:
        self.home, self.port, self.group = home, port, group
        self.address = f"http://127.0.0.1:{port}"
        self.environment = {**os.environ, "CEYUAN_HOME": str(home)}
        self.running: subprocess.Popen[bytes] | None = None

    def command(self, *words: str, given: str | None = None) -> str:
        """Run one command and return what it prints."""
        done = subprocess.run(
            [str(CEYUAN), *words], env=self.environment, input=given, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise SystemExit(f"ceyuan {' '.join(words)} failed:\n{done.stdout}{done.stderr}")
        return done.stdout

    def start(self) -> float:
        """Serve; returns the seconds until the first page answered."""
        began = time.monotonic()
        command = [str(CEYUAN), "serve", "--port", str(self.port)]
        self.running = subprocess.Popen(command, env=self.environment, stdout=subprocess.DEVNULL)
        wait_for(f"{self.address}/healthz", self.running)
        return time.monotonic() - began

    def stop(self) -> None:
        """End it in order."""
        if self.running is not None and self.running.poll() is None:
            self.running.send_signal(signal.SIGTERM)
            self.running.wait(60)
        self.running = None

    def make_account(self, role: str = "st_officer") -> tuple[str, str]:
        """An account at the root of the group for this run alone; returns its name and password."""
        name, password = f"bench{secrets.token_hex(4)}", secrets.token_urlsafe(18)
        words = ["account", "create", name, "--group", self.group, "--role", role, "--at", self.group]
        self.command(*words, "--password-stdin", given=f"{password}\n")
        return name, password

    def log_in(self, name: str, password: str) -> Browser:
        """A browser that is logged in."""
        browser = Browser(self.address)
        form = browser.get("/accounts/login/")
        found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', form)
        if found is None:
            raise SystemExit("The log-in page of Ceyuan holds no form.")
        browser.get("/accounts/login/", {"csrfmiddlewaretoken": found[1], "login": name, "password": password})
        if "accounts/logout" not in browser.get("/projects/"):
            raise SystemExit(f"The log-in of {name} to Ceyuan failed.")
        return browser


class Redmine:
    """Redmine as the scripts of `bench/redmine` install and load it."""

    def __init__(self) -> None:
        host = os.environ.get("REDMINE_HOST", "127.0.0.1")
        self.address = f"http://{host}:{os.environ.get('REDMINE_PORT', '8209')}"
        self.password = os.environ.get("ADMIN_PASSWORD", "admin-for-measuring")

    @staticmethod
    def is_installed() -> bool:
        """Whether there is something to start."""
        return Path(os.environ.get("REDMINE_ROOT", "/usr/share/redmine")).joinpath("config.ru").exists()

    def start(self) -> None:
        """Start database and web server."""
        subprocess.run([str(HERE / "redmine" / "start.sh")], check=True, timeout=START_SECONDS)

    def stop(self) -> None:
        """Stop both."""
        subprocess.run([str(HERE / "redmine" / "stop.sh")], check=True, timeout=60)

    def log_in(self) -> Browser:
        """A browser that is logged in as administrator."""
        browser = Browser(self.address)
        found = re.search(r'name="authenticity_token" value="([^"]+)"', browser.get("/login"))
        if found is None:
            raise SystemExit("The log-in page of Redmine holds no form.")
        browser.get("/login", {"authenticity_token": found[1], "username": "admin", "password": self.password})
        if "/logout" not in browser.get("/projects?set_filter=1&f[]=name&op[name]=~&v[name][]=climate"):
            raise SystemExit("The log-in to Redmine failed.")
        return browser


def wait_for(url: str, process: subprocess.Popen[bytes]) -> None:
    """Until the address answers; ends the programme when the process dies before."""
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        if process.poll() is not None:
            raise SystemExit(f"The server ended with code {process.returncode}.")
        try:
            with urllib.request.urlopen(url, timeout=10):  # noqa: S310 - our own address
                return
        except OSError:
            time.sleep(0.1)
    raise SystemExit(f"{url} does not answer.")
