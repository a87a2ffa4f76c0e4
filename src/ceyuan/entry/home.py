"""The home of an installation: the folder CEYUAN_HOME with database, files and secret key.

Everything here works before Django is set up; settings read what it leaves in the environment.
"""

from __future__ import annotations

import contextlib
import os
import secrets
from collections.abc import Iterator
from pathlib import Path

from ceyuan.entry.embedded import Cluster, ServerTrouble
from ceyuan.entry.embedded.lease import lease

_CHECKOUT = Path(__file__).resolve().parents[3]


def home() -> Path:
    """Folder of the installation: CEYUAN_HOME, else `var` in the checkout, else `~/.ceyuan`."""
    if named := os.environ.get("CEYUAN_HOME"):
        return Path(named).expanduser().absolute()
    return _CHECKOUT / "var" if (_CHECKOUT / "pyproject.toml").exists() else Path.home() / ".ceyuan"


def cluster() -> Cluster | None:
    """The embedded server of this home; None when CEYUAN_DATABASE_URL names another one."""
    return None if os.environ.get("CEYUAN_DATABASE_URL") else Cluster(home() / "pg")


def prepare() -> Path:
    """Make the home with its secret key at the first start, and tell the settings where it is."""
    place = home()
    os.environ["CEYUAN_HOME"] = str(place)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ceyuan.config.settings")
    try:
        for folder in (place, place / "files", place / "static"):
            folder.mkdir(parents=True, exist_ok=True)
        if not os.environ.get("CEYUAN_SECRET_KEY"):
            _write_once(place / "secret.key", secrets.token_urlsafe(50))
            (place / "secret.key").read_bytes()
    except OSError as error:
        raise ServerTrouble(
            f"The folder {place} cannot be used ({error.strerror}).",
            "Set CEYUAN_HOME to a folder of your own.",
        ) from error
    return place


@contextlib.contextmanager
def database() -> Iterator[None]:
    """A prepared home with a running database, named in CEYUAN_DATABASE_URL for us and for our children.

    The embedded server is left as it was found: who starts it ends it, unless others use it by then.
    """
    prepare()
    server = cluster()
    if server is None:
        yield
        return
    with lease(server):
        os.environ["CEYUAN_DATABASE_URL"] = server.url()
        try:
            yield
        finally:
            del os.environ["CEYUAN_DATABASE_URL"]


def _write_once(path: Path, text: str) -> None:
    """Write a private file unless it exists; of two first starts at once, one wins and both read the same."""
    if path.exists():
        return
    new = path.with_name(f"{path.name}.{os.getpid()}")
    with open(os.open(new, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w", encoding="ascii") as file:  # noqa: PTH123
        file.write(text)
    with contextlib.suppress(FileExistsError):
        os.link(new, path)
    new.unlink()
