"""The folder of the authority: certificates in the open, keys sealed with a key that comes from the secret key."""

import fcntl
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_MARK = b"CEYUAN1\n"
_NONCE = 12


class VaultTrouble(RuntimeError):
    """A key is missing or cannot be opened: the folder or the secret key is not the one it was sealed with."""


class Vault:
    """Files of one folder. `secret` is the secret key of the installation; it is stretched, never stored."""

    def __init__(self, root: Path, secret: str) -> None:
        self.root = root
        derived = HKDF(hashes.SHA256(), 32, salt=b"ceyuan authority", info=b"keys at rest").derive(secret.encode())
        self._seal = AESGCM(derived)

    def has(self, name: str) -> bool:
        """Whether the file is there."""
        return self._place(name).exists()

    def read(self, name: str) -> bytes:
        """A file that is no secret (a certificate)."""
        try:
            return self._place(name).read_bytes()
        except OSError as error:
            raise VaultTrouble(f"{self._place(name)} is missing: restore the folder from the backup.") from error

    def write(self, name: str, content: bytes) -> None:
        """Put a file there whole or not at all, readable by the server alone."""
        place = self._place(name)
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        new = place.with_name(f".{place.name}.{secrets.token_hex(6)}")
        with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as target:
            target.write(content)
            target.flush()
            os.fsync(target.fileno())
        new.replace(place)

    def read_key(self, name: str) -> bytes:
        """A sealed key (PKCS#8 DER). Raises `VaultTrouble` when it is missing, changed or of another secret key."""
        sealed = self.read(name)
        try:
            return self._seal.decrypt(sealed[len(_MARK) :][:_NONCE], sealed[len(_MARK) + _NONCE :], name.encode())
        except (InvalidTag, ValueError) as error:
            raise VaultTrouble(
                f"{self._place(name)} cannot be opened: it was sealed with another secret key or was changed. "
                "Restore CEYUAN_HOME (with secret.key) from one and the same backup."
            ) from error

    def write_key(self, name: str, content: bytes) -> None:
        """Seal a key and put it there. The name is sealed with it: one key cannot be passed off as another."""
        nonce = secrets.token_bytes(_NONCE)
        self.write(name, _MARK + nonce + self._seal.encrypt(nonce, content, name.encode()))

    def names(self, pattern: str) -> list[Path]:
        """Files that match, sorted."""
        return sorted(self.root.glob(pattern))

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Alone in the folder, over all workers of this machine."""
        self.root.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle = os.open(self.root / ".lock", os.O_WRONLY | os.O_CREAT, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield
        finally:
            os.close(handle)

    def _place(self, name: str) -> Path:
        parts = name.split("/")
        if not all(part and not part.startswith(".") and "\\" not in part and "\x00" not in part for part in parts):
            raise ValueError(f"Not a name within the folder of the authority: {name!r}.")
        return self.root.joinpath(*parts)
