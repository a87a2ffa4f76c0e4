"""The file store on disk: `FILES_ROOT/aa/bb/<sha256>`, each content once, complete or not there at all."""

import hashlib
import os
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from ceyuan.core.kernel.verdict import Invalid, Reason

_BLOCK = 1 << 20


class DamagedContent(RuntimeError):
    """Stored bytes are missing or no longer what was hashed. Restore them from the backup of FILES_ROOT."""


@dataclass(frozen=True, slots=True)
class Received:
    """Bytes that lie in a temporary file inside the store, hashed while they came."""

    path: Path
    sha256: str
    size: int


def root() -> Path:
    """The folder of the store."""
    return Path(settings.FILES_ROOT)


def place(sha256: str) -> Path:
    """Where the content with this hash belongs."""
    return root() / sha256[:2] / sha256[2:4] / sha256


@contextmanager
def receiving(blocks: Iterable[bytes], limit: int) -> Iterator[Received]:
    """Take a stream into a temporary file that is gone afterwards unless it was published.

    Raises `Invalid` on the field "file" as soon as more than `limit` bytes have come.
    """
    incoming = root() / "incoming"
    incoming.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = incoming / secrets.token_hex(16)
    digest, size = hashlib.sha256(), 0
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as target:
            for block in blocks:
                size += len(block)
                if size > limit:
                    raise Invalid({"file": [Reason("documents.too_large", {"megabytes": limit // (1 << 20)})]})
                digest.update(block)
                target.write(block)
            target.flush()
            os.fsync(target.fileno())
        yield Received(path, digest.hexdigest(), size)
    finally:
        path.unlink(missing_ok=True)


def publish(received: Received) -> Path:
    """Move received bytes to their place. What lies there already stays if it is sound and is replaced if it is not."""
    target = place(received.sha256)
    if not is_sound(received.sha256, received.size):
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        received.path.replace(target)
        _sync_folder(target.parent)
    return target


def is_sound(sha256: str, size: int) -> bool:
    """Whether the content is there and still hashes to its name."""
    try:
        with opened(sha256, size):
            return True
    except DamagedContent:
        return False


@contextmanager
def _closing_on_error(content: BinaryIO) -> Iterator[BinaryIO]:
    try:
        yield content
    except BaseException:
        content.close()
        raise


def opened(sha256: str, size: int) -> BinaryIO:
    """The content, read once against its hash and then wound back, so that what is served is what was hashed.

    Raises `DamagedContent`. The caller closes it.
    """
    try:
        source = place(sha256).open("rb")
    except OSError as error:
        raise DamagedContent(f"Content {sha256} is missing in {root()}: restore it from the backup.") from error
    with _closing_on_error(source) as content:
        digest, seen = hashlib.sha256(), 0
        while block := content.read(_BLOCK):
            digest.update(block)
            seen += len(block)
        if digest.hexdigest() != sha256 or seen != size:
            raise DamagedContent(f"Content {sha256} in {root()} was changed: restore it from the backup.")
        content.seek(0)
    return source


def strays(known: frozenset[str]) -> list[Path]:
    """Files in the store that no record names: left by a transaction that did not come to its end."""
    found = []
    for path in root().glob("[0-9a-f][0-9a-f]/[0-9a-f][0-9a-f]/*"):
        with suppress(OSError):
            if path.is_file() and path.name not in known:
                found.append(path)
    return sorted(found)


def _sync_folder(folder: Path) -> None:
    # Without it the new name may be lost in a power cut although the bytes are safe.
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
