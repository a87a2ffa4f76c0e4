"""Paths into a task book: names joined by dots, keys of list items in brackets, which may hold dots themselves."""

import re
from dataclasses import dataclass
from functools import lru_cache

from ceyuan.core.kernel import Refused

_STEP = re.compile(r"\[(?P<key>[^\[\]]+)\]|\.?(?P<name>[a-z_]+)")
_KEYS = re.compile(r"\[[^\[\]]+\]")


@dataclass(frozen=True, slots=True)
class Step:
    """One step down: into a field, or to the item with this key."""

    name: str
    is_key: bool


@lru_cache(maxsize=4096)
def split(path: str) -> tuple[Step, ...]:
    """The steps of a path; refuses `taskbook.path_bad`."""
    steps: list[Step] = []
    at = 0
    while at < len(path):
        found = _STEP.match(path, at)
        if found is None or (at == 0 and path[0] in ".["):
            raise Refused("taskbook.path_bad", path=path)
        steps.append(Step(found["key"] or found["name"], is_key=found["key"] is not None))
        at = found.end()
    if not steps:
        raise Refused("taskbook.path_bad", path=path)
    return tuple(steps)


def plain(path: str) -> str:
    """The path without keys, as `labels` of fields name it: `indicators[i1].final` -> `indicators[].final`."""
    return _KEYS.sub("[]", path).removesuffix("#order")


def section(path: str) -> str:
    """The part of the book that the path lies in: `indicators[i1].final` -> `indicators`."""
    return split(path.removesuffix("#order"))[0].name


def parent(path: str) -> str:
    """The path of what holds the place: `topics[T1.1].tasks[T1.1.2]` -> `topics[T1.1].tasks`."""
    return _joined(split(path)[:-1])


def holder(path: str) -> str:
    """The item or part around a place: `topics[t].tasks[u]` and `topics[t].title` -> `topics[t]`."""
    steps = split(path)
    return _joined(steps[:-2] if steps[-1].is_key else steps[:-1])


def _joined(steps: tuple[Step, ...]) -> str:
    return "".join(f"[{step.name}]" if step.is_key else f".{step.name}" for step in steps).removeprefix(".")
