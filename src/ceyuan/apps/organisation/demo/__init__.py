"""Demonstration data of the organisation: the fictional Kunyue Nonferrous Group.

`load()` writes it once; `generate()` gives it as plain values without a database.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ceyuan.apps.organisation.demo.cast import PASSWORD
from ceyuan.apps.organisation.demo.draw import SEED
from ceyuan.apps.organisation.demo.generation import Organisation, generate

if TYPE_CHECKING:
    from ceyuan.apps.organisation.scoping import Actor

__all__ = ["PASSWORD", "SEED", "Organisation", "generate", "keys", "load", "log_ins"]


def load(seed: int = SEED) -> bool:
    """Writes the demonstration group; returns False, changing nothing, when it is there already."""
    from ceyuan.apps.organisation.demo.loading import load as write  # the generators work without a configured Django

    return write(seed)


def log_ins() -> tuple[tuple[str, str], ...]:
    """User names of the demonstration and what kind of user each one is; the password of all is `PASSWORD`."""
    return tuple((seed.username, f"{seed.title_zh} · {seed.title_en}") for seed in generate().accounts)


def keys(actor: Actor) -> tuple[dict[str, int], dict[str, int]]:
    """Ids of the actor's units by code and people by staff number, for the demonstration data of capabilities above."""
    from ceyuan.apps.organisation.selectors import registers

    return registers.unit_keys(actor), registers.person_keys(actor)
