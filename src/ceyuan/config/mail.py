"""Which way mail leaves, read from one address.

(empty)                                no mail leaves
smtp://name:secret@mail.example.com    port 587 unless given, STARTTLS
smtps://name:secret@mail.example.com   port 465 unless given, TLS from the start
caught:                                mail is kept in CEYUAN_HOME/mail and shown to its receiver (demonstration)
"""

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

_BACKENDS = "django.core.mail.backends."


def mail_settings(url: str, home: Path) -> dict[str, Any]:
    """The settings of Django for an address; `ImproperlyConfigured` for one that cannot be read."""
    parts = urlsplit(url)
    if not url:
        return {"EMAIL_BACKEND": f"{_BACKENDS}dummy.EmailBackend"}
    if parts.scheme == "caught":
        return {"EMAIL_BACKEND": f"{_BACKENDS}filebased.EmailBackend", "EMAIL_FILE_PATH": str(home / "mail")}
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        raise ImproperlyConfigured(
            "CEYUAN_MAIL_URL must look like smtp://name:secret@mail.example.com or be 'caught:'."
        )
    direct = parts.scheme == "smtps"
    return {
        "EMAIL_BACKEND": f"{_BACKENDS}smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or (465 if direct else 587),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": direct,
        "EMAIL_USE_TLS": not direct and parts.hostname not in {"localhost", "127.0.0.1"},
        "EMAIL_TIMEOUT": 20,
    }
