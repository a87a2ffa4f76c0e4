"""Criteria of technology readiness per class of technology, read once from their file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from ceyuan.core.taskbook import Criterion


@dataclass(frozen=True, slots=True)
class Wording:
    """A criterion in both languages and the level it belongs to."""

    code: str
    level: int
    zh: str
    en: str


@cache
def criteria(scale: str) -> Sequence[Wording]:
    """The criteria of a scale, the lowest level first; empty for an unknown scale."""
    levels: Mapping[int, Sequence[Mapping[str, str]]] = _read()["scales"].get(scale, {})
    return tuple(Wording(one["code"], level, one["zh"], one["en"]) for level in sorted(levels) for one in levels[level])


@cache
def for_engine(scale: str) -> tuple[Criterion, ...]:
    """The same for the engine that finds the level reached."""
    return tuple(Criterion(one.code, one.level, one.en) for one in criteria(scale))


def level_name(level: int, *, chinese: bool) -> str:
    """The short name of a level; "" for level 0."""
    named: Mapping[str, str] = _read()["names"].get(level, {})
    return named.get("zh" if chinese else "en", "")


@cache
def _read() -> Mapping[str, Any]:
    text = (Path(__file__).parent / "readiness.yaml").read_text(encoding="utf-8")
    found: Mapping[str, Any] = yaml.safe_load(text)
    return found
