"""Forms, one file per part."""

from .links import DirectionForm, DirectionPick, TargetForm

__all__ = ["DirectionForm", "DirectionPick", "TargetForm"]
