"""Closes what nobody may read before the deadline: scores lie in the database in cipher, with their fingerprint beside.

The key of a sheet is derived from the secret of the installation, which is not in the database, and from the panel and
the sheet. So neither a copy of the database nor its administrator reads scores, and a text put into another sheet does
not open there. Whoever has both the database and the secret could; what that one cannot do is change a score unseen,
because the fingerprint stands in the chain. An earlier secret (SECRET_KEY_FALLBACKS) still opens what it closed.
"""

import base64
import json
import secrets
from collections.abc import Iterator, Mapping
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from ceyuan.core.kernel import Refused
from ceyuan.core.review.canonical import canonical, fingerprint

_NONCE = 12
_BINDING = "ceyuan.reviews.sheet"


def close(place: str, content: Mapping[str, Any]) -> str:
    """The content in cipher, as text; it opens only at this `place` ("panel 12 sheet 7")."""
    nonce = secrets.token_bytes(_NONCE)
    cipher = AESGCM(_key(settings.SECRET_KEY, place)).encrypt(nonce, canonical(content), place.encode())
    return base64.b64encode(nonce + cipher).decode()


def opened(place: str, closed: str) -> dict[str, Any]:
    """What was closed at this place. Refused: `reviews.seal_broken` when it is not what was closed there."""
    raw = base64.b64decode(closed)
    for secret in _secrets():
        try:
            plain = AESGCM(_key(secret, place)).decrypt(raw[:_NONCE], raw[_NONCE:], place.encode())
        except InvalidTag:
            continue
        content: dict[str, Any] = json.loads(plain)
        return content
    raise Refused("reviews.seal_broken", place=place)


def fresh_salt() -> str:
    """A secret for one entry of the chain: it keeps a score from being guessed from its fingerprint."""
    return secrets.token_urlsafe(24)


def digest(content: Mapping[str, Any], salt: str) -> str:
    """The fingerprint of the content of a sheet, which the chain binds at submission."""
    return fingerprint("sheet", salt.encode(), canonical(content))


def _secrets() -> Iterator[str]:
    yield settings.SECRET_KEY
    yield from getattr(settings, "SECRET_KEY_FALLBACKS", [])


def _key(secret: str, place: str) -> bytes:
    derived = HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=f"{_BINDING} {place}".encode())
    return derived.derive(secret.encode())
