"""Rules as dated data: YAML files of the package, and additions of the installation in its own home.

A file `cn/holidays.yaml` is looked up in every folder of `settings.RULES_FOLDERS`, the package first. What applies is
decided by who reads it; usually an entry of the installation replaces the entry of the same name in the package.
"""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings


class RulesTrouble(RuntimeError):
    """A rules file that cannot be read; the message names the file and the place in it."""


def layers(name: str) -> list[Mapping[str, Any]]:
    """The contents of the file in every folder that has it, the package's first; at least one is there."""
    found = []
    for folder in settings.RULES_FOLDERS:
        path = Path(folder) / name
        if path.is_file():
            found.append(_read(path, path.stat().st_mtime_ns))
    if not found:
        raise RulesTrouble(f"There is no rules file {name} in {', '.join(map(str, settings.RULES_FOLDERS))}.")
    return found


def state(name: str) -> tuple[tuple[str, int], ...]:
    """What tells whether the files changed since they were read: each one with its time of writing."""
    paths = (Path(folder) / name for folder in settings.RULES_FOLDERS)
    return tuple((str(path), path.stat().st_mtime_ns) for path in paths if path.is_file())


@lru_cache(maxsize=64)
def _read(path: Path, written: int) -> Mapping[str, Any]:
    del written  # part of the key: a file that was written again is read again
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise RulesTrouble(f"The rules file {path} cannot be read: {error}") from error
    if not isinstance(content, Mapping):
        raise RulesTrouble(f"The rules file {path} does not hold a mapping at its top.")
    return content
