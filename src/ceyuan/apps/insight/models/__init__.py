"""Kept roll-ups."""

from .cells import ProgrammeCell, ProjectShare, StaleProject, UnitCell

__all__ = ["ProgrammeCell", "ProjectShare", "StaleProject", "UnitCell"]
