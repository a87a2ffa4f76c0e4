"""Demonstration data of the projects: programmes and about 420 projects of the fictional Kunyue Nonferrous Group.

`load()` writes them once; `generate()` gives them as plain values without a database.
"""

from ceyuan.apps.projects.demo.projects import ProjectSeed, generate
from ceyuan.apps.projects.demo.setting import SEED

__all__ = ["SEED", "ProjectSeed", "generate", "load"]


def load(seed: int = SEED) -> bool:
    """Writes programmes and projects of the demonstration group; returns False when they are there already."""
    from ceyuan.apps.projects.demo.loading import load as write  # the generators work without a configured Django

    return write(seed)
