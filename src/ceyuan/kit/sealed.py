"""Texts that the database keeps only sealed: encrypted with a key that is derived from the installation's secret key.

A sealed text is opened by an explicit `open()`, never by being read, printed or put into a template, so whoever opens
one can record why. `mark` gives a keyed fingerprint, by which the same text is found again without opening anything.
"""

import base64
import hashlib
import hmac
import os
from functools import lru_cache
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.db import models

_VERSION = "s1"
_NONCE = 12


class SealBroken(RuntimeError):
    """A sealed text that no key of this installation opens: the secret key was exchanged or the value was altered."""


class Sealed:
    """A sealed text as the database holds it. `open()` gives the text; anything else shows only that there is one."""

    __slots__ = ("purpose", "token")

    def __init__(self, token: str, purpose: str) -> None:
        self.token, self.purpose = token, purpose

    @classmethod
    def of(cls, text: str, purpose: str) -> "Sealed":
        """Seal a text. It opens only for the same purpose, so a value cannot be moved to another column."""
        nonce = os.urandom(_NONCE)
        closed = AESGCM(_key(settings.SECRET_KEY, "seal")).encrypt(nonce, text.encode(), purpose.encode())
        return cls(f"{_VERSION}:{base64.urlsafe_b64encode(nonce + closed).decode()}", purpose)

    def open(self) -> str:
        """The text; raises `SealBroken`. Earlier secret keys are tried too (`SECRET_KEY_FALLBACKS`)."""
        version, _colon, body = self.token.partition(":")
        try:
            raw = base64.urlsafe_b64decode(body) if version == _VERSION else b""
        except ValueError:
            raw = b""
        for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
            try:
                plain = AESGCM(_key(secret, "seal")).decrypt(raw[:_NONCE], raw[_NONCE:], self.purpose.encode())
            except (InvalidTag, ValueError):
                continue
            return plain.decode()
        raise SealBroken(
            f"A sealed text ({self.purpose}) does not open: restore the secret key it was sealed with, "
            "or name that key in SECRET_KEY_FALLBACKS."
        )

    def __str__(self) -> str:
        return "•••"

    def __repr__(self) -> str:
        return f"<Sealed {self.purpose}>"

    def __bool__(self) -> bool:
        return bool(self.token)


class SealedTextField(models.TextField):  # type: ignore[type-arg]
    """A text column whose content is sealed; give it a plain text, read a `Sealed`."""

    def __init__(self, *args: Any, purpose: str, **kwargs: Any) -> None:
        self.purpose = purpose
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        """The arguments for migrations."""
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "purpose": self.purpose}

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> Sealed | None:
        """What a row holds."""
        del expression, connection
        return None if value is None else Sealed(value, self.purpose)

    def to_python(self, value: Any) -> Any:
        """A sealed text stays one."""
        return value if isinstance(value, Sealed) else super().to_python(value)

    def get_prep_value(self, value: Any) -> Any:
        """What is written: never the plain text."""
        if isinstance(value, Sealed):
            return value.token
        return value if value is None or value == "" else Sealed.of(str(value), self.purpose).token


def mark(text: str, purpose: str) -> str:
    """The keyed fingerprint of a text (64 hexadecimal digits): equal for equal texts, mute without the key."""
    return marks(text, purpose)[0]


def marks(text: str, purpose: str) -> list[str]:
    """The fingerprint under the present secret key and under the earlier ones: for finding what was marked before."""
    said = f"{purpose}\x00{text}".encode()
    secrets = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return [hmac.new(_key(secret, "mark"), said, hashlib.sha256).hexdigest() for secret in secrets]


@lru_cache(maxsize=16)
def _key(secret: str, use: str) -> bytes:
    derived = HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=f"ceyuan {use} {_VERSION}".encode())
    return derived.derive(secret.encode())
