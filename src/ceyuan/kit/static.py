"""Addresses of static files that change with their content, without a collecting step.

The files lie in the package and are served from there; `?v=` carries the first characters of the
content hash, so browsers may keep a file for a year and still see a new version at once.
"""

import hashlib
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import StaticFilesStorage


class PackagedStaticFilesStorage(StaticFilesStorage):
    """Static files of the installed packages, addressed with the hash of their content."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._versions: dict[str, str] = {}

    def url(self, name: str | None) -> str:
        """Address of `name`; a file that no finder knows keeps its plain address."""
        plain = super().url(name)
        if not name:
            return plain
        version = None if settings.DEBUG else self._versions.get(name)
        if version is None:
            version = self._versions[name] = content_version(name)
        return f"{plain}?v={version}" if version else plain


def content_version(name: str) -> str:
    """First 10 hex digits of the SHA-256 of the file, or an empty text when there is none."""
    found = finders.find(name)
    if not isinstance(found, str) or not Path(found).is_file():
        return ""
    return hashlib.sha256(Path(found).read_bytes()).hexdigest()[:10]
